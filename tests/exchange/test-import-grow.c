/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange-test.h"

/* A long file's columns are judged by its first rows. What stands further down
 * is not lost: a new choice joins the others, what is none goes to the notes. */

/* More than are looked at before the import. */
#define ROWS 20400

static char *
long_file (Fixture *f)
{
  g_autoptr (GString) text = g_string_new ("姓名,尺码,积分\n");

  for (int i = 1; i <= ROWS; i++)
    {
      const char *size = i % 2 != 0 ? "大" : "小";
      const char *points = "10";

      if (i == ROWS - 300 || i == ROWS - 200)
        size = "特大";
      else if (i == ROWS - 199)
        size = "大，小";
      else if (i == ROWS - 198)
        size = "特-大";
      if (i == ROWS - 197)
        points = "很多";
      g_string_append_printf (text, "客人%d,%s,%s\n", i, size, points);
    }
  return write_bytes (f, "long.csv", text->str, (gssize) text->len);
}

static void
test_long_file (Fixture *f, gconstpointer data)
{
  g_autofree char *path = long_file (f);
  g_autoptr (RgImportReport) report = run_file (f, path, NULL);

  g_assert_cmpuint (report->created, ==, ROWS);
  g_assert_cmpuint (report->refused, ==, 0);
  assert_sql (f, "SELECT label, type, choices FROM own_field ORDER BY position",
              "尺码,choice,[\"大\",\"小\",\"特大\"]/积分,number,~");
  assert_sql (f, "SELECT x1, count (*) FROM customer GROUP BY x1 ORDER BY 2", "~,2/特大,2/小,10197/大,10199");
  assert_sql (f, "SELECT x1, x2, notes FROM customer WHERE notes IS NOT NULL ORDER BY id",
              "~,10.0,尺码: 大，小/~,10.0,尺码: 特-大/大,~,积分: 很多");
}

/* The owner's own choices are not for a file to change. */
static void
test_there_before (Fixture *f, gconstpointer data)
{
  g_autofree char *path = long_file (f);
  g_autoptr (RgImportReport) first = run_file (f, path, NULL);
  g_autoptr (RgImportReport) second = run_text (f, "姓名,尺码\n新人甲,大\n新人乙,超大\n", NULL);

  g_assert_cmpuint (second->created, ==, 2);
  assert_sql (f, "SELECT choices FROM own_field WHERE label = '尺码'", "[\"大\",\"小\",\"特大\"]");
  assert_sql (f, "SELECT x1, notes FROM customer WHERE name LIKE '新人%' ORDER BY id", "大,~/~,尺码: 超大");
}

/* Trying says what the import will do. */
static void
test_tried (Fixture *f, gconstpointer data)
{
  g_autofree char *path = long_file (f);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgImportPlan) plan = plan_file (f, path, NULL, &error);
  RgImportJob job = { .plan = plan };
  g_autoptr (RgImportReport) tried = NULL;
  g_autoptr (RgImportReport) report = NULL;

  g_assert_no_error (error);
  tried = rg_store_read_sync (f->store, rg_import_read_func, &job, NULL, &error);
  g_assert_no_error (error);
  report = run_file (f, path, NULL);
  g_assert_cmpuint (tried->created, ==, report->created);
  g_assert_cmpuint (tried->n_problems, ==, report->n_problems);
  g_assert_cmpuint (report->n_problems, ==, 3);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  add_test ("/import-grow/long-file", test_long_file);
  add_test ("/import-grow/there-before", test_there_before);
  add_test ("/import-grow/tried", test_tried);
  return g_test_run ();
}
