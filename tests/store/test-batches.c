/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-test-util.h"

#include <signal.h>

/* Tens of thousands of rows, in batches: changed, undone, made again, cancelled
 * and cut off in the middle; and the end of a store with work in its queue. */

static char *program;

typedef struct
{
  char *folder;
  RgStore *store;
} Shop;

static void
set_up (Shop *shop, gconstpointer data)
{
  shop->folder = test_folder_new ();
  shop->store = test_open (shop->folder);
}

static void
tear_down (Shop *shop, gconstpointer data)
{
  test_close (shop->store);
  test_shop_free (shop->folder);
}

static void
finish_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GError **error = data;

  rg_store_write_finish (RG_STORE (source), result, error);
  g_object_set_data (source, "finished", GINT_TO_POINTER (1));
}

static void
wait_for_finish (RgStore *store)
{
  while (g_object_get_data (G_OBJECT (store), "finished") == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
between_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  rg_store_write_finish (RG_STORE (source), result, &error);
  g_assert_no_error (error);
}

static void
insert_customer (RgOp *op, int i, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), "customer");
  g_autofree char *name = g_strdup_printf ("新%d", i);
  RgCell cell;

  test_cell (&cell, entity, "name", name);
  rg_op_insert (op, entity, &cell, 1, error);
  rg_value_clear (&cell.value);
}

static gpointer
insert_plain (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_IMPORT, "a", "Import", error);

  rg_op_make_long (op, error);
  for (int i = 0; i < GPOINTER_TO_INT (data) && *error == NULL; i++)
    {
      insert_customer (op, i, error);
      if (i % 20000 == 19999)
        rg_op_pause (op, cancellable, error);
    }
  return NULL;
}

static gpointer
set_stage (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "a", "Stage", error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  RgCell cell;

  for (gint64 id = 1; id <= GPOINTER_TO_INT (data); id++)
    g_array_append_val (ids, id);
  test_cell (&cell, entity, "stage", "新");
  rg_op_update_many (op, entity, (gint64 *) (gpointer) ids->data, ids->len, &cell, error);
  rg_value_clear (&cell.value);
  return NULL;
}

/* Undoing runs in batches too, and is taken back when it is cancelled. */
typedef struct
{
  gboolean redo;
  GCancellable *cancel; /* after the first batch */
} Batched;

static gpointer
cancel_between (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  g_cancellable_cancel (data);
  return NULL;
}

static void
queue_cancel (Shop *shop, GCancellable *cancellable)
{
  rg_store_write_async (shop->store, cancel_between, cancellable, NULL, NULL, NULL, between_cb, NULL);
}

static gpointer
undo_batched (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  Batched *batched = data;

  rg_operation_free (batched->redo ? rg_redo (write, 0, RG_ORIGIN_WINDOW, "a", batched->cancel, error)
                                   : rg_undo (write, 0, RG_ORIGIN_WINDOW, "a", batched->cancel, error));
  return NULL;
}

static void
cancel_halfway (Shop *shop, gboolean redo)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Batched batched = { redo, cancellable };
  g_autofree char *before = test_dump (shop->store);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_object_set_data (G_OBJECT (shop->store), "finished", NULL);
  rg_store_write_async (shop->store, undo_batched, &batched, NULL, NULL, NULL, finish_cb, &error);
  queue_cancel (shop, cancellable);
  wait_for_finish (shop->store);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  after = test_dump (shop->store);
  test_assert_same (after, before);
}

static void
test_batches (Shop *shop, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *empty = test_dump (shop->store);
  g_autofree char *inserted = NULL;
  g_autofree char *staged = NULL;
  g_autofree char *now = NULL;

  rg_store_write_sync (shop->store, insert_plain, GINT_TO_POINTER (25000), NULL, &error);
  g_assert_no_error (error);
  inserted = test_dump (shop->store);
  rg_store_write_sync (shop->store, set_stage, GINT_TO_POINTER (25000), NULL, &error);
  g_assert_no_error (error);
  staged = test_dump (shop->store);
  g_assert_cmpint (test_number (shop->store, "SELECT count (*) FROM customer WHERE stage = '新'"), ==, 25000);

  cancel_halfway (shop, FALSE);
  g_assert_cmpint (test_undo (shop->store, "a", 0, &error), ==, 2);
  now = test_dump (shop->store);
  test_assert_same (now, inserted);
  g_clear_pointer (&now, g_free);
  cancel_halfway (shop, TRUE);
  cancel_halfway (shop, FALSE);
  g_assert_cmpint (test_undo (shop->store, "a", 0, &error), ==, 1);
  now = test_dump (shop->store);
  test_assert_same (now, empty);
  g_clear_pointer (&now, g_free);
  cancel_halfway (shop, TRUE);
  g_assert_cmpint (test_redo (shop->store, "a", 0, &error), ==, 1);
  g_assert_cmpint (test_redo (shop->store, "a", 0, &error), ==, 2);
  g_assert_no_error (error);
  now = test_dump (shop->store);
  test_assert_same (now, staged);
}

