/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-op.h"

#include "store/rg-undo-private.h"

#define COLUMNS "id, origin, session, label, at, kind, ifnull (target, 0), state, n_rows, images, changed"

/**
 * rg_operation_free:
 * @operation: (nullable) (transfer full): a line of the history
 */
void
rg_operation_free (RgOperation *operation)
{
  if (operation == NULL)
    return;
  g_free (operation->origin);
  g_free (operation->session);
  g_free (operation->label);
  g_free (operation->kind);
  g_free (operation->state);
  g_free (operation);
}

static RgOperation *
operation_from_row (RgStatement *row)
{
  RgOperation *operation = g_new0 (RgOperation, 1);

  operation->id = rg_statement_get_integer (row, 0);
  operation->origin = g_strdup (rg_statement_get_text (row, 1));
  operation->session = g_strdup (rg_statement_get_text (row, 2));
  operation->label = g_strdup (rg_statement_get_text (row, 3));
  operation->at = rg_statement_get_integer (row, 4);
  operation->kind = g_strdup (rg_statement_get_text (row, 5));
  operation->target = rg_statement_get_integer (row, 6);
  operation->state = g_strdup (rg_statement_get_text (row, 7));
  operation->n_rows = rg_statement_get_integer (row, 8);
  operation->can_undo = rg_statement_get_integer (row, 9) == 1 && g_strcmp0 (operation->kind, "do") == 0 &&
                        g_strcmp0 (operation->state, "done") == 0;
  return operation;
}

/*< private >
 * rg_operation_read:
 * @changed: (out) (optional): the operation by which its state last changed
 */
RgOperation *
rg_operation_read (RgDatabase *db, gint64 id, gint64 *changed, GError **error)
{
  g_autoptr (RgStatement) statement = NULL;

  statement = rg_database_prepare (db, "SELECT " COLUMNS " FROM operation WHERE id = ?", error);
  if (statement == NULL)
    return NULL;
  rg_statement_bind_integer (statement, 0, id);
  if (rg_statement_step (statement, error) != RG_STEP_ROW)
    return NULL;
  if (changed != NULL)
    *changed = rg_statement_get_integer (statement, 10);
  return operation_from_row (statement);
}

/**
 * rg_history_list:
 * @read: a transaction
 * @before: only older ones than this id; 0: from the newest on
 * @limit: how many at most
 * @error: %RG_STORE_ERROR
 *
 * The history as it happened: undoing and making again are lines of their own.
 *
 * Returns: (element-type RgOperation) (transfer full): the newest first, or
 *   %NULL
 */
GPtrArray *
rg_history_list (RgRead *read, gint64 before, guint limit, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_operation_free);
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  statement =
      rg_database_prepare (rg_read_get_database (read),
                           "SELECT " COLUMNS " FROM operation WHERE id < ? ORDER BY id DESC LIMIT ?", error);
  if (statement == NULL)
    return NULL;
  rg_statement_bind_integer (statement, 0, before > 0 ? before : G_MAXINT64);
  rg_statement_bind_integer (statement, 1, limit);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    g_ptr_array_add (list, operation_from_row (statement));
  return step == RG_STEP_DONE ? g_steal_pointer (&list) : NULL;
}
