/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-today.h"

G_BEGIN_DECLS

/* What stands on which day: open tasks, next steps and birthdays. */

/* No more days are asked for at once: a birthday is kept once in so many. */
#define RG_CALENDAR_MOST_DAYS 92

/**
 * RgCalendarDay:
 * @day: which
 * @n_due: how many tasks and next steps
 * @n_birthdays: how many birthdays
 * @due: (element-type RgTodayRow): the first of them, those with a time first, then
 *   by priority and class
 * @birthdays: (element-type RgTodayRow): likewise
 *
 * A day of the calendar.
 */
typedef struct
{
  GDate day;
  gint64 n_due;
  gint64 n_birthdays;
  GPtrArray *due;
  GPtrArray *birthdays;
} RgCalendarDay;

/**
 * RgCalendarQuery:
 * @from: the first day
 * @to: the last one, at most %RG_CALENDAR_MOST_DAYS with it
 * @staff: (nullable): as in [struct@TodayQuery]
 * @limit: how many rows of each kind a day has; 0: all
 */
typedef struct
{
  GDate from;
  GDate to;
  const char *staff;
  guint limit;
} RgCalendarQuery;

/**
 * RgCalendar:
 * @days: (element-type RgCalendarDay): one after the other
 *
 * Days and what stands on them. Immutable.
 */
typedef struct
{
  GPtrArray *days;
} RgCalendar;

void rg_calendar_free (RgCalendar *calendar);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgCalendar, rg_calendar_free)

/* NULL and @error also when cancelled. (transfer full) */
RgCalendar *rg_calendar_read (RgRead *read, const RgCalendarQuery *query, GError **error);
/* (transfer none) (nullable): that day of it. */
const RgCalendarDay *rg_calendar_get_day (const RgCalendar *calendar, const GDate *day);

G_END_DECLS
