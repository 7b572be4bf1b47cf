/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange-test.h"

/* What columns meant is kept for the next file that has the same. */

#define FILE_TEXT "会员,号,电话,备用\n张三,zhang_san,13800138000,x\n"

static RgImportSaved *
find_saved (Fixture *f, RgImportPlan *plan)
{
  g_autoptr (GError) error = NULL;
  RgImportJob job = { .plan = plan };
  RgImportSaved *saved = rg_store_read_sync (f->store, rg_import_saved_func, &job, NULL, &error);

  g_assert_no_error (error);
  return saved;
}

static RgImportPlan *
plan_text (Fixture *f, const char *text, const RgImportOptions *options)
{
  g_autofree char *path = write_bytes (f, "next.csv", text, -1);
  g_autoptr (GError) error = NULL;
  RgImportPlan *plan = plan_file (f, path, options, &error);

  g_assert_no_error (error);
  return plan;
}

static void
import_mapped (Fixture *f, const char *text, ...)
{
  g_autoptr (GPtrArray) maps = g_ptr_array_new ();
  RgImportOptions options = RG_IMPORT_OPTIONS_INIT;
  g_autoptr (RgImportReport) report = NULL;
  const char *map;
  va_list list;

  va_start (list, text);
  while ((map = va_arg (list, const char *)) != NULL)
    g_ptr_array_add (maps, (gpointer) map);
  va_end (list);
  g_ptr_array_add (maps, NULL);
  options.maps = (const char *const *) maps->pdata;
  report = run_text (f, text, &options);
}

/* "field wechat, ignore -, …" of every column. */
static char *
say_columns (const RgImportPlan *plan)
{
  static const char *const words[] = { "ignore", "field", "new", "notes" };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < rg_import_plan_get_n_columns (plan); i++)
    {
      const RgImportColumn *column = rg_import_plan_get_column (plan, i);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", words[column->target]);
      if (column->target == RG_IMPORT_TARGET_FIELD)
        g_string_append_printf (text, " %s", column->field);
      else if (column->label != NULL)
        g_string_append_printf (text, " %s", column->label);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

#define assert_columns(plan, expected)                                                                       \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    g_autofree char *columns_ = say_columns (plan);                                                          \
    g_assert_cmpstr (columns_, ==, expected);                                                                \
  }                                                                                                          \
  G_STMT_END

static void
test_offered (Fixture *f, gconstpointer data)
{
  g_autoptr (RgImportPlan) plan = NULL;
  g_autoptr (RgImportSaved) saved = NULL;

  import_mapped (f, FILE_TEXT, "号=wechat", "备用=ignore", NULL);
  /* Another order and other signs are the same headers. */
  plan = plan_text (f, "电话：,备用,号,会员\n13900139000,y,li_si,李四\n", NULL);
  saved = find_saved (f, plan);
  g_assert_nonnull (saved);
  g_assert_cmpstr (saved->file, ==, "file.csv");
  g_assert_cmpint (saved->at, ==, TEST_NOW);
  g_assert_cmpuint (saved->differing->len, ==, 2);
  g_assert_cmpuint (g_array_index (saved->differing, guint, 0), ==, 1);
  g_assert_cmpuint (g_array_index (saved->differing, guint, 1), ==, 2);
  /* It is offered, not taken. */
  assert_columns (plan, "field phone, new, new, field name");
  g_assert_true (rg_import_plan_apply_saved (plan, saved, NULL));
  assert_columns (plan, "field phone, ignore, field wechat, field name");
  g_clear_pointer (&saved, rg_import_saved_free);
  saved = find_saved (f, plan);
  g_assert_cmpuint (saved->differing->len, ==, 0);
}

