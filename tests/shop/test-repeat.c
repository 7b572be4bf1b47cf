/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-birthday.h"
#include "shop/rg-repeat.h"

#include "catalog/rg-date.h"

#include <locale.h>
#include <string.h>

/* When a task comes again, and on which day a birthday is kept. */

static const struct
{
  const char *repeat;
  const char *due;
  const char *done;
  const char *next;
} nexts[] = {
  { "3d", "2025-11-22", "2025-11-22", "2025-11-25" },
  { "3d", "2025-11-22", "2025-11-20", "2025-11-25" },
  /* Days that have passed are left out, and the grid stays. */
  { "3d", "2025-11-22", "2025-11-28", "2025-12-01" },
  { "3d", "2025-11-22", "2025-11-27", "2025-11-28" },
  { "1d", "1971-01-01", "2025-11-22", "2025-11-23" },
  { "3d+", "2025-11-22", "2025-11-27", "2025-11-30" },
  { "2w", "2025-11-22", "2025-11-22", "2025-12-06" },
  { "2w", "2025-11-22", "2025-12-06", "2025-12-20" },
  { "1w+", "2025-11-22", "2025-11-24", "2025-12-01" },
  { "1m@31", "2025-01-31", "2025-01-31", "2025-02-28" },
  { "1m@31", "2025-02-28", "2025-02-28", "2025-03-31" },
  { "1m@31", "2024-01-31", "2024-01-31", "2024-02-29" },
  { "1m@15", "2025-01-15", "2025-03-15", "2025-04-15" },
  { "1m+", "2025-01-31", "2025-01-31", "2025-02-28" },
  { "3m@30", "2025-11-30", "2025-11-30", "2026-02-28" },
  { "1y@02-29", "2024-02-29", "2024-02-29", "2025-02-28" },
  { "1y@02-29", "2027-02-28", "2027-02-28", "2028-02-29" },
  { "1y", "2025-11-22", "2025-11-22", "2026-11-22" },
  /* Lunar 2025 has a leap sixth month (2025-07-25 to 08-22). */
  { "1lm@1", "2025-06-25", "2025-06-25", "2025-07-25" },
  { "1lm@1", "2025-07-25", "2025-07-25", "2025-08-23" },
  { "2lm@1", "2025-06-25", "2025-06-25", "2025-08-23" },
  { "1lm@15", "2026-03-03", "2026-03-03", "2026-04-02" },
  { "1ly@08-15", "2025-10-06", "2025-10-06", "2026-09-25" },
  { "1ly@01-01", "2025-01-29", "2025-01-29", "2026-02-17" },
  { "1ly@L06-01", "2025-07-25", "2025-07-25", "2026-07-14" },
  { "1ly@12-30", "2025-01-28", "2025-01-28", "2026-02-16" },
  { "2ly@08-15", "2025-10-06", "2025-10-06", "2027-09-15" },
};

static void
read_day (const char *text, GDate *day)
{
  g_date_clear (day, 1);
  g_assert_true (rg_date_from_iso (text, day));
}

static void
test_next (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (nexts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *again = NULL, *text = NULL;
      GDate due, done, next;
      RgRepeat repeat;

      g_date_clear (&next, 1);
      read_day (nexts[i].due, &due);
      read_day (nexts[i].done, &done);
      rg_repeat_parse (nexts[i].repeat, &repeat, &error);
      g_assert_no_error (error);
      again = rg_repeat_to_string (&repeat);
      g_assert_cmpstr (again, ==, nexts[i].repeat);
      g_assert_true (rg_repeat_next (&repeat, &due, &done, &next));
      text = rg_date_to_iso (&next);
      g_test_message ("%s of %s done on %s", nexts[i].repeat, nexts[i].due, nexts[i].done);
      g_assert_cmpstr (text, ==, nexts[i].next);
    }
}

/* Whatever is done whenever, it comes again later, and by the calendar always on
 * the day that was meant or on the last of its month. */
