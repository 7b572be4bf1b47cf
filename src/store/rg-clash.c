/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-undo-private.h"

#include <glib/gi18n-lib.h>

/* Which later operations stand in the way of an undo: those that touched the
 * same rows, or made rows that point to ones which would go. */

typedef struct
{
  GHashTable *touched;  /* table → GArray of RgSpan */
  GHashTable *inserted; /* the same of those that it made */
} RowSet;

static GHashTable *
spans_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
}

static void
row_set_clear (RowSet *set)
{
  g_clear_pointer (&set->touched, g_hash_table_unref);
  g_clear_pointer (&set->inserted, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RowSet, row_set_clear)

static void
add_span (GHashTable *spans, const char *table, gint64 first, gint64 last)
{
  GArray *array = g_hash_table_lookup (spans, table);

  if (array == NULL)
    {
      array = g_array_new (FALSE, FALSE, sizeof (RgSpan));
      g_hash_table_insert (spans, g_strdup (table), array);
    }
  rg_spans_append (array, first, last);
}

static void
sort_spans (GHashTable *spans)
{
  GHashTableIter iter;
  gpointer array;

  g_hash_table_iter_init (&iter, spans);
  while (g_hash_table_iter_next (&iter, NULL, &array))
    rg_spans_sort (array);
}

static const char rows_sql[] =
    "SELECT tbl, row_id, row_id, kind FROM journal WHERE op = ?1 UNION ALL "
    "SELECT tbl, first, last, kind FROM journal_bulk WHERE op = ?1 AND kind = 'insert' UNION ALL "
    "SELECT tbl, value, value, kind FROM journal_bulk, json_each (data, '$.ids') WHERE op = ?1 AND kind = "
    "'update'";

static gboolean
row_set_load (RowSet *set, RgDatabase *db, gint64 op, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (db, rows_sql, error);
  RgStep step;

  set->touched = spans_new ();
  set->inserted = spans_new ();
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, op);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      const char *table = rg_statement_get_text (statement, 0);
      gint64 first = rg_statement_get_integer (statement, 1);
      gint64 last = rg_statement_get_integer (statement, 2);

      add_span (set->touched, table, first, last);
      if (g_strcmp0 (rg_statement_get_text (statement, 3), "insert") == 0)
        add_span (set->inserted, table, first, last);
    }
  sort_spans (set->touched);
  sort_spans (set->inserted);
  return step == RG_STEP_DONE;
}

/* Whether @first … @last meets one of the sorted spans. */
static gboolean
meets (const GArray *spans, gint64 first, gint64 last)
{
  guint low = 0;
  guint high = spans->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (spans, RgSpan, middle).last < first)
        low = middle + 1;
      else
        high = middle;
    }
  return low < spans->len && g_array_index (spans, RgSpan, low).first <= last;
}

/* --- rows that belong to others ------------------------------------------- */

static gboolean
points_into (RgDatabase *db,
             const char *table,
             const RgField *field,
             gint64 first,
             gint64 last,
             const GArray *spans,
             gboolean *found,
             GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT 1 FROM \"%s\" WHERE id BETWEEN ?1 AND ?2 AND \"%s\" BETWEEN ?3 AND ?4 "
                       "LIMIT 1",
                       table, field->key);
  g_autoptr (RgStatement) statement = rg_database_prepare (db, sql, error);

  for (guint i = 0; statement != NULL && !*found && i < spans->len; i++)
    {
      const RgSpan *span = &g_array_index (spans, RgSpan, i);
      RgStep step;

      rg_statement_bind_integer (statement, 0, first);
      rg_statement_bind_integer (statement, 1, last);
      rg_statement_bind_integer (statement, 2, span->first);
      rg_statement_bind_integer (statement, 3, span->last);
      step = rg_statement_step (statement, error);
      if (step == RG_STEP_ERROR)
        return FALSE;
      *found = step == RG_STEP_ROW;
      rg_statement_reset (statement);
    }
  return statement != NULL;
}

