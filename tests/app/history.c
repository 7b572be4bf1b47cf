/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "support.h"

#include "app/rg-change.h"
#include "app/rg-history-dialog.h"
#include "app/rg-history-item.h"
#include "app/rg-stores.h"
#include "shop/rg-remove.h"

/* The views that come with the program are put in before anything else. */
#define SHIPPED 1

typedef struct
{
  RgSettings *settings;
  RgWindow *window;
  Shop *shop;
  RgHistoryDialog *dialog;
  guint n;
} Fixture;

static gboolean
has_store (gpointer data)
{
  return rg_window_get_store (data) != NULL;
}

static gboolean
nothing_is_open (gpointer data)
{
  return rg_stores_get_n (rg_stores_get_default ()) == 0;
}

static gboolean
is_alone (gpointer data)
{
  return g_atomic_int_get (&((GObject *) data)->ref_count) == 1;
}

static gboolean
is_calm (gpointer data)
{
  Fixture *fixture = data;

  return !rg_history_dialog_is_busy (fixture->dialog) && !rg_window_is_busy (fixture->window);
}

static AdwDialog *
top_dialog (Fixture *fixture)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));
}

static gboolean
has_n (gpointer data)
{
  Fixture *fixture = data;

  return is_calm (fixture) &&
         g_list_model_get_n_items (rg_history_dialog_get_model (fixture->dialog)) == fixture->n;
}

static void
wait_for_n (Fixture *fixture, guint n)
{
  fixture->n = n;
  wait_until (has_n, fixture);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  guint more = GPOINTER_TO_UINT (data);

  fixture->settings = rg_settings_new ();
  fixture->shop = shop_new ();
  for (guint i = 0; i < more; i++)
    shop_add (fixture->shop->store, "多多", NULL, NULL);
  shop_close (fixture->shop);
  fixture->window = rg_window_new (NULL, fixture->settings);
  gtk_window_present (GTK_WINDOW (fixture->window));
  rg_window_open_shop (fixture->window, fixture->shop->folder);
  wait_until (has_store, fixture->window);
}

static void
show_history (Fixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.history", NULL);
  g_assert_true (RG_IS_HISTORY_DIALOG (top_dialog (fixture)));
  fixture->dialog = RG_HISTORY_DIALOG (top_dialog (fixture));
  wait_until (is_calm, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  RgWindow *window = fixture->window;

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (window != NULL)
    g_main_context_iteration (NULL, TRUE);
  wait_until (nothing_is_open, NULL);
  wait_until (is_alone, fixture->settings);
  g_assert_finalize_object (fixture->settings);
  shop_free (fixture->shop);
}

static RgHistoryItem *
item_at (Fixture *fixture, guint index)
{
  g_autoptr (RgHistoryItem) item =
      g_list_model_get_item (rg_history_dialog_get_model (fixture->dialog), index);

  g_assert_nonnull (item);

  return item;
}

static const RgOperation *
operation_at (Fixture *fixture, guint index)
{
  return rg_history_item_get_line (item_at (fixture, index))->operation;
}

static void
step (Fixture *fixture, guint index)
{
  rg_history_dialog_step (fixture->dialog, operation_at (fixture, index)->id);
  wait_until (is_calm, fixture);
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean *done = user_data;

  *done = rg_change_finish (RG_STORE (source), result, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static void
rename_customer (Fixture *fixture, gint64 id, const char *name)
{
  g_auto (RgValue) value = RG_VALUE_INIT;
  gboolean done = FALSE;

  rg_value_set_text (&value, name);
  rg_change_field_async (rg_window_get_store (fixture->window), GTK_WIDGET (fixture->window), "customer", id,
                         "name", &value, name, changed_cb, &done);
  wait_until (is_true, &done);
}

/* An old one, when nothing later touched its rows, and back again. */
static void
test_old (Fixture *fixture, gconstpointer data)
{
  g_autofree char *state = NULL;

  show_history (fixture);
  wait_for_n (fixture, SHIPPED + PEOPLE);
  g_assert_cmpstr (rg_history_dialog_get_state (fixture->dialog), ==, "list");
  g_assert_cmpstr (operation_at (fixture, 0)->label, ==, "王小明");
  g_assert_cmpstr (operation_at (fixture, PEOPLE - 1)->label, ==, "张三丰");

  step (fixture, PEOPLE - 1);
  wait_for_n (fixture, SHIPPED + PEOPLE);
  g_assert_cmpstr (operation_at (fixture, PEOPLE - 1)->state, ==, "undone");
  state = rg_history_item_dup_state (item_at (fixture, PEOPLE - 1));
  g_assert_cmpstr (state, ==, "Undone 10:30");
  g_assert_cmpstr (operation_at (fixture, 0)->state, ==, "done");

  step (fixture, PEOPLE - 1);
  g_assert_cmpstr (operation_at (fixture, PEOPLE - 1)->state, ==, "done");
}

static gboolean
asks (gpointer data)
{
  return ADW_IS_ALERT_DIALOG (top_dialog (data));
}

/* What was changed since stands in the way; it can be taken back with it. */
static void
test_clash (Fixture *fixture, gconstpointer data)
{
  AdwAlertDialog *question;

  rename_customer (fixture, 1, "张一");
  rename_customer (fixture, 2, "曾一");
  rename_customer (fixture, 1, "张二");
  show_history (fixture);
  wait_for_n (fixture, SHIPPED + PEOPLE + 3);

  step (fixture, PEOPLE + 2);
  wait_until (asks, fixture);
  question = ADW_ALERT_DIALOG (top_dialog (fixture));
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (question), "张三丰"));
  g_assert_true (adw_alert_dialog_has_response (question, "undo"));
  g_assert_cmpstr (operation_at (fixture, PEOPLE + 2)->state, ==, "done");

  g_signal_emit_by_name (question, "response::undo", "undo");
  adw_dialog_force_close (ADW_DIALOG (question));
  wait_until (is_calm, fixture);
  g_assert_cmpstr (operation_at (fixture, 0)->state, ==, "undone");
  g_assert_cmpstr (operation_at (fixture, 1)->state, ==, "done");
  g_assert_cmpstr (operation_at (fixture, 2)->state, ==, "undone");
  g_assert_cmpstr (operation_at (fixture, PEOPLE + 2)->state, ==, "undone");
}

static gboolean
remove_func (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_people_delete (op, *(const gint64 *) data, error);
}

/* Who was deleted is found here, by name too, and comes back. */
static void
test_deletions (Fixture *fixture, gconstpointer data)
{
  gint64 id = 3;
  gboolean done = FALSE;

  show_history (fixture);
  wait_for_n (fixture, SHIPPED + PEOPLE);
  rg_change_async (rg_window_get_store (fixture->window), GTK_WIDGET (fixture->window), "Cleaned up",
                   remove_func, &id, NULL, NULL, changed_cb, &done);
  wait_until (is_true, &done);
  wait_for_n (fixture, SHIPPED + PEOPLE + 1);

  rg_history_dialog_set_deletions (fixture->dialog, TRUE);
  wait_for_n (fixture, 1);
  g_assert_cmpstr (rg_history_item_get_line (item_at (fixture, 0))->deleted, ==, "李清照");
  rg_history_dialog_set_search (fixture->dialog, "清照");
  wait_for_n (fixture, 1);
  rg_history_dialog_set_search (fixture->dialog, "三丰");
  wait_for_n (fixture, 0);
  g_assert_cmpstr (rg_history_dialog_get_state (fixture->dialog), ==, "nothing");

  rg_history_dialog_set_search (fixture->dialog, "");
  wait_for_n (fixture, 1);
  step (fixture, 0);
  g_assert_cmpstr (operation_at (fixture, 0)->state, ==, "undone");
}

static gpointer
forget_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_database_exec (rg_write_get_database (write), "UPDATE operation SET images = 0 WHERE id = 3",
                           error)
             ? GINT_TO_POINTER (TRUE)
             : NULL;
}

