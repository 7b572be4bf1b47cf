/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/calendar/rg-calendar-days.h"

#include "app/widgets/rg-display.h"
#include "catalog/rg-date.h"
#include "shop/rg-festivals.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>

/**
 * rg_calendar_days_week_start:
 *
 * The C library says it in two parts: a date on whose weekday weeks begin in its
 * tables, and the how manieth day after that one is called the first.
 *
 * Returns: on which day weeks begin in this locale
 */
GDateWeekday
rg_calendar_days_week_start (void)
{
  /* A number where others are texts. */
  guint origin = GPOINTER_TO_UINT (nl_langinfo (_NL_TIME_WEEK_1STDAY));
  int first = *nl_langinfo (_NL_TIME_FIRST_WEEKDAY);
  /* 1997-11-30 was a Sunday, 1997-12-01 a Monday. */
  int begin = origin == 19971201 ? 1 : 0;

  return (GDateWeekday) ((begin + first - 1 + 6) % 7 + 1);
}

void
rg_calendar_days_add (GDate *day, int days)
{
  if (days >= 0)
    g_date_add_days (day, (guint) days);
  else
    g_date_subtract_days (day, (guint) -days);
}

void
rg_calendar_days_add_months (GDate *day, int months)
{
  if (months >= 0)
    g_date_add_months (day, (guint) months);
  else
    g_date_subtract_months (day, (guint) -months);
}

void
rg_calendar_days_week (const GDate *day, GDateWeekday week_start, GDate *first)
{
  int behind = ((int) g_date_get_weekday (day) - (int) week_start + 7) % 7;

  *first = *day;
  rg_calendar_days_add (first, -behind);
}

/**
 * rg_calendar_days_month:
 * @day: a day
 * @week_start: on which day weeks begin
 * @first: (out caller-allocates): the first day of the first week with a day of the
 *   month of @day
 *
 * Returns: how many such weeks there are, 4 to 6
 */
guint
rg_calendar_days_month (const GDate *day, GDateWeekday week_start, GDate *first)
{
  GDate begin = *day;
  guint days = g_date_get_days_in_month (g_date_get_month (day), g_date_get_year (day));

  g_date_set_day (&begin, 1);
  rg_calendar_days_week (&begin, week_start, first);
  return ((guint) g_date_days_between (first, &begin) + days + 6) / 7;
}

/* --- words ---------------------------------------------------------------- */

static char *
format (const GDate *day, const char *pattern)
{
  g_autoptr (GDateTime) noon = g_date_time_new_utc (g_date_get_year (day), (int) g_date_get_month (day),
                                                    g_date_get_day (day), 12, 0, 0);

  return g_date_time_format (noon, pattern);
}

char *
rg_calendar_days_month_title (const GDate *day)
{
  /* Translators: a month and its year, as in g_date_time_format().
   * xgettext:no-c-format */
  return format (day, _ ("%OB %Y"));
}

char *
rg_calendar_days_week_title (const GDate *first)
{
  GDate last = *first;
  g_autofree char *from = rg_date_format (first, FALSE, NULL);
  g_autofree char *to = NULL;

  rg_calendar_days_add (&last, 6);
  to = rg_date_format (&last, TRUE, first);
  /* Translators: the first and the last day of a week. */
  return g_strdup_printf (_ ("%1$s – %2$s"), from, to);
}

char *
rg_calendar_days_weekday (const GDate *day)
{
  /* Translators: a weekday at the head of a calendar, as in g_date_time_format().
   * xgettext:no-c-format */
  return format (day, _ ("%a"));
}

char *
rg_calendar_days_name (const GDate *day)
{
  /* Translators: a day of the calendar with its weekday, as in g_date_time_format().
   * xgettext:no-c-format */
  return format (day, _ ("%a, %-d %b"));
}

char *
rg_calendar_days_describe (const GDate *day, const GDate *today, const RgCalendarDay *stands)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  char *more = rg_festivals_describe (day);

  g_ptr_array_add (parts, rg_calendar_days_name (day));
  if (g_date_compare (day, today) == 0)
    g_ptr_array_add (parts, g_strdup (_ ("Today")));
  if (*more != '\0')
    g_ptr_array_add (parts, more);
  else
    g_free (more);
  if (stands != NULL && stands->n_due > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%d thing to do", "%d things to do", stands->n_due),
                                             (int) stands->n_due));
  if (stands != NULL && stands->n_birthdays > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%d birthday", "%d birthdays", stands->n_birthdays),
                                             (int) stands->n_birthdays));
  g_ptr_array_add (parts, NULL);
  /* Translators: between the parts of what a screen reader says of a day. */
  return g_strjoinv (_ (", "), (char **) parts->pdata);
}
