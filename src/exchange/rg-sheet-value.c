/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-sheet-value.h"

#include "catalog/rg-date.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SECONDS_OF_DAY 86400
/* Digits that a double keeps. */
#define EXACT_DIGITS 15
/* Behind 9999-12-31, the last day a workbook knows; and what the two systems
 * are apart. */
#define END_SERIAL 2958466
#define DAYS_1904 1462
/* Above this, and as far below one, a number is written with its exponent. */
#define PLAIN_EXPONENT_MAX 21
#define PLAIN_EXPONENT_MIN (-10)

/* --- formats -------------------------------------------------------------- */

guint8
rg_sheet_format_built_in (guint id)
{
  switch (id)
    {
    case 14 ... 17:
    case 27 ... 31:
    case 36:
    case 50 ... 54:
    case 57 ... 58:
      return RG_SHEET_FORMAT_DAY;
    case 18 ... 21:
    case 32 ... 35:
    case 45:
    case 47:
      return RG_SHEET_FORMAT_TIME;
    case 22:
      return RG_SHEET_FORMAT_INSTANT;
    case 46:
      return RG_SHEET_FORMAT_ELAPSED;
    /* 上午/下午h时mm分 in China, a month of a year in Japan. */
    case 55 ... 56:
      return RG_SHEET_FORMAT_MOMENT;
    default:
      return RG_SHEET_FORMAT_NUMBER;
    }
}

/* Leaves of a code's first section what is a letter with a meaning: quoted
 * text, escaped signs, colours, languages and spaces are left out. *@elapsed:
 * whether there is an [h], [m] or [s]. */
static void
strip_code (const char *code, GString *plain, gboolean *elapsed)
{
  for (const char *p = code; *p != '\0' && *p != ';'; p++)
    {
      const char *end;

      switch (*p)
        {
        case '"':
          end = strchr (p + 1, '"');
          p = end != NULL ? end : p + strlen (p) - 1;
          break;
        case '[':
          end = strchr (p, ']');
          *elapsed |= p[1] != '\0' && strchr ("hHmMsS", p[1]) != NULL && (p[2] == ']' || p[2] == p[1]);
          p = end != NULL ? end : p + strlen (p) - 1;
          break;
        case '\\':
        case '_':
        case '*':
          p = p[1] != '\0' ? g_utf8_next_char (p + 1) - 1 : p;
          break;
        default:
          g_string_append_c (plain, g_ascii_tolower (*p));
        }
    }
}

guint8
rg_sheet_format_read (const char *code)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  gboolean elapsed = FALSE;
  gboolean digits, day, month, time;

  if (strlen (code) > 1024)
    return RG_SHEET_FORMAT_NUMBER;
  strip_code (code, plain, &elapsed);
  if (elapsed)
    return RG_SHEET_FORMAT_ELAPSED;
  g_string_replace (plain, "general", "", 0);
  g_string_replace (plain, "am/pm", "h", 0);
  if (plain->len >= 2 && plain->len <= RG_SHEET_ZEROS_MAX && strspn (plain->str, "0") == plain->len)
    return (guint8) (RG_SHEET_FORMAT_ZEROS + plain->len);
  digits = strpbrk (plain->str, "0#?") != NULL;
  time = strpbrk (plain->str, "hs") != NULL;
  month = strchr (plain->str, 'm') != NULL;
  /* "e" is the year in Chinese formats and the exponent in 0.00E+00; "aaa" is
   * a weekday. */
  day = strpbrk (plain->str, "yd") != NULL || strstr (plain->str, "aaa") != NULL ||
        (!digits && strchr (plain->str, 'e') != NULL);
  if (time)
    return day ? RG_SHEET_FORMAT_INSTANT : RG_SHEET_FORMAT_TIME;
  return day || month ? RG_SHEET_FORMAT_DAY : RG_SHEET_FORMAT_NUMBER;
}

/* --- numbers -------------------------------------------------------------- */

/* Sets the point by hand: @digits are the significant ones, the first of them
 * has the weight 10^@exponent. */
static gsize
place_point (char *text, gboolean negative, const char *digits, int exponent)
{
  int n = (int) strlen (digits);
  char *p = text;

  if (negative)
    *p++ = '-';
  if (exponent < 0)
    {
      *p++ = '0';
      *p++ = '.';
      for (int i = -1; i > exponent; i--)
        *p++ = '0';
    }
  for (int i = 0; i < MAX (n, exponent + 1); i++)
    {
      if (i > 0 && i == exponent + 1)
        *p++ = '.';
      *p++ = i < n ? digits[i] : '0';
    }
  *p = '\0';
  return (gsize) (p - text);
}

