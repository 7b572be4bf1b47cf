/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/import/rg-import-session.h"

G_BEGIN_DECLS

/* What became, or would become, of the rows: a tile for every number that is
 * not zero, in place of those that are in @box. */
void rg_import_tiles_fill (AdwWrapBox *box, RgImportSession *session, const RgImportReport *report);

G_END_DECLS
