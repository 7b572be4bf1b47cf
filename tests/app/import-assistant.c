/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "import-fixture.h"

#include "app/record/rg-tag-names.h"

static const char members[] = "姓名,手机,称呼,等级,生日\n"
                              "张三,13800000001,老张,金卡,1990-01-02\n"
                              "李四,没有,小李,银卡,昨天\n"
                              "王五,13800000003,五哥,金卡,1991-05-06\n"
                              ",,,金卡,\n";

/* What the guess took for one thing is another; a field is made on the way;
 * what cannot be read is said before anything is written. */
static void
test_corrected (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) file = write_gbk (f, "会员.csv", members);
  const RgImportReport *trial;

  open_file (f, file);
  g_assert_cmpstr (rg_import_plan_get_encoding (rg_import_session_get_plan (session_of (f))), ==, "gb18030");
  wait_for_text (f, "张三 · 李四 · 王五");
  wait_for_text (f, "Guess: by its header");

  map (f, "等级", RG_IMPORT_TARGET_NEW, NULL, &rg_type_text);
  rg_import_session_set_label (session_of (f), find_column (f, "等级"), "会员卡");
  map (f, "称呼", RG_IMPORT_TARGET_IGNORE, NULL, NULL);
  check (f);
  g_assert_false (g_file_test (f->shop, G_FILE_TEST_EXISTS));

  trial = rg_import_session_get_trial (session_of (f));
  g_assert_cmpuint (trial->created, ==, 3);
  g_assert_cmpuint (trial->refused, ==, 1);
  g_assert_cmpuint (trial->n_problems, ==, 3);
  wait_for_text (f, "没有");
  wait_for_text (f, "Line 3 · 手机");
  wait_for_text (f, "会员卡");

  press (f, "Import");
  wait_for_step (f, "result");
  wait_for_text (f, "Imported 3 customers");
  wait_for_text (f, "会员-not-imported.csv");
  press (f, "Done");
  wait_until (is_closed, f);
  wait_for_n (f, 3);
  assert_sql (f, "SELECT group_concat (x1, ' ') FROM (SELECT x1 FROM customer ORDER BY id)",
              "金卡 银卡 金卡");
  assert_sql (f, "SELECT label FROM own_field", "会员卡");
  assert_sql (f, "SELECT notes FROM customer WHERE name = '李四'", "手机: 没有\n生日: 昨天");
  assert_sql (f, "SELECT label FROM operation ORDER BY id DESC LIMIT 1", "Import 3 customers from 会员.csv");
}

/* Undo in the result takes back what was written, and Ctrl+Z would. */
static void
test_undo (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) file = write_file (f, "list.csv", members);

  open_file (f, file);
  check (f);
  press (f, "Import");
  wait_for_step (f, "result");
  press (f, "Undo");
  wait_until (is_closed, f);
  wait_for_n (f, 0);
  wait_until (is_idle, f);
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.redo", NULL);
  wait_for_n (f, 3);
  wait_until (is_idle, f);
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL);
  wait_for_n (f, 0);
}

static void
choose_known (Fixture *f, guint which)
{
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();

  collect (GTK_WIDGET (assistant_of (f)), GTK_TYPE_CHECK_BUTTON, buttons);
  g_assert_cmpuint (buttons->len, ==, 3);
  gtk_check_button_set_active (g_ptr_array_index (buttons, which), TRUE);
}

static void
test_known (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) first =
      write_file (f, "a.csv", "姓名,手机,地址\n张三,13800000001,旧\n李四,13800000002,\n");
  g_autoptr (GFile) second = write_file (f, "b.csv",
                                         "姓名,手机,地址\n张三,13800000001,新\n李四,13800000002,新\n"
                                         "王五,13800000003,新\n王五,13800000003,新\n");
  g_autofree char *sort = NULL;
  gboolean descending = FALSE;
  const RgImportReport *trial;

  import_all (f, first);
  wait_for_n (f, 2);
  open_file (f, second);
  check (f);
  trial = rg_import_session_get_trial (session_of (f));
  g_assert_cmpuint (trial->created, ==, 1);
  g_assert_cmpuint (trial->updated, ==, 3);
  g_assert_cmpuint (trial->repeated, ==, 1);
  wait_for_text (f, "2 rows are of people who are in the shop already.");
  wait_for_text (f, "1 row is of somebody who stands further up in the file.");

  choose_known (f, 1);
  wait_for_text (f, "known, left as they are");
  trial = rg_import_session_get_trial (session_of (f));
  g_assert_cmpuint (trial->skipped, ==, 3);
  g_assert_cmpuint (trial->updated, ==, 0);

  choose_known (f, 2);
  wait_for_text (f, "known, overwritten");
  press (f, "Import");
  wait_for_step (f, "result");
  press (f, "Show Them");
  wait_until (is_closed, f);
  wait_for_n (f, 3);
  g_object_get (rg_window_get_page (f->window), "sort", &sort, "descending", &descending, NULL);
  g_assert_cmpstr (sort, ==, "created_at");
  g_assert_true (descending);
  assert_sql (f, "SELECT group_concat (address, ' ') FROM customer", "新 新 新");
}

