/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-solar-terms.h"

#include <glib/gi18n-lib.h>

/* The earliest day of the month on which each term has begun in these years; none
 * is later than that by more than three days. */
static const guint8 earliest[RG_N_SOLAR_TERMS] = {
  4, 19, 3, 18, 4, 19, 4, 19, 4, 20, 4, 20, 6, 22, 6, 22, 6, 22, 7, 22, 6, 21, 6, 21,
};

/* One word a year: two bits a term, the first in the lowest, of days behind the
 * earliest. They are the days of two at least of three sources that know nothing of
 * each other: the sun's place, computed, and the npm packages lunar-javascript 1.7.7
 * (the series of 寿星万年历) and solarlunar 3.1.0 (a table of its own).
 * tests/core/solar-terms.c compares all three and names each of the eleven days on
 * which one of them stands alone. */
static const guint64 table[RG_SOLAR_TERMS_LAST_YEAR - RG_SOLAR_TERMS_FIRST_YEAR + 1] = {
  /* 1900 */ 0x5aa665a65a56, 0x6aaaa6aa9a5a, 0xaaaaaabaaa6a, 0xaaabbabbafaa, 0x5aa665a65aab,
  /* 1905 */ 0x6aaaa6aa9a5a, 0xaaaaaaaaaa6a, 0xaaabbabbafaa, 0x5aa665a65aab, 0x6aaaa6aa9a5a,
  /* 1910 */ 0xaaaaaaaaaa6a, 0xaaabbabbafaa, 0x56a665a65aab, 0x6aa6a6aa9a56, 0xaaaaaaaa9a5a,
  /* 1915 */ 0xaaabaabaaeaa, 0x569665a65aaa, 0x5aa6a6a69a56, 0x6aaaaaaa9a5a, 0xaaabaabaaeaa,
  /* 1920 */ 0x569665a65aaa, 0x5aa6a6a65a56, 0x6aaaaaaa9a5a, 0xaaabaabaaa6a, 0x569665a65aaa,
  /* 1925 */ 0x5aa6a6a65a56, 0x6aaaa6aa9a5a, 0xaaaaaabaaa6a, 0x555665665aaa, 0x5aa665a65a56,
  /* 1930 */ 0x6aaaa6aa9a5a, 0xaaaaaabaaa6a, 0x555665665aaa, 0x5aa665a65a56, 0x6aaaa6aa9a5a,
  /* 1935 */ 0xaaaaaaaaaa6a, 0x555665665aaa, 0x5aa665a65a56, 0x6aaaa6aa9a5a, 0xaaaaaaaaaa6a,
  /* 1940 */ 0x555665665aaa, 0x5aa665a65a56, 0x6aaaa6aa9a5a, 0xaaaaaaaaaa6a, 0x555665655aaa,
  /* 1945 */ 0x569665a65a56, 0x6aa6a6aa9a56, 0xaaaaaaaa9a5a, 0x5556556559aa, 0x569665a65a55,
  /* 1950 */ 0x6aa6a6a65a56, 0xaaaaaaaa9a5a, 0x5556556559aa, 0x569665a65a55, 0x5aa6a6a65a56,
  /* 1955 */ 0x6aaaa6aa9a5a, 0x5556556555aa, 0x569665a65a55, 0x5aa665a65a56, 0x6aaaa6aa9a5a,
  /* 1960 */ 0x55555565556a, 0x555665665a55, 0x5aa665a65a56, 0x6aaaa6aa9a5a, 0x55555565556a,
  /* 1965 */ 0x555665665a55, 0x5aa665a65a56, 0x6aaaa6aa9a5a, 0x55555555556a, 0x555665665a55,
  /* 1970 */ 0x5aa665a65a56, 0x6aaaa6aa9a5a, 0x55555555556a, 0x555665655a55, 0x5aa665a65a56,
  /* 1975 */ 0x6aa6a6aa9a5a, 0x55555555456a, 0x555655655a55, 0x5a9665a65a56, 0x6aa6a6a69a56,
  /* 1980 */ 0x55555555456a, 0x555655655a55, 0x569665a65a56, 0x6aa6a6a65a56, 0x55555155455a,
  /* 1985 */ 0x555655655955, 0x569665a65a55, 0x5aa6a5a65a56, 0x15555155455a, 0x555555655555,
  /* 1990 */ 0x569665665a55, 0x5aa665a65a56, 0x15555155455a, 0x555555655515, 0x555665665a55,
  /* 1995 */ 0x5aa665a65a56, 0x15555155455a, 0x555555555515, 0x555665665a55, 0x5aa665a65a56,
  /* 2000 */ 0x15555155455a, 0x555555555515, 0x555665665a55, 0x5aa665a65a56, 0x15555155455a,
  /* 2005 */ 0x555555555515, 0x555655655a55, 0x5aa665a65a56, 0x15515155455a, 0x555555554515,
  /* 2010 */ 0x555655655a55, 0x5a9665a65a56, 0x15515151455a, 0x555551554515, 0x555655655a55,
  /* 2015 */ 0x569665a65a56, 0x155151510556, 0x555551554505, 0x555655655955, 0x569665665a55,
  /* 2020 */ 0x155110510556, 0x155551554505, 0x555555655555, 0x569665665a55, 0x055110510556,
  /* 2025 */ 0x155551554505, 0x555555555515, 0x555665665a55, 0x055110510556, 0x155551554505,
  /* 2030 */ 0x555555555515, 0x555665665a55, 0x055110510556, 0x155551554505, 0x555555555515,
  /* 2035 */ 0x555655655a55, 0x055110510556, 0x155551554505, 0x555555555515, 0x555655655a55,
  /* 2040 */ 0x055110510556, 0x155151514505, 0x555555554515, 0x555655655a55, 0x054110510556,
  /* 2045 */ 0x155151510505, 0x555551554515, 0x555655655a55, 0x014110110556, 0x155110510501,
  /* 2050 */ 0x555551554505, 0x555555655555, 0x014110110555, 0x155110510501, 0x555551554505,
  /* 2055 */ 0x555555555555, 0x014110110555, 0x055110510501, 0x155551554505, 0x555555555555,
  /* 2060 */ 0x000110110555, 0x055110510501, 0x155551554505, 0x555555555515, 0x000110110555,
  /* 2065 */ 0x055110510501, 0x155551554505, 0x555555555515, 0x000100100555, 0x055110510501,
  /* 2070 */ 0x155151514505, 0x555555555515, 0x000100100555, 0x054110510501, 0x155151514505,
  /* 2075 */ 0x555551554515, 0x000100100555, 0x054110510501, 0x155150510505, 0x555551554515,
  /* 2080 */ 0x000100100555, 0x014110110501, 0x155110510505, 0x555551554505, 0x000000100055,
  /* 2085 */ 0x014110110500, 0x155110510501, 0x555551554505, 0x000000000055, 0x014110110500,
  /* 2090 */ 0x055110510501, 0x155551554505, 0x000000000055, 0x000110110500, 0x055110510501,
  /* 2095 */ 0x155551554505, 0x000000000015, 0x000100110500, 0x055110510501, 0x155551554505,
  /* 2100 */ 0x555555555515,
};

