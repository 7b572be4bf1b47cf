/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-task-find.h"

/* Open tasks go by the index task_open, a customer's by task_customer. The state
 * is a word of the statement and no parameter: only so can a partial index be
 * taken. */
static void
add_conditions (RgRead *read, const RgTaskFilter *filter, GString *sql)
{
  if (g_strcmp0 (filter->state, "open") == 0)
    g_string_append (sql, " AND k.state = 'open'");
  else if (filter->state != NULL)
    g_string_append (sql, " AND k.state = ?1");
  if (filter->staff != NULL)
    g_string_append (sql, " AND k.staff IS ?2");
  if (filter->customer_id != 0)
    g_string_append (sql, " AND k.customer_id = ?3");
  if (filter->from != NULL)
    g_string_append (sql, " AND k.due >= ?4");
  if (filter->to != NULL)
    g_string_append (sql, " AND k.due <= ?5");
  rg_read_hide_open (read, "task", "k", sql);
}

static void
bind (RgStatement *statement, const RgTaskFilter *filter)
{
  if (filter->state != NULL && !g_str_equal (filter->state, "open"))
    rg_statement_bind_text (statement, 0, filter->state);
  if (filter->staff != NULL)
    rg_statement_bind_text (statement, 1, *filter->staff != '\0' ? filter->staff : NULL);
  if (filter->customer_id != 0)
    rg_statement_bind_integer (statement, 2, filter->customer_id);
  if (filter->from != NULL)
    rg_statement_bind_text (statement, 3, filter->from);
  if (filter->to != NULL)
    rg_statement_bind_text (statement, 4, filter->to);
  rg_statement_bind_integer (statement, 5, filter->limit > 0 ? (gint64) filter->limit : -1);
}

/**
 * rg_task_find:
 * @read: a read transaction
 * @filter: which ones
 * @error: return location for an error
 *
 * Returns: (element-type RgRow) (transfer full): the tasks by day, on a day those
 *   with a time first, then the urgent ones
 */
GPtrArray *
rg_task_find (RgRead *read, const RgTaskFilter *filter, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_read_get_catalog (read), "task");
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_row_unref);
  g_autoptr (GString) sql = g_string_new ("SELECT k.id FROM task k WHERE 1");
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  add_conditions (read, filter, sql);
  g_string_append (sql, " ORDER BY k.due, k.due_time IS NULL, k.due_time,"
                        " CASE k.priority WHEN 'high' THEN 0 WHEN 'low' THEN 2 ELSE 1 END, k.id LIMIT ?6");
  statement = rg_database_prepare (rg_read_get_database (read), sql->str, error);
  if (statement == NULL)
    return NULL;
  bind (statement, filter);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      RgRow *row = rg_row_read (read, entity, rg_statement_get_integer (statement, 0), error);

      if (row == NULL)
        return NULL;
      g_ptr_array_add (rows, row);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&rows) : NULL;
}