/* --- cut off -------------------------------------------------------------- */

static gpointer
die_between (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  raise (SIGKILL);
  return NULL;
}

/* The program that dies in the first pause of what it was told to do. */
static int
die (const char *folder, const char *how)
{
  RgStore *store = test_open (folder);
  Batched batched = { g_str_equal (how, "redo"), NULL };
  GError *error = NULL;

  if (g_str_equal (how, "insert"))
    rg_store_write_async (store, insert_plain, GINT_TO_POINTER (25000), NULL, NULL, NULL, finish_cb, &error);
  else if (g_str_equal (how, "stage"))
    rg_store_write_async (store, set_stage, GINT_TO_POINTER (45000), NULL, NULL, NULL, finish_cb, &error);
  else
    rg_store_write_async (store, undo_batched, &batched, NULL, NULL, NULL, finish_cb, &error);
  rg_store_write_async (store, die_between, NULL, NULL, NULL, NULL, between_cb, NULL);
  wait_for_finish (store);
  g_printerr ("%s ended: %s\n", how, error != NULL ? error->message : "it never paused");
  return 1;
}

static void
assert_survives (Shop *shop, const char *how)
{
  g_autofree char *before = test_dump (shop->store);
  g_autofree char *after = NULL;
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) error = NULL;

  rg_store_close (shop->store);
  test_settle ();
  g_assert_finalize_object (shop->store);
  child = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, "--die", shop->folder, how, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait (child, NULL, &error));
  g_assert_true (g_subprocess_get_if_signaled (child));
  shop->store = test_open (shop->folder);
  g_assert_cmpint (test_number (shop->store, "SELECT count (*) FROM operation WHERE state = 'open'"), ==, 0);
  after = test_dump (shop->store);
  test_assert_same (after, before);
}

/* Each kind of batches, cut off in the middle, leaves things as they were and
 * can be begun again. */
static void
test_cut_off (Shop *shop, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *inserted = NULL;
  g_autofree char *staged = NULL;
  g_autofree char *now = NULL;

  assert_survives (shop, "insert");
  rg_store_write_sync (shop->store, insert_plain, GINT_TO_POINTER (25000), NULL, &error);
  g_assert_no_error (error);
  inserted = test_dump (shop->store);
  assert_survives (shop, "stage");
  rg_store_write_sync (shop->store, set_stage, GINT_TO_POINTER (45000), NULL, &error);
  g_assert_no_error (error);
  staged = test_dump (shop->store);
  assert_survives (shop, "undo");
  g_assert_cmpint (test_undo (shop->store, "a", 0, &error), >, 0);
  now = test_dump (shop->store);
  test_assert_same (now, inserted);
  assert_survives (shop, "redo");
  assert_survives (shop, "undo");
  g_assert_cmpint (test_undo (shop->store, "a", 0, &error), >, 0);
  assert_survives (shop, "redo");
  g_assert_cmpint (test_redo (shop->store, "a", 0, &error), >, 0);
  g_assert_cmpint (test_redo (shop->store, "a", 0, &error), >, 0);
  g_assert_no_error (error);
  g_clear_pointer (&now, g_free);
  now = test_dump (shop->store);
  test_assert_same (now, staged);
}

/* Closing waits for what was asked for before. */
static void
test_close_queue (Shop *shop, gconstpointer data)
{
  GError *errors[20] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    rg_store_write_async (shop->store, insert_plain, GINT_TO_POINTER (10), NULL, NULL, NULL, finish_cb,
                          &errors[i]);
  rg_store_close (shop->store);
  test_settle ();
  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    g_assert_no_error (errors[i]);
  test_reopen (&shop->store);
  g_assert_cmpint (test_number (shop->store, "SELECT count (*) FROM customer"), ==, 200);
}

/* The last reference may go anywhere: then the closing is done elsewhere. */
static gpointer
drop_store (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return NULL;
}

static void
test_drop (Shop *shop, gconstpointer data)
{
  for (int i = 0; i < 20; i++)
    {
      RgStore *store = shop->store;

      rg_store_read_async (store, drop_store, NULL, NULL, NULL, NULL, NULL, NULL);
      g_object_unref (store);
      test_settle ();
      /* The lock is free when the last of it has gone. */
      do
        {
          g_usleep (1000);
          test_settle ();
          shop->store = rg_store_open (shop->folder, RG_STORE_DEFAULT, NULL);
        }
      while (shop->store == NULL);
    }
}

int
main (int argc, char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "--die"))
    return die (argv[2], argv[3]);
  program = argv[0];
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/store/batches/" path, Shop, NULL, set_up, func, tear_down)
  ADD ("undo", test_batches);
  ADD ("cut-off", test_cut_off);
  ADD ("close", test_close_queue);
  ADD ("drop", test_drop);
  return g_test_run ();
}