/* Whether a row that another operation wrote points to one that would go. */
static gboolean
depends (const RowSet *set,
         RgRead *read,
         const char *table,
         gint64 first,
         gint64 last,
         gboolean *found,
         GError **error)
{
  const RgEntity *entity = rg_catalog_find (read->catalog, table);

  for (guint i = 0; entity != NULL && !*found && i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);
      const GArray *spans = field->target != NULL ? g_hash_table_lookup (set->inserted, field->target) : NULL;

      if (spans != NULL && !points_into (read->db, table, field, first, last, spans, found, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
touches (const RowSet *set, RgRead *read, gint64 op, gboolean *found, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (read->db, rows_sql, error);
  RgStep step;

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, op);
  while (!*found && (step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      const char *table = rg_statement_get_text (statement, 0);
      gint64 first = rg_statement_get_integer (statement, 1);
      gint64 last = rg_statement_get_integer (statement, 2);
      const GArray *spans = g_hash_table_lookup (set->touched, table);

      *found = spans != NULL && meets (spans, first, last);
      if (!*found && g_hash_table_size (set->inserted) > 0 &&
          !depends (set, read, table, first, last, found, error))
        return FALSE;
    }
  return *found || step == RG_STEP_DONE;
}

/* (element-type gint64): the later ones that are done or under way. */
static GArray *
later_operations (RgDatabase *db, gint64 id, gint64 changed, GError **error)
{
  g_autoptr (GArray) later = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  statement =
      rg_database_prepare (db,
                           "SELECT id FROM operation WHERE changed > ? AND kind = 'do' AND state <> 'undone' "
                           "AND id <> ? ORDER BY changed DESC",
                           error);
  if (statement == NULL)
    return NULL;
  rg_statement_bind_integer (statement, 0, changed);
  rg_statement_bind_integer (statement, 1, id);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      gint64 operation = rg_statement_get_integer (statement, 0);

      g_array_append_val (later, operation);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&later) : NULL;
}

static gboolean
add_clashes (GPtrArray *clashes, RgRead *read, gint64 id, const GArray *later, guint limit, GError **error)
{
  g_auto (RowSet) set = { NULL, NULL };

  if (!row_set_load (&set, read->db, id, error))
    return FALSE;
  for (guint i = 0; i < later->len && clashes->len < limit; i++)
    {
      gint64 operation = g_array_index (later, gint64, i);
      gboolean found = FALSE;

      if (!touches (&set, read, operation, &found, error))
        return FALSE;
      if (found)
        g_ptr_array_add (clashes, rg_operation_read (read->db, operation, NULL, NULL));
    }
  return TRUE;
}

GPtrArray *
rg_clash_find (RgRead *read, gint64 id, guint limit, GError **error)
{
  g_autoptr (GPtrArray) clashes = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_operation_free);
  g_autoptr (RgOperation) operation = NULL;
  g_autoptr (GArray) later = NULL;
  g_autoptr (GError) problem = NULL;
  gint64 changed = 0;

  operation = rg_operation_read (read->db, id, &changed, &problem);
  if (operation == NULL)
    {
      if (problem != NULL)
        g_propagate_error (error, g_steal_pointer (&problem));
      else
        g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                             _ ("This change is not in the history."));
      return NULL;
    }
  later = later_operations (read->db, id, changed, error);
  if (later == NULL || (later->len > 0 && !add_clashes (clashes, read, id, later, limit, error)))
    return NULL;
  return g_steal_pointer (&clashes);
}

/**
 * rg_undo_clashes:
 * @read: a transaction
 * @id: an operation
 * @limit: how many at most
 * @error: %RG_STORE_ERROR
 *
 * The later operations that must be undone before @id can be: they touched the
 * same rows, or made rows that belong to rows which @id made.
 *
 * Returns: (element-type RgOperation) (transfer full): the latest first, or
 *   %NULL
 */
GPtrArray *
rg_undo_clashes (RgRead *read, gint64 id, guint limit, GError **error)
{
  g_return_val_if_fail (read->thread == g_thread_self (), NULL);
  return rg_clash_find (read, id, limit, error);
}
