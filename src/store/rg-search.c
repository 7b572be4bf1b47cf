/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-search-private.h"

#include "store/rg-pinyin.h"

#include <string.h>

/* The planner: each word of what was typed is looked up where its kind can be
 * found, and whoever has all words is an answer. */

/* Letters and digits typed alone from which on they are looked up as the
 * beginning of a word in the timeline too: shorter ones begin too many. */
#define EVENT_PREFIX 3
/* Digits from which on the table of numbers is asked. */
#define HEAD_DIGITS 2
#define TAIL_DIGITS 3

typedef struct
{
  RgDatabase *db;
  GCancellable *cancellable;
} Search;

/* Ids from a query with one text parameter. */
static GArray *
look_up (Search *search, const char *sql, const char *text, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (search->db, sql, error);
  g_autoptr (GArray) ids = rg_search_ids_new ();

  if (statement == NULL)
    return NULL;
  rg_statement_bind_text (statement, 0, text);
  if (!rg_search_ids_read (ids, statement, search->cancellable, error))
    return NULL;
  return g_steal_pointer (&ids);
}

/* (transfer full): both sources united; either may have failed. */
static GArray *
unite (GArray *a, GArray *b)
{
  if (a != NULL && b != NULL)
    return rg_search_ids_union (a, b);
  g_clear_pointer (&a, g_array_unref);
  g_clear_pointer (&b, g_array_unref);
  return NULL;
}

/* Tokens have neither quotes nor anything else that the query language knows:
 * between quotes they are what they are. */
static char *
quote (const char *tokens, gboolean prefix)
{
  return g_strdup_printf (prefix ? "\"%s\" *" : "\"%s\"", tokens);
}

static GArray *
in_documents (Search *search, const char *tokens, gboolean prefix, GError **error)
{
  g_autofree char *match = quote (tokens, prefix);

  return look_up (search, "SELECT rowid FROM search.doc WHERE doc MATCH ?1", match, error);
}

static GArray *
in_timeline (Search *search, const char *tokens, gboolean prefix, GError **error)
{
  g_autofree char *match = quote (tokens, prefix);

  return look_up (
      search,
      "SELECT m.customer FROM search.event_doc d CROSS JOIN search.event_map m ON m.doc = d.rowid "
      "WHERE d.event_doc MATCH ?1",
      match, error);
}

/* Whoever has a word, or a name that sounds, beginning with @run. */
static GArray *
in_words (Search *search, const char *run, GError **error)
{
  g_autofree char *match = quote (run, TRUE);

  return look_up (search, "SELECT rowid FROM search.word WHERE word MATCH ?1", match, error);
}

/* Tokens one after the other; a run of letters or digits at their end may be
 * the beginning of a longer one. */
static GArray *
find_phrase (Search *search, const char *tokens, GError **error)
{
  const char *last = strrchr (tokens, ' ');
  gboolean prefix = !rg_search_is_single (g_utf8_get_char (last != NULL ? last + 1 : tokens));
  GArray *ids = in_documents (search, tokens, prefix, error);

  return ids != NULL ? unite (ids, in_timeline (search, tokens, prefix, error)) : NULL;
}

/* One run of letters or digits. */
static GArray *
find_run (Search *search, const char *run, GError **error)
{
  gboolean prefix = g_utf8_strlen (run, -1) >= EVENT_PREFIX;
  GArray *ids = in_words (search, run, error);

  if (ids != NULL)
    ids = unite (ids, in_documents (search, run, FALSE, error));
  return ids != NULL ? unite (ids, in_timeline (search, run, prefix, error)) : NULL;
}

/* --- sounds --------------------------------------------------------------- */

/* Keeps the customers of @ids one of whose names is meant by @query. */
static GArray *
keep_matching (Search *search, GArray *ids, const char *query, GError **error)
{
  g_autoptr (RgStatement) statement =
      rg_database_prepare (search->db, "SELECT names FROM search.side WHERE customer = ?1", error);
  guint n = 0;

  for (guint i = 0; statement != NULL && i < ids->len; i++)
    {
      guint32 id = g_array_index (ids, guint32, i);
      RgStep step;

      rg_statement_bind_integer (statement, 0, id);
      step = rg_statement_step (statement, error);
      if (step == RG_STEP_ROW && rg_search_names_match (rg_statement_get_text (statement, 0), query))
        g_array_index (ids, guint32, n++) = id;
      rg_statement_reset (statement);
      if (step == RG_STEP_ERROR || g_cancellable_set_error_if_cancelled (search->cancellable, error))
        {
          g_array_unref (ids);
          return NULL;
        }
    }
  if (statement == NULL)
    {
      g_array_unref (ids);
      return NULL;
    }
  g_array_set_size (ids, n);
  return ids;
}

