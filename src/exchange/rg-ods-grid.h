/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: workbooks of LibreOffice. */

#include "exchange/rg-book-grid.h"
#include "exchange/rg-zip.h"

G_BEGIN_DECLS

#define RG_TYPE_ODS_GRID (rg_ods_grid_get_type ())
G_DECLARE_FINAL_TYPE (RgOdsGrid, rg_ods_grid, RG, ODS_GRID, RgBookGrid)

/* @zip: (transfer full): rg_ods_is_one(). @sheet: (nullable): see
 * RgGridOptions. */
RgGrid *rg_ods_grid_new (RgZip *zip, const char *sheet, GCancellable *cancellable, GError **error);

G_END_DECLS
