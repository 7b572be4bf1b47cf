/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kill-look.h"
#include "kill-work.h"
#include "old-shop.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* A program that works on a shop is killed at random moments. What it had
 * acknowledged is there afterwards, nothing is half done, and the next start
 * needs no help. */

#define LIVES_OF_A_SHOP 40

static char *program;
/* The arguments SEED, WORKERS and MIGRATIONS choose others. */
static guint32 seed = 20251122;
static int n_workers = 300;
static int n_migrations = 80;

/* --- what has to be true -------------------------------------------------- */

typedef struct
{
  GHashTable *states; /* acknowledged operation → "done" or "undone" */
  int counter;        /* the last acknowledged edit */
  int many;           /* the same of many */
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
  else if (g_str_equal (kind, "many"))
    ledger->many = number;
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
check_groups (GHashTable *customers, GHashTable *events, GHashTable *attachments)
{
  GHashTableIter iter;
  gpointer name;
  gpointer n;

  g_hash_table_iter_init (&iter, customers);
  while (g_hash_table_iter_next (&iter, &name, &n))
    {
      char kind = *(char *) name;

      g_assert_cmpint (GPOINTER_TO_INT (n), ==, kind == 'L' ? KILL_LONG_ROWS : 1);
      g_assert_cmpint (GPOINTER_TO_INT (g_hash_table_lookup (events, name)), ==,
                       kind == 'p' ? KILL_EVENTS : 0);
      g_assert_cmpint (GPOINTER_TO_INT (g_hash_table_lookup (attachments, name)), ==, kind == 'a' ? 1 : 0);
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

/* The last that was acknowledged, or the one that was under way. */
static void
check_counter (Ledger *ledger, RgStore *store, const char *kind, const char *column, int *counter)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM customer WHERE id = 1", column);
  int now = (int) test_number (store, sql);

  if (g_strcmp0 (ledger->trying, kind) == 0 && now == ledger->number)
    *counter = now;
  g_assert_cmpint (now, ==, *counter);
}

static void
check (Ledger *ledger, const char *folder)
{
  RgStore *store = test_open (folder);
  g_autoptr (GHashTable) customers = NULL;
  g_autoptr (GHashTable) events = NULL;
  g_autoptr (GHashTable) attachments = NULL;

  customers =
      count_names (store, "SELECT name, count (*) FROM customer WHERE name <> 'counter' GROUP BY name");
  events =
      count_names (store, "SELECT c.name, count (*) FROM event e JOIN customer c ON c.id = e.customer_id "
                          "GROUP BY c.name");
  attachments = count_names (store, "SELECT name, count (*) FROM attachment GROUP BY name");
  check_groups (customers, events, attachments);
  check_ledger (ledger, store, customers);
  g_assert_cmpint (test_number (store, "SELECT notes IS NOT address FROM customer WHERE id = 1"), ==, 0);
  g_assert_cmpint (test_number (store, "SELECT count (DISTINCT source) FROM customer"), <=, 1);
  check_counter (ledger, store, "edit", "notes", &ledger->counter);
  check_counter (ledger, store, "many", "source", &ledger->many);
  test_close (store);
  kill_check (folder, "k");
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
start_work (Ledger *ledger, const char *folder, guint32 number, int *out)
{
  g_autofree char *seed_text = g_strdup_printf ("%u", number);
  g_autofree char *first = g_strdup_printf ("%d", ledger->number + 1);
  const char *const args[] = { program, "--work", folder, seed_text, first, NULL };
  g_autoptr (GError) error = NULL;
  GPid pid = 0;

  g_spawn_async_with_pipes (NULL, (char **) args, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL,
                            out, NULL, &error);
  g_assert_no_error (error);
  return pid;
}

/* Lets the program end so many tasks, or fewer than none if it is not to get as far
 * as opening, kills it so much later, and reads what it said to the end. */
static void
run_and_kill (Ledger *ledger, const char *folder, guint32 number, int tasks, int usec)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[4096];
  gboolean ready = tasks < 0;
  gboolean killed = FALSE;
  int out = -1;
  GPid pid = start_work (ledger, folder, number, &out);
  ssize_t n = 0;

  ledger->heard = 0;
  do
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
  while ((n = read (out, buffer, sizeof buffer)) > 0);
  close (out);
  g_assert_true (killed);
  g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
}

static char *
begin_shop (Ledger *ledger)
{
  char *folder = test_folder_new ();
  RgStore *store = test_open (folder);

  for (int i = 0; i < KILL_FIRST; i++)
    test_insert (store, "e", "customer", "name", "counter", "notes", "0", "address", "0", NULL);
  test_close (store);
  *ledger = (Ledger) { .states = g_hash_table_new (g_direct_hash, g_direct_equal) };
  return folder;
}

/* Copies of attachments that were cut off go when the next one is made. */
static void
check_left_over (const char *folder)
{
  g_autofree char *files = g_build_filename (folder, "files", NULL);
  g_autoptr (GDir) dir = g_dir_open (files, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    n += *name == '.';
  g_assert_cmpuint (n, <=, 1);
}

static void
end_shop (Ledger *ledger, char *folder)
{
  check_left_over (folder);
  g_hash_table_unref (ledger->states);
  g_free (ledger->trying);
  test_shop_free (folder);
}

static void
test_work (void)
{
  int n = n_workers;
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  char *folder = NULL;
  guint n_acknowledged = 0;
  Ledger ledger;

  for (int i = 0; i < n; i++)
    {
      /* Some are killed while they open and take back what the last one left. */
      int tasks = g_rand_int_range (rand, -3, 10);

      if (folder == NULL)
        folder = begin_shop (&ledger);
      g_clear_pointer (&ledger.trying, g_free);
      run_and_kill (&ledger, folder, g_rand_int (rand), tasks,
                    g_rand_int_range (rand, 0, tasks < 0 ? 25000 : 8000));
      check (&ledger, folder);
      if (i % LIVES_OF_A_SHOP < LIVES_OF_A_SHOP - 1 && i < n - 1)
        continue;
      n_acknowledged += g_hash_table_size (ledger.states);
      end_shop (&ledger, g_steal_pointer (&folder));
    }
  g_test_message ("%d lives, %u acknowledged operations", n, n_acknowledged);
  g_assert_cmpuint (n_acknowledged, >, (guint) n);
}

/* --- shops of an earlier schema ------------------------------------------------ */

/* @usec: after which it is killed; 0 for never. Whether it was. */
static gboolean
run_migration (const char *folder, int usec)
{
  const char *const args[] = { program, "--migrate", folder, NULL };
  g_autoptr (GError) error = NULL;
  GPid pid = 0;
  int status = 0;

  g_spawn_async (NULL, (char **) args, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &error);
  g_assert_no_error (error);
  if (usec > 0)
    {
      g_usleep ((gulong) usec);
      kill (pid, SIGKILL);
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status) ? WTERMSIG (status) == SIGKILL : WEXITSTATUS (status) == 0);
  return WIFSIGNALED (status);
}

/* How it was before, or how it has to be. Whether it was before. */
static gboolean
check_old_shop (const char *folder, const char *like)
{
  g_autofree char *path = g_build_filename (folder, "shop.db", NULL);
  g_autofree char *expected = old_shop_rows (like, NULL);
  g_autofree char *rows = old_shop_rows (path, like);
  g_autofree char *later = NULL;
  gboolean old = old_shop_schema (path) == 1;

  test_assert_same (rows, expected);
  kill_check (folder, "window");
  kill_check_backups (folder, 2);
  later = old_shop_rows (path, like);
  test_assert_same (later, expected);
  return old;
}

static int
time_of_migration (void)
{
  g_autofree char *folder = old_shop_new (1);
  gint64 begin = g_get_monotonic_time ();

  run_migration (folder, 0);
  begin = g_get_monotonic_time () - begin;
  test_folder_remove (folder);
  return (int) begin;
}

static void
test_migration (void)
{
  int n = n_migrations;
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed + 1);
  g_autofree char *model = old_shop_new (1);
  g_autofree char *like = g_build_filename (model, "shop.db", NULL);
  int usec = time_of_migration ();
  int n_old = 0;

  for (int i = 0; i < n;)
    {
      g_autofree char *folder = old_shop_new (1);

      if (run_migration (folder, g_rand_int_range (rand, 2000, usec)))
        {
          n_old += check_old_shop (folder, like);
          i++;
        }
      test_folder_remove (folder);
    }
  g_test_message ("%d lives, %d of them while it was the old shop", n, n_old);
  g_assert_cmpint (n_old, >, 0);
  g_assert_cmpint (n_old, <, n);
  test_folder_remove (model);
}

int
main (int argc, char **argv)
{
  if (argc == 5 && g_str_equal (argv[1], "--work"))
    return kill_work (argv[2], (guint32) g_ascii_strtoull (argv[3], NULL, 10), atoi (argv[4]));
  if (argc == 3 && g_str_equal (argv[1], "--migrate"))
    return kill_work_migrate (argv[2]);
  program = g_canonicalize_filename (argv[0], NULL);
  kill_begin (&argc, &argv);
  if (argc == 4)
    {
      seed = (guint32) g_ascii_strtoull (argv[1], NULL, 10);
      n_workers = atoi (argv[2]);
      n_migrations = atoi (argv[3]);
    }
  g_test_add_func ("/store/kill/work", test_work);
  g_test_add_func ("/store/kill/migration", test_migration);
  return g_test_run ();
}
