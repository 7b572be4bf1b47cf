/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange-test.h"

/* Very many phones or tags in one cell: every one is taken once, in a time that
 * grows with their number only. */

/* As many as fit in the largest cell. */
#define MANY_PHONES 80000
#define MANY_TAGS 140000
/* Enough that they are not looked through one by one. */
#define SOME 300

/* Rows of two people who have the same phones and tags. */
static char *
make_rows (guint phones, guint tags)
{
  GString *text = g_string_new ("姓名,手机,标签\n");

  for (guint row = 0; row < 2; row++)
    {
      g_string_append (text, row == 0 ? "张三,\"" : "李四,\"");
      for (guint i = 0; i < phones; i++)
        g_string_append_printf (text, "138%08u;", i);
      g_string_append (text, "\",\"");
      for (guint i = 0; i < tags; i++)
        g_string_append_printf (text, "t%05u;", i);
      g_string_append (text, "\"\n");
    }
  return g_string_free_and_steal (text);
}

static void
test_largest_cells (Fixture *f, gconstpointer data)
{
  RgImportOptions options = RG_IMPORT_OPTIONS_INIT;
  g_autofree char *text = make_rows (MANY_PHONES, MANY_TAGS);
  g_autoptr (RgImportReport) report = NULL;

  options.dry_run = TRUE;
  report = run_text (f, text, &options);
  g_assert_cmpuint (report->created, ==, 2);
  g_assert_cmpuint (report->phones_valid, ==, 2);
  g_assert_cmpuint (report->phones_distinct, ==, 1);
  g_assert_cmpuint (report->tags_distinct, ==, MANY_TAGS);
}

static void
test_taken_once (Fixture *f, gconstpointer data)
{
  g_autofree char *text = make_rows (SOME, SOME);
  g_autofree char *fewer = make_rows (SOME - 1, SOME - 1);

  for (guint pass = 0; pass < 3; pass++)
    {
      g_autoptr (RgImportReport) report = run_text (f, pass == 1 ? text : fewer, NULL);

      g_assert_cmpuint (pass == 0 ? report->created : report->updated, ==, 2);
      assert_sql (
          f,
          "SELECT (SELECT count (*) || ' ' || count (DISTINCT value) FROM identity WHERE customer_id = "
          "customer.id), (SELECT count (*) FROM customer_tag WHERE customer_id = customer.id) FROM "
          "customer ORDER BY id",
          pass == 0 ? "298 298,299/298 298,299" : "299 299,300/299 299,300");
    }
  assert_sql (f, "SELECT phone FROM customer", "13800000000/13800000000");
  assert_sql (f, "SELECT count (*) FROM tag", "300");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  add_test ("/import-many/largest-cells", test_largest_cells);
  add_test ("/import-many/taken-once", test_taken_once);
  return g_test_run ();
}
