/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange-test.h"

/* What the import assistant asks of a plan: a trial, labels, a plan that is not
 * finished, rows that were pasted. */

static RgImportPlan *
plan_unfinished (Fixture *f, const char *text)
{
  g_autofree char *path = write_bytes (f, "file.csv", text, -1);
  g_autoptr (RgCatalog) catalog = rg_store_ref_catalog (f->store);
  g_autoptr (GError) error = NULL;
  RgImportOptions options = RG_IMPORT_OPTIONS_INIT;
  RgImportPlan *plan;

  options.unfinished = TRUE;
  plan = rg_import_plan_new (catalog, path, &options, NULL, &error);
  g_assert_no_error (error);
  return plan;
}

static RgImportReport *
try_with_shop (Fixture *f, RgImportPlan *plan)
{
  RgImportJob job = { .plan = plan };
  g_autoptr (GError) error = NULL;
  RgImportReport *report = rg_store_read_sync (f->store, rg_import_read_func, &job, NULL, &error);

  g_assert_no_error (error);
  return report;
}

static const char people[] =
    "姓名,手机,等级\n张三,13800000001,金\n李四,没有,银\n张三,13800000001,金\n,,\n,,银\n";

/* The same with and without a shop, for an empty one has nobody in it. */
static void
test_without_shop (Fixture *f, gconstpointer data)
{
  g_autoptr (RgImportPlan) plan = plan_unfinished (f, people);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgImportReport) empty = NULL, shop = NULL;

  rg_import_plan_set_trial (plan, 0, 10);
  empty = rg_import_try (NULL, plan, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  shop = try_with_shop (f, plan);
  for (guint i = 0; i < 2; i++)
    {
      RgImportReport *report = i == 0 ? empty : shop;
      const RgImportProblem *problem;

      g_assert_cmpuint (report->rows, ==, 4);
      g_assert_cmpuint (report->created, ==, 2);
      g_assert_cmpuint (report->updated, ==, 1);
      g_assert_cmpuint (report->repeated, ==, 1);
      g_assert_cmpuint (report->refused, ==, 1);
      g_assert_false (report->partial);
      g_assert_cmpuint (report->n_problems, ==, 2);
      g_assert_cmpuint (report->problems->len, ==, 2);
      problem = g_ptr_array_index (report->problems, 0);
      g_assert_cmpuint (problem->line, ==, 3);
      g_assert_cmpuint (problem->column, ==, 1);
      problem = g_ptr_array_index (report->problems, 1);
      g_assert_cmpuint (problem->column, ==, G_MAXUINT);
    }
}

static void
test_limits (Fixture *f, gconstpointer data)
{
  g_autoptr (RgImportPlan) plan = plan_unfinished (f, people);
  g_autoptr (RgImportReport) some = NULL, one = NULL, all = NULL;

  rg_import_plan_set_trial (plan, 2, 0);
  some = try_with_shop (f, plan);
  g_assert_cmpuint (some->rows, ==, 2);
  g_assert_true (some->partial);
  g_assert_null (some->problems);
  g_assert_cmpuint (some->n_problems, ==, 1);

  rg_import_plan_set_trial (plan, 0, 1);
  one = try_with_shop (f, plan);
  g_assert_cmpuint (one->problems->len, ==, 1);
  g_assert_cmpuint (one->n_problems, ==, 2);

  /* As many as there are is all. */
  rg_import_plan_set_trial (plan, 4, 1);
  all = try_with_shop (f, plan);
  g_assert_cmpuint (all->rows, ==, 4);
}

/* An own field has the name that it was given, and a second column of that name
 * goes there too. */
static void
test_label (Fixture *f, gconstpointer data)
{
  g_autoptr (RgImportPlan) plan = plan_unfinished (f, "姓名,代码,代码二\n张三,甲,\n李四,,乙\n");
  RgImportJob job = { .plan = plan };
  g_autoptr (GError) error = NULL;
  g_autoptr (RgImportReport) report = NULL;

  for (guint i = 1; i < 3; i++)
    {
      g_assert_true (rg_import_plan_set_column (plan, i, RG_IMPORT_TARGET_NEW, NULL, &rg_type_text, &error));
      rg_import_plan_set_label (plan, i, "  卡号 ");
    }
  g_assert_cmpstr (rg_import_plan_get_column (plan, 1)->label, ==, "卡号");
  report = rg_store_write_sync (f->store, rg_import_write_func, &job, NULL, &error);
  g_assert_no_error (error);
  assert_sql (f, "SELECT group_concat (label, ' ') FROM own_field", "卡号");
  assert_sql (f, "SELECT group_concat (x1, ' ') FROM (SELECT x1 FROM customer ORDER BY id)", "甲 乙");

  rg_import_plan_set_label (plan, 1, "");
  g_assert_null (rg_import_plan_get_column (plan, 1)->label);
}

/* A field with choices takes the values for them. */
static void
test_choices (Fixture *f, gconstpointer data)
{
  g_autoptr (RgImportPlan) plan = plan_unfinished (f, "姓名,杯型\n张三,大\n李四,小\n王五,大\n");
  const RgImportColumn *column = rg_import_plan_get_column (plan, 1);
  g_autofree char *choices = NULL;

  g_assert_true (rg_import_plan_set_column (plan, 1, RG_IMPORT_TARGET_NEW, NULL, &rg_type_choice, NULL));
  choices = g_strjoinv (" ", column->choices);
  g_assert_cmpstr (choices, ==, "大 小");
  g_assert_true (rg_import_plan_set_column (plan, 1, RG_IMPORT_TARGET_NEW, NULL, &rg_type_text, NULL));
  g_assert_null (column->choices);
}

static void
test_unfinished (Fixture *f, gconstpointer data)
{
  g_autoptr (RgImportPlan) plan = plan_unfinished (f, "代码,颜色\n甲乙,红\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (RgImportReport) report = NULL;

  g_assert_false (rg_import_plan_has_identity (plan));
  report = rg_import_try (NULL, plan, NULL, NULL, NULL, &error);
  g_assert_null (report);
  g_assert_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_NO_IDENTITY);
  g_clear_error (&error);
  g_assert_true (rg_import_plan_set_column (plan, 0, RG_IMPORT_TARGET_FIELD, "customer.name", NULL, &error));
  g_assert_true (rg_import_plan_has_identity (plan));
  report = rg_import_try (NULL, plan, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->created, ==, 1);
}

/* One row with commas in a cell, which must not part it. */
static void
test_pasted (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "pasted.csv", NULL);
  g_autoptr (RgCatalog) catalog = rg_store_ref_catalog (f->store);
  RgImportOptions options = RG_IMPORT_OPTIONS_INIT;
  g_autoptr (RgImportPlan) plan = NULL;
  g_autoptr (GError) error = NULL;

  options.encoding = "utf-8";
  g_assert_true (rg_import_save_pasted ("张三\t13800000001\t\"一,二,三,\n四\"\r\n", path, &error));
  g_assert_no_error (error);
  plan = rg_import_plan_new (catalog, path, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rg_import_plan_get_n_columns (plan), ==, 3);
  g_assert_cmpuint (rg_import_plan_get_header_line (plan), ==, 0);
  g_assert_cmpstr (rg_import_plan_get_column (plan, 2)->samples[0], ==, "一,二,三,\n四");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  add_test ("/import-try/without-shop", test_without_shop);
  add_test ("/import-try/limits", test_limits);
  add_test ("/import-try/label", test_label);
  add_test ("/import-try/choices", test_choices);
  add_test ("/import-try/unfinished", test_unfinished);
  add_test ("/import-try/pasted", test_pasted);
  return g_test_run ();
}
