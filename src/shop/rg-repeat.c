/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-repeat.h"

#include "catalog/rg-lunar.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST 999
#define LAST_YEAR 9999

static const struct
{
  RgRepeatUnit unit;
  const char *name;
} units[] = {
  /* Longer names first: each is looked for at the beginning of what is left. */
  { RG_REPEAT_LUNAR_MONTH, "lm" }, { RG_REPEAT_LUNAR_YEAR, "ly" }, { RG_REPEAT_DAY, "d" },
  { RG_REPEAT_WEEK, "w" },         { RG_REPEAT_MONTH, "m" },       { RG_REPEAT_YEAR, "y" },
};

static gboolean
is_lunar (const RgRepeat *repeat)
{
  return repeat->unit == RG_REPEAT_LUNAR_MONTH || repeat->unit == RG_REPEAT_LUNAR_YEAR;
}

static gboolean
is_yearly (const RgRepeat *repeat)
{
  return repeat->unit == RG_REPEAT_YEAR || repeat->unit == RG_REPEAT_LUNAR_YEAR;
}

/* Days and weeks need no day of the calendar. */
static gboolean
keeps_day (const RgRepeat *repeat)
{
  return !repeat->after_done && repeat->unit != RG_REPEAT_DAY && repeat->unit != RG_REPEAT_WEEK;
}

/* --- stored form ---------------------------------------------------------- */

/* 1 to @most in at most @digits digits; 0 when there is none. */
static int
read_number (const char **p, int digits, int most)
{
  int number = 0;

  for (int i = 0; i < digits && g_ascii_isdigit (**p); i++, (*p)++)
    number = number * 10 + (**p - '0');
  return number <= most ? number : 0;
}

static gboolean
read_day (const char **p, RgRepeat *repeat)
{
  if (is_yearly (repeat))
    {
      repeat->leap = is_lunar (repeat) && **p == 'L';
      if (repeat->leap)
        (*p)++;
      repeat->month = read_number (p, 2, 12);
      if (repeat->month == 0 || *(*p)++ != '-')
        return FALSE;
    }
  repeat->day = read_number (p, 2, is_lunar (repeat) ? 30 : 31);
  return repeat->day != 0;
}

static gboolean
read_repeat (const char *p, RgRepeat *repeat)
{
  guint i;

  repeat->every = read_number (&p, 3, MOST);
  if (repeat->every == 0)
    return FALSE;
  for (i = 0; i < G_N_ELEMENTS (units) && !g_str_has_prefix (p, units[i].name); i++)
    ;
  if (i == G_N_ELEMENTS (units))
    return FALSE;
  repeat->unit = units[i].unit;
  p += strlen (units[i].name);
  if (*p == '@')
    {
      p++;
      if (!keeps_day (repeat) || !read_day (&p, repeat))
        return FALSE;
      return *p == '\0';
    }
  repeat->after_done = *p == '+';
  return p[repeat->after_done ? 1 : 0] == '\0';
}

/**
 * rg_repeat_parse:
 * @text: the stored form: “2w”, “1m@31”, “3d+” …
 * @repeat: (out caller-allocates): what it means
 * @error: return location for an error
 *
 * Returns: whether it means anything
 */
gboolean
rg_repeat_parse (const char *text, RgRepeat *repeat, GError **error)
{
  *repeat = (RgRepeat) { .every = 0 };
  if (read_repeat (text, repeat))
    return TRUE;
  g_set_error (error, RG_FIELD_ERROR, RG_FIELD_ERROR_SYNTAX,
               _ ("“%s” does not say how often. Write 3d, 2w, 1m or 1y for days, weeks, months and years, "
                  "1lm or 1ly for lunar ones; with + behind it, it counts from the day it was done."),
               text);
  return FALSE;
}

/**
 * rg_repeat_to_string:
 * @repeat: how often
 *
 * Returns: (transfer full): the stored form
 */
char *
rg_repeat_to_string (const RgRepeat *repeat)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (units[i].unit == repeat->unit)
      g_string_append_printf (text, "%u%s", repeat->every, units[i].name);
  if (repeat->after_done)
    g_string_append_c (text, '+');
  else if (keeps_day (repeat) && repeat->day != 0 && is_yearly (repeat))
    g_string_append_printf (text, "@%s%02d-%02d", repeat->leap ? "L" : "", repeat->month, repeat->day);
  else if (keeps_day (repeat) && repeat->day != 0)
    g_string_append_printf (text, "@%d", repeat->day);
  return g_string_free_and_steal (text);
}

/**
 * rg_repeat_describe:
 * @repeat: how often
 *
 * Returns: (transfer full): the same for people
 */
char *
rg_repeat_describe (const RgRepeat *repeat)
{
  g_autofree char *often = NULL;
  guint n = repeat->every;

  switch (repeat->unit)
    {
    case RG_REPEAT_DAY:
      often = g_strdup_printf (ngettext ("every day", "every %u days", n), n);
      break;
    case RG_REPEAT_WEEK:
      often = g_strdup_printf (ngettext ("every week", "every %u weeks", n), n);
      break;
    case RG_REPEAT_MONTH:
      often = g_strdup_printf (ngettext ("every month", "every %u months", n), n);
      break;
    case RG_REPEAT_YEAR:
      often = g_strdup_printf (ngettext ("every year", "every %u years", n), n);
      break;
    case RG_REPEAT_LUNAR_MONTH:
      often = g_strdup_printf (ngettext ("every lunar month", "every %u lunar months", n), n);
      break;
    case RG_REPEAT_LUNAR_YEAR:
      often = g_strdup_printf (ngettext ("every lunar year", "every %u lunar years", n), n);
      break;
    default:
      g_return_val_if_reached (NULL);
    }
  /* Translators: %s is how often, “every 2 weeks”. */
  return repeat->after_done ? g_strdup_printf (_ ("%s after it was done"), often) : g_steal_pointer (&often);
}

