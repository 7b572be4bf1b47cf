/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/deal/rg-deal-read.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgDealStageRow:
 *
 * In which stage a deal is, for how long, of how many days it may be; or how it
 * ended. Another stage can be chosen while it is open.
 */
#define RG_TYPE_DEAL_STAGE_ROW (rg_deal_stage_row_get_type ())
G_DECLARE_FINAL_TYPE (RgDealStageRow, rg_deal_stage_row, RG, DEAL_STAGE_ROW, AdwComboRow)

/* @stage_id: what is chosen for a new deal; 0: the first */
void rg_deal_stage_row_fill (RgDealStageRow *self, const RgDealSheet *sheet, gint64 stage_id);
/* Which stage is chosen; 0: there is none. */
gint64 rg_deal_stage_row_get_id (RgDealStageRow *self);

G_END_DECLS
