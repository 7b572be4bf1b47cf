/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "common/bench.h"
#include "shop/rg-bulk.h"

/* See README.md. */

#define N_ROWS 100000
#define ROUNDS 5

static GArray *
read_ids (sqlite3 *handle)
{
  sqlite3_stmt *statement = bench_prepare (handle, "SELECT id FROM customer ORDER BY id LIMIT ?1");
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (guint32));

  sqlite3_bind_int (statement, 1, N_ROWS);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      guint32 id = (guint32) sqlite3_column_int64 (statement, 0);

      g_array_append_val (ids, id);
    }
  sqlite3_finalize (statement);
  return ids;
}

static double
time_ours (RgStore *store, const GArray *ids, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgQuery) query = rg_query_new ("customer");
  g_autoptr (RgChosen) chosen = NULL;
  g_autoptr (RgBulkReport) report = NULL;
  g_auto (RgValue) value = RG_VALUE_INIT;
  RgBulkJob job = { .kind = RG_BULK_SET, .key = "stage", .value = &value, .origin = RG_ORIGIN_WINDOW };
  double begun = bench_now ();
  double time;

  rg_value_set_text (&value, text);
  chosen = rg_chosen_new_ids (query, (const guint32 *) (const void *) ids->data, ids->len);
  job.chosen = chosen;
  job.session = "bench";
  report = rg_store_write_sync (store, rg_bulk_write_func, &job, NULL, &error);
  time = bench_now () - begun;
  bench_check (error, "the change");
  if (report->changed != ids->len)
    bench_fail ("%" G_GUINT64_FORMAT " customers were changed", report->changed);
  rg_store_wait_for_search (store, NULL, &error);
  bench_check (error, "the search tables");
  return time;
}

static double
time_peer (sqlite3 *handle, const GArray *ids, const char *text)
{
  sqlite3_stmt *update =
      bench_prepare (handle, "UPDATE customer SET stage = ?1, updated_at = ?2 WHERE id BETWEEN ?3 AND ?4");
  double begun = bench_now ();
  double time;

  sqlite3_bind_text (update, 1, text, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (update, 2, rg_clock_now ());
  sqlite3_bind_int64 (update, 3, g_array_index (ids, guint32, 0));
  sqlite3_bind_int64 (update, 4, g_array_index (ids, guint32, ids->len - 1));
  if (sqlite3_step (update) != SQLITE_DONE || sqlite3_reset (update) != SQLITE_OK)
    bench_fail ("the peer's change: %s", sqlite3_errmsg (handle));
  time = bench_now () - begun;
  if (sqlite3_changes (handle) != (int) ids->len)
    bench_fail ("the peer changed %d customers", sqlite3_changes (handle));
  sqlite3_finalize (update);
  /* The store moves its log into the file when nobody waits. */
  sqlite3_wal_checkpoint_v2 (handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  return time;
}

static gint64
count (const char *shop, const char *text)
{
  sqlite3 *handle = bench_open_plain (shop, FALSE);
  sqlite3_stmt *statement = bench_prepare (handle, "SELECT count (*) FROM customer WHERE stage = ?1");
  gint64 n;

  sqlite3_bind_text (statement, 1, text, -1, SQLITE_STATIC);
  sqlite3_step (statement);
  n = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (handle);
  return n;
}

static gpointer
take_back (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_undo (write, 0, RG_ORIGIN_WINDOW, "bench", cancellable, error);
}

/* That it can be undone is part of what is timed. */
static void
check_undo (RgStore *store, const char *shop, const char *last, const char *before)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgOperation) undone = NULL;

  if (count (shop, last) != N_ROWS)
    bench_fail ("%" G_GINT64_FORMAT " customers hold the last value", count (shop, last));
  undone = rg_store_write_sync (store, take_back, NULL, NULL, &error);
  bench_check (error, "the undo");
  if (count (shop, before) != N_ROWS)
    bench_fail ("the undo gave %" G_GINT64_FORMAT " customers their value back", count (shop, before));
}

int
main (int argc, char **argv)
{
  g_autofree char *shop = bench_find_shop ();
  g_autofree char *copy = bench_copy_shop (shop);
  g_autofree char *peer_copy = bench_copy_shop (shop);
  RgStore *store = bench_open_store (copy, RG_STORE_DEFAULT);
  sqlite3 *handle = bench_open_plain (peer_copy, TRUE);
  g_autoptr (GArray) ids = read_ids (handle);
  double ours[ROUNDS], peer[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autofree char *text = g_strdup_printf ("Stage %u", i);

      peer[i] = time_peer (handle, ids, text);
      ours[i] = time_ours (store, ids, text);
    }
  check_undo (store, copy, "Stage 4", "Stage 3");
  bench_print ("bulk-edit", bench_median (ours, ROUNDS), "ms", bench_median (peer, ROUNDS));
  sqlite3_close (handle);
  rg_store_close (store);
  g_object_unref (store);
  bench_remove_copy (copy);
  bench_remove_copy (peer_copy);
  return 0;
}
