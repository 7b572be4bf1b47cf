/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "power-life.h"

#include "power-look.h"
#include "power-vfs.h"

#include <string.h>

#define FAILING_SYNCS 3 /* of a log, one after the other */
#define IDLE_USEC (700 * 1000)

void
power_state_free (gpointer data)
{
  PowerState *state = data;

  g_free (state->rows);
  g_free (state->operations);
  g_free (state->answers);
  g_free (state);
}

/* Rows of an import that is under way are nobody's. */
char *
power_without_import (const char *rows)
{
  g_auto (GStrv) lines = g_strsplit (rows, "\n", 0);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0' && strstr (lines[i], POWER_MARK) == NULL)
      g_string_append_printf (text, "%s\n", lines[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
power_list_operations (RgStore *store)
{
  return test_query (store, "SELECT id, kind, state, target, n_rows, label, "
                            "(SELECT count (*) FROM journal j WHERE j.op = o.id), "
                            "(SELECT count (*) FROM journal_bulk b WHERE b.op = o.id) "
                            "FROM operation o WHERE state <> 'open' ORDER BY id");
}

static void
say_saved (PowerRun *run)
{
  PowerState *state = g_new0 (PowerState, 1);
  g_autofree char *rows = NULL;

  power_say (run->states->len);
  rows = test_dump (run->store);
  state->operations = power_list_operations (run->store);
  state->rows = strstr (state->operations, "import") == NULL ? power_without_import (rows) : g_strdup (rows);
  g_ptr_array_add (run->states, state);
}

/* --- what is done --------------------------------------------------------- */

typedef struct
{
  GMutex mutex;
  GCond cond;
  guint gate; /* how far it may go */
  guint n_done;
} Import;

static void
open_gate (Import *import)
{
  g_mutex_lock (&import->mutex);
  import->gate++;
  g_cond_broadcast (&import->cond);
  g_mutex_unlock (&import->mutex);
}

static void
pass_gate (Import *import, guint gate)
{
  g_mutex_lock (&import->mutex);
  while (import->gate < gate)
    g_cond_wait (&import->cond, &import->mutex);
  g_mutex_unlock (&import->mutex);
}

static void
import_batch (RgOp *op, int first, GError **error)
{
  static const char *const names[] = { "张三丰", "李小龙", "曾国藩", "单田芳", "王小二" };
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), "customer");

  for (int i = first; i < first + POWER_ROWS && *error == NULL; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s%d", names[i % (int) G_N_ELEMENTS (names)], i);
      g_autofree char *phone = g_strdup_printf ("139%08d", i * 7919);
      RgCell cells[3];

      test_cell (&cells[0], entity, "name", name);
      test_cell (&cells[1], entity, "phone", phone);
      test_cell (&cells[2], entity, "notes", POWER_MARK);
      rg_op_insert (op, entity, cells, G_N_ELEMENTS (cells), error);
      for (guint k = 0; k < G_N_ELEMENTS (cells); k++)
        rg_value_clear (&cells[k].value);
    }
}

static gpointer
import_in_writer (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  Import *import = data;
  RgOp *op = rg_op_begin (write, RG_ORIGIN_IMPORT, "t", "import", error);

  pass_gate (import, 1);
  if (op == NULL || !rg_op_make_long (op, error))
    return NULL;
  import_batch (op, 0, error);
  if (*error != NULL || !rg_op_pause (op, cancellable, error))
    return NULL;
  pass_gate (import, 2);
  import_batch (op, POWER_ROWS, error);
  return NULL;
}

static gpointer
add_between (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "b", "between", error);
  RgCell cell;

  test_cell (&cell, entity, "name", "司马光");
  rg_op_insert (op, entity, &cell, 1, error);
  rg_value_clear (&cell.value);
  return NULL;
}

static void
written_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  Import *import = data;

  rg_store_write_finish (RG_STORE (store), result, &error);
  g_assert_no_error (error);
  import->n_done++;
}

/* Somebody else's customer is called saved while the import is half done. */
static void
do_import (PowerRun *run)
{
  Import import = { 0 };

  rg_store_write_async (run->store, import_in_writer, &import, NULL, NULL, NULL, written_cb, &import);
  rg_store_write_async (run->store, add_between, NULL, NULL, NULL, NULL, written_cb, &import);
  open_gate (&import);
  for (guint n = 1; n <= 2; n++)
    {
      while (import.n_done < n)
        g_main_context_iteration (NULL, TRUE);
      say_saved (run);
      open_gate (&import);
    }
}

static gpointer
attach_in_writer (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, strlen (data));
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "t", "attach", error);

  rg_op_attach_bytes (op, 1, bytes, "报价.txt", "text/plain", NULL, error);
  return NULL;
}

