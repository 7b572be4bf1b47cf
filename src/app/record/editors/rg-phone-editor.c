/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/editors/rg-entry-editor.h"

#include "catalog/rg-phone.h"

#include <glib/gi18n-lib.h>

/* 138 1234 5678, or 138****5678 where the setting asks, unless it is being
 * written; and a button that copies the digits. */

struct _RgPhoneEditor
{
  RgEntryEditor parent_instance;

  GtkWidget *copy_button;
};

G_DECLARE_FINAL_TYPE (RgPhoneEditor, rg_phone_editor, RG, PHONE_EDITOR, RgEntryEditor)
G_DEFINE_FINAL_TYPE (RgPhoneEditor, rg_phone_editor, RG_TYPE_ENTRY_EDITOR)

static void
copy_cb (GtkButton *button, RgFieldEditor *self)
{
  const char *phone = rg_value_get_text (rg_field_editor_get_value (self));

  if (phone == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (button)), phone);
  gtk_accessible_announce (GTK_ACCESSIBLE (button), _ ("Copied"),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  rg_field_editor_show_saved (self);
}

static void
rg_phone_editor_build (RgFieldEditor *editor)
{
  RgPhoneEditor *self = RG_PHONE_EDITOR (editor);

  RG_FIELD_EDITOR_CLASS (rg_phone_editor_parent_class)->build (editor);
  self->copy_button = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  gtk_widget_set_tooltip_text (self->copy_button, _ ("Copy the Number"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->copy_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Copy the Number"), -1);
  gtk_widget_add_css_class (self->copy_button, "flat");
  g_signal_connect (self->copy_button, "clicked", G_CALLBACK (copy_cb), self);
  rg_field_editor_add_suffix (editor, self->copy_button);
}

static void
rg_phone_editor_show (RgFieldEditor *editor, const RgValue *value, gboolean editing)
{
  RG_FIELD_EDITOR_CLASS (rg_phone_editor_parent_class)->show (editor, value, editing);
  gtk_widget_set_visible (RG_PHONE_EDITOR (editor)->copy_button, !rg_value_is_null (value));
}

static char *
rg_phone_editor_format (RgEntryEditor *self, const RgValue *value, gboolean editing)
{
  if (!editing && !rg_value_is_null (value) && rg_field_editor_get_mask (RG_FIELD_EDITOR (self)))
    return rg_phone_mask (rg_value_get_text (value));

  return RG_ENTRY_EDITOR_CLASS (rg_phone_editor_parent_class)->format (self, value, editing);
}

static void
rg_phone_editor_class_init (RgPhoneEditorClass *klass)
{
  RG_FIELD_EDITOR_CLASS (klass)->build = rg_phone_editor_build;
  RG_FIELD_EDITOR_CLASS (klass)->show = rg_phone_editor_show;
  RG_ENTRY_EDITOR_CLASS (klass)->format = rg_phone_editor_format;
}

static void
rg_phone_editor_init (RgPhoneEditor *self)
{
}
