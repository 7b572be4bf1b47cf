/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "import-fixture.h"

#include "app/import/rg-import-pictures.h"
#include "app/import/rg-import-progress-box.h"
#include "app/import/rg-import-result-step.h"
#include "exchange/rg-export.h"

/* What the assistant makes of other files than lists of customers: workbooks with
 * several sheets, contact cards, orders; of columns that came before; and of long
 * ones. Bills have a file of their own. */

static const char people[] = "姓名,手机\n张三,13800000001\n李四丰,13800000002\n王四丰,13800000003\n";

static GtkWidget *
find_titled (GtkWidget *root, const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (root) && gtk_widget_get_mapped (root) &&
      g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_titled (child, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* --- workbooks ------------------------------------------------------------ */

/* The shop's customers, two of them on a sheet. */
static GFile *
write_workbook (Fixture *f)
{
  static const char *const fields[] = { "name", "phone", NULL };
  g_autofree char *path = g_build_filename (f->folder, "book.xlsx", NULL);
  g_autoptr (RgQuery) query = rg_query_new ("customer");
  g_autoptr (GError) error = NULL;
  RgExportJob job = {
    .query = query, .fields = fields, .path = path, .format = RG_EXPORT_FORMAT_XLSX, .sheet_rows = 3
  };
  g_autoptr (RgExportReport) report =
      rg_store_read_sync (rg_window_get_store (f->window), rg_export_read_func, &job, NULL, &error);

  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

/* A workbook with several sheets stops where one is chosen. */
static void
test_sheets (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) list = write_file (f, "list.csv", people);
  g_autoptr (GFile) book = NULL;
  GtkWidget *sheets;

  import_all (f, list);
  wait_for_n (f, 3);
  book = write_workbook (f);
  rg_window_import_file (f->window, book);
  wait_for_step (f, "file");
  wait_for_text (f, "Excel workbook · 2 sheets · ");
  wait_for_text (f, "李四丰");
  g_assert_null (find_titled (GTK_WIDGET (assistant_of (f)), "Encoding"));
  sheets = find_titled (GTK_WIDGET (assistant_of (f)), "Sheet");
  g_assert_nonnull (sheets);
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (sheets)), ==, 0);

  adw_combo_row_set_selected (ADW_COMBO_ROW (sheets), 1);
  wait_for_step (f, "file");
  wait_for_text (f, "张三");
  g_assert_false (has_label (GTK_WIDGET (assistant_of (f)), "李四丰"));
  press (f, "Next");
  wait_for_step (f, "columns");
  check (f);
  g_assert_cmpuint (rg_import_session_get_trial (session_of (f))->rows, ==, 1);
  g_assert_cmpuint (rg_import_session_get_trial (session_of (f))->created, ==, 0);
  adw_dialog_close (ADW_DIALOG (assistant_of (f)));
  wait_until (is_closed, f);
}

/* --- contact cards -------------------------------------------------------- */

/* One has a photo, which is told. */
static void
test_photos (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) file = write_file (
      f, "phone.vcf",
      "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:张三\r\nTEL:13800000001\r\n"
      "PHOTO;ENCODING=b;TYPE=PNG:"
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
      "\r\nEND:VCARD\r\n"
      "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:李四丰\r\nTEL:13800000002\r\nEND:VCARD\r\n");

  open_file (f, file);
  check (f);
  wait_for_tile (f, "1 photo or other file");
  press (f, "Import");
  wait_for_step (f, "result");
  wait_for_tile (f, "2 new customers");
  wait_for_tile (f, "1 photo or other file");
  press (f, "Done");
  wait_until (is_closed, f);
  assert_sql (f, "SELECT count (*) FROM attachment", "1");
}

/* --- sales that nobody called so ------------------------------------------ */

static const char orders[] = "订单号,下单日期,客户姓名,手机,实付金额\n"
                             "D1,2026-11-01,张三,13800000001,28.5\n"
                             "D2,2026-11-02,李四丰,13800000002,30\n"
                             "D3,2026-11-02,张三,13800000001,12\n"
                             "D4,2026-11-03,张三,13800000001,9\n";

/* Proposed where it can be chosen, and taken by one press. */
static void
test_suggested (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) file = write_file (f, "orders.csv", orders);

  rg_window_import_file (f->window, file);
  wait_for_step (f, "file");
  wait_for_text (f, "These look like sales");
  g_assert_cmpstr (rg_import_session_get_entity (session_of (f)), ==, "customer");
  press (f, "Take as Sales");
  wait_for_step (f, "file");
  g_assert_cmpstr (rg_import_session_get_entity (session_of (f)), ==, "sale");
  g_assert_false (has_label (GTK_WIDGET (assistant_of (f)), "These look like sales"));
  wait_until (is_next_focused, f);
  press (f, "Next");
  wait_for_step (f, "columns");
  check (f);
  g_assert_cmpuint (rg_import_session_get_trial (session_of (f))->created, ==, 4);
  adw_dialog_close (ADW_DIALOG (assistant_of (f)));
  wait_until (is_closed, f);
}