/* Whose long name may be meant by Latin letters that are syllables and initials
 * mixed: whoever has the initials of one way to read them. */
static GArray *
find_initials (Search *search, const char *folded, GError **error)
{
  g_auto (GStrv) keys = rg_pinyin_query_keys (folded);
  GArray *ids = rg_search_ids_new ();

  for (guint i = 0; ids != NULL && keys != NULL && keys[i] != NULL; i++)
    {
      g_autofree char *marked = g_strconcat (RG_SEARCH_LONG_NAME, keys[i], NULL);

      ids = unite (ids, in_words (search, marked, error));
    }
  return ids;
}

static GArray *
find_latin (Search *search, const RgSearchWord *word, GError **error)
{
  g_autofree char *folded = rg_pinyin_fold_query (word->text);
  gboolean one = strchr (word->tokens, ' ') == NULL;
  GArray *ids = one ? find_run (search, word->tokens, error) : find_phrase (search, word->tokens, error);
  GArray *candidates, *rest;

  /* xi'an, lü: as it stands in the table of words. */
  if (ids != NULL && *folded != '\0' && strcmp (folded, word->tokens) != 0)
    ids = unite (ids, in_words (search, folded, error));
  if (ids == NULL || *folded == '\0')
    return ids;
  candidates = find_initials (search, folded, error);
  if (candidates == NULL)
    {
      g_array_unref (ids);
      return NULL;
    }
  rest = rg_search_ids_subtract (candidates, ids);
  g_array_unref (candidates);
  return unite (ids, keep_matching (search, rest, folded, error));
}

static GArray *
intersect (GArray *a, GArray *b)
{
  if (a != NULL && b != NULL)
    return rg_search_ids_intersect (a, b);
  g_clear_pointer (&a, g_array_unref);
  g_clear_pointer (&b, g_array_unref);
  return NULL;
}

/* Narrows the candidates down by one part of a mixed word: Han characters as
 * they stand, letters as the beginning of a sound. */
static GArray *
narrow (Search *search, GArray *candidates, const char *part, gboolean han, GError **error)
{
  g_autofree char *folded = han ? NULL : rg_pinyin_fold_query (part);
  GArray *ids;

  if (han)
    ids = in_documents (search, part, FALSE, error);
  else
    ids = unite (in_words (search, folded, error), find_initials (search, folded, error));
  if (candidates == NULL || ids == NULL)
    return ids;
  return intersect (candidates, ids);
}

static gboolean
is_han_part (const char *part)
{
  return rg_search_is_single (g_utf8_get_char (part));
}

/* The runs of Han characters, with blanks between them, and of letters. */
static GPtrArray *
split_mixed (const char *tokens)
{
  g_auto (GStrv) list = g_strsplit (tokens, " ", -1);
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; list[i] != NULL; i++)
    {
      char *last = parts->len > 0 ? g_ptr_array_index (parts, parts->len - 1) : NULL;

      if (last != NULL && is_han_part (last) && is_han_part (list[i]))
        {
          parts->pdata[parts->len - 1] = g_strconcat (last, " ", list[i], NULL);
          g_free (last);
        }
      else
        {
          g_ptr_array_add (parts, g_strdup (list[i]));
        }
    }
  return parts;
}

/* (transfer full) (nullable): what part @index and the one after it are looked
 * up by together. */
static char *
find_pair (GPtrArray *parts, guint index)
{
  const char *han, *letters;

  if (index + 1 >= parts->len)
    return NULL;
  han = g_ptr_array_index (parts, index);
  letters = g_ptr_array_index (parts, index + 1);
  return is_han_part (han) && !is_han_part (letters) ? rg_search_pair (han, letters) : NULL;
}

/* Whoever may be meant by @parts. One character and one letter are all that
 * their pair says. */