static void
test_tags (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) file = write_file (f, "a.csv", "姓名,标签\n张三,老客\n李四,\n");
  const char *tags = "SELECT group_concat (t.name, ' ' ORDER BY x.id) FROM customer_tag x"
                     " JOIN tag t ON t.id = tag_id";
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  open_file (f, file);
  check (f);
  collect (GTK_WIDGET (assistant_of (f)), RG_TYPE_TAG_NAMES, names);
  g_assert_cmpuint (names->len, ==, 1);
  /* One that ends with a comma, and one that is still being written. */
  gtk_editable_set_text (rg_tag_names_get_editable (g_ptr_array_index (names, 0)), "展会，");
  gtk_editable_set_text (rg_tag_names_get_editable (g_ptr_array_index (names, 0)), "宝妈");
  press (f, "Import");
  wait_for_step (f, "result");
  assert_sql (f, tags, "老客 展会 宝妈 展会 宝妈");
  wait_for_n (f, 2);
  press (f, "Undo");
  wait_until (is_closed, f);
  wait_for_n (f, 0);
  wait_until (is_idle, f);
  assert_sql (f, "SELECT count (*) FROM tag", "0");
}

static gboolean
has_begun (gpointer data)
{
  guint64 rows;
  double fraction;

  rg_import_session_get_progress (session_of (data), &rows, &fraction);
  return rows > 0;
}

/* A long file that is cancelled in the middle leaves nothing. */
static void
test_cancel (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("姓名,手机\n");
  g_autoptr (GFile) file = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "张%u,138%08u\n", i, i);
  file = write_file (f, "long.csv", text->str);
  open_file (f, file);
  check (f);
  press (f, "Import");
  wait_until (has_begun, f);
  press (f, "Cancel");
  wait_for_step (f, "result");
  wait_for_text (f, "Everything has been taken back");
  press (f, "Done");
  wait_until (is_closed, f);
  if (rg_window_get_store (f->window) != NULL)
    assert_sql (f, "SELECT count (*) FROM customer", "0");
}

/* Rows of a spreadsheet, one of them with a line break, without a header. */
static void
test_pasted (Fixture *f, gconstpointer data)
{
  RgImportPlan *plan;

  rg_window_import_text (f->window,
                         "张三\t13800000001\t\"要看三居,\n周六\"\n李四\t13800000002\t\n\t\t没有人\n");
  wait_for_step (f, "columns");
  plan = rg_import_session_get_plan (session_of (f));
  g_assert_cmpuint (rg_import_plan_get_n_columns (plan), ==, 3);
  g_assert_cmpuint (rg_import_plan_get_header_line (plan), ==, 0);
  g_assert_cmpstr (rg_import_plan_get_column (plan, 0)->field, ==, "name");
  g_assert_cmpstr (rg_import_plan_get_column (plan, 1)->field, ==, "phone");
  check (f);
  press (f, "Import");
  wait_for_step (f, "result");
  wait_for_text (f, "Pasted Rows-not-imported.csv");
  press (f, "Done");
  wait_until (is_closed, f);
  wait_for_n (f, 2);
  assert_sql (f, "SELECT label FROM operation ORDER BY id DESC LIMIT 1",
              "Import 2 customers from Pasted Rows.csv");
}

static gboolean
has_no_plan (gpointer data)
{
  Fixture *f = data;

  return is_at_step (f) && rg_import_session_get_plan (session_of (f)) == NULL;
}

