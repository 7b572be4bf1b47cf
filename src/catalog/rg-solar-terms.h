/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The 24 solar terms (节气), each a day on which the sun has gone another 15
 * degrees: two in every solar month, from 小寒 (Minor Cold) in January to 冬至 (Winter
 * Solstice) in December. From a table of our own, as the lunar calendar. */

#define RG_N_SOLAR_TERMS 24
#define RG_SOLAR_TERMS_FIRST_YEAR 1900
#define RG_SOLAR_TERMS_LAST_YEAR 2100

/* Those that are festivals as well, or that others are counted from. */
#define RG_SOLAR_TERM_QINGMING 6
#define RG_SOLAR_TERM_WINTER_SOLSTICE 23

/* @term: 0 for 小寒 to 23 for 冬至. Its day of the month term / 2 + 1; 0 outside the
 * table. */
int rg_solar_term_get_day (int year, int term);
/* Which one begins on the day; -1: none, or outside the table. */
int rg_solar_term_of (const GDate *day);
/* Translated. */
const char *rg_solar_term_get_name (int term);

G_END_DECLS