static void
attach (PowerRun *run, const char *content)
{
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (run->store, attach_in_writer, (gpointer) content, NULL, &error);
  g_assert_no_error (error);
  say_saved (run);
}

static void
add_customer (PowerRun *run, const char *name, const char *phone)
{
  test_insert (run->store, "t", "customer", "name", name, "phone", phone, NULL);
  say_saved (run);
}

static void
take_back_and_make_again (PowerRun *run)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (test_undo (run->store, "t", 0, &error), >, 0);
  say_saved (run);
  g_assert_cmpint (test_redo (run->store, "t", 0, &error), >, 0);
  say_saved (run);
}

static void
start (PowerRun *run)
{
  run->store = test_open (run->shop);
  say_saved (run);
}

void
power_live_a_day (PowerRun *run)
{
  g_autoptr (GError) error = NULL;

  start (run);
  add_customer (run, "王小二", "13800000001");
  add_customer (run, "厦门银行", NULL);
  test_insert (run->store, "t", "event", "customer_id", "1", "kind", "note", "at", "1", "text", "要看三居",
               NULL);
  say_saved (run);
  attach (run, "一万二");
  wait_for_search (run->store);
  g_assert_true (test_update (run->store, "t", "customer", 1, "name", "王老二", "notes", "熟客", NULL));
  say_saved (run);
  do_import (run);
  take_back_and_make_again (run);
  g_assert_true (test_delete (run->store, "t", "customer", 2, &error));
  say_saved (run);
  /* The writer moves the log into the file when nothing comes. */
  g_usleep (IDLE_USEC);
  attach (run, "一万三");
  take_back_and_make_again (run);
  test_reopen (&run->store);
  g_assert_true (test_update (run->store, "t", "customer", 1, "phone", "13900000002", NULL));
  say_saved (run);
  wait_for_search (run->store);
  test_close (run->store);
}

/* Once more until it is done; only then it is called saved. */
static void
insist (PowerRun *run, RgWriteFunc func, gpointer data)
{
  run->insists = TRUE;
  for (guint tries = 0;; tries++)
    {
      g_autoptr (GError) error = NULL;

      rg_store_write_sync (run->store, func, data, NULL, &error);
      if (error == NULL)
        break;
      g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_IO);
      g_assert_cmpuint (tries, <, 3);
    }
  say_saved (run);
}

void
power_live_with_a_failing_disk (PowerRun *run)
{
  static const char *const contents[] = { "一", "二", "三", "四" };
  Import import = { .gate = 2 };

  start (run);
  add_customer (run, "王小二", "13800000001");
  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr (GError) error = NULL;

      power_fail (POWER_FAIL_SYNC, i + 1, FALSE);
      insist (run, attach_in_writer, (gpointer) contents[i]);
      power_fail (POWER_FAIL_SYNC, i + 1, FALSE);
      insist (run, import_in_writer, &import);
      power_mend ();
      g_assert_cmpint (test_undo (run->store, "t", 0, &error), >, 0);
      say_saved (run);
    }
  test_close (run->store);
}

/* What has failed once is done when it is waited for again. */
static void
insist_on_search (PowerRun *run)
{
  g_autoptr (GError) error = NULL;

  if (rg_store_wait_for_search (run->store, NULL, &error))
    return;
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_IO);
  wait_for_search (run->store);
}

void
power_search_with_a_failing_disk (PowerRun *run)
{
  guint n_failed = 0;

  start (run);
  add_customer (run, "王小二", "13800000001");
  wait_for_search (run->store);
  for (guint i = 0; i < FAILING_SYNCS; i++)
    {
      g_autoptr (GError) error = NULL;
      Import import = { .gate = 2 };

      power_fail_only ("search.db-wal");
      power_fail (POWER_FAIL_SYNC, i + 1, FALSE);
      insist (run, import_in_writer, &import);
      insist_on_search (run);
      g_assert_cmpint (test_undo (run->store, "t", 0, &error), >, 0);
      say_saved (run);
      insist_on_search (run);
      test_reopen (&run->store);
      n_failed += power_mend () > i;
    }
  /* How many syncs there are is the threads' affair. */
  g_assert_cmpuint (n_failed, >, 0);
  test_close (run->store);
}

void
power_fill_an_empty_shop (PowerRun *run)
{
  start (run);
  do_import (run);
  take_back_and_make_again (run);
  test_close (run->store);
}

void
power_bring_up_to_date (PowerRun *run)
{
  start (run);
  test_insert (run->store, "t", "relation", "customer_id", "1", "kind", "child", "name", "小丰", NULL);
  say_saved (run);
  test_close (run->store);
}
