/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Puts a row for each move of a deal into @row, the newest first. @moves:
 * (element-type RgDealMove): oldest first */
void rg_deal_history_rows_fill (AdwExpanderRow *row, const GPtrArray *moves);

G_END_DECLS
