/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange-test.h"

/* Tags that an import gives. */

/* Tags that everybody in the file gets, besides those of a column. */
static void
test_tags_for_all (Fixture *f, gconstpointer data)
{
  static const char *const tags[] = { "展会", "金卡", NULL };
  RgImportOptions options = RG_IMPORT_OPTIONS_INIT;
  const char *whose = "SELECT c.name, t.name FROM customer_tag x JOIN customer c ON c.id = customer_id"
                      " JOIN tag t ON t.id = tag_id ORDER BY x.id";
  g_autoptr (RgImportReport) report = run_text (f, "姓名,手机,标签\n张三,13800138000,老客\n", NULL);

  options.tags = tags;
  options.known = RG_IMPORT_KNOWN_SKIP;
  g_clear_pointer (&report, rg_import_report_free);
  report = run_text (f, "姓名,手机\n张三,13800138000\n", &options);
  assert_sql (f, whose, "张三,老客");

  options.known = RG_IMPORT_KNOWN_FILL;
  g_clear_pointer (&report, rg_import_report_free);
  report = run_text (f, "姓名,手机,标签\n张三,13800138000,\n李四,,金卡；团购\n", &options);
  g_assert_cmpuint (report->tags_distinct, ==, 3);
  assert_sql (f, whose, "张三,老客/张三,展会/张三,金卡/李四,金卡/李四,团购/李四,展会");
  /* All of it is one thing to take back. */
  undo (f, report->operation);
  assert_sql (f, whose, "张三,老客");
  assert_sql (f, "SELECT group_concat (name) FROM tag", "老客");

  /* Of sales there are none to give. */
  options.entity = "sale";
  g_clear_pointer (&report, rg_import_report_free);
  report = run_text (f, "姓名,手机,金额\n王五,13900139000,20\n", &options);
  g_assert_cmpuint (report->created, ==, 1);
  assert_sql (f, whose, "张三,老客");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  add_test ("/import/tags/for-all", test_tags_for_all);

  return g_test_run ();
}
