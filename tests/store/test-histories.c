/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "random-world.h"
#include "store-test-look.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* Many short histories: things are done, taken back and made again as it comes,
 * by one or by two people, with restarts in between. At each step the shop is
 * what it was when it last was at that point. The arguments FIRST and N choose
 * the seeds. */

#define FIRST_SEED 1
#define N_SHORT 40
#define N_LONG 1000
#define STEPS 24
#define N_BEFORE 3

static guint32 first_seed = FIRST_SEED;
static guint32 n_histories;
static char context[80];

static void
tell_context (int number)
{
  if (write (STDOUT_FILENO, context, strlen (context)) < 0)
    return;
}

/* What the shop was after each operation that can be taken back, and what it can
 * become again. */
typedef struct
{
  char *folder;
  RgStore *store;
  World *world;
  GPtrArray *past;   /* of dumps; the last is how it is now */
  GPtrArray *future; /* the last comes next */
  gboolean reordered;
} History;

static guint n_stuck;

/* As the last of the past says, if it says anything. */
static void
look (History *history)
{
  char **expected = (char **) &g_ptr_array_index (history->past, history->past->len - 1);
  g_autofree char *dump = test_dump (history->store);

  if (*expected != NULL)
    test_assert_same (dump, *expected);
  else
    *expected = g_steal_pointer (&dump);
}

static void
go_on (History *history)
{
  world_act (history->store, history->world);
  g_ptr_array_add (history->past, test_dump (history->store));
  g_ptr_array_set_size (history->future, 0);
}

/* FALSE when it goes no further. A deletion cannot be taken back while what its
 * rows point to is itself taken back, which can only be out of turn. */
static gboolean
go_back (History *history)
{
  g_autoptr (GError) error = NULL;

  if (history->past->len == 1)
    return FALSE;
  if (test_undo (history->store, "a", 0, &error) == 0)
    {
      g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CLASH);
      if (!history->reordered)
        g_assert_no_error (error);
      look (history);
      return FALSE;
    }
  g_assert_no_error (error);
  g_ptr_array_add (history->future, g_ptr_array_steal_index (history->past, history->past->len - 1));
  look (history);
  return TRUE;
}

static void
go_forth (History *history)
{
  g_autoptr (GError) error = NULL;

  if (history->future->len == 0)
    {
      test_redo (history->store, "a", 0, &error);
      g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOTHING);
      return;
    }
  test_redo (history->store, "a", 0, &error);
  g_assert_no_error (error);
  g_ptr_array_add (history->past, g_ptr_array_steal_index (history->future, history->future->len - 1));
  look (history);
}

/* Any older one may be taken back if nothing depends on it, and made again
 * straight away. Then it is the last thing that was done, and what is between it
 * and the beginning has not been seen yet. */
static void
go_aside (History *history, GRand *rand)
{
  g_autofree char *text =
      test_query (history->store, "SELECT id FROM operation WHERE session = 'a' AND kind = 'do' AND "
                                  "state = 'done' AND images = 1 ORDER BY id");
  g_auto (GStrv) ids = g_strsplit (text, "\n", 0);
  guint n = g_strv_length (ids);
  gint64 id = n > 0 ? g_ascii_strtoll (ids[g_rand_int_range (rand, 0, (gint32) n)], NULL, 10) : 0;
  g_autoptr (GError) error = NULL;

  if (id == 0)
    return;
  if (n_histories == 1)
    g_test_message ("operation %" G_GINT64_FORMAT, id);
  if (test_undo (history->store, "c", id, &error) == 0)
    {
      g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CLASH);
      g_clear_error (&error);
    }
  else
    {
      g_assert_cmpint (test_redo (history->store, "c", id, &error), !=, 0);
      history->reordered = TRUE;
      for (guint i = 1; i + 1 < history->past->len; i++)
        g_clear_pointer (&g_ptr_array_index (history->past, i), g_free);
    }
  g_assert_no_error (error);
  look (history);
}

static void
take_step (History *history, GRand *rand)
{
  int what = g_rand_int_range (rand, 0, 100);

  if (n_histories == 1)
    g_test_message ("%d, with %u behind and %u ahead", what, history->past->len - 1, history->future->len);
  if (what < 45)
    go_on (history);
  else if (what < 70)
    go_back (history);
  else if (what < 85)
    go_forth (history);
  else if (what < 90)
    go_aside (history, rand);
  else if (what < 94)
    test_reopen (&history->store);
}

/* What is found after all that is what search tables made anew find. */
static void
check_answers (History *history)
{
  static const char *const words[] = { "张", "曾", "银行", "z",  "zhang", "sh",
                                       "c",  "yh", "0",    "a1", "曾z",   NULL };
  g_autofree char *followed = test_answers (history->store, words);
  g_autofree char *path = g_build_filename (history->folder, "search.db", NULL);
  g_autofree char *rebuilt = NULL;

  test_close (history->store);
  g_assert_cmpint (g_unlink (path), ==, 0);
  history->store = test_open (history->folder);
  rebuilt = test_answers (history->store, words);
  test_assert_same (followed, rebuilt);
}

/* Back to the beginning, and to the end again. */
static void
end_history (History *history)
{
  while (go_back (history))
    ;
  n_stuck += history->past->len > 1;
  while (history->future->len > 0)
    go_forth (history);
  check_answers (history);
  test_assert_sound (history->store);
}

static void
live (guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  World *before = world_new ("before", seed + 1);
  History history = { .folder = test_folder_new () };

  g_snprintf (context, sizeof context, "# the history with seed %u\n", seed);
  history.store = test_open (history.folder);
  history.world = world_new ("a", seed);
  history.past = g_ptr_array_new_with_free_func (g_free);
  history.future = g_ptr_array_new_with_free_func (g_free);
  for (int i = 0; i < N_BEFORE; i++)
    world_act (history.store, before);
  g_ptr_array_add (history.past, test_dump (history.store));
  for (int i = 0; i < STEPS; i++)
    take_step (&history, rand);
  end_history (&history);
  test_close (history.store);
  g_ptr_array_unref (history.past);
  g_ptr_array_unref (history.future);
  world_free (history.world);
  world_free (before);
  test_folder_remove (history.folder);
  g_free (history.folder);
}

/* Those that have found something once. */
static void
test_known (void)
{
  static const guint32 seeds[] = { 54, 277, 5382 };

  for (guint i = 0; i < G_N_ELEMENTS (seeds); i++)
    live (seeds[i]);
}

static void
test_histories (void)
{
  g_test_message ("Histories with the seeds %u to %u", first_seed, first_seed + n_histories - 1);
  n_stuck = 0;
  for (guint32 i = 0; i < n_histories; i++)
    live (first_seed + i);
  g_test_message ("%u of them could not be taken back to their beginning", n_stuck);
  g_assert_cmpuint (n_stuck, <=, 1 + n_histories / 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  n_histories = g_getenv ("REGULARS_TEST_LONG") != NULL ? N_LONG : N_SHORT;
  if (argc == 3)
    {
      first_seed = (guint32) g_ascii_strtoull (argv[1], NULL, 10);
      n_histories = (guint32) g_ascii_strtoull (argv[2], NULL, 10);
    }
  signal (SIGABRT, tell_context);
  g_test_add_func ("/store/histories/known", test_known);
  g_test_add_func ("/store/histories/many", test_histories);
  return g_test_run ();
}
