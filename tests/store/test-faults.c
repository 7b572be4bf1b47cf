/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "power-vfs.h"
#include "store-test-look.h"

#include <gio/gio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* Memory runs out, the disk is full or fails, at each call in turn, once or from
 * there on. Nothing crashes; what cannot be done is said in a sentence and did
 * not happen; when it works again, the next try does. */

#define NOW G_GINT64_CONSTANT (1763800000000)
#define ROWS 25 /* of a batch; an import has two */

typedef struct
{
  char *folder;
  char *shop;
  RgStore *store;
  gboolean failed; /* some step has */
} Run;

typedef gboolean (*Step) (Run *run, GError **error);

/* --- what is done --------------------------------------------------------- */

static gpointer
edit_in_writer (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "t", "edit", error);
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer");
  gint64 id = op != NULL ? test_op_customer (op, "王小二", error) : 0;
  RgCell cell;

  if (id == 0 || test_op_note (op, id, "要看三居", error) == 0)
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

      if (test_op_customer (op, name, error) == 0 || (i == ROWS && !rg_op_pause (op, cancellable, error)))
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

/* Where there must be one by now. */
static gboolean
step_open_made (Run *run, GError **error)
{
  run->store = rg_store_open (run->shop, RG_STORE_DEFAULT, error);
  return run->store != NULL;
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

/* Each goes on where the one before it has ended. */
typedef struct
{
  const char *name;
  const Step *steps;
  guint n_steps;
  int share; /* of the sample that is taken, in hundredths */
  char *base;
} Scenario;

static const Step making[] = { step_open, step_close, step_open_made, step_close };
static const Step a_day[] = {
  step_open, step_edit, step_attach, step_import, step_undo, step_redo, step_close
};
static const Step the_next[] = { step_open, step_undo, step_close };

static Scenario scenarios[] = {
  { "make", making, G_N_ELEMENTS (making), 25, NULL },
  { "day", a_day, G_N_ELEMENTS (a_day), 50, NULL },
  { "next-day", the_next, G_N_ELEMENTS (the_next), 25, NULL },
};

/* --- what has to be true -------------------------------------------------- */

static guint
count_found (RgStore *store, const char *text)
{
  g_autoptr (GArray) ids = test_find (store, text);

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
  char *text = describe (store);

  test_assert_sound (store);
  test_assert_files (store);
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
take_step (Run *run, const Scenario *scenario, guint number)
{
  g_autoptr (GError) error = NULL;

  if (scenario->steps[number](run, &error))
    return;
  assert_sentence (error);
  g_test_message ("step %u: %s", number, error->message);
  g_clear_error (&error);
  run->failed = TRUE;
  power_mend ();
  scenario->steps[number](run, &error);
  g_assert_no_error (error);
}

/* How many calls there were; @failed: whether a step did; @end: (inout): what the
 * shop has to be in the end. */
static gint64
live (const Scenario *scenario, PowerFail kinds, gint64 nth, gboolean lasting, gboolean *failed, char **end)
{
  Run run = { .folder = test_folder_new () };
  g_autofree char *text = NULL;
  gint64 n;

  g_snprintf (context, sizeof context, "# %s, kinds %d, call %" G_GINT64_FORMAT ", lasting %d, in %s\n",
              scenario->name, kinds, nth, lasting, run.folder);
  run.shop = g_build_filename (run.folder, "shop", NULL);
  if (scenario->base != NULL)
    test_copy_folder (scenario->base, run.shop);
  power_fail (kinds, nth, lasting);
  for (guint i = 0; i < scenario->n_steps; i++)
    take_step (&run, scenario, i);
  n = power_mend ();
  text = look (&run);
  if (*end == NULL)
    *end = g_steal_pointer (&text);
  else
    test_assert_same (text, *end);
  *failed = run.failed;
  test_folder_remove (run.folder);
  g_free (run.shop);
  g_free (run.folder);
  return n;
}

/* --- which calls ---------------------------------------------------------- */

typedef struct
{
  const char *name;
  PowerFail kinds;
  int sample;
} Kind;

static const Kind all_kinds[] = {
  { "memory", POWER_FAIL_MEMORY, 40 }, { "write", POWER_FAIL_WRITE, 10 }, { "full", POWER_FAIL_FULL, 10 },
  { "sync", POWER_FAIL_SYNC, 10 },     { "read", POWER_FAIL_READ, 10 },   { "open", POWER_FAIL_OPEN, 10 },
  { "lock", POWER_FAIL_LOCK, 10 },     { "share", POWER_FAIL_SHARE, 10 }, { "size", POWER_FAIL_SIZE, 10 },
};

typedef struct
{
  const Kind *kind;
  const Scenario *scenario;
} Case;

/* Every call is too much for one program: with "PART OF" it takes those of its
 * part. Without, it takes a sample, ten times as large in the long form. */
static gint64 part;
static gint64 n_parts;

static gint64
step_over (const Case *what, gint64 n)
{
  gint64 sample = MAX (what->kind->sample * what->scenario->share / 100, 2);

  if (n_parts > 0)
    return n_parts;
  if (g_getenv ("REGULARS_TEST_LONG") != NULL)
    sample *= 10;
  return MAX (n / sample, 1);
}

static void
fail_everywhere (gconstpointer data)
{
  const Case *what = data;
  g_autofree char *expected = NULL;
  gboolean failed;
  gint64 n = live (what->scenario, what->kind->kinds, 0, FALSE, &failed, &expected);
  gint64 step = step_over (what, n);
  gint64 began = g_get_monotonic_time ();
  guint n_failed = 0;
  guint n_lives = 0;

  g_assert_false (failed);
  for (gint64 i = n_parts > 0 ? part : 1; i <= n; i += step)
    for (int lasting = 0; lasting < 2; lasting++)
      {
        live (what->scenario, what->kind->kinds, i, lasting != 0, &failed, &expected);
        n_failed += failed;
        n_lives++;
      }
  g_test_message ("%" G_GINT64_FORMAT " calls, %u lives, %u of them with an error, in %.1f s", n, n_lives,
                  n_failed, (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC);
  /* Else nothing was tried. Parts of the rare calls may have none. */
  if (n_parts == 0)
    g_assert_cmpuint (n_failed, >, 0);
}

/* --- the program ------------------------------------------------------------ */

static void
make_bases (void)
{
  for (guint i = 1; i < G_N_ELEMENTS (scenarios); i++)
    {
      Run run = { 0 };

      scenarios[i].base = test_folder_new ();
      if (i == 1)
        {
          RgStore *store = test_open (scenarios[i].base);

          test_insert (store, "a", "customer", "name", "张三丰", "notes", "x", NULL);
          test_close (store);
          continue;
        }
      test_copy_folder (scenarios[i - 1].base, scenarios[i].base);
      run.shop = scenarios[i].base;
      for (guint k = 0; k < scenarios[i - 1].n_steps; k++)
        take_step (&run, &scenarios[i - 1], k);
      g_assert_false (run.failed);
    }
}

static void
add_tests (Case *cases)
{
  for (guint i = 0; i < G_N_ELEMENTS (all_kinds); i++)
    for (guint k = 0; k < G_N_ELEMENTS (scenarios); k++, cases++)
      {
        g_autofree char *path = g_strdup_printf ("/faults/%s/%s", all_kinds[i].name, scenarios[k].name);

        *cases = (Case) { &all_kinds[i], &scenarios[k] };
        g_test_add_data_func (path, cases, fail_everywhere);
      }
}

int
main (int argc, char **argv)
{
  Case cases[G_N_ELEMENTS (all_kinds) * G_N_ELEMENTS (scenarios)];
  int result;

  power_install ();
  signal (SIGABRT, tell_context);
  g_test_init (&argc, &argv, NULL);
  rg_clock_set (NOW);
  if (argc == 3)
    {
      part = g_ascii_strtoll (argv[1], NULL, 10);
      n_parts = g_ascii_strtoll (argv[2], NULL, 10);
    }
  make_bases ();
  add_tests (cases);
  result = g_test_run ();
  for (guint i = 1; i < G_N_ELEMENTS (scenarios); i++)
    test_shop_free (scenarios[i].base);
  return result;
}
