/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-query.h"

#include "records/rg-query-private.h"

G_DEFINE_BOXED_TYPE (RgQuery, rg_query, rg_query_ref, rg_query_unref)

/**
 * rg_query_new:
 * @entity: the key of an entity
 *
 * Returns: (transfer full): a query for all its rows in their natural order
 */
RgQuery *
rg_query_new (const char *entity)
{
  RgQuery *query = g_new0 (RgQuery, 1);

  g_atomic_ref_count_init (&query->references);
  query->entity = g_strdup (entity);
  return query;
}

/**
 * rg_query_copy:
 * @query: a query
 *
 * Returns: (transfer full): another one that asks the same and may be changed
 */
RgQuery *
rg_query_copy (const RgQuery *query)
{
  RgQuery *copy = rg_query_new (query->entity);

  copy->search = g_strdup (query->search);
  copy->sort = g_strdup (query->sort);
  copy->descending = query->descending;
  rg_query_set_condition (copy, query->condition);
  return copy;
}

/**
 * rg_query_ref:
 * @query: a query
 *
 * Returns: (transfer full): @query, from now on not to be changed
 */
RgQuery *
rg_query_ref (RgQuery *query)
{
  g_atomic_ref_count_inc (&query->references);
  return query;
}

/**
 * rg_query_unref:
 * @query: (transfer full): a query
 */
void
rg_query_unref (RgQuery *query)
{
  if (!g_atomic_ref_count_dec (&query->references))
    return;
  g_free (query->entity);
  g_free (query->search);
  g_free (query->sort);
  g_clear_pointer (&query->condition, rg_condition_unref);
  g_free (query);
}

/**
 * rg_query_set_search:
 * @query: a query that nobody else has
 * @text: (nullable): what was typed; blank or %NULL for everybody
 */
void
rg_query_set_search (RgQuery *query, const char *text)
{
  g_free (query->search);
  query->search = g_strdup (text);
  if (query->search != NULL && *g_strstrip (query->search) == '\0')
    g_clear_pointer (&query->search, g_free);
}

/**
 * rg_query_set_sort:
 * @query: a query that nobody else has
 * @key: (nullable): of a field; %NULL for the natural order. A field that the
 *   shop does not have (any more) is the natural order too
 * @descending: the largest first; rows without a value are last either way
 */
void
rg_query_set_sort (RgQuery *query, const char *key, gboolean descending)
{
  g_free (query->sort);
  query->sort = g_strdup (key);
  query->descending = descending;
}

/**
 * rg_query_set_condition:
 * @query: a query for customers or deals that nobody else has
 * @condition: (nullable): what must hold for them; %NULL for all of them
 */
void
rg_query_set_condition (RgQuery *query, RgCondition *condition)
{
  RgCondition *before = query->condition;

  query->condition = condition != NULL ? rg_condition_ref (condition) : NULL;
  g_clear_pointer (&before, rg_condition_unref);
}

/**
 * rg_query_get_condition:
 * @query: a query
 *
 * Returns: (transfer none) (nullable): what must hold; %NULL for everybody
 */
RgCondition *
rg_query_get_condition (const RgQuery *query)
{
  return query->condition;
}

/**
 * rg_query_get_entity:
 * @query: a query
 *
 * Returns: (transfer none): the entity's key
 */
const char *
rg_query_get_entity (const RgQuery *query)
{
  return query->entity;
}

/**
 * rg_query_get_search:
 * @query: a query
 *
 * Returns: (transfer none) (nullable): what is looked for; %NULL for everybody
 */
const char *
rg_query_get_search (const RgQuery *query)
{
  return query->search;
}

/**
 * rg_query_get_sort:
 * @query: a query
 *
 * Returns: (transfer none) (nullable): the field's key; %NULL for the natural
 *   order
 */
const char *
rg_query_get_sort (const RgQuery *query)
{
  return query->sort;
}

/**
 * rg_query_get_descending:
 * @query: a query
 *
 * Returns: whether the largest comes first
 */
gboolean
rg_query_get_descending (const RgQuery *query)
{
  return query->descending;
}
