/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/record/rg-field-editor.h"

G_BEGIN_DECLS

/**
 * RgSetFieldDialog:
 *
 * Asks which field of many customers is set, and to what. Emits "chosen"
 * (key: string, value: RgValue) once, and closes.
 */
#define RG_TYPE_SET_FIELD_DIALOG (rg_set_field_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgSetFieldDialog, rg_set_field_dialog, RG, SET_FIELD_DIALOG, AdwDialog)

/* @what: whose field is set: "12 customers". */
AdwDialog *rg_set_field_dialog_new (RgStore *store, const char *what);
/* What a person would do: chooses a field, writes and presses Set. FALSE when
 * the text is not valid. */
gboolean rg_set_field_dialog_enter (RgSetFieldDialog *self, const char *key, const char *text);

G_END_DECLS