/* What is not kept any more says so; what the window did last it names. */
static void
test_forgotten (Fixture *fixture, gconstpointer data)
{
  g_autofree char *state = NULL, *details = NULL;
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (rg_window_get_store (fixture->window), forget_func, NULL, NULL, &error);
  g_assert_no_error (error);
  show_history (fixture);
  wait_for_n (fixture, SHIPPED + PEOPLE);
  g_assert_false (operation_at (fixture, PEOPLE - 2)->can_undo);
  state = rg_history_item_dup_state (item_at (fixture, PEOPLE - 2));
  g_assert_nonnull (strstr (state, "Too old"));
  step (fixture, PEOPLE - 2);
  g_assert_cmpstr (operation_at (fixture, PEOPLE - 2)->state, ==, "done");

  details = rg_history_item_dup_details (item_at (fixture, 0), rg_window_get_session (fixture->window));
  g_assert_cmpstr (details, ==, "10:30 · This window · 1 record");
}

#define MANY 250

/* It comes page by page; what is searched is looked for on the pages behind. */
static void
test_pages (Fixture *fixture, gconstpointer data)
{
  guint n;

  show_history (fixture);
  n = g_list_model_get_n_items (rg_history_dialog_get_model (fixture->dialog));
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (n, <, MANY);
  rg_history_dialog_set_search (fixture->dialog, "曾国藩");
  wait_for_n (fixture, 1);
  rg_history_dialog_set_search (fixture->dialog, "");
  wait_for_n (fixture, SHIPPED + MANY + PEOPLE);
}

/* Two presses at once take two. */
static void
test_quick_undo (Fixture *fixture, gconstpointer data)
{
  show_history (fixture);
  wait_for_n (fixture, SHIPPED + PEOPLE);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  wait_until (is_calm, fixture);
  wait_for_n (fixture, SHIPPED + PEOPLE);
  g_assert_cmpstr (operation_at (fixture, 0)->state, ==, "undone");
  g_assert_cmpstr (operation_at (fixture, 1)->state, ==, "undone");
  g_assert_cmpstr (operation_at (fixture, 2)->state, ==, "done");
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

#define ADD(path, n, function) g_test_add (path, Fixture, GUINT_TO_POINTER (n), set_up, function, tear_down)
  ADD ("/app/history/old", 0, test_old);
  ADD ("/app/history/clash", 0, test_clash);
  ADD ("/app/history/deletions", 0, test_deletions);
  ADD ("/app/history/forgotten", 0, test_forgotten);
  ADD ("/app/history/pages", MANY, test_pages);
  ADD ("/app/history/quick-undo", 0, test_quick_undo);

  return g_test_run ();
}
