/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/deal/rg-deal-names.h"
#include "app/widgets/rg-row-widget.h"

G_BEGIN_DECLS

/* How a deal looks in a list; made with RgDealNames. */
extern const RgRowLook rg_deal_row_look;

G_END_DECLS
