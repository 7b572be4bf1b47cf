/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "windows-fixture.h"

#include "app/report/rg-class-item.h"
#include "app/report/rg-classes-dialog.h"
#include "app/report/rg-measures-dialog.h"
#include "catalog/rg-date.h"
#include "shop/rg-task.h"

/* The report of classes: what it shows, what its numbers open, what it writes; and
 * how plans are kept. */

static RgClassesDialog *
dialog_of (Fixture *fixture)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));

  return dialog != NULL && RG_IS_CLASSES_DIALOG (dialog) ? RG_CLASSES_DIALOG (dialog) : NULL;
}

static gboolean
is_read (gpointer data)
{
  RgClassesDialog *dialog = dialog_of (data);

  return dialog != NULL && g_str_equal (rg_classes_dialog_get_state (dialog), "list");
}

static guint
position_of (RgClassesDialog *dialog, const char *label)
{
  GListModel *lines = rg_classes_dialog_get_lines (dialog);

  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (RgClassItem) item = g_list_model_get_item (lines, i);

      if (g_str_equal (rg_class_item_get_line (item)->label, label))
        return i;
    }
  g_assert_not_reached ();
}

static void
assert_share (RgClassesDialog *dialog, const char *label, double wanted)
{
  g_autoptr (RgClassItem) item =
      g_list_model_get_item (rg_classes_dialog_get_lines (dialog), position_of (dialog, label));

  g_assert_cmpfloat_with_epsilon (rg_class_item_get_share (item), wanted, 0.001);
}

static gboolean
shows_two (gpointer data)
{
  RgCustomersPage *page = RG_CUSTOMERS_PAGE (rg_window_get_page (((Fixture *) data)->window));
  RgRecordList *list = rg_customers_page_get_list (page);

  return list != NULL && rg_query_get_condition (rg_record_list_get_query (list)) != NULL &&
         g_list_model_get_n_items (G_LIST_MODEL (list)) == 2;
}

static void
open_report (Fixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.classes", NULL);
  wait_until (is_read, fixture);
}

static gpointer
tag_two (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, "test", "Test", error);
  const RgEntity *tag = rg_catalog_find (rg_write_get_catalog (write), "tag");
  const RgEntity *pair = rg_catalog_find (rg_write_get_catalog (write), "customer_tag");
  RgCell name = { .field = rg_entity_find_field (tag, "name"), .value = RG_VALUE_INIT };
  RgCell cells[2] = { { .field = rg_entity_find_field (pair, "customer_id"), .value = RG_VALUE_INIT },
                      { .field = rg_entity_find_field (pair, "tag_id"), .value = RG_VALUE_INIT } };

  rg_value_set_text (&name.value, "老客户");
  rg_value_set_integer (&cells[1].value, rg_op_insert (op, tag, &name, 1, error));
  rg_value_clear (&name.value);
  for (gint64 id = 1; id <= 2; id++)
    {
      rg_value_set_integer (&cells[0].value, id);
      g_assert_cmpint (rg_op_insert (op, pair, cells, 2, error), >, 0);
    }
  return NULL;
}

/* A number opens the list of those whom it counts, and the report goes. */
static void
test_opens (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Shop) shop = open_shop (fixture);
  g_autoptr (GError) error = NULL;
  GtkWidget *view;

  rg_store_write_sync (rg_window_get_store (fixture->window), tag_two, NULL, NULL, &error);
  g_assert_no_error (error);
  open_report (fixture);
  assert_share (dialog_of (fixture), "老客户", 2.0 / PEOPLE);
  view = find_widget (GTK_WIDGET (dialog_of (fixture)), GTK_TYPE_LIST_VIEW);
  g_signal_emit_by_name (view, "activate", position_of (dialog_of (fixture), "老客户"));
  wait_until (shows_two, fixture);
  leave_shop (fixture);
}

static gboolean
is_written (gpointer data)
{
  return g_file_test (data, G_FILE_TEST_EXISTS);
}

static void
test_writes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Shop) shop = open_shop (fixture);
  g_autofree char *path = g_build_filename (fixture->folder, "classes.csv", NULL);
  g_autofree char *text = NULL;

  open_report (fixture);
  rg_classes_dialog_export_to (dialog_of (fixture), path);
  wait_until (is_written, path);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "Lead"));
  g_remove (path);
  leave_shop (fixture);
}

/* --- how plans are kept ------------------------------------------------------ */

static RgMeasuresDialog *
measures_of (Fixture *fixture)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));

  return RG_MEASURES_DIALOG (dialog);
}

static gboolean
measures_are_read (gpointer data)
{
  return rg_measures_dialog_get_cell (measures_of (data), 0, 0, 0) != NULL;
}

/* A task forty days ago, missed; one of today, done; one of yesterday, done late. */
static gpointer
plan (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  static const guint ago[] = { 40, 0, 1 };
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, "test", "Test", error);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (rg_clock_now () / 1000);

  for (guint i = 0; i < G_N_ELEMENTS (ago); i++)
    {
      g_autoptr (GDateTime) day = g_date_time_add_days (now, -(int) ago[i]);
      g_autofree char *due = g_date_time_format (day, "%Y-%m-%d");
      gint64 id = rg_task_add (op, &(RgTaskWords) { .title = "事", .due = due, .staff = "小李" }, error);

      g_assert_no_error (*error);
      if (ago[i] < 40)
        g_assert_true (rg_task_done (op, id, &(RgTaskDone) { .at = 0 }, NULL, error));
    }
  return NULL;
}

static void
assert_line (RgMeasuresDialog *dialog, guint table, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (int column = 0; column < 4; column++)
    g_string_append_printf (text, "%s ", rg_measures_dialog_get_cell (dialog, table, 0, column));
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_measures (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Shop) shop = open_shop (fixture);
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (rg_window_get_store (fixture->window), plan, NULL, NULL, &error);
  g_assert_no_error (error);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.measures", NULL);
  wait_until (measures_are_read, fixture);
  assert_line (measures_of (fixture), 0, "Everybody 1 1 1 ");
  assert_line (measures_of (fixture), 1, "小李 1 1 1 ");
  rg_measures_dialog_set_days (measures_of (fixture), 30);
  wait_until (measures_are_read, fixture);
  assert_line (measures_of (fixture), 0, "Everybody 1 1 0 ");
  g_assert_cmpstr (rg_measures_dialog_get_cell (measures_of (fixture), 0, 0, 4), !=, NULL);
  rg_measures_dialog_set_days (measures_of (fixture), 365);
  adw_dialog_force_close (ADW_DIALOG (measures_of (fixture)));
  leave_shop (fixture);
}

/* Whoever closes it while it is read, or the window, leaves nothing behind. */
static void
test_closed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Shop) shop = open_shop (fixture);

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.classes", NULL);
  g_assert_nonnull (dialog_of (fixture));
  adw_dialog_force_close (ADW_DIALOG (dialog_of (fixture)));
  leave_shop (fixture);
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);
  g_test_add ("/app/classes/opens", Fixture, NULL, set_up, test_opens, tear_down);
  g_test_add ("/app/classes/writes", Fixture, NULL, set_up, test_writes, tear_down);
  g_test_add ("/app/classes/closed", Fixture, NULL, set_up, test_closed, tear_down);
  g_test_add ("/app/classes/measures", Fixture, NULL, set_up, test_measures, tear_down);
  return g_test_run ();
}
