/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-date.h"
#include "catalog/rg-field-type.h"

#include <locale.h>
#include <string.h>

static const struct
{
  const char *text;
  RgDateForm form;
  const char *stored;
} good[] = {
  { "1990/1/2", RG_DATE_FORM_SOLAR, "1990-01-02" },
  { "1990-01-02", RG_DATE_FORM_SOLAR, "1990-01-02" },
  { "1990.1.2", RG_DATE_FORM_SOLAR, "1990-01-02" },
  { "19900102", RG_DATE_FORM_SOLAR, "1990-01-02" },
  { "1990年1月2日", RG_DATE_FORM_SOLAR, "1990-01-02" },
  { "1990 年 1 月 2 日", RG_DATE_FORM_SOLAR, "1990-01-02" },
  { "1990年01月02号", RG_DATE_FORM_SOLAR, "1990-01-02" },
  { "1990/1/2 0:00", RG_DATE_FORM_SOLAR, "1990-01-02" },
  { "1990-01-02 00:00:00", RG_DATE_FORM_SOLAR, "1990-01-02" },
  { "1990-01-02T00:00:00Z", RG_DATE_FORM_SOLAR, "1990-01-02" },
  { "1990-01-02T08:30:00.000+08:00", RG_DATE_FORM_SOLAR, "1990-01-02" },
  { "1990/1/2 12:00:00 AM", RG_DATE_FORM_SOLAR, "1990-01-02" },
  { "2025/11/22 星期六", RG_DATE_FORM_SOLAR, "2025-11-22" },
  { "2025年11月22日（周六）", RG_DATE_FORM_SOLAR, "2025-11-22" },
  { "2025年11月22日 15:30", RG_DATE_FORM_SOLAR, "2025-11-22" },
  { "１９９０／１／２", RG_DATE_FORM_SOLAR, "1990-01-02" },
  { "1/2/1990", RG_DATE_FORM_SOLAR, "1990-01-02" },
  { "12/31/1990", RG_DATE_FORM_SOLAR, "1990-12-31" },
  { "31/12/1990", RG_DATE_FORM_SOLAR, "1990-12-31" },
  { "一九九〇年一月二日", RG_DATE_FORM_SOLAR, "1990-01-02" },
  { "二〇〇五年十二月三十一日", RG_DATE_FORM_SOLAR, "2005-12-31" },
  { "90年1月2日", RG_DATE_FORM_SOLAR, "1990-01-02" },
  { "05年元月2日", RG_DATE_FORM_SOLAR, "2005-01-02" },
  { "公历1990年1月2日", RG_DATE_FORM_SOLAR, "1990-01-02" },
  { "阳历：1990-1-2", RG_DATE_FORM_SOLAR, "1990-01-02" },
  { "2000-02-29", RG_DATE_FORM_SOLAR, "2000-02-29" },
  { "1月2日", RG_DATE_FORM_SOLAR, "--01-02" },
  { "1月2", RG_DATE_FORM_SOLAR, "--01-02" },
  { "2月29日", RG_DATE_FORM_SOLAR, "--02-29" },
  { "十月一日", RG_DATE_FORM_SOLAR, "--10-01" },
  { "--01-02", RG_DATE_FORM_SOLAR, "--01-02" },
  { "32874", RG_DATE_FORM_SERIAL, "1990-01-01" },
  { "３２８７４", RG_DATE_FORM_SERIAL, "1990-01-01" },
  { "农历八月十五", RG_DATE_FORM_LUNAR, "lunar:08-15" },
  { "农历1990年八月十五", RG_DATE_FORM_LUNAR, "lunar:1990-08-15" },
  { "阴历闰五月廿三", RG_DATE_FORM_LUNAR, "lunar:L05-23" },
  { "1990年八月十五（农历）", RG_DATE_FORM_LUNAR, "lunar:1990-08-15" },
  { "正月初一", RG_DATE_FORM_LUNAR, "lunar:01-01" },
  { "lunar:1990-L05-23", RG_DATE_FORM_LUNAR, "lunar:1990-L05-23" },
  { "lunar:08-15", RG_DATE_FORM_LUNAR, "lunar:08-15" },
};

