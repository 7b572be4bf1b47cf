/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/customers/rg-tag-dialog.h"

#include "app/record/rg-tag-entry.h"
#include "app/rg-application.h"
#include "shop/rg-tags.h"

#include <glib/gi18n-lib.h>

struct _RgTagDialog
{
  AdwDialog parent_instance;

  GtkLabel *what_label;
  AdwWrapBox *chips;
  RgTagEntry *entry;
  GtkWidget *untag_button;
  GtkWidget *tag_button;

  GPtrArray *names; /* (element-type utf8) */
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgTagDialog, rg_tag_dialog, ADW_TYPE_DIALOG)

/* --- the names ------------------------------------------------------------ */

static void update_chips (RgTagDialog *self);

static void
remove_cb (GtkButton *button, RgTagDialog *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "rg-index"));

  g_ptr_array_remove_index (self->names, index);
  update_chips (self);
  gtk_widget_grab_focus (GTK_WIDGET (rg_tag_entry_get_editable (self->entry)));
}

static GtkWidget *
make_chip (RgTagDialog *self, guint index)
{
  const char *name = g_ptr_array_index (self->names, index);
  GtkWidget *button = gtk_button_new (), *content = adw_button_content_new ();
  /* Translators: %s is the name of a tag. */
  g_autofree char *label = g_strdup_printf (_ ("Take “%s” away again"), name);

  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), name);
  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "window-close-symbolic");
  adw_button_content_set_can_shrink (ADW_BUTTON_CONTENT (content), TRUE);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data (G_OBJECT (button), "rg-index", GUINT_TO_POINTER (index));
  g_signal_connect (button, "clicked", G_CALLBACK (remove_cb), self);

  return button;
}

static void
update_chips (RgTagDialog *self)
{
  GtkWidget *chip;

  while ((chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    adw_wrap_box_remove (self->chips, chip);
  for (guint i = 0; i < self->names->len; i++)
    adw_wrap_box_append (self->chips, make_chip (self, i));
  gtk_widget_set_visible (GTK_WIDGET (self->chips), self->names->len > 0);
}

static void
add_names (RgTagDialog *self, const char *text)
{
  g_auto (GStrv) names = rg_tags_split (text);

  for (guint i = 0; names[i] != NULL; i++)
    if (!g_ptr_array_find_with_equal_func (self->names, names[i], g_str_equal, NULL))
      g_ptr_array_add (self->names, g_strdup (names[i]));
}

static void
entered_cb (RgTagEntry *entry, const char *name, RgTagDialog *self)
{
  add_names (self, name);
  rg_tag_entry_clear (entry);
  update_chips (self);
}

static void
back_cb (RgTagEntry *entry, RgTagDialog *self)
{
  if (self->names->len == 0)
    return;
  g_ptr_array_remove_index (self->names, self->names->len - 1);
  update_chips (self);
}

/* --- the end -------------------------------------------------------------- */

/* What is still being written counts too. */
static void
choose (RgTagDialog *self, gboolean take_away)
{
  g_auto (GStrv) names = NULL;

  add_names (self, gtk_editable_get_text (rg_tag_entry_get_editable (self->entry)));
  if (self->names->len == 0)
    {
      gtk_widget_grab_focus (GTK_WIDGET (rg_tag_entry_get_editable (self->entry)));
      return;
    }
  g_ptr_array_add (self->names, NULL);
  names = g_strdupv ((char **) self->names->pdata);
  g_ptr_array_set_size (self->names, 0);
  g_signal_emit (self, signals[CHOSEN], 0, names, take_away);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
tag_cb (GtkButton *button, RgTagDialog *self)
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
rg_tag_dialog_finalize (GObject *object)
{
  g_ptr_array_unref (RG_TAG_DIALOG (object)->names);

  G_OBJECT_CLASS (rg_tag_dialog_parent_class)->finalize (object);
}

static void
rg_tag_dialog_class_init (RgTagDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rg_tag_dialog_dispose;
  object_class->finalize = rg_tag_dialog_finalize;

  /**
   * RgTagDialog::chosen:
   * @names: the tags
   * @take_away: whether they are taken away
   */
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_STRV, G_TYPE_BOOLEAN);

  g_type_ensure (RG_TYPE_TAG_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/pages/customers/rg-tag-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgTagDialog, what_label);
  gtk_widget_class_bind_template_child (widget_class, RgTagDialog, chips);
  gtk_widget_class_bind_template_child (widget_class, RgTagDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, RgTagDialog, untag_button);
  gtk_widget_class_bind_template_child (widget_class, RgTagDialog, tag_button);
  gtk_widget_class_bind_template_callback (widget_class, entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, tag_cb);
  gtk_widget_class_bind_template_callback (widget_class, untag_cb);
}

static void
rg_tag_dialog_init (RgTagDialog *self)
{
  self->names = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (rg_tag_entry_get_editable (self->entry)));
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

  rg_tag_entry_set_store (self->entry, store);
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
  gtk_editable_set_text (rg_tag_entry_get_editable (self->entry), text);
  g_signal_emit_by_name (take_away ? self->untag_button : self->tag_button, "clicked");
}
