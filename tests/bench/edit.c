/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "common/bench.h"

#include <string.h>

/* See README.md. */

#define EDITS 200
#define ROUNDS 5
#define SEED 20260302

static double
time_ours (RgStore *store, const BenchEdit *edit)
{
  g_autoptr (GError) error = NULL;
  double time = bench_edit (store, edit);

  /* Searched fields are entered behind the edit; a person types slower. */
  rg_store_wait_for_search (store, NULL, &error);
  bench_check (error, "the search tables");
  return time;
}

static double
time_peer (sqlite3_stmt *update, const BenchEdit *edit)
{
  double begun = bench_now ();

  sqlite3_bind_text (update, 1, edit->value, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (update, 2, rg_clock_now ());
  sqlite3_bind_int64 (update, 3, edit->id);
  if (sqlite3_step (update) != SQLITE_DONE || sqlite3_reset (update) != SQLITE_OK)
    bench_fail ("the peer's edit");
  return bench_now () - begun;
}

static gint64
read_number (sqlite3 *handle, const char *sql, const BenchEdit *edit)
{
  sqlite3_stmt *statement = bench_prepare (handle, sql);
  gint64 number;

  if (edit != NULL)
    {
      sqlite3_bind_int64 (statement, 1, edit->id);
      sqlite3_bind_text (statement, 2, edit->value, -1, SQLITE_STATIC);
    }
  number = sqlite3_step (statement) == SQLITE_ROW ? sqlite3_column_int64 (statement, 0) : 0;
  sqlite3_finalize (statement);
  return number;
}

/* That the last edit of a round stands in the file of @shop. */
static void
check_written (const char *shop, const BenchEdit *edit)
{
  sqlite3 *handle = bench_open_plain (shop, FALSE);

  if (read_number (handle, "SELECT count (*) FROM customer WHERE id = ?1 AND stage = ?2", edit) != 1)
    bench_fail ("an edit was lost in %s", shop);
  sqlite3_close (handle);
}

int
main (int argc, char **argv)
{
  g_autofree char *shop = bench_find_shop ();
  g_autofree char *copy = bench_copy_shop (shop);
  g_autofree char *peer_copy = bench_copy_shop (shop);
  RgStore *store = bench_open_store (copy, RG_STORE_DEFAULT);
  sqlite3 *handle = bench_open_plain (peer_copy, TRUE);
  sqlite3_stmt *update =
      bench_prepare (handle, "UPDATE customer SET stage = ?1, updated_at = ?2 WHERE id = ?3");
  g_autoptr (GRand) lots = g_rand_new_with_seed (SEED);
  int most = (int) read_number (handle, "SELECT max (id) FROM customer", NULL);
  double ours[ROUNDS], peer[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    {
      double times[EDITS], peer_times[EDITS];
      BenchEdit edit;

      for (guint j = 0; j < EDITS; j++)
        {
          edit.id = g_rand_int_range (lots, 1, most + 1);
          g_snprintf (edit.value, sizeof edit.value, "Stage %u-%u", i, j);
          times[j] = time_ours (store, &edit);
          peer_times[j] = time_peer (update, &edit);
        }
      check_written (copy, &edit);
      check_written (peer_copy, &edit);
      ours[i] = bench_median (times, EDITS);
      peer[i] = bench_median (peer_times, EDITS);
    }
  bench_print ("edit", bench_median (ours, ROUNDS), "ms", bench_median (peer, ROUNDS));
  sqlite3_finalize (update);
  sqlite3_close (handle);
  rg_store_close (store);
  g_object_unref (store);
  bench_remove_copy (copy);
  bench_remove_copy (peer_copy);
  return 0;
}
