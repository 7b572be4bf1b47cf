/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/widgets/rg-columns.h"

G_BEGIN_DECLS

/**
 * RgColumnHeader:
 *
 * The head of the table: a button for each column that is shown, which orders
 * the list by it, and turns the order round when it is ordered so already.
 * Emits "sort-requested" (key, descending).
 */
#define RG_TYPE_COLUMN_HEADER (rg_column_header_get_type ())
G_DECLARE_FINAL_TYPE (RgColumnHeader, rg_column_header, RG, COLUMN_HEADER, GtkWidget)

void rg_column_header_set_columns (RgColumnHeader *self, RgColumns *columns);
void rg_column_header_set_scroller (RgColumnHeader *self, GtkScrolledWindow *scroller);
GtkWidget *rg_column_header_get_button (RgColumnHeader *self, const char *key);

G_END_DECLS
