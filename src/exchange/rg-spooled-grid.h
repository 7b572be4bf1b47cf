/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: workbooks that are read more than once. */

#include "exchange/rg-grid.h"

G_BEGIN_DECLS

/**
 * RgSpooledGrid:
 *
 * Another grid whose rows, once read, are kept in a file without a name: to
 * unpack and parse a workbook again takes ten times as long as to read them from
 * there. What does not fit is read from the workbook again.
 */
#define RG_TYPE_SPOOLED_GRID (rg_spooled_grid_get_type ())
G_DECLARE_FINAL_TYPE (RgSpooledGrid, rg_spooled_grid, RG, SPOOLED_GRID, RgGrid)

/* @grid: (transfer full): before its first row. @name: of its file, for people. */
RgGrid *rg_spooled_grid_new (RgGrid *grid, const char *name);

/* Opens a file that goes when it is closed, on a disk. -1 and errno on failure. */
int rg_spool_open (void);

G_END_DECLS
