/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-field-editor-private.h"

/* What is only shown: a reference to another row. */

struct _RgFixedEditor
{
  RgFieldEditor parent_instance;

  GtkLabel *label;
};

G_DECLARE_FINAL_TYPE (RgFixedEditor, rg_fixed_editor, RG, FIXED_EDITOR, RgFieldEditor)
G_DEFINE_FINAL_TYPE (RgFixedEditor, rg_fixed_editor, RG_TYPE_FIELD_EDITOR)

static void
rg_fixed_editor_build (RgFieldEditor *editor)
{
  GtkWidget *label = gtk_label_new (NULL);

  RG_FIXED_EDITOR (editor)->label = GTK_LABEL (label);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  rg_field_editor_set_control (editor, label, label);
}

static void
rg_fixed_editor_show (RgFieldEditor *editor, const RgValue *value, gboolean editing)
{
  g_autofree char *shown = rg_field_format (rg_field_editor_get_field (editor), value, RG_FORMAT_DISPLAY);

  gtk_label_set_label (RG_FIXED_EDITOR (editor)->label, shown);
}

static void
rg_fixed_editor_class_init (RgFixedEditorClass *klass)
{
  RG_FIELD_EDITOR_CLASS (klass)->build = rg_fixed_editor_build;
  RG_FIELD_EDITOR_CLASS (klass)->show = rg_fixed_editor_show;
}

static void
rg_fixed_editor_init (RgFixedEditor *self)
{
}
