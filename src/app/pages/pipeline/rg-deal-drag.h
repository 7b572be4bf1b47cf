/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/pages/pipeline/rg-deal-card.h"

G_BEGIN_DECLS

/* A card can be dragged over the board it is on; Esc lets it go. */
void rg_deal_drag_add_source (RgDealCard *card);

G_END_DECLS
