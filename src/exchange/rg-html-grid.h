/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: tables of web pages, which many programs call .xls. */

#include "exchange/rg-grid.h"

G_BEGIN_DECLS

#define RG_TYPE_HTML_GRID (rg_html_grid_get_type ())
G_DECLARE_FINAL_TYPE (RgHtmlGrid, rg_html_grid, RG, HTML_GRID, RgGrid)

RgGrid *rg_html_grid_new (const char *path, const char *encoding, GCancellable *cancellable, GError **error);

/* Whether the front of a file is that of a web page with a table. @size: of
 * @head in bytes. */
gboolean rg_html_grid_is_like (const guint8 *head, gsize size);

G_END_DECLS
