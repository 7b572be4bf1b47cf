/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-chat-private.h"

#include <string.h>

/* Days as people write them in a chat: 明天, 周六上午, 下周三, 3天后, 月底, 25号,
 * 11/25 … */

/* What a day is said to be the day of: such a one is no next step. */
static const char *const other_days[] = {
  "生日", "出生", "出生日期", "预产期", "生于", "农历", "阴历", NULL
};
static const char *const births[] = { "生日", "出生", "生的", "生人", NULL };

/* The day @offset days from @today. */
static void
day_from (const GDate *today, int offset, GDate *day)
{
  *day = *today;
  if (offset >= 0)
    g_date_add_days (day, (guint) offset);
  else
    g_date_subtract_days (day, (guint) -offset);
}

static void
month_from (const GDate *today, guint months, guint monthday, GDate *day)
{
  *day = *today;
  g_date_set_day (day, 1);
  g_date_add_months (day, months);
  g_date_set_day (day, (GDateDay) MIN (monthday, g_date_get_days_in_month (g_date_get_month (day),
                                                                           g_date_get_year (day))));
}

/* --- words ------------------------------------------------------------------ */

static gboolean
eat_word (const RgChatText *text, guint *at, const GDate *today, GDate *day)
{
  static const char *const words[] = { "今天",
                                       "今日",
                                       "今晚",
                                       "今早",
                                       "今儿",
                                       "明天",
                                       "明日",
                                       "明早",
                                       "明晚",
                                       "明儿",
                                       "后天",
                                       "后日",
                                       "大后天",
                                       "today",
                                       "tonight",
                                       "tomorrow",
                                       "the day after tomorrow",
                                       "day after tomorrow",
                                       NULL };
  static const int days[] = { 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 3, 0, 0, 1, 2, 2 };
  guint index;

  if (!rg_chat_eat_any (text, at, words, &index))
    return FALSE;
  day_from (today, days[index], day);
  return TRUE;
}

/* Monday is 1; 8 is the weekend; 0 for anything else. */
static guint
eat_weekday_name (const RgChatText *text, guint *at)
{
  static const char *const names[] = { "一", "二", "三", "四", "五", "六", "日", "天", "末",
                                       "1",  "2",  "3",  "4",  "5",  "6",  "7",  NULL };
  static const guint numbers[] = { 1, 2, 3, 4, 5, 6, 7, 7, 8, 1, 2, 3, 4, 5, 6, 7 };
  guint index;
  guint end = *at;

  if (!rg_chat_eat_any (text, &end, names, &index) ||
      (index > 8 && rg_chat_is_digit (rg_chat_at (text, end))))
    return 0;
  *at = end;
  return numbers[index];
}

typedef enum
{
  WEEK_ANY,
  WEEK_THIS,
  WEEK_NEXT,
  WEEK_AFTER_NEXT,
} Week;

static Week
eat_week (const RgChatText *text, guint *at)
{
  static const char *const words[] = { "这", "这个", "本", "下", "下个", "下下", "下下个", NULL };
  static const Week weeks[] = { WEEK_THIS, WEEK_THIS,       WEEK_THIS,      WEEK_NEXT,
                                WEEK_NEXT, WEEK_AFTER_NEXT, WEEK_AFTER_NEXT };
  guint index;

  return rg_chat_eat_any (text, at, words, &index) ? weeks[index] : WEEK_ANY;
}

/* 周六 is the next one; 下周六 the one of next week, which begins on Monday. */
static void
weekday_from (const GDate *today, Week week, guint weekday, GDate *day)
{
  int now = (int) g_date_get_weekday (today);
  int wanted = weekday == 8 ? 6 : (int) weekday;

  if (week == WEEK_ANY)
    day_from (today, wanted > now ? wanted - now : wanted - now + 7, day);
  else if (week == WEEK_THIS && weekday == 8)
    day_from (today, MAX (6 - now, 0), day);
  else
    day_from (today, wanted - now + 7 * ((int) week - (int) WEEK_THIS), day);
}