static void
test_no_rows (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) file = write_file (f, "empty.csv", "姓名,手机\n");
  g_autoptr (GFile) other = write_file (f, "other.csv", members);

  rg_window_import_file (f->window, file);
  f->wanted = "file";
  wait_until (has_no_plan, f);
  wait_for_text (f, "has no rows below its header");
  g_assert_false (gtk_widget_is_sensitive (find_button (GTK_WIDGET (assistant_of (f)), "Next")));

  /* Another file helps. */
  rg_import_session_set_file (session_of (f), other);
  press (f, "Next");
  wait_for_step (f, "columns");
  adw_dialog_close (ADW_DIALOG (assistant_of (f)));
  wait_until (is_closed, f);
  g_assert_false (g_file_test (f->shop, G_FILE_TEST_EXISTS));
}

/* Nobody can be told from it, until the owner says which column it is. */
static void
test_no_identity (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) file = write_file (f, "odd.csv", "代码,颜色\n甲乙,红\n丙丁,绿\n");
  GtkWidget *next;

  open_file (f, file);
  wait_for_text (f, "No column says who it is.");
  next = find_button (GTK_WIDGET (assistant_of (f)), "Next");
  g_assert_false (gtk_widget_is_sensitive (next));
  map (f, "代码", RG_IMPORT_TARGET_FIELD, "customer.name", NULL);
  g_assert_true (gtk_widget_is_sensitive (next));
  check (f);
  g_assert_cmpuint (rg_import_session_get_trial (session_of (f))->created, ==, 2);
  adw_dialog_close (ADW_DIALOG (assistant_of (f)));
  wait_until (is_closed, f);
}

/* The file went away, and another encoding is asked for. */
static void
test_vanished (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) file = write_file (f, "gone.csv", members);

  open_file (f, file);
  f->wanted = "Next";
  wait_until (has_button, f);
  gtk_widget_activate_action (find_button (GTK_WIDGET (assistant_of (f)), "Next"), "navigation.pop", NULL);
  wait_for_step (f, "file");
  g_assert_cmpint (g_unlink (g_file_peek_path (file)), ==, 0);
  rg_import_session_set_encoding (session_of (f), "gb18030");
  f->wanted = "file";
  wait_until (has_no_plan, f);
  wait_for_text (f, "There is no file “gone.csv”");
  adw_dialog_close (ADW_DIALOG (assistant_of (f)));
  wait_until (is_closed, f);
}

/* Between the check and Import somebody saved the file once more. */
static void
test_changed (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) file = write_file (f, "saved.csv", members);
  g_autoptr (GFile) again = NULL;

  open_file (f, file);
  check (f);
  again = write_file (f, "saved.csv", "手机,姓名\n13800000009,钱七\n");
  press (f, "Import");
  wait_for_step (f, "result");
  wait_for_text (f, "was changed or moved away meanwhile");
  press (f, "Done");
  wait_until (is_closed, f);
  assert_sql (f, "SELECT count (*) FROM customer", "0");
}

/* Hundreds of columns: what is not on screen has no widgets of its own. */
static void
test_wide (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("姓名");
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autoptr (GFile) file = NULL;

  for (guint i = 0; i < 600; i++)
    g_string_append_printf (text, ",问卷第%u题", i + 1);
  g_string_append (text, "\n张三");
  for (guint i = 0; i < 600; i++)
    g_string_append_printf (text, ",答%u", i);
  g_string_append (text, "\n");
  file = write_file (f, "wide.csv", text->str);
  open_file (f, file);
  wait_for_text (f, "601 columns");
  collect (GTK_WIDGET (assistant_of (f)), RG_TYPE_IMPORT_COLUMN_ROW, rows);
  g_assert_cmpuint (rows->len, >, 0);
  g_assert_cmpuint (rows->len, <, 300);
  adw_dialog_close (ADW_DIALOG (assistant_of (f)));
  wait_until (is_closed, f);
}

/* Where nothing can be written nothing is opened. */
static void
test_read_only (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) file = write_file (f, "list.csv", members);
  g_autoptr (Shop) shop = shop_new ();

  rg_window_open_shop (f->window, shop->folder);
  f->wanted = "shop";
  wait_until (has_state, f);
  g_assert_true (rg_store_is_read_only (rg_window_get_store (f->window)));
  rg_window_import_file (f->window, file);
  run_for (50);
  g_assert_null (assistant_of (f));
  rg_window_open_shop (f->window, f->shop);
  f->wanted = "welcome";
  wait_until (has_state, f);
  wait_for_stores ();
}

