/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "power-disk.h"
#include "power-look.h"
#include "store-test-util.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

/* The power goes while a shop is worked on, at every call that the disk gets.
 * Of what was not synced anything may be there. What was called saved is there,
 * what was not is there whole or not at all, and the next start needs no help. */

#define NOW G_GINT64_CONSTANT (1763800000000)
#define ROWS 60         /* of a batch; an import has two */
#define FAILING_SYNCS 3 /* of a log, one after the other */
#define IDLE_USEC (700 * 1000)
#define MARK "aus-der-alten-Liste" /* in the rows of an import */

/* What a shop had when something was called saved. */
typedef struct
{
  char *rows;
  char *operations;
  char *answers; /* (nullable): of search tables that were made from these rows */
} State;

typedef struct
{
  char *folder;
  char *shop;
  RgStore *store;
  GPtrArray *states;
} Run;

static void
state_free (gpointer data)
{
  State *state = data;

  g_free (state->rows);
  g_free (state->operations);
  g_free (state->answers);
  g_free (state);
}

/* Rows of an import that is under way are nobody's. */
static char *
without_import (const char *rows)
{
  g_auto (GStrv) lines = g_strsplit (rows, "\n", 0);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0' && strstr (lines[i], MARK) == NULL)
      g_string_append_printf (text, "%s\n", lines[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
list_operations (RgStore *store)
{
  return test_query (store, "SELECT id, kind, state, target, n_rows, label, "
                            "(SELECT count (*) FROM journal j WHERE j.op = o.id), "
                            "(SELECT count (*) FROM journal_bulk b WHERE b.op = o.id) "
                            "FROM operation o WHERE state <> 'open' ORDER BY id");
}

static void
say_saved (Run *run)
{
  State *state = g_new0 (State, 1);
  g_autofree char *rows = NULL;

  power_say (run->states->len);
  rows = test_dump (run->store);
  state->operations = list_operations (run->store);
  state->rows = strstr (state->operations, "import") == NULL ? without_import (rows) : g_strdup (rows);
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

  for (int i = first; i < first + ROWS && *error == NULL; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s%d", names[i % (int) G_N_ELEMENTS (names)], i);
      g_autofree char *phone = g_strdup_printf ("139%08d", i * 7919);
      RgCell cells[3];

      test_cell (&cells[0], entity, "name", name);
      test_cell (&cells[1], entity, "phone", phone);
      test_cell (&cells[2], entity, "notes", MARK);
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
  import_batch (op, ROWS, error);
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
do_import (Run *run)
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
attach (Run *run, const char *content)
{
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (run->store, attach_in_writer, (gpointer) content, NULL, &error);
  g_assert_no_error (error);
  say_saved (run);
}

static void
add_customer (Run *run, const char *name, const char *phone)
{
  test_insert (run->store, "t", "customer", "name", name, "phone", phone, NULL);
  say_saved (run);
}

static void
take_back_and_make_again (Run *run)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (test_undo (run->store, "t", 0, &error), >, 0);
  say_saved (run);
  g_assert_cmpint (test_redo (run->store, "t", 0, &error), >, 0);
  say_saved (run);
}

static void
start (Run *run)
{
  run->store = test_open (run->shop);
  say_saved (run);
}

static void
live_a_day (Run *run)
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
insist (Run *run, RgWriteFunc func, gpointer data)
{
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

/* A sync fails, another one each time, and what it should have written is lost
 * although the next one says that all is well. */
static void
live_with_a_failing_disk (Run *run)
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
insist_on_search (Run *run)
{
  g_autoptr (GError) error = NULL;

  if (rg_store_wait_for_search (run->store, NULL, &error))
    return;
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_IO);
  wait_for_search (run->store);
}

/* Only the search tables' disk fails, which nobody is told of: their log goes to
 * the disk once more, and they are right whenever the power goes. */
static void
search_with_a_failing_disk (Run *run)
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

static void
fill_an_empty_shop (Run *run)
{
  start (run);
  do_import (run);
  take_back_and_make_again (run);
  test_close (run->store);
}

static void
bring_up_to_date (Run *run)
{
  start (run);
  test_insert (run->store, "t", "relation", "customer_id", "1", "kind", "child", "name", "小丰", NULL);
  say_saved (run);
  test_close (run->store);
}

/* --- what has to be true -------------------------------------------------- */

/* Every line that was there when it was called saved is there as it was; what
 * is there besides was under way and has been taken back. */
static gboolean
has_operations (const char *text, const char *expected)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", 0);
  g_auto (GStrv) wanted = g_strsplit (expected, "\n", 0);

  for (guint i = 0; wanted[i] != NULL && *wanted[i] != '\0'; i++)
    if (!g_strv_contains ((const char *const *) lines, wanted[i]))
      return FALSE;
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    if (!g_strv_contains ((const char *const *) wanted, lines[i]) && strstr (lines[i], "|undone|") == NULL &&
        strstr (lines[i], "|Not finished") == NULL)
      return FALSE;
  return TRUE;
}

/* @said: the last thing that was called saved, or -1. The next may have come
 * through, too. */
static State *
find_state (GPtrArray *states, gint64 said, const char *rows, const char *operations)
{
  for (gint64 i = MAX (said, 0); i <= said + 1 && i < states->len; i++)
    {
      State *state = g_ptr_array_index (states, i);

      if (g_str_equal (state->rows, rows) && has_operations (operations, state->operations))
        return state;
    }
  g_printerr ("There is:\n%s\n%s\n", rows, operations);
  for (gint64 i = MAX (said, 0); i <= said + 1 && i < states->len; i++)
    {
      const State *state = g_ptr_array_index (states, i);

      g_printerr ("There should be:\n%s\n%s\n", state->rows, state->operations);
    }
  g_assert_not_reached ();
}

/* The answers of tables that are made anew, once for each state. */
static void
check_answers (RgStore **store, State *state)
{
  g_autofree char *answers = collect_answers (*store, MARK);
  g_autofree char *shop = g_strdup (rg_store_get_folder (*store));
  g_autofree char *search = g_build_filename (shop, "search.db", NULL);

  if (state->answers == NULL)
    {
      test_close (*store);
      g_assert_cmpint (unlink (search), ==, 0);
      *store = test_open (shop);
      state->answers = collect_answers (*store, MARK);
    }
  g_assert_cmpstr (answers, ==, state->answers);
}

static void
check (const char *shop, GPtrArray *states, gint64 said)
{
  g_autoptr (GError) error = NULL;
  RgStore *store = test_open (shop);
  g_autofree char *sound = test_query (store, "PRAGMA main.integrity_check");
  g_autofree char *loose = test_query (store, "PRAGMA foreign_key_check");
  g_autofree char *rows = test_dump (store);
  g_autofree char *operations = list_operations (store);
  g_autofree char *after = NULL;
  State *state;

  g_assert_cmpstr (sound, ==, "ok");
  g_assert_cmpstr (loose, ==, "");
  g_assert_cmpint (test_number (store, "SELECT count (*) FROM operation WHERE state = 'open'"), ==, 0);
  state = find_state (states, said, rows, operations);
  check_attachments (store, shop);
  check_answers (&store, state);
  /* It goes on as if nothing had been. */
  test_insert (store, "after", "customer", "name", "诸葛亮", NULL);
  g_assert_cmpint (test_undo (store, "after", 0, &error), >, 0);
  after = test_dump (store);
  test_assert_same (after, rows);
  test_close (store);
}

/* --- cutting -------------------------------------------------------------- */

static char context[200]; /* for who has to find out */

static void
tell_context (int number)
{
  if (write (STDERR_FILENO, context, strlen (context)) < 0)
    return;
}

typedef struct
{
  GPtrArray *events;
  GPtrArray *states;
  GHashTable *seen; /* disks that were opened already */
  guint n_cuts;
  guint n_disks;
  gint64 said;
} Cuts;

static void
cut (Cuts *cuts, PowerDisk *disk, guint at, PowerLeft left, guint32 seed)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *shop = g_build_filename (folder, "shop", NULL);
  g_autofree char *sum = power_disk_build (disk, left, seed, folder);
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT " %s", cuts->said, sum);

  g_snprintf (context, sizeof context, "# cut %u of %u, left %d, seed %u, in %s\n", at, cuts->events->len,
              left, seed, folder);
  if (g_hash_table_add (cuts->seen, g_steal_pointer (&key)))
    {
      check (shop, cuts->states, cuts->said);
      cuts->n_disks++;
    }
  test_folder_remove (folder);
}

static gboolean
is_sync (const Cuts *cuts, guint at)
{
  const PowerEvent *event = at < cuts->events->len ? g_ptr_array_index (cuts->events, at) : NULL;

  return event != NULL && (event->kind == POWER_SYNC || event->kind == POWER_SYNC_FOLDER);
}

/* Short: before and after every sync, and some between. Long: everywhere. */
static void
cut_after (Cuts *cuts, PowerDisk *disk, guint at)
{
  gboolean everything = g_getenv ("REGULARS_TEST_LONG") != NULL;
  gboolean sync = is_sync (cuts, at) || is_sync (cuts, at + 1);
  guint n = everything ? 3 : 1;

  if (!everything && !sync && at % 16 != 0)
    return;
  cuts->n_cuts++;
  if (everything || sync)
    cut (cuts, disk, at, POWER_LEFT_SYNCED, at);
  if (everything)
    {
      cut (cuts, disk, at, POWER_LEFT_ALL, at);
      cut (cuts, disk, at, POWER_LEFT_TORN, at);
    }
  for (guint i = 0; i < n; i++)
    cut (cuts, disk, at, POWER_LEFT_SOME, at * 16 + i);
}

/* @first: the first call that is not about what lay there before */
static void
cut_everywhere (Run *run, GPtrArray *events, guint first)
{
  PowerDisk *disk = power_disk_new ();
  Cuts cuts = { events, run->states, NULL, 0, 0, -1 };
  gint64 began = g_get_monotonic_time ();

  cuts.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < events->len; i++)
    {
      const PowerEvent *event = g_ptr_array_index (events, i);

      power_disk_add (disk, event);
      if (event->kind == POWER_SAID)
        cuts.said = event->at;
      if (i >= first)
        cut_after (&cuts, disk, i);
    }
  g_test_message ("%u calls, cut at %u of them, %u disks opened in %.1f s", events->len - first, cuts.n_cuts,
                  cuts.n_disks, (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC);
  g_hash_table_unref (cuts.seen);
  power_disk_free (disk);
}

/* As the first schema left it. */
static void
make_old_shop (const char *shop)
{
  static const char sql[] = "DROP TABLE relation; DROP TABLE not_same;"
                            "DELETE FROM sqlite_sequence WHERE name IN ('relation', 'not_same');"
                            "PRAGMA user_version = 1";
  RgStore *store = test_open (shop);
  g_autofree char *path = g_build_filename (shop, "shop.db", NULL);
  g_autoptr (RgDatabase) db = NULL;
  g_autoptr (GError) error = NULL;

  test_insert (store, "t", "customer", "name", "张三丰", "phone", "13900000001", NULL);
  test_close (store);
  db = rg_database_open (path, RG_DATABASE_WRITE, &error);
  g_assert_no_error (error);
  rg_database_exec (db, sql, &error);
  g_assert_no_error (error);
}

static void
survive (void (*live) (Run *run), gboolean old)
{
  Run run = { .folder = test_folder_new () };
  g_autoptr (GPtrArray) events = NULL;
  guint first;

  rg_clock_set (NOW);
  run.shop = g_build_filename (run.folder, "shop", NULL);
  if (old)
    make_old_shop (run.shop);
  run.states = g_ptr_array_new_with_free_func (state_free);
  first = power_record (run.folder);
  live (&run);
  events = power_record_end ();
  cut_everywhere (&run, events, first);
  g_ptr_array_unref (run.states);
  test_folder_remove (run.folder);
  g_free (run.folder);
  g_free (run.shop);
}

static void
test_day (void)
{
  survive (live_a_day, FALSE);
}

static void
test_failing_disk (void)
{
  survive (live_with_a_failing_disk, FALSE);
}

static void
test_failing_search (void)
{
  survive (search_with_a_failing_disk, FALSE);
}

static void
test_first_import (void)
{
  survive (fill_an_empty_shop, FALSE);
}

static void
test_migration (void)
{
  survive (bring_up_to_date, TRUE);
}

int
main (int argc, char **argv)
{
  power_install ();
  signal (SIGABRT, tell_context);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/power/day", test_day);
  g_test_add_func ("/power/failing-disk", test_failing_disk);
  g_test_add_func ("/power/failing-search", test_failing_search);
  g_test_add_func ("/power/first-import", test_first_import);
  g_test_add_func ("/power/migration", test_migration);
  return g_test_run ();
}
