/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The days that a shop in China plans by: festivals of both calendars, solar terms,
 * and what stands under a day of the calendar. */

/**
 * RgFestival:
 * @key: what data/festivals.json calls it
 * @name: in English; [func@festival_get_name] translates it
 * @off: a public holiday
 * @month: 1 to 12; 0: a solar term
 * @day: of the month; 0: the month's last
 * @lunar: whether they are of the lunar calendar
 * @week: the how manieth such weekday of the month; 0: @day counts
 * @weekday: 1 for Monday to 7
 * @term: which solar term; -1: none
 */
typedef struct
{
  const char *key;
  const char *name;
  gboolean off;
  int month;
  int day;
  gboolean lunar;
  int week;
  int weekday;
  int term;
} RgFestival;

const char *rg_festival_get_name (const RgFestival *festival);
/* (transfer none) (array length=n): all of them, the greatest first. */
const RgFestival *rg_festivals (guint *n);
/* (transfer container) (element-type RgFestival): those of a day, the greatest first. */
GPtrArray *rg_festivals_for_day (const GDate *day);

/**
 * RgDayLine:
 * @RG_DAY_LINE_NONE: nothing is known of so far a day
 * @RG_DAY_LINE_LUNAR: the day of the lunar month
 * @RG_DAY_LINE_MONTH: the month that begins
 * @RG_DAY_LINE_TERM: a solar term
 * @RG_DAY_LINE_FESTIVAL: a festival
 * @RG_DAY_LINE_OFF: a festival that is a public holiday
 *
 * What stands under a day.
 */
typedef enum
{
  RG_DAY_LINE_NONE,
  RG_DAY_LINE_LUNAR,
  RG_DAY_LINE_MONTH,
  RG_DAY_LINE_TERM,
  RG_DAY_LINE_FESTIVAL,
  RG_DAY_LINE_OFF,
} RgDayLine;

/* 初八; on the first of a month 十月 or 闰六月; a festival's or solar term's name
 * instead. @line: (out) (optional). (transfer full) (nullable) */
char *rg_festivals_line (const GDate *day, RgDayLine *line);
/* All that there is to say: 农历十月初三, 小雪. (transfer full): perhaps empty */
char *rg_festivals_describe (const GDate *day);

G_END_DECLS
