/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "support.h"

#include "app/pages/customers/rg-customers-page.h"
#include "app/pages/customers/rg-customers-private.h"
#include "app/pages/customers/rg-set-field-dialog.h"
#include "app/pages/customers/rg-tag-dialog.h"
#include "exchange/rg-print.h"

#include <glib/gstdio.h>
#include <string.h>

/* What is done with everybody in a list that is filtered is done with those alone,
 * and is one step back. */

#define EVERYBODY "安娜,李清照,欧阳娜娜,王小明,曾国藩,张三丰"
#define UNPLANNED "{\"field\":\"next_date\",\"op\":\"empty\"}"
#define THREE "安娜,欧阳娜娜,王小明"
/* More than are changed between two looks whether to stop. */
#define MANY 2500

typedef struct
{
  Shop *shop;
  RgSettings *settings;
  RgWindow *window;
  RgCustomersPage *page;
  const char *wanted;
  char *said;
} Fixture;

static gboolean
has_names (gpointer data)
{
  Fixture *f = data;
  g_autofree char *names = row_names (GTK_WIDGET (f->window));

  return !rg_customers_page_is_busy (f->page) && g_str_equal (names, f->wanted);
}

static void
wait_for_names (Fixture *f, const char *names)
{
  f->wanted = names;
  wait_until (has_names, f);
}

static gboolean
is_shop (gpointer data)
{
  return g_str_equal (rg_window_get_state (data), "shop");
}

static gboolean
is_counted (gpointer data)
{
  return !rg_views_list_is_busy (rg_window_get_views (data));
}

static gboolean
is_empty (gpointer data)
{
  Fixture *f = data;

  return !rg_customers_page_is_busy (f->page) &&
         g_str_equal (rg_customers_page_get_state (f->page), "nothing");
}

static gboolean
is_done (gpointer data)
{
  return ((Fixture *) data)->page->working == NULL;
}

static void
say_cb (RgPage *page, const char *text, Fixture *f)
{
  g_set_str (&f->said, text);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->shop = shop_new ();
  shop_close (f->shop);
  f->settings = rg_settings_new ();
  f->window = rg_window_new (NULL, f->settings);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1280, 800);
  gtk_window_present (GTK_WINDOW (f->window));
  rg_window_open_shop (f->window, f->shop->folder);
  wait_until (is_shop, f->window);
  f->page = RG_CUSTOMERS_PAGE (rg_window_get_page (f->window));
  g_signal_connect (f->page, "say", G_CALLBACK (say_cb), f);
  wait_for_names (f, EVERYBODY);
  wait_until (is_counted, f->window);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  RgWindow *window = f->window;

  let_paint (GTK_WIDGET (window));
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_destroy (GTK_WINDOW (f->window));
  while (window != NULL)
    g_main_context_iteration (NULL, TRUE);
  settings_end (f->settings);
  shop_free (f->shop);
  g_free (f->said);
}

/* --- doing ---------------------------------------------------------------- */

static void
act (Fixture *f, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->page), action, NULL));
}

static AdwDialog *
get_dialog (Fixture *f)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (f->window));
}

static guint64
n_selected (Fixture *f)
{
  return rg_selection_get_n (rg_customers_page_get_selection (f->page));
}

/* By a condition, or by the shipped view that comes to the same customers. */
static void
filter (Fixture *f, gboolean by_view)
{
  g_autoptr (RgCondition) condition = rg_condition_parse (UNPLANNED, NULL);
  const GPtrArray *views = rg_views_list_get_views (rg_window_get_views (f->window));
  const RgView *view = NULL;

  for (guint i = 0; i < views->len && view == NULL; i++)
    if (g_strcmp0 (((const RgView *) g_ptr_array_index (views, i))->key, "no-plan") == 0)
      view = g_ptr_array_index (views, i);
  g_assert_nonnull (view);
  if (by_view)
    gtk_widget_activate_action (GTK_WIDGET (f->window), "win.show-view", "x", view->id);
  else
    rg_customers_page_show_condition (f->page, condition, NULL);
  wait_for_names (f, THREE);
}

static void
select_all (Fixture *f)
{
  act (f, "page.select-all");
  g_assert_cmpuint (n_selected (f), ==, 3);
}

#define NAMES_WHERE(where)                                                                                   \
  "SELECT group_concat (name) FROM (SELECT name FROM customer c WHERE " where " ORDER BY sort_key, id)"
#define TAGGED NAMES_WHERE ("id IN (SELECT customer_id FROM customer_tag)")
#define PLANNED NAMES_WHERE ("next_date = '2026-12-01'")
#define N_TAGS "SELECT count (*) FROM customer_tag"
#define ALL NAMES_WHERE ("1")
/* Since the shop was made. */
#define CHANGES "SELECT count (*) FROM operation WHERE origin = 'window' AND kind = 'do' AND id > 7"

static void
assert_asked (Fixture *f, const char *sql, const char *wanted)
{
  g_autofree char *found = shop_ask (rg_window_get_store (f->window), sql);

  g_assert_cmpstr (found, ==, wanted);
}

