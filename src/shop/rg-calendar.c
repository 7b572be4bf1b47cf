/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-calendar.h"

#include "catalog/rg-date.h"
#include "shop/rg-today-private.h"

static void
day_free (gpointer data)
{
  RgCalendarDay *day = data;

  g_ptr_array_unref (day->due);
  g_ptr_array_unref (day->birthdays);
  g_free (day);
}

void
rg_calendar_free (RgCalendar *calendar)
{
  g_ptr_array_unref (calendar->days);
  g_free (calendar);
}

static gboolean
read_due (RgRead *read, const RgTodayQuery *asked, RgCalendarDay *day, GError **error)
{
  g_autofree char *iso = rg_date_to_iso (&day->day);
  RgTodayList list = { .part = RG_TODAY_NOW, .rows = day->due };

  if (!rg_today_read_due (read, asked, iso, iso, &list, error))
    return FALSE;
  day->n_due = list.n;
  return TRUE;
}

/* They come in the order of their days. */
static gboolean
read_birthdays (RgRead *read,
                const RgTodayQuery *asked,
                const GDate *last,
                RgCalendar *calendar,
                GError **error)
{
  g_autoptr (GArray) found = rg_today_find_birthdays (read, asked, last, error);

  if (found == NULL)
    return FALSE;
  for (guint i = 0; i < found->len; i++)
    {
      const RgTodayBirthday *birthday = &g_array_index (found, RgTodayBirthday, i);
      int place = g_date_days_between (&asked->day, &birthday->day);
      RgCalendarDay *day = g_ptr_array_index (calendar->days, place);
      RgTodayRow *row;

      day->n_birthdays++;
      if (asked->limit > 0 && day->birthdays->len >= asked->limit)
        continue;
      row = rg_today_read_birthday (read, birthday, error);
      if (row == NULL)
        return FALSE;
      g_ptr_array_add (day->birthdays, row);
    }
  return TRUE;
}

/**
 * rg_calendar_read:
 * @read: a read transaction
 * @query: of which days, whose, and how many rows of each
 * @error: return location for an error
 *
 * Returns: (transfer full): the days, with exact counts and the first rows of each;
 *   %NULL and @error also when cancelled
 */
RgCalendar *
rg_calendar_read (RgRead *read, const RgCalendarQuery *query, GError **error)
{
  g_autoptr (RgCalendar) calendar = g_new0 (RgCalendar, 1);
  RgTodayQuery asked = { .day = query->from, .staff = query->staff, .limit = query->limit };

  calendar->days = g_ptr_array_new_with_free_func (day_free);
  g_return_val_if_fail (g_date_days_between (&query->from, &query->to) < RG_CALENDAR_MOST_DAYS, NULL);
  for (GDate day = query->from; g_date_compare (&day, &query->to) <= 0; g_date_add_days (&day, 1))
    {
      RgCalendarDay *one = g_new0 (RgCalendarDay, 1);

      one->day = day;
      one->due = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_today_row_free);
      one->birthdays = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_today_row_free);
      g_ptr_array_add (calendar->days, one);
      if (!read_due (read, &asked, one, error))
        return NULL;
    }
  return read_birthdays (read, &asked, &query->to, calendar, error) ? g_steal_pointer (&calendar) : NULL;
}

/**
 * rg_calendar_get_day:
 * @calendar: days
 * @day: one of them
 *
 * Returns: (transfer none) (nullable): what stands on it
 */
const RgCalendarDay *
rg_calendar_get_day (const RgCalendar *calendar, const GDate *day)
{
  const RgCalendarDay *first;
  int place;

  if (calendar->days->len == 0)
    return NULL;
  first = g_ptr_array_index (calendar->days, 0);
  place = g_date_days_between (&first->day, day);
  return place >= 0 && (guint) place < calendar->days->len ? g_ptr_array_index (calendar->days, place) : NULL;
}