/* Other headers, another entity, no word of the owner's: nothing. */
static void
test_not_offered (Fixture *f, gconstpointer data)
{
  static const char *const others[] = { "会员,号码,电话,备用\n李四,li_si,13900139000,y\n",
                                        "会员,号,电话\n李四,li_si,13900139000\n",
                                        "13900139000,李四\n13900139001,王五\n" };
  RgImportOptions sale = { .entity = "sale" };
  g_autoptr (RgImportPlan) plan = NULL;

  import_mapped (f, FILE_TEXT, "号=wechat", NULL);
  import_mapped (f, "客户,日期\n张三,2025-01-02\n", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_clear_pointer (&plan, rg_import_plan_free);
      plan = plan_text (f, others[i], NULL);
      g_assert_null (find_saved (f, plan));
    }
  g_clear_pointer (&plan, rg_import_plan_free);
  plan = plan_text (f, FILE_TEXT, &sale);
  g_assert_null (find_saved (f, plan));
  g_clear_pointer (&plan, rg_import_plan_free);
  plan = plan_text (f, "客户,日期\n李四,2025-01-02\n", NULL);
  g_assert_null (find_saved (f, plan));
}

/* The owner's word about this file comes before the one about the last. */
static void
test_own_word (Fixture *f, gconstpointer data)
{
  static const char *const maps[] = { "号=email", NULL };
  RgImportOptions options = { .maps = maps };
  g_autoptr (RgImportPlan) plan = NULL;
  g_autoptr (RgImportSaved) saved = NULL;

  import_mapped (f, FILE_TEXT, "号=wechat", "备用=notes", NULL);
  plan = plan_text (f, FILE_TEXT, &options);
  saved = find_saved (f, plan);
  g_assert_cmpuint (saved->differing->len, ==, 1);
  g_assert_true (rg_import_plan_apply_saved (plan, saved, NULL));
  assert_columns (plan, "field name, field email, field phone, field notes");
}

typedef struct
{
  const char *key;
  const char *label;
  int retired;
} Change;

static gpointer
change_field (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const Change *change = data;
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, "test", "change", error);

  g_assert_true (rg_op_change_own_field (op, rg_catalog_find (rg_write_get_catalog (write), "customer"),
                                         change->key, change->label, NULL, NULL, change->retired, -1, error));
  return GINT_TO_POINTER (TRUE);
}

/* A field under another name is the same field; a retired one is none. */
static void
test_fields_change (Fixture *f, gconstpointer data)
{
  Change rename = { "x1", "积分", -1 };
  Change retire = { "x2", NULL, TRUE };
  g_autoptr (RgImportPlan) plan = NULL;
  g_autoptr (RgImportSaved) saved = NULL;

  import_mapped (f, "姓名,甲,乙\n张三,a,b\n", NULL);
  import_mapped (f, "姓名,丙,丁\n李四,a,b\n", "丙=甲", "丁=乙", NULL);
  g_assert_nonnull (rg_store_write_sync (f->store, change_field, &rename, NULL, NULL));
  g_assert_nonnull (rg_store_write_sync (f->store, change_field, &retire, NULL, NULL));
  plan = plan_text (f, "姓名,丙,丁\n王五,a,b\n", NULL);
  saved = find_saved (f, plan);
  g_assert_cmpuint (saved->differing->len, ==, 1);
  g_assert_true (rg_import_plan_apply_saved (plan, saved, NULL));
  assert_columns (plan, "field name, field x1, new");
}

/* An own field that the first import made is there in the second. */
static void
test_made_field (Fixture *f, gconstpointer data)
{
  g_autoptr (RgImportPlan) plan = NULL;
  g_autoptr (RgImportSaved) saved = NULL;

  import_mapped (f, "姓名,甲,乙\n张三,a,b\n", "甲=new:long-text", "乙=ignore", NULL);
  plan = plan_text (f, "姓名,甲,乙\n王五,a,b\n", NULL);
  saved = find_saved (f, plan);
  g_assert_cmpuint (saved->differing->len, ==, 1);
  g_assert_true (rg_import_plan_apply_saved (plan, saved, NULL));
  assert_columns (plan, "field name, field x1, ignore");
}

/* Fifty are kept, the newest of them; undoing the import keeps them too. */
static void
test_oldest_go (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < 52; i++)
    {
      g_autofree char *text = g_strdup_printf ("姓名,列%c%c\n张三,a\n", 'A' + i / 26, 'A' + i % 26);
      g_autofree char *map = g_strdup_printf ("列%c%c=ignore", 'A' + i / 26, 'A' + i % 26);

      rg_clock_set (TEST_NOW + i * 1000);
      import_mapped (f, text, map, NULL);
    }
  assert_sql (f, "SELECT count (*), min (value ->> 0) FROM meta WHERE key LIKE 'import-columns:%'",
              "50,1763773202000");
  undo (f, 1);
  assert_sql (f, "SELECT count (*) FROM meta WHERE key LIKE 'import-columns:%'", "50");
}

