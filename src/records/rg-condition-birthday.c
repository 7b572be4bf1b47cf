/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-condition-private.h"

#include "catalog/rg-date.h"

#include <string.h>

/* Birthdays in SQL, which knows nothing of the lunar calendar: days are listed
 * or turned into lunar ones here. Stored are 1990-01-02, --01-02 and
 * lunar:[YYYY-][L]MM-DD. */

#define IS_LUNAR "%s GLOB 'lunar:*'"
#define LUNAR_DAY "CASE substr (%s, -6, 1) WHEN 'L' THEN substr (%s, -6) ELSE substr (%s, -5) END"

static gboolean
is_within (const GDate *day, const GDate *from, const GDate *to)
{
  return g_date_compare (day, from) >= 0 && g_date_compare (day, to) <= 0;
}

/* The 29th of February is kept on the 28th where there is none. */
static gboolean
solar_falls_within (GDateMonth month, GDateDay day, const GDate *from, const GDate *to)
{
  for (GDateYear year = g_date_get_year (from); year <= g_date_get_year (to); year++)
    {
      GDate kept;

      g_date_clear (&kept, 1);
      g_date_set_dmy (&kept, MIN (day, g_date_get_days_in_month (month, year)), month, year);
      if (is_within (&kept, from, to))
        return TRUE;
    }
  return FALSE;
}

static gboolean
lunar_falls_within (const RgLunarDate *birthday, const GDate *from, const GDate *to)
{
  /* The lunar year ends in the next solar one. */
  for (int year = g_date_get_year (from) - 1; year <= (int) g_date_get_year (to); year++)
    {
      GDate kept;

      g_date_clear (&kept, 1);
      if (rg_lunar_anniversary (birthday, year, &kept) && is_within (&kept, from, to))
        return TRUE;
    }
  return FALSE;
}

static void
append_item (GString *sql, gboolean *any, const char *item)
{
  g_string_append_printf (sql, "%s'%s'", *any ? ", " : "", item);
  *any = TRUE;
}

static void
append_solar_days (GString *sql, const GDate *from, const GDate *to)
{
  gboolean any = FALSE;

  for (int month = 1; month <= 12; month++)
    {
      for (int day = 1; day <= g_date_get_days_in_month ((GDateMonth) month, 2000); day++)
        {
          char item[32];

          g_snprintf (item, sizeof item, "%02d-%02d", month, day);
          if (solar_falls_within ((GDateMonth) month, (GDateDay) day, from, to))
            append_item (sql, &any, item);
        }
    }
}

static void
append_lunar_days (GString *sql, const GDate *from, const GDate *to)
{
  gboolean any = FALSE;

  for (int month = 1; month <= 12; month++)
    {
      for (int day = 1; day <= 30; day++)
        {
          for (int leap = 0; leap <= 1; leap++)
            {
              RgLunarDate birthday = { .month = month, .leap = leap != 0, .day = day };
              char item[32];

              g_snprintf (item, sizeof item, "%s%02d-%02d", leap != 0 ? "L" : "", month, day);
              if (lunar_falls_within (&birthday, from, to))
                append_item (sql, &any, item);
            }
        }
    }
}

void
rg_condition_birthday_sql (const char *column, const GDate *from, const GDate *to, GString *sql)
{
  g_string_append_printf (sql, "CASE WHEN " IS_LUNAR " THEN (" LUNAR_DAY ") IN (", column, column, column,
                          column);
  append_lunar_days (sql, from, to);
  g_string_append_printf (sql, ") ELSE substr (%s, -5) IN (", column);
  append_solar_days (sql, from, to);
  g_string_append (sql, ") END");
}

/* A leap month is the month that it follows. */
void
rg_condition_month_sql (const char *column, int month, gboolean lunar, GString *sql)
{
  g_string_append_printf (sql, IS_LUNAR " IS %s AND substr (%s, -5, 2) = '%02d'", column,
                          lunar ? "TRUE" : "NOT TRUE", column, month);
}

/* The lunar day of @day as text that sorts like the calendar: 1990-05 with 0, or
 * with 1 for a leap month, and the day. */
static void
append_lunar_key (GString *sql, const GDate *day)
{
  RgLunarDate lunar;

  if (rg_lunar_from_solar (day, &lunar))
    g_string_append_printf (sql, "'%04d-%02d%d%02d'", lunar.year, lunar.month, lunar.leap, lunar.day);
  else
    g_string_append (sql, g_date_get_year (day) < 1950 ? "'0000'" : "'9999'");
}

void
rg_condition_born_sql (const char *column, const GDate *after, const GDate *until, GString *sql)
{
  g_autofree char *first = rg_date_to_iso (after);
  g_autofree char *last = rg_date_to_iso (until);
  g_autofree char *key = g_strdup_printf ("CASE length (%s)"
                                          " WHEN 16 THEN substr (%s, 7, 7) || '0' || substr (%s, 15)"
                                          " WHEN 17 THEN substr (%s, 7, 5) || substr (%s, 13, 2) || '1' || "
                                          "substr (%s, 16) END",
                                          column, column, column, column, column, column);

  g_string_append_printf (sql, "CASE WHEN " IS_LUNAR " THEN %s > ", column, key);
  append_lunar_key (sql, after);
  g_string_append_printf (sql, " AND %s <= ", key);
  append_lunar_key (sql, until);
  g_string_append_printf (sql, " ELSE %s GLOB '[0-9]*' AND %s > '%s' AND %s <= '%s' END", column, column,
                          first, column, last);
}
