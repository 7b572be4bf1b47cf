/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-list-diff.h"

/* One order becomes another, step by step, with no id ever there twice. */

static GArray *
ids_from (const char *text)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      {
        guint32 id = (guint32) g_ascii_strtoull (parts[i], NULL, 10);

        g_array_append_val (ids, id);
      }
  return ids;
}

/* Plays the steps; returns how many there were. */
static guint
play (const RgListDiff *diff)
{
  g_autoptr (GArray) now = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_array_append_vals (now, diff->before->data, diff->before->len);
  for (guint i = 0; i < diff->removals->len; i++)
    {
      const RgListRun *run = &g_array_index (diff->removals, RgListRun, i);

      g_assert_cmpuint (run->position + run->n, <=, now->len);
      g_array_remove_range (now, run->position, run->n);
    }
  g_assert_cmpmem (now->data, now->len * sizeof (guint32), diff->kept->data,
                   diff->kept->len * sizeof (guint32));
  for (guint i = 0; i < diff->insertions->len; i++)
    {
      const RgListRun *run = &g_array_index (diff->insertions, RgListRun, i);

      g_assert_cmpuint (run->position, <=, now->len);
      g_array_insert_vals (now, run->position, &g_array_index (diff->after, guint32, run->position), run->n);
    }
  g_assert_cmpmem (now->data, now->len * sizeof (guint32), diff->after->data,
                   diff->after->len * sizeof (guint32));
  return diff->removals->len + diff->insertions->len;
}

static void
test_known (void)
{
  static const struct
  {
    const char *before;
    const char *after;
    guint steps;
  } cases[] = {
    { "", "", 0 },
    { "1 2 3", "1 2 3", 0 },
    { "", "1 2 3", 1 },
    { "1 2 3", "", 1 },
    { "1 2 3", "1 2 3 4", 1 },
    { "1 2 3", "0 1 2 3", 1 },
    { "1 2 3", "1 3", 1 },
    { "1 2 3 4 5", "1 5", 1 },
    { "1 2 3 4 5", "2 4", 3 },
    /* A move, in both directions. */
    { "1 2 3 4 5", "2 3 4 1 5", 2 },
    { "1 2 3 4 5", "1 5 2 3 4", 2 },
    { "1 2", "2 1", 2 },
    { "1 2 3", "1 9 3", 2 },
    { "1 2 3 4 5 6 7 8", "1 9 2 4 5 8 6 7", 4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) before = ids_from (cases[i].before);
      g_autoptr (GArray) after = ids_from (cases[i].after);
      g_autoptr (RgListDiff) diff = rg_list_diff_new (before, after, NULL, 100);

      g_assert_nonnull (diff);
      g_assert_cmpuint (play (diff), ==, cases[i].steps);
    }
}

/* What is known to have moved is what moves. */
static void
test_hint (void)
{
  g_autoptr (GArray) before = ids_from ("1 2 3 4 5 6");
  g_autoptr (GArray) after = ids_from ("3 4 5 1 2 6");
  g_autoptr (GHashTable) moved = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (RgListDiff) diff = NULL;
  gint64 ids[] = { 1, 2, 99999999 };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_hash_table_add (moved, g_memdup2 (&ids[i], sizeof ids[i]));
  diff = rg_list_diff_new (before, after, moved, 100);
  g_assert_nonnull (diff);
  g_assert_cmpuint (play (diff), ==, 2);
  g_assert_cmpuint (g_array_index (diff->removals, RgListRun, 0).position, ==, 0);
  g_assert_cmpuint (g_array_index (diff->removals, RgListRun, 0).n, ==, 2);
  g_assert_cmpuint (g_array_index (diff->insertions, RgListRun, 0).position, ==, 3);
}

static void
test_too_much (void)
{
  g_autoptr (GArray) before = ids_from ("1 2 3 4 5 6 7 8 9");
  g_autoptr (GArray) after = ids_from ("1 3 5 7 9");

  g_assert_null (rg_list_diff_new (before, after, NULL, 3));
  {
    g_autoptr (RgListDiff) diff = rg_list_diff_new (before, after, NULL, 4);

    g_assert_nonnull (diff);
    g_assert_cmpuint (play (diff), ==, 4);
  }
}

static void
shuffle_some (GRand *rand, GArray *ids, guint moves)
{
  for (guint i = 0; i < moves && ids->len > 0; i++)
    {
      guint from = (guint) g_rand_int_range (rand, 0, (gint32) ids->len);
      guint32 id = g_array_index (ids, guint32, from);
      guint to;

      g_array_remove_index (ids, from);
      to = (guint) g_rand_int_range (rand, 0, (gint32) ids->len + 1);
      g_array_insert_val (ids, to, id);
    }
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20251122);

  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_autoptr (GArray) after = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_autoptr (RgListDiff) diff = NULL;
      guint n = (guint) g_rand_int_range (rand, 0, 60);

      for (guint32 id = 1; id <= n; id++)
        {
          if (g_rand_int_range (rand, 0, 8) != 0)
            g_array_append_val (before, id);
          if (g_rand_int_range (rand, 0, 8) != 0)
            g_array_append_val (after, id);
        }
      shuffle_some (rand, after, (guint) g_rand_int_range (rand, 0, round % 2 == 0 ? 3 : 60));
      diff = rg_list_diff_new (before, after, NULL, G_MAXUINT);
      g_assert_nonnull (diff);
      play (diff);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/list-diff/known", test_known);
  g_test_add_func ("/list-diff/hint", test_hint);
  g_test_add_func ("/list-diff/too-much", test_too_much);
  g_test_add_func ("/list-diff/random", test_random);
  return g_test_run ();
}
