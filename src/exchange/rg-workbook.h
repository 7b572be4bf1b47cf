/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: zip archives that may be workbooks. */

#include "exchange/rg-grid.h"

G_BEGIN_DECLS

/* Opens a zip archive as the workbook it is, or says what it is instead. */
RgGrid *
rg_workbook_open (const char *path, const RgGridOptions *options, GCancellable *cancellable, GError **error);

/* The sheet that the owner names: by its name, or its number from 1. */
gboolean rg_workbook_find_sheet (const char *name,
                                 const char *const *sheets,
                                 const char *wanted,
                                 guint *sheet,
                                 GError **error);

G_END_DECLS
