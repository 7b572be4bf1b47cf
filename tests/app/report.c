/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/import/rg-import-report.h"

#include <locale.h>

static void
test_short (void)
{
  RgImportReport report = { 0 };
  g_autofree char *nothing = rg_import_report_say_short (&report, "customer");
  g_autofree char *one = NULL, *many = NULL, *known = NULL, *both = NULL;

  report.operation = 1;
  report.created = 1;
  one = rg_import_report_say_short (&report, "customer");
  report.created = 2000;
  many = rg_import_report_say_short (&report, "customer");
  report.updated = 30;
  both = rg_import_report_say_short (&report, "customer");
  report.created = 0;
  known = rg_import_report_say_short (&report, "customer");

  g_assert_cmpstr (nothing, ==, "Nothing in the file was new.");
  g_assert_cmpstr (one, ==, "Imported 1 customer");
  g_assert_cmpstr (many, ==, "Imported 2,000 customers");
  g_assert_cmpstr (both, ==, "Imported 2,000 customers");
  g_assert_cmpstr (known, ==, "Completed 30 known customers");
}

static void
test_sales (void)
{
  RgImportReport report = { .created = 12, .updated = 3, .operation = 1 };
  g_autofree char *text = rg_import_report_say_short (&report, "sale");

  g_assert_cmpstr (text, ==, "Imported 12 sales");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/report/short", test_short);
  g_test_add_func ("/app/report/sales", test_sales);

  return g_test_run ();
}
