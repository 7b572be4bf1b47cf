/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

/* How well what was planned is done, and whether people are spoken to. */

/**
 * RgMeasureBy:
 * @RG_MEASURE_ALL: everything in one line
 * @RG_MEASURE_STAFF: a line for each of the staff; tasks by who does them,
 *   customers by who is in charge
 * @RG_MEASURE_CLASS: a line for each class of customers
 *
 * What the lines of a table are.
 */
typedef enum
{
  RG_MEASURE_ALL,
  RG_MEASURE_STAFF,
  RG_MEASURE_CLASS,
} RgMeasureBy;

/**
 * RgMeasure:
 * @who: (nullable): the name or class; %NULL: nobody, or no class
 * @n_due: tasks that were first meant for a day of the period, those that were
 *   dropped left out
 * @n_in_time: of them, done on the day for which they were first meant, or before
 * @n_late: of them, done after it
 * @n_missed: of them, not done although the day has passed
 * @n_customers: customers
 * @n_reached: of them, with an effective contact in the period
 *
 * A line. What is due today or later and not done counts in none of the three.
 */
typedef struct
{
  char *who;
  gint64 n_due;
  gint64 n_in_time;
  gint64 n_late;
  gint64 n_missed;
  gint64 n_customers;
  gint64 n_reached;
} RgMeasure;

/**
 * RgMeasureQuery:
 * @day: the last day of the period: today
 * @days: how many it has, 1 or more; 90 is what the trade counts by
 * @by: what the lines are
 */
typedef struct
{
  GDate day;
  guint days;
  RgMeasureBy by;
} RgMeasureQuery;

/* (element-type RgMeasure) (transfer full): by name or class, nobody at the end; of
 * everything exactly one. */
GPtrArray *rg_measures_read (RgRead *read, const RgMeasureQuery *query, GError **error);

/* Whether an event is an effective contact, as SQL over its alias: one of the kinds
 * that count ("effective_kinds") with enough words ("effective_chars") or an outcome. */
void rg_measures_append_effective (RgRead *read, const char *alias, GString *sql);

G_END_DECLS
