/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-row.h"
#include "store/rg-op.h"

G_BEGIN_DECLS

/* Deals. Every change of stage or state writes a row of deal_move in the same
 * operation: the last move always says where the deal is. */

#define RG_DEAL_ERROR (rg_deal_error_quark ())
GQuark rg_deal_error_quark (void);

/**
 * RgDealError:
 * @RG_DEAL_ERROR_GATE: a gate is closed and no reason was given; the message says what is missing
 * @RG_DEAL_ERROR_REASON: a reason is needed
 * @RG_DEAL_ERROR_STATE: not possible as the deal stands (won already …)
 * @RG_DEAL_ERROR_VALUE: a value is not right
 */
typedef enum
{
  RG_DEAL_ERROR_GATE,
  RG_DEAL_ERROR_REASON,
  RG_DEAL_ERROR_STATE,
  RG_DEAL_ERROR_VALUE,
} RgDealError;

/**
 * RgDealWords:
 * @customer_id: whose; 0: nobody's; -1, in a change: as it is
 * @contact_id: whom to talk to, one of the customer's contacts; 0, -1 as above
 * @title: what it is about; %NULL in a new one: the product, or the customer's name
 * @stage_id: of a new one; 0: the first. A change of stage is rg_deal_move()
 * @amount: (nullable): as a person writes money: “12.8万”, “3000”
 * @chance: (nullable): per cent; "": the stage's
 * @expected: (nullable): ISO day
 * @owner: (nullable): the name of one of the staff
 * @source: (nullable): a channel
 * @product: (nullable)
 * @code: (nullable)
 * @opened: (nullable): ISO day; of a new one today
 * @notes: (nullable)
 *
 * In a change a text that is %NULL stays as it is and "" takes it away.
 */
typedef struct
{
  gint64 customer_id;
  gint64 contact_id;
  const char *title;
  gint64 stage_id;
  const char *amount;
  const char *chance;
  const char *expected;
  const char *owner;
  const char *source;
  const char *product;
  const char *code;
  const char *opened;
  const char *notes;
} RgDealWords;

/* Returns the id, or 0 and @error. */
gint64 rg_deal_add (RgOp *op, const RgDealWords *words, GError **error);
gboolean rg_deal_change (RgOp *op, gint64 id, const RgDealWords *words, GError **error);
/* Into another stage. @reason: (nullable): why a closed gate is passed all the same;
 * what it missed is kept with the move. Nothing happens when it is there already. */
gboolean rg_deal_move (RgOp *op, gint64 id, gint64 stage_id, const char *reason, GError **error);
/* Won: the gates of the last stage are asked when it is not there yet, and it goes there.
 * @closed: (nullable): ISO day; today. @amount: (nullable): what it came to. */
gboolean
rg_deal_win (RgOp *op, gint64 id, const char *closed, const char *amount, const char *reason, GError **error);
/* @reason: why, needed. */
gboolean rg_deal_lose (RgOp *op, gint64 id, const char *closed, const char *reason, GError **error);
/* Open again, in the stage where it was. @reason: (nullable) */
gboolean rg_deal_reopen (RgOp *op, gint64 id, const char *reason, GError **error);
/* With its moves; tasks, entries and files stay with the customer. */
gboolean rg_deal_delete (RgOp *op, gint64 id, GError **error);
/* deal.next_date is the day of its first open task: who writes a task of a deal calls this. */
gboolean rg_deal_follow_tasks (RgOp *op, gint64 deal_id, GError **error);

/* The row of an entity "deal"; NULL and @error also when there is none. (transfer full) */
RgRow *rg_deal_read (RgRead *read, gint64 id, GError **error);
/* (element-type RgRow) (transfer full): the customer's, open ones first, newest first. */
GPtrArray *rg_deal_list_of (RgRead *read, gint64 customer_id, GError **error);

/**
 * RgDealMove:
 *
 * One step of a deal's history. @from_stage is %NULL for its beginning; @days how long
 * it was in what it left (0 for the beginning).
 */
typedef struct
{
  gint64 id;
  char *from_stage;
  char *to_stage;
  char *from_state;
  char *to_state;
  gint64 at;
  double days;
  char *staff;
  char *reason;
  char **passed; /* (nullable): what the gates missed */
} RgDealMove;

void rg_deal_move_free (RgDealMove *move);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgDealMove, rg_deal_move_free)

/* What happened: "需求确认 → 方案呈现", "Won". (transfer full) */
char *rg_deal_move_describe (const RgDealMove *move);
/* (element-type RgDealMove) (transfer full): oldest first. */
GPtrArray *rg_deal_history (RgRead *read, gint64 id, GError **error);
/* (transfer full) (array zero-terminated=1): reasons for losing that were given, the most frequent first, with the shipped ones behind. */
char **rg_deal_lost_reasons (RgRead *read, GError **error);

/**
 * RgDealPace:
 * @RG_DEAL_PACE_GOOD: it has time, or there is no limit
 * @RG_DEAL_PACE_SOON: not long until it is too long
 * @RG_DEAL_PACE_LATE: longer in its stage than it may be
 *
 * How a deal stands with the limit of its stage.
 */
typedef enum
{
  RG_DEAL_PACE_GOOD,
  RG_DEAL_PACE_SOON,
  RG_DEAL_PACE_LATE,
} RgDealPace;

/* @since: deal.stage_since; @days_at_most 0: no limit. @days: (out) (optional): how many
 * whole days it is there. */
RgDealPace rg_deal_pace (gint64 since, guint days_at_most, guint *days);

G_END_DECLS
