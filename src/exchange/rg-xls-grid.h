/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: workbooks of Excel before 2007. */

#include "exchange/rg-book-grid.h"

G_BEGIN_DECLS

#define RG_TYPE_XLS_GRID (rg_xls_grid_get_type ())
G_DECLARE_FINAL_TYPE (RgXlsGrid, rg_xls_grid, RG, XLS_GRID, RgBookGrid)

/* Whether a file that begins like this is one, or anything else that Office
 * kept in the same container. */
gboolean rg_xls_grid_is_like (const guint8 *head, gsize n);
/* @sheet: (nullable): see RgGridOptions. */
RgGrid *rg_xls_grid_new (const char *path, const char *sheet, GCancellable *cancellable, GError **error);

G_END_DECLS
