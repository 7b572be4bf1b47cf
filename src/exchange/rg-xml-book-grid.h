/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: workbooks that are one XML document, as Excel 2003 saves
 * them and many programs write them under the name .xls. */

#include "exchange/rg-book-grid.h"

G_BEGIN_DECLS

#define RG_TYPE_XML_BOOK_GRID (rg_xml_book_grid_get_type ())
G_DECLARE_FINAL_TYPE (RgXmlBookGrid, rg_xml_book_grid, RG, XML_BOOK_GRID, RgBookGrid)

RgGrid *rg_xml_book_grid_new (const char *path,
                              const RgGridOptions *options,
                              GCancellable *cancellable,
                              GError **error);

/* Whether the front of a file is that of such a workbook. @size: of @head. */
gboolean rg_xml_book_grid_is_like (const guint8 *head, gsize size);

G_END_DECLS
