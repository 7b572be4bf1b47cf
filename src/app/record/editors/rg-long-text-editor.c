/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-field-editor-private.h"

#include <string.h>

/* Text of several lines, as high as it needs to be. Enter makes a new line, Tab
 * goes on to the next field. */

struct _RgLongTextEditor
{
  RgFieldEditor parent_instance;

  GtkTextView *view;
};

G_DECLARE_FINAL_TYPE (RgLongTextEditor, rg_long_text_editor, RG, LONG_TEXT_EDITOR, RgFieldEditor)
G_DEFINE_FINAL_TYPE (RgLongTextEditor, rg_long_text_editor, RG_TYPE_FIELD_EDITOR)

static GtkTextBuffer *
get_buffer (RgFieldEditor *editor)
{
  return gtk_text_view_get_buffer (RG_LONG_TEXT_EDITOR (editor)->view);
}

static void
changed_cb (GtkTextBuffer *buffer, RgFieldEditor *self)
{
  rg_field_editor_changed (self);
}

static void
rg_long_text_editor_build (RgFieldEditor *editor)
{
  RgLongTextEditor *self = RG_LONG_TEXT_EDITOR (editor);

  self->view = GTK_TEXT_VIEW (gtk_text_view_new ());
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  g_signal_connect_object (get_buffer (editor), "changed", G_CALLBACK (changed_cb), self, G_CONNECT_DEFAULT);
  rg_field_editor_set_control (editor, GTK_WIDGET (self->view), GTK_WIDGET (self->view));
}

static char *
rg_long_text_editor_dup_text (RgFieldEditor *editor)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (get_buffer (editor), &start, &end);
  return gtk_text_buffer_get_text (get_buffer (editor), &start, &end, FALSE);
}

static void
rg_long_text_editor_show (RgFieldEditor *editor, const RgValue *value, gboolean editing)
{
  GtkTextBuffer *buffer = get_buffer (editor);
  g_autofree char *shown = rg_field_format (rg_field_editor_get_field (editor), value, RG_FORMAT_EXCHANGE);
  g_autofree char *text = rg_long_text_editor_dup_text (editor);

  if (strcmp (text, shown) == 0)
    return;
  /* Nothing that Ctrl+Z could take back. */
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, shown, -1);
  gtk_text_buffer_end_irreversible_action (buffer);
}

static void
rg_long_text_editor_set_text (RgFieldEditor *editor, const char *text)
{
  gtk_text_buffer_set_text (get_buffer (editor), text, -1);
}

static void
rg_long_text_editor_class_init (RgLongTextEditorClass *klass)
{
  RgFieldEditorClass *editor_class = RG_FIELD_EDITOR_CLASS (klass);

  editor_class->build = rg_long_text_editor_build;
  editor_class->show = rg_long_text_editor_show;
  editor_class->dup_text = rg_long_text_editor_dup_text;
  editor_class->set_text = rg_long_text_editor_set_text;
}

static void
rg_long_text_editor_init (RgLongTextEditor *self)
{
}