/* What somebody else wrote there is nothing. */
static gpointer
spoil (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (
      rg_write_get_database (write), "UPDATE meta SET value = ?1 WHERE key LIKE 'import-columns:%'", error);

  rg_statement_bind_text (statement, 0, data);
  return GINT_TO_POINTER (rg_statement_run (statement, error));
}

static void
test_spoilt (Fixture *f, gconstpointer data)
{
  static const char strange[] = "[\"1\",\"a\",\"号\",\"what\",\"\",\"\",\"\",\"\","
                                "\"会员\",\"field\",\"sail\",\"x\",\"\",\"\"]";
  static const char *const values[] = { "", "[]", "{}", "[\"1\",\"a\",\"会员\"]", "[1,2]" };
  g_autoptr (RgImportPlan) plan = NULL;
  g_autoptr (RgImportSaved) saved = NULL;

  import_mapped (f, FILE_TEXT, "号=wechat", NULL);
  plan = plan_text (f, FILE_TEXT, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_assert_nonnull (rg_store_write_sync (f->store, spoil, (gpointer) values[i], NULL, NULL));
      g_assert_null (find_saved (f, plan));
    }
  g_assert_nonnull (rg_store_write_sync (f->store, spoil, (gpointer) strange, NULL, NULL));
  saved = find_saved (f, plan);
  g_assert_cmpuint (saved->differing->len, ==, 0);
  g_assert_true (rg_import_plan_apply_saved (plan, saved, NULL));
}

/* A guess is a number that tells customers apart; the owner says that it is not,
 * which holds for the next file, too. */
static void
test_no_code (Fixture *f, gconstpointer data)
{
  static const char orders[] = "客户编号,姓名,日期,金额\nK1,张三,2026-01-01,5\nK2,张三,2026-01-02,6\n";
  RgImportOptions options = { .entity = "sale" };
  g_autoptr (RgImportPlan) first = plan_text (f, orders, &options), second = NULL;
  RgImportJob job = { .plan = first };
  g_autoptr (RgImportReport) report = NULL;
  g_autoptr (RgImportSaved) saved = NULL;

  g_assert_true (rg_import_plan_takes_code (first));
  g_assert_true (rg_import_column_is_code (first, rg_import_plan_get_column (first, 0)));
  g_assert_true (rg_import_plan_set_column (first, 0, RG_IMPORT_TARGET_NEW, "sale", NULL, NULL));
  rg_import_plan_set_label (first, 0, "老编号");
  g_assert_false (rg_import_column_is_code (first, rg_import_plan_get_column (first, 0)));
  report = rg_store_write_sync (f->store, rg_import_write_func, &job, NULL, NULL);
  g_assert_nonnull (report);
  assert_sql (f, "SELECT entity, label FROM own_field", "sale,老编号");
  assert_sql (f, "SELECT count (*) FROM customer", "1");

  second = plan_text (f, orders, &options);
  g_assert_true (rg_import_column_is_code (second, rg_import_plan_get_column (second, 0)));
  saved = find_saved (f, second);
  g_assert_nonnull (saved);
  g_assert_true (rg_import_plan_apply_saved (second, saved, NULL));
  g_assert_false (rg_import_column_is_code (second, rg_import_plan_get_column (second, 0)));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  add_test ("/saved/offered", test_offered);
  add_test ("/saved/not-offered", test_not_offered);
  add_test ("/saved/own-word", test_own_word);
  add_test ("/saved/fields-change", test_fields_change);
  add_test ("/saved/made-field", test_made_field);
  add_test ("/saved/oldest-go", test_oldest_go);
  add_test ("/saved/no-code", test_no_code);
  add_test ("/saved/spoilt", test_spoilt);
  return g_test_run ();
}
