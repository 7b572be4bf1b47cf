/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-age.h"

#include "catalog/rg-date.h"

#include <glib/gi18n-lib.h>

/* Months are counted for children only. */
#define CHILD_YEARS 12

/* Whole months from one day to another; the 31st has its month full on the last
 * day of a short one. */
static int
count_months (const GDate *from, const GDate *to)
{
  int months = ((int) g_date_get_year (to) - (int) g_date_get_year (from)) * 12 +
               (int) g_date_get_month (to) - (int) g_date_get_month (from);

  if (g_date_get_day (to) < g_date_get_day (from) && !g_date_is_last_of_month (to))
    months--;

  return months;
}

/**
 * rg_age_words:
 * @birthday: (nullable): a birthday as it is stored
 * @today: the day it is
 *
 * Days are counted in the first month, months up to a child's years, then
 * years. Somebody born on a lunar day is as old as on the same day of the solar
 * calendar.
 *
 * Returns: (transfer full) (nullable): the age in words
 */
char *
rg_age_words (const char *birthday, const GDate *today)
{
  g_autofree char *years_text = NULL;
  g_autofree char *months_text = NULL;
  int months, years, days;
  GDate born;

  if (birthday == NULL || !rg_date_find_birth (birthday, &born))
    return NULL;
  days = g_date_days_between (&born, today);
  if (days < 0)
    return NULL;

  months = count_months (&born, today);
  years = months / 12;
  months %= 12;
  if (years == 0 && months == 0)
    return g_strdup_printf (ngettext ("%d day old", "%d days old", days), days);

  years_text = g_strdup_printf (ngettext ("%d year", "%d years", years), years);
  months_text = g_strdup_printf (ngettext ("%d month", "%d months", months), months);
  if (years == 0)
    return g_steal_pointer (&months_text);
  if (months == 0 || years >= CHILD_YEARS)
    return g_steal_pointer (&years_text);

  /* Translators: an age: the years, then the months. */
  return g_strdup_printf (_ ("%s %s"), years_text, months_text);
}
