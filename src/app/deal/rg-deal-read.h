/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-row.h"

G_BEGIN_DECLS

/* What the dialogs about a deal need to know before they open. */

/**
 * RgDealSheet:
 * @deal: (nullable): %NULL: a new one
 * @customer: (nullable): whose
 * @stages: (element-type RgStage): those a deal may be in, in their order, and the
 *   one this deal is in
 * @moves: (nullable) (element-type RgDealMove): its history, oldest first
 * @missing: (nullable) (element-type RgGateMiss): what stands before the stage that
 *   was asked about; %NULL when none was
 */
typedef struct
{
  RgRow *deal;
  RgRow *customer;
  GPtrArray *stages;
  GPtrArray *moves;
  GPtrArray *missing;
} RgDealSheet;

void rg_deal_sheet_free (RgDealSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgDealSheet, rg_deal_sheet_free)

/* Stands for the stage in which deals are won: the last one. */
#define RG_DEAL_STAGE_LAST (-1)

/* @stage_id: whose gates are asked; 0: none. NULL from the finish function, and an
 * error, also when the deal is gone. */
void rg_deal_sheet_read_async (RgStore *store,
                               gint64 deal_id,
                               gint64 customer_id,
                               gint64 stage_id,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
RgDealSheet *rg_deal_sheet_read_finish (RgStore *store, GAsyncResult *result, GError **error);

/* What the customer is called; NULL without one. (transfer full) */
char *rg_deal_sheet_dup_name (const RgDealSheet *sheet);
/* An integer or a reference of the deal; 0 without one. */
gint64 rg_deal_sheet_get_integer (const RgDealSheet *sheet, const char *key);
/* (nullable) */
const char *rg_deal_sheet_get_text (const RgDealSheet *sheet, const char *key);
gboolean rg_deal_sheet_is_open (const RgDealSheet *sheet);
/* What a stage is called; "" for one that is not known. RG_DEAL_STAGE_LAST is one. */
const char *rg_deal_sheet_get_stage_name (const RgDealSheet *sheet, gint64 stage_id);

G_END_DECLS
