/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-field-editor-private.h"

#include <glib/gi18n-lib.h>

/* One of the field's choices, or nothing; and yes, no or not said. */

/* More than can be seen at a glance are searched. */
#define MANY 12

struct _RgChoiceEditor
{
  RgFieldEditor parent_instance;

  GtkDropDown *drop_down;
  GtkStringList *labels;
  /* What each label stands for; the first is nothing unless the field is
   * required. */
  GArray *values; /* RgValue */
};

G_DECLARE_FINAL_TYPE (RgChoiceEditor, rg_choice_editor, RG, CHOICE_EDITOR, RgFieldEditor)
G_DEFINE_FINAL_TYPE (RgChoiceEditor, rg_choice_editor, rg_field_editor_get_type ())

/* Takes @value over. */
static void
add (RgChoiceEditor *self, const char *label, RgValue value)
{
  g_array_append_val (self->values, value);
  gtk_string_list_append (self->labels, label);
}

static void
add_text (RgChoiceEditor *self, const char *label, const char *key)
{
  RgValue value = RG_VALUE_INIT;

  rg_value_set_text (&value, key);
  add (self, label, value);
}

static void
add_nothing (RgChoiceEditor *self)
{
  /* Translators: stands in a field for which nothing has been chosen. */
  add (self, C_ ("choice", "—"), (RgValue) RG_VALUE_INIT);
}

static void
add_all (RgChoiceEditor *self)
{
  const RgField *field = rg_field_editor_get_field (RG_FIELD_EDITOR (self));

  if ((field->flags & RG_FIELD_REQUIRED) == 0)
    add_nothing (self);
  if (field->type == &rg_type_yes_no)
    {
      for (gint64 yes = 1; yes >= 0; yes--)
        add (self, yes != 0 ? _ ("Yes") : _ ("No"), (RgValue) { .kind = RG_VALUE_INTEGER, .integer = yes });
      return;
    }
  for (const RgChoice *choice = field->choices; choice->key != NULL; choice++)
    add_text (self, rg_choice_get_label (field, choice), choice->key);
}

static void
selected_cb (GtkDropDown *drop_down, GParamSpec *pspec, RgChoiceEditor *self)
{
  guint selected = gtk_drop_down_get_selected (drop_down);

  if (selected < self->values->len)
    rg_field_editor_take (RG_FIELD_EDITOR (self), &g_array_index (self->values, RgValue, selected));
}

/* Where @value stands. One that is no choice any more is still shown. */
static guint
place_of (RgChoiceEditor *self, const RgValue *value)
{
  g_autofree char *label = NULL;

  for (guint i = 0; i < self->values->len; i++)
    {
      if (rg_value_equal (&g_array_index (self->values, RgValue, i), value))
        return i;
    }
  if (rg_value_is_null (value))
    add_nothing (self);
  else
    {
      label = rg_field_format (rg_field_editor_get_field (RG_FIELD_EDITOR (self)), value, RG_FORMAT_DISPLAY);
      add_text (self, label, rg_value_get_text (value));
    }

  return self->values->len - 1;
}

static void
rg_choice_editor_build (RgFieldEditor *editor)
{
  RgChoiceEditor *self = RG_CHOICE_EDITOR (editor);
  GtkWidget *drop_down;

  self->labels = gtk_string_list_new (NULL);
  add_all (self);
  drop_down = gtk_drop_down_new (G_LIST_MODEL (self->labels), NULL);
  self->drop_down = GTK_DROP_DOWN (drop_down);
  gtk_widget_add_css_class (drop_down, "flat");
  if (self->values->len > MANY)
    {
      g_autoptr (GtkExpression) name = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

      gtk_drop_down_set_expression (self->drop_down, name);
      gtk_drop_down_set_search_match_mode (self->drop_down, GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
      gtk_drop_down_set_enable_search (self->drop_down, TRUE);
    }
  g_signal_connect (drop_down, "notify::selected", G_CALLBACK (selected_cb), self);
  rg_field_editor_set_control (editor, drop_down, drop_down);
}

static void
rg_choice_editor_show (RgFieldEditor *editor, const RgValue *value, gboolean editing)
{
  RgChoiceEditor *self = RG_CHOICE_EDITOR (editor);

  gtk_drop_down_set_selected (self->drop_down, place_of (self, value));
}

static void
rg_choice_editor_finalize (GObject *object)
{
  RgChoiceEditor *self = RG_CHOICE_EDITOR (object);

  g_clear_pointer (&self->values, g_array_unref);

  G_OBJECT_CLASS (rg_choice_editor_parent_class)->finalize (object);
}

static void
rg_choice_editor_class_init (RgChoiceEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rg_choice_editor_finalize;
  RG_FIELD_EDITOR_CLASS (klass)->build = rg_choice_editor_build;
  RG_FIELD_EDITOR_CLASS (klass)->show = rg_choice_editor_show;
}

static void
rg_choice_editor_init (RgChoiceEditor *self)
{
  self->values = g_array_new (FALSE, TRUE, sizeof (RgValue));
  g_array_set_clear_func (self->values, (GDestroyNotify) rg_value_clear);
}
