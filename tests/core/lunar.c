/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-field-type.h"
#include "catalog/rg-lunar.h"

#include "lunar-sky.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

/* The table against three sources that know nothing of each other, on every
 * day that it covers:
 *
 * - the sky, computed in lunar-sky.c;
 * - the npm package lunar-javascript 1.7.7, which computes with the series of
 *   寿星万年历 and corrects it by the almanacs of the Qing;
 * - the npm package solarlunar 3.1.0, which has a table of its own.
 *
 * Where one of them differs, the days are listed here with the reason. */

#define FIRST_DAY "1900-01-31"
#define LAST_DAY "2101-01-28"

typedef struct
{
  const char *first;
  const char *last;
  const char *reason;
} Difference;

static const Difference sky_differences[] = {
  { "1906-04-23", "1906-05-22",
    "The new moon was at 23:52 of the 23rd in Beijing's mean time; the almanac of the Qing had the 24th." },
  { NULL, NULL, NULL },
};

static const Difference lunar_javascript_differences[] = {
  { "2097-08-07", "2097-09-05",
    "The new moon is one to two minutes after midnight on the 8th unless the earth slows down much more than "
    "it has." },
  { NULL, NULL, NULL },
};

static const Difference solarlunar_differences[] = {
  { "1933-07-22", "1933-08-20", "The new moon was at 00:03 of the 23rd." },
  { NULL, NULL, NULL },
};

static guint32
julian (const char *iso)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_parse (&date, iso);
  g_assert_true (g_date_valid (&date));
  return g_date_get_julian (&date);
}

static void
set_julian (GDate *date, guint32 day)
{
  g_date_clear (date, 1);
  g_date_set_julian (date, day);
}

static gboolean
is_listed (const Difference *differences, guint32 day)
{
  for (guint i = 0; differences[i].first != NULL; i++)
    {
      if (day >= julian (differences[i].first) && day <= julian (differences[i].last))
        return TRUE;
    }
  return FALSE;
}

/* Every day of the table must be the source's, but for the listed ones, which
 * must differ. */
static void
compare_months (GArray *months, const Difference *differences)
{
  guint32 last = julian (LAST_DAY);
  guint n = 0, place = 0;

  for (guint32 day = julian (FIRST_DAY); day <= last; day++, n++)
    {
      RgLunarDate lunar;
      const SkyMonth *month;
      gboolean same;
      GDate date;

      while (place + 1 < months->len && g_array_index (months, SkyMonth, place + 1).first <= day)
        place++;
      month = &g_array_index (months, SkyMonth, place);
      set_julian (&date, day);
      g_assert_true (rg_lunar_from_solar (&date, &lunar));
      same = lunar.year == month->year && lunar.month == month->month && lunar.leap == month->leap &&
             lunar.day == (int) (day - month->first) + 1;
      if (same == is_listed (differences, day))
        g_error ("%04d-%02d-%02d: the table has %d-%s%d-%d, the source %d-%s%d-%d", g_date_get_year (&date),
                 (int) g_date_get_month (&date), g_date_get_day (&date), lunar.year,
                 lunar.leap ? "leap " : "", lunar.month, lunar.day, month->year, month->leap ? "leap " : "",
                 month->month, (int) (day - month->first) + 1);
    }
  g_assert_cmpuint (n, ==, 73412);
}

static void
add_year (GArray *months, const char *line)
{
  int year, leap;
  char first[16], lengths[16];
  guint32 day;

  g_assert_cmpint (sscanf (line, "%d %15s %d %15s", &year, first, &leap, lengths), ==, 4);
  g_assert_cmpuint (strlen (lengths), ==, leap != 0 ? 13 : 12);
  day = julian (first);
  for (int i = 0; lengths[i] != '\0'; i++)
    {
      SkyMonth month = { .year = year, .first = day };

      month.leap = leap != 0 && i == leap;
      month.month = i + 1 - (leap != 0 && i >= leap ? 1 : 0);
      g_array_append_val (months, month);
      day += lengths[i] == '1' ? 30 : 29;
    }
}

static void
compare_file (const char *name, const Difference *differences)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "lunar", name, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GArray) months = g_array_new (FALSE, FALSE, sizeof (SkyMonth));
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (g_ascii_isdigit (lines[i][0]))
        add_year (months, lines[i]);
    }
  compare_months (months, differences);
}

static void
test_sky (void)
{
  g_autoptr (GArray) months = sky_months (RG_LUNAR_FIRST_YEAR, RG_LUNAR_LAST_YEAR);

  g_assert_cmpuint (months->len, ==, 2486);
  compare_months (months, sky_differences);
}

static void
test_lunar_javascript (void)
{
  compare_file ("lunar-javascript.txt", lunar_javascript_differences);
}

static void
test_solarlunar (void)
{
  compare_file ("solarlunar.txt", solarlunar_differences);
}