/* --- days ----------------------------------------------------------------- */

/**
 * rg_repeat_set_anchor:
 * @repeat: how often
 * @due: the first day
 *
 * Keeps which day of the calendar is meant: what is done on the 31st of each
 * month comes on the 30th of April and on the 31st of May again.
 */
void
rg_repeat_set_anchor (RgRepeat *repeat, const GDate *due)
{
  RgLunarDate lunar;

  if (!keeps_day (repeat) || repeat->day != 0)
    return;
  if (!is_lunar (repeat))
    {
      repeat->month = is_yearly (repeat) ? (int) g_date_get_month (due) : 0;
      repeat->day = g_date_get_day (due);
    }
  else if (rg_lunar_from_solar (due, &lunar))
    {
      repeat->month = is_yearly (repeat) ? lunar.month : 0;
      repeat->leap = is_yearly (repeat) && lunar.leap;
      repeat->day = lunar.day;
    }
}

/* The day @n months after @from's month, the last of a month that is too short. */
static gboolean
add_months (const GDate *from, gint64 n, int day, GDate *next)
{
  gint64 months = (gint64) g_date_get_year (from) * 12 + g_date_get_month (from) - 1 + n;
  int year = (int) (months / 12);
  GDateMonth month = (GDateMonth) (months % 12 + 1);

  if (year > LAST_YEAR)
    return FALSE;
  g_date_set_dmy (next, (GDateDay) MIN (day, g_date_get_days_in_month (month, (GDateYear) year)), month,
                  (GDateYear) year);
  return TRUE;
}

/* The lunar month behind @lunar's, leap months counted. */
static gboolean
next_lunar_month (RgLunarDate *lunar)
{
  if (!lunar->leap && rg_lunar_leap_month (lunar->year) == lunar->month)
    {
      lunar->leap = TRUE;
      return TRUE;
    }
  lunar->leap = FALSE;
  if (++lunar->month > 12)
    {
      lunar->month = 1;
      lunar->year++;
    }
  return lunar->year <= RG_LUNAR_LAST_YEAR;
}

static gboolean
add_lunar_months (const GDate *from, guint n, int day, GDate *next)
{
  RgLunarDate lunar;

  if (!rg_lunar_from_solar (from, &lunar))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!next_lunar_month (&lunar))
      return FALSE;
  lunar.day = MIN (day, rg_lunar_month_days (lunar.year, lunar.month, lunar.leap));
  return rg_lunar_to_solar (&lunar, next);
}

static gboolean
add_lunar_years (const RgRepeat *repeat, const GDate *from, GDate *next)
{
  RgLunarDate lunar;
  RgLunarDate kept;

  if (!rg_lunar_from_solar (from, &lunar))
    return FALSE;
  kept = lunar;
  if (repeat->day != 0)
    kept = (RgLunarDate) { .month = repeat->month, .leap = repeat->leap, .day = repeat->day };
  return lunar.year + (int) repeat->every <= RG_LUNAR_LAST_YEAR &&
         rg_lunar_anniversary (&kept, lunar.year + (int) repeat->every, next);
}

/* Once more after @from. */
static gboolean
step (const RgRepeat *repeat, const GDate *from, GDate *next)
{
  int day = repeat->day != 0 ? repeat->day : g_date_get_day (from);
  RgLunarDate lunar;

  switch (repeat->unit)
    {
    case RG_REPEAT_DAY:
    case RG_REPEAT_WEEK:
      *next = *from;
      g_date_add_days (next, repeat->every * (repeat->unit == RG_REPEAT_WEEK ? 7 : 1));
      return g_date_get_year (next) <= LAST_YEAR;
    case RG_REPEAT_MONTH:
      return add_months (from, repeat->every, day, next);
    case RG_REPEAT_YEAR:
      return add_months (
          from, repeat->every * 12 + (repeat->day != 0 ? repeat->month - (int) g_date_get_month (from) : 0),
          day, next);
    case RG_REPEAT_LUNAR_MONTH:
      if (repeat->day == 0 && !rg_lunar_from_solar (from, &lunar))
        return FALSE;
      return add_lunar_months (from, repeat->every, repeat->day != 0 ? repeat->day : lunar.day, next);
    case RG_REPEAT_LUNAR_YEAR:
      return add_lunar_years (repeat, from, next);
    default:
      g_return_val_if_reached (FALSE);
    }
}

/**
 * rg_repeat_next:
 * @repeat: how often
 * @due: the day for which it was meant
 * @done: the day on which it was done
 * @next: (out caller-allocates): the day on which it comes again
 *
 * By the calendar it stays on the days that follow from @due; those that have
 * passed when it was done are left out.
 *
 * Returns: %FALSE when no calendar reaches that far (the lunar one ends in 2100)
 */
gboolean
rg_repeat_next (const RgRepeat *repeat, const GDate *due, const GDate *done, GDate *next)
{
  GDate from = *due;

  if (repeat->after_done)
    return step (repeat, done, next);
  /* Days are many when a shop was closed for years. */
  if (repeat->unit == RG_REPEAT_DAY || repeat->unit == RG_REPEAT_WEEK)
    {
      guint days = repeat->every * (repeat->unit == RG_REPEAT_WEEK ? 7 : 1);
      int passed = g_date_days_between (due, done);

      if (passed > 0)
        g_date_add_days (&from, (guint) passed / days * days);
    }
  do
    {
      if (!step (repeat, &from, next))
        return FALSE;
      from = *next;
    }
  while (g_date_compare (next, done) <= 0);
  return TRUE;
}
