/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgMovableRow:
 *
 * One of a list that the owner puts in order: an own field, a stage. Opened by Enter
 * or a click, moved by dragging, by Alt+Up and Alt+Down or from its menu, taken out
 * of use from its menu and back with a button. Emits "move" (-1, 1), "move-before"
 * (the row it was dropped on) and "retire" (TRUE, FALSE).
 */
#define RG_TYPE_MOVABLE_ROW (rg_movable_row_get_type ())
G_DECLARE_FINAL_TYPE (RgMovableRow, rg_movable_row, RG, MOVABLE_ROW, AdwActionRow)

/* @list: among which rows it is moved; @key: which one it is. */
GtkWidget *rg_movable_row_new (const char *list,
                               const char *key,
                               const char *title,
                               const char *subtitle,
                               gboolean retired);
/* @mark: stands in front of the title, behind the handle. */
void rg_movable_row_add_mark (RgMovableRow *self, GtkWidget *mark);
const char *rg_movable_row_get_list (RgMovableRow *self);
const char *rg_movable_row_get_key (RgMovableRow *self);

G_END_DECLS