static GArray *
find_candidates (Search *search, GPtrArray *parts, GError **error)
{
  GArray *candidates = NULL;
  gboolean paired = FALSE; /* with the part before */

  for (guint i = 0; i < parts->len; i++)
    {
      const char *part = g_ptr_array_index (parts, i);
      g_autofree char *pair = find_pair (parts, i);
      gboolean one = g_utf8_strlen (part, -1) == 1;

      if (pair != NULL)
        {
          GArray *ids = in_words (search, pair, error);

          candidates = candidates == NULL ? ids : intersect (candidates, ids);
        }
      if ((pair != NULL || i > 0) && candidates == NULL)
        return NULL;
      if (!one || (pair == NULL && !paired))
        candidates = narrow (search, candidates, part, is_han_part (part), error);
      if (candidates == NULL)
        return NULL;
      paired = pair != NULL;
    }
  return candidates;
}

/* 张sf: who has 张, and something after it that sounds like sf. */
static GArray *
find_mixed (Search *search, const RgSearchWord *word, GError **error)
{
  g_autoptr (GPtrArray) parts = split_mixed (word->tokens);
  g_autofree char *pair = find_pair (parts, 0);
  GArray *ids = find_candidates (search, parts, error);

  if (ids == NULL)
    return NULL;
  if (pair == NULL || parts->len > 2 || g_utf8_strlen (word->text, -1) > 2)
    ids = keep_matching (search, ids, word->text, error);
  return ids != NULL ? unite (ids, find_phrase (search, word->tokens, error)) : NULL;
}

/* --- numbers -------------------------------------------------------------- */

static gboolean
read_phones (Search *search, GArray *ids, const char *digits, gboolean tail, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (
      search->db, "SELECT customer FROM search.phone WHERE key BETWEEN ?1 AND ?2", error);
  gint64 key = rg_search_phone_key (digits, tail);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, key);
  rg_statement_bind_integer (statement, 1, rg_search_phone_key_last (key, strlen (digits)));
  return rg_search_ids_read (ids, statement, search->cancellable, error);
}

static GArray *
find_phones (Search *search, const char *digits, GError **error)
{
  g_autoptr (GArray) heads = rg_search_ids_new ();
  g_autoptr (GArray) tails = rg_search_ids_new ();

  if (strlen (digits) >= HEAD_DIGITS && !read_phones (search, heads, digits, FALSE, error))
    return NULL;
  if (strlen (digits) >= TAIL_DIGITS && !read_phones (search, tails, digits, TRUE, error))
    return NULL;
  return rg_search_ids_union (g_steal_pointer (&heads), g_steal_pointer (&tails));
}

/* Digits as they stand in a text: room 1203, 2025-11-22. A digit or two are
 * whole tokens, for they begin too many. */
static GArray *
find_digits (Search *search, const RgSearchWord *word, GError **error)
{
  GArray *ids;

  if (strchr (word->tokens, ' ') != NULL)
    return find_phrase (search, word->tokens, error);
  if (strlen (word->tokens) >= EVENT_PREFIX)
    return find_run (search, word->tokens, error);
  ids = in_documents (search, word->tokens, FALSE, error);
  return ids != NULL ? unite (ids, in_timeline (search, word->tokens, FALSE, error)) : NULL;
}

/* --- words ---------------------------------------------------------------- */

static GArray *
find_word (Search *search, GPtrArray *words, guint index, GError **error)
{
  const RgSearchWord *word = g_ptr_array_index (words, index);
  g_autofree char *digits = NULL;
  GArray *ids;

  switch (word->kind)
    {
    case RG_SEARCH_WORD_DIGITS:
      digits = rg_search_number_join (words, index, 1);
      ids = find_phones (search, digits, error);
      return ids != NULL ? unite (ids, find_digits (search, word, error)) : NULL;
    case RG_SEARCH_WORD_LATIN:
      return find_latin (search, word, error);
    case RG_SEARCH_WORD_MIXED:
      return find_mixed (search, word, error);
    case RG_SEARCH_WORD_RUN:
      return find_run (search, word->tokens, error);
    case RG_SEARCH_WORD_PHRASE:
    default:
      return find_phrase (search, word->tokens, error);
    }
}

static GArray *
find_all (Search *search, GPtrArray *words, guint index, guint n, GError **error)
{
  GArray *ids = NULL;

  for (guint i = index; i < index + n && (ids == NULL || ids->len > 0); i++)
    {
      GArray *found = find_word (search, words, i, error);

      ids = ids == NULL ? found : intersect (ids, found);
      if (ids == NULL)
        return NULL;
    }
  return ids;
}

