/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-lunar.h"

#include "catalog/rg-date-words.h"
#include "catalog/rg-lunar-table.h"
#include "catalog/rg-text.h"
#include "catalog/rg-type-common.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
in_table (int year)
{
  return year >= RG_LUNAR_FIRST_YEAR && year <= RG_LUNAR_LAST_YEAR;
}

static guint32
word_of (int year)
{
  return rg_lunar_table[year - RG_LUNAR_FIRST_YEAR];
}

static int
days_of_place (guint32 word, int place)
{
  return (word >> (4 + place) & 1) != 0 ? 30 : 29;
}

static int
months_of (guint32 word)
{
  return (word & 15) != 0 ? 13 : 12;
}

/* Where in the year a month stands, from 0; -1 when the year lacks it. */
static int
place_of (guint32 word, int month, gboolean leap)
{
  int leap_month = (int) (word & 15);

  if (month < 1 || month > 12 || (leap && month != leap_month))
    return -1;
  return month - 1 + (leap || (leap_month != 0 && month > leap_month) ? 1 : 0);
}

static void
new_year (int year, GDate *date)
{
  g_date_clear (date, 1);
  g_date_set_dmy (date, 1, G_DATE_JANUARY, (GDateYear) year);
  g_date_add_days (date, word_of (year) >> 17);
}

/**
 * rg_lunar_leap_month:
 * @year: a lunar year
 *
 * Returns: the ordinary month that the leap month follows; 0 when the year has
 *   none or lies outside the table
 */
int
rg_lunar_leap_month (int year)
{
  return in_table (year) ? (int) (word_of (year) & 15) : 0;
}

/**
 * rg_lunar_month_days:
 * @year: a lunar year
 * @month: 1 to 12
 * @leap: whether the leap month behind it is meant
 *
 * Returns: 29 or 30; 0 when the year lacks that month or lies outside the table
 */
int
rg_lunar_month_days (int year, int month, gboolean leap)
{
  int place = in_table (year) ? place_of (word_of (year), month, leap) : -1;

  return place >= 0 ? days_of_place (word_of (year), place) : 0;
}

/**
 * rg_lunar_from_solar:
 * @solar: a day
 * @lunar: (out caller-allocates): the same day of the Chinese calendar
 *
 * Returns: %FALSE when @solar is not valid or lies outside 1900-01-31 …
 *   2101-01-28
 */
gboolean
rg_lunar_from_solar (const GDate *solar, RgLunarDate *lunar)
{
  GDate start;
  int year, day, place;
  guint32 word;

  if (!g_date_valid (solar))
    return FALSE;
  year = MIN (g_date_get_year (solar), RG_LUNAR_LAST_YEAR);
  if (!in_table (year))
    return FALSE;
  new_year (year, &start);
  if (g_date_compare (solar, &start) < 0)
    {
      if (!in_table (--year))
        return FALSE;
      new_year (year, &start);
    }
  word = word_of (year);
  day = g_date_days_between (&start, solar);
  for (place = 0; place < months_of (word) && day >= days_of_place (word, place); place++)
    day -= days_of_place (word, place);
  if (place == months_of (word))
    return FALSE;
  lunar->year = year;
  lunar->leap = (word & 15) != 0 && place == (int) (word & 15);
  lunar->month = place + 1 - ((word & 15) != 0 && place >= (int) (word & 15) ? 1 : 0);
  lunar->day = day + 1;
  return TRUE;
}

/**
 * rg_lunar_to_solar:
 * @lunar: a day with its year
 * @solar: (out caller-allocates): the same day of the solar calendar
 *
 * Returns: %FALSE when the year has no such day, is not known, or lies outside
 *   the table
 */
gboolean
rg_lunar_to_solar (const RgLunarDate *lunar, GDate *solar)
{
  int place;
  guint days;
  guint32 word;

  if (!in_table (lunar->year) || lunar->day < 1 ||
      lunar->day > rg_lunar_month_days (lunar->year, lunar->month, lunar->leap))
    return FALSE;
  word = word_of (lunar->year);
  place = place_of (word, lunar->month, lunar->leap);
  days = (guint) lunar->day - 1;
  for (int i = 0; i < place; i++)
    days += (guint) days_of_place (word, i);
  new_year (lunar->year, solar);
  g_date_add_days (solar, days);
  return TRUE;
}

