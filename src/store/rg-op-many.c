/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-op.h"

#include "store/rg-op-private.h"
#include "store/rg-sql.h"

#include <glib/gi18n-lib.h>

/* Rows in one line of the journal. */
#define CHUNK 1000

/* The rows of a chunk that do change. */
typedef struct
{
  RgOp *op;
  const RgTable *table;
  int column;
  const RgValue *value;
  GArray *ids;  /* gint64: all that are written */
  GString *all; /* the same as JSON */
  gint64 first; /* of those that the journal lists */
  gint64 last;
  gint64 n;
  GString *listed;
  GString *before;
  GString *updated;
} Chunk;

static void
chunk_clear (Chunk *chunk)
{
  g_array_unref (chunk->ids);
  g_string_free (chunk->all, TRUE);
  g_string_free (chunk->listed, TRUE);
  g_string_free (chunk->before, TRUE);
  g_string_free (chunk->updated, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Chunk, chunk_clear)

static void
append_id (GString *list, gint64 id)
{
  RgValue value = { .kind = RG_VALUE_INTEGER, .integer = id };

  if (list->str[list->len - 1] != '[')
    g_string_append_c (list, ',');
  rg_json_append_value (list, &value);
}

static void
append_row (Chunk *chunk, gint64 id, const RgValue *before, gint64 updated)
{
  gboolean refs = chunk->table->columns[chunk->column].target != NULL;

  g_array_append_val (chunk->ids, id);
  append_id (chunk->all, id);
  if (!rg_op_needs_image (chunk->op, chunk->table, id, refs))
    return;
  if (chunk->n++ == 0)
    chunk->first = id;
  chunk->last = id;
  append_id (chunk->listed, id);
  append_id (chunk->updated, updated);
  if (chunk->before->len > 1)
    g_string_append_c (chunk->before, ',');
  rg_json_append_value (chunk->before, before);
}

/* Rows that are gone, that hold the value already or that belong to somebody
 * else's unfinished operation are left out. */
static gboolean
read_rows (Chunk *chunk, const gint64 *ids, gsize n_ids, GError **error)
{
  const RgTable *table = chunk->table;
  g_autofree char *sql = NULL;
  g_autofree char *list = rg_sql_ids (ids, n_ids);
  g_auto (RgValue) before = RG_VALUE_INIT;
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  sql = g_strdup_printf (
      "SELECT id, \"%s\", updated_at FROM \"%s\" WHERE id IN (SELECT value FROM json_each (?)) "
      "ORDER BY id",
      table->columns[chunk->column].name, table->name);
  statement = rg_database_prepare (chunk->op->write->read.db, sql, error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 0, list);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      gint64 id = rg_statement_get_integer (statement, 0);

      rg_statement_get_value (statement, 1, &before);
      if (rg_value_equal (&before, chunk->value))
        continue;
      if (!rg_op_check_hidden (chunk->op, table->name, id, error))
        return FALSE;
      append_row (chunk, id, &before, rg_statement_get_integer (statement, 2));
    }
  return step == RG_STEP_DONE;
}

/* The keys of a name differ from row to row. */
static gboolean
write_one_by_one (Chunk *chunk, GError **error)
{
  const RgTable *table = chunk->table;
  g_autoptr (RgImage) image = rg_image_new (table);
  RgValue now = { .kind = RG_VALUE_INTEGER, .integer = chunk->op->now };

  rg_image_set (image, chunk->column, chunk->value);
  rg_image_set (image, table->updated_column, &now);
  for (guint i = 0; i < chunk->ids->len; i++)
    if (!rg_table_update (table, chunk->op->write->read.db, g_array_index (chunk->ids, gint64, i), image,
                          error))
      return FALSE;
  return TRUE;
}

