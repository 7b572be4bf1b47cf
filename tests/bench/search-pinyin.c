/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "common/bench.h"
#include "store/rg-search.h"

#include <string.h>

/* See README.md. */

#define N_QUERIES 1000
#define MOST_KEYS 5
#define SEED 20260302

typedef struct
{
  char *text;
  GBytes *key; /* where the peer's range begins */
  guint n;     /* how many are found */
} Query;

static void
query_free (gpointer data)
{
  Query *query = data;

  g_free (query->text);
  g_bytes_unref (query->key);
  g_free (query);
}

/* --- which queries -------------------------------------------------------- */

/* The letters of a reading: its initials, all of it, or the first syllable's
 * initial and the rest in full. */
static char *
letters (const char *pinyin, guint kind)
{
  g_auto (GStrv) syllables = g_strsplit (pinyin, " ", -1);
  GString *text = g_string_new (NULL);

  for (guint i = 0; syllables[i] != NULL; i++)
    if (kind == 0 || (kind == 2 && i == 0))
      g_string_append_len (text, syllables[i], MIN (strlen (syllables[i]), 1));
    else
      g_string_append (text, syllables[i]);
  return g_string_free_and_steal (text);
}

/* The first character and the initials of the others. */
static char *
mixed (const char *name, const char *pinyin)
{
  const char *rest = strchr (pinyin, ' ');
  g_autofree char *sounds = rest != NULL ? letters (rest + 1, 0) : g_strdup ("");
  g_autofree char *first = g_utf8_substring (name, 0, 1);

  return g_strconcat (first, sounds, NULL);
}

/* Of numbers the end: heads tell nothing in the example shop, whose numbers are
 * from a block that belongs to nobody. */
static char *
make_text (GRand *lots, const char *name, const char *pinyin, const char *phone)
{
  guint kind = (guint) g_rand_int_range (lots, 0, 5);
  glong keys = g_rand_int_range (lots, 1, MOST_KEYS + 1);
  g_autofree char *whole = NULL;
  glong length;

  if (kind == 4)
    {
      length = (glong) strlen (phone);
      return g_strdup (phone + length - MIN (keys, length));
    }
  whole = kind == 3 ? mixed (name, pinyin) : letters (pinyin, kind);
  length = g_utf8_strlen (whole, -1);
  return g_utf8_substring (whole, 0, MIN (keys, length));
}

static GPtrArray *
make_queries (sqlite3 *handle)
{
  sqlite3_stmt *person = bench_prepare (
      handle, "SELECT name, pinyin, phone, sort_key FROM customer WHERE id >= ?1 AND name IS NOT NULL "
              "AND pinyin <> '' AND phone IS NOT NULL ORDER BY id LIMIT 1");
  sqlite3_stmt *largest = bench_prepare (handle, "SELECT max (id) FROM customer");
  GPtrArray *queries = g_ptr_array_new_with_free_func (query_free);
  g_autoptr (GRand) lots = g_rand_new_with_seed (SEED);
  int most;

  sqlite3_step (largest);
  most = sqlite3_column_int (largest, 0);
  sqlite3_finalize (largest);
  while (queries->len < N_QUERIES)
    {
      Query *query;

      sqlite3_bind_int (person, 1, g_rand_int_range (lots, 1, most));
      if (sqlite3_step (person) == SQLITE_ROW)
        {
          query = g_new0 (Query, 1);
          query->text = make_text (lots, (const char *) sqlite3_column_text (person, 0),
                                   (const char *) sqlite3_column_text (person, 1),
                                   (const char *) sqlite3_column_text (person, 2));
          query->key =
              g_bytes_new (sqlite3_column_blob (person, 3), (gsize) sqlite3_column_bytes (person, 3));
          g_ptr_array_add (queries, query);
        }
      sqlite3_reset (person);
    }
  sqlite3_finalize (person);
  return queries;
}

/* --- what is timed -------------------------------------------------------- */

static gpointer
ask (RgRead *read, gpointer text, GCancellable *cancellable, GError **error)
{
  return rg_search_customers (read, text, cancellable, error);
}

static GArray *
search (RgStore *store, const Query *query)
{
  g_autoptr (GError) error = NULL;
  GArray *ids = rg_store_read_sync (store, ask, query->text, NULL, &error);

  bench_check (error, query->text);
  return ids;
}

/* As many ids as @query finds, from the index over the names' order. */
static GArray *
read_range (sqlite3_stmt *range, const Query *query)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  gsize size;
  gconstpointer key = g_bytes_get_data (query->key, &size);

  sqlite3_bind_blob (range, 1, key, (int) size, SQLITE_STATIC);
  sqlite3_bind_int (range, 2, (int) query->n);
  while (sqlite3_step (range) == SQLITE_ROW)
    {
      guint32 id = (guint32) sqlite3_column_int64 (range, 0);

      g_array_append_val (ids, id);
    }
  if (sqlite3_reset (range) != SQLITE_OK)
    bench_fail ("%s", query->text);
  return ids;
}

/* Learns how many there are, and lets the peer begin where as many follow. */
static void
prepare (RgStore *store, sqlite3_stmt *range, gpointer question)
{
  Query *query = question;
  g_autoptr (GArray) ids = search (store, query);
  g_autoptr (GArray) read = NULL;

  query->n = ids->len;
  read = read_range (range, query);
  if (read->len == query->n)
    return;
  g_bytes_unref (query->key);
  query->key = g_bytes_new_static ("", 0);
  g_array_unref (read);
  read = read_range (range, query);
  if (read->len != query->n)
    bench_fail ("%s: %u customers, but the index has %u only", query->text, query->n, read->len);
}

static void
time_round (RgStore *store, sqlite3_stmt *range, GPtrArray *queries, double *ours, double *peer)
{
  double times[N_QUERIES], peer_times[N_QUERIES];

  for (guint i = 0; i < queries->len; i++)
    {
      const Query *query = g_ptr_array_index (queries, i);
      double begun = bench_now ();

      g_array_unref (search (store, query));
      times[i] = bench_now () - begun;
      begun = bench_now ();
      g_array_unref (read_range (range, query));
      peer_times[i] = bench_now () - begun;
      if (g_getenv ("BENCH_VERBOSE") != NULL)
        g_printerr ("%s\t%u\t%.3f\t%.3f\n", query->text, query->n, times[i], peer_times[i]);
    }
  *ours = bench_quantile (times, queries->len, 0.99);
  *peer = bench_quantile (peer_times, queries->len, 0.99);
}

int
main (int argc, char **argv)
{
  static const BenchSearch pinyin = {
    "search-pinyin",
    "SELECT id FROM customer INDEXED BY customer_sort_key WHERE sort_key >= ?1 ORDER BY sort_key LIMIT ?2",
    make_queries,
    prepare,
    time_round,
  };

  bench_search (&pinyin);
  return 0;
}
