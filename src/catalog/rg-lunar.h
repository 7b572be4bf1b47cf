/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The Chinese calendar from 1900-01-31 to the end of lunar 2100, from a table
 * of our own: one word a year (design, section 7). ICU's calendar is wrong
 * near midnight new moons and is not used. */

/**
 * RgLunarDate:
 * @year: 1900 to 2100, or 0 when unknown
 * @month: 1 to 12
 * @leap: whether the month is the leap one that follows the ordinary @month
 * @day: 1 to 30
 */
typedef struct
{
  int year;
  int month;
  gboolean leap;
  int day;
} RgLunarDate;

#define RG_LUNAR_FIRST_YEAR 1900
#define RG_LUNAR_LAST_YEAR 2100

/* 0 when the year has none. */
int rg_lunar_leap_month (int year);
/* 29 or 30; 0 when the year lacks that month. */
int rg_lunar_month_days (int year, int month, gboolean leap);
gboolean rg_lunar_from_solar (const GDate *solar, RgLunarDate *lunar);
/* %FALSE when the year has no such day. */
gboolean rg_lunar_to_solar (const RgLunarDate *lunar, GDate *solar);
/* The day on which a birthday is kept in lunar @year: a leap month's in the
 * ordinary month when that year lacks it, the 30th on the 29th of a short
 * month. %FALSE only outside the table. */
gboolean rg_lunar_anniversary (const RgLunarDate *birthday, int year, GDate *solar);
/* lunar:[YYYY-][L]MM-DD */
gboolean rg_lunar_from_string (const char *text, RgLunarDate *lunar);
char *rg_lunar_to_string (const RgLunarDate *lunar);
/* 农历一九九〇年闰五月廿三 is written 农历1990年闰五月廿三; parse reads both, also
 * 正月初一, 冬月, 腊月, 除夕-less spellings, 阴历, 旧历. */
gboolean rg_lunar_parse (const char *text, RgLunarDate *lunar, GError **error);
char *rg_lunar_format (const RgLunarDate *lunar);
/* Parts of it: 闰五月, 廿三. */
char *rg_lunar_format_month (const RgLunarDate *lunar);
char *rg_lunar_format_day (const RgLunarDate *lunar);

G_END_DECLS
