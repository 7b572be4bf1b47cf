/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgRepeatRows:
 *
 * When a task comes again: rows of a boxed list. The stored form comes in and
 * goes out; what the user leaves alone goes out as it came.
 */
#define RG_TYPE_REPEAT_ROWS (rg_repeat_rows_get_type ())
G_DECLARE_FINAL_TYPE (RgRepeatRows, rg_repeat_rows, RG, REPEAT_ROWS, AdwPreferencesGroup)

/* @text: (nullable): NULL or "": never */
void rg_repeat_rows_set_text (RgRepeatRows *self, const char *text);
/* "" for never. */
char *rg_repeat_rows_dup_text (RgRepeatRows *self);

G_END_DECLS
