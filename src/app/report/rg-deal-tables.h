/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-condition.h"
#include "shop/rg-deal-stats.h"

G_BEGIN_DECLS

/* Numbers of deals as tables of words, each number with the condition that lists the
 * deals it counts. Pure functions of the numbers and of the day. */

/**
 * RgDealPeriod:
 *
 * Which closed deals and which moves are told of; what is open counts always.
 */
typedef enum
{
  RG_DEAL_THIS_MONTH,
  RG_DEAL_LAST_MONTH,
  RG_DEAL_THIS_QUARTER,
  RG_DEAL_THIS_YEAR,
  RG_DEAL_ALWAYS,
} RgDealPeriod;
#define RG_DEAL_N_PERIODS 5

const char *rg_deal_period_get_label (RgDealPeriod period);
/* Its first and last day, ISO; NULL where it has none. (transfer full) */
void rg_deal_period_get (RgDealPeriod period, const GDate *today, char **from, char **to);

/**
 * RgDealCell:
 * @text: what it says
 * @condition: (nullable): which deals are counted; they may be open or closed
 * @title: (nullable): what these are called
 * @count: whether it says how many they are, and is not just made of them
 */
typedef struct
{
  char *text;
  RgCondition *condition;
  char *title;
  gboolean count;
} RgDealCell;

/**
 * RgDealTable:
 * @title: what it is about
 * @headings: of the columns, the first of the lines' names
 * @tips: (nullable): what a heading means
 * @n_columns: with the first
 * @lines: (element-type GPtrArray of RgDealCell)
 */
typedef struct
{
  const char *title;
  const char *headings[8];
  const char *tips[8];
  guint n_columns;
  GPtrArray *lines;
} RgDealTable;

void rg_deal_table_free (RgDealTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgDealTable, rg_deal_table_free)
/* (transfer none) (nullable) */
const RgDealCell *rg_deal_table_get (const RgDealTable *table, guint line, guint column);

/* @from, @to: (nullable): as the numbers were asked for. All: (transfer full) */
RgDealTable *rg_deal_table_all (const RgDealStats *stats, const char *from, const char *to);
RgDealTable *rg_deal_table_stages (const RgDealStats *stats, const char *from, const char *to);
/* @by: "owner", "source" or "product" */
RgDealTable *rg_deal_table_lines (const RgDealStats *stats, const char *by, const char *from, const char *to);
RgDealTable *rg_deal_table_losses (const RgDealStats *stats, const char *from, const char *to);

G_END_DECLS
