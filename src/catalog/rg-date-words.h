/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the catalogue: dates written with 年, 月 and 日, in Arabic or
 * Chinese numerals, of either calendar. All texts are normalised. */

#include <glib.h>

G_BEGIN_DECLS

/**
 * RgDateWords:
 * @year: 0 when none is written
 * @leap: 闰 stands in front of the month
 * @day_named: 日 or 号 stands behind the day
 * @lunar_only: written as only lunar dates are: 正月, 冬月, 腊月, 初一, 廿三
 */
typedef struct
{
  int year;
  int month;
  int day;
  gboolean leap;
  gboolean day_named;
  gboolean lunar_only;
} RgDateWords;

/* Reads [year 年] [闰] month 月 day [日|号]; %FALSE when it is not that. Numbers are
 * not checked against a calendar. */
gboolean rg_date_words_read (const char *text, RgDateWords *words, const char **end);
/* Whether the text claims to be a lunar date: by a word in front or behind, or
 * by being written as only those are. */
gboolean rg_date_words_is_lunar (const char *text);
/* Behind 农历, 阴历, 旧历, 公历 … and what joins them to the date; where @text begins
 * when no such word stands there. */
const char *rg_date_words_skip_lunar (const char *text);
const char *rg_date_words_skip_solar (const char *text);

G_END_DECLS
