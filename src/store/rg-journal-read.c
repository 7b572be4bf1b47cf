/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-journal-read.h"

/*< private >
 * rg_journal_read_target:
 * @db: a connection to the shop
 * @op: an operation
 * @target: (out): the operation that it undid or made again, which is an older
 *   one and may be one of these itself; 0 for another kind
 * @kept: (out): whether its images are still there
 * @error: return location
 *
 * An undo has lines of its own only for what it could not say by naming the
 * operation whose rows it changed: whoever asks what it changed looks at both.
 *
 * Returns: whether it could be read
 */
gboolean
rg_journal_read_target (RgDatabase *db, gint64 op, gint64 *target, gboolean *kept, GError **error)
{
  g_autoptr (RgStatement) statement =
      rg_database_prepare (db, "SELECT target, images FROM operation WHERE id = ?1", error);
  RgStep step;

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, op);
  step = rg_statement_step (statement, error);
  *target = step == RG_STEP_ROW ? rg_statement_get_integer (statement, 0) : 0;
  *kept = step == RG_STEP_ROW && rg_statement_get_integer (statement, 1) != 0;
  return step != RG_STEP_ERROR;
}

/*< private >
 * rg_journal_read_listed:
 * @db: a connection to the shop
 * @data: of a line of journal_bulk
 * @error: return location
 *
 * Returns: (transfer full): gives 0 and an id, or 1 and a value that one of them
 *   had before or has after; %NULL and @error
 */
RgStatement *
rg_journal_read_listed (RgDatabase *db, const char *data, GError **error)
{
  RgStatement *statement = rg_database_prepare (db,
                                                "SELECT 0, value FROM json_each (?1, '$.ids') UNION ALL "
                                                "SELECT 1, value FROM json_each (?1, '$.before') UNION ALL "
                                                "SELECT 1, value FROM json_each (?1, '$.after')",
                                                error);

  if (statement != NULL)
    rg_statement_bind_text (statement, 0, data);
  return statement;
}
