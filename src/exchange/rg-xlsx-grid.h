/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: workbooks of Excel since 2007, and of WPS. */

#include "exchange/rg-book-grid.h"
#include "exchange/rg-zip.h"

G_BEGIN_DECLS

#define RG_TYPE_XLSX_GRID (rg_xlsx_grid_get_type ())
G_DECLARE_FINAL_TYPE (RgXlsxGrid, rg_xlsx_grid, RG, XLSX_GRID, RgBookGrid)

/* @zip: (transfer full). @workbook: what rg_xlsx_find_workbook() gave. @sheet:
 * (nullable): see RgGridOptions. */
RgGrid *rg_xlsx_grid_new (RgZip *zip,
                          const char *workbook,
                          const char *sheet,
                          GCancellable *cancellable,
                          GError **error);

G_END_DECLS
