/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-birthday.h"

#include "catalog/rg-date.h"

#include <string.h>

/* A day that a year does not have is kept on the last of its month: the 29th of
 * February on the 28th, a lunar 30th on the 29th (rg_lunar_anniversary() has the
 * rule for leap months). */

static gboolean
next_solar (int month, int dom, int born, const GDate *from, GDate *day, int *age)
{
  for (GDateYear year = g_date_get_year (from); year <= g_date_get_year (from) + 1; year++)
    {
      guint8 days = g_date_get_days_in_month ((GDateMonth) month, year);

      g_date_clear (day, 1);
      g_date_set_dmy (day, (GDateDay) MIN (dom, days), (GDateMonth) month, year);
      *age = born != 0 ? (int) year - born : -1;
      if (g_date_compare (day, from) >= 0 && (born == 0 || *age >= 0))
        return TRUE;
    }
  return FALSE;
}

static gboolean
next_lunar (const RgLunarDate *birthday, const GDate *from, GDate *day, int *age)
{
  RgLunarDate now;

  if (!rg_lunar_from_solar (from, &now))
    return FALSE;
  for (int year = now.year; year <= now.year + 1; year++)
    {
      g_date_clear (day, 1);
      if (!rg_lunar_anniversary (birthday, year, day))
        return FALSE;
      *age = birthday->year != 0 ? year - birthday->year : -1;
      if (g_date_compare (day, from) >= 0 && (birthday->year == 0 || *age >= 0))
        return TRUE;
    }
  return FALSE;
}

/**
 * rg_birthday_next:
 * @birthday: as it is stored: 1990-01-02, --01-02 or lunar:[YYYY-][L]MM-DD
 * @from: a day
 * @day: (out caller-allocates): the first one from @from on, itself included, on
 *   which it is kept
 * @age: (out) (optional): how old one becomes then, a lunar birthday by lunar
 *   years; -1: nobody knows; 0: the day of the birth
 *
 * Returns: %FALSE when @birthday is none, or no calendar reaches that far
 */
gboolean
rg_birthday_next (const char *birthday, const GDate *from, GDate *day, int *age)
{
  RgLunarDate lunar;
  GDate born;
  guint month, dom;
  int becomes = -1;
  gboolean found;

  if (rg_lunar_from_string (birthday, &lunar))
    found = next_lunar (&lunar, from, day, &becomes);
  else if (rg_date_month_day (birthday, &month, &dom))
    found = next_solar ((int) month, (int) dom, 0, from, day, &becomes);
  else
    found = rg_date_from_iso (birthday, &born) &&
            next_solar ((int) g_date_get_month (&born), g_date_get_day (&born), g_date_get_year (&born), from,
                        day, &becomes);
  if (age != NULL)
    *age = becomes;
  return found;
}

static void
add_end (GString *ends, int month, int day)
{
  char end[16];

  g_snprintf (end, sizeof end, "\"%02d-%02d\"", month, day);
  if (strstr (ends->str, end) == NULL)
    g_string_append_printf (ends, "%s%s", ends->len > 1 ? "," : "", end);
}

/**
 * rg_birthday_ends:
 * @from: a day
 * @to: a later one
 * @lunar: of which calendar
 *
 * With these the index on the last five characters finds all whose birthday by that
 * calendar is kept from @from to @to.
 *
 * Returns: (transfer full): a JSON array of texts
 */
char *
rg_birthday_ends (const GDate *from, const GDate *to, gboolean lunar)
{
  GString *ends = g_string_new ("[");

  for (GDate day = *from; g_date_compare (&day, to) <= 0; g_date_add_days (&day, 1))
    {
      RgLunarDate moon;

      if (!lunar)
        add_end (ends, (int) g_date_get_month (&day), g_date_get_day (&day));
      if (!lunar && g_date_get_month (&day) == 2 && g_date_get_day (&day) == 28)
        add_end (ends, 2, 29);
      if (!lunar || !rg_lunar_from_solar (&day, &moon))
        continue;
      add_end (ends, moon.month, moon.day);
      if (moon.day == 29)
        add_end (ends, moon.month, 30);
    }
  g_string_append_c (ends, ']');
  return g_string_free_and_steal (ends);
}
