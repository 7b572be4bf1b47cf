/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-command-list.h"

G_BEGIN_DECLS

/**
 * RgCommandPalette:
 *
 * One entry for everything: customers, pages, and whatever else the window can
 * do, found by words, pinyin and initials. Up, Down and Enter choose.
 */
#define RG_TYPE_COMMAND_PALETTE (rg_command_palette_get_type ())
G_DECLARE_FINAL_TYPE (RgCommandPalette, rg_command_palette, RG, COMMAND_PALETTE, AdwDialog)

AdwDialog *rg_command_palette_new (RgWindow *window);
void rg_command_palette_set_text (RgCommandPalette *self, const char *text);
/* (nullable): what stands in this place. */
const RgCommand *rg_command_palette_get_command (RgCommandPalette *self, guint index);
/* Whether customers are being looked for. */
gboolean rg_command_palette_is_busy (RgCommandPalette *self);
void rg_command_palette_move (RgCommandPalette *self, int by);
/* What Enter does. */
void rg_command_palette_run (RgCommandPalette *self);

G_END_DECLS
