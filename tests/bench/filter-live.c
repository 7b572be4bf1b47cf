/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "common/bench.h"
#include "records/rg-query.h"

/* See README.md. */

#define ROUNDS 9
#define PAGE 200

static const char filter[] = "{\"all\":["
                             "{\"field\":\"region\",\"op\":\"is\",\"value\":\"浙江省 杭州市\"},"
                             "{\"any\":[{\"tag\":8},{\"tag\":9}]},"
                             "{\"timeline\":\"sale\",\"min\":1,\"days\":180},"
                             "{\"all\":[{\"timeline\":\"visit\",\"op\":\"none\",\"days\":90},"
                             "{\"none\":[{\"field\":\"stage\",\"op\":\"is\",\"value\":\"沉睡\"}]}]}"
                             "]}";

typedef struct
{
  gint64 n;
  GArray *ids;
} Answer;

typedef struct
{
  gsize limit;
  Answer answer;
} Asked;

static gpointer
ask (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  Asked *asked = data;
  g_autoptr (RgCondition) condition = rg_condition_parse (filter, error);
  g_autoptr (RgQuery) query = rg_query_new ("customer");

  if (condition == NULL)
    return NULL;
  rg_query_set_condition (query, condition);
  if (!rg_query_count (query, read, cancellable, &asked->answer.n, error))
    return NULL;
  asked->answer.ids = rg_query_run (query, read, asked->limit, cancellable, error);
  return asked->answer.ids;
}

static Answer
ask_store (RgStore *store, gsize limit)
{
  g_autoptr (GError) error = NULL;
  Asked asked = { .limit = limit };

  rg_store_read_sync (store, ask, &asked, NULL, &error);
  bench_check (error, "the filter");
  return asked.answer;
}

/* --- the other side --------------------------------------------------------- */

typedef struct
{
  sqlite3_stmt *count;
  sqlite3_stmt *page;
  sqlite3_stmt *all;
} Peer;

static void
print_plan (sqlite3 *handle, const char *sql)
{
  g_autofree char *explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  sqlite3_stmt *plan = bench_prepare (handle, explain);

  while (sqlite3_step (plan) == SQLITE_ROW)
    {
      const char *step = (const char *) sqlite3_column_text (plan, 3);

      g_printerr ("filter-live: %s\n", step);
      if (g_str_has_prefix (step, "SCAN sale") || g_str_has_prefix (step, "SCAN event") ||
          g_str_has_prefix (step, "SCAN customer_tag"))
        bench_fail ("the plan does not use the shop's indexes: %s", step);
    }
  sqlite3_finalize (plan);
}

static sqlite3_stmt *
next_statement (sqlite3 *handle, const char **sql)
{
  sqlite3_stmt *statement = NULL;
  const char *rest;

  if (sqlite3_prepare_v2 (handle, *sql, -1, &statement, &rest) != SQLITE_OK || statement == NULL)
    bench_fail ("filter-live.sql: %s", sqlite3_errmsg (handle));
  *sql = rest;
  return statement;
}

static void
read_peer (sqlite3 *handle, Peer *peer)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("REGULARS_SOURCE"), "tests", "bench", "filter-live.sql", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  const char *sql;

  g_file_get_contents (path, &text, NULL, &error);
  bench_check (error, path);
  sql = text;
  peer->count = next_statement (handle, &sql);
  peer->page = next_statement (handle, &sql);
  peer->all = next_statement (handle, &sql);
  print_plan (handle, sqlite3_sql (peer->count));
  print_plan (handle, sqlite3_sql (peer->page));
}

static Answer
ask_peer (const Peer *peer, sqlite3_stmt *list)
{
  Answer answer = { 0, g_array_new (FALSE, FALSE, sizeof (guint32)) };

  if (sqlite3_step (peer->count) != SQLITE_ROW)
    bench_fail ("filter-live.sql does not count");
  answer.n = sqlite3_column_int64 (peer->count, 0);
  sqlite3_reset (peer->count);
  while (sqlite3_step (list) == SQLITE_ROW)
    {
      guint32 id = (guint32) sqlite3_column_int64 (list, 0);

      g_array_append_val (answer.ids, id);
    }
  sqlite3_reset (list);
  return answer;
}

/* The same customers in the same order. */
static void
check_same (Answer ours, Answer theirs)
{
  if (ours.n != theirs.n || ours.ids->len != theirs.ids->len ||
      memcmp (ours.ids->data, theirs.ids->data, ours.ids->len * sizeof (guint32)) != 0)
    bench_fail ("the ids differ: %" G_GINT64_FORMAT " and %" G_GINT64_FORMAT, ours.n, theirs.n);
  if (ours.n < PAGE)
    bench_fail ("too few customers: %" G_GINT64_FORMAT, ours.n);
  g_array_unref (ours.ids);
  g_array_unref (theirs.ids);
}

int
main (void)
{
  g_autofree char *shop = bench_find_shop ();
  g_autoptr (RgStore) store = NULL;
  g_autoptr (GDateTime) noon = g_date_time_new_local (2026, 3, 2, 12, 0, 0);
  sqlite3 *handle = bench_open_plain (shop, FALSE);
  double ours[ROUNDS], theirs[ROUNDS];
  Peer peer;

  rg_clock_set (g_date_time_to_unix (noon) * 1000);
  store = bench_open_store (shop, RG_STORE_READ_ONLY);
  read_peer (handle, &peer);
  check_same (ask_store (store, 0), ask_peer (&peer, peer.all));
  for (guint round = 0; round < ROUNDS; round++)
    {
      double start = bench_now ();
      Answer mine = ask_store (store, PAGE);
      double between = bench_now ();
      Answer other = ask_peer (&peer, peer.page);

      ours[round] = between - start;
      theirs[round] = bench_now () - between;
      check_same (mine, other);
    }
  bench_print ("filter-live", bench_median (ours, ROUNDS), "ms", bench_median (theirs, ROUNDS));
  sqlite3_finalize (peer.count);
  sqlite3_finalize (peer.page);
  sqlite3_finalize (peer.all);
  sqlite3_close (handle);
  return 0;
}
