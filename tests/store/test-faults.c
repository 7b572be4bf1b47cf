/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "power-vfs.h"
#include "store-test-util.h"
#include "store/rg-search.h"

#include <gio/gio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* Memory runs out, the disk is full or fails, at each call in turn, once or from
 * there on. Nothing crashes; what cannot be done is said in a sentence and did
 * not happen; when it works again, the next try does. */

#define NOW G_GINT64_CONSTANT (1763800000000)
#define ROWS 25 /* of a batch; an import has two */

static char *base; /* the shop that all begin with */

typedef struct
{
  char *folder;
  char *shop;
  RgStore *store;
  gboolean failed; /* some step has */
} Run;

typedef gboolean (*Step) (Run *run, GError **error);

/* --- what is done --------------------------------------------------------- */

static gint64
insert (RgOp *op, const char *entity_key, const char *key, const char *text, gint64 customer, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), entity_key);
  g_autofree char *owner = g_strdup_printf ("%" G_GINT64_FORMAT, customer);
  RgCell cells[4];
  guint n = 0;
  gint64 id;

  test_cell (&cells[n++], entity, key, text);
  if (customer != 0)
    {
      test_cell (&cells[n++], entity, "customer_id", owner);
      test_cell (&cells[n++], entity, "kind", "note");
      test_cell (&cells[n++], entity, "at", "1");
    }
  id = rg_op_insert (op, entity, cells, n, error);
  for (guint i = 0; i < n; i++)
    rg_value_clear (&cells[i].value);
  return id;
}

static gpointer
edit_in_writer (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "t", "edit", error);
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer");
  gint64 id = op != NULL ? insert (op, "customer", "name", "王小二", 0, error) : 0;
  RgCell cell;

  if (id == 0 || insert (op, "event", "text", "要看三居", id, error) == 0)
    return NULL;
  test_cell (&cell, entity, "notes", "熟客");
  rg_op_update (op, entity, 1, &cell, 1, error);
  rg_value_clear (&cell.value);
  return NULL;
}

static gpointer
attach_in_writer (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("一万二", strlen ("一万二"));
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "t", "attach", error);

  if (op != NULL)
    rg_op_attach_bytes (op, 1, bytes, "报价.txt", "text/plain", NULL, error);
  return NULL;
}

static gpointer
import_in_writer (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_IMPORT, "t", "import", error);

  if (op == NULL || !rg_op_make_long (op, error))
    return NULL;
  for (int i = 0; i < 2 * ROWS; i++)
    {
      g_autofree char *name = g_strdup_printf ("张三丰%02d", i);

      if (insert (op, "customer", "name", name, 0, error) == 0 ||
          (i == ROWS && !rg_op_pause (op, cancellable, error)))
        return NULL;
    }
  return NULL;
}

static gboolean
run_in_writer (Run *run, RgWriteFunc func, GError **error)
{
  g_autoptr (GError) problem = NULL;

  rg_store_write_sync (run->store, func, NULL, NULL, &problem);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
step_open (Run *run, GError **error)
{
  run->store = rg_store_open (run->shop, RG_STORE_CREATE, error);
  return run->store != NULL;
}

/* A second shop, where there is none yet. */
static gboolean
step_make (Run *run, GError **error)
{
  g_autofree char *shop = g_build_filename (run->folder, "another", "shop", NULL);
  RgStore *store = rg_store_open (shop, RG_STORE_CREATE, error);

  if (store == NULL)
    return FALSE;
  test_close (store);
  return TRUE;
}

/* It is there, and empty. */
static gboolean
step_open_made (Run *run, GError **error)
{
  g_autofree char *shop = g_build_filename (run->folder, "another", "shop", NULL);
  RgStore *store = rg_store_open (shop, RG_STORE_DEFAULT, error);

  if (store == NULL)
    return FALSE;
  test_close (store);
  return TRUE;
}

static gboolean
step_edit (Run *run, GError **error)
{
  return run_in_writer (run, edit_in_writer, error);
}

static gboolean
step_attach (Run *run, GError **error)
{
  return run_in_writer (run, attach_in_writer, error);
}

static gboolean
step_import (Run *run, GError **error)
{
  return run_in_writer (run, import_in_writer, error);
}

static gboolean
step_undo (Run *run, GError **error)
{
  return test_undo (run->store, "t", 0, error) != 0;
}

static gboolean
step_redo (Run *run, GError **error)
{
  return test_redo (run->store, "t", 0, error) != 0;
}

static gboolean
step_close (Run *run, GError **error)
{
  test_close (run->store);
  return TRUE;
}

static const Step steps[] = { step_make, step_open_made, step_open,  step_edit, step_attach, step_import,
                              step_undo, step_redo,      step_close, step_open, step_undo,   step_close };

/* --- what has to be true -------------------------------------------------- */

static gpointer
search_in_reader (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_search_customers (read, data, cancellable, error);
}

static guint
count_found (RgStore *store, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = NULL;

  rg_store_wait_for_search (store, NULL, &error);
  g_assert_no_error (error);
  ids = rg_store_read_sync (store, search_in_reader, (gpointer) text, NULL, &error);
  g_assert_no_error (error);
  return ids->len;
}

static char *
describe (RgStore *store)
{
  g_autofree char *rows = test_query (
      store, "SELECT name, notes, (SELECT group_concat (text) FROM event e WHERE e.customer_id = c.id), "
             "(SELECT group_concat (hash) FROM attachment a WHERE a.customer_id = c.id) "
             "FROM customer c ORDER BY name");
  g_autofree char *operations = test_query (
      store, "SELECT label, kind, state, n_rows FROM operation "
             "WHERE origin <> 'system' AND NOT (label = 'import' AND state = 'undone' AND NOT EXISTS "
             "(SELECT 1 FROM operation u WHERE u.target = operation.id AND u.origin <> 'system')) "
             "ORDER BY id");

  return g_strdup_printf ("%s\n%s\n%u %u %u", rows, operations, count_found (store, "zsf"),
                          count_found (store, "三居"), count_found (store, "王小"));
}

/* What a shop is in the end, whatever it went through. */
static char *
look (Run *run)
{
  RgStore *store = test_open (run->shop);
  g_autofree char *sound = test_query (store, "PRAGMA main.integrity_check");
  g_autofree char *loose = test_query (store, "PRAGMA foreign_key_check");
  g_autofree char *hash = test_query (store, "SELECT hash FROM attachment");
  g_autofree char *name = g_build_filename ("files", hash, NULL);
  g_autofree char *sum = test_checksum (run->shop, name);
  char *text = describe (store);

  g_assert_cmpstr (sound, ==, "ok");
  g_assert_cmpstr (loose, ==, "");
  g_assert_cmpstr (sum, ==, hash);
  g_assert_cmpint (test_number (store, "SELECT count (*) FROM operation WHERE state = 'open'"), ==, 0);
  test_close (store);
  return text;
}

static void
assert_sentence (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == RG_STORE_ERROR);
  g_assert_cmpint (error->code, !=, RG_STORE_ERROR_CORRUPT);
  g_assert_cmpint (error->code, !=, RG_STORE_ERROR_NOT_A_SHOP);
  g_assert_cmpint (error->code, !=, RG_STORE_ERROR_NOTHING);
  g_assert_cmpint (error->code, !=, RG_STORE_ERROR_CLASH);
  g_assert_nonnull (strstr (error->message, "Please"));
}

