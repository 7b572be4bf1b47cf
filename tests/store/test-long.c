/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-test-util.h"

/* Operations in batches: what others see and may do meanwhile, and that they
 * happen as a whole or not at all. */

typedef struct
{
  char *folder;
  RgStore *store;
  GMutex mutex;
  GCond cond;
  int paused;  /* batches that have been committed */
  int allowed; /* batches that may be */
} Shop;

static void
set_up (Shop *shop, gconstpointer data)
{
  shop->folder = test_folder_new ();
  shop->store = test_open (shop->folder);
  g_mutex_init (&shop->mutex);
  g_cond_init (&shop->cond);
  shop->allowed = G_MAXINT;
}

static void
tear_down (Shop *shop, gconstpointer data)
{
  rg_store_close (shop->store);
  test_settle ();
  g_assert_finalize_object (shop->store);
  test_folder_remove (shop->folder);
  g_free (shop->folder);
  g_mutex_clear (&shop->mutex);
  g_cond_clear (&shop->cond);
}

/* An import: customers with an event each, some updates and a deletion on the
 * way, a pause after every hundred. */
typedef struct
{
  Shop *shop;
  int rows;
  gboolean fail;
  gint64 update; /* customers that were there before */
  gint64 delete;
} Import;

static gint64
insert_named (RgOp *op, const char *entity_key, int i, gint64 customer, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), entity_key);
  g_autofree char *text = g_strdup_printf ("新%d", i);
  g_autofree char *owner = g_strdup_printf ("%d", (int) customer);
  RgCell cells[4];
  guint n = 0;
  gint64 id;

  if (customer == 0)
    {
      test_cell (&cells[n++], entity, "name", text);
    }
  else
    {
      test_cell (&cells[n++], entity, "customer_id", owner);
      test_cell (&cells[n++], entity, "kind", "note");
      test_cell (&cells[n++], entity, "at", "1");
      test_cell (&cells[n++], entity, "text", text);
    }
  id = rg_op_insert (op, entity, cells, n, error);
  for (guint j = 0; j < n; j++)
    rg_value_clear (&cells[j].value);
  return id;
}

/* Waits in the pause until the test lets it go on. */
static gboolean
pause_batch (Shop *shop, RgOp *op, GCancellable *cancellable, GError **error)
{
  g_mutex_lock (&shop->mutex);
  shop->paused++;
  g_cond_broadcast (&shop->cond);
  while (shop->paused >= shop->allowed)
    g_cond_wait (&shop->cond, &shop->mutex);
  g_mutex_unlock (&shop->mutex);
  return rg_op_pause (op, cancellable, error);
}

static void
wait_for_pause (Shop *shop, int n)
{
  g_mutex_lock (&shop->mutex);
  while (shop->paused < n)
    g_cond_wait (&shop->cond, &shop->mutex);
  g_mutex_unlock (&shop->mutex);
}

static void
allow (Shop *shop, int n)
{
  g_mutex_lock (&shop->mutex);
  shop->allowed = n;
  g_cond_broadcast (&shop->cond);
  g_mutex_unlock (&shop->mutex);
}

static void
change_old_rows (Import *import, RgOp *op, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), "customer");
  RgCell cell;

  if (import->update != 0)
    {
      test_cell (&cell, entity, "notes", "by the import");
      rg_op_update (op, entity, import->update, &cell, 1, error);
      rg_value_clear (&cell.value);
    }
  if (import->delete != 0 && *error == NULL)
    rg_op_delete (op, entity, import->delete, error);
}

