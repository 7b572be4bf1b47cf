/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/editors/rg-entry-editor.h"
#include "app/record/editors/rg-lunar-picker.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

/* A birthday, solar or lunar: written, or put together. */

struct _RgLunarEditor
{
  RgEntryEditor parent_instance;

  RgLunarPicker *picker;
};

G_DECLARE_FINAL_TYPE (RgLunarEditor, rg_lunar_editor, RG, LUNAR_EDITOR, RgEntryEditor)
G_DEFINE_FINAL_TYPE (RgLunarEditor, rg_lunar_editor, RG_TYPE_ENTRY_EDITOR)

static void
picked_cb (RgLunarPicker *picker, const char *stored, RgFieldEditor *self)
{
  g_auto (RgValue) value = RG_VALUE_INIT;

  rg_value_set_text (&value, stored);
  rg_field_editor_take (self, &value);
}

static void
show_cb (RgLunarPicker *picker, RgFieldEditor *self)
{
  rg_lunar_picker_set_date (picker, rg_value_get_text (rg_field_editor_get_value (self)));
}

static void
rg_lunar_editor_build (RgFieldEditor *editor)
{
  RgLunarEditor *self = RG_LUNAR_EDITOR (editor);
  GtkWidget *button = gtk_menu_button_new ();

  RG_FIELD_EDITOR_CLASS (rg_lunar_editor_parent_class)->build (editor);
  self->picker = RG_LUNAR_PICKER (rg_lunar_picker_new ());
  g_signal_connect (self->picker, "picked", G_CALLBACK (picked_cb), self);
  g_signal_connect (self->picker, "show", G_CALLBACK (show_cb), self);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), GTK_WIDGET (self->picker));
  gtk_widget_set_tooltip_text (button, _ ("Choose Solar or Lunar"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Choose Solar or Lunar"), -1);
  gtk_widget_add_css_class (button, "flat");
  rg_field_editor_add_suffix (editor, button);
}


static char *
rg_lunar_editor_format (RgEntryEditor *self, const RgValue *value, gboolean editing)
{
  const char *stored = rg_value_get_text (value);

  /* As a person would write it. */
  if (editing && stored != NULL && g_str_has_prefix (stored, "--"))
    return g_strdup_printf ("%d月%d日", atoi (stored + 2), atoi (stored + 5));

  return RG_ENTRY_EDITOR_CLASS (rg_lunar_editor_parent_class)->format (self, value, editing);
}

static void
rg_lunar_editor_class_init (RgLunarEditorClass *klass)
{
  RG_FIELD_EDITOR_CLASS (klass)->build = rg_lunar_editor_build;
  RG_ENTRY_EDITOR_CLASS (klass)->format = rg_lunar_editor_format;
}

static void
rg_lunar_editor_init (RgLunarEditor *self)
{
}
