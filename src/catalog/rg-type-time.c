/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-text.h"
#include "catalog/rg-type-common.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A time of day as "15:30". Seconds are read and dropped. */

typedef enum
{
  HALF_NONE,
  HALF_MORNING,
  HALF_NOON,
  HALF_AFTERNOON,
} Half;

static gboolean
refuse (const char *text, GError **error)
{
  return rg_type_refuse_text (error, RG_FIELD_ERROR_SYNTAX,
                              _ ("“%s” is not a time of day. Write it like 15:30, 3:30 pm or 下午3点半."),
                              text);
}

static const char *
skip_blank (const char *p)
{
  return *p == ' ' ? p + 1 : p;
}

/* "下午", "pm" and so on; @p stays where it is when there is none. */
static const char *
read_half (const char *p, Half *half)
{
  static const struct
  {
    const char *word;
    Half half;
  } words[] = {
    { "上午", HALF_MORNING },   { "早上", HALF_MORNING },   { "早晨", HALF_MORNING },
    { "凌晨", HALF_MORNING },   { "中午", HALF_NOON },      { "下午", HALF_AFTERNOON },
    { "傍晚", HALF_AFTERNOON }, { "晚上", HALF_AFTERNOON }, { "a.m.", HALF_MORNING },
    { "am", HALF_MORNING },     { "p.m.", HALF_AFTERNOON }, { "pm", HALF_AFTERNOON },
  };

  p = skip_blank (p);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (!g_str_has_prefix (p, words[i].word))
        continue;
      *half = words[i].half;
      return skip_blank (p + strlen (words[i].word));
    }
  return p;
}

/* One or two digits; -1 when there are none. */
static int
read_number (const char **p)
{
  int number = -1;

  for (int i = 0; i < 2 && g_ascii_isdigit (**p); i++)
    number = MAX (number, 0) * 10 + *(*p)++ - '0';
  return number;
}

/* ":30", ":30:00", "点", "点半", "点一刻", "点30分", "时30分00秒" */
static const char *
read_minutes (const char *p, int *minute)
{
  static const char *const hours[] = { "点钟", "点整", "点", "點", "时", "時" };
  gboolean colon = *p == ':';
  int second;

  if (colon)
    p++;
  for (guint i = 0; !colon; i++)
    {
      if (i == G_N_ELEMENTS (hours))
        return p;
      if (!g_str_has_prefix (p, hours[i]))
        continue;
      p += strlen (hours[i]);
      break;
    }
  *minute = read_number (&p);
  if (*minute < 0)
    {
      static const char *const words[] = { "半", "一刻", "三刻" };
      static const int minutes[] = { 30, 15, 45 };

      *minute = colon ? -1 : 0;
      for (guint i = 0; !colon && i < G_N_ELEMENTS (words); i++)
        {
          if (g_str_has_prefix (p, words[i]))
            {
              *minute = minutes[i];
              return p + strlen (words[i]);
            }
        }
      return p;
    }
  if (g_str_has_prefix (p, "分"))
    p += strlen ("分");
  if (*p == ':')
    p++;
  second = read_number (&p);
  if (second > 59)
    *minute = 60;
  if (second >= 0 && g_str_has_prefix (p, "秒"))
    p += strlen ("秒");
  return p;
}

/* Twelve at night is 0, twelve at noon is 12. */
static int
whole_day_hour (int hour, Half half)
{
  if (half == HALF_AFTERNOON && hour < 12)
    return hour + 12;
  if (half == HALF_NOON && hour < 3)
    return hour + 12;
  if (half == HALF_MORNING && hour == 12)
    return 0;
  return hour;
}

static gboolean
parse (const RgField *field, const char *text, RgValue *value, GError **error)
{
  g_autofree char *normal = rg_text_normalize (text);
  Half half = HALF_NONE;
  const char *p = read_half (normal, &half);
  int hour = read_number (&p);
  int minute = -1;

  if (hour < 0)
    return refuse (text, error);
  p = read_minutes (p, &minute);
  if (half == HALF_NONE)
    {
      p = read_half (p, &half);
      /* "3pm" needs no minutes, "3" alone is no time. */
      if (half != HALF_NONE && minute < 0)
        minute = 0;
    }
  if (*p != '\0' || minute < 0)
    return refuse (text, error);
  hour = whole_day_hour (hour, half);
  if (hour > 23 || minute > 59)
    return rg_type_refuse_text (error, RG_FIELD_ERROR_RANGE,
                                _ ("“%s” is no time of day: a day ends at 23:59."), text);
  rg_value_take_text (value, g_strdup_printf ("%02d:%02d", hour, minute));
  return TRUE;
}

const RgFieldType rg_type_time = {
  .id = "time",
  .label = N_ ("Time of day"),
  .storage = RG_VALUE_TEXT,
  .own = TRUE,
  .parse = parse,
  .format = rg_type_format_text,
  .validate = rg_type_is_own_result,
  .compare = rg_type_compare_text,
};