static gpointer
run_import (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  Import *import = data;
  RgOp *op = rg_op_begin (write, RG_ORIGIN_IMPORT, "a", "Import", error);
  RgEntity const *tag = rg_catalog_find (rg_write_get_catalog (write), "tag");
  RgCell cell;

  /* One row before it becomes long. */
  test_cell (&cell, tag, "name", "新标签");
  rg_op_insert (op, tag, &cell, 1, error);
  rg_value_clear (&cell.value);
  rg_op_make_long (op, error);
  for (int i = 0; i < import->rows && *error == NULL; i++)
    {
      gint64 id = insert_named (op, "customer", i, 0, error);

      if (id != 0)
        insert_named (op, "event", i, id, error);
      if (i == 150 && *error == NULL)
        change_old_rows (import, op, error);
      if (i % 100 == 99 && *error == NULL)
        pause_batch (import->shop, op, cancellable, error);
    }
  if (import->fail && *error == NULL)
    g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_FAILED, "on purpose");
  return NULL;
}

static void
finish_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GError **error = data;

  rg_store_write_finish (RG_STORE (source), result, error);
  g_object_set_data (source, "finished", GINT_TO_POINTER (1));
}

static void
start_import (Shop *shop, Import *import, GCancellable *cancellable, GError **error)
{
  g_object_set_data (G_OBJECT (shop->store), "finished", NULL);
  rg_store_write_async (shop->store, run_import, import, NULL, NULL, cancellable, finish_cb, error);
}

static void
finish_import (Shop *shop)
{
  allow (shop, G_MAXINT);
  while (g_object_get_data (G_OBJECT (shop->store), "finished") == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static gpointer
count_visible (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (RgStatement) statement = NULL;

  g_string_printf (sql, "SELECT count (*) FROM \"%s\" t WHERE 1", (char *) data);
  rg_read_hide_open (read, data, "t", sql);
  statement = rg_database_prepare (rg_read_get_database (read), sql->str, error);
  if (statement == NULL || rg_statement_step (statement, error) != RG_STEP_ROW)
    return NULL;
  return GINT_TO_POINTER ((int) rg_statement_get_integer (statement, 0));
}

static int
visible (Shop *shop, const char *table)
{
  return GPOINTER_TO_INT (rg_store_read_sync (shop->store, count_visible, (gpointer) table, NULL, NULL));
}

static void
changed_cb (RgStore *store, gint64 operation, const char *origin, RgChanges *changes, GString *log)
{
  g_string_append_printf (log, "%s:", origin);
  for (guint i = 0; i < rg_changes_get_n (changes); i++)
    {
      const RgChange *change = rg_changes_get (changes, i);

      g_string_append_printf (log, " %s %d %d", change->entity, change->kind,
                              change->ids != NULL ? (int) change->ids->len : -1);
    }
  g_string_append_c (log, '\n');
}

/* Rows come when it is done; short writes do not wait; one undo takes all. */
static void
test_whole (Shop *shop, gconstpointer data)
{
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  Import import = { .shop = shop, .rows = 1250 };
  g_autofree char *before = NULL;
  g_autofree char *done = NULL;
  g_autofree char *between = NULL;
  g_autofree char *after = NULL;
  g_autofree char *again = NULL;

  import.update = test_insert (shop->store, "b", "customer", "name", "old", "notes", "mine", NULL);
  import.delete = test_insert (shop->store, "b", "customer", "name", "goes", NULL);
  before = test_dump (shop->store);
  test_settle ();
  g_signal_connect (shop->store, "changed", G_CALLBACK (changed_cb), log);
  shop->allowed = 3;
  start_import (shop, &import, NULL, &error);
  wait_for_pause (shop, 3);
  /* Two batches are committed, and nobody sees them. */
  g_assert_cmpint (test_number (shop->store, "SELECT count (*) FROM customer"), ==, 201);
  g_assert_cmpint (visible (shop, "customer"), ==, 1);
  g_assert_cmpint (visible (shop, "event"), ==, 0);
  g_assert_cmpint (visible (shop, "tag"), ==, 0);
  g_assert_cmpstr (log->str, ==, "");
  finish_import (shop);
  g_assert_no_error (error);
  test_settle ();
  g_assert_cmpstr (log->str, ==, "import: tag 0 1 customer 0 -1 event 0 -1 customer 1 1 customer 2 1\n");
  g_assert_cmpint (visible (shop, "customer"), ==, 1251);
  g_assert_cmpint (visible (shop, "tag"), ==, 1);
  g_assert_cmpint (test_number (shop->store, "SELECT count (*) FROM journal WHERE op = 3"), ==, 3);
  g_assert_cmpint (test_number (shop->store, "SELECT n_rows FROM operation WHERE id = 3"), ==, 2503);
  between = test_query (shop->store, "SELECT name, notes FROM customer WHERE id < 3");
  g_assert_cmpstr (between, ==, "old|by the import");
  done = test_dump (shop->store);
  g_assert_cmpint (test_undo (shop->store, "a", 0, &error), ==, 3);
  g_assert_no_error (error);
  after = test_dump (shop->store);
  test_assert_same (after, before);
  g_assert_cmpint (test_number (shop->store, "SELECT count (*) FROM removed"), ==, 2500);
  test_reopen (&shop->store);
  g_assert_cmpint (test_redo (shop->store, "a", 0, &error), ==, 3);
  g_assert_no_error (error);
  again = test_dump (shop->store);
  test_assert_same (again, done);
  g_assert_cmpint (test_number (shop->store, "SELECT count (*) FROM removed"), ==, 0);
}

typedef struct
{
  Shop *shop;
  gint64 customer;
  gint64 hidden;
} Between;

/* Runs while the import waits for the rest of its queue. */
static gpointer
write_between (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  Between *between = data;
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "b", "between", error);
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer");
  g_autoptr (GError) problem = NULL;
  g_autoptr (RgStatement) statement = NULL;
  RgCell cell;

  statement = rg_database_prepare (rg_write_get_database (write), "SELECT max (id) FROM customer", NULL);
  g_assert_cmpint (rg_statement_step (statement, NULL), ==, RG_STEP_ROW);
  between->hidden = rg_statement_get_integer (statement, 0);
  rg_statement_reset (statement);
  /* Rows of the import are out of reach. */
  test_cell (&cell, entity, "notes", "x");
  g_assert_false (rg_op_update (op, entity, between->hidden, &cell, 1, &problem));
  g_assert_error (problem, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT);
  g_clear_error (&problem);
  g_assert_false (rg_op_delete (op, entity, between->hidden, &problem));
  g_assert_error (problem, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT);
  g_clear_error (&problem);
  g_assert_cmpint (insert_named (op, "event", 1, between->hidden, &problem), ==, 0);
  g_assert_error (problem, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT);
  rg_value_clear (&cell.value);
  between->customer = insert_named (op, "customer", 0, 0, error);
  g_mutex_lock (&between->shop->mutex);
  between->shop->allowed = G_MAXINT;
  g_mutex_unlock (&between->shop->mutex);
  return NULL;
}

static void
between_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  rg_store_write_finish (RG_STORE (source), result, &error);
  g_assert_no_error (error);
}

