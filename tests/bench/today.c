/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "common/bench.h"
#include "shop/rg-today.h"

/* See README.md. */

#define ROUNDS 9
#define ROWS 200
#define COLUMNS 17
#define LEAST_TASKS 200000

/* --- the page ----------------------------------------------------------------- */

static gpointer
read_page (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_today_list_free);
  RgTodayQuery query = { .limit = ROWS };

  rg_today_day (&query.day);
  for (RgTodayPart part = 0; part < RG_N_TODAY_PARTS; part++)
    {
      RgTodayList *list = rg_today_read (read, part, &query, error);

      if (list == NULL)
        return NULL;
      g_ptr_array_add (lists, list);
    }
  return g_steal_pointer (&lists);
}

static GPtrArray *
ask_store (RgStore *store)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *lists = rg_store_read_sync (store, read_page, NULL, NULL, &error);

  bench_check (error, "the day's page");
  return lists;
}

/* --- the other side --------------------------------------------------------- */

typedef struct
{
  sqlite3_stmt *count[RG_N_TODAY_PARTS];
  sqlite3_stmt *rows[RG_N_TODAY_PARTS];
} Peer;

typedef struct
{
  gint64 n[RG_N_TODAY_PARTS];
  GPtrArray *rows[RG_N_TODAY_PARTS]; /* (element-type GStrv-like array of COLUMNS) */
} Page;

static void
row_free (gpointer data)
{
  char **row = data;

  for (guint i = 0; i < COLUMNS; i++)
    g_free (row[i]);
  g_free (row);
}

static void
page_clear (Page *page)
{
  for (guint i = 0; i < RG_N_TODAY_PARTS; i++)
    g_clear_pointer (&page->rows[i], g_ptr_array_unref);
}

static void
print_plan (sqlite3 *handle, const char *sql)
{
  g_autofree char *explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  sqlite3_stmt *plan = bench_prepare (handle, explain);

  while (sqlite3_step (plan) == SQLITE_ROW)
    {
      const char *step = (const char *) sqlite3_column_text (plan, 3);

      g_printerr ("today: %s\n", step);
      /* A table or an index from end to end; subqueries are few rows. */
      if (g_str_has_prefix (step, "SCAN ") && !g_str_has_prefix (step, "SCAN CONSTANT") &&
          !g_str_has_prefix (step, "SCAN (subquery") && !g_str_equal (step, "SCAN f") &&
          !g_str_equal (step, "SCAN g") && !g_str_equal (step, "SCAN o") && !g_str_equal (step, "SCAN d"))
        bench_fail ("the plan does not use the shop's indexes: %s", step);
    }
  sqlite3_finalize (plan);
}

/* Statements that give nothing are run as they come. */
static sqlite3_stmt *
next_statement (sqlite3 *handle, const char **sql)
{
  for (;;)
    {
      sqlite3_stmt *statement = NULL;
      const char *rest;

      if (sqlite3_prepare_v2 (handle, *sql, -1, &statement, &rest) != SQLITE_OK || statement == NULL)
        bench_fail ("today.sql: %s", sqlite3_errmsg (handle));
      *sql = rest;
      if (sqlite3_column_count (statement) > 0)
        {
          print_plan (handle, sqlite3_sql (statement));
          return statement;
        }
      if (sqlite3_step (statement) != SQLITE_DONE)
        bench_fail ("today.sql: %s", sqlite3_errmsg (handle));
      sqlite3_finalize (statement);
    }
}

static void
read_peer (sqlite3 *handle, Peer *peer)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("REGULARS_SOURCE"), "tests", "bench", "today.sql", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  const char *sql;

  g_file_get_contents (path, &text, NULL, &error);
  bench_check (error, path);
  sql = text;
  for (guint i = 0; i < RG_N_TODAY_PARTS; i++)
    {
      peer->count[i] = next_statement (handle, &sql);
      peer->rows[i] = next_statement (handle, &sql);
    }
}

static GPtrArray *
ask_rows (sqlite3_stmt *statement)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (row_free);

  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      char **row = g_new0 (char *, COLUMNS);

      for (int i = 0; i < COLUMNS; i++)
        row[i] = g_strdup ((const char *) sqlite3_column_text (statement, i));
      g_ptr_array_add (rows, row);
    }
  sqlite3_reset (statement);
  return rows;
}

