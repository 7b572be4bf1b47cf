/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/rg-display.h"

#include "catalog/rg-date.h"
#include "store/rg-store.h"

#include <glib/gi18n-lib.h>

/* Up to here a day is said as a distance, beyond as a date. */
#define DISTANCE_DAYS 30
#define COMING_DAYS 6

/* Surnames of two characters; a name that begins with one shows both. */
static const char *const compound_surnames[] = {
  "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐",
  "夏侯", "司徒", "端木", "南宫", "长孙", "宇文", "司空", "东郭", "百里", "呼延",
  "轩辕", "独孤", "拓跋", "澹台", "公冶", "太史", "申屠", "钟离", "万俟", "闻人",
};

/**
 * rg_display_today:
 * @today: (out caller-allocates): the day it is where the shop is
 *
 * Follows REGULARS_NOW and rg_clock_set(), as everything that shows time does.
 */
void
rg_display_today (GDate *today)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local_usec (rg_clock_now () * 1000);

  g_date_set_dmy (today, (GDateDay) g_date_time_get_day_of_month (now),
                  (GDateMonth) g_date_time_get_month (now), (GDateYear) g_date_time_get_year (now));
}

/**
 * rg_display_ago:
 * @iso: (nullable): a date as it is stored
 * @today: the day it is
 *
 * Says how long ago a day was; a day after today is said as a date.
 *
 * Returns: (transfer full): "3 days ago", or a date when it is more than a
 *   month ago; "" when there is none
 */
char *
rg_display_ago (const char *iso, const GDate *today)
{
  GDate date;
  int days;

  if (iso == NULL || !rg_date_from_iso (iso, &date))
    return g_strdup ("");

  days = g_date_days_between (&date, today);
  if (days == 0)
    return g_strdup (_ ("Today"));
  if (days == 1)
    return g_strdup (_ ("Yesterday"));
  if (days > 1 && days <= DISTANCE_DAYS)
    return g_strdup_printf (ngettext ("%d day ago", "%d days ago", days), days);

  return rg_date_format (&date, TRUE, today);
}

/**
 * rg_display_weekday:
 * @day: a day
 *
 * Returns: (transfer full): the name of its weekday
 */
char *
rg_display_weekday (const GDate *day)
{
  g_autoptr (GDateTime) noon = g_date_time_new_utc (g_date_get_year (day), (int) g_date_get_month (day),
                                                    g_date_get_day (day), 12, 0, 0);

  return g_date_time_format (noon, "%A");
}

/**
 * rg_display_day:
 * @day: a day
 * @today: the day it is
 *
 * Returns: (transfer full): "Today", "Yesterday", "Tomorrow", or the date with
 *   its weekday when it is of this year, else with its year
 */
char *
rg_display_day (const GDate *day, const GDate *today)
{
  g_autoptr (GDateTime) noon = g_date_time_new_utc (g_date_get_year (day), (int) g_date_get_month (day),
                                                    g_date_get_day (day), 12, 0, 0);
  int days = g_date_days_between (today, day);

  if (days == 0)
    return g_strdup (_ ("Today"));
  if (days == 1)
    return g_strdup (_ ("Tomorrow"));
  if (days == -1)
    return g_strdup (_ ("Yesterday"));
  if (g_date_get_year (day) != g_date_get_year (today))
    return rg_date_format (day, FALSE, NULL);
  /* Translators: a weekday and a day of the current year, as in
   * g_date_time_format(). xgettext:no-c-format */
  return g_date_time_format (noon, _ ("%A, %-d %b"));
}

/**
 * rg_display_due:
 * @iso: (nullable): the day of the next step, as it is stored
 * @today: the day it is
 * @due: (out): what its pill looks like
 *
 * Returns: (transfer full): "3 days late", "Today", "In 2 days" or a date; ""
 *   when there is none
 */
char *
rg_display_due (const char *iso, const GDate *today, RgDue *due)
{
  GDate date;
  int days;

  *due = RG_DUE_NONE;
  if (iso == NULL || !rg_date_from_iso (iso, &date))
    return g_strdup ("");

  days = g_date_days_between (today, &date);
  if (days < 0)
    {
      *due = RG_DUE_OVERDUE;
      return g_strdup_printf (ngettext ("%d day late", "%d days late", -days), -days);
    }
  if (days == 0)
    {
      *due = RG_DUE_TODAY;
      return g_strdup (_ ("Today"));
    }

  *due = RG_DUE_LATER;
  if (days == 1)
    return g_strdup (_ ("Tomorrow"));
  if (days <= COMING_DAYS)
    return g_strdup_printf (ngettext ("In %d day", "In %d days", days), days);

  return rg_date_format (&date, TRUE, today);
}

static gboolean
is_han (gunichar c)
{
  return g_unichar_get_script (c) == G_UNICODE_SCRIPT_HAN;
}

/**
 * rg_display_initial:
 * @name: (nullable): a customer's name
 *
 * What stands in the round picture: the surname of a Chinese name (both
 * characters of a compound one), else the first letters of the first and the
 * last word.
 *
 * Returns: (transfer full): at most two characters; "" when the name has no
 *   letter
 */
char *
rg_display_initial (const char *name)
{
  GString *initial = g_string_new (NULL);
  gunichar first = 0, last = 0;
  gboolean word_begins = TRUE;

  for (const char *p = name != NULL ? name : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalnum (c))
        {
          word_begins = TRUE;
          continue;
        }
      if (first == 0 && is_han (c))
        {
          for (guint i = 0; i < G_N_ELEMENTS (compound_surnames); i++)
            if (g_str_has_prefix (p, compound_surnames[i]) && g_utf8_strlen (p, -1) > 2)
              return g_string_free_and_steal (g_string_assign (initial, compound_surnames[i]));

          g_string_append_unichar (initial, c);
          return g_string_free_and_steal (initial);
        }
      if (word_begins && first == 0)
        first = g_unichar_toupper (c);
      else if (word_begins && !is_han (c))
        last = g_unichar_toupper (c);
      word_begins = FALSE;
    }

  if (first != 0)
    g_string_append_unichar (initial, first);
  if (last != 0)
    g_string_append_unichar (initial, last);

  return g_string_free_and_steal (initial);
}

/**
 * rg_display_color:
 * @text: what has the colour: a tag's name
 *
 * Returns: which of the colour pairs it always has, from 0
 */
guint
rg_display_color (const char *text)
{
  /* g_str_hash alone leaves the low bits of short Chinese words much alike. */
  guint hash = g_str_hash (text) * 2654435761u;

  return (hash >> 16) % RG_DISPLAY_N_COLORS;
}

/**
 * rg_display_color_of_id:
 * @id: a row id
 *
 * Returns: which of the colour pairs the customer always has, from 0
 */
guint
rg_display_color_of_id (gint64 id)
{
  /* Neighbours in the list often have neighbouring ids: a step that is prime
   * to the number of colours keeps them apart. */
  return (guint) ((guint64) id * 5 % RG_DISPLAY_N_COLORS);
}

/**
 * rg_display_count:
 * @count: a number of things
 *
 * Returns: (transfer full): the number with its thousands grouped as the
 *   locale does
 */
char *
rg_display_count (guint count)
{
  return g_strdup_printf ("%'u", count);
}
