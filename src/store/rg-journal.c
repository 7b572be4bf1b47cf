/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-op-private.h"

/* The two tables of the journal share their ids, so that ordering by id gives
 * the order in which things were done. */

/*< private >
 * rg_journal_add:
 * @before: (nullable): JSON
 * @after: (nullable): JSON
 */
gboolean
rg_journal_add (RgOp *op,
                const char *table,
                gint64 row,
                const char *kind,
                const char *before,
                const char *after,
                GError **error)
{
  RgCore *core = op->write->read.core;
  g_autoptr (RgStatement) statement = NULL;

  statement = rg_database_prepare (core->db,
                                   "INSERT INTO journal (id, op, tbl, row_id, kind, before, after) "
                                   "VALUES (?, ?, ?, ?, ?, ?, ?)",
                                   error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, core->next_journal++);
  rg_statement_bind_integer (statement, 1, op->id);
  rg_statement_bind_text (statement, 2, table);
  rg_statement_bind_integer (statement, 3, row);
  rg_statement_bind_text (statement, 4, kind);
  rg_statement_bind_text (statement, 5, before);
  rg_statement_bind_text (statement, 6, after);
  return rg_statement_run (statement, error);
}

/*< private >
 * rg_journal_add_bulk:
 * @data: (nullable): JSON
 */
gboolean
rg_journal_add_bulk (RgOp *op,
                     const char *table,
                     const char *kind,
                     gint64 first,
                     gint64 last,
                     gint64 n,
                     const char *data,
                     GError **error)
{
  RgCore *core = op->write->read.core;
  g_autoptr (RgStatement) statement = NULL;

  statement = rg_database_prepare (core->db,
                                   "INSERT INTO journal_bulk (id, op, tbl, kind, first, last, n, data) "
                                   "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                                   error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, core->next_journal++);
  rg_statement_bind_integer (statement, 1, op->id);
  rg_statement_bind_text (statement, 2, table);
  rg_statement_bind_text (statement, 3, kind);
  rg_statement_bind_integer (statement, 4, first);
  rg_statement_bind_integer (statement, 5, last);
  rg_statement_bind_integer (statement, 6, n);
  rg_statement_bind_text (statement, 7, data);
  return rg_statement_run (statement, error);
}