/* Who says that they are customers is not asked once more. */
static void
test_not_suggested (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) file = write_file (f, "orders.csv", orders);

  rg_window_import_file (f->window, file);
  wait_for_step (f, "file");
  wait_for_text (f, "These look like sales");
  rg_import_session_set_entity (session_of (f), "sale");
  wait_for_step (f, "file");
  rg_import_session_set_entity (session_of (f), "customer");
  wait_for_step (f, "file");
  g_assert_false (has_label (GTK_WIDGET (assistant_of (f)), "These look like sales"));
  press (f, "Next");
  wait_for_step (f, "columns");
  adw_dialog_close (ADW_DIALOG (assistant_of (f)));
  wait_until (is_closed, f);
}

/* Chosen in the popover, found by a word; and not any longer. */
static void
choose_target (Fixture *f, const char *column, const char *word, int other)
{
  g_autoptr (GtkWidget) targets =
      g_object_ref_sink (rg_import_targets_new (session_of (f), find_column (f, column)));
  GtkWidget *entry = find_widget (targets, GTK_TYPE_SEARCH_ENTRY);
  g_autoptr (GPtrArray) lists = g_ptr_array_new ();

  if (word != NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (entry), word);
      g_signal_emit_by_name (entry, "activate");
      return;
    }
  collect (targets, GTK_TYPE_LIST_BOX, lists);
  g_signal_emit_by_name (g_ptr_array_index (lists, 1), "row-activated",
                         gtk_list_box_get_row_at_index (g_ptr_array_index (lists, 1), other));
}

/* Two people of one name, told apart by a number that no header says. */
static void
test_customer_number (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) file = write_file (f, "orders.csv",
                                       "下单日期,客户姓名,档案,实付金额\n"
                                       "2026-11-01,张三,A1,28.5\n"
                                       "2026-11-02,张三,A2,30\n"
                                       "2026-11-03,张三,A1,9\n");

  rg_window_import_file (f->window, file);
  wait_for_step (f, "file");
  press (f, "Take as Sales");
  wait_for_step (f, "file");
  press (f, "Next");
  wait_for_step (f, "columns");
  wait_for_text (f, "New own field");
  choose_target (f, "档案", "customer number", 0);
  wait_for_text (f, "Customer number");
  g_assert_false (has_label (GTK_WIDGET (assistant_of (f)), "New own field"));
  choose_target (f, "档案", NULL, 0);
  wait_for_text (f, "New own field");
  g_assert_false (has_label (GTK_WIDGET (assistant_of (f)), "Customer number"));
  choose_target (f, "档案", "customer number", 0);
  check (f);
  press (f, "Import");
  wait_for_step (f, "result");
  press (f, "Done");
  wait_until (is_closed, f);
  assert_sql (f,
              "SELECT group_concat (n, ' ') FROM (SELECT count (*) AS n FROM sale GROUP BY customer_id"
              " ORDER BY customer_id)",
              "2 1");
  assert_sql (f, "SELECT entity || ' ' || label FROM own_field", "customer 档案");
}

/* --- columns that came before --------------------------------------------- */

static RgImportTarget
target_of (Fixture *f, const char *name)
{
  return rg_import_plan_get_column (rg_import_session_get_plan (session_of (f)), find_column (f, name))
      ->target;
}

static void
test_saved (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) first = write_file (f, "first.csv", "姓名,手机,等级\n张三,13800000001,金卡\n");
  g_autoptr (GFile) second = write_file (f, "second.csv", "姓名,手机,等级\n李四,13800000002,银卡\n");
  RgImportTarget guess;

  open_file (f, first);
  guess = target_of (f, "等级");
  g_assert_cmpint (guess, !=, RG_IMPORT_TARGET_IGNORE);
  map (f, "等级", RG_IMPORT_TARGET_IGNORE, NULL, NULL);
  check (f);
  press (f, "Import");
  wait_for_step (f, "result");
  press (f, "Done");
  wait_until (is_closed, f);

  open_file (f, second);
  wait_for_text (f, "The same columns came before, in “first.csv”");
  g_assert_cmpint (target_of (f, "等级"), ==, guess);
  press (f, "Use It");
  wait_for_text (f, "The columns mean what they meant in “first.csv”");
  g_assert_cmpint (target_of (f, "等级"), ==, RG_IMPORT_TARGET_IGNORE);
  press (f, "Guess Anew");
  wait_for_text (f, "The same columns came before");
  g_assert_cmpint (target_of (f, "等级"), ==, guess);
  adw_dialog_close (ADW_DIALOG (assistant_of (f)));
  wait_until (is_closed, f);
}