/**
 * rg_lunar_anniversary:
 * @birthday: a day with or without its year
 * @year: a lunar year, %RG_LUNAR_FIRST_YEAR to %RG_LUNAR_LAST_YEAR
 * @solar: (out caller-allocates): the day on which it is kept
 *
 * A birthday of a leap month is kept in the ordinary month when the year lacks
 * that leap month, one of the 30th on the 29th of a short month.
 *
 * Returns: %FALSE only outside the table, or for a day that no year can have
 */
gboolean
rg_lunar_anniversary (const RgLunarDate *birthday, int year, GDate *solar)
{
  RgLunarDate kept = *birthday;
  int days;

  kept.year = year;
  if (!in_table (year) || kept.day < 1 || kept.day > 30)
    return FALSE;
  if (kept.leap && rg_lunar_leap_month (year) != kept.month)
    kept.leap = FALSE;
  days = rg_lunar_month_days (year, kept.month, kept.leap);
  kept.day = MIN (kept.day, days);
  return rg_lunar_to_solar (&kept, solar);
}

/* Whether there is such a day: in its year when that is known, else in any. */
static gboolean
exists (const RgLunarDate *lunar)
{
  if (lunar->month < 1 || lunar->month > 12 || lunar->day < 1 || lunar->day > 30)
    return FALSE;
  return lunar->year == 0 || lunar->day <= rg_lunar_month_days (lunar->year, lunar->month, lunar->leap);
}

static gboolean
read_number (const char **p, int width, int *number)
{
  *number = 0;
  for (int i = 0; i < width; i++, (*p)++)
    {
      if (!g_ascii_isdigit (**p))
        return FALSE;
      *number = *number * 10 + **p - '0';
    }
  return TRUE;
}

/**
 * rg_lunar_from_string:
 * @text: (nullable): the stored form, lunar:[YYYY-][L]MM-DD
 * @lunar: (out caller-allocates): the day
 *
 * Returns: whether @text is that and names a day that there is
 */
gboolean
rg_lunar_from_string (const char *text, RgLunarDate *lunar)
{
  const char *p = text;

  *lunar = (RgLunarDate) { 0 };
  if (text == NULL || !g_str_has_prefix (text, "lunar:"))
    return FALSE;
  p += strlen ("lunar:");
  if (strlen (p) >= 10)
    {
      if (!read_number (&p, 4, &lunar->year) || !in_table (lunar->year) || *p++ != '-')
        return FALSE;
    }
  if (*p == 'L')
    {
      lunar->leap = TRUE;
      p++;
    }
  if (!read_number (&p, 2, &lunar->month) || *p++ != '-' || !read_number (&p, 2, &lunar->day))
    return FALSE;
  return *p == '\0' && exists (lunar);
}

/**
 * rg_lunar_to_string:
 * @lunar: a day with or without its year
 *
 * Returns: (transfer full): lunar:[YYYY-][L]MM-DD
 */
char *
rg_lunar_to_string (const RgLunarDate *lunar)
{
  const char *leap = lunar->leap ? "L" : "";

  if (lunar->year == 0)
    return g_strdup_printf ("lunar:%s%02d-%02d", leap, lunar->month, lunar->day);
  return g_strdup_printf ("lunar:%04d-%s%02d-%02d", lunar->year, leap, lunar->month, lunar->day);
}

/* 1990-8-15 or 8-15 behind 农历, with any of - / . */
static gboolean
read_plain (const char *p, RgLunarDate *lunar)
{
  int number[3] = { 0 };
  int n = 0;

  for (; n < 3 && g_ascii_isdigit (*p); n++)
    {
      int width = (int) strspn (p, "0123456789");

      if (width > 4 || !read_number (&p, width, &number[n]))
        return FALSE;
      if (n == 0 && (width == 3 || (width == 4 && strpbrk (p, "-/.") == NULL)))
        return FALSE;
      if (n < 2 && *p != '\0' && strchr ("-/.", *p) != NULL)
        p++;
    }
  if (*p != '\0' || n < 2 || (n == 3) != (number[0] > 99))
    return FALSE;
  *lunar = (RgLunarDate) { .year = n == 3 ? number[0] : 0, .month = number[n - 2], .day = number[n - 1] };
  return TRUE;
}

