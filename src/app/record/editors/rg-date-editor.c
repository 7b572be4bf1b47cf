/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/editors/rg-entry-editor.h"

#include "app/widgets/rg-date-picker.h"

#include <glib/gi18n-lib.h>

/* A day: written in any of the ways that are understood, or chosen. */

struct _RgDateEditor
{
  RgEntryEditor parent_instance;

  RgDatePicker *picker;
};

G_DECLARE_FINAL_TYPE (RgDateEditor, rg_date_editor, RG, DATE_EDITOR, RgEntryEditor)
G_DEFINE_FINAL_TYPE (RgDateEditor, rg_date_editor, RG_TYPE_ENTRY_EDITOR)

static void
picked_cb (RgDatePicker *picker, const char *iso, RgFieldEditor *self)
{
  g_auto (RgValue) value = RG_VALUE_INIT;

  rg_value_set_text (&value, iso);
  rg_field_editor_take (self, &value);
}

static void
show_cb (RgDatePicker *picker, RgFieldEditor *self)
{
  rg_date_picker_set_date (picker, rg_value_get_text (rg_field_editor_get_value (self)));
}

static void
rg_date_editor_build (RgFieldEditor *editor)
{
  RgDateEditor *self = RG_DATE_EDITOR (editor);
  GtkWidget *button = gtk_menu_button_new ();

  RG_FIELD_EDITOR_CLASS (rg_date_editor_parent_class)->build (editor);
  self->picker = RG_DATE_PICKER (rg_date_picker_new ());
  g_signal_connect (self->picker, "picked", G_CALLBACK (picked_cb), self);
  g_signal_connect (self->picker, "show", G_CALLBACK (show_cb), self);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), GTK_WIDGET (self->picker));
  gtk_widget_set_tooltip_text (button, _ ("Choose a Day"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Choose a Day"),
                                  -1);
  gtk_widget_add_css_class (button, "flat");
  rg_field_editor_add_suffix (editor, button);
}

static void
rg_date_editor_class_init (RgDateEditorClass *klass)
{
  RG_FIELD_EDITOR_CLASS (klass)->build = rg_date_editor_build;
}

static void
rg_date_editor_init (RgDateEditor *self)
{
}
