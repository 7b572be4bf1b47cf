/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-follow.h"

#include "random-world.h"

#include <locale.h>

/* After random histories, with undo, redo, restarts, cut-off steps and days that
 * pass, what was followed is what evaluating everything anew gives. */

#define ACTS 120
#define DAY G_GINT64_CONSTANT (86400000)
#define NOW G_GINT64_CONSTANT (1763773200000)

static const char *const conditions[] = {
  "{\"field\":\"life\",\"op\":\"is-not\",\"value\":\"lead\"}",
  "{\"field\":\"n_sales\",\"op\":\">=\",\"value\":1}",
  "{\"timeline\":\"contact\",\"op\":\"none\",\"days\":30}",
  "{\"field\":\"phone\",\"op\":\"filled\"}",
  "{\"tag\":1,\"op\":\"has\"}",
};

static char *
dump (RgStore *store)
{
  return test_query (store,
                     "SELECT 'standing', s.* FROM standing s UNION ALL "
                     "SELECT 'move', customer_id, at, from_life, to_life, '', '', '', '', '', '', '' "
                     "FROM life_move UNION ALL "
                     "SELECT 'tag', customer_id, tag_id, ifnull (cause, ''), '', '', '', '', '', '', '', '' "
                     "FROM customer_tag ORDER BY 1, 2, 3, 5");
}

static gpointer
start_over (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  rg_follow_start_over (write, error);
  return NULL;
}

static void
follow (RgStore *store)
{
  g_autoptr (GError) error = NULL;

  rg_follow_catch_up (store, NULL, &error);
  g_assert_no_error (error);
}

/* A step that did its work and then did not come to its COMMIT. */
static gpointer
cut_off (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  gboolean more;

  if (rg_follow_step (write, &more, cancellable, error))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "cut off");
  return NULL;
}

static void
check (RgStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *followed = NULL, *anew = NULL;
  gint64 newest;

  follow (store);
  followed = dump (store);
  newest = test_number (store, "SELECT max (id) FROM operation");
  rg_store_write_sync (store, start_over, NULL, NULL, &error);
  g_assert_no_error (error);
  follow (store);
  anew = dump (store);
  test_assert_same (followed, anew);
  g_assert_cmpint (test_number (store, "SELECT max (id) FROM operation"), ==, newest);
  g_assert_cmpint (test_number (store,
                                "SELECT count (*) FROM customer LEFT JOIN standing s ON customer_id = id "
                                "WHERE s.life IS NULL"),
                   ==, 0);
}

static void
add_rules (RgStore *store)
{
  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    {
      g_autofree char *name = g_strdup_printf ("rule %u", i);

      test_insert (store, "rules", "tag", "name", name, "condition", conditions[i], "rule_on", "1", NULL);
    }
}

static void
act (RgStore **store, World *world, GRand *rand, guint i)
{
  g_autoptr (GError) error = NULL;

  switch (g_rand_int_range (rand, 0, 8))
    {
    case 0:
      test_undo (*store, "a", 0, &error);
      break;
    case 1:
      test_redo (*store, "a", 0, &error);
      break;
    case 2:
      rg_store_write_sync (*store, cut_off, NULL, NULL, &error);
      g_assert_nonnull (error);
      break;
    case 3:
      rg_clock_set (NOW + i * 5 * DAY);
      follow (*store);
      break;
    case 4:
      if (i % 3 == 0)
        test_reopen (store);
      break;
    default:
      world_act (*store, world);
    }
}

static void
test_histories (void)
{
  for (guint32 seed = 1; seed <= 4; seed++)
    {
      g_autofree char *folder = test_folder_new ();
      RgStore *store = NULL;
      World *world = world_new ("a", seed);
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

      g_test_message ("seed %u", seed);
      rg_clock_set (NOW);
      store = test_open (folder);
      add_rules (store);
      for (guint i = 0; i < ACTS; i++)
        {
          act (&store, world, rand, i);
          if (i % 4 == 0)
            follow (store);
          if (i % 30 == 29)
            check (store);
        }
      world_free (world);
      test_close (store);
      test_folder_remove (folder);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/follow/histories", test_histories);
  return g_test_run ();
}
