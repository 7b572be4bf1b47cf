/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-import-report.h"

#include <locale.h>

static void
test_short (void)
{
  RgImportReport report = { 0 };
  g_autofree char *nothing = rg_import_report_say_short (&report);
  g_autofree char *one = NULL, *many = NULL, *known = NULL, *both = NULL;

  g_assert_false (rg_import_report_needs_dialog (&report));
  report.created = 1;
  one = rg_import_report_say_short (&report);
  report.created = 2000;
  many = rg_import_report_say_short (&report);
  report.updated = 30;
  both = rg_import_report_say_short (&report);
  report.created = 0;
  known = rg_import_report_say_short (&report);

  g_assert_cmpstr (nothing, ==, "Nothing in the file was new.");
  g_assert_cmpstr (one, ==, "Imported 1 customer");
  g_assert_cmpstr (many, ==, "Imported 2,000 customers");
  g_assert_cmpstr (both, ==, "Imported 2,000 customers, completed 30 known ones");
  g_assert_cmpstr (known, ==, "Completed 30 known customers");
}

static void
test_long (void)
{
  RgImportReport report = {
    .created = 1200, .skipped = 1, .refused = 3, .refused_path = (char *) "/tmp/list-refused.csv"
  };
  g_autofree char *text = rg_import_report_say_long (&report);

  g_assert_true (rg_import_report_needs_dialog (&report));
  g_assert_true (g_str_has_prefix (
      text, "1,200 new customers\n1 known customer left as it was\n3 rows not imported\n\n"));
  g_assert_nonnull (strstr (text, "“list-refused.csv”"));
  g_assert_null (strstr (text, "/tmp"));
  g_assert_null (strstr (text, "completed"));
}

static void
test_damaged (void)
{
  RgImportReport report = { .created = 5, .damaged_rows = 1 };
  g_autofree char *text = rg_import_report_say_long (&report);

  g_assert_true (rg_import_report_needs_dialog (&report));
  g_assert_nonnull (strstr (text, "1 row with characters that cannot be read"));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/report/short", test_short);
  g_test_add_func ("/app/report/long", test_long);
  g_test_add_func ("/app/report/damaged", test_damaged);

  return g_test_run ();
}
