/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-query-private.h"
#include "store/rg-search.h"
#include "store/rg-sql.h"

/* A search text for entities without search tables. They are small, or asked for by
 * their owner: LIKE serves them. A deal is also found by whose it is. */

gboolean
rg_query_text_read (RgQueryText *text,
                    const RgEntity *entity,
                    const char *search,
                    RgRead *read,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (GArray) people = NULL;

  *text = (RgQueryText) { .entity = entity };
  if (search == NULL)
    return TRUE;
  if (g_str_equal (rg_entity_get_key (entity), "deal"))
    {
      people = rg_search_customers (read, search, cancellable, error);
      if (people == NULL)
        return FALSE;
    }
  text->pattern = rg_sql_like (search, TRUE);
  text->people = people != NULL && people->len > 0
                     ? rg_sql_short_ids ((const guint32 *) (gpointer) people->data, people->len)
                     : NULL;
  return TRUE;
}

void
rg_query_text_append (const RgQueryText *text, GString *sql)
{
  gboolean any = text->people != NULL;

  if (text->pattern == NULL)
    return;
  g_string_append (sql, any ? " AND (t.customer_id IN (SELECT value FROM json_each (?3))" : " AND (");
  for (guint i = 0; i < rg_entity_get_n_fields (text->entity); i++)
    {
      const RgField *field = rg_entity_get_field (text->entity, i);

      if ((field->flags & RG_FIELD_SEARCHED) == 0 || !rg_field_has_column (field) ||
          (field->flags & RG_FIELD_RETIRED) != 0)
        continue;
      g_string_append_printf (sql, "%st.\"%s\" LIKE ?2 ESCAPE '\\'", any ? " OR " : "", field->key);
      any = TRUE;
    }
  g_string_append (sql, any ? ")" : "0)");
}

void
rg_query_text_bind (const RgQueryText *text, RgStatement *statement)
{
  if (text->pattern != NULL)
    rg_statement_bind_text (statement, 1, text->pattern);
  if (text->people != NULL)
    rg_statement_bind_text (statement, 2, text->people);
}

void
rg_query_text_clear (RgQueryText *text)
{
  g_clear_pointer (&text->pattern, g_free);
  g_clear_pointer (&text->people, g_free);
}

/* What is found in a customer's own words and in what hangs on them. */
static gboolean
search_minds (const RgQuery *query, const char *entity)
{
  static const char *const entities[] = { "customer", "contact", "identity",     "relation", "event",
                                          "sale",     "tag",     "customer_tag", "task",     NULL };

  return (g_str_equal (query->entity, "customer") || g_str_equal (query->entity, "deal")) &&
         g_strv_contains (entities, entity);
}

gboolean
rg_query_minds (const RgQuery *query, const char *entity)
{
  if (query->condition != NULL &&
      (g_str_equal (entity, RG_DAY_ENTITY) || rg_condition_minds (query->condition, query->entity, entity)))
    return TRUE;
  return query->search != NULL && search_minds (query, entity);
}
