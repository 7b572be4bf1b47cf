/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-date-words.h"

#include <string.h>

static const char *const lunar_words[] = { "农历", "農曆", "农曆", "阴历",  "陰曆", "旧历",
                                           "舊曆", "古历", "夏历", "lunar", NULL };
static const char *const solar_words[] = { "公历", "公曆", "阳历", "陽曆", "新历", "国历", "西历", NULL };

/* The value of one Chinese numeral of nought to nine; -1 for another character. */
static int
numeral (gunichar c)
{
  static const char *const numerals[] = { "〇零○", "一壹元", "二贰两", "三叁", "四肆",
                                          "五伍",  "六陆",   "七柒",   "八捌", "九玖" };

  for (int i = 0; c != 0 && i < 10; i++)
    {
      if (g_utf8_strchr (numerals[i], -1, c) != NULL)
        return i;
    }
  return -1;
}

static const char *
skip_blanks (const char *p)
{
  while (*p == ' ')
    p++;
  return p;
}

static gboolean
skip_word (const char **p, const char *word)
{
  if (!g_str_has_prefix (*p, word))
    return FALSE;
  *p += strlen (word);
  return TRUE;
}

static int
read_arabic (const char **p, int most)
{
  int number = -1;

  for (int i = 0; i < most && g_ascii_isdigit (**p); i++)
    number = MAX (number, 0) * 10 + *(*p)++ - '0';
  return number;
}

/* Up to ninety-nine: 五, 十, 十五, 二十, 二十三, 廿三, 卅; -1 when none is there. */
static int
read_count (const char **p)
{
  int tens, ones;
  gboolean has_tens = TRUE;

  if (skip_word (p, "廿"))
    tens = 2;
  else if (skip_word (p, "卅"))
    tens = 3;
  else if (skip_word (p, "十"))
    tens = 1;
  else
    {
      int first = numeral (g_utf8_get_char (*p));

      if (first < 0)
        return -1;
      *p = g_utf8_next_char (*p);
      if (!skip_word (p, "十"))
        return first;
      tens = first;
      has_tens = first > 0;
    }
  /* 廿十, which some write for 二十. */
  if (tens >= 2)
    skip_word (p, "十");
  ones = numeral (g_utf8_get_char (*p));
  if (!has_tens || ones <= 0)
    return has_tens ? tens * 10 : -1;
  *p = g_utf8_next_char (*p);
  return tens * 10 + ones;
}

/* 1990, 一九九〇; two digits are of the century around now: 90 is 1990, 05 is 2005. */
static int
read_year (const char **p)
{
  const char *start = *p;
  int year = read_arabic (p, 4);
  int digits = (int) (*p - start);

  if (digits == 0)
    {
      int digit;

      for (year = 0; digits < 4 && (digit = numeral (g_utf8_get_char (*p))) >= 0; digits++)
        {
          year = year * 10 + digit;
          *p = g_utf8_next_char (*p);
        }
    }
  if (digits == 4)
    return year;
  if (digits != 2)
    return -1;
  return year < 40 ? 2000 + year : 1900 + year;
}

static int
read_month (const char **p, gboolean *lunar_only)
{
  static const struct
  {
    const char *word;
    int month;
  } names[] = { { "正", 1 }, { "冬", 11 }, { "腊", 12 }, { "臘", 12 } };
  int month;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (skip_word (p, names[i].word))
        {
          *lunar_only = TRUE;
          return names[i].month;
        }
    }
  month = read_arabic (p, 2);
  return month >= 0 ? month : read_count (p);
}

static int
read_day (const char **p, gboolean *lunar_only)
{
  int day;

  if (skip_word (p, "初"))
    {
      *lunar_only = TRUE;
      day = read_arabic (p, 2);
      return day >= 0 ? day : read_count (p);
    }
  if (g_str_has_prefix (*p, "廿") || g_str_has_prefix (*p, "卅"))
    *lunar_only = TRUE;
  day = read_arabic (p, 2);
  return day >= 0 ? day : read_count (p);
}

gboolean
rg_date_words_read (const char *text, RgDateWords *words, const char **end)
{
  const char *p = text;
  const char *year_sign = strstr (text, "年");
  const char *month_sign = strstr (text, "月");

  *words = (RgDateWords) { 0 };
  if (year_sign != NULL && month_sign != NULL && year_sign < month_sign)
    {
      words->year = read_year (&p);
      p = skip_blanks (p);
      if (words->year <= 0 || !skip_word (&p, "年"))
        return FALSE;
      p = skip_blanks (p);
    }
  if (skip_word (&p, "闰") || skip_word (&p, "閏") || skip_word (&p, "润"))
    words->leap = TRUE;
  p = skip_blanks (p);
  words->month = read_month (&p, &words->lunar_only);
  p = skip_blanks (p);
  if (words->month < 0 || !skip_word (&p, "月"))
    return FALSE;
  p = skip_blanks (p);
  words->day = read_day (&p, &words->lunar_only);
  if (words->day < 0)
    return FALSE;
  p = skip_blanks (p);
  words->day_named = skip_word (&p, "日") || skip_word (&p, "号") || skip_word (&p, "號");
  *end = skip_blanks (p);
  return TRUE;
}

static const char *
skip_any (const char *text, const char *const *words)
{
  const char *p = text;

  p += *p == '(' || *p == '[' ? 1 : 0;
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (!skip_word (&p, words[i]))
        continue;
      p += *p == ')' || *p == ']' ? 1 : 0;
      p += *p == ':' ? 1 : 0;
      return skip_blanks (p);
    }
  return text;
}

const char *
rg_date_words_skip_lunar (const char *text)
{
  return skip_any (text, lunar_words);
}

const char *
rg_date_words_skip_solar (const char *text)
{
  return skip_any (text, solar_words);
}

gboolean
rg_date_words_is_lunar (const char *text)
{
  RgDateWords words;
  const char *end;

  for (guint i = 0; lunar_words[i] != NULL; i++)
    {
      if (strstr (text, lunar_words[i]) != NULL)
        return TRUE;
    }
  if (rg_date_words_skip_solar (text) != text || strstr (text, "月") == NULL ||
      !rg_date_words_read (text, &words, &end))
    return FALSE;
  /* 八月十五 without 日 is how people write the lunar day; 八月十五日 and 8月15 are solar. */
  return words.leap || words.lunar_only || (!words.day_named && strpbrk (text, "0123456789") == NULL);
}
