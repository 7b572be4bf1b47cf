/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-solar-terms.h"

#include "lunar-sky.h"

#include <locale.h>
#include <stdlib.h>

/* The table against three sources, on every term that it covers: the sun, computed
 * in lunar-sky.c, and the npm packages lunar-javascript 1.7.7 and solarlunar 3.1.0. */

#define N_YEARS (RG_SOLAR_TERMS_LAST_YEAR - RG_SOLAR_TERMS_FIRST_YEAR + 1)

/* Where a source differs. */
typedef struct
{
  int year;
  int term;
  int day; /* the source's */
  const char *reason;
} Difference;

/* Before 1929 within a quarter of an hour of midnight by Beijing's mean time, by which
 * the calendar was made then; both packages count by that of 120 degrees. */
#define MEAN_TIME "Beijing’s mean time was 14 minutes behind."

static const Difference sky_differences[] = {
  { 1909, 1, 20, MEAN_TIME },
  { 1911, 8, 6, MEAN_TIME },
  { 1912, 0, 6, MEAN_TIME },
  { 1912, 18, 8, MEAN_TIME },
  { 2084, 5, 20, "Within a minute of midnight." },
  { 0, 0, 0, NULL },
};

static const Difference lunar_javascript_differences[] = {
  { 1917, 22, 8, MEAN_TIME },
  { 1927, 16, 9, MEAN_TIME },
  { 1928, 11, 22, MEAN_TIME },
  { 0, 0, 0, NULL },
};

static const Difference solarlunar_differences[] = {
  { 1912, 21, 23, "An error of its table." },
  { 1913, 17, 24, "An error of its table." },
  { 1979, 1, 21, "Within a minute of midnight." },
  { 0, 0, 0, NULL },
};

/* Whether the source says what the table does, or is known not to. */
static gboolean
agrees (int year, int term, int day, const Difference *differences)
{
  int ours = rg_solar_term_get_day (year, term);

  for (guint i = 0; differences[i].reason != NULL; i++)
    if (differences[i].year == year && differences[i].term == term)
      return day == differences[i].day && day != ours;
  if (day != ours)
    g_test_message ("%d, term %d: the table has day %d, the source %d", year, term, ours, day);
  return day == ours;
}

static void
test_sky (void)
{
  guint n_wrong = 0;

  for (int year = RG_SOLAR_TERMS_FIRST_YEAR; year <= RG_SOLAR_TERMS_LAST_YEAR; year++)
    for (int term = 0; term < RG_N_SOLAR_TERMS; term++)
      {
        GDate day;

        g_date_clear (&day, 1);
        g_date_set_julian (&day, sky_solar_term (year, term));
        g_assert_cmpint (g_date_get_year (&day), ==, year);
        g_assert_cmpint (g_date_get_month (&day), ==, term / 2 + 1);
        n_wrong += agrees (year, term, g_date_get_day (&day), sky_differences) ? 0 : 1;
      }
  g_assert_cmpuint (n_wrong, ==, 0);
}

static void
compare_file (const char *name, const Difference *differences)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "lunar", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0, n_wrong = 0;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", -1);

      if (!g_ascii_isdigit (lines[i][0]))
        continue;
      g_assert_cmpuint (g_strv_length (words), ==, RG_N_SOLAR_TERMS + 1);
      for (int term = 0; term < RG_N_SOLAR_TERMS; term++)
        n_wrong += agrees (atoi (words[0]), term, atoi (words[term + 1]), differences) ? 0 : 1;
      n++;
    }
  g_assert_cmpuint (n_wrong, ==, 0);
  g_assert_cmpuint (n, ==, N_YEARS);
}

static void
test_lunar_javascript (void)
{
  compare_file ("terms-lunar-javascript.txt", lunar_javascript_differences);
}

static void
test_solarlunar (void)
{
  compare_file ("terms-solarlunar.txt", solarlunar_differences);
}

/* Facts that are known apart from any program. */
static void
test_known_days (void)
{
  static const struct
  {
    int year, month, day, term;
  } days[] = {
    { 2023, 4, 5, RG_SOLAR_TERM_QINGMING },
    { 2024, 4, 4, RG_SOLAR_TERM_QINGMING },
    { 2025, 4, 4, RG_SOLAR_TERM_QINGMING },
    { 2026, 4, 5, RG_SOLAR_TERM_QINGMING },
    { 2025, 12, 21, RG_SOLAR_TERM_WINTER_SOLSTICE },
    { 2023, 12, 22, RG_SOLAR_TERM_WINTER_SOLSTICE },
    { 2025, 2, 3, 2 },
    { 2026, 2, 4, 2 },
    { 2024, 6, 21, 11 },
    { 1984, 2, 4, 2 },
    { 2025, 11, 22, 21 },
  };
  GDate day;

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_date_clear (&day, 1);
      g_date_set_dmy (&day, (GDateDay) days[i].day, (GDateMonth) days[i].month, (GDateYear) days[i].year);
      g_assert_cmpint (rg_solar_term_of (&day), ==, days[i].term);
      g_date_add_days (&day, 1);
      g_assert_cmpint (rg_solar_term_of (&day), ==, -1);
    }
}

static void
test_outside (void)
{
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 5, G_DATE_APRIL, 1899);
  g_assert_cmpint (rg_solar_term_of (&day), ==, -1);
  g_date_set_dmy (&day, 5, G_DATE_APRIL, 2101);
  g_assert_cmpint (rg_solar_term_of (&day), ==, -1);
  g_assert_cmpint (rg_solar_term_get_day (2025, -1), ==, 0);
  g_assert_cmpint (rg_solar_term_get_day (2025, RG_N_SOLAR_TERMS), ==, 0);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/solar-terms/every-term/sky", test_sky);
  g_test_add_func ("/solar-terms/every-term/lunar-javascript", test_lunar_javascript);
  g_test_add_func ("/solar-terms/every-term/solarlunar", test_solarlunar);
  g_test_add_func ("/solar-terms/known-days", test_known_days);
  g_test_add_func ("/solar-terms/outside", test_outside);
  return g_test_run ();
}
