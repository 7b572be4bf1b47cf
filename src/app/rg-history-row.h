/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-history-item.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgHistoryRow:
 *
 * One line of the history with its Undo or Redo. Emits "step" (item) when that
 * is pressed.
 */
#define RG_TYPE_HISTORY_ROW (rg_history_row_get_type ())
G_DECLARE_FINAL_TYPE (RgHistoryRow, rg_history_row, RG, HISTORY_ROW, AdwBin)

/* @session: (nullable): that of the window; must outlive the row */
GtkWidget *rg_history_row_new (const char *session);
/* @item: (nullable) */
void rg_history_row_set_item (RgHistoryRow *self, RgHistoryItem *item);
RgHistoryItem *rg_history_row_get_item (RgHistoryRow *self);

G_END_DECLS
