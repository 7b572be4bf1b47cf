/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "random-world.h"
#include "store-test-look.h"

#include <glib/gstdio.h>
#include <string.h>

/* Random operations over every table of the catalogue, and as many undos. */

#define N_OPERATIONS 1000
/* By somebody before, so that searches find people. */
#define N_BEFORE 60
#define N_SEARCHES 200

static void
undo_one (RgStore *store, const char *session)
{
  g_autoptr (GError) error = NULL;

  test_undo (store, session, 0, &error);
  g_assert_no_error (error);
}

static void
redo_one (RgStore *store, const char *session)
{
  g_autoptr (GError) error = NULL;

  test_redo (store, session, 0, &error);
  g_assert_no_error (error);
}

/* The lines of @dump that are in @base or are rows of @world. */
static char *
lines_of (const char *dump, World *world)
{
  g_auto (GStrv) lines = g_strsplit (dump, "\n", 0);
  g_autoptr (GHashTable) own = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GString *text = g_string_new (NULL);

  for (guint e = 0; e < WORLD_N_ENTITIES; e++)
    for (guint i = 0; i < world->ids[e]->len; i++)
      g_hash_table_add (own, g_strdup_printf ("%s id=%d", world_entities[e],
                                              (int) g_array_index (world->ids[e], gint64, i)));
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *blank = strchr (lines[i], ' ');
      const char *end = blank != NULL ? strchr (blank + 1, ' ') : NULL;
      g_autofree char *head = end != NULL ? g_strndup (lines[i], (gsize) (end - lines[i])) : NULL;

      if (head != NULL && g_hash_table_contains (own, head))
        g_string_append_printf (text, "%s\n", lines[i]);
    }
  return g_string_free (text, FALSE);
}

/* What the same 200 searches find, as text. */
static char *
answers (RgStore *store)
{
  static const char *const words[] = { "张", "单", "曾", "银行", "银 行", "z",  "zhang", "zh",  "sh",  "shan",
                                       "c",  "yh", "0",  "a",    "b",     "a1", "9",     "曾z", "张s", "é" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  GString *text = g_string_new (NULL);
  guint found = 0;

  for (int i = 0; i < N_SEARCHES; i++)
    {
      g_autofree char *query =
          g_strconcat (words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))], i % 3 == 0 ? " " : "",
                       i % 2 == 0 ? words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))] : "", NULL);
      g_autoptr (GArray) ids = test_find (store, query);

      g_string_append_printf (text, "%s:", query);
      for (guint j = 0; j < ids->len; j++)
        g_string_append_printf (text, " %u", g_array_index (ids, guint32, j));
      g_string_append_c (text, '\n');
      found += ids->len > 0;
    }
  /* Else nothing would be compared. */
  g_assert_cmpuint (found, >, N_SEARCHES / 4);
  return g_string_free (text, FALSE);
}

/* What is found after all that happened is what search tables made anew find. */
static void
check_answers (RgStore **store, const char *folder)
{
  g_autofree char *followed = answers (*store);
  g_autofree char *path = g_build_filename (folder, "search.db", NULL);
  g_autofree char *rebuilt = NULL;

  rg_store_close (*store);
  test_settle ();
  g_assert_finalize_object (*store);
  g_assert_cmpint (g_unlink (path), ==, 0);
  *store = test_open (folder);
  rebuilt = answers (*store);
  test_assert_same (followed, rebuilt);
}

typedef struct
{
  const char *name;
  gboolean restarts;
  gboolean others;
} Variant;

static void
test_random (gconstpointer data)
{
  const Variant *variant = data;
  g_autofree char *folder = test_folder_new ();
  RgStore *store = test_open (folder);
  World *mine = world_new ("a", 20251122);
  World *theirs = world_new ("b", 4711);
  World *before = world_new ("before", 99);
  g_autofree char *start = NULL;
  g_autofree char *found = NULL;
  g_autofree char *found_again = NULL;
  g_autofree char *full = NULL;
  g_autofree char *rest = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *again = NULL;

  for (int i = 0; i < N_BEFORE; i++)
    world_act (store, variant->others ? theirs : before);
  start = test_dump (store);
  found = answers (store);
  for (int i = 0; i < N_OPERATIONS; i++)
    {
      world_act (store, mine);
      if (variant->others && i % 5 == 0)
        world_act (store, theirs);
      /* Back and forth a little on the way. */
      if (i % 50 == 49)
        {
          for (int j = 0; j < 10; j++)
            undo_one (store, "a");
          for (int j = 0; j < 10; j++)
            redo_one (store, "a");
        }
      if (variant->restarts && i % 100 == 50)
        test_reopen (&store);
    }
  full = test_dump (store);
  for (int i = 0; i < N_OPERATIONS; i++)
    {
      undo_one (store, "a");
      if (variant->others && i % 20 == 0)
        world_act (store, theirs);
      if (variant->restarts && i % 100 == 50)
        test_reopen (&store);
    }
  rest = test_dump (store);
  if (variant->others)
    {
      kept = lines_of (rest, theirs);
      g_assert_cmpuint (strlen (kept), >, 1000);
      test_assert_same (rest, kept);
      /* A failed long one was taken back by itself. */
      g_assert_cmpint (test_number (store,
                                    "SELECT count (*) FROM operation WHERE session = 'b' AND state <> 'done' "
                                    "AND images = 1"),
                       ==, 0);
    }
  else
    {
      test_assert_same (rest, start);
      found_again = answers (store);
      test_assert_same (found_again, found);
      for (int i = 0; i < N_OPERATIONS; i++)
        redo_one (store, "a");
      again = test_dump (store);
      test_assert_same (again, full);
    }
  check_answers (&store, folder);
  rg_store_close (store);
  test_settle ();
  g_assert_finalize_object (store);
  world_free (mine);
  world_free (theirs);
  world_free (before);
  test_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  static const Variant variants[] = {
    { "/store/undo-random/plain", FALSE, FALSE },
    { "/store/undo-random/others", TRUE, TRUE },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (variants); i++)
    g_test_add_data_func (variants[i].name, &variants[i], test_random);
  return g_test_run ();
}
