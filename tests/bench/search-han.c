/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "common/bench.h"
#include "records/rg-query.h"

/* See README.md. */

#define N_WORDS 100
#define FEWEST 50
#define MOST 500
#define FIRST 200

typedef struct
{
  const char *text;
  gsize limit;
} Question;

static gpointer
ask (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  const Question *question = data;
  g_autoptr (RgQuery) query = rg_query_new ("customer");

  rg_query_set_search (query, question->text);
  return rg_query_run (query, read, question->limit, cancellable, error);
}

static GArray *
search (RgStore *store, const char *word, gsize limit)
{
  g_autoptr (GError) error = NULL;
  Question question = { word, limit };
  GArray *ids = rg_store_read_sync (store, ask, &question, NULL, &error);

  bench_check (error, word);
  return ids;
}

static GArray *
look_through (sqlite3_stmt *like, const char *word)
{
  g_autofree char *pattern = g_strconcat ("%", word, "%", NULL);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (guint32));

  sqlite3_bind_text (like, 1, pattern, -1, SQLITE_TRANSIENT);
  while (sqlite3_step (like) == SQLITE_ROW)
    {
      guint32 id = (guint32) sqlite3_column_int64 (like, 0);

      g_array_append_val (ids, id);
    }
  if (sqlite3_reset (like) != SQLITE_OK)
    bench_fail ("%s", word);
  return ids;
}

/* --- which words ---------------------------------------------------------- */

static gboolean
is_han (gunichar ch)
{
  return g_unichar_get_script (ch) == G_UNICODE_SCRIPT_HAN;
}

/* Counts for each pair of Han characters the names that have it. */
static void
count_pairs (GHashTable *counts, const char *name)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar first = g_utf8_get_char (p);
      gunichar second = g_utf8_get_char (g_utf8_next_char (p));
      gpointer pair = GSIZE_TO_POINTER ((gsize) first << 32 | second);

      if (is_han (first) && is_han (second) && g_hash_table_add (seen, pair))
        g_hash_table_insert (counts, pair,
                             GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, pair)) + 1));
    }
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* A hundred of the words with the right number of hits, evenly from all. */
static GPtrArray *
pick_words (sqlite3 *handle)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *names = bench_prepare (handle, "SELECT name FROM customer WHERE name IS NOT NULL");
  GHashTableIter iter;
  gpointer pair, count;

  while (sqlite3_step (names) == SQLITE_ROW)
    count_pairs (counts, (const char *) sqlite3_column_text (names, 0));
  sqlite3_finalize (names);
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &pair, &count))
    if (GPOINTER_TO_UINT (count) >= FEWEST && GPOINTER_TO_UINT (count) <= MOST)
      {
        gunichar both[] = { (gunichar) (GPOINTER_TO_SIZE (pair) >> 32), (gunichar) GPOINTER_TO_SIZE (pair) };

        g_ptr_array_add (all, g_ucs4_to_utf8 (both, 2, NULL, NULL, NULL));
      }
  if (all->len < N_WORDS)
    bench_fail ("only %u words have the right number of hits", all->len);
  g_ptr_array_sort (all, compare_texts);
  for (guint i = 0; i < N_WORDS; i++)
    g_ptr_array_add (words, g_strdup (g_ptr_array_index (all, i * all->len / N_WORDS)));
  return words;
}

/* --- what is timed -------------------------------------------------------- */

static gboolean
contains (const GArray *ids, guint32 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, guint32, i) == id)
      return TRUE;
  return FALSE;
}

/* Whoever has the word in the name is an answer, and the first are the first of
 * all. */
static void
check_answer (RgStore *store, sqlite3_stmt *like, gpointer question)
{
  const char *word = question;
  g_autoptr (GArray) all = search (store, word, 0);
  g_autoptr (GArray) first = search (store, word, FIRST);
  g_autoptr (GArray) named = look_through (like, word);

  for (guint i = 0; i < named->len; i++)
    if (!contains (all, g_array_index (named, guint32, i)))
      bench_fail ("%s: customer %u is not found", word, g_array_index (named, guint32, i));
  if (first->len != MIN (all->len, FIRST))
    bench_fail ("%s: %u customers instead of the first %u", word, first->len, MIN (all->len, FIRST));
  for (guint i = 0; i < first->len; i++)
    if (g_array_index (first, guint32, i) != g_array_index (all, guint32, i))
      bench_fail ("%s: the first customers are not the first of all", word);
}

static void
time_round (RgStore *store, sqlite3_stmt *like, GPtrArray *words, double *ours, double *peer)
{
  *ours = *peer = 0;
  for (guint i = 0; i < words->len; i++)
    {
      const char *word = g_ptr_array_index (words, i);
      double begun = bench_now ();

      g_array_unref (search (store, word, FIRST));
      *ours += bench_now () - begun;
      begun = bench_now ();
      g_array_unref (look_through (like, word));
      *peer += bench_now () - begun;
    }
  *ours /= words->len;
  *peer /= words->len;
}

int
main (int argc, char **argv)
{
  static const BenchSearch han = {
    "search-han", "SELECT id FROM customer WHERE name LIKE ?1", pick_words, check_answer, time_round,
  };

  bench_search (&han);
  return 0;
}
