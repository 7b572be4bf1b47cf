/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: the merged areas of a sheet of an XLSX workbook. */

#include "exchange/rg-sheet-areas.h"
#include "exchange/rg-zip.h"

G_BEGIN_DECLS

/**
 * RgXlsxAreas:
 *
 * The areas of one sheet, which stand behind all its rows and must be known
 * before the first.
 */
typedef struct _RgXlsxAreas RgXlsxAreas;

/* Begins to look for the areas of @member. @on_thread: at once, on a thread of its
 * own, while the caller does something else; else when they are asked for. It
 * borrows the archive and the name. (transfer full) */
RgXlsxAreas *
rg_xlsx_areas_new (RgZip *zip, const char *member, gboolean on_thread, GCancellable *cancellable);
/* Ends the thread, wherever it is. */
void rg_xlsx_areas_free (RgXlsxAreas *areas);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgXlsxAreas, rg_xlsx_areas_free)

/* Waits for them; once only. (transfer full) (nullable) */
RgSheetAreas *rg_xlsx_areas_read (RgXlsxAreas *areas, GError **error);

G_END_DECLS
