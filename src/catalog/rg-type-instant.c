/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-date.h"
#include "catalog/rg-text.h"
#include "catalog/rg-type-common.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A moment, stored as UTC milliseconds, shown in the computer's own zone,
 * written to files as RFC 3339 in UTC. */

/* 0001-01-01T00:00:00Z and 9999-12-31T23:59:59.999Z. */
#define FIRST_INSTANT G_GINT64_CONSTANT (-62135596800000)
#define LAST_INSTANT G_GINT64_CONSTANT (253402300799999)

typedef struct
{
  int hour;
  int minute;
  int second;
  int millisecond;
  gboolean has_zone;
  int offset; /* minutes east of UTC */
} Clock;

/* Exactly @n digits; -1 otherwise. */
static int
read_digits (const char **p, int n)
{
  int number = 0;

  for (int i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit ((*p)[i]))
        return -1;
      number = number * 10 + (*p)[i] - '0';
    }
  *p += n;
  return number;
}

/* "z", "+08:00", "+0800" or nothing. */
static gboolean
read_zone (const char *p, Clock *clock)
{
  int sign, hours, minutes;

  if (*p == ' ')
    p++;
  if (*p == '\0')
    return TRUE;
  clock->has_zone = TRUE;
  if (strcmp (p, "z") == 0 || strcmp (p, "utc") == 0)
    return TRUE;
  if (*p != '+' && *p != '-')
    return FALSE;
  sign = *p++ == '-' ? -1 : 1;
  hours = read_digits (&p, 2);
  if (*p == ':')
    p++;
  minutes = read_digits (&p, 2);
  clock->offset = sign * (hours * 60 + minutes);
  return hours >= 0 && hours <= 23 && minutes >= 0 && minutes <= 59 && *p == '\0';
}

/* "15:30", "9:30:05.123" with or without a zone. */
static gboolean
read_clock (const char *p, Clock *clock)
{
  clock->hour = g_ascii_isdigit (p[0]) && p[1] == ':' ? read_digits (&p, 1) : read_digits (&p, 2);
  if (clock->hour < 0 || *p++ != ':')
    return FALSE;
  clock->minute = read_digits (&p, 2);
  if (*p == ':')
    {
      p++;
      clock->second = read_digits (&p, 2);
      if (*p == '.' && g_ascii_isdigit (p[1]))
        {
          p++;
          for (int unit = 100; g_ascii_isdigit (*p); p++, unit /= 10)
            clock->millisecond += unit * (*p - '0');
        }
    }
  return clock->hour <= 23 && clock->minute >= 0 && clock->minute <= 59 && clock->second >= 0 &&
         clock->second <= 59 && read_zone (p, clock);
}

/* Where the date ends and the time begins: behind 日 or 号, or at the first
 * blank or "t" that follows a digit. */
static const char *
find_time (const char *normal)
{
  static const char *const ends[] = { "日", "号" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      const char *end = strstr (normal, ends[i]);

      if (end != NULL)
        return end + strlen (ends[i]);
    }
  for (const char *p = normal; *p != '\0'; p++)
    {
      if ((*p == ' ' || *p == 't') && p > normal && g_ascii_isdigit (p[-1]))
        return p;
    }
  return normal + strlen (normal);
}

/* Other ways of writing a time of day, without seconds: 下午3点半. */
static gboolean
read_spoken (const char *text, Clock *clock)
{
  g_auto (RgValue) time = RG_VALUE_INIT;
  const char *stored;

  *clock = (Clock) { 0 };
  if (*text == '\0')
    return TRUE;
  if (!rg_type_time.parse (NULL, text, &time, NULL))
    return FALSE;
  stored = time.text;
  clock->hour = read_digits (&stored, 2);
  stored++;
  clock->minute = read_digits (&stored, 2);
  return TRUE;
}

static GDateTime *
to_date_time (const GDate *date, const Clock *clock)
{
  g_autoptr (GTimeZone) zone =
      clock->has_zone ? g_time_zone_new_offset (clock->offset * 60) : g_time_zone_new_local ();

  return g_date_time_new (zone, g_date_get_year (date), (int) g_date_get_month (date), g_date_get_day (date),
                          clock->hour, clock->minute, clock->second);
}

static gboolean
parse (const RgField *field, const char *text, RgValue *value, GError **error)
{
  g_autofree char *normal = rg_text_normalize (text);
  const char *rest = find_time (normal);
  g_autofree char *day = g_strndup (normal, (gsize) (rest - normal));
  g_autofree char *iso = rg_date_parse (day, FALSE, NULL, NULL);
  g_autoptr (GDateTime) moment = NULL;
  Clock clock = { 0 };
  gint64 instant;
  GDate date;

  if (*rest == ' ' || *rest == 't')
    rest++;
  if (iso != NULL && rg_date_from_iso (iso, &date) &&
      (read_clock (rest, &clock) || read_spoken (rest, &clock)))
    moment = to_date_time (&date, &clock);
  if (moment == NULL)
    return rg_type_refuse_text (error, RG_FIELD_ERROR_SYNTAX,
                                _ ("“%s” is not a date with a time. Write it like 2025-11-22 15:30."), text);
  instant = g_date_time_to_unix (moment) * 1000 + clock.millisecond;
  if (instant < FIRST_INSTANT || instant > LAST_INSTANT)
    return rg_type_refuse_text (error, RG_FIELD_ERROR_RANGE, _ ("“%s” lies outside the years 1 to 9999."),
                                text);
  rg_value_set_integer (value, instant);
  return TRUE;
}

static char *
format_display (GDateTime *utc)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (utc);
  g_autofree char *day = NULL;
  GDate date;
  int year, month, day_of_month;

  g_date_time_get_ymd (local, &year, &month, &day_of_month);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day_of_month, (GDateMonth) month, (GDateYear) year);
  day = rg_date_format (&date, FALSE, NULL);
  /* Translators: a date and a time of day: 22 November 2025, 15:30. */
  return g_strdup_printf (_ ("%s, %02d:%02d"), day, g_date_time_get_hour (local),
                          g_date_time_get_minute (local));
}

static char *
format (const RgField *field, const RgValue *value, RgFormat style)
{
  gint64 instant = CLAMP (value->integer, FIRST_INSTANT, LAST_INSTANT);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (instant * 1000);
  g_autofree char *seconds = NULL;
  int millisecond;

  if (style == RG_FORMAT_DISPLAY)
    return format_display (utc);
  seconds = g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d", g_date_time_get_year (utc),
                             g_date_time_get_month (utc), g_date_time_get_day_of_month (utc),
                             g_date_time_get_hour (utc), g_date_time_get_minute (utc),
                             g_date_time_get_second (utc));
  millisecond = g_date_time_get_microsecond (utc) / 1000;
  return millisecond != 0 ? g_strdup_printf ("%s.%03dZ", seconds, millisecond)
                          : g_strconcat (seconds, "Z", NULL);
}

static gboolean
validate (const RgField *field, const RgValue *value, GError **error)
{
  if (value->integer >= FIRST_INSTANT && value->integer <= LAST_INSTANT)
    return TRUE;
  return rg_type_refuse (error, RG_FIELD_ERROR_RANGE, _ ("This moment lies outside the years 1 to 9999."));
}

const RgFieldType rg_type_instant = {
  .id = "instant",
  .label = N_ ("Date and time"),
  .storage = RG_VALUE_INTEGER,
  .own = FALSE,
  .parse = parse,
  .format = format,
  .validate = validate,
  .compare = rg_type_compare_integer,
};
