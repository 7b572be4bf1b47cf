/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-follow.h"
#include "shop/rg-merge.h"
#include "shop/rg-remove.h"

#include "random-world.h"

#include <locale.h>

/* After random histories, with merges, imports, deletions, undo, redo, what another
 * program wrote, restarts, cut-off steps and days that pass, what was followed is
 * what evaluating everything anew gives. */

#define ACTS 160
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

/* --- what somebody does --------------------------------------------------------- */

/* Each is to have been done at least once. */
typedef enum
{
  MERGED,
  DELETED,
  IMPORTED,
  UNDONE,
  REDONE,
  RESTORED,
  OTHER,
  N_DEEDS,
} Deed;

static guint done[N_DEEDS];

typedef struct
{
  Deed deed;
  gint64 a;
  gint64 b;
  RgFollowTurn turn;
} Job;

static gint64
any_customer (RgStore *store, GRand *rand)
{
  gint64 largest = test_number (store, "SELECT ifnull (max (id), 0) FROM customer");
  g_autofree char *sql = g_strdup_printf (
      "SELECT ifnull ((SELECT id FROM customer WHERE id >= %" G_GINT64_FORMAT " LIMIT 1), 0)",
      (gint64) g_rand_double_range (rand, 1, (double) largest + 1));

  return test_number (store, sql);
}

static gint64
insert (RgOp *op,
        const char *entity,
        const char *key,
        gint64 number,
        const char *text_key,
        const char *text,
        GError **error)
{
  const RgEntity *of = rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), entity);
  RgCell cells[] = { { rg_entity_find_field (of, text_key), RG_VALUE_INIT },
                     { rg_entity_find_field (of, key), RG_VALUE_INIT } };
  gint64 id;

  rg_value_set_text (&cells[0].value, text);
  rg_value_set_integer (&cells[1].value, number);
  id = rg_op_insert (op, of, cells, number != 0 ? 2 : 1, error);
  rg_value_clear (&cells[0].value);
  return id;
}

/* In batches, as files are brought in. */
static gboolean
import (RgOp *op, GError **error)
{
  if (!rg_op_make_long (op, error))
    return FALSE;
  for (guint i = 0; i < 30; i++)
    {
      gint64 id = insert (op, "customer", "last_contact", 0, "name", "进口", error);

      if (id == 0 || insert (op, "sale", "customer_id", id, "date", "2025-11-20", error) == 0 ||
          (i == 15 && !rg_op_pause (op, NULL, error)))
        return FALSE;
    }
  return TRUE;
}

static gpointer
do_job (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  RgOp *op;

  if (job->deed == UNDONE || job->deed == RESTORED)
    return rg_follow_undo (write, job->a, RG_ORIGIN_WINDOW, "deeds", &job->turn, cancellable, error);
  if (job->deed == REDONE)
    return rg_follow_redo (write, job->a, RG_ORIGIN_WINDOW, "deeds", &job->turn, cancellable, error);
  op = rg_op_begin (write, job->deed == IMPORTED ? RG_ORIGIN_IMPORT : RG_ORIGIN_WINDOW, "deeds", "deed",
                    error);
  if (op == NULL || !(job->deed == MERGED    ? rg_people_merge (op, job->a, job->b, error)
                      : job->deed == DELETED ? rg_people_delete (op, job->a, error)
                                             : import (op, error)))
    return NULL;
  return g_new0 (RgOperation, 1);
}

/* What cannot be done, because of something else that was done, is left. */
static void
do_deed (RgStore *store, GRand *rand, Deed deed)
{
  Job job = { .deed = deed };
  g_autoptr (RgOperation) operation = NULL;
  g_autoptr (GError) error = NULL;

  if (deed == MERGED || deed == DELETED)
    job.a = any_customer (store, rand);
  if (deed == MERGED)
    job.b = any_customer (store, rand);
  if (deed == RESTORED)
    job.a = test_number (store, "SELECT ifnull (max (o.id), 0) FROM operation o JOIN journal j ON op = o.id "
                                "WHERE tbl = 'customer' AND j.kind = 'delete' AND o.state = 'done'");
  if ((deed == MERGED && job.a == job.b) || (job.a == 0 && (deed <= DELETED || deed == RESTORED)))
    return;
  do
    {
      g_clear_error (&error);
      g_clear_pointer (&operation, rg_operation_free);
      operation = rg_store_write_sync (store, do_job, &job, NULL, &error);
    }
  while (rg_follow_turn_goes_on (&job.turn, error));
  if (operation != NULL)
    done[deed]++;
}

/* Another program has it open meanwhile. */
static void
write_elsewhere (RgStore **store, World *other)
{
  test_reopen (store);
  for (guint i = 0; i < 3; i++)
    world_act (*store, other);
  test_reopen (store);
  done[OTHER]++;
}

static void
act (RgStore **store, World *world, World *other, GRand *rand, guint i)
{
  g_autoptr (GError) error = NULL;
  int what = g_rand_int_range (rand, 0, 16);

  switch (what)
    {
    case 8:
    case 9:
    case 10:
    case 11:
    case 12:
    case 13:
      do_deed (*store, rand, (Deed) (what - 8));
      break;
    case 14:
      if (i % 2 == 0)
        write_elsewhere (store, other);
      break;
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
      World *other = world_new ("cli", seed + 100);
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

      g_test_message ("seed %u", seed);
      rg_clock_set (NOW);
      store = test_open (folder);
      add_rules (store);
      for (guint i = 0; i < ACTS; i++)
        {
          act (&store, world, other, rand, i);
          if (i % 4 == 0)
            follow (store);
          if (i % 30 == 29)
            check (store);
        }
      world_free (world);
      world_free (other);
      test_close (store);
      test_folder_remove (folder);
    }
  for (guint i = 0; i < N_DEEDS; i++)
    {
      g_test_message ("deed %u: %u times", i, done[i]);
      g_assert_cmpuint (done[i], >, 0);
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
