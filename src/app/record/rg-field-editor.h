/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalog/rg-catalog.h"
#include "store/rg-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgFieldEditor:
 *
 * A row of a boxed list with which one field is read and written: the label, the
 * value, and the right way to change it for the field's type. Text that cannot
 * be read gets a sentence below the field and stays there to be mended; the old
 * value is kept until a new one is valid.
 *
 * Emits "committed" when the user has left the field, pressed Enter or chosen,
 * and the value is valid and another one than before. The owner saves it and
 * then calls rg_field_editor_set_value() or rg_field_editor_set_error(). Emits
 * "activated" after Enter when what is written is valid.
 */
#define RG_TYPE_FIELD_EDITOR (rg_field_editor_get_type ())
G_DECLARE_DERIVABLE_TYPE (RgFieldEditor, rg_field_editor, RG, FIELD_EDITOR, AdwPreferencesRow)

/* (transfer floating): the editor for @field's type. @store: (nullable): where
 * names for completion come from (sources, tags, regions need none). */
GtkWidget *rg_field_editor_new (const RgField *field, RgCatalog *catalog, RgStore *store);
const RgField *rg_field_editor_get_field (RgFieldEditor *self);
/* Shows a value as saved. While the user is writing in it, only remembered. */
void rg_field_editor_set_value (RgFieldEditor *self, const RgValue *value);
/* Shows another row's value and gives up what was being written. */
void rg_field_editor_reset (RgFieldEditor *self, const RgValue *value);
/* (transfer none): the last valid value. */
const RgValue *rg_field_editor_get_value (RgFieldEditor *self);
/* Whether it holds text that is not saved (valid or not). */
gboolean rg_field_editor_is_dirty (RgFieldEditor *self);
/* Reads what is written, as when the field is left; FALSE when it is not valid
 * (the sentence is shown). */
gboolean rg_field_editor_commit (RgFieldEditor *self);
/* @message: (nullable): NULL takes the sentence away. */
void rg_field_editor_set_error (RgFieldEditor *self, const char *message);
const char *rg_field_editor_get_error (RgFieldEditor *self);
/* A quiet tick that passes: it is saved. */
void rg_field_editor_show_saved (RgFieldEditor *self);
/* A line below the field that is no error: a link, a remark. NULL: none. */
void rg_field_editor_set_hint (RgFieldEditor *self, GtkWidget *hint);
/* Whether a phone number is shown masked unless it is being
 * edited. */
void rg_field_editor_set_mask (RgFieldEditor *self, gboolean mask);
gboolean rg_field_editor_get_mask (RgFieldEditor *self);
/* One line, in a list of several; see rg_field_frame_set_inline(). */
void rg_field_editor_set_inline (RgFieldEditor *self, GtkSizeGroup *titles);
/* Marks it as needed here; who owns it looks after that. */
void rg_field_editor_set_required (RgFieldEditor *self, gboolean required);
/* (transfer full): what is written, also where it is not valid; else the value as
 * rg_field_editor_enter() takes it. */
char *rg_field_editor_dup_draft (RgFieldEditor *self);
/* What a person would type: sets the text and leaves the field. For tests and
 * for guesses. */
void rg_field_editor_enter (RgFieldEditor *self, const char *text);

G_END_DECLS