static const struct
{
  const char *text;
  int code;
} bad[] = {
  { "2023-02-30", RG_FIELD_ERROR_RANGE },
  { "2023/2/29", RG_FIELD_ERROR_RANGE },
  { "1990-13-01", RG_FIELD_ERROR_RANGE },
  { "0000-00-00", RG_FIELD_ERROR_RANGE },
  { "19901301", RG_FIELD_ERROR_RANGE },
  { "2月31日", RG_FIELD_ERROR_RANGE },
  { "1991年2月30日", RG_FIELD_ERROR_RANGE },
  { "13/13/1990", RG_FIELD_ERROR_RANGE },
  { "农历1990年闰六月初一", RG_FIELD_ERROR_RANGE },
  { "lunar:1990-L06-01", RG_FIELD_ERROR_RANGE },
  { "--02-30", RG_FIELD_ERROR_SYNTAX },
  { "", RG_FIELD_ERROR_SYNTAX },
  { "不详", RG_FIELD_ERROR_SYNTAX },
  { "90后", RG_FIELD_ERROR_SYNTAX },
  { "1990", RG_FIELD_ERROR_SYNTAX },
  { "1990-1", RG_FIELD_ERROR_SYNTAX },
  { "1990年1月", RG_FIELD_ERROR_SYNTAX },
  { "1990/1-2", RG_FIELD_ERROR_SYNTAX },
  { "1990/1/2/3", RG_FIELD_ERROR_SYNTAX },
  { "1990/1/2 25:00", RG_FIELD_ERROR_SYNTAX },
  { "1990/1/2 早上", RG_FIELD_ERROR_SYNTAX },
  { "1/2/90", RG_FIELD_ERROR_SYNTAX },
  { "13812345678", RG_FIELD_ERROR_SYNTAX },
  { "123456", RG_FIELD_ERROR_SYNTAX },
  { "01234", RG_FIELD_ERROR_SYNTAX },
  { "1990年1月2日左右", RG_FIELD_ERROR_SYNTAX },
  { "月日", RG_FIELD_ERROR_SYNTAX },
  { "1990年闰1月2日吧", RG_FIELD_ERROR_SYNTAX },
  { "农历", RG_FIELD_ERROR_SYNTAX },
  { "阳历八月初一", RG_FIELD_ERROR_SYNTAX },
};

static void
test_good (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      RgDateForm form = RG_DATE_FORM_NONE;
      g_autofree char *stored = rg_date_parse (good[i].text, TRUE, &form, &error);
      g_autofree char *again = NULL;

      g_test_message ("%s", good[i].text);
      g_assert_no_error (error);
      g_assert_cmpstr (stored, ==, good[i].stored);
      g_assert_cmpint (form, ==, good[i].form);
      again = rg_date_parse (stored, FALSE, NULL, &error);
      g_assert_cmpstr (again, ==, stored);
    }
}

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      RgDateForm form = RG_DATE_FORM_SOLAR;

      g_test_message ("%s", bad[i].text);
      g_assert_null (rg_date_parse (bad[i].text, TRUE, &form, &error));
      g_assert_error (error, RG_FIELD_ERROR, bad[i].code);
      g_assert_cmpint (form, ==, RG_DATE_FORM_NONE);
    }
  /* Five digits are a date only where they are said to be. */
  g_assert_null (rg_date_parse ("32874", FALSE, NULL, NULL));
}

