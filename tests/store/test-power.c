/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "power-disk.h"
#include "power-life.h"
#include "power-look.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

/* The power goes while a shop is worked on, at every call that the disk gets.
 * Of what was not synced anything may be there. What was called saved is there,
 * what was not is there whole or not at all, and the next start needs no help. */

#define NOW G_GINT64_CONSTANT (1763800000000)

/* --- what has to be true -------------------------------------------------- */

/* Lines of @text that @other does not have; the last of them. */
static guint
count_more (const char *text, const char *other, char **last)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", 0);
  g_auto (GStrv) known = g_strsplit (other, "\n", 0);
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (*lines[i] == '\0' || g_strv_contains ((const char *const *) known, lines[i]))
        continue;
      n++;
      if (last != NULL)
        g_set_str (last, lines[i]);
    }
  return n;
}

/* Without what was under way and has been taken back. */
static char *
without_taken_back (const char *operations)
{
  g_auto (GStrv) lines = g_strsplit (operations, "\n", 0);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (strstr (lines[i], "|undone|") == NULL && strstr (lines[i], "|Not finished") == NULL)
      g_string_append_printf (text, "%s\n", lines[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Every line that was there when it was called saved is there as it was; what
 * is there besides was under way and has been taken back. */
static gboolean
has_operations (const char *text, const char *expected)
{
  g_autofree char *done = without_taken_back (text);

  return count_more (expected, text, NULL) == 0 && count_more (done, expected, NULL) == 0;
}

/* When a sync fails, the change is called not saved and tried again. It may be on
 * the disk all the same until then: whole, with its line in the history. */
static gboolean
came_through (const PowerState *state, const char *rows, const char *operations)
{
  g_autofree char *done = without_taken_back (operations);
  g_autofree char *line = NULL;
  g_auto (GStrv) fields = NULL;

  if (count_more (state->operations, operations, NULL) > 0 ||
      count_more (done, state->operations, &line) != 1)
    return FALSE;
  fields = g_strsplit (line, "|", 0);
  return g_str_equal (fields[1], "do") && g_str_equal (fields[2], "done") &&
         count_more (state->rows, rows, NULL) == 0 &&
         count_more (rows, state->rows, NULL) == g_ascii_strtoull (fields[4], NULL, 10);
}

/* A state that nobody was told of. */
static PowerState *
add_surprise (GPtrArray *surprises, const char *rows, const char *operations)
{
  PowerState *state = g_new0 (PowerState, 1);

  state->rows = g_strdup (rows);
  state->operations = g_strdup (operations);
  g_ptr_array_add (surprises, state);
  return state;
}

/* @said: the last thing that was called saved, or -1. The next may have come
 * through, too. */
static PowerState *
find_state (const PowerRun *run, GPtrArray *surprises, gint64 said, const char *rows, const char *operations)
{
  GPtrArray *states = run->states;

  for (gint64 i = MAX (said, 0); i <= said + 1 && i < states->len; i++)
    {
      PowerState *state = g_ptr_array_index (states, i);

      if (g_str_equal (state->rows, rows) && has_operations (operations, state->operations))
        return state;
    }
  if (run->insists && said >= 0 && came_through (g_ptr_array_index (states, said), rows, operations))
    return add_surprise (surprises, rows, operations);
  g_printerr ("There is:\n%s\n%s\n", rows, operations);
  for (gint64 i = MAX (said, 0); i <= said + 1 && i < states->len; i++)
    {
      const PowerState *state = g_ptr_array_index (states, i);

      g_printerr ("There should be:\n%s\n%s\n", state->rows, state->operations);
    }
  g_assert_not_reached ();
}

/* The answers of tables that are made anew, once for each state. */
static void
check_answers (RgStore **store, PowerState *state)
{
  g_autofree char *answers = collect_answers (*store, POWER_MARK);
  g_autofree char *shop = g_strdup (rg_store_get_folder (*store));
  g_autofree char *search = g_build_filename (shop, "search.db", NULL);

  if (state->answers == NULL)
    {
      test_close (*store);
      g_assert_cmpint (unlink (search), ==, 0);
      *store = test_open (shop);
      state->answers = collect_answers (*store, POWER_MARK);
    }
  g_assert_cmpstr (answers, ==, state->answers);
}

static void
check (const char *shop, const PowerRun *run, GPtrArray *surprises, gint64 said)
{
  g_autoptr (GError) error = NULL;
  RgStore *store = test_open (shop);
  g_autofree char *sound = test_query (store, "PRAGMA main.integrity_check");
  g_autofree char *loose = test_query (store, "PRAGMA foreign_key_check");
  g_autofree char *rows = test_dump (store);
  g_autofree char *operations = power_list_operations (store);
  g_autofree char *after = NULL;
  PowerState *state;

  g_assert_cmpstr (sound, ==, "ok");
  g_assert_cmpstr (loose, ==, "");
  g_assert_cmpint (test_number (store, "SELECT count (*) FROM operation WHERE state = 'open'"), ==, 0);
  state = find_state (run, surprises, said, rows, operations);
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
  const PowerRun *run;
  GPtrArray *surprises; /* (element-type PowerState) */
  GHashTable *seen;     /* disks that were opened already */
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
      check (shop, cuts->run, cuts->surprises, cuts->said);
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
cut_everywhere (PowerRun *run, GPtrArray *events, guint first)
{
  PowerDisk *disk = power_disk_new ();
  Cuts cuts = { .events = events, .run = run, .said = -1 };
  gint64 began = g_get_monotonic_time ();

  cuts.surprises = g_ptr_array_new_with_free_func (power_state_free);
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
  g_ptr_array_unref (cuts.surprises);
  g_hash_table_unref (cuts.seen);
  power_disk_free (disk);
}

/* As the first schema left it. */
static void
make_old_shop (const char *shop)
{
  RgStore *store = test_open (shop);
  g_autofree char *path = g_build_filename (shop, "shop.db", NULL);
  g_autoptr (RgDatabase) db = NULL;
  g_autoptr (GError) error = NULL;

  test_insert (store, "t", "customer", "name", "张三丰", "phone", "13900000001", NULL);
  test_close (store);
  db = rg_database_open (path, RG_DATABASE_WRITE, &error);
  g_assert_no_error (error);
  rg_database_exec (db, TEST_BACK_TO_FIRST_SCHEMA, &error);
  g_assert_no_error (error);
}

static void
survive (PowerLife live, gboolean old)
{
  PowerRun run = { .folder = test_folder_new () };
  g_autoptr (GPtrArray) events = NULL;
  guint first;

  rg_clock_set (NOW);
  run.shop = g_build_filename (run.folder, "shop", NULL);
  if (old)
    make_old_shop (run.shop);
  run.states = g_ptr_array_new_with_free_func (power_state_free);
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
  survive (power_live_a_day, FALSE);
}

static void
test_failing_disk (void)
{
  survive (power_live_with_a_failing_disk, FALSE);
}

static void
test_failing_search (void)
{
  survive (power_search_with_a_failing_disk, FALSE);
}

static void
test_first_import (void)
{
  survive (power_fill_an_empty_shop, FALSE);
}

static void
test_migration (void)
{
  survive (power_bring_up_to_date, TRUE);
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
