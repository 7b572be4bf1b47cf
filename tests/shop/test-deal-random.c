/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "deal-test.h"

#include "shop/rg-deal.h"
#include "shop/rg-stages.h"

/* --- histories ------------------------------------------------------------ */

#define N_STEPS 400
#define MOST_DEALS 12

/* One thing that somebody may do to any of the deals; what is refused is left. */
static gboolean
do_something (RgOp *op, RgRead *read)
{
  gint64 id = g_test_rand_int_range (1, MOST_DEALS + 1);
  g_autoptr (GPtrArray) stages = rg_stages_list (read, TRUE, NULL);
  const RgStage *some = g_ptr_array_index (stages, (guint) g_test_rand_int_range (0, (int) stages->len));

  switch (g_test_rand_int_range (0, 12))
    {
    case 0:
    case 1:
      return id > assert_adds_up (read) &&
             rg_deal_add (op, &(RgDealWords) { .title = "商机", .amount = "100", .stage_id = some->id },
                          NULL) != 0;
    case 2:
      return rg_deal_win (op, id, NULL, "250", NULL, NULL);
    case 3:
      return rg_deal_lose (op, id, NULL, "太贵", NULL);
    case 4:
      return rg_deal_reopen (op, id, NULL, NULL);
    case 5:
      return rg_stage_retire (op, some->id, NULL);
    case 6:
      return rg_stage_return (op, some->id, NULL);
    case 7:
      return g_test_rand_int_range (0, 3) == 0 && rg_deal_delete (op, id, NULL);
    default:
      return rg_deal_move (op, id, some->id, NULL, NULL);
    }
}

static gpointer
step_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);

  g_assert_true (rg_stages_ensure (op, error));
  if (!do_something (op, rg_write_as_read (write)))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "refused");
      return NULL;
    }
  return write;
}

static gpointer
undo_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 *left = data;
  g_autoptr (RgOperation) undone = NULL;

  undone = *left > 0 && g_test_rand_bit () ? rg_redo (write, 0, RG_ORIGIN_CLI, "test", NULL, error)
                                           : rg_undo (write, 0, RG_ORIGIN_CLI, "test", NULL, error);
  return undone != NULL ? write : NULL;
}

static gpointer
look_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  *(gint64 *) data = assert_adds_up (read);
  return data;
}

/* Any sequence of moves, of taking back and of starting again keeps every deal once, in
 * one stage, and its history whole. */
static void
test_random (Fixture *f, gconstpointer data)
{
  gint64 n = 0, most = 0;

  for (guint i = 0; i < N_STEPS; i++)
    {
      g_autoptr (GError) error = NULL;
      int what = g_test_rand_int_range (0, 20);

      rg_clock_set (TEST_NOW + (gint64) i * DAY / 7);
      if (what == 0)
        {
          g_autofree char *shop = g_build_filename (f->folder, "shop", NULL);

          rg_store_close (f->store);
          g_object_unref (f->store);
          f->store = rg_store_open (shop, RG_STORE_CREATE, &error);
          g_assert_no_error (error);
        }
      else if (what < 5)
        rg_store_write_sync (f->store, undo_func, &n, NULL, NULL);
      else
        rg_store_write_sync (f->store, step_func, NULL, NULL, NULL);
      g_assert_nonnull (rg_store_read_sync (f->store, look_func, &n, NULL, &error));
      most = MAX (most, n);
    }
  g_assert_cmpint (most, >, 2);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/deal/random", Fixture, NULL, set_up, test_random, tear_down);
  return g_test_run ();
}