static void
test_serial (void)
{
  static const struct
  {
    gint64 serial;
    gboolean date1904;
    const char *iso;
  } cases[] = {
    { 1, FALSE, "1900-01-01" },
    { 59, FALSE, "1900-02-28" },
    { 60, FALSE, NULL },
    { 61, FALSE, "1900-03-01" },
    { 32874, FALSE, "1990-01-01" },
    { 45983, FALSE, "2025-11-22" },
    { 0, FALSE, NULL },
    { -1, FALSE, NULL },
    { 2958465, FALSE, "9999-12-31" },
    { 2958466, FALSE, NULL },
    { 0, TRUE, "1904-01-01" },
    { 31412, TRUE, "1990-01-01" },
    { 2957003, TRUE, "9999-12-31" },
    { 2957004, TRUE, NULL },
    { G_MAXINT64, FALSE, NULL },
    { G_MININT64, TRUE, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *iso = rg_date_from_serial (cases[i].serial, cases[i].date1904);

      g_assert_cmpstr (iso, ==, cases[i].iso);
    }
}

static void
test_iso (void)
{
  static const char *const refused[] = { "",           "1990-1-2",   "1990-01-02 ", "1990/01/02",
                                         "1990-02-30", "0000-01-01", "1990-00-01",  "199a-01-01",
                                         "--01-02",    NULL };
  guint month, day;
  GDate date;

  g_assert_true (rg_date_from_iso ("2024-02-29", &date));
  g_assert_cmpint (g_date_get_year (&date), ==, 2024);
  g_assert_cmpint (g_date_get_month (&date), ==, 2);
  g_assert_cmpint (g_date_get_day (&date), ==, 29);
  for (guint i = 0; refused[i] != NULL; i++)
    g_assert_false (rg_date_from_iso (refused[i], &date));
  g_assert_false (rg_date_from_iso (NULL, &date));

  g_assert_true (rg_date_month_day ("--02-29", &month, &day));
  g_assert_cmpuint (month, ==, 2);
  g_assert_cmpuint (day, ==, 29);
  g_assert_false (rg_date_month_day ("--02-30", &month, &day));
  g_assert_false (rg_date_month_day ("-02-29", &month, &day));
  g_assert_false (rg_date_month_day (NULL, &month, &day));
}

static void
test_format (void)
{
  GDate date, today, other;
  g_autofree char *whole = NULL;
  g_autofree char *brief = NULL;
  g_autofree char *elsewhere = NULL;
  g_autofree char *early = NULL;

  g_assert_true (rg_date_from_iso ("2025-11-02", &date));
  g_assert_true (rg_date_from_iso ("2025-12-31", &today));
  g_assert_true (rg_date_from_iso ("2026-01-01", &other));
  whole = rg_date_format (&date, FALSE, &today);
  g_assert_cmpstr (whole, ==, "2 Nov 2025");
  brief = rg_date_format (&date, TRUE, &today);
  g_assert_cmpstr (brief, ==, "2 Nov");
  elsewhere = rg_date_format (&date, TRUE, &other);
  g_assert_cmpstr (elsewhere, ==, "2 Nov 2025");
  early = rg_date_format (&date, TRUE, NULL);
  g_assert_cmpstr (early, ==, "2 Nov 2025");
}

static void
test_every_day (void)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, G_DATE_JANUARY, 1896);
  for (int i = 0; i < 80000; i++, g_date_add_days (&date, 1))
    {
      g_autofree char *iso = rg_date_to_iso (&date);
      g_autofree char *written = g_strdup_printf ("%d年%d月%d日", g_date_get_year (&date),
                                                  (int) g_date_get_month (&date), g_date_get_day (&date));
      g_autofree char *stored = rg_date_parse (written, FALSE, NULL, NULL);
      GDate back;

      g_assert_cmpstr (stored, ==, iso);
      g_assert_true (rg_date_from_iso (iso, &back));
      g_assert_cmpint (g_date_compare (&date, &back), ==, 0);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/date/good", test_good);
  g_test_add_func ("/date/bad", test_bad);
  g_test_add_func ("/date/serial", test_serial);
  g_test_add_func ("/date/iso", test_iso);
  g_test_add_func ("/date/format", test_format);
  g_test_add_func ("/date/every-day", test_every_day);
  return g_test_run ();
}
