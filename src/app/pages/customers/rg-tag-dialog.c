/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/customers/rg-tag-dialog.h"

#include "app/record/rg-tag-names.h"
#include "app/rg-application.h"

#include <glib/gi18n-lib.h>

struct _RgTagDialog
{
  AdwDialog parent_instance;

  GtkLabel *what_label;
  RgTagNames *names;
  GtkWidget *untag_button;
  GtkWidget *tag_button;
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgTagDialog, rg_tag_dialog, ADW_TYPE_DIALOG)

/* --- the end -------------------------------------------------------------- */

static void
choose (RgTagDialog *self, gboolean take_away)
{
  g_auto (GStrv) names = rg_tag_names_dup (self->names);

  if (names[0] == NULL)
    {
      gtk_widget_grab_focus (GTK_WIDGET (rg_tag_names_get_editable (self->names)));
      return;
    }
  g_signal_emit (self, signals[CHOSEN], 0, names, take_away);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
tag_cb (GtkButton *button, RgTagDialog *self)
{
  choose (self, FALSE);
}

/* Enter once more, after the last name. */
static void
finished_cb (RgTagNames *names, RgTagDialog *self)
{
  choose (self, FALSE);
}

static void
untag_cb (GtkButton *button, RgTagDialog *self)
{
  choose (self, TRUE);
}

static void
rg_tag_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_TAG_DIALOG);

  G_OBJECT_CLASS (rg_tag_dialog_parent_class)->dispose (object);
}

static void
rg_tag_dialog_class_init (RgTagDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rg_tag_dialog_dispose;

  /**
   * RgTagDialog::chosen:
   * @names: the tags
   * @take_away: whether they are taken away
   */
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_STRV, G_TYPE_BOOLEAN);

  g_type_ensure (RG_TYPE_TAG_NAMES);
  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/pages/customers/rg-tag-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgTagDialog, what_label);
  gtk_widget_class_bind_template_child (widget_class, RgTagDialog, names);
  gtk_widget_class_bind_template_child (widget_class, RgTagDialog, untag_button);
  gtk_widget_class_bind_template_child (widget_class, RgTagDialog, tag_button);
  gtk_widget_class_bind_template_callback (widget_class, tag_cb);
  gtk_widget_class_bind_template_callback (widget_class, untag_cb);
}

static void
rg_tag_dialog_init (RgTagDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (rg_tag_names_get_editable (self->names)));
  g_signal_connect (self->names, "finished", G_CALLBACK (finished_cb), self);
}

/**
 * rg_tag_dialog_new:
 * @store: whose tags are proposed
 * @what: who is tagged
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
rg_tag_dialog_new (RgStore *store, const char *what)
{
  RgTagDialog *self = g_object_new (RG_TYPE_TAG_DIALOG, NULL);

  rg_tag_names_set_store (self->names, store);
  gtk_label_set_label (self->what_label, what);

  return ADW_DIALOG (self);
}

/**
 * rg_tag_dialog_enter:
 * @self: a dialog
 * @text: names of tags
 * @take_away: which of the two buttons is pressed
 *
 * Does what a person would do.
 */
void
rg_tag_dialog_enter (RgTagDialog *self, const char *text, gboolean take_away)
{
  gtk_editable_set_text (rg_tag_names_get_editable (self->names), text);
  g_signal_emit_by_name (take_away ? self->untag_button : self->tag_button, "clicked");
}
