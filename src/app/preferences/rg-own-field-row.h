/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalog/rg-catalog.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgOwnFieldRow:
 *
 * One of the shop's own fields in the list of them: opened by Enter or a click,
 * moved by dragging, by Alt+Up and Alt+Down or from its menu, taken out of use
 * from its menu and back with a button. Emits "move" (-1, 1), "move-before" (the
 * row it was dropped on) and "retire" (TRUE, FALSE).
 */
#define RG_TYPE_OWN_FIELD_ROW (rg_own_field_row_get_type ())
G_DECLARE_FINAL_TYPE (RgOwnFieldRow, rg_own_field_row, RG, OWN_FIELD_ROW, AdwActionRow)

GtkWidget *rg_own_field_row_new (const char *entity, const RgField *field);
const char *rg_own_field_row_get_entity (RgOwnFieldRow *self);
const char *rg_own_field_row_get_key (RgOwnFieldRow *self);

G_END_DECLS