static gboolean
has_focus_on (gpointer data)
{
  Fixture *f = data;
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (f->window));

  return GTK_IS_BUTTON (focus) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (focus)), f->wanted) == 0;
}

static void
press_enter (Fixture *f, const char *on)
{
  f->wanted = on;
  wait_until (has_focus_on, f);
  gtk_widget_activate (gtk_root_get_focus (GTK_ROOT (f->window)));
}

/* The whole way by Enter alone. */
static void
test_enter (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) file = write_file (f, "list.csv", members);

  open_file (f, file);
  press_enter (f, "Next");
  wait_for_step (f, "check");
  press_enter (f, "Import");
  wait_for_step (f, "result");
  press_enter (f, "Done");
  wait_until (is_closed, f);
  wait_for_n (f, 3);
}

/* What a column is, chosen in the popover: found by a word, taken by Enter.
 * Nothing pops up where there is no screen: its contents are what matters. */
static void
test_choose (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) file = write_file (f, "odd.csv", "代码,颜色\n甲乙,红\n丙丁,绿\n");
  g_autoptr (GtkWidget) targets = NULL;
  GtkWidget *entry;

  open_file (f, file);
  wait_for_text (f, "New own field");
  targets = g_object_ref_sink (rg_import_targets_new (session_of (f), 0));
  entry = find_widget (targets, GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "姓名");
  g_signal_emit_by_name (entry, "activate");
  wait_for_text (f, "Nothing is written yet.");
  g_assert_cmpstr (rg_import_plan_get_column (rg_import_session_get_plan (session_of (f)), 0)->field, ==,
                   "name");
  adw_dialog_close (ADW_DIALOG (assistant_of (f)));
  wait_until (is_closed, f);
}

static void
test_encoding (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) file = write_gbk (f, "gbk.csv", members);

  open_file (f, file);
  f->wanted = "Next";
  wait_until (has_button, f);
  gtk_widget_activate_action (find_button (GTK_WIDGET (assistant_of (f)), "Next"), "navigation.pop", NULL);
  wait_for_step (f, "file");
  rg_import_session_set_encoding (session_of (f), "big5");
  wait_for_step (f, "file");
  g_assert_false (has_label (GTK_WIDGET (assistant_of (f)), "张三"));
  rg_import_session_set_encoding (session_of (f), "gb18030");
  wait_for_step (f, "file");
  wait_for_text (f, "张三");
  press (f, "Next");
  wait_for_step (f, "columns");
  adw_dialog_close (ADW_DIALOG (assistant_of (f)));
  wait_until (is_closed, f);
}

/* One after the other, and the second waits until the first is done. */
static void
test_queue (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) first = write_file (f, "a.csv", members);
  g_autoptr (GFile) second = write_file (f, "b.csv", "姓名\n赵六\n");

  rg_window_import_file (f->window, first);
  rg_window_import_file (f->window, second);
  wait_for_step (f, "columns");
  g_assert_cmpstr (rg_import_session_get_name (session_of (f)), ==, "a.csv");
  adw_dialog_close (ADW_DIALOG (assistant_of (f)));
  wait_for_step (f, "columns");
  g_assert_cmpstr (rg_import_session_get_name (session_of (f)), ==, "b.csv");
  adw_dialog_close (ADW_DIALOG (assistant_of (f)));
  wait_until (is_closed, f);
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/app/import/corrected", test_corrected);
  ADD ("/app/import/undo", test_undo);
  ADD ("/app/import/known", test_known);
  ADD ("/app/import/tags", test_tags);
  ADD ("/app/import/cancel", test_cancel);
  ADD ("/app/import/pasted", test_pasted);
  ADD ("/app/import/no-rows", test_no_rows);
  ADD ("/app/import/no-identity", test_no_identity);
  ADD ("/app/import/vanished", test_vanished);
  ADD ("/app/import/changed", test_changed);
  ADD ("/app/import/wide", test_wide);
  ADD ("/app/import/read-only", test_read_only);
  ADD ("/app/import/enter", test_enter);
  ADD ("/app/import/choose", test_choose);
  ADD ("/app/import/encoding", test_encoding);
  ADD ("/app/import/queue", test_queue);

  return g_test_run ();
}
