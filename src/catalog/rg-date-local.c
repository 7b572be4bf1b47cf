/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-date.h"

/* Between instants and the days of who looks at them: the local time zone. */

/**
 * rg_date_of_instant:
 * @at: UTC milliseconds
 * @day: (out caller-allocates): the local day in which it lies
 *
 * Returns: whether there is such a day; @day is 1970-01-01 when not
 */
gboolean
rg_date_of_instant (gint64 at, GDate *day)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (at / 1000);
  int year = 1970, month = 1, dom = 1;

  if (time != NULL)
    g_date_time_get_ymd (time, &year, &month, &dom);
  g_date_clear (day, 1);
  g_date_set_dmy (day, (GDateDay) dom, (GDateMonth) month, (GDateYear) year);
  return time != NULL;
}

/**
 * rg_date_instant_to_iso:
 * @at: UTC milliseconds
 *
 * Returns: (transfer full): the local day in which it lies, as ISO text
 */
char *
rg_date_instant_to_iso (gint64 at)
{
  GDate day;

  rg_date_of_instant (at, &day);
  return rg_date_to_iso (&day);
}

/**
 * rg_date_start:
 * @day: a day
 *
 * Returns: its first instant in local time, in UTC milliseconds; %G_MAXINT64 beyond the
 *   days that there are
 */
gint64
rg_date_start (const GDate *day)
{
  g_autoptr (GDateTime) start = g_date_time_new_local (g_date_get_year (day), (int) g_date_get_month (day),
                                                       g_date_get_day (day), 0, 0, 0);

  return start != NULL ? g_date_time_to_unix (start) * 1000 : G_MAXINT64;
}
