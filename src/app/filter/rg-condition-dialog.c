/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/filter/rg-condition-dialog.h"

#include <glib/gi18n-lib.h>

struct _RgConditionDialog
{
  AdwDialog parent_instance;

  RgConditionEditor *editor;
  GtkWidget *apply_button;
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgConditionDialog, rg_condition_dialog, ADW_TYPE_DIALOG)

static void
update (RgConditionDialog *self)
{
  gtk_widget_set_sensitive (self->apply_button, rg_condition_editor_is_usable (self->editor));
}

/**
 * rg_condition_dialog_apply:
 * @self: a dialog
 *
 * Chooses what stands there and closes, when it can be asked.
 */
void
rg_condition_dialog_apply (RgConditionDialog *self)
{
  g_autoptr (RgCondition) condition = NULL;

  if (!gtk_widget_get_sensitive (self->apply_button))
    return;
  condition = rg_condition_editor_make (self->editor);
  g_signal_emit (self, signals[CHOSEN], 0, condition);
  adw_dialog_close (ADW_DIALOG (self));
}

static gboolean
apply_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  rg_condition_dialog_apply (RG_CONDITION_DIALOG (widget));

  return GDK_EVENT_STOP;
}

static void
rg_condition_dialog_class_init (RgConditionDialogClass *klass)
{
  /**
   * RgConditionDialog::chosen:
   * @condition: (type RgCondition): what was put together
   */
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, RG_TYPE_CONDITION);
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Return, GDK_CONTROL_MASK, apply_key_cb,
                                NULL);
}

static GtkWidget *
make_bar (RgConditionDialog *self)
{
  GtkWidget *bar = adw_header_bar_new (), *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  self->apply_button = gtk_button_new_with_mnemonic (_ ("_Apply"));
  gtk_widget_add_css_class (self->apply_button, "suggested-action");
  gtk_widget_set_sensitive (self->apply_button, FALSE);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (adw_dialog_close), self);
  g_signal_connect_swapped (self->apply_button, "clicked", G_CALLBACK (rg_condition_dialog_apply), self);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->apply_button);

  return bar;
}

static void
rg_condition_dialog_init (RgConditionDialog *self)
{
  GtkWidget *view = adw_toolbar_view_new ();

  self->editor = RG_CONDITION_EDITOR (rg_condition_editor_new ());
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), make_bar (self));
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (self->editor));
  adw_dialog_set_child (ADW_DIALOG (self), view);
  adw_dialog_set_default_widget (ADW_DIALOG (self), self->apply_button);
  adw_dialog_set_content_width (ADW_DIALOG (self), 760);
  adw_dialog_set_content_height (ADW_DIALOG (self), 560);
  g_signal_connect_object (self->editor, "counted", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

/**
 * rg_condition_dialog_new:
 * @store: the shop
 * @entity: of which rows: "customer" or "deal"
 * @condition: (nullable): what it begins with
 * @title: what is put together
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
rg_condition_dialog_new (RgStore *store, const char *entity, RgCondition *condition, const char *title)
{
  RgConditionDialog *self = g_object_new (RG_TYPE_CONDITION_DIALOG, NULL);

  adw_dialog_set_title (ADW_DIALOG (self), title);
  rg_condition_editor_set (self->editor, store, entity, condition);

  return ADW_DIALOG (self);
}

/**
 * rg_condition_dialog_get_editor:
 * @self: a dialog
 *
 * Returns: (transfer none): its editor
 */
RgConditionEditor *
rg_condition_dialog_get_editor (RgConditionDialog *self)
{
  return self->editor;
}
