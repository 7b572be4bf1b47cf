/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-deal-find.h"

void
rg_deal_found_free (RgDealFound *found)
{
  g_clear_pointer (&found->row, rg_row_unref);
  g_free (found->customer);
  g_free (found->stage);
  g_free (found);
}

/* Open deals go by the index deal_open. The state is a word of the statement and no
 * parameter: only so can a partial index be taken. */
static void
add_conditions (RgRead *read, const RgDealFilter *filter, GString *sql)
{
  if (filter->id != 0)
    g_string_append (sql, " AND d.id = ?1");
  if (g_strcmp0 (filter->state, "open") == 0)
    g_string_append (sql, " AND d.state = 'open'");
  else if (filter->state != NULL)
    g_string_append (sql, " AND d.state = ?2");
  if (filter->owner != NULL)
    g_string_append (sql, " AND d.owner IS nullif (?3, '')");
  if (filter->customer_id != 0)
    g_string_append (sql, " AND d.customer_id = ?4");
  if (filter->stage_id != 0)
    g_string_append (sql, " AND d.stage_id = ?5");
  if (filter->from != NULL)
    g_string_append (sql, " AND ifnull (d.closed, d.opened) >= ?6");
  if (filter->to != NULL)
    g_string_append (sql, " AND ifnull (d.closed, d.opened) <= ?7");
  rg_read_hide_open (read, "deal", "d", sql);
}

static void
bind (RgStatement *statement, const RgDealFilter *filter)
{
  rg_statement_bind_integer (statement, 8, rg_clock_now ());
  rg_statement_bind_integer (statement, 7, filter->limit > 0 ? (gint64) filter->limit : -1);
  if (filter->id != 0)
    rg_statement_bind_integer (statement, 0, filter->id);
  if (filter->state != NULL && !g_str_equal (filter->state, "open"))
    rg_statement_bind_text (statement, 1, filter->state);
  if (filter->owner != NULL)
    rg_statement_bind_text (statement, 2, filter->owner);
  if (filter->customer_id != 0)
    rg_statement_bind_integer (statement, 3, filter->customer_id);
  if (filter->stage_id != 0)
    rg_statement_bind_integer (statement, 4, filter->stage_id);
  if (filter->from != NULL)
    rg_statement_bind_text (statement, 5, filter->from);
  if (filter->to != NULL)
    rg_statement_bind_text (statement, 6, filter->to);
}

/* (transfer full): as a JSON list; %NULL and @error */
static char *
ask_query (RgRead *read, const RgQuery *query, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) ids = rg_query_run (query, read, 0, cancellable, error);
  GString *json;

  if (ids == NULL)
    return NULL;
  json = g_string_new ("[");
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (json, i > 0 ? ",%u" : "%u", g_array_index (ids, guint32, i));
  g_string_append_c (json, ']');
  return g_string_free_and_steal (json);
}

static gboolean
read_rows (RgRead *read, GPtrArray *found, const GArray *ids, GError **error)
{
  g_autoptr (GPtrArray) rows = rg_rows_read (read, rg_catalog_find (rg_read_get_catalog (read), "deal"),
                                             (const guint32 *) (const void *) ids->data, ids->len, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    ((RgDealFound *) g_ptr_array_index (found, i))->row = rg_row_ref (g_ptr_array_index (rows, i));
  return rows != NULL;
}

/**
 * rg_deal_find:
 * @read: a read transaction
 * @filter: which ones
 * @cancellable: (nullable): a cancellable
 * @error: %RG_STORE_ERROR; with a query %RG_CONDITION_ERROR or %G_IO_ERROR_CANCELLED
 *
 * Returns: (element-type RgDealFound) (transfer full): the deals by stage, in a stage by
 *   their next date, those without one last; in the order of the query where it has one
 */
GPtrArray *
rg_deal_find (RgRead *read, const RgDealFilter *filter, GCancellable *cancellable, GError **error)
{
  gboolean sorted = filter->query != NULL && rg_query_get_sort (filter->query) != NULL;
  g_autofree char *chosen = NULL;
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_deal_found_free);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GString) sql = g_string_new (
      "SELECT d.id, c.name, s.name, CASE d.state WHEN 'open' THEN (?9 - d.stage_since) / 86400000.0"
      " ELSE julianday (d.closed) - julianday (d.opened) END,"
      " d.state = 'open' AND s.days > 0 AND ?9 - d.stage_since > s.days * 86400000"
      " FROM ");
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  if (filter->query != NULL && (chosen = ask_query (read, filter->query, cancellable, error)) == NULL)
    return NULL;
  g_string_append (sql, chosen != NULL ? "json_each (?10) j CROSS JOIN deal d ON d.id = j.value" : "deal d");
  g_string_append (sql, " JOIN stage s ON s.id = d.stage_id"
                        " LEFT JOIN customer c ON c.id = d.customer_id WHERE 1");
  add_conditions (read, filter, sql);
  g_string_append_printf (sql, " ORDER BY %s LIMIT ?8",
                          sorted ? "j.key" : "s.position, s.id, d.next_date IS NULL, d.next_date, d.id");
  statement = rg_database_prepare (rg_read_get_database (read), sql->str, error);
  if (statement == NULL)
    return NULL;
  bind (statement, filter);
  if (chosen != NULL)
    rg_statement_bind_text (statement, 9, chosen);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      RgDealFound *deal = g_new0 (RgDealFound, 1);
      guint32 id = (guint32) rg_statement_get_integer (statement, 0);

      g_array_append_val (ids, id);
      deal->customer = g_strdup (rg_statement_get_text (statement, 1));
      deal->stage = g_strdup (rg_statement_get_text (statement, 2));
      deal->days = rg_statement_get_real (statement, 3);
      deal->late = rg_statement_get_integer (statement, 4) != 0;
      g_ptr_array_add (found, deal);
    }
  return step == RG_STEP_DONE && read_rows (read, found, ids, error) ? g_steal_pointer (&found) : NULL;
}
