/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: the cells of one sheet of an old workbook. */

#include "exchange/rg-biff.h"
#include "exchange/rg-sheet-rows.h"

G_BEGIN_DECLS

/**
 * RgXlsCells:
 *
 * Where the rows of a sheet stand in the stream. Most programs write them in
 * their order, but none has to.
 */
typedef struct _RgXlsCells RgXlsCells;

/* Looks the sheet through; its merged areas are added to @areas. */
RgXlsCells *rg_xls_cells_new (const RgBiff *biff, gsize at, RgSheetAreas *areas);
void rg_xls_cells_free (RgXlsCells *cells);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgXlsCells, rg_xls_cells_free)

/* Where the sheet ends in the stream. */
gsize rg_xls_cells_get_end (const RgXlsCells *cells);
void rg_xls_cells_rewind (RgXlsCells *cells);
double rg_xls_cells_get_fraction (const RgXlsCells *cells);
/* Adds the next row that has cells; *@more is %FALSE behind the last one. */
gboolean rg_xls_cells_next (RgXlsCells *cells, RgSheetRows *rows, gboolean *more, GError **error);

G_END_DECLS
