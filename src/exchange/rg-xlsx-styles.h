/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: how the cells of an XLSX workbook are shown. */

#include "exchange/rg-sheet-value.h"
#include "exchange/rg-zip.h"

G_BEGIN_DECLS

/* Reads for every style of cells the RgSheetFormat of its numbers.
 * (element-type guint8) (transfer full) (nullable) */
GByteArray *rg_xlsx_styles_read (RgZip *zip, const char *member, GCancellable *cancellable, GError **error);

G_END_DECLS