static void
ask_peer (sqlite3 *handle, const Peer *peer, Page *page)
{
  bench_exec (handle, "BEGIN");
  for (guint i = 0; i < RG_N_TODAY_PARTS; i++)
    {
      if (sqlite3_step (peer->count[i]) != SQLITE_ROW)
        bench_fail ("today.sql does not count");
      page->n[i] = sqlite3_column_int64 (peer->count[i], 0);
      sqlite3_reset (peer->count[i]);
      page->rows[i] = ask_rows (peer->rows[i]);
    }
  bench_exec (handle, "COMMIT");
}

/* --- the same page ------------------------------------------------------------ */

static char *
number (gint64 value, gboolean known)
{
  return known ? g_strdup_printf ("%" G_GINT64_FORMAT, value) : NULL;
}

static void
check_row (const RgTodayRow *row, char **theirs, const char *part, guint place)
{
  static const char *const kinds[] = { "task", "step", "customer", "birthday", "deal" };
  g_autofree char *task = number (row->task_id, row->task_id != 0);
  g_autofree char *customer = number (row->customer_id, row->customer_id != 0);
  g_autofree char *age = number (row->age, row->age >= 0);
  const char *ours[COLUMNS] = {
    kinds[row->kind], task,        customer,    row->name,     row->phone, row->wechat,
    row->title,       row->what,   row->day,    row->time,     row->staff, row->priority,
    row->class,       row->repeat, row->person, row->birthday, age
  };

  for (guint i = 0; i < COLUMNS; i++)
    if (g_strcmp0 (ours[i], theirs[i]) != 0)
      bench_fail ("%s, row %u, column %u: “%s” and “%s”", part, place + 1, i + 1,
                  ours[i] != NULL ? ours[i] : "", theirs[i] != NULL ? theirs[i] : "");
}

static void
check_same (const GPtrArray *lists, const Page *page)
{
  for (guint i = 0; i < RG_N_TODAY_PARTS; i++)
    {
      const RgTodayList *list = g_ptr_array_index (lists, i);
      const char *part = rg_today_part_get_key (list->part);

      if (list->n != page->n[i] || list->rows->len != page->rows[i]->len)
        bench_fail ("%s: %" G_GINT64_FORMAT " (%u) and %" G_GINT64_FORMAT " (%u)", part, list->n,
                    list->rows->len, page->n[i], page->rows[i]->len);
      if (list->rows->len < ROWS && list->part != RG_TODAY_STALLED)
        bench_fail ("%s: too few: %u", part, list->rows->len);
      for (guint j = 0; j < list->rows->len; j++)
        check_row (g_ptr_array_index (list->rows, j), g_ptr_array_index (page->rows[i], j), part, j);
    }
}

static void
check_tasks (sqlite3 *handle)
{
  sqlite3_stmt *count = bench_prepare (handle, "SELECT count (*) FROM task");

  if (sqlite3_step (count) != SQLITE_ROW || sqlite3_column_int64 (count, 0) < LEAST_TASKS)
    bench_fail ("the shop has too few tasks");
  sqlite3_finalize (count);
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
  check_tasks (handle);
  store = bench_open_store (shop, RG_STORE_READ_ONLY);
  read_peer (handle, &peer);
  /* The first round brings the pages in and does not count. */
  for (guint round = 0; round <= ROUNDS; round++)
    {
      Page page = { { 0 }, { NULL } };
      double start = bench_now (), between, end;
      g_autoptr (GPtrArray) lists = ask_store (store);

      between = bench_now ();
      ask_peer (handle, &peer, &page);
      end = bench_now ();
      check_same (lists, &page);
      page_clear (&page);
      if (round == 0)
        continue;
      ours[round - 1] = between - start;
      theirs[round - 1] = end - between;
    }
  bench_print ("today", bench_median (ours, ROUNDS), "ms", bench_median (theirs, ROUNDS));
  for (guint i = 0; i < RG_N_TODAY_PARTS; i++)
    {
      sqlite3_finalize (peer.count[i]);
      sqlite3_finalize (peer.rows[i]);
    }
  sqlite3_close (handle);
  return 0;
}