static void
test_between (Shop *shop, gconstpointer data)
{
  Import import = { .shop = shop, .rows = 500 };
  Between between = { .shop = shop };
  g_autoptr (GError) error = NULL;
  g_autofree char *ranges = NULL;

  shop->allowed = 2;
  start_import (shop, &import, NULL, &error);
  wait_for_pause (shop, 2);
  rg_store_write_async (shop->store, write_between, &between, NULL, NULL, NULL, between_cb, NULL);
  finish_import (shop);
  g_assert_no_error (error);
  g_assert_cmpint (between.hidden, ==, 200);
  g_assert_cmpint (between.customer, ==, 201);
  /* The import's ranges leave the other's row out. */
  ranges = test_query (shop->store,
                       "SELECT min (first), max (last), sum (n) FROM journal_bulk WHERE tbl = 'customer'");
  g_assert_cmpstr (ranges, ==, "1|501|500");
  g_assert_cmpint (test_undo (shop->store, "a", 0, &error), ==, 1);
  g_assert_no_error (error);
  g_assert_cmpint (test_number (shop->store, "SELECT id FROM customer"), ==, 201);
}

/* Failing and cancelling leave nothing but a line in the history. */
static void
test_failure (Shop *shop, gconstpointer data)
{
  Import import = { .shop = shop, .rows = 350, .fail = TRUE };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *before = NULL;
  g_autofree char *failed = NULL;
  g_autofree char *cancelled = NULL;
  g_autofree char *history = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) redo_error = NULL;

  import.update = test_insert (shop->store, "b", "customer", "name", "old", "notes", "mine", NULL);
  import.delete = test_insert (shop->store, "b", "customer", "name", "goes", NULL);
  before = test_dump (shop->store);
  start_import (shop, &import, NULL, &error);
  finish_import (shop);
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_FAILED);
  g_clear_error (&error);
  failed = test_dump (shop->store);
  test_assert_same (failed, before);
  g_assert_cmpint (visible (shop, "customer"), ==, 2);

  import.fail = FALSE;
  shop->paused = 0;
  shop->allowed = 3;
  start_import (shop, &import, cancellable, &error);
  wait_for_pause (shop, 3);
  g_cancellable_cancel (cancellable);
  finish_import (shop);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  cancelled = test_dump (shop->store);
  test_assert_same (cancelled, before);
  history = test_query (shop->store, "SELECT id, origin, kind, target, state FROM operation WHERE id > 2");
  g_assert_cmpstr (history, ==,
                   "3|import|do||undone\n4|system|undo|3|done\n5|import|do||undone\n6|system|undo|5|done");
  /* Half an import is not made again. */
  g_assert_cmpint (test_redo (shop->store, "a", 0, &redo_error), ==, 0);
  g_assert_error (redo_error, RG_STORE_ERROR, RG_STORE_ERROR_NOTHING);
}

