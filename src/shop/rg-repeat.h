/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

/* When a task comes again. */

/**
 * RgRepeatUnit:
 *
 * What is counted.
 */
typedef enum
{
  RG_REPEAT_DAY,
  RG_REPEAT_WEEK,
  RG_REPEAT_MONTH,
  RG_REPEAT_YEAR,
  RG_REPEAT_LUNAR_MONTH,
  RG_REPEAT_LUNAR_YEAR,
} RgRepeatUnit;

/**
 * RgRepeat:
 * @every: 1 to 999 units
 * @unit: what is counted
 * @after_done: from the day on which it was done, and not from the one for
 *   which it was meant
 * @month: month of a year's day, 1 to 12; 0: not said
 * @leap: whether that is a lunar leap month
 * @day: day of the month that is meant although a month may be too short for
 *   it, 1 to 31; 0: not said
 *
 * The stored form is short: “3d”, “2w”, “1m@31”, “1y@02-29”, “1lm@15”,
 * “1ly@L08-15”, each with “+” behind it when it counts from the day on which it
 * was done, where no day of the calendar is kept: “2w+”.
 */
typedef struct
{
  guint every;
  RgRepeatUnit unit;
  gboolean after_done;
  int month;
  gboolean leap;
  int day;
} RgRepeat;

gboolean rg_repeat_parse (const char *text, RgRepeat *repeat, GError **error);
/* The stored form. (transfer full) */
char *rg_repeat_to_string (const RgRepeat *repeat);
/* For people: “every 2 weeks”. (transfer full) */
char *rg_repeat_describe (const RgRepeat *repeat);
/* Takes the day of the calendar that is meant from the first day, unless it is
 * said already or none is kept. */
void rg_repeat_set_anchor (RgRepeat *repeat, const GDate *due);
/* The first day after both @due and @done on which it comes again. FALSE only
 * when no calendar reaches that far. */
gboolean rg_repeat_next (const RgRepeat *repeat, const GDate *due, const GDate *done, GDate *next);

G_END_DECLS
