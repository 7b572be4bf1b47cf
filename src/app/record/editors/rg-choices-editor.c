/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-field-editor-private.h"

#include "catalog/rg-text.h"

#include <glib/gi18n-lib.h>

/* Any number of the field's choices: a button that says which, and a box to tick
 * for each when it is opened. Taken when it is closed. */

struct _RgChoicesEditor
{
  RgFieldEditor parent_instance;

  GtkWidget *button;
  GtkLabel *label;
  GtkBox *box;
  GPtrArray *checks; /* GtkCheckButton with its key, belonging to the box */
};

G_DECLARE_FINAL_TYPE (RgChoicesEditor, rg_choices_editor, RG, CHOICES_EDITOR, RgFieldEditor)
G_DEFINE_FINAL_TYPE (RgChoicesEditor, rg_choices_editor, RG_TYPE_FIELD_EDITOR)

static const char *
check_key (GtkWidget *check)
{
  return g_object_get_data (G_OBJECT (check), "key");
}

static GtkWidget *
add_check (RgChoicesEditor *self, const char *key, const char *label)
{
  GtkWidget *check = gtk_check_button_new_with_label (label);

  g_object_set_data_full (G_OBJECT (check), "key", g_strdup (key), g_free);
  gtk_box_append (self->box, check);
  g_ptr_array_add (self->checks, check);

  return check;
}

static GtkWidget *
find_check (RgChoicesEditor *self, const char *key)
{
  for (guint i = 0; i < self->checks->len; i++)
    {
      if (g_str_equal (check_key (g_ptr_array_index (self->checks, i)), key))
        return g_ptr_array_index (self->checks, i);
    }

  return NULL;
}

/* What was chosen before keeps its place. */
static void
closed_cb (GtkPopover *popover, RgChoicesEditor *self)
{
  const char *json = rg_value_get_text (rg_field_editor_get_value (RG_FIELD_EDITOR (self)));
  g_auto (GStrv) before = json != NULL ? rg_text_list_from_json (json) : NULL;
  g_autoptr (GPtrArray) keys = g_ptr_array_new_null_terminated (4, NULL, TRUE);
  g_auto (RgValue) value = RG_VALUE_INIT;

  for (guint i = 0; before != NULL && before[i] != NULL; i++)
    {
      if (gtk_check_button_get_active (GTK_CHECK_BUTTON (find_check (self, before[i]))))
        g_ptr_array_add (keys, before[i]);
    }
  for (guint i = 0; i < self->checks->len; i++)
    {
      GtkWidget *check = g_ptr_array_index (self->checks, i);

      if (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)) &&
          (before == NULL || !g_strv_contains ((const char *const *) before, check_key (check))))
        g_ptr_array_add (keys, (gpointer) check_key (check));
    }
  if (keys->len > 0)
    rg_value_take_text (&value, rg_text_list_to_json ((const char *const *) keys->pdata));
  rg_field_editor_take (RG_FIELD_EDITOR (self), &value);
}

static GtkWidget *
make_popover (RgChoicesEditor *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_widget_set_margin_top (GTK_WIDGET (self->box), 6);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->box), 6);
  gtk_widget_set_margin_start (GTK_WIDGET (self->box), 6);
  gtk_widget_set_margin_end (GTK_WIDGET (self->box), 6);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 320);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->box));
  gtk_popover_set_child (GTK_POPOVER (popover), scrolled);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), self);

  return popover;
}

static void
rg_choices_editor_build (RgFieldEditor *editor)
{
  RgChoicesEditor *self = RG_CHOICES_EDITOR (editor);
  const RgField *field = rg_field_editor_get_field (editor);

  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_wrap_mode (self->label, PANGO_WRAP_WORD_CHAR);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), GTK_WIDGET (self->label));
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->button), TRUE);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), make_popover (self));
  gtk_widget_add_css_class (self->button, "flat");
  rg_field_editor_set_control (editor, self->button, self->button);
  for (const RgChoice *choice = field->choices; choice->key != NULL; choice++)
    add_check (self, choice->key, rg_choice_get_label (field, choice));
}

static void
rg_choices_editor_show (RgFieldEditor *editor, const RgValue *value, gboolean editing)
{
  RgChoicesEditor *self = RG_CHOICES_EDITOR (editor);
  const char *json = rg_value_get_text (value);
  g_auto (GStrv) keys = json != NULL ? rg_text_list_from_json (json) : NULL;
  g_autofree char *shown = rg_field_format (rg_field_editor_get_field (editor), value, RG_FORMAT_DISPLAY);

  for (guint i = 0; i < self->checks->len; i++)
    gtk_check_button_set_active (g_ptr_array_index (self->checks, i), FALSE);
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      GtkWidget *check = find_check (self, keys[i]);

      /* One that is no choice any more can still be kept or taken away. */
      if (check == NULL)
        check = add_check (self, keys[i], keys[i]);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
    }
  gtk_label_set_label (self->label, *shown != '\0' ? shown : C_ ("choice", "—"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, shown,
                                  -1);
}

static void
rg_choices_editor_finalize (GObject *object)
{
  g_ptr_array_unref (RG_CHOICES_EDITOR (object)->checks);

  G_OBJECT_CLASS (rg_choices_editor_parent_class)->finalize (object);
}

static void
rg_choices_editor_class_init (RgChoicesEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rg_choices_editor_finalize;
  RG_FIELD_EDITOR_CLASS (klass)->build = rg_choices_editor_build;
  RG_FIELD_EDITOR_CLASS (klass)->show = rg_choices_editor_show;
}

static void
rg_choices_editor_init (RgChoicesEditor *self)
{
  self->checks = g_ptr_array_new ();
}