static gboolean
eat_weekday (const RgChatText *text, guint *at, const GDate *today, GDate *day)
{
  static const char *const units[] = { "周", "星期", "礼拜", NULL };
  static const char before[] = "每上隔个一二两三四五六七八九十几";
  guint p = *at;
  Week week = eat_week (text, &p);
  gunichar previous = *at > 0 ? rg_chat_at (text, *at - 1) : 0;
  guint weekday;

  if (!rg_chat_eat_any (text, &p, units, NULL))
    return FALSE;
  /* 看一下周六的 is no 下周六. */
  if (week == WEEK_NEXT && previous == 0x4e00)
    return FALSE;
  /* 每周六 and 一周三次 are no days. */
  if (week == WEEK_ANY && previous != 0 &&
      (rg_chat_is_digit (previous) || g_utf8_strchr (before, -1, previous) != NULL))
    return FALSE;
  weekday = eat_weekday_name (text, &p);
  if (weekday == 0 && week < WEEK_NEXT)
    return FALSE;
  weekday_from (today, week, MAX (weekday, 1), day);
  /* 周六日, 周六或周日: the first of both. */
  if (weekday == 6 && rg_chat_at (text, p) == 0x65e5)
    p++;
  *at = p;
  return TRUE;
}

static gboolean
eat_english_weekday (const RgChatText *text, guint *at, const GDate *today, GDate *day)
{
  static const char *const names[] = { "monday", "tuesday",  "wednesday", "thursday",
                                       "friday", "saturday", "sunday",    NULL };
  guint p = *at;
  gboolean next = rg_chat_eat (text, &p, "next ");
  guint index;

  if (next && rg_chat_eat (text, &p, "week"))
    index = 0;
  else if (!rg_chat_eat_any (text, &p, names, &index))
    return FALSE;
  weekday_from (today, next ? WEEK_NEXT : WEEK_ANY, index + 1, day);
  *at = p;
  return TRUE;
}

/* 3天后, 过两天, 两周后, 半个月后, in 3 days */
static gboolean
eat_span (const RgChatText *text, guint *at, const GDate *today, GDate *day)
{
  static const char *const units[] = { "天",   "日",   "周",    "个星期", "星期",   "个礼拜", "礼拜",
                                       "个月", " day", " days", " week",  " weeks", NULL };
  static const guint lengths[] = { 1, 1, 7, 7, 7, 7, 7, 0, 1, 1, 7, 7 };
  static const char *const later[] = { "后", "之后", "以后", NULL };
  guint p = *at;
  gboolean ahead = rg_chat_eat (text, &p, "过") || rg_chat_eat (text, &p, "in ");
  guint number = 0;
  guint unit = 0;

  if (rg_chat_eat (text, &p, "半个月"))
    number = 15;
  else if (!rg_chat_eat_number (text, &p, &number) || number > 999 ||
           !rg_chat_eat_any (text, &p, units, &unit))
    return FALSE;
  if (!rg_chat_eat_any (text, &p, later, NULL) && !ahead)
    return FALSE;
  *day = *today;
  if (lengths[unit] > 0)
    g_date_add_days (day, number * lengths[unit]);
  else
    g_date_add_months (day, number);
  *at = p;
  return TRUE;
}

/* --- dates ------------------------------------------------------------------ */

/* 底, 初, 中: a day of the month; 0 for anything else. */
static guint
eat_part_of_month (const RgChatText *text, guint *at)
{
  static const char *const parts[] = { "底", "末", "初", "上旬", "中", "中旬", "下旬", NULL };
  static const guint days[] = { 31, 31, 1, 1, 15, 15, 21 };
  guint index;

  return rg_chat_eat_any (text, at, parts, &index) ? days[index] : 0;
}

