/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/export/rg-export-dialog.h"

struct _RgExportDialog
{
  AdwDialog parent_instance;

  GtkCheckButton *xlsx_button;
  GtkCheckButton *csv_button;
  GtkCheckButton *vcard_button;
  GtkCheckButton *old_vcard_button;
  GtkWidget *fields_group;
  GtkCheckButton *all_button;
  AdwActionRow *shown_row;
  GtkCheckButton *shown_button;
  GtkWidget *export_button;
};

enum
{
  EXPORT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgExportDialog, rg_export_dialog, ADW_TYPE_DIALOG)

static gboolean
is_cards (RgExportFormat format)
{
  return format == RG_EXPORT_FORMAT_VCARD_4 || format == RG_EXPORT_FORMAT_VCARD_3;
}

/* A card has no columns. */
static void
toggled_cb (GtkCheckButton *button, RgExportDialog *self)
{
  gtk_widget_set_sensitive (self->fields_group, !is_cards (rg_export_dialog_get_format (self)));
}

static void
cancel_cb (GtkButton *button, RgExportDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
export_cb (GtkButton *button, RgExportDialog *self)
{
  g_object_ref (self);
  g_signal_emit (self, signals[EXPORT], 0);
  adw_dialog_close (ADW_DIALOG (self));
  g_object_unref (self);
}

static void
rg_export_dialog_dispose (GObject *object)
{
  RgExportDialog *self = RG_EXPORT_DIALOG (object);

  adw_dialog_set_child (ADW_DIALOG (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_EXPORT_DIALOG);

  G_OBJECT_CLASS (rg_export_dialog_parent_class)->dispose (object);
}

static void
rg_export_dialog_class_init (RgExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_export_dialog_dispose;

  /**
   * RgExportDialog::export:
   *
   * The kind of file and the columns are settled.
   */
  signals[EXPORT] =
      g_signal_new ("export", RG_TYPE_EXPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/export/rg-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgExportDialog, xlsx_button);
  gtk_widget_class_bind_template_child (widget_class, RgExportDialog, csv_button);
  gtk_widget_class_bind_template_child (widget_class, RgExportDialog, vcard_button);
  gtk_widget_class_bind_template_child (widget_class, RgExportDialog, old_vcard_button);
  gtk_widget_class_bind_template_child (widget_class, RgExportDialog, fields_group);
  gtk_widget_class_bind_template_child (widget_class, RgExportDialog, all_button);
  gtk_widget_class_bind_template_child (widget_class, RgExportDialog, shown_row);
  gtk_widget_class_bind_template_child (widget_class, RgExportDialog, shown_button);
  gtk_widget_class_bind_template_child (widget_class, RgExportDialog, export_button);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, export_cb);
}

static void
rg_export_dialog_init (RgExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rg_export_dialog_new:
 * @title: whom it is about
 * @shown: (nullable): labels of the list's columns; %NULL: there is no list
 *
 * Returns: (transfer floating): the dialog
 */
RgExportDialog *
rg_export_dialog_new (const char *title, const char *shown)
{
  RgExportDialog *self = g_object_new (RG_TYPE_EXPORT_DIALOG, "title", title, NULL);

  gtk_widget_set_visible (self->fields_group, shown != NULL);
  adw_action_row_set_subtitle (self->shown_row, shown != NULL ? shown : "");
  return self;
}

/**
 * rg_export_dialog_get_format:
 * @self: a dialog
 *
 * Returns: what kind of file is wanted
 */
RgExportFormat
rg_export_dialog_get_format (RgExportDialog *self)
{
  return gtk_check_button_get_active (self->csv_button)         ? RG_EXPORT_FORMAT_CSV
         : gtk_check_button_get_active (self->vcard_button)     ? RG_EXPORT_FORMAT_VCARD_4
         : gtk_check_button_get_active (self->old_vcard_button) ? RG_EXPORT_FORMAT_VCARD_3
                                                                : RG_EXPORT_FORMAT_XLSX;
}

/**
 * rg_export_dialog_set_format:
 * @self: a dialog
 * @format: what kind of file is wanted
 */
void
rg_export_dialog_set_format (RgExportDialog *self, RgExportFormat format)
{
  GtkCheckButton *const buttons[] = {
    [RG_EXPORT_FORMAT_CSV] = self->csv_button,
    [RG_EXPORT_FORMAT_XLSX] = self->xlsx_button,
    [RG_EXPORT_FORMAT_VCARD_4] = self->vcard_button,
    [RG_EXPORT_FORMAT_VCARD_3] = self->old_vcard_button,
  };

  gtk_check_button_set_active (buttons[format], TRUE);
}

/**
 * rg_export_dialog_get_only_shown:
 * @self: a dialog
 *
 * Returns: whether only the list's columns are wanted
 */
gboolean
rg_export_dialog_get_only_shown (RgExportDialog *self)
{
  return gtk_check_button_get_active (self->shown_button) && gtk_widget_get_visible (self->fields_group) &&
         !is_cards (rg_export_dialog_get_format (self));
}