/* --- failing -------------------------------------------------------------- */

static char context[200];

static void
tell_context (int number)
{
  if (write (STDERR_FILENO, context, strlen (context)) < 0)
    return;
}

static void
copy_shop (const char *from, const char *to)
{
  static const char *const names[] = { "shop.db", "search.db" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (from, names[i], NULL);
      g_autofree char *data = NULL;
      g_autoptr (GError) error = NULL;
      gsize size = 0;

      g_file_get_contents (path, &data, &size, &error);
      g_assert_no_error (error);
      test_write_file (to, names[i], data, size);
    }
}

/* How many calls there were; @failed: whether a step did. */
static gint64
live (PowerFail kinds, gint64 nth, gboolean lasting, gboolean *failed, char **end)
{
  Run run = { .folder = test_folder_new () };
  gint64 n;

  g_snprintf (context, sizeof context, "# kinds %d, call %" G_GINT64_FORMAT ", lasting %d, in %s\n", kinds,
              nth, lasting, run.folder);
  run.shop = run.folder;
  copy_shop (base, run.shop);
  power_fail (kinds, nth, lasting);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (GError) error = NULL;

      if (steps[i](&run, &error))
        continue;
      assert_sentence (error);
      g_test_message ("step %u: %s", i, error->message);
      g_clear_error (&error);
      run.failed = TRUE;
      power_mend ();
      steps[i](&run, &error);
      g_assert_no_error (error);
    }
  n = power_mend ();
  *end = look (&run);
  *failed = run.failed;
  test_folder_remove (run.folder);
  g_free (run.folder);
  return n;
}

/* Short: @sample of the calls. Long: every one. */
static void
fail_everywhere (PowerFail kinds, gint64 sample)
{
  gboolean everything = g_getenv ("REGULARS_TEST_LONG") != NULL;
  g_autofree char *expected = NULL;
  gboolean failed;
  gint64 n = live (kinds, 0, FALSE, &failed, &expected);
  gint64 step = everything ? 1 : MAX (n / sample, 1);
  gint64 began = g_get_monotonic_time ();
  guint n_failed = 0;
  guint n_lives = 0;

  g_assert_false (failed);
  for (gint64 i = 1; i <= n; i += step)
    for (int lasting = 0; lasting < 2; lasting++)
      {
        g_autofree char *end = NULL;

        live (kinds, i, lasting != 0, &failed, &end);
        test_assert_same (end, expected);
        n_failed += failed;
        n_lives++;
      }
  g_test_message ("%" G_GINT64_FORMAT " calls, %u lives, %u of them with an error, in %.1f s", n, n_lives,
                  n_failed, (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC);
  g_assert_cmpuint (n_failed, >, 0);
}

static void
test_memory (void)
{
  fail_everywhere (POWER_FAIL_MEMORY, 40);
}

static void
test_disk (gconstpointer data)
{
  fail_everywhere (GPOINTER_TO_INT (data), 10);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    PowerFail kinds;
  } disks[] = {
    { "/faults/write", POWER_FAIL_WRITE }, { "/faults/full", POWER_FAIL_FULL },
    { "/faults/sync", POWER_FAIL_SYNC },   { "/faults/read", POWER_FAIL_READ },
    { "/faults/open", POWER_FAIL_OPEN },   { "/faults/lock", POWER_FAIL_LOCK },
    { "/faults/share", POWER_FAIL_SHARE }, { "/faults/size", POWER_FAIL_SIZE },
  };
  int result;

  power_install ();
  signal (SIGABRT, tell_context);
  g_test_init (&argc, &argv, NULL);
  rg_clock_set (NOW);
  base = test_shop_new ();
  g_test_add_func ("/faults/memory", test_memory);
  for (guint i = 0; i < G_N_ELEMENTS (disks); i++)
    g_test_add_data_func (disks[i].path, GINT_TO_POINTER (disks[i].kinds), test_disk);
  result = g_test_run ();
  test_shop_free (base);
  return result;
}
