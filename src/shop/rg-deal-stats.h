/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

/* Numbers of the pipeline. Medians and 90th percentiles interpolate between the two
 * nearest values, as a spreadsheet's PERCENTILE.INC does. */

/**
 * RgDealStatsWish:
 * @from: (nullable): ISO day: closed deals from here on; what is open counts always
 * @to: (nullable): ISO day: up to here
 * @by: (nullable): "owner" (the default), "source", "product"
 * @owner: (nullable): only this one's
 * @source: (nullable): only from here
 */
typedef struct
{
  const char *from;
  const char *to;
  const char *by;
  const char *owner;
  const char *source;
} RgDealStatsWish;

/**
 * RgDealStage:
 * @open: how many are in it
 * @amount_fen: their sum
 * @weighted_fen: their sum by chance
 * @late: how many are longer in it than they may
 * @entered: how many came into it
 * @advanced: how many of these went on to a later stage or were won
 * @n_days: how many left it
 * @days_median: days until they left
 * @days_p90
 */
typedef struct
{
  gint64 id;
  char *name;
  gboolean retired;
  gint64 open;
  gint64 amount_fen;
  gint64 weighted_fen;
  gint64 late;
  gint64 entered;
  gint64 advanced;
  gint64 n_days;
  double days_median;
  double days_p90;
} RgDealStage;

/**
 * RgDealLine:
 * @who: "" for those that have none
 * @n_cycles: how many won deals have both days
 */
typedef struct
{
  char *who;
  gint64 open;
  gint64 won;
  gint64 lost;
  gint64 won_amount_fen;
  gint64 n_cycles;
  double cycle_median;
  double cycle_p90;
} RgDealLine;

typedef struct
{
  char *reason; /* "" for none */
  gint64 stage_id;
  char *stage;
  gint64 n;
} RgDealLoss;

typedef struct
{
  GPtrArray *stages; /* RgDealStage */
  RgDealLine *all;
  GPtrArray *lines;  /* RgDealLine, by name */
  GPtrArray *losses; /* RgDealLoss, the most frequent first */
  gint64 n_passed;   /* moves through closed gates */
} RgDealStats;

RgDealStats *
rg_deal_stats_read (RgRead *read, const RgDealStatsWish *wish, GCancellable *cancellable, GError **error);
void rg_deal_stats_free (RgDealStats *stats);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgDealStats, rg_deal_stats_free)
/* won ÷ (won + lost); -1 when there is neither. */
double rg_deal_line_win_rate (const RgDealLine *line);

G_END_DECLS
