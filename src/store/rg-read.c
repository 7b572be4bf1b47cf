/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-store-private.h"

/* --- spans --------------------------------------------------------------- */

gboolean
rg_spans_contain (const GArray *spans, gint64 id)
{
  guint low = 0;
  guint high = spans->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const RgSpan *span = &g_array_index (spans, RgSpan, middle);

      if (id < span->first)
        high = middle;
      else if (id > span->last)
        low = middle + 1;
      else
        return TRUE;
    }
  return FALSE;
}

void
rg_spans_append (GArray *spans, gint64 first, gint64 last)
{
  RgSpan *end = spans->len > 0 ? &g_array_index (spans, RgSpan, spans->len - 1) : NULL;
  RgSpan span = { first, last };

  if (end != NULL && first >= end->first && first <= end->last + 1)
    end->last = MAX (end->last, last);
  else
    g_array_append_val (spans, span);
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  gint64 x = ((const RgSpan *) a)->first;
  gint64 y = ((const RgSpan *) b)->first;

  return (x > y) - (x < y);
}

/*< private >
 * rg_spans_sort:
 *
 * Sorts and joins what touches.
 */
void
rg_spans_sort (GArray *spans)
{
  guint kept = 0;

  g_array_sort (spans, compare_spans);
  for (guint i = 0; i < spans->len; i++)
    {
      RgSpan span = g_array_index (spans, RgSpan, i);
      RgSpan *end = kept > 0 ? &g_array_index (spans, RgSpan, kept - 1) : NULL;

      if (end != NULL && span.first <= end->last + 1)
        end->last = MAX (end->last, span.last);
      else
        g_array_index (spans, RgSpan, kept++) = span;
    }
  g_array_set_size (spans, kept);
}

/* --- read transactions --------------------------------------------------- */

void
rg_read_begin (RgRead *read, RgCore *core, RgStore *store, RgDatabase *db)
{
  *read = (RgRead) {
    .core = core,
    .store = store,
    .db = db,
    .thread = g_thread_self (),
    /* Before the first statement takes its snapshot: that is as new as the
     * catalogue or newer, and has all of its columns. */
    .catalog = rg_core_ref_catalog (core),
  };
}

void
rg_read_end (RgRead *read)
{
  g_clear_pointer (&read->catalog, rg_catalog_unref);
  g_clear_pointer (&read->hidden, g_hash_table_unref);
}

/**
 * rg_read_get_database:
 * @read: a transaction
 *
 * Returns: (transfer none): its connection, on which search.db is attached as
 *   "search" when there is one
 */
RgDatabase *
rg_read_get_database (RgRead *read)
{
  g_return_val_if_fail (read->thread == g_thread_self (), NULL);
  return read->db;
}

/**
 * rg_read_get_store:
 * @read: a transaction
 *
 * Returns: (transfer none): its store
 */
RgStore *
rg_read_get_store (RgRead *read)
{
  return read->store;
}

/**
 * rg_read_get_catalog:
 * @read: a transaction
 *
 * Returns: (transfer none): what the shop keeps, as this transaction sees it
 */
RgCatalog *
rg_read_get_catalog (RgRead *read)
{
  g_return_val_if_fail (read->thread == g_thread_self (), NULL);
  return read->catalog;
}

/* Rows inserted by operations that are not done: those of a running one, and
 * those that a running redo has brought back. */
static const char hidden_sql[] =
    "WITH open (id) AS (SELECT iif (kind = 'redo', target, id) FROM operation "
    "  WHERE state = 'open' AND kind <> 'undo' AND id <> ?1) "
    "SELECT tbl, first, last FROM journal_bulk WHERE kind = 'insert' AND op IN (SELECT id FROM open) "
    "UNION ALL "
    "SELECT tbl, row_id, row_id FROM journal WHERE kind = 'insert' AND op IN (SELECT id FROM open)";

static void
load_hidden (RgRead *read)
{
  g_autoptr (RgStatement) statement = NULL;
  g_autoptr (GError) error = NULL;
  GHashTableIter iter;
  gpointer spans;

  read->hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  statement = rg_database_prepare (read->db, hidden_sql, &error);
  if (statement != NULL)
    rg_statement_bind_integer (statement, 0, read->own_op);
  while (statement != NULL && rg_statement_step (statement, &error) == RG_STEP_ROW)
    {
      const char *table = rg_statement_get_text (statement, 0);
      GArray *found = g_hash_table_lookup (read->hidden, table);

      if (found == NULL)
        {
          found = g_array_new (FALSE, FALSE, sizeof (RgSpan));
          g_hash_table_insert (read->hidden, g_strdup (table), found);
        }
      rg_spans_append (found, rg_statement_get_integer (statement, 1),
                       rg_statement_get_integer (statement, 2));
    }
  /* Whoever asked runs a statement of its own next and meets the same error. */
  if (error != NULL)
    g_debug ("The open operations could not be read: %s", error->message);
  g_hash_table_iter_init (&iter, read->hidden);
  while (g_hash_table_iter_next (&iter, NULL, &spans))
    rg_spans_sort (spans);
}

/**
 * rg_read_hide_open:
 * @read: a transaction
 * @table: an entity's key
 * @alias: how @sql calls the table
 * @sql: a query that has a WHERE already
 *
 * Leaves out rows of operations that are not done yet: appends
 * " AND NOT (ALIAS.id BETWEEN a AND b)" for each range of them. Usually there
 * are none. A long operation sees its own rows.
 */
void
rg_read_hide_open (RgRead *read, const char *table, const char *alias, GString *sql)
{
  GArray *spans;

  g_return_if_fail (read->thread == g_thread_self ());
  if (read->hidden == NULL)
    load_hidden (read);
  spans = g_hash_table_lookup (read->hidden, table);
  for (guint i = 0; spans != NULL && i < spans->len; i++)
    {
      const RgSpan *span = &g_array_index (spans, RgSpan, i);

      g_string_append_printf (sql, " AND NOT (%s.id BETWEEN %" G_GINT64_FORMAT " AND %" G_GINT64_FORMAT ")",
                              alias, span->first, span->last);
    }
}