/* Numbers that follow each other may be one, written with blanks. */
static GArray *
find_numbers (Search *search, GPtrArray *words, guint index, guint n, GError **error)
{
  g_autofree char *joined = rg_search_number_join (words, index, n);
  GArray *ids = find_all (search, words, index, n, error);

  return ids != NULL ? unite (ids, find_phones (search, joined, error)) : NULL;
}

static GArray *
find_words (Search *search, GPtrArray *words, GError **error)
{
  GArray *ids = NULL;
  guint n;

  for (guint i = 0; i < words->len && (ids == NULL || ids->len > 0); i += n)
    {
      GArray *found;

      n = MAX (rg_search_number_span (words, i), 1);
      found = n > 1 ? find_numbers (search, words, i, n, error) : find_word (search, words, i, error);
      ids = ids == NULL ? found : intersect (ids, found);
      if (ids == NULL)
        return NULL;
    }
  return ids;
}

/* Whether search.db is attached, whole, and of today's making. */
static gboolean
is_ready (RgDatabase *db)
{
  g_autoptr (RgStatement) statement = NULL;

  if (sqlite3_db_filename (rg_database_get_handle (db), "search") == NULL)
    return FALSE;
  statement = rg_database_prepare (db, "SELECT value FROM search.meta WHERE key = 'state'", NULL);
  return statement != NULL && rg_statement_step (statement, NULL) == RG_STEP_ROW &&
         g_strcmp0 (rg_statement_get_text (statement, 0), rg_search_file_ready ()) == 0;
}

/**
 * rg_search_is_behind:
 * @read: a read transaction
 *
 * Returns: whether an answer may change as soon as the search tables have
 *   caught up with what was committed
 */
gboolean
rg_search_is_behind (RgRead *read)
{
  RgDatabase *db = rg_read_get_database (read);
  g_autoptr (RgStatement) statement = NULL;

  if (sqlite3_db_filename (rg_database_get_handle (db), "search") == NULL)
    return FALSE;
  if (!is_ready (db))
    return TRUE;
  statement = rg_database_prepare (db,
                                   "SELECT (SELECT max (id) FROM main.operation) > "
                                   "(SELECT cast (value AS INTEGER) FROM search.meta WHERE key = 'cursor')",
                                   NULL);
  return statement != NULL && rg_statement_step (statement, NULL) == RG_STEP_ROW &&
         rg_statement_get_integer (statement, 0) != 0;
}

/**
 * rg_search_customers:
 * @read: a read transaction
 * @text: what was typed
 * @cancellable: (nullable): a cancellable
 * @error: %RG_STORE_ERROR or %G_IO_ERROR_CANCELLED
 *
 * See the header. While search.db is missing, being built or damaged, the
 * shop's own tables are looked through: slower, and blind to nothing but
 * spellings.
 *
 * Returns: (element-type guint32) (transfer full): ids in ascending order, or
 *   %NULL
 */
GArray *
rg_search_customers (RgRead *read, const char *text, GCancellable *cancellable, GError **error)
{
  Search search = { rg_read_get_database (read), cancellable };
  g_autoptr (GPtrArray) words = rg_search_parse (text);
  g_autoptr (GError) problem = NULL;
  GArray *ids;

  if (words->len == 0)
    return rg_search_ids_new ();
  if (!is_ready (search.db))
    return rg_search_scan (read, words, cancellable, error);
  ids = find_words (&search, words, &problem);
  if (ids != NULL)
    return ids;
  if (!rg_search_is_damage (problem))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  rg_search_index_report_damage (sqlite3_db_filename (rg_database_get_handle (search.db), "search"));
  return rg_search_scan (read, words, cancellable, error);
}

/**
 * rg_search_phone:
 * @read: a read transaction
 * @normal: a number as [func@phone_normalize] gives it
 * @error: %RG_STORE_ERROR
 *
 * Returns: (element-type guint32) (transfer full): whose number it is, ids in
 *   ascending order, or %NULL
 */
GArray *
rg_search_phone (RgRead *read, const char *normal, GError **error)
{
  Search search = { rg_read_get_database (read), NULL };

  return look_up (&search,
                  "SELECT id FROM main.customer WHERE phone = ?1 UNION "
                  "SELECT customer_id FROM main.identity WHERE kind = 'phone' AND value = ?1",
                  normal, error);
}
