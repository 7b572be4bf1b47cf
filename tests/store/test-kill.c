/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-test-util.h"

#include <gio/gio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* A program that works on a shop is killed at random moments. What it had
 * acknowledged is there afterwards, nothing is half done, and the next start
 * needs no help. */

#define LONG_ROWS 600
#define EVENTS 3

static char *program;

/* --- the program that is killed ------------------------------------------- */

typedef struct
{
  const char *kind; /* pair, long, edit, undo, redo */
  int number;
  gint64 operation;
} Task;

static gint64
insert_text (RgOp *op,
             const char *entity_key,
             const char *key,
             const char *text,
             gint64 customer,
             GError **error)
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

static void
insert_pair (RgOp *op, Task *task, GError **error)
{
  g_autofree char *name = g_strdup_printf ("p%d", task->number);
  gint64 id = insert_text (op, "customer", "name", name, 0, error);

  for (int i = 0; i < EVENTS && id != 0; i++)
    insert_text (op, "event", "text", name, id, error);
}

static void
insert_long (RgOp *op, Task *task, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = g_strdup_printf ("L%d", task->number);

  rg_op_make_long (op, error);
  for (int i = 0; i < LONG_ROWS && *error == NULL; i++)
    {
      insert_text (op, "customer", "name", name, 0, error);
      if (i % 100 == 99 && *error == NULL)
        rg_op_pause (op, cancellable, error);
    }
}

/* Two columns that always belong together. */
static void
edit_counter (RgOp *op, Task *task, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), "customer");
  g_autofree char *text = g_strdup_printf ("%d", task->number);
  RgCell cells[2];

  test_cell (&cells[0], entity, "notes", text);
  test_cell (&cells[1], entity, "address", text);
  rg_op_update (op, entity, 1, cells, 2, error);
  rg_value_clear (&cells[0].value);
  rg_value_clear (&cells[1].value);
}

static gpointer
run_task (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  Task *task = data;
  g_autoptr (RgOperation) operation = NULL;
  g_autofree char *label = NULL;
  RgOp *op;

  if (g_str_equal (task->kind, "undo"))
    operation = rg_undo (write, 0, RG_ORIGIN_CLI, "k", cancellable, error);
  else if (g_str_equal (task->kind, "redo"))
    operation = rg_redo (write, 0, RG_ORIGIN_CLI, "k", cancellable, error);
  if (operation != NULL)
    task->operation = operation->id;
  if (g_str_has_suffix (task->kind, "do"))
    return NULL;
  label = g_strdup_printf ("%c%d", g_str_equal (task->kind, "long") ? 'L' : 'p', task->number);
  op = rg_op_begin (write, RG_ORIGIN_CLI, g_str_equal (task->kind, "edit") ? "e" : "k", label, error);
  task->operation = rg_op_get_id (op);
  if (g_str_equal (task->kind, "pair"))
    insert_pair (op, task, error);
  else if (g_str_equal (task->kind, "long"))
    insert_long (op, task, cancellable, error);
  else
    edit_counter (op, task, error);
  return NULL;
}

static void
say (const char *line)
{
  g_assert_cmpint (write (STDOUT_FILENO, line, strlen (line)), ==, (gssize) strlen (line));
}

static int
work (const char *folder, guint32 seed, int number)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  RgStore *store;

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  store = test_open (folder);
  say ("ready\n");
  while (TRUE)
    {
      static const char *const kinds[] = { "pair", "pair", "pair", "pair", "edit",
                                           "edit", "undo", "redo", "long" };
      Task task = { kinds[g_rand_int_range (rand, 0, G_N_ELEMENTS (kinds))], number++, 0 };
      g_autofree char *intent = g_strdup_printf ("try %s %d\n", task.kind, task.number);
      g_autofree char *done = NULL;
      g_autoptr (GError) error = NULL;

      say (intent);
      rg_store_write_sync (store, run_task, &task, NULL, &error);
      if (error != NULL)
        g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOTHING);
      done = g_strdup_printf ("%s %s %d %d\n", error == NULL ? "done" : "nothing", task.kind, task.number,
                              (int) task.operation);
      say (done);
    }
  return 0;
}