static const char *const names[RG_N_SOLAR_TERMS] = {
  N_ ("Minor Cold"),
  N_ ("Major Cold"),
  N_ ("Start of Spring"),
  N_ ("Rain Water"),
  N_ ("Awakening of Insects"),
  N_ ("Spring Equinox"),
  N_ ("Qingming"),
  N_ ("Grain Rain"),
  N_ ("Start of Summer"),
  N_ ("Grain Buds"),
  N_ ("Grain in Ear"),
  N_ ("Summer Solstice"),
  N_ ("Minor Heat"),
  N_ ("Major Heat"),
  N_ ("Start of Autumn"),
  N_ ("End of Heat"),
  N_ ("White Dew"),
  N_ ("Autumn Equinox"),
  N_ ("Cold Dew"),
  N_ ("Frost’s Descent"),
  N_ ("Start of Winter"),
  N_ ("Minor Snow"),
  N_ ("Major Snow"),
  N_ ("Winter Solstice"),
};

/**
 * rg_solar_term_get_day:
 * @year: 1900 to 2100
 * @term: 0 for 小寒 to 23 for 冬至
 *
 * Returns: the day of the month @term / 2 + 1 on which it begins; 0 outside the
 *   table
 */
int
rg_solar_term_get_day (int year, int term)
{
  if (year < RG_SOLAR_TERMS_FIRST_YEAR || year > RG_SOLAR_TERMS_LAST_YEAR || term < 0 ||
      term >= RG_N_SOLAR_TERMS)
    return 0;
  return earliest[term] + (int) (table[year - RG_SOLAR_TERMS_FIRST_YEAR] >> (2 * term) & 3);
}

/**
 * rg_solar_term_of:
 * @day: a day
 *
 * Returns: the term that begins on it; -1 when none does, or outside the table
 */
int
rg_solar_term_of (const GDate *day)
{
  int first;

  g_return_val_if_fail (g_date_valid (day), -1);
  first = ((int) g_date_get_month (day) - 1) * 2;
  for (int term = first; term <= first + 1; term++)
    if (rg_solar_term_get_day (g_date_get_year (day), term) == g_date_get_day (day))
      return term;
  return -1;
}

/**
 * rg_solar_term_get_name:
 * @term: 0 to 23
 *
 * Returns: its name, translated
 */
const char *
rg_solar_term_get_name (int term)
{
  g_return_val_if_fail (term >= 0 && term < RG_N_SOLAR_TERMS, NULL);
  return _ (names[term]);
}
