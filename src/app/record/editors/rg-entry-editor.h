/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/record/rg-field-editor-private.h"

G_BEGIN_DECLS

/**
 * RgEntryEditor:
 *
 * A field that is written on one line: text, numbers, amounts, times, and what
 * the kinds derived from it add a button or a list to.
 */
#define RG_TYPE_ENTRY_EDITOR (rg_entry_editor_get_type ())
G_DECLARE_DERIVABLE_TYPE (RgEntryEditor, rg_entry_editor, RG, ENTRY_EDITOR, RgFieldEditor)

/**
 * RgEntryEditorClass:
 * @format: (transfer full): what stands in the entry; @editing: while it is
 *   being written
 */
struct _RgEntryEditorClass
{
  RgFieldEditorClass parent_class;

  char *(*format) (RgEntryEditor *self, const RgValue *value, gboolean editing);
};

GtkText *rg_entry_editor_get_text (RgEntryEditor *self);

G_END_DECLS
