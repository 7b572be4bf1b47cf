/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/deal/rg-deal-read.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Private to what is done with deals. */

typedef enum
{
  RG_DEAL_STEP_MOVE,
  RG_DEAL_STEP_WIN,
  RG_DEAL_STEP_LOSE,
  RG_DEAL_STEP_REOPEN,
  RG_DEAL_STEP_DELETE,
} RgDealStepKind;

/**
 * RgDealAct:
 * @widget: where it is done, or its window
 * @store: the shop
 * @kind: what is done
 * @deal_id: with which deal
 * @stage_id: where it goes, of a move; %RG_DEAL_STAGE_LAST of one that is won
 *
 * Something that is being done with a deal, from the question to its end.
 */
typedef struct
{
  GtkWidget *widget;
  RgStore *store;
  RgDealStepKind kind;
  gint64 deal_id;
  gint64 stage_id;
} RgDealAct;

RgDealAct *rg_deal_act_copy (const RgDealAct *act);
void rg_deal_act_free (RgDealAct *act);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgDealAct, rg_deal_act_free)
/* Does it, and says so in a toast with Undo. @sheet: for the names. @reason:
 * (nullable) */
void rg_deal_act_do (const RgDealAct *act, const RgDealSheet *sheet, const char *reason);
/* Whether there is nothing to do any more, as the deal stands. */
gboolean rg_deal_act_is_moot (const RgDealAct *act, const RgDealSheet *sheet);

G_END_DECLS
