/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-search-private.h"

#include "store/rg-pinyin.h"
#include "store/rg-sql.h"

#include <string.h>

/* Searching without search.db, which may be missing (a folder that cannot be
 * written), being built, or damaged: every row of the shop's own tables is
 * looked at. Finds what the tables of words find and pieces of words besides. */

#define ROWS_PER_LOOK 1024

/* Digits from which on a piece of a telephone number is looked for. */
#define PHONE_DIGITS 3

/* Conditions on the searched columns of @entity: texts like ?1, numbers like
 * ?2. (nullable): NULL when it has none. */
static char *
conditions (const RgEntity *entity)
{
  g_autoptr (GString) where = g_string_new (NULL);

  for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);
      gboolean number = field->type == &rg_type_phone;

      if (!rg_search_is_searched (field))
        continue;
      g_string_append_printf (where, "%s\"%s\" LIKE %s ESCAPE '\\'", where->len > 0 ? " OR " : "", field->key,
                              number ? "?2" : "?1");
    }
  return where->len > 0 ? g_string_free_and_steal (g_steal_pointer (&where)) : NULL;
}

static char *
text_sql (RgCatalog *catalog)
{
  static const char *const tables[][2] = {
    { "customer", "id" },          { "contact", "customer_id" }, { "identity", "customer_id" },
    { "relation", "customer_id" }, { "event", "customer_id" },   { "sale", "customer_id" },
  };
  GString *sql = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *where = conditions (rg_catalog_find (catalog, tables[i][0]));

      if (where != NULL)
        g_string_append_printf (sql, "SELECT %s FROM main.\"%s\" WHERE %s UNION ", tables[i][1], tables[i][0],
                                where);
    }
  g_string_append (
      sql, "SELECT customer_id FROM main.contact WHERE role LIKE ?1 ESCAPE '\\' UNION "
           "SELECT customer_id FROM main.identity WHERE kind = 'phone' AND value LIKE ?2 ESCAPE '\\' UNION "
           "SELECT customer_id FROM main.customer_tag WHERE tag_id IN "
           "(SELECT id FROM main.tag WHERE name LIKE ?1 ESCAPE '\\')");
  return g_string_free_and_steal (sql);
}

static GArray *
scan_texts (RgRead *read, const char *text, const char *digits, GCancellable *cancellable, GError **error)
{
  g_autofree char *sql = text_sql (rg_read_get_catalog (read));
  g_autofree char *text_piece = rg_sql_like (text, TRUE);
  g_autofree char *digits_piece =
      digits != NULL && strlen (digits) >= PHONE_DIGITS ? rg_sql_like (digits, TRUE) : NULL;
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_read_get_database (read), sql, error);
  g_autoptr (GArray) ids = rg_search_ids_new ();

  if (statement == NULL)
    return NULL;
  rg_statement_bind_text (statement, 0, text_piece);
  /* Nothing is like null. */
  rg_statement_bind_text (statement, 1, digits_piece);
  if (!rg_search_ids_read (ids, statement, cancellable, error))
    return NULL;
  return g_steal_pointer (&ids);
}

static gboolean
scan_names (RgRead *read, GArray *ids, const char *query, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (
      rg_read_get_database (read),
      "SELECT id, name, kind = 'company', reading FROM main.customer WHERE name IS NOT NULL "
      "UNION ALL SELECT customer_id, name, 0, NULL FROM main.contact WHERE name IS NOT NULL "
      "UNION ALL SELECT customer_id, name, 0, NULL FROM main.relation WHERE name IS NOT NULL",
      error);
  guint until_look = ROWS_PER_LOOK;
  RgStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      guint32 id = (guint32) rg_statement_get_integer (statement, 0);

      if (rg_pinyin_match (rg_statement_get_text (statement, 1), rg_statement_get_integer (statement, 2) != 0,
                           rg_statement_get_text (statement, 3), query))
        g_array_append_val (ids, id);
      if (--until_look == 0)
        {
          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
          until_look = ROWS_PER_LOOK;
        }
    }
  rg_search_ids_sort (ids);
  return step == RG_STEP_DONE;
}

static GArray *
scan_word (RgRead *read,
           const RgSearchWord *word,
           const char *digits,
           GCancellable *cancellable,
           GError **error)
{
  g_autofree char *folded = word->kind == RG_SEARCH_WORD_LATIN ? rg_pinyin_fold_query (word->text) : NULL;
  g_autoptr (GArray) sounds = rg_search_ids_new ();
  GArray *ids;

  if ((word->kind == RG_SEARCH_WORD_LATIN && *folded != '\0') || word->kind == RG_SEARCH_WORD_MIXED)
    if (!scan_names (read, sounds, folded != NULL ? folded : word->text, cancellable, error))
      return NULL;
  ids = scan_texts (read, word->text, digits, cancellable, error);
  return ids != NULL ? rg_search_ids_union (ids, g_steal_pointer (&sounds)) : NULL;
}

static GArray *
scan_span (RgRead *read, GPtrArray *words, guint index, guint n, GCancellable *cancellable, GError **error)
{
  GArray *ids = NULL;

  for (guint i = index; i < index + n; i++)
    {
      const RgSearchWord *word = g_ptr_array_index (words, i);
      g_autofree char *digits =
          word->kind == RG_SEARCH_WORD_DIGITS ? rg_search_number_join (words, i, 1) : NULL;
      GArray *found = scan_word (read, word, digits, cancellable, error);

      if (found != NULL && ids != NULL)
        found = rg_search_ids_intersect (found, g_steal_pointer (&ids));
      g_clear_pointer (&ids, g_array_unref);
      if (found == NULL)
        return NULL;
      ids = found;
    }
  return ids;
}

GArray *
rg_search_scan (RgRead *read, GPtrArray *words, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) ids = NULL;
  guint n;

  for (guint i = 0; i < words->len; i += n)
    {
      g_autoptr (GArray) found = NULL;

      n = MAX (rg_search_number_span (words, i), 1);
      found = scan_span (read, words, i, n, cancellable, error);
      if (found != NULL && n > 1)
        {
          g_autofree char *joined = rg_search_number_join (words, i, n);
          GArray *whole = scan_texts (read, joined, joined, cancellable, error);

          if (whole == NULL)
            return NULL;
          found = rg_search_ids_union (g_steal_pointer (&found), whole);
        }
      if (found == NULL)
        return NULL;
      if (ids == NULL)
        ids = g_steal_pointer (&found);
      else
        ids = rg_search_ids_intersect (g_steal_pointer (&ids), g_steal_pointer (&found));
    }
  return ids != NULL ? g_steal_pointer (&ids) : rg_search_ids_new ();
}