/* Facts that are known apart from any program. */
static void
test_known_days (void)
{
  static const struct
  {
    const char *solar;
    const char *lunar;
  } days[] = {
    { "1900-01-31", "lunar:1900-01-01" },  { "1949-10-01", "lunar:1949-08-10" },
    { "1978-09-17", "lunar:1978-08-15" },  { "1985-02-20", "lunar:1985-01-01" },
    { "1990-10-03", "lunar:1990-08-15" },  { "2000-02-05", "lunar:2000-01-01" },
    { "2020-05-23", "lunar:2020-L04-01" }, { "2023-03-22", "lunar:2023-L02-01" },
    { "2025-01-29", "lunar:2025-01-01" },  { "2027-02-06", "lunar:2027-01-01" },
    { "2030-02-03", "lunar:2030-01-01" },  { "2033-12-22", "lunar:2033-L11-01" },
    { "2034-02-19", "lunar:2034-01-01" },  { "2057-09-29", "lunar:2057-09-01" },
    { "2089-09-04", "lunar:2089-08-01" },  { "2097-08-08", "lunar:2097-07-01" },
    { "2101-01-28", "lunar:2100-12-29" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      RgLunarDate lunar;
      g_autofree char *text = NULL;
      GDate date;

      set_julian (&date, julian (days[i].solar));
      g_assert_true (rg_lunar_from_solar (&date, &lunar));
      text = rg_lunar_to_string (&lunar);
      g_assert_cmpstr (text, ==, days[i].lunar);
    }
}

static void
test_there_and_back (void)
{
  for (guint32 day = julian (FIRST_DAY); day <= julian (LAST_DAY); day++)
    {
      RgLunarDate lunar, again;
      GDate date, back;
      g_autofree char *stored = NULL;
      g_autofree char *written = NULL;

      set_julian (&date, day);
      g_assert_true (rg_lunar_from_solar (&date, &lunar));
      g_assert_true (rg_lunar_to_solar (&lunar, &back));
      g_assert_cmpint (g_date_compare (&date, &back), ==, 0);
      stored = rg_lunar_to_string (&lunar);
      g_assert_true (rg_lunar_from_string (stored, &again));
      g_assert_cmpmem (&lunar, sizeof lunar, &again, sizeof again);
      written = rg_lunar_format (&lunar);
      g_assert_true (rg_lunar_parse (written, &again, NULL));
      g_assert_cmpmem (&lunar, sizeof lunar, &again, sizeof again);
    }
}

static void
test_outside (void)
{
  static const char *const days[] = { "1900-01-30", "2101-01-29", "1899-06-01", "2150-01-01" };
  RgLunarDate lunar;
  GDate date;

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      set_julian (&date, julian (days[i]));
      g_assert_false (rg_lunar_from_solar (&date, &lunar));
    }
  g_date_clear (&date, 1);
  g_assert_false (rg_lunar_from_solar (&date, &lunar));
  g_assert_cmpint (rg_lunar_leap_month (1899), ==, 0);
  g_assert_cmpint (rg_lunar_leap_month (2101), ==, 0);
  g_assert_cmpint (rg_lunar_leap_month (2033), ==, 11);
  g_assert_cmpint (rg_lunar_leap_month (2024), ==, 0);
  g_assert_cmpint (rg_lunar_month_days (1899, 1, FALSE), ==, 0);
  g_assert_cmpint (rg_lunar_month_days (2020, 4, TRUE), ==, 29);
  g_assert_cmpint (rg_lunar_month_days (2020, 5, TRUE), ==, 0);
  g_assert_cmpint (rg_lunar_month_days (2020, 0, FALSE), ==, 0);
  g_assert_cmpint (rg_lunar_month_days (2020, 13, FALSE), ==, 0);
}

