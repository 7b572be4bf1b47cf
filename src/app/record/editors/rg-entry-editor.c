/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/editors/rg-entry-editor.h"

#include <string.h>

typedef struct
{
  GtkText *text;
} RgEntryEditorPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (RgEntryEditor, rg_entry_editor, RG_TYPE_FIELD_EDITOR)

static GtkText *
get_text (RgFieldEditor *editor)
{
  return rg_entry_editor_get_text (RG_ENTRY_EDITOR (editor));
}

static void
changed_cb (GtkText *text, RgFieldEditor *self)
{
  rg_field_editor_changed (self);
}

static void
activate_cb (GtkText *text, RgFieldEditor *self)
{
  rg_field_editor_activate (self);
}

/* --- what stands in it ---------------------------------------------------- */

/* To the minute and in local time, as it is read again. */
static char *
write_instant (gint64 instant)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local_usec (instant * 1000);

  return local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M") : g_strdup ("");
}

/* The sign stands in front of the entry. */
static char *
without_yen (char *amount)
{
  const char *yen = strstr (amount, "¥");
  GString *bare;

  if (yen == NULL)
    return amount;
  bare = g_string_new_len (amount, yen - amount);
  g_string_append (bare, yen + strlen ("¥"));
  g_free (amount);

  return g_string_free_and_steal (bare);
}

static char *
rg_entry_editor_format (RgEntryEditor *self, const RgValue *value, gboolean editing)
{
  const RgField *field = rg_field_editor_get_field (RG_FIELD_EDITOR (self));
  char *text;

  if (editing && field->type == &rg_type_instant && !rg_value_is_null (value))
    return write_instant (value->integer);
  text = rg_field_format (field, value, editing ? RG_FORMAT_EXCHANGE : RG_FORMAT_DISPLAY);

  return field->type == &rg_type_money ? without_yen (text) : text;
}

/* --- an editor ------------------------------------------------------------ */

static GtkInputPurpose
purpose_for (const RgFieldType *type)
{
  if (type == &rg_type_phone)
    return GTK_INPUT_PURPOSE_PHONE;
  if (type == &rg_type_email)
    return GTK_INPUT_PURPOSE_EMAIL;
  if (type == &rg_type_link)
    return GTK_INPUT_PURPOSE_URL;

  return GTK_INPUT_PURPOSE_FREE_FORM;
}

static gboolean
is_numeric (const RgFieldType *type)
{
  return type == &rg_type_number || type == &rg_type_money || type == &rg_type_phone ||
         type == &rg_type_time || type == &rg_type_date || type == &rg_type_instant;
}

static void
rg_entry_editor_build (RgFieldEditor *editor)
{
  RgEntryEditorPrivate *priv = rg_entry_editor_get_instance_private (RG_ENTRY_EDITOR (editor));
  const RgFieldType *type = rg_field_editor_get_field (editor)->type;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  /* By itself it has no role, because it is usually a part of an entry. */
  priv->text = g_object_new (GTK_TYPE_TEXT, "accessible-role", GTK_ACCESSIBLE_ROLE_TEXT_BOX, NULL);
  gtk_widget_set_hexpand (GTK_WIDGET (priv->text), TRUE);
  gtk_text_set_input_purpose (priv->text, purpose_for (type));
  gtk_text_set_truncate_multiline (priv->text, TRUE);
  if (is_numeric (type))
    gtk_widget_add_css_class (GTK_WIDGET (priv->text), "numeric");
  g_signal_connect (priv->text, "changed", G_CALLBACK (changed_cb), editor);
  g_signal_connect (priv->text, "activate", G_CALLBACK (activate_cb), editor);
  if (type == &rg_type_money)
    {
      GtkWidget *yen = gtk_label_new ("¥");

      gtk_widget_add_css_class (yen, "dimmed-text");
      gtk_box_append (GTK_BOX (box), yen);
    }
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (priv->text));
  rg_field_editor_set_control (editor, box, GTK_WIDGET (priv->text));
}

static void
rg_entry_editor_show (RgFieldEditor *editor, const RgValue *value, gboolean editing)
{
  GtkText *text = get_text (editor);
  g_autofree char *shown =
      RG_ENTRY_EDITOR_GET_CLASS (editor)->format (RG_ENTRY_EDITOR (editor), value, editing);

  if (strcmp (gtk_editable_get_text (GTK_EDITABLE (text)), shown) == 0)
    return;
  /* Nothing that Ctrl+Z could take back: the entry forgets what was before. */
  gtk_editable_set_text (GTK_EDITABLE (text), shown);
  gtk_editable_set_position (GTK_EDITABLE (text), editing ? -1 : 0);
}

static char *
rg_entry_editor_dup_text (RgFieldEditor *editor)
{
  return g_strdup (gtk_editable_get_text (GTK_EDITABLE (get_text (editor))));
}

static void
rg_entry_editor_set_text (RgFieldEditor *editor, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (get_text (editor)), text);
}

static void
rg_entry_editor_class_init (RgEntryEditorClass *klass)
{
  RgFieldEditorClass *editor_class = RG_FIELD_EDITOR_CLASS (klass);

  editor_class->build = rg_entry_editor_build;
  editor_class->show = rg_entry_editor_show;
  editor_class->dup_text = rg_entry_editor_dup_text;
  editor_class->set_text = rg_entry_editor_set_text;
  klass->format = rg_entry_editor_format;
}

static void
rg_entry_editor_init (RgEntryEditor *self)
{
}

/**
 * rg_entry_editor_get_text:
 * @self: an editor that is built
 *
 * Returns: (transfer none): where it is written
 */
GtkText *
rg_entry_editor_get_text (RgEntryEditor *self)
{
  RgEntryEditorPrivate *priv = rg_entry_editor_get_instance_private (self);

  return priv->text;
}
