/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-festivals.h"

#include "catalog/rg-date.h"

#include <locale.h>

static void
set_day (GDate *day, const char *iso)
{
  g_date_clear (day, 1);
  g_assert_true (rg_date_from_iso (iso, day));
}

/* The keys of a day's festivals. (transfer full) */
static char *
keys_of (const char *iso)
{
  g_autoptr (GPtrArray) found = NULL;
  GString *keys = g_string_new (NULL);
  GDate day;

  set_day (&day, iso);
  found = rg_festivals_for_day (&day);
  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (keys, "%s%s", i > 0 ? " " : "",
                            ((const RgFestival *) g_ptr_array_index (found, i))->key);
  return g_string_free_and_steal (keys);
}

static void
test_days (void)
{
  static const struct
  {
    const char *day;
    const char *keys;
  } cases[] = {
    { "2025-01-01", "new-year" },
    { "2025-01-28", "new-years-eve" }, /* lunar year of a last month of 29 days */
    { "2025-01-29", "spring-festival" },
    { "2024-02-09", "new-years-eve" }, /* of 30 days */
    { "2024-02-10", "spring-festival" },
    { "2101-01-28", "new-years-eve" }, /* where the table ends */
    { "2025-02-12", "lantern" },
    { "2024-04-04", "qingming" },
    { "2025-05-11", "mothers-day" },
    { "2025-05-04", "youth-day" },
    { "2025-06-15", "fathers-day" },
    { "2025-05-31", "dragon-boat" },
    { "2025-08-29", "qixi" },
    { "2025-10-06", "mid-autumn" },
    { "2025-10-29", "double-ninth" },
    { "2026-01-26", "laba" },
    { "2020-10-01", "mid-autumn national-day" },
    { "2025-11-11", "double-eleven" },
    { "2025-11-22", "" },
    /* A leap month, the seventh of 2006, has no festivals. */
    { "2006-07-31", "qixi" },
    { "2006-08-30", "" },
    { "2033-08-01", "qixi army-day" },
    { "1850-10-01", "national-day" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *keys = keys_of (cases[i].day);

      g_test_message ("%s", cases[i].day);
      g_assert_cmpstr (keys, ==, cases[i].keys);
    }
}

/* Each is once in every year, by its own calendar. */
static void
test_once (void)
{
  guint n;
  const RgFestival *festivals = rg_festivals (&n);
  g_autofree guint *count = g_new0 (guint, n);
  GDate day, end;

  set_day (&day, "1901-01-01");
  set_day (&end, "2100-12-31");
  for (; g_date_compare (&day, &end) <= 0; g_date_add_days (&day, 1))
    {
      g_autoptr (GPtrArray) found = rg_festivals_for_day (&day);

      for (guint i = 0; i < found->len; i++)
        count[(const RgFestival *) g_ptr_array_index (found, i) - festivals]++;
    }
  for (guint i = 0; i < n; i++)
    {
      g_test_message ("%s", festivals[i].key);
      g_assert_cmpuint (count[i], >=, 199);
      g_assert_cmpuint (count[i], <=, 201);
      if (!festivals[i].lunar)
        g_assert_cmpuint (count[i], ==, 200);
      g_assert_nonnull (rg_festival_get_name (&festivals[i]));
    }
}

static void
test_lines (void)
{
  static const struct
  {
    const char *day;
    const char *text;
    RgDayLine line;
  } cases[] = {
    { "2025-11-25", "初六", RG_DAY_LINE_LUNAR },
    { "2025-11-20", "十月", RG_DAY_LINE_MONTH },
    { "2025-07-25", "闰六月", RG_DAY_LINE_MONTH },
    { "2025-11-22", "Minor Snow", RG_DAY_LINE_TERM },
    { "2025-11-11", "Double Eleven", RG_DAY_LINE_FESTIVAL },
    { "2025-01-29", "Spring Festival", RG_DAY_LINE_OFF },
    { "2025-12-19", "三十", RG_DAY_LINE_LUNAR },
    { "2025-12-10", "廿一", RG_DAY_LINE_LUNAR },
    { "1900-01-30", NULL, RG_DAY_LINE_NONE },
    { "2150-03-03", NULL, RG_DAY_LINE_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;
      RgDayLine line;
      GDate day;

      set_day (&day, cases[i].day);
      text = rg_festivals_line (&day, &line);
      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpint (line, ==, cases[i].line);
    }
}

static void
test_describe (void)
{
  static const struct
  {
    const char *day;
    const char *text;
  } cases[] = {
    { "2025-11-25", "农历十月初六" },
    { "2025-11-22", "农历十月初三 Minor Snow" },
    { "2024-04-04", "农历二月廿六 Qingming" },
    { "2020-10-01", "农历八月十五 Mid-Autumn Festival National Day" },
    { "2150-03-03", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;
      GDate day;

      set_day (&day, cases[i].day);
      text = rg_festivals_describe (&day);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shop/festivals/days", test_days);
  g_test_add_func ("/shop/festivals/once", test_once);
  g_test_add_func ("/shop/festivals/lines", test_lines);
  g_test_add_func ("/shop/festivals/describe", test_describe);
  return g_test_run ();
}