static void
test_anniversary (void)
{
  static const struct
  {
    const char *birthday;
    int year;
    const char *solar; /* NULL: none */
  } cases[] = {
    { "lunar:1990-08-15", 2025, "2025-10-06" },
    { "lunar:08-15", 2024, "2024-09-17" },
    /* 2023 has the leap month, 2024 keeps it in the ordinary one. */
    { "lunar:2023-L02-05", 2023, "2023-03-26" },
    { "lunar:2023-L02-05", 2024, "2024-03-14" },
    /* The twelfth month of 2024 has 29 days, that of 2023 thirty. */
    { "lunar:12-30", 2023, "2024-02-09" },
    { "lunar:12-30", 2024, "2025-01-28" },
    { "lunar:01-01", 1900, "1900-01-31" },
    { "lunar:12-30", 2100, "2101-01-28" },
    { "lunar:01-01", 1899, NULL },
    { "lunar:01-01", 2101, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RgLunarDate birthday;
      GDate date;

      g_assert_true (rg_lunar_from_string (cases[i].birthday, &birthday));
      if (cases[i].solar == NULL)
        {
          g_assert_false (rg_lunar_anniversary (&birthday, cases[i].year, &date));
          continue;
        }
      g_assert_true (rg_lunar_anniversary (&birthday, cases[i].year, &date));
      g_assert_cmpuint (g_date_get_julian (&date), ==, julian (cases[i].solar));
    }
}

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    const char *stored; /* NULL: refused */
    int code;
  } cases[] = {
    { "农历八月十五", "lunar:08-15", 0 },
    { "八月十五", "lunar:08-15", 0 },
    { "阴历1990年闰五月廿三", "lunar:1990-L05-23", 0 },
    { "农历一九九〇年闰五月廿三", "lunar:1990-L05-23", 0 },
    { "旧历正月初一", "lunar:01-01", 0 },
    { "冬月三十", "lunar:11-30", 0 },
    { "腊月廿九", "lunar:12-29", 0 },
    { "臘月二十三", "lunar:12-23", 0 },
    { "农历十二月卅", "lunar:12-30", 0 },
    { "農曆十月初十", "lunar:10-10", 0 },
    { "农历8月15日", "lunar:08-15", 0 },
    { "农历：１９９０年８月１５日", "lunar:1990-08-15", 0 },
    { "(农历)1990-8-15", "lunar:1990-08-15", 0 },
    { "农历 8-15", "lunar:08-15", 0 },
    { "八月十五（农历）", "lunar:08-15", 0 },
    { "农历85年十一月初二", "lunar:1985-11-02", 0 },
    { "农历闰十月廿四", "lunar:L10-24", 0 },
    { "农历1990年闰六月初一", NULL, RG_FIELD_ERROR_RANGE },
    { "农历2024年十二月三十", NULL, RG_FIELD_ERROR_RANGE },
    { "农历十三月初一", NULL, RG_FIELD_ERROR_RANGE },
    { "农历八月三十一", NULL, RG_FIELD_ERROR_RANGE },
    { "农历八月初零", NULL, RG_FIELD_ERROR_RANGE },
    { "农历1850年八月初一", NULL, RG_FIELD_ERROR_RANGE },
    { "农历", NULL, RG_FIELD_ERROR_SYNTAX },
    { "农历八月", NULL, RG_FIELD_ERROR_SYNTAX },
    { "农历八月十五前后", NULL, RG_FIELD_ERROR_SYNTAX },
    { "农历19900815", NULL, RG_FIELD_ERROR_SYNTAX },
    { "农历1990", NULL, RG_FIELD_ERROR_SYNTAX },
    { "不记得", NULL, RG_FIELD_ERROR_SYNTAX },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RgLunarDate lunar;
      g_autoptr (GError) error = NULL;
      g_autofree char *stored = NULL;
      gboolean read = rg_lunar_parse (cases[i].text, &lunar, &error);

      g_test_message ("%s", cases[i].text);
      if (cases[i].stored == NULL)
        {
          g_assert_false (read);
          g_assert_error (error, RG_FIELD_ERROR, cases[i].code);
          continue;
        }
      g_assert_no_error (error);
      g_assert_true (read);
      stored = rg_lunar_to_string (&lunar);
      g_assert_cmpstr (stored, ==, cases[i].stored);
    }
}

static void
test_stored_form (void)
{
  static const char *const bad[] = { "lunar:",           "lunar:8-15",
                                     "lunar:13-01",      "lunar:00-01",
                                     "lunar:08-31",      "lunar:1990-L06-01",
                                     "lunar:1899-01-01", "lunar:0000-01-01",
                                     "lunar:08-15 ",     "lunar:l08-15",
                                     "1990-08-15",       "lunar:1990-08-1",
                                     "lunar:2024-12-30", NULL };
  RgLunarDate lunar;

  for (guint i = 0; bad[i] != NULL; i++)
    g_assert_false (rg_lunar_from_string (bad[i], &lunar));
  g_assert_false (rg_lunar_from_string (NULL, &lunar));
}

static void
test_format (void)
{
  static const struct
  {
    const char *stored;
    const char *text;
  } cases[] = {
    { "lunar:08-15", "农历八月十五" }, { "lunar:1990-L05-23", "农历1990年闰五月廿三" },
    { "lunar:01-01", "农历正月初一" }, { "lunar:11-10", "农历冬月初十" },
    { "lunar:12-20", "农历腊月二十" }, { "lunar:10-30", "农历十月三十" },
    { "lunar:03-11", "农历三月十一" }, { "lunar:L04-29", "农历闰四月廿九" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RgLunarDate lunar;
      g_autofree char *text = NULL;

      g_assert_true (rg_lunar_from_string (cases[i].stored, &lunar));
      text = rg_lunar_format (&lunar);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lunar/every-day/sky", test_sky);
  g_test_add_func ("/lunar/every-day/lunar-javascript", test_lunar_javascript);
  g_test_add_func ("/lunar/every-day/solarlunar", test_solarlunar);
  g_test_add_func ("/lunar/known-days", test_known_days);
  g_test_add_func ("/lunar/there-and-back", test_there_and_back);
  g_test_add_func ("/lunar/outside", test_outside);
  g_test_add_func ("/lunar/anniversary", test_anniversary);
  g_test_add_func ("/lunar/parse", test_parse);
  g_test_add_func ("/lunar/stored-form", test_stored_form);
  g_test_add_func ("/lunar/format", test_format);
  return g_test_run ();
}