static void
enter_tag (Fixture *f)
{
  act (f, "page.tag");
  rg_tag_dialog_enter (RG_TAG_DIALOG (get_dialog (f)), "VIP", FALSE);
}

static void
undo (Fixture *f, const char *names)
{
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL);
  wait_for_names (f, names);
}

static gboolean
is_untagged (gpointer data)
{
  Fixture *f = data;
  g_autofree char *found = shop_ask (rg_window_get_store (f->window), N_TAGS);

  return g_strcmp0 (found, "0") == 0;
}

/* --- what changes them ---------------------------------------------------- */

static void
test_tag (Fixture *f, gconstpointer by_view)
{
  filter (f, by_view != NULL);
  select_all (f);
  enter_tag (f);
  wait_until (is_done, f);
  assert_asked (f, TAGGED, THREE);
  assert_asked (f, CHANGES, "1");
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL);
  wait_until (is_untagged, f);

  /* All but one. */
  gtk_selection_model_unselect_item (GTK_SELECTION_MODEL (rg_customers_page_get_selection (f->page)), 1);
  enter_tag (f);
  wait_until (is_done, f);
  assert_asked (f, TAGGED, "安娜,王小明");
}

/* They leave the list while they are changed, and are changed all the same. */
static void
test_set (Fixture *f, gconstpointer by_view)
{
  filter (f, by_view != NULL);
  select_all (f);
  act (f, "page.set-field");
  g_assert_true (rg_set_field_dialog_enter (RG_SET_FIELD_DIALOG (get_dialog (f)), "next_date", "2026-12-01"));
  wait_until (is_done, f);
  assert_asked (f, PLANNED, THREE);
  assert_asked (f, CHANGES, "1");
  wait_until (is_empty, f);
  undo (f, THREE);
  assert_asked (f, PLANNED, "");
}

static void
test_delete (Fixture *f, gconstpointer by_view)
{
  filter (f, by_view != NULL);
  select_all (f);
  act (f, "page.delete");
  wait_until (is_done, f);
  assert_asked (f, ALL, "李清照,曾国藩,张三丰");
  assert_asked (f, CHANGES, "1");
  wait_until (is_empty, f);
  undo (f, THREE);
  assert_asked (f, ALL, EVERYBODY);
}

/* All of a filtered list is not all of the shop, also not later. */
static void
test_unfilter (Fixture *f, gconstpointer data)
{
  filter (f, FALSE);
  select_all (f);
  rg_customers_page_show_condition (f->page, NULL, NULL);
  wait_for_names (f, EVERYBODY);
  g_assert_cmpuint (n_selected (f), <=, 3);
  act (f, "page.delete");
  wait_until (is_done, f);
  run_for (100);
  assert_asked (f, NAMES_WHERE ("id IN (SELECT id FROM customer WHERE next_date IS NOT NULL)"),
                "李清照,曾国藩,张三丰");
}

/* --- what goes out -------------------------------------------------------- */

static gboolean
is_there (gpointer path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
test_export (Fixture *f, gconstpointer by_view)
{
  g_autofree char *path = g_build_filename (f->shop->folder, "some.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  filter (f, by_view != NULL);
  select_all (f);
  rg_customers_export_to (f->page, path);
  wait_until (is_there, path);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 5);
  g_assert_nonnull (strstr (lines[1], "安娜"));
  g_assert_nonnull (strstr (lines[2], "欧阳娜娜"));
  g_assert_nonnull (strstr (lines[3], "王小明"));
  g_unlink (path);
}

static void
test_print (Fixture *f, gconstpointer by_view)
{
  g_autoptr (RgChosen) chosen = NULL;
  RgPrintJob job = { .title = "Customers", .shop = "Shop" };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  RgPrint *print;

  filter (f, by_view != NULL);
  select_all (f);
  job.chosen = chosen = rg_selection_dup_chosen (rg_customers_page_get_selection (f->page));
  print = rg_store_read_sync (rg_window_get_store (f->window), rg_print_read_func, &job, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rg_print_paginate (print, 800, 600), ==, 1);
  text = rg_print_dup_page_text (print, 0);
  g_assert_nonnull (strstr (text, "王小明"));
  g_assert_nonnull (strstr (text, "欧阳娜娜"));
  g_assert_null (strstr (text, "曾国藩"));
  g_assert_null (strstr (text, "李清照"));
  rg_print_free (print);
}

/* --- many ----------------------------------------------------------------- */

static gpointer
add_many (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgEntity *customer = rg_catalog_find (rg_write_get_catalog (write), "customer");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_IMPORT, "a", "Load", error);

  for (guint i = 0; op != NULL && i < MANY; i++)
    {
      RgCell cell = { .field = rg_entity_find_field (customer, "source"),
                      .value = { .kind = RG_VALUE_TEXT, .text = (char *) "抖音" } };

      if (rg_op_insert (op, customer, &cell, 1, error) == 0)
        return NULL;
    }
  return NULL;
}

typedef struct
{
  GMutex mutex;
  GCond cond;
  gboolean go;
} Gate;

