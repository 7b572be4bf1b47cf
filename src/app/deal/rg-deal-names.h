/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-record.h"
#include "shop/rg-stages.h"

G_BEGIN_DECLS

/**
 * RgDealNames:
 *
 * What a list of deals says besides their own fields: the stages, read once and again
 * when they change, and whose the deals are. Emits “changed” when the stages were read.
 */
#define RG_TYPE_DEAL_NAMES (rg_deal_names_get_type ())
G_DECLARE_FINAL_TYPE (RgDealNames, rg_deal_names, RG, DEAL_NAMES, GObject)

RgDealNames *rg_deal_names_new (void);
/* @store: (nullable) */
void rg_deal_names_set_store (RgDealNames *self, RgStore *store);
gboolean rg_deal_names_is_ready (RgDealNames *self);
/* (transfer none) (nullable) */
const RgStage *rg_deal_names_get_stage (RgDealNames *self, gint64 id);
/* The stages that are in use, in their order; NULL behind the last. (transfer none) (nullable) */
const RgStage *rg_deal_names_get_nth (RgDealNames *self, guint n);
/* (transfer full) (nullable): whose the deal is, once the deal is loaded. */
RgRecord *rg_deal_names_take_customer (RgDealNames *self, RgRecord *deal);

G_END_DECLS