/* --- what has to be true -------------------------------------------------- */

typedef struct
{
  GHashTable *states; /* acknowledged operation → "done" or "undone" */
  int counter;        /* the last acknowledged edit */
  int number;         /* of the last task that was begun */
  char *trying;       /* kind of the task under way */
  int heard;          /* tasks that ended since the last start */
} Ledger;

static void
read_line (Ledger *ledger, const char *line)
{
  char word[16] = "";
  char kind[16] = "";
  int number = 0;
  int operation = 0;

  if (sscanf (line, "%15s %15s %d %d", word, kind, &number, &operation) < 3)
    return;
  ledger->number = number;
  g_set_str (&ledger->trying, g_str_equal (word, "try") ? kind : NULL);
  ledger->heard += !g_str_equal (word, "try");
  if (!g_str_equal (word, "done"))
    return;
  if (g_str_equal (kind, "edit"))
    ledger->counter = number;
  else if (g_str_has_suffix (kind, "do"))
    g_hash_table_replace (ledger->states, GINT_TO_POINTER (operation),
                          (gpointer) (g_str_equal (kind, "undo") ? "undone" : "done"));
  else
    g_hash_table_replace (ledger->states, GINT_TO_POINTER (operation), (gpointer) "done");
}

/* name → how many, of a query of two columns. */
static GHashTable *
count_names (RgStore *store, const char *sql)
{
  g_autofree char *text = test_query (store, sql);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 0);
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      char *bar = strchr (lines[i], '|');

      *bar = '\0';
      g_hash_table_insert (counts, g_strdup (lines[i]), GINT_TO_POINTER (atoi (bar + 1)));
    }
  return counts;
}

/* Groups are whole or not there. */
static void
check_groups (GHashTable *customers, GHashTable *events)
{
  GHashTableIter iter;
  gpointer name;
  gpointer n;

  g_hash_table_iter_init (&iter, customers);
  while (g_hash_table_iter_next (&iter, &name, &n))
    {
      gboolean pair = *(char *) name == 'p';

      g_assert_cmpint (GPOINTER_TO_INT (n), ==, pair ? 1 : LONG_ROWS);
      g_assert_cmpint (GPOINTER_TO_INT (g_hash_table_lookup (events, name)), ==, pair ? EVENTS : 0);
    }
}

/* Each operation's customers are there when it is done, and not otherwise. What
 * was acknowledged holds; the one that was under way may have come through. */
static void
check_ledger (Ledger *ledger, RgStore *store, GHashTable *customers)
{
  g_autofree char *text =
      test_query (store, "SELECT id, state, label FROM operation WHERE kind = 'do' AND session = 'k'");
  g_auto (GStrv) lines = g_strsplit (text, "\n", 0);
  gboolean may_differ = ledger->trying != NULL && g_str_has_suffix (ledger->trying, "do");
  guint n = 0;

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], "|", 3);
      gpointer operation = GINT_TO_POINTER (atoi (parts[0]));
      gpointer expected = g_hash_table_lookup (ledger->states, operation);

      g_assert_cmpint (g_hash_table_contains (customers, parts[2]), ==, g_str_equal (parts[1], "done"));
      if (expected == NULL)
        continue;
      n++;
      if (may_differ && !g_str_equal (parts[1], expected))
        {
          may_differ = FALSE;
          expected = (gpointer) (g_str_equal (expected, "done") ? "undone" : "done");
          g_hash_table_replace (ledger->states, operation, expected);
        }
      g_assert_cmpstr (parts[1], ==, expected);
    }
  g_assert_cmpuint (n, ==, g_hash_table_size (ledger->states));
}