/* A person's change of a row that the import changed too outlives its end. */
static gpointer
edit_old (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "b", "edit", error);
  RgCell cell;

  test_cell (&cell, entity, "notes", "by hand");
  rg_op_update (op, entity, 1, &cell, 1, error);
  rg_value_clear (&cell.value);
  return NULL;
}

static void
test_edit_between (Shop *shop, gconstpointer data)
{
  Import import = { .shop = shop, .rows = 450, .fail = TRUE };
  g_autofree char *notes = NULL;
  g_autoptr (GError) error = NULL;

  import.update = test_insert (shop->store, "b", "customer", "name", "old", "notes", "mine", NULL);
  shop->allowed = 3;
  start_import (shop, &import, NULL, &error);
  wait_for_pause (shop, 3);
  rg_store_write_async (shop->store, edit_old, NULL, NULL, NULL, NULL, between_cb, NULL);
  finish_import (shop);
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_FAILED);
  notes = test_query (shop->store, "SELECT id, notes FROM customer");
  g_assert_cmpstr (notes, ==, "1|by hand");
}

/* --- names that must be there once only ----------------------------------- */

static gint64
insert_tag (RgOp *op, const char *name, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), "tag");
  RgCell cell;
  gint64 id;

  test_cell (&cell, entity, "name", name);
  id = rg_op_insert (op, entity, &cell, 1, error);
  rg_value_clear (&cell.value);
  return id;
}

static void
rename_tag (RgOp *op, gint64 id, const char *name, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), "tag");
  RgCell cell;

  test_cell (&cell, entity, "name", name);
  rg_op_update (op, entity, id, &cell, 1, error);
  rg_value_clear (&cell.value);
}

/* Old and new rows hand names to each other, across pauses and within them.
 * @data: bits: whether it pauses at each step, whether it fails in the end,
 * whether it ends early. */
static gpointer
swap_names (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  int how = GPOINTER_TO_INT (data);
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "tag");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_IMPORT, "a", "Names", error);
  gint64 id;

  rg_op_make_long (op, error);