static gpointer
wait_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  Gate *gate = data;

  g_mutex_lock (&gate->mutex);
  while (!gate->go)
    g_cond_wait (&gate->cond, &gate->mutex);
  g_mutex_unlock (&gate->mutex);
  return NULL;
}

static void
open_gate (Gate *gate)
{
  g_mutex_lock (&gate->mutex);
  gate->go = TRUE;
  g_cond_signal (&gate->cond);
  g_mutex_unlock (&gate->mutex);
}

static gboolean
has_many (gpointer data)
{
  Fixture *f = data;

  return !rg_customers_page_is_busy (f->page) &&
         g_list_model_get_n_items (G_LIST_MODEL (rg_customers_page_get_list (f->page))) == MANY;
}

static gboolean
shows_progress (gpointer data)
{
  AdwDialog *dialog = get_dialog (data);

  return ADW_IS_ALERT_DIALOG (dialog) && find_widget (GTK_WIDGET (dialog), GTK_TYPE_PROGRESS_BAR) != NULL;
}

static gboolean
has_said (gpointer data)
{
  return ((Fixture *) data)->said != NULL;
}

/* As many as there are: what is under way is shown and can be stopped, which
 * leaves nothing behind; when it is done it is one step back. */
static void
test_many (Fixture *f, gconstpointer data)
{
  g_autoptr (RgCondition) condition =
      rg_condition_parse ("{\"field\":\"source\",\"op\":\"is\",\"value\":\"抖音\"}", NULL);

  rg_store_write_sync (rg_window_get_store (f->window), add_many, NULL, NULL, NULL);
  rg_customers_page_show_condition (f->page, condition, NULL);
  wait_until (has_many, f);
  act (f, "page.select-all");
  for (guint i = 0; i < 2; i++)
    {
      Gate gate = { .go = FALSE };

      /* The writer is kept until the dialog has come. */
      rg_store_write_async (rg_window_get_store (f->window), wait_func, &gate, NULL, NULL, NULL, NULL, NULL);
      enter_tag (f);
      wait_until (shows_progress, f);
      if (i == 0)
        adw_dialog_close (get_dialog (f));
      open_gate (&gate);
      wait_until (is_done, f);
      if (i > 0)
        break;
      wait_until (has_said, f);
      g_assert_cmpstr (f->said, ==, "Stopped; nothing was changed.");
      assert_asked (f, N_TAGS, "0");
      assert_asked (f, "SELECT count (*) FROM tag", "0");
      assert_asked (f, CHANGES, "0");
    }
  assert_asked (f, N_TAGS, G_STRINGIFY (MANY));
  assert_asked (f, CHANGES, "1");
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL);
  wait_until (is_untagged, f);
  assert_asked (f, "SELECT count (*) FROM tag", "0");
}

/* --- the order of views --------------------------------------------------- */

/* Those in the sidebar, by name: the first few of them. */
static gboolean
begins_with_views (gpointer data)
{
  Fixture *f = data;
  const GPtrArray *views = rg_views_list_get_views (rg_window_get_views (f->window));
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < views->len; i++)
    if (((const RgView *) g_ptr_array_index (views, i))->pinned)
      g_string_append_printf (names, "%s,", rg_view_get_title (g_ptr_array_index (views, i)));
  return g_str_has_prefix (names->str, f->wanted);
}

static void
wait_for_views (Fixture *f, const char *names)
{
  f->wanted = names;
  wait_until (begins_with_views, f);
}

/* They are moved up and down and taken out of the sidebar. */
static void
test_order (Fixture *f, gconstpointer data)
{
  const GPtrArray *views = rg_views_list_get_views (rg_window_get_views (f->window));
  gint64 overdue = ((const RgView *) g_ptr_array_index (views, 0))->id;

  wait_for_views (f, "Overdue,Due Today,New This Week,");
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.move-view", "(xi)", overdue, 1);
  wait_for_views (f, "Due Today,Overdue,New This Week,");
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.move-view", "(xi)", overdue, 1);
  wait_for_views (f, "Due Today,New This Week,Overdue,");
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.move-view", "(xi)", overdue, -1);
  wait_for_views (f, "Due Today,Overdue,New This Week,");
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.pin-view", "x", overdue);
  wait_for_views (f, "Due Today,New This Week,");
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL);
  wait_for_views (f, "Due Today,Overdue,New This Week,");
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

#define ADD(path, by_view, function)                                                                         \
  g_test_add ("/filtered/" path, Fixture, GINT_TO_POINTER (by_view), set_up, function, tear_down)
  ADD ("tag", FALSE, test_tag);
  ADD ("tag-view", TRUE, test_tag);
  ADD ("set", FALSE, test_set);
  ADD ("set-view", TRUE, test_set);
  ADD ("delete", FALSE, test_delete);
  ADD ("delete-view", TRUE, test_delete);
  ADD ("unfilter", FALSE, test_unfilter);
  ADD ("export", FALSE, test_export);
  ADD ("export-view", TRUE, test_export);
  ADD ("print", FALSE, test_print);
  ADD ("print-view", TRUE, test_print);
  ADD ("many", FALSE, test_many);
  ADD ("order", FALSE, test_order);
  return g_test_run ();
}