static gboolean
write_together (Chunk *chunk, GError **error)
{
  const RgTable *table = chunk->table;
  g_autoptr (RgStatement) statement = NULL;
  g_autofree char *sql = NULL;

  sql = g_strdup_printf ("UPDATE \"%s\" SET \"%s\" = ?1, updated_at = ?2 "
                         "WHERE id IN (SELECT value FROM json_each (?3))",
                         table->name, table->columns[chunk->column].name);
  statement = rg_database_prepare (chunk->op->write->read.db, sql, error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_static (statement, 0, chunk->value);
  rg_statement_bind_integer (statement, 1, chunk->op->now);
  rg_statement_bind_text (statement, 2, chunk->all->str);
  return rg_statement_run (statement, error);
}

/* {"column":…, "ids":[…], "before":[…], "after":…, and both for updated_at} */
static gboolean
journal_chunk (Chunk *chunk, GError **error)
{
  RgValue now = { .kind = RG_VALUE_INTEGER, .integer = chunk->op->now };
  g_autoptr (GString) data = g_string_new ("{\"column\":");

  if (chunk->n == 0)
    return TRUE;
  rg_json_append_text (data, chunk->table->columns[chunk->column].name);
  g_string_append_printf (data, ",\"ids\":%s,\"before\":%s,\"after\":", chunk->listed->str,
                          chunk->before->str);
  rg_json_append_value (data, chunk->value);
  g_string_append_printf (data, ",\"updated_before\":%s,\"updated_after\":", chunk->updated->str);
  rg_json_append_value (data, &now);
  g_string_append_c (data, '}');
  return rg_journal_add_bulk (chunk->op, chunk->table->name, "update", chunk->first, chunk->last, chunk->n,
                              data->str, error);
}

static gboolean
update_chunk (RgOp *op,
              const RgTable *table,
              int column,
              const RgValue *value,
              const gint64 *ids,
              gsize n_ids,
              GError **error)
{
  g_auto (Chunk) chunk = {
    .op = op,
    .table = table,
    .column = column,
    .value = value,
    .ids = g_array_new (FALSE, FALSE, sizeof (gint64)),
    .all = g_string_new ("["),
    .listed = g_string_new ("["),
    .before = g_string_new ("["),
    .updated = g_string_new ("["),
  };

  if (!read_rows (&chunk, ids, n_ids, error))
    return FALSE;
  if (chunk.ids->len == 0)
    return TRUE;
  g_string_append_c (chunk.all, ']');
  g_string_append_c (chunk.listed, ']');
  g_string_append_c (chunk.before, ']');
  g_string_append_c (chunk.updated, ']');
  if (!(rg_table_column_names (table, column) ? write_one_by_one : write_together) (&chunk, error) ||
      !journal_chunk (&chunk, error))
    return FALSE;
  if (op->chase != NULL)
    rg_search_chase_changed_many (op->chase, table->name, (const gint64 *) (const void *) chunk.ids->data,
                                  chunk.ids->len);
  for (guint i = 0; i < chunk.ids->len; i++)
    rg_write_note_change (op->write, table, RG_CHANGE_UPDATE, g_array_index (chunk.ids, gint64, i));
  op->n_rows += chunk.n;
  return TRUE;
}

/**
 * rg_op_update_many:
 * @op: an operation
 * @entity: of the transaction's catalogue
 * @ids: (array length=n_ids): rows, sorted; those that are gone are passed over
 * @n_ids: how many
 * @cell: the field and the value that all of them get
 * @error: %RG_STORE_ERROR_CONSTRAINT when the value does not fit
 *
 * Above 10,000 rows the operation becomes a long one and pauses by itself,
 * asking the transaction's cancellable.
 *
 * Returns: whether all rows that are there hold the value now
 */
gboolean
rg_op_update_many (RgOp *op,
                   const RgEntity *entity,
                   const gint64 *ids,
                   gsize n_ids,
                   const RgCell *cell,
                   GError **error)
{
  const char *name = rg_entity_get_key (entity);
  int column = rg_op_check_cell (op, rg_write_get_table (op->write, name), entity, cell, error);
  gsize since = 0;

  if (column < 0 || (n_ids > RG_LONG_ROWS && !rg_op_make_long (op, error)))
    return FALSE;
  for (gsize done = 0; done < n_ids; done += CHUNK)
    {
      const RgTable *table = rg_write_get_table (op->write, name);
      gsize n = MIN (CHUNK, n_ids - done);

      column = rg_table_find_column (table, cell->field->key);
      if (!update_chunk (op, table, column, &cell->value, ids + done, n, error))
        return FALSE;
      since += n;
      if (op->is_long && since >= RG_BATCH_ROWS && done + n < n_ids)
        {
          since = 0;
          if (!rg_op_pause (op, NULL, error))
            return FALSE;
        }
    }
  return TRUE;
}
