/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-date.h"

#include "catalog/rg-date-words.h"
#include "catalog/rg-text.h"
#include "catalog/rg-type-common.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Day 1 of the 1900 system is 1900-01-01, and day 0 of the 1904 system is
 * 1904-01-01 (ECMA-376 part 1, 18.17.4.1). The 1900 system counts a
 * 1900-02-29, day 60, for the sake of Lotus 1-2-3. */
#define SERIAL_LOTUS_DAY 60

/**
 * rg_date_from_serial:
 * @serial: the whole part of a spreadsheet's date
 * @date1904: whether the file counts from 1904-01-01
 *
 * Returns: (transfer full) (nullable): ISO text; %NULL outside 1900-01-01 …
 *   9999-12-31 and for day 60 of the 1900 system, which never was
 */
char *
rg_date_from_serial (gint64 serial, gboolean date1904)
{
  GDate date;

  if (serial < (date1904 ? 0 : 1) || serial > 2958465 || (!date1904 && serial == SERIAL_LOTUS_DAY))
    return NULL;
  g_date_clear (&date, 1);
  if (date1904)
    g_date_set_dmy (&date, 1, G_DATE_JANUARY, 1904);
  else
    g_date_set_dmy (&date, 1, G_DATE_JANUARY, 1900);
  if (!date1904)
    serial -= serial > SERIAL_LOTUS_DAY ? 2 : 1;
  g_date_add_days (&date, (guint) serial);
  return g_date_get_year (&date) <= 9999 ? rg_date_to_iso (&date) : NULL;
}

/* Exactly @n ASCII digits at @p; -1 otherwise. */
static int
fixed_digits (const char *p, int n)
{
  int number = 0;

  for (int i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (p[i]))
        return -1;
      number = number * 10 + p[i] - '0';
    }
  return number;
}

static gboolean
set_date (GDate *date, int year, int month, int day)
{
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31 ||
      !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return TRUE;
}

/**
 * rg_date_from_iso:
 * @iso: (nullable): such as 1990-01-02, nothing before or behind
 * @date: (out caller-allocates): the day
 *
 * Returns: whether @iso names a day of the years 1 to 9999
 */
gboolean
rg_date_from_iso (const char *iso, GDate *date)
{
  if (iso == NULL || strlen (iso) != 10 || iso[4] != '-' || iso[7] != '-')
    return FALSE;
  return set_date (date, fixed_digits (iso, 4), fixed_digits (iso + 5, 2), fixed_digits (iso + 8, 2));
}

/**
 * rg_date_to_iso:
 * @date: a valid day
 *
 * Returns: (transfer full): such as 1990-01-02
 */
char *
rg_date_to_iso (const GDate *date)
{
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (date), (int) g_date_get_month (date),
                          g_date_get_day (date));
}

/**
 * rg_date_month_day:
 * @text: (nullable): such as --01-02
 * @month: (out): 1 to 12
 * @day: (out): 1 to 31
 *
 * Returns: whether @text names a day of some year
 */
gboolean
rg_date_month_day (const char *text, guint *month, guint *day)
{
  GDate date;

  /* 2000 had a 29th of February. */
  if (text == NULL || strlen (text) != 7 || strncmp (text, "--", 2) != 0 || text[4] != '-' ||
      !set_date (&date, 2000, fixed_digits (text + 2, 2), fixed_digits (text + 5, 2)))
    return FALSE;
  *month = g_date_get_month (&date);
  *day = g_date_get_day (&date);
  return TRUE;
}

/**
 * rg_date_format:
 * @date: a valid day
 * @brief: whether the year is left out when it is the one of @today
 * @today: (nullable): the current day
 *
 * Returns: (transfer full): the day as a person reads it
 */
char *
rg_date_format (const GDate *date, gboolean brief, const GDate *today)
{
  g_autoptr (GDateTime) noon = g_date_time_new_utc (g_date_get_year (date), (int) g_date_get_month (date),
                                                    g_date_get_day (date), 12, 0, 0);

  if (brief && today != NULL && g_date_get_year (date) == g_date_get_year (today))
    /* Translators: a day of the current year, as in g_date_time_format().
     * xgettext:no-c-format */
    return g_date_time_format (noon, _ ("%-d %b"));
  /* Translators: a day with its year, as in g_date_time_format().
   * xgettext:no-c-format */
  return g_date_time_format (noon, _ ("%-d %b %Y"));
}