gsize
rg_sheet_number (double number, char text[RG_SHEET_VALUE_SIZE])
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  char digits[24] = { 0 };
  gsize n = 0;
  const char *p;
  int exponent;

  if (!isfinite (number))
    return (gsize) sprintf (text, "%s", isnan (number) ? "#NUM!" : "#DIV/0!");
  if (number == 0)
    return (gsize) sprintf (text, "0");
  if (fabs (number) < 1e15 && number == (double) (gint64) number)
    return (gsize) sprintf (text, "%" G_GINT64_FORMAT, (gint64) number);
  for (int precision = 14; precision <= 16; precision++)
    {
      char format[8];

      sprintf (format, "%%.%de", precision);
      g_ascii_formatd (buffer, sizeof buffer, format, number);
      if (g_ascii_strtod (buffer, NULL) == number)
        break;
    }
  exponent = atoi (strchr (buffer, 'e') + 1);
  if (exponent > PLAIN_EXPONENT_MAX || exponent < PLAIN_EXPONENT_MIN)
    return (gsize) sprintf (text, "%s", g_ascii_dtostr (buffer, sizeof buffer, number));
  for (p = buffer; *p != 'e'; p++)
    {
      if (g_ascii_isdigit (*p))
        digits[n++] = *p;
    }
  while (n > 1 && digits[n - 1] == '0')
    digits[--n] = '\0';
  return place_point (text, number < 0, digits, exponent);
}

gboolean
rg_sheet_number_is_plain (const char *text, gsize n)
{
  const char *p = text + (*text == '-');
  const char *end = text + n;
  const char *point = NULL;

  if (end - p > EXACT_DIGITS + 1 || p == end || (*p == '0' && p + 1 < end && p[1] != '.'))
    return FALSE;
  for (const char *q = p; q < end; q++)
    {
      if (*q == '.' && point == NULL && q > p)
        point = q;
      else if (!g_ascii_isdigit (*q))
        return FALSE;
    }
  if (point == NULL)
    return end - p <= EXACT_DIGITS && (*text != '-' || *p != '0');
  return end[-1] != '0' && end[-1] != '.';
}

/* --- days and times ------------------------------------------------------- */

static gsize
write_day (gint64 serial, gboolean date1904, char *text)
{
  g_autofree char *iso = rg_date_from_serial (serial, date1904);

  /* The day that Excel thinks there was. */
  return (gsize) sprintf (text, "%s", iso != NULL ? iso : "1900-02-29");
}

static gsize
write_time (gint64 seconds, char *text)
{
  return (gsize) sprintf (text, "%02d:%02d:%02d", (int) (seconds / 3600), (int) (seconds / 60 % 60),
                          (int) (seconds % 60));
}

static gsize
write_zeros (double number, guint digits, char *text)
{
  if (number < 0 || number >= 1e15 || number != (double) (gint64) number)
    return rg_sheet_number (number, text);
  return (gsize) sprintf (text, "%0*" G_GINT64_FORMAT, (int) digits, (gint64) number);
}

gsize
rg_sheet_value (double number, guint8 format, gboolean date1904, char text[RG_SHEET_VALUE_SIZE])
{
  gint64 total, seconds, serial;
  gsize n;

  if (format == RG_SHEET_FORMAT_NUMBER)
    return rg_sheet_number (number, text);
  if (format > RG_SHEET_FORMAT_ZEROS)
    return write_zeros (number, format - RG_SHEET_FORMAT_ZEROS, text);
  /* What is no day of the calendar stays the number it is. */
  if (!(number >= 0 && number < END_SERIAL - 1e-5 - (date1904 ? DAYS_1904 : 0)))
    return rg_sheet_number (number, text);
  total = (gint64) (number * SECONDS_OF_DAY + 0.5);
  serial = total / SECONDS_OF_DAY;
  seconds = total % SECONDS_OF_DAY;
  if (format == RG_SHEET_FORMAT_ELAPSED)
    return write_time (total, text);
  /* A time, or a cell of days that holds nought, which is no day. */
  if (serial == 0 && !date1904)
    return total > 0 || format == RG_SHEET_FORMAT_TIME ? write_time (total, text)
                                                       : rg_sheet_number (number, text);
  if (serial == 0 && format == RG_SHEET_FORMAT_TIME)
    return write_time (total, text);
  n = write_day (serial, date1904, text);
  if (seconds > 0 || format == RG_SHEET_FORMAT_INSTANT || format == RG_SHEET_FORMAT_TIME)
    {
      text[n++] = ' ';
      n += write_time (seconds, text + n);
    }
  return n;
}
