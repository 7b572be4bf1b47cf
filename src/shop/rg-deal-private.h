/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-deal.h"

G_BEGIN_DECLS

/**
 * RgDealStep:
 * @deal_id: which deal
 * @from_id: the stage it was in; 0 for its beginning
 * @to_id: the stage it is in now
 * @from_state: (nullable): its state before; %NULL for its beginning
 * @to_state: its state now
 * @at: UTC milliseconds; 0: now
 * @staff: (nullable): who has it
 * @reason: (nullable): why
 * @passed: (nullable): JSON array of what closed gates missed
 *
 * A row of deal_move that is about to be written.
 */
typedef struct
{
  gint64 deal_id;
  gint64 from_id;
  gint64 to_id;
  const char *from_state;
  const char *to_state;
  gint64 at;
  const char *staff;
  const char *reason;
  const char *passed;
} RgDealStep;

/* --- rg-deal-history.c --------------------------------------------------------- */
#define RG_DEAL_MOVE_COLUMNS                                                                                 \
  "m.id, a.name, b.name, m.from_state, m.to_state, m.at, m.staff, m.reason, m.passed"
#define RG_DEAL_MOVE_TABLES "deal_move m LEFT JOIN stage a ON a.id = m.from_id JOIN stage b ON b.id = m.to_id"
#define RG_DEAL_MOVE_N_COLUMNS 9
/* From a row with these columns first; without its days. (transfer full) */
RgDealMove *rg_deal_move_take (RgStatement *statement);

gboolean rg_deal_write_move (RgOp *op, const RgDealStep *step, GError **error);
const RgEntity *rg_deal_find_entity (RgOp *op, const char *key);
/* Whether it ends, if it does, when it had begun. @closed: (nullable) */
gboolean rg_deal_check_days (const char *opened, const char *closed, GError **error);
/* Sets @error and returns %FALSE. */
gboolean rg_deal_refuse (GError **error, RgDealError code, const char *message);
/* A whole number or reference of a row; 0 when it has none. */
gint64 rg_deal_get_integer (const RgRow *row, const char *key);

G_END_DECLS