static char *
refuse (const char *text, GError **error)
{
  rg_type_refuse_text (error, RG_FIELD_ERROR_SYNTAX,
                       _ ("“%s” is not a date. Write it like 1990-01-02, 1990年1月2日 or 农历八月十五."),
                       text);
  return NULL;
}

static char *
refuse_day (const char *text, GError **error)
{
  rg_type_refuse_text (error, RG_FIELD_ERROR_RANGE,
                       _ ("“%s” is not a day of the calendar. Please look at the month and the day again."),
                       text);
  return NULL;
}

/* "周六", "(星期六)"; @p stays where it is when no weekday is there. */
static const char *
skip_weekday (const char *p)
{
  static const char *const weekdays[] = { "星期", "周", "礼拜" };
  gboolean bracketed = *p == '(';

  for (guint i = 0; i < G_N_ELEMENTS (weekdays); i++)
    {
      const char *day = p + bracketed + strlen (weekdays[i]);

      if (!g_str_has_prefix (p + bracketed, weekdays[i]) || *day == '\0')
        continue;
      day = g_utf8_next_char (day);
      return day + (bracketed && *day == ')' ? 1 : 0);
    }
  return p;
}

/* "am", "pm" and an offset from UTC behind a time. */
static const char *
skip_zone (const char *p)
{
  static const char *const words[] = { " am", " pm", "am", "pm", "z" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (g_str_has_prefix (p, words[i]))
        return p + strlen (words[i]);
    }
  if ((*p == '+' || *p == '-') && strspn (p + 1, "0123456789:") >= 4)
    p += 1 + strspn (p + 1, "0123456789:");
  return p;
}

/* What may follow a date and says nothing about the day: a weekday, a time as
 * hh:mm or hh:mm:ss with fractions and zone. */
static gboolean
is_tail (const char *p)
{
  int parts = 0;

  p = skip_weekday (*p == ' ' ? p + 1 : p);
  if (*p == 't' || *p == ' ')
    p++;
  for (; g_ascii_isdigit (*p) && parts < 3; parts++)
    {
      int width = g_ascii_isdigit (p[1]) ? 2 : 1;

      if (fixed_digits (p, width) > (parts == 0 ? 24 : 59))
        return FALSE;
      p += width;
      if (parts < 2 && *p == ':' && g_ascii_isdigit (p[1]))
        p++;
    }
  if (parts == 3 && *p == '.')
    p += 1 + strspn (p + 1, "0123456789");
  return parts != 1 && *(parts > 0 ? skip_zone (p) : p) == '\0';
}

static char *
from_parts (const char *text, int year, int month, int day, GError **error)
{
  GDate date;

  if (year < 1000 || year > 9999 || !set_date (&date, year, month, day))
    return refuse_day (text, error);
  return rg_date_to_iso (&date);
}

/* 1990/1/2 and its like, also with the year behind, as Americans write it,
 * and 2/1/1990 turned round when the first number can be no month. */
static char *
parse_numbers (const char *text, const char *normal, GError **error)
{
  int number[3], width[3];
  const char *p = normal;
  char separator = '\0';

  for (int i = 0; i < 3; i++)
    {
      width[i] = (int) strspn (p, "0123456789");
      if (width[i] < 1 || width[i] > 4)
        return refuse (text, error);
      number[i] = fixed_digits (p, width[i]);
      p += width[i];
      if (i == 2)
        break;
      while (*p == ' ')
        p++;
      if (i == 0)
        separator = *p;
      if (*p != separator || strchr ("/-.", separator) == NULL || separator == '\0')
        return refuse (text, error);
      p++;
      while (*p == ' ')
        p++;
    }
  if (*p != '\0' && !is_tail (p))
    return refuse (text, error);
  if (width[0] == 4 && width[1] <= 2 && width[2] <= 2)
    return from_parts (text, number[0], number[1], number[2], error);
  if (width[0] > 2 || width[1] > 2 || width[2] != 4)
    return refuse (text, error);
  if (number[0] > 12)
    return from_parts (text, number[2], number[1], number[0], error);
  return from_parts (text, number[2], number[0], number[1], error);
}

