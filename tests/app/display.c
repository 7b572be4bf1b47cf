/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/rg-display.h"
#include "app/widgets/rg-palette.h"

#include "store/rg-store.h"

#include <locale.h>

static GDate today;

static void
test_ago (void)
{
  static const struct
  {
    const char *iso;
    const char *text;
  } cases[] = {
    { NULL, "" },
    { "", "" },
    { "nonsense", "" },
    { "2026-11-22", "Today" },
    { "2026-11-21", "Yesterday" },
    { "2026-11-20", "2 days ago" },
    { "2026-10-23", "30 days ago" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = rg_display_ago (cases[i].iso, &today);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* Farther away it is a date: of this year without the year, and a day to come
 * is never "ago". */
static void
test_ago_dates (void)
{
  g_autofree char *near = rg_display_ago ("2026-10-22", &today);
  g_autofree char *far = rg_display_ago ("2025-10-22", &today);
  g_autofree char *coming = rg_display_ago ("2026-11-23", &today);

  g_assert_null (strstr (near, "ago"));
  g_assert_null (strstr (near, "2026"));
  g_assert_nonnull (strstr (near, "22"));
  g_assert_nonnull (strstr (far, "2025"));
  g_assert_null (strstr (coming, "ago"));
  g_assert_nonnull (strstr (coming, "23"));
}

static void
test_due (void)
{
  static const struct
  {
    const char *iso;
    RgDue due;
    const char *text;
  } cases[] = {
    { NULL, RG_DUE_NONE, "" },
    { "2026-13-01", RG_DUE_NONE, "" },
    { "2026-11-19", RG_DUE_OVERDUE, "3 days late" },
    { "2026-11-21", RG_DUE_OVERDUE, "1 day late" },
    { "2026-11-22", RG_DUE_TODAY, "Today" },
    { "2026-11-23", RG_DUE_LATER, "Tomorrow" },
    { "2026-11-24", RG_DUE_LATER, "In 2 days" },
    { "2026-11-28", RG_DUE_LATER, "In 6 days" },
  };
  g_autofree char *date = NULL;
  RgDue due;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = rg_display_due (cases[i].iso, &today, &due);

      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpint (due, ==, cases[i].due);
    }

  date = rg_display_due ("2026-11-29", &today, &due);
  g_assert_cmpint (due, ==, RG_DUE_LATER);
  g_assert_nonnull (strstr (date, "29"));
}

static void
test_initial (void)
{
  static const struct
  {
    const char *name;
    const char *initial;
  } cases[] = {
    { NULL, "" },
    { "", "" },
    { "  ", "" },
    { "王小明", "王" },
    { "欧阳娜娜", "欧阳" },
    { "欧阳", "欧" },
    { "司马懿", "司马" },
    { "（张）三", "张" },
    { "anna smith", "AS" },
    { "Anna", "A" },
    { "Anna Maria Li", "AL" },
    { "Anna 王", "A" },
    { "138", "1" },
    { "一米阳光装饰", "一" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *initial = rg_display_initial (cases[i].name);

      g_assert_cmpstr (initial, ==, cases[i].initial);
    }
}

static void
test_colors (void)
{
  gboolean seen[RG_DISPLAY_N_COLORS] = { FALSE };
  guint n = 0;

  for (gint64 id = 1; id <= RG_DISPLAY_N_COLORS; id++)
    {
      g_assert_cmpuint (rg_display_color_of_id (id), <, RG_DISPLAY_N_COLORS);
      g_assert_cmpuint (rg_display_color_of_id (id), !=, rg_display_color_of_id (id + 1));
      seen[rg_display_color_of_id (id)] = TRUE;
    }
  for (guint i = 0; i < RG_DISPLAY_N_COLORS; i++)
    n += seen[i];
  g_assert_cmpuint (n, ==, RG_DISPLAY_N_COLORS);
  g_assert_cmpuint (rg_display_color ("老客户"), ==, rg_display_color ("老客户"));
  g_assert_cmpuint (rg_display_color ("老客户"), <, RG_DISPLAY_N_COLORS);
}

/* WCAG 2.1, success criterion 1.4.3. */
static void
test_contrast (void)
{
  const GdkRGBA black = { 0, 0, 0, 1 }, white = { 1, 1, 1, 1 },
                grey = { 0.4666667f, 0.4666667f, 0.4666667f, 1 };

  g_assert_cmpfloat_with_epsilon (rg_palette_contrast (&black, &white), 21.0, 0.001);
  g_assert_cmpfloat_with_epsilon (rg_palette_contrast (&white, &white), 1.0, 0.001);
  /* #777 on white is the well-known 4.48. */
  g_assert_cmpfloat_with_epsilon (rg_palette_contrast (&grey, &white), 4.48, 0.01);

  for (int dark = 0; dark <= 1; dark++)
    {
      for (guint i = 0; i < RG_DISPLAY_N_COLORS; i++)
        {
          const RgColorPair *pair = rg_palette_get (i, dark);

          g_assert_cmpfloat (rg_palette_contrast (&pair->back, &pair->fore), >=, 4.5);
        }
      for (RgDue due = RG_DUE_NONE; due <= RG_DUE_LATER; due++)
        {
          const RgColorPair *pair = rg_palette_get_due (due, dark);

          g_assert_cmpfloat (rg_palette_contrast (&pair->back, &pair->fore), >=, 4.5);
        }
    }
}

static void
test_count (void)
{
  g_autofree char *small = rg_display_count (300), *large = rg_display_count (12408);

  g_assert_cmpstr (small, ==, "300");
  g_assert_cmpstr (large, ==, "12,408");
}

static void
test_today (void)
{
  GDate date;

  /* A quarter past midnight in Shanghai is the day before in London. */
  rg_clock_set (G_GINT64_CONSTANT (1795277700000));
  rg_display_today (&date);
  g_assert_cmpint (g_date_get_day (&date), ==, 22);
  g_assert_cmpint (g_date_get_month (&date), ==, 11);
  g_assert_cmpint (g_date_get_year (&date), ==, 2026);
  rg_clock_set (0);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_date_set_dmy (&today, 22, G_DATE_NOVEMBER, 2026);

  g_test_add_func ("/app/display/ago", test_ago);
  g_test_add_func ("/app/display/ago-dates", test_ago_dates);
  g_test_add_func ("/app/display/due", test_due);
  g_test_add_func ("/app/display/initial", test_initial);
  g_test_add_func ("/app/display/colors", test_colors);
  g_test_add_func ("/app/display/contrast", test_contrast);
  g_test_add_func ("/app/display/count", test_count);
  g_test_add_func ("/app/display/today", test_today);

  return g_test_run ();
}