static void
test_any (void)
{
  static const char *const repeats[] = { "1d",  "7d",  "5w",  "1m",  "2m",  "11m",  "1y",  "3y",
                                         "1lm", "5lm", "1ly", "1d+", "1m+", "1lm+", "1ly+" };

  for (guint i = 0; i < 20000; i++)
    {
      RgRepeat repeat;
      GDate due, done, next;
      g_autofree char *text = NULL;

      g_date_clear (&due, 1);
      g_date_set_julian (&due, (guint32) g_test_rand_int_range (715000, 750000));
      done = due;
      g_date_add_days (&done, (guint) g_test_rand_int_range (0, 900));
      g_date_subtract_days (&done, (guint) g_test_rand_int_range (0, 40));
      g_assert_true (rg_repeat_parse (repeats[i % G_N_ELEMENTS (repeats)], &repeat, NULL));
      rg_repeat_set_anchor (&repeat, &due);
      g_assert_true (rg_repeat_next (&repeat, &due, &done, &next));
      g_assert_cmpint (g_date_compare (&next, &done), >, 0);
      g_assert_true (repeat.after_done || g_date_compare (&next, &due) > 0);
      if (repeat.unit == RG_REPEAT_MONTH && !repeat.after_done)
        g_assert_true (g_date_get_day (&next) == repeat.day ||
                       (g_date_get_day (&next) < repeat.day && g_date_is_last_of_month (&next)));
    }
}

static void
test_refuse (void)
{
  static const char *const words[] = { "",       "d",      "0d",    "1000d",    "3",      "3x",
                                       "3d@5",   "1m@0",   "1m@32", "1y@13-01", "1y@02",  "1lm@31",
                                       "1m@31+", "1m+@31", "-1d",   "3d++",     "1ly@L8", "每天" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (GError) error = NULL;
      RgRepeat repeat;

      g_test_message ("%s", words[i]);
      g_assert_false (rg_repeat_parse (words[i], &repeat, &error));
      g_assert_error (error, RG_FIELD_ERROR, RG_FIELD_ERROR_SYNTAX);
    }
}

/* The lunar table ends; nothing is made up behind it. */
static void
test_end (void)
{
  RgRepeat repeat;
  GDate due, next;

  read_day ("2100-12-31", &due);
  g_assert_true (rg_repeat_parse ("1ly@12-01", &repeat, NULL));
  g_assert_false (rg_repeat_next (&repeat, &due, &due, &next));
}

static const struct
{
  const char *birthday;
  const char *from;
  const char *day;
  int age;
} birthdays[] = {
  { "1990-11-25", "2025-11-22", "2025-11-25", 35 },
  { "1990-11-22", "2025-11-22", "2025-11-22", 35 },
  { "1990-11-21", "2025-11-22", "2026-11-21", 36 },
  { "--11-25", "2025-11-22", "2025-11-25", -1 },
  { "2000-02-29", "2025-02-01", "2025-02-28", 25 },
  { "2000-02-29", "2024-02-01", "2024-02-29", 24 },
  { "2025-11-25", "2025-11-22", "2025-11-25", 0 },
  { "lunar:1990-10-03", "2025-11-20", "2025-11-22", 35 },
  { "lunar:10-03", "2025-11-23", "2026-11-11", -1 },
  { "lunar:12-30", "2025-12-01", "2026-02-16", -1 },
  { "lunar:1979-L06-10", "2025-08-01", "2025-08-03", 46 },
  { "lunar:1979-L06-10", "2026-07-01", "2026-07-23", 47 },
};

static void
test_birthdays (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (birthdays); i++)
    {
      GDate from, day;
      g_autofree char *text = NULL, *ends = NULL;
      int age;

      read_day (birthdays[i].from, &from);
      g_test_message ("%s from %s", birthdays[i].birthday, birthdays[i].from);
      g_assert_true (rg_birthday_next (birthdays[i].birthday, &from, &day, &age));
      text = rg_date_to_iso (&day);
      g_assert_cmpstr (text, ==, birthdays[i].day);
      g_assert_cmpint (age, ==, birthdays[i].age);
      ends = rg_birthday_ends (&day, &day, g_str_has_prefix (birthdays[i].birthday, "lunar:"));
      g_assert_nonnull (strstr (ends, birthdays[i].birthday + strlen (birthdays[i].birthday) - 5));
    }
  {
    GDate from, day;

    read_day ("2025-11-22", &from);
    g_assert_false (rg_birthday_next ("someday", &from, &day, NULL));
    g_assert_false (rg_birthday_next ("2030-01-01", &from, &day, NULL));
  }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/repeat/next", test_next);
  g_test_add_func ("/repeat/any", test_any);
  g_test_add_func ("/repeat/refuse", test_refuse);
  g_test_add_func ("/repeat/end", test_end);
  g_test_add_func ("/repeat/birthdays", test_birthdays);
  return g_test_run ();
}
