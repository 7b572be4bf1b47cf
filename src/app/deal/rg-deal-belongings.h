/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgDealBelongings:
 *
 * What belongs to a deal, as a customer's page shows it: what is to be done, what
 * happened, the files. Each is changed there and then, in operations of its own. It
 * follows the shop.
 */
#define RG_TYPE_DEAL_BELONGINGS (rg_deal_belongings_get_type ())
G_DECLARE_FINAL_TYPE (RgDealBelongings, rg_deal_belongings, RG, DEAL_BELONGINGS, AdwBin)

/* Once: which deal. It shows itself when that has been read. */
void rg_deal_belongings_set_deal (RgDealBelongings *self, RgStore *store, gint64 deal_id);
/* Saves what is being written. */
void rg_deal_belongings_flush (RgDealBelongings *self);

G_END_DECLS
