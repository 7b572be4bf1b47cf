/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: text files with delimiters. */

#include "exchange/rg-grid.h"

G_BEGIN_DECLS

#define RG_TYPE_CSV_GRID (rg_csv_grid_get_type ())
G_DECLARE_FINAL_TYPE (RgCsvGrid, rg_csv_grid, RG, CSV_GRID, RgGrid)

RgGrid *rg_csv_grid_new (const char *path, const char *encoding, GCancellable *cancellable, GError **error);

G_END_DECLS
