/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "support.h"

#include "app/record/rg-record-page.h"
#include "store/rg-op.h"

typedef struct
{
  Shop *shop;
  RgSettings *settings;
  GtkWidget *window;
  RgRecordPage *page;
  gint64 id;
  guint closed;
  guint gone;
  /* What is waited for. */
  const char *wanted;
} Fixture;

/* --- waiting and looking ------------------------------------------------ */

static const char *
shown_name (Fixture *fixture)
{
  return adw_window_title_get_title (
      ADW_WINDOW_TITLE (find_widget (GTK_WIDGET (fixture->page), ADW_TYPE_WINDOW_TITLE)));
}

static gboolean
shows_name (gpointer data)
{
  Fixture *fixture = data;

  return !rg_record_page_is_busy (fixture->page) && g_strcmp0 (shown_name (fixture), fixture->wanted) == 0;
}

static void
wait_for_name (Fixture *fixture, const char *name)
{
  fixture->wanted = name;
  wait_until (shows_name, fixture);
}

/* --- changing from outside ---------------------------------------------- */

typedef struct
{
  gint64 id;
  const char *key;
  const char *text;
} Edit;

static gpointer
edit_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const Edit *edit = data;
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, "elsewhere", "Edit", error);
  RgCell cell = { .field = rg_entity_find_field (entity, edit->key), .value = RG_VALUE_INIT };
  gboolean done;

  if (edit->text != NULL)
    rg_value_set_text (&cell.value, edit->text);
  done = rg_op_update (op, entity, edit->id, &cell, 1, error);
  rg_value_clear (&cell.value);

  return done ? GINT_TO_POINTER (1) : NULL;
}

static void
edit (Fixture *fixture, const char *key, const char *text)
{
  Edit data = { fixture->id, key, text };
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (fixture->shop->store, edit_func, &data, NULL, &error);
  g_assert_no_error (error);
}

/* --- set-up ------------------------------------------------------------- */

static void
count_cb (RgRecordPage *page, guint *count)
{
  (*count)++;
}

static void
set_up (Fixture *fixture, gconstpointer width)
{
  fixture->shop = shop_new ();
  fixture->settings = rg_settings_new ();
  fixture->id = shop_add (fixture->shop->store, "钱学森", "19900000007", "2026-11-20");
  fixture->page = RG_RECORD_PAGE (rg_record_page_new (fixture->settings));
  g_signal_connect (fixture->page, "close-requested", G_CALLBACK (count_cb), &fixture->closed);
  g_signal_connect (fixture->page, "customer-gone", G_CALLBACK (count_cb), &fixture->gone);

  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), GPOINTER_TO_INT (width), 800);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_present (GTK_WINDOW (fixture->window));
  rg_record_page_set_store (fixture->page, fixture->shop->store);
  rg_record_page_set_customer (fixture->page, fixture->id);
  wait_for_name (fixture, "钱学森");
}

static void
tear_down (Fixture *fixture, gconstpointer width)
{
  RgRecordPage *page = fixture->page;

  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  /* What was asked last may still be on its way back. */
  while (page != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (fixture->settings);
  shop_free (fixture->shop);
}

/* --- the page ----------------------------------------------------------- */

/* What somebody else writes shows by itself. */
static void
test_follows (Fixture *fixture, gconstpointer width)
{
  edit (fixture, "name", "钱三强");
  wait_for_name (fixture, "钱三强");
  g_assert_cmpint (rg_record_page_get_customer (fixture->page), ==, fixture->id);
}

/* Rows clicked faster than they can be read: only the last one is shown. */
static void
test_other (Fixture *fixture, gconstpointer width)
{
  for (gint64 id = 1; id <= 3; id++)
    {
      rg_record_page_set_customer (fixture->page, id);
      edit (fixture, "name", "钱学森");
    }
  wait_for_name (fixture, "李清照");
  run_for (60);
  g_assert_cmpstr (shown_name (fixture), ==, "李清照");

  rg_record_page_set_customer (fixture->page, 0);
  wait_for_name (fixture, "");
}

static gpointer
delete_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const Fixture *fixture = data;
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, "elsewhere", "Delete", error);

  return rg_op_delete (op, entity, fixture->id, error) ? GINT_TO_POINTER (1) : NULL;
}

static gpointer
undo_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_undo (write, 0, RG_ORIGIN_CLI, data, cancellable, error);
}

/* Gone, said once; and there again when it comes back. */
static void
test_gone (Fixture *fixture, gconstpointer width)
{
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (fixture->shop->store, delete_func, fixture, NULL, &error);
  g_assert_no_error (error);
  wait_for_name (fixture, "");
  g_assert_cmpuint (fixture->gone, ==, 1);
  shop_add (fixture->shop->store, "华罗庚", NULL, NULL);
  run_for (60);
  g_assert_cmpuint (fixture->gone, ==, 1);

  rg_operation_free (
      rg_store_write_sync (fixture->shop->store, undo_func, (gpointer) "elsewhere", NULL, &error));
  g_assert_no_error (error);
  wait_for_name (fixture, "钱学森");
}

static void
test_close (Fixture *fixture, gconstpointer width)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "record.close", NULL);
  g_assert_cmpuint (fixture->closed, ==, 1);
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

#define ADD(path, width, function)                                                                           \
  g_test_add (path, Fixture, GINT_TO_POINTER (width), set_up, function, tear_down)
  ADD ("/app/record/follows", 720, test_follows);
  ADD ("/app/record/other", 720, test_other);
  ADD ("/app/record/gone", 720, test_gone);
  ADD ("/app/record/close", 360, test_close);

  return g_test_run ();
}