#define STEP(call)                                                                                           \
  call;                                                                                                      \
  g_assert_no_error (*error);                                                                                \
  if ((how & 1) != 0)                                                                                        \
  rg_op_pause (op, NULL, error)
  STEP (id = insert_tag (op, "new", error));
  STEP (rename_tag (op, 1, "old one", error));
  STEP (rename_tag (op, id, "one", error));
  if ((how & 4) == 0)
    {
      STEP (rg_op_delete (op, entity, 2, error));
      STEP (insert_tag (op, "two", error));
      STEP (rename_tag (op, id, "three", error));
      STEP (rename_tag (op, 1, "one", error));
      STEP (id = insert_tag (op, "four", error));
      STEP (rg_op_delete (op, entity, id, error));
      STEP (insert_tag (op, "four", error));
    }
  if ((how & 2) != 0)
    g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_FAILED, "on purpose");
  return NULL;
}

static void
test_names (Shop *shop, gconstpointer data)
{
  g_autofree char *before = NULL;

  test_insert (shop->store, "b", "tag", "name", "one", NULL);
  test_insert (shop->store, "b", "tag", "name", "two", NULL);
  before = test_dump (shop->store);
  for (int how = 0; how < 8; how++)
    {
      g_autofree char *done = NULL;
      g_autofree char *undone = NULL;
      g_autofree char *again = NULL;
      g_autofree char *names = NULL;
      g_autoptr (GError) error = NULL;

      rg_store_write_sync (shop->store, swap_names, GINT_TO_POINTER (how), NULL, &error);
      if ((how & 2) == 0)
        {
          g_assert_no_error (error);
          names = test_query (shop->store,
                              "SELECT group_concat (name, ' ') FROM (SELECT name FROM tag ORDER BY id)");
          g_assert_cmpstr (names, ==, (how & 4) == 0 ? "one three two four" : "old one two one");
          done = test_dump (shop->store);
          test_undo (shop->store, "a", 0, &error);
          g_assert_no_error (error);
          undone = test_dump (shop->store);
          test_assert_same (undone, before);
          test_redo (shop->store, "a", 0, &error);
          g_assert_no_error (error);
          again = test_dump (shop->store);
          test_assert_same (again, done);
          test_undo (shop->store, "a", 0, &error);
          g_assert_no_error (error);
        }
      else
        {
          g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_FAILED);
        }
      g_clear_pointer (&undone, g_free);
      undone = test_dump (shop->store);
      test_assert_same (undone, before);
    }
}

/* A row that the operation has made is moved to somebody else, and changed once
 * more afterwards, which needs no line in the journal. */
static gpointer
move_and_change (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgEntity *event = rg_catalog_find (rg_write_get_catalog (write), "event");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_IMPORT, "a", "Import", error);
  gint64 id;
  RgCell cells[2];

  g_assert_true (rg_op_make_long (op, error));
  insert_named (op, "customer", 1, 0, error);
  id = insert_named (op, "event", 2, 1, error);
  insert_named (op, "customer", 3, 0, error);
  g_assert_true (rg_op_pause (op, cancellable, error));
  test_cell (&cells[0], event, "customer_id", "2");
  test_cell (&cells[1], event, "text", "moved");
  g_assert_true (rg_op_update (op, event, id, cells, 2, error));
  rg_value_clear (&cells[1].value);
  test_cell (&cells[1], event, "text", "changed");
  g_assert_true (rg_op_update (op, event, id, &cells[1], 1, error));
  rg_value_clear (&cells[1].value);
  return NULL;
}

static void
test_moved (Shop *shop, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *done = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *again = NULL;

  rg_store_write_sync (shop->store, move_and_change, NULL, NULL, &error);
  g_assert_no_error (error);
  done = test_dump (shop->store);
  test_undo (shop->store, "a", 0, &error);
  g_assert_no_error (error);
  undone = test_dump (shop->store);
  g_assert_cmpstr (undone, ==, "");
  test_redo (shop->store, "a", 0, &error);
  g_assert_no_error (error);
  again = test_dump (shop->store);
  test_assert_same (again, done);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/store/long/" path, Shop, NULL, set_up, func, tear_down)
  ADD ("whole", test_whole);
  ADD ("between", test_between);
  ADD ("failure", test_failure);
  ADD ("edit-between", test_edit_between);
  ADD ("names", test_names);
  ADD ("moved", test_moved);
  return g_test_run ();
}