/* 月底, 本月25号, 下个月初, 年底 */
static gboolean
eat_month_word (const RgChatText *text, guint *at, const GDate *today, GDate *day)
{
  static const char *const months[] = { "月", "本月", "这个月", "下月", "下个月", NULL };
  static const guint ahead[] = { 0, 0, 0, 1, 1 };
  static const char before[] = "每个几上去明后一二三四五六七八九十";
  gunichar previous = *at > 0 ? rg_chat_at (text, *at - 1) : 0;
  guint p = *at;
  guint index;
  guint monthday;

  if (previous != 0 && (rg_chat_is_digit (previous) || g_utf8_strchr (before, -1, previous) != NULL))
    return FALSE;
  if (rg_chat_eat (text, &p, "年底"))
    {
      g_date_set_dmy (day, 31, G_DATE_DECEMBER, g_date_get_year (today));
      *at = p;
      return TRUE;
    }
  if (!rg_chat_eat_any (text, &p, months, &index))
    return FALSE;
  monthday = eat_part_of_month (text, &p);
  if (monthday == 0 && index > 0 && rg_chat_eat_number (text, &p, &monthday) &&
      !rg_chat_eat (text, &p, "号") && !rg_chat_eat (text, &p, "日"))
    return FALSE;
  if (monthday == 0 && ahead[index] == 0)
    return FALSE;
  if (monthday > 31)
    return FALSE;
  month_from (today, ahead[index], MAX (monthday, 1), day);
  /* 月初 is the next one. */
  if (index == 0 && g_date_compare (day, today) < 0)
    month_from (today, 1, monthday, day);
  *at = p;
  return TRUE;
}

/* The next day of this month and day; %FALSE when there is none. */
static gboolean
next_month_day (const GDate *today, guint month, guint monthday, GDate *day)
{
  GDateYear year = g_date_get_year (today);

  for (GDateYear y = year; y < year + 9; y++)
    if (g_date_valid_dmy ((GDateDay) monthday, (GDateMonth) month, y))
      {
        g_date_set_dmy (day, (GDateDay) monthday, (GDateMonth) month, y);
        if (g_date_compare (day, today) >= 0)
          return TRUE;
      }
  return FALSE;
}

/* Behind the year and the month: 25日, 底 … */
static gboolean
eat_day_of_month (const RgChatText *text, guint *at, guint *monthday, gboolean *part)
{
  guint p = *at;

  *monthday = eat_part_of_month (text, &p);
  *part = *monthday > 0;
  if (!*part)
    {
      if (!rg_chat_eat_number (text, &p, monthday) || *monthday == 0 || *monthday > 31)
        return FALSE;
      if (!rg_chat_eat (text, &p, "日"))
        rg_chat_eat (text, &p, "号");
    }
  *at = p;
  return TRUE;
}