/* --- long files ----------------------------------------------------------- */

typedef struct
{
  Fixture *f;
  guint ticks;
} Watch;

static gboolean
tick_cb (gpointer data)
{
  Watch *watch = data;

  watch->ticks += assistant_of (watch->f) != NULL &&
                  rg_import_session_get_state (session_of (watch->f)) == RG_IMPORT_STATE_WRITING;
  return G_SOURCE_CONTINUE;
}

static GFile *
write_long (Fixture *f)
{
  g_autoptr (GString) text = g_string_new ("姓名,手机\n");

  for (guint i = 0; i < 12000; i++)
    g_string_append_printf (text, "张%u,138%08u\n", i, i);
  return write_file (f, "long.csv", text->str);
}

/* While rows are written everything else goes on. */
static void
test_usable (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) file = write_long (f);
  Watch watch = { f, 0 };
  guint timeout;

  open_file (f, file);
  check (f);
  timeout = g_timeout_add (10, tick_cb, &watch);
  press (f, "Import");
  wait_for_step (f, "result");
  g_source_remove (timeout);
  g_assert_cmpuint (watch.ticks, >, 10);
  press (f, "Done");
  wait_until (is_closed, f);
  wait_for_n (f, 12000);
}

/* Rows, speed, and how long it will take; what can be done meanwhile. */
static void
test_progress (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) file = write_file (f, "list.csv", people);
  AdwNavigationPage *step;

  open_file (f, file);
  check (f);
  rg_import_pictures_run (f->window);
  wait_for_text (f, "386,400 rows · 62 %");
  wait_for_text (f, "9,200 per second · about 30 seconds left");
  f->wanted = "Go On Working";
  wait_until (has_button, f);
  g_assert_true (adw_dialog_get_default_widget (ADW_DIALOG (assistant_of (f))) ==
                 find_button (GTK_WIDGET (assistant_of (f)), "Go On Working"));
  /* Behind the last row of a large file there is something to do yet. */
  step = adw_navigation_view_get_visible_page (
      ADW_NAVIGATION_VIEW (adw_dialog_get_child (ADW_DIALOG (assistant_of (f)))));
  rg_import_progress_box_show (rg_import_result_step_get_progress_box (RG_IMPORT_RESULT_STEP (step)),
                               100 * G_USEC_PER_SEC, 623226, 1.0);
  wait_for_text (f, "All rows are read; putting them in order");
  adw_dialog_force_close (ADW_DIALOG (assistant_of (f)));
  wait_until (is_closed, f);
  g_assert_false (g_file_test (f->shop, G_FILE_TEST_EXISTS));
}

static gboolean
is_writing (gpointer data)
{
  return assistant_of (data) != NULL &&
         rg_import_session_get_state (session_of (data)) == RG_IMPORT_STATE_WRITING;
}

/* An import can be put aside, comes back rather than letting the window close,
 * and shows its result afterwards. */
static void
test_aside (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) file = write_long (f);

  open_file (f, file);
  check (f);
  press (f, "Import");
  wait_until (is_writing, f);
  press (f, "Go On Working");
  wait_until (is_closed, f);
  g_assert_true (rg_window_is_busy (f->window));
  gtk_window_close (GTK_WINDOW (f->window));
  g_assert_nonnull (assistant_of (f));
  /* Once more, unless it was done meanwhile. */
  gtk_widget_activate_action (GTK_WIDGET (assistant_of (f)), "import.aside", NULL);
  wait_until (is_idle, f);
  if (assistant_of (f) == NULL)
    gtk_widget_activate_action (GTK_WIDGET (f->window), "win.show-import", NULL);
  wait_for_step (f, "result");
  press (f, "Done");
  wait_until (is_closed, f);
  wait_for_n (f, 12000);
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/app/import-files/sheets", test_sheets);
  ADD ("/app/import-files/photos", test_photos);
  ADD ("/app/import-files/suggested", test_suggested);
  ADD ("/app/import-files/not-suggested", test_not_suggested);
  ADD ("/app/import-files/customer-number", test_customer_number);
  ADD ("/app/import-files/saved", test_saved);
  ADD ("/app/import-files/progress", test_progress);
  ADD ("/app/import-files/usable", test_usable);
  ADD ("/app/import-files/aside", test_aside);
#undef ADD

  return g_test_run ();
}