/* 1990年1月2日, 一九九〇年一月二日, 1月2日 */
static char *
parse_characters (const char *text, const char *normal, GError **error)
{
  RgDateWords words;
  const char *end;

  if (!rg_date_words_read (normal, &words, &end) || words.leap || words.lunar_only ||
      (!words.day_named && strpbrk (normal, "0123456789") == NULL) || (*end != '\0' && !is_tail (end)))
    return refuse (text, error);
  if (words.year == 0)
    {
      GDate date;

      if (!set_date (&date, 2000, words.month, words.day))
        return refuse_day (text, error);
      return g_strdup_printf ("--%02d-%02d", words.month, words.day);
    }
  return from_parts (text, words.year, words.month, words.day, error);
}

static char *
parse_digits (const char *text, const char *normal, gboolean allow_serial, RgDateForm *form, GError **error)
{
  gsize n = strlen (normal);
  char *iso;

  if (n == 8)
    return from_parts (text, fixed_digits (normal, 4), fixed_digits (normal + 4, 2),
                       fixed_digits (normal + 6, 2), error);
  if (n != 5 || !allow_serial || *normal == '0')
    return refuse (text, error);
  *form = RG_DATE_FORM_SERIAL;
  iso = rg_date_from_serial (fixed_digits (normal, 5), FALSE);
  return iso != NULL ? iso : refuse_day (text, error);
}

static char *
parse_stored (const char *text, const char *normal, GError **error)
{
  guint month, day;

  return rg_date_month_day (normal, &month, &day) ? g_strdup (normal) : refuse (text, error);
}

static char *
parse_lunar (const char *text, const char *normal, GError **error)
{
  RgLunarDate lunar;

  if (g_str_has_prefix (normal, "lunar:"))
    {
      g_autofree char *upper = g_strconcat ("lunar:", normal + strlen ("lunar:"), NULL);
      char *leap = strchr (upper + strlen ("lunar:"), 'l');

      /* Normalising has folded the L of the leap month. */
      if (leap != NULL)
        *leap = 'L';
      return rg_lunar_from_string (upper, &lunar) ? g_steal_pointer (&upper) : refuse_day (text, error);
    }
  return rg_lunar_parse (text, &lunar, error) ? rg_lunar_to_string (&lunar) : NULL;
}

/**
 * rg_date_parse:
 * @text: what a person typed or a file holds
 * @allow_serial: whether five digits alone are a day of Excel's 1900 system
 * @form: (out) (optional): which way of writing it was; %RG_DATE_FORM_NONE
 *   when it is no date
 * @error: %RG_FIELD_ERROR_SYNTAX, or %RG_FIELD_ERROR_RANGE for a day that no
 *   calendar has; translated
 *
 * Times, zones and weekdays behind a date are read and dropped. A date whose
 * year stands last is month first (1/2/1990 is the second of January) unless
 * the first number can be no month.
 *
 * Returns: (transfer full) (nullable): 1990-01-02, --01-02 or lunar:…
 */
char *
rg_date_parse (const char *text, gboolean allow_serial, RgDateForm *form, GError **error)
{
  g_autofree char *normal = rg_text_normalize (text);
  RgDateForm found = RG_DATE_FORM_SOLAR;
  const char *solar = rg_date_words_skip_solar (normal);
  char *result;

  if (rg_date_words_is_lunar (normal))
    {
      found = RG_DATE_FORM_LUNAR;
      result = parse_lunar (text, normal, error);
    }
  else if (g_str_has_prefix (normal, "--"))
    result = parse_stored (text, normal, error);
  else if (*solar != '\0' && strspn (solar, "0123456789") == strlen (solar))
    result = parse_digits (text, solar, allow_serial, &found, error);
  else if (strstr (solar, "月") != NULL)
    result = parse_characters (text, solar, error);
  else
    result = parse_numbers (text, solar, error);
  if (form != NULL)
    *form = result != NULL ? found : RG_DATE_FORM_NONE;
  return result;
}

/**
 * rg_date_find_birth:
 * @birthday: a birthday as it is stored
 * @day: (out): the day of the solar calendar
 *
 * Returns: whether the day is known, with its year
 */
gboolean
rg_date_find_birth (const char *birthday, GDate *day)
{
  RgLunarDate lunar;

  if (rg_date_from_iso (birthday, day))
    return TRUE;

  return rg_lunar_from_string (birthday, &lunar) && lunar.year != 0 && rg_lunar_to_solar (&lunar, day);
}
