/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgTextArea:
 *
 * One line of text that grows with what is written, up to a handful of lines.
 * Enter makes a new line, Tab goes on. Emits "changed".
 */
#define RG_TYPE_TEXT_AREA (rg_text_area_get_type ())
G_DECLARE_FINAL_TYPE (RgTextArea, rg_text_area, RG, TEXT_AREA, AdwBin)

/* What stands there while nothing is written; the accessible name too. */
void rg_text_area_set_hint (RgTextArea *self, const char *hint);
char *rg_text_area_dup_text (RgTextArea *self);
/* Puts the cursor behind it. */
void rg_text_area_set_text (RgTextArea *self, const char *text);
void rg_text_area_set_editable (RgTextArea *self, gboolean editable);

G_END_DECLS