static gboolean
read_words (const char *text, RgLunarDate *lunar)
{
  RgDateWords words;
  const char *end;

  /* 八月十五(农历): the word may stand behind as well. */
  if (!rg_date_words_read (text, &words, &end) || (*end != '\0' && *rg_date_words_skip_lunar (end) != '\0'))
    return FALSE;
  *lunar = (RgLunarDate) { .year = words.year, .month = words.month, .leap = words.leap, .day = words.day };
  return TRUE;
}

/**
 * rg_lunar_parse:
 * @text: a day of the Chinese calendar as people write it: 农历八月十五,
 *   阴历1990年闰五月廿三, 正月初一, 农历1990-8-15
 * @lunar: (out caller-allocates): the day
 * @error: %RG_FIELD_ERROR_SYNTAX, or %RG_FIELD_ERROR_RANGE when the year has no
 *   such day; translated
 *
 * Returns: whether it could be read and there is such a day
 */
gboolean
rg_lunar_parse (const char *text, RgLunarDate *lunar, GError **error)
{
  g_autofree char *normal = rg_text_normalize (text);
  const char *date = rg_date_words_skip_lunar (normal);

  if (!read_words (date, lunar) && !read_plain (date, lunar))
    return rg_type_refuse_text (
        error, RG_FIELD_ERROR_SYNTAX,
        _ ("“%s” is not a lunar date. Write it like 农历八月十五 or 农历1990年八月十五."), text);
  if (lunar->year != 0 && !in_table (lunar->year))
    return rg_type_refuse_text (error, RG_FIELD_ERROR_RANGE,
                                _ ("“%s” lies outside the lunar years 1900 to 2100."), text);
  if (!exists (lunar))
    return rg_type_refuse_text (
        error, RG_FIELD_ERROR_RANGE,
        _ ("“%s” is not a day of the Chinese calendar: that year has no such month or day."), text);
  return TRUE;
}

/**
 * rg_lunar_format_month:
 * @lunar: a day
 *
 * Returns: (transfer full): its month: 正月, 闰六月, 腊月
 */
char *
rg_lunar_format_month (const RgLunarDate *lunar)
{
  static const char *const months[] = {
    "正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊"
  };

  g_return_val_if_fail (lunar->month >= 1 && lunar->month <= 12, NULL);
  return g_strdup_printf ("%s%s月", lunar->leap ? "闰" : "", months[lunar->month - 1]);
}

/**
 * rg_lunar_format_day:
 * @lunar: a day
 *
 * Returns: (transfer full): which day of its month: 初八, 十五, 二十, 廿三
 */
char *
rg_lunar_format_day (const RgLunarDate *lunar)
{
  static const char *const ones[] = { "十", "一", "二", "三", "四", "五", "六", "七", "八", "九" };
  int day = lunar->day;

  g_return_val_if_fail (day >= 1 && day <= 30, NULL);
  if (day <= 10)
    return g_strdup_printf ("初%s", ones[day % 10]);
  if (day < 20)
    return g_strdup_printf ("十%s", ones[day % 10]);
  if (day % 10 == 0)
    return g_strdup_printf ("%s十", day == 20 ? "二" : "三");
  return g_strdup_printf ("廿%s", ones[day % 10]);
}

/**
 * rg_lunar_format:
 * @lunar: a day with or without its year
 *
 * The words are Chinese in every language, for there is no other customary
 * way of writing these days, and so that they can be read back anywhere.
 *
 * Returns: (transfer full): 农历1990年闰五月廿三
 */
char *
rg_lunar_format (const RgLunarDate *lunar)
{
  g_autofree char *month = rg_lunar_format_month (lunar);
  g_autofree char *day = rg_lunar_format_day (lunar);

  if (lunar->year != 0)
    return g_strdup_printf ("农历%d年%s%s", lunar->year, month, day);
  return g_strdup_printf ("农历%s%s", month, day);
}