static void
check (Ledger *ledger, const char *folder)
{
  RgStore *store = test_open (folder);
  g_autoptr (GHashTable) customers = NULL;
  g_autoptr (GHashTable) events = NULL;
  g_autofree char *loose = test_query (store, "PRAGMA foreign_key_check");
  int counter;

  g_assert_cmpint (test_number (store, "SELECT count (*) FROM operation WHERE state = 'open'"), ==, 0);
  g_assert_cmpstr (loose, ==, "");
  customers = count_names (store, "SELECT name, count (*) FROM customer WHERE id > 1 GROUP BY name");
  events =
      count_names (store, "SELECT c.name, count (*) FROM event e JOIN customer c ON c.id = e.customer_id "
                          "GROUP BY c.name");
  check_groups (customers, events);
  check_ledger (ledger, store, customers);
  g_assert_cmpint (test_number (store, "SELECT notes IS NOT address FROM customer WHERE id = 1"), ==, 0);
  counter = (int) test_number (store, "SELECT notes FROM customer WHERE id = 1");
  g_assert_cmpint (counter, ==,
                   g_strcmp0 (ledger->trying, "edit") == 0 && counter == ledger->number ? counter
                                                                                        : ledger->counter);
  ledger->counter = counter;
  rg_store_close (store);
  test_settle ();
  g_assert_finalize_object (store);
}

/* --- killing -------------------------------------------------------------- */

static void
take_lines (Ledger *ledger, GString *text)
{
  char *end;

  while ((end = strchr (text->str, '\n')) != NULL)
    {
      *end = '\0';
      read_line (ledger, text->str);
      g_string_erase (text, 0, end + 1 - text->str);
    }
}

static GPid
start_work (Ledger *ledger, const char *folder, guint32 seed, int *out)
{
  g_autofree char *seed_text = g_strdup_printf ("%u", seed);
  g_autofree char *number = g_strdup_printf ("%d", ledger->number + 1);
  const char *const args[] = { program, "--work", folder, seed_text, number, NULL };
  g_autoptr (GError) error = NULL;
  GPid pid = 0;

  g_spawn_async_with_pipes (NULL, (char **) args, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL,
                            out, NULL, &error);
  g_assert_no_error (error);
  return pid;
}

/* Lets the program end so many tasks, kills it so much later, and reads what it
 * said to the end. */
static void
run_and_kill (Ledger *ledger, const char *folder, guint32 seed, int tasks, int usec)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[4096];
  gboolean ready = FALSE;
  gboolean killed = FALSE;
  int out = -1;
  GPid pid = start_work (ledger, folder, seed, &out);
  ssize_t n;

  ledger->heard = 0;
  while ((n = read (out, buffer, sizeof buffer)) > 0)
    {
      g_string_append_len (text, buffer, n);
      ready = ready || strstr (text->str, "ready\n") != NULL;
      take_lines (ledger, text);
      if (killed || !ready || ledger->heard < tasks)
        continue;
      g_usleep ((gulong) usec);
      g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
      killed = TRUE;
    }
  close (out);
  g_assert_true (killed);
  g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
}

static void
test_kill (void)
{
  int n = g_getenv ("REGULARS_TEST_LONG") != NULL ? 2000 : 200;
  g_autofree char *folder = test_folder_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (20251122);
  RgStore *store = test_open (folder);
  Ledger ledger = { 0 };

  test_insert (store, "e", "customer", "name", "counter", "notes", "0", "address", "0", NULL);
  rg_store_close (store);
  test_settle ();
  g_assert_finalize_object (store);
  ledger.states = g_hash_table_new (g_direct_hash, g_direct_equal);
  for (int i = 0; i < n; i++)
    {
      g_clear_pointer (&ledger.trying, g_free);
      run_and_kill (&ledger, folder, g_rand_int (rand), g_rand_int_range (rand, 0, 10),
                    g_rand_int_range (rand, 0, 20000));
      check (&ledger, folder);
    }
  g_test_message ("%u acknowledged operations, %d tasks", g_hash_table_size (ledger.states), ledger.number);
  g_assert_cmpuint (g_hash_table_size (ledger.states), >, (guint) n);
  g_hash_table_unref (ledger.states);
  g_free (ledger.trying);
  test_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  if (argc == 5 && g_str_equal (argv[1], "--work"))
    return work (argv[2], (guint32) g_ascii_strtoull (argv[3], NULL, 10), atoi (argv[4]));
  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/kill", test_kill);
  return g_test_run ();
}
