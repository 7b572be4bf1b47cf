/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: workbooks that are read more than once. */

#include "exchange/rg-grid.h"

G_BEGIN_DECLS

/**
 * RgSpooledGrid:
 *
 * Another grid that a thread of its own reads ahead into a file without a name:
 * to unpack and parse a workbook takes ten times as long as to read its rows from
 * there, and somebody else can work with the first ones meanwhile. What does not
 * fit is read from the workbook itself, and again after every rewind.
 */
#define RG_TYPE_SPOOLED_GRID (rg_spooled_grid_get_type ())
G_DECLARE_FINAL_TYPE (RgSpooledGrid, rg_spooled_grid, RG, SPOOLED_GRID, RgGrid)

/* @grid: (transfer full): before its first row. @name: of its file, for people. */
RgGrid *rg_spooled_grid_new (RgGrid *grid, const char *name);

/* Opens a file that goes when it is closed, on a disk. -1 and errno on failure. */
int rg_spool_open (void);

G_END_DECLS
