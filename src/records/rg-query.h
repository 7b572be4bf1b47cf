/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-condition.h"

G_BEGIN_DECLS

/**
 * RgQuery:
 *
 * Which rows of an entity, in which order: a search text, a condition and a sort.
 * Deals are also found by their customers.
 * Immutable once shared; boxed.
 */
#define RG_TYPE_QUERY (rg_query_get_type ())
typedef struct _RgQuery RgQuery;
GType rg_query_get_type (void);

RgQuery *rg_query_new (const char *entity);
RgQuery *rg_query_copy (const RgQuery *query);
RgQuery *rg_query_ref (RgQuery *query);
void rg_query_unref (RgQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgQuery, rg_query_unref)

void rg_query_set_search (RgQuery *query, const char *text);
/* @key NULL: the entity's natural order (customers by name: sort_key, id).
 * Sorting by name uses sort_key. Null values come last in both directions. */
void rg_query_set_sort (RgQuery *query, const char *key, gboolean descending);
/* Of customers or of deals. One that cannot be evaluated lets the query fail with its
 * error. */
void rg_query_set_condition (RgQuery *query, RgCondition *condition);
const char *rg_query_get_entity (const RgQuery *query);
const char *rg_query_get_search (const RgQuery *query);
const char *rg_query_get_sort (const RgQuery *query);
gboolean rg_query_get_descending (const RgQuery *query);
RgCondition *rg_query_get_condition (const RgQuery *query);

/* The ordered ids. (element-type guint32) (transfer full). @limit 0: all. */
GArray *
rg_query_run (const RgQuery *query, RgRead *read, gsize limit, GCancellable *cancellable, GError **error);
/* How many rg_query_run() would find, without making their list. */
gboolean
rg_query_count (const RgQuery *query, RgRead *read, GCancellable *cancellable, gint64 *n, GError **error);
/* What the rows that rg_query_run() would find come to. */
gboolean rg_query_sum (const RgQuery *query,
                       RgRead *read,
                       const char *key,
                       GCancellable *cancellable,
                       gint64 *sum,
                       GError **error);

G_END_DECLS