static gboolean
set_dmy (guint year, guint month, guint monthday, gboolean part, GDate *day)
{
  if (month < 1 || month > 12 || year < 2000 || year > 2200)
    return FALSE;
  if (part)
    monthday = MIN (monthday, g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year));
  if (!g_date_valid_dmy ((GDateDay) monthday, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_set_dmy (day, (GDateDay) monthday, (GDateMonth) month, (GDateYear) year);
  return TRUE;
}

/* 2026-11-25, 2026年11月25日 */
static gboolean
eat_full (const RgChatText *text, guint *at, guint year, GDate *day)
{
  guint p = *at;
  gunichar separator = rg_chat_at (text, p);
  guint month, monthday;
  gboolean part = FALSE;

  if (separator == 0 || g_utf8_strchr ("年-/.", -1, separator) == NULL)
    return FALSE;
  p++;
  if (!rg_chat_eat_number (text, &p, &month) ||
      rg_chat_at (text, p) != (separator == 0x5e74 ? 0x6708 : separator))
    return FALSE;
  p++;
  if (!eat_day_of_month (text, &p, &monthday, &part) || !set_dmy (year, month, monthday, part, day))
    return FALSE;
  *at = p;
  return TRUE;
}

/* What a number with 号 or 日 behind it is when it is no day: a house, a line of
 * the underground, a table. */
static gboolean
is_other_number (const RgChatText *text, guint from, guint to)
{
  static const char behind[] = "楼线院店桌房门机厅位馆库铺包台柜码栋幢内型色里口";
  static const char before[] = "路街道巷弄村栋幢第";
  gunichar next = rg_chat_at (text, to);
  gunichar previous = from > 0 ? rg_chat_at (text, from - 1) : 0;

  return (next != 0 && g_utf8_strchr (behind, -1, next) != NULL) ||
         (previous != 0 && g_utf8_strchr (before, -1, previous) != NULL);
}

/* 25号: of this month or the next one that has such a day. */
static gboolean
eat_monthday (const RgChatText *text, guint from, guint *at, guint monthday, const GDate *today, GDate *day)
{
  guint p = *at;

  if ((!rg_chat_eat (text, &p, "号") && !rg_chat_eat (text, &p, "日")) || monthday < 1 || monthday > 31 ||
      is_other_number (text, from, p))
    return FALSE;
  *day = *today;
  g_date_set_day (day, 1);
  while (g_date_get_days_in_month (g_date_get_month (day), g_date_get_year (day)) < monthday ||
         (g_date_set_day (day, (GDateDay) monthday), g_date_compare (day, today) < 0))
    {
      g_date_set_day (day, 1);
      g_date_add_months (day, 1);
    }
  *at = p;
  return TRUE;
}

/* 11/25; 11.25 and 11-25 only with a time of day behind, for they may be 3.5万
 * and 3-5人. */
static gboolean
eat_short (const RgChatText *text, guint *at, guint month, const GDate *today, GDate *day)
{
  static const char *const times[] = { "上午", "下午", "中午", "晚上", "早上", "号", "日", NULL };
  guint p = *at;
  gunichar separator = rg_chat_at (text, p++);
  guint monthday;
  guint behind;

  if ((separator != '/' && separator != '.' && separator != '-') || month < 1 || month > 12 ||
      !rg_chat_is_digit (rg_chat_at (text, p)) || !rg_chat_eat_number (text, &p, &monthday) || monthday < 1 ||
      monthday > 31)
    return FALSE;
  behind = p;
  rg_chat_eat_blanks (text, &behind);
  if (separator != '/' && !rg_chat_eat_any (text, &behind, times, NULL))
    return FALSE;
  if (rg_chat_at (text, p) == separator || rg_chat_is_latin (rg_chat_at (text, p)) ||
      rg_chat_at (text, p) == '%' || !next_month_day (today, month, monthday, day))
    return FALSE;
  if (!rg_chat_eat (text, &p, "日"))
    rg_chat_eat (text, &p, "号");
  *at = p;
  return TRUE;
}

static gboolean
eat_date (const RgChatText *text, guint *at, const GDate *today, GDate *day)
{
  gunichar previous = *at > 0 ? rg_chat_at (text, *at - 1) : 0;
  guint p = *at;
  guint first, monthday;
  gboolean part;

  if (previous != 0 && (rg_chat_is_digit (previous) || strchr ("./-", (int) MIN (previous, 127)) != NULL ||
                        rg_chat_is_latin (previous) || g_utf8_strchr ("一二三四五六七八九十", -1, previous)))
    return FALSE;
  if (!rg_chat_eat_number (text, &p, &first))
    return FALSE;
  if (first >= 1000)
    {
      if (!eat_full (text, &p, first, day))
        return FALSE;
    }
  else if (rg_chat_at (text, p) == 0x6708 && first >= 1 && first <= 12)
    {
      p++;
      rg_chat_eat (text, &p, "份");
      if (!eat_day_of_month (text, &p, &monthday, &part))
        return FALSE;
      /* The last day of a month is one that every year has. */
      if (part)
        monthday = MIN (monthday, g_date_get_days_in_month ((GDateMonth) first, 2027));
      if (!next_month_day (today, first, monthday, day))
        return FALSE;
    }
  else if (!eat_monthday (text, *at, &p, first, today, day) && !eat_short (text, &p, first, today, day))
    return FALSE;
  *at = p;
  return TRUE;
}

/* --- the time of day -------------------------------------------------------- */

/* 10点, 两点半, 15:30 */
static gboolean
eat_clock (const RgChatText *text, guint *at)
{
  static const char *const ends[] = { "半", "钟", "整", "一刻", "三刻", NULL };
  guint p = *at;
  guint hour, minute;

  if (!rg_chat_eat_number (text, &p, &hour) || hour > 24)
    return FALSE;
  if (rg_chat_at (text, p) == ':')
    {
      p++;
      if (!rg_chat_eat_number (text, &p, &minute) || minute > 59)
        return FALSE;
    }
  else
    {
      if (!rg_chat_eat (text, &p, "点") && !rg_chat_eat (text, &p, "时"))
        return FALSE;
      if (!rg_chat_eat_any (text, &p, ends, NULL) && rg_chat_eat_number (text, &p, &minute))
        rg_chat_eat (text, &p, "分");
    }
  *at = p;
  return TRUE;
}

static gboolean
eat_clock_range (const RgChatText *text, guint *at)
{
  static const char *const joins[] = { "到", "至", "-", "~", NULL };
  guint p;
  guint from;

  if (!eat_clock (text, at))
    {
      /* 10-11点 */
      p = *at;
      if (!rg_chat_eat_number (text, &p, &from) || from > 24 || !rg_chat_eat_any (text, &p, joins, NULL) ||
          !eat_clock (text, &p))
        return FALSE;
      *at = p;
      return TRUE;
    }
  p = *at;
  if (rg_chat_eat_any (text, &p, joins, NULL) && eat_clock (text, &p))
    *at = p;
  return TRUE;
}

/* The weekday in brackets, the part of the day, the hour, "before". */
static void
eat_time (const RgChatText *text, guint *at, const GDate *today)
{
  static const char *const parts[] = { "凌晨",    "早上",      "早晨",    "清晨", "一早", "上午",
                                       "中午",    "下午",      "傍晚",    "晚上", "晚间", "夜里",
                                       "morning", "afternoon", "evening", NULL };
  static const char *const bounds[] = { "之前", "以前", "前", "左右", "以后", "之后", NULL };
  guint p = *at;
  GDate day;
  gboolean open;

  rg_chat_eat_blanks (text, &p);
  open = rg_chat_eat (text, &p, "(");
  if (eat_weekday (text, &p, today, &day) && (!open || rg_chat_eat (text, &p, ")")))
    *at = p;
  p = *at;
  rg_chat_eat_blanks (text, &p);
  if (rg_chat_eat_any (text, &p, parts, NULL))
    *at = p;
  p = *at;
  rg_chat_eat_blanks (text, &p);
  if (eat_clock_range (text, &p))
    *at = p;
  else if ((rg_chat_eat (text, &p, "晚") || rg_chat_eat (text, &p, "早")) && eat_clock_range (text, &p))
    *at = p;
  p = *at;
  if (rg_chat_eat_any (text, &p, bounds, NULL) && rg_chat_at (text, p) != 0x53f0) /* 前台 */
    *at = p;
}

static gboolean
is_of_something_else (const RgChatText *text, guint from, guint to)
{
  guint p = to;

  rg_chat_eat_blanks (text, &p);
  return rg_chat_label_before (text, from, other_days) < from || rg_chat_eat_any (text, &p, births, NULL);
}

gboolean
rg_chat_find_day (const RgChatText *self, const GDate *today, guint *from, guint *to, GDate *day)
{
  for (guint at = 0; at < self->n; at++)
    {
      guint p = at;
      guint end;

      if (rg_chat_at (self, at) == 0 ||
          (!eat_span (self, &p, today, day) && !eat_word (self, &p, today, day) &&
           !eat_weekday (self, &p, today, day) && !eat_english_weekday (self, &p, today, day) &&
           !eat_month_word (self, &p, today, day) && !eat_date (self, &p, today, day)))
        continue;
      end = p;
      eat_time (self, &p, today);
      /* One that is past, a birthday, or the time of a message down to the
       * second, is passed over as a whole. */
      if (g_date_compare (day, today) >= 0 && rg_chat_at (self, p) != ':' &&
          !is_of_something_else (self, at, end))
        {
          *from = at;
          *to = p;
          return TRUE;
        }
      at = p - 1;
    }
  return FALSE;
}
