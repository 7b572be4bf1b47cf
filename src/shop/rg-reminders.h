/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-clock-check.h"
#include "shop/rg-today.h"

G_BEGIN_DECLS

/* What the owner is to be reminded of. What has a time is due at that time; for
 * everything else of a day, birthdays included, there is one summary, at an hour
 * that the shop chooses. What was missed while nobody looked comes once, later.
 *
 * A reminder is a task (or step) and the day and time for which it is meant, as
 * the calendar on the wall has them: put off, it is another reminder; in another
 * time zone it is the same. What was reminded of stands in the table "reminded"
 * and is not reminded of again, whichever way the clock goes. What was meant for
 * days before the shop was first looked at like this is shown on the day's page
 * only. */

/* When the summary comes unless the shop says otherwise. */
#define RG_REMINDERS_TIME "09:00"
/* So many of a kind are read whole; of the others there is the number. */
#define RG_REMINDERS_ROWS 50

/**
 * RgReminders:
 * @clock: whether the clock can be right; if not, there is nothing
 * @now: “2026-11-22 10:30”: what the clock on the wall says
 * @timed: (element-type RgTodayRow): tasks whose time has come
 * @n_timed: how many there are
 * @n_missed: how many of those are late, because nobody looked at their time
 * @is_summary: whether the summary of the day belongs to it
 * @rows: (element-type RgTodayRow): tasks without a time, and next steps
 * @n_rows: how many there are
 * @n_late: how many of those were meant for days before
 * @birthdays: (element-type RgTodayRow): those of today, and of the days before
 *   on which nobody looked
 * @n_birthdays: how many there are
 * @next_at: when to look again, if nothing changes
 *
 * What to remind of now.
 */
typedef struct
{
  RgClockState clock;
  char *now;
  GPtrArray *timed;
  gint64 n_timed;
  gint64 n_missed;
  gboolean is_summary;
  GPtrArray *rows;
  gint64 n_rows;
  gint64 n_late;
  GPtrArray *birthdays;
  gint64 n_birthdays;
  gint64 next_at;
} RgReminders;

void rg_reminders_free (RgReminders *reminders);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgReminders, rg_reminders_free)

/* What is due at @now and was not reminded of; it counts as done when the write
 * commits. NULL and @error when it cannot be told. (transfer full) */
RgReminders *rg_reminders_take (RgWrite *write, gint64 now, GError **error);
/* Whether task @id was reminded of, and that does not hold any more. */
gboolean rg_reminders_is_stale (RgRead *read, gint64 id, gboolean *stale, GError **error);
/* Whether something without a time is still to be done today, or late. */
gboolean rg_reminders_day_holds (RgRead *read, gint64 now, gboolean *holds, GError **error);

/* "HH:MM": when the summary comes. (transfer full) */
char *rg_reminders_get_time (RgRead *read);
/* @time: "HH:MM"; NULL for the usual one. */
gboolean rg_reminders_set_time (RgWrite *write, const char *time, GError **error);

G_END_DECLS
