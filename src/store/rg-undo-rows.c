/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-undo-private.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

/* Single steps of undoing and making again. Each looks before it writes: what
 * is not as the journal says was changed by somebody else and is left alone. */

#define ROWS_AT_ONCE 2000

/* TRUE in the lenient way: there is nothing to do then. */
static gboolean
clash (RgApply *apply, GError **error)
{
  if ((apply->flags & RG_APPLY_LENIENT) != 0)
    return TRUE;
  g_set_error_literal (
      error, RG_STORE_ERROR, RG_STORE_ERROR_CLASH,
      _ ("This change cannot be taken back or made again, because the records are no longer as it left "
         "them. Nothing was changed."));
  return FALSE;
}

/* A row cannot return because another took its place: a clash too. */
static gboolean
check_constraint (RgApply *apply, GError *problem, GError **error)
{
  if (!g_error_matches (problem, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT))
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  g_error_free (problem);
  return clash (apply, error);
}

static void
note (RgApply *apply, const RgTable *table, RgChangeKind kind, gint64 id)
{
  rg_write_note_change (apply->write, table, kind, id);
  apply->n_rows++;
  apply->n_batch++;
}

/*< private >
 * rg_apply_put:
 *
 * A row comes back under its old id.
 */
gboolean
rg_apply_put (RgApply *apply, const RgTable *table, gint64 id, const RgImage *image, GError **error)
{
  RgDatabase *db = apply->write->read.db;
  g_autoptr (RgImage) row = rg_image_new (table);
  GError *problem = NULL;
  RgStep step = rg_table_read (table, db, id, row, error);

  if (step == RG_STEP_ERROR)
    return FALSE;
  if (step == RG_STEP_ROW)
    return clash (apply, error);
  if (rg_table_insert (table, db, id, image, &problem) == 0)
    return check_constraint (apply, problem, error);
  note (apply, table, RG_CHANGE_INSERT, id);
  return TRUE;
}

/*< private >
 * rg_apply_take:
 *
 * A row goes; it must be as @image says.
 */
gboolean
rg_apply_take (RgApply *apply, const RgTable *table, gint64 id, const RgImage *image, GError **error)
{
  RgDatabase *db = apply->write->read.db;
  g_autoptr (RgImage) row = rg_image_new (table);
  RgStep step = rg_table_read (table, db, id, row, error);

  if (step == RG_STEP_ERROR)
    return FALSE;
  if (step == RG_STEP_DONE || !rg_image_matches (row, image, TRUE))
    return clash (apply, error);
  if (!rg_table_delete (table, db, id, error))
    return FALSE;
  note (apply, table, RG_CHANGE_DELETE, id);
  return TRUE;
}

/* When a row was last changed does not decide whether it still is as it was. */
static gboolean
is_as_expected (const RgImage *row, const RgImage *from)
{
  int updated = row->table->updated_column;

  for (guint i = 0; i < row->table->n_columns; i++)
    if (from->known[i] && (int) i != updated && !rg_value_equal (&row->values[i], &from->values[i]))
      return FALSE;
  return TRUE;
}

/*< private >
 * rg_apply_change:
 *
 * The columns of @from, which must hold what it says, get what @to says.
 */
gboolean
rg_apply_change (RgApply *apply,
                 const RgTable *table,
                 gint64 id,
                 const RgImage *from,
                 const RgImage *to,
                 GError **error)
{
  RgDatabase *db = apply->write->read.db;
  g_autoptr (RgImage) row = rg_image_new (table);
  GError *problem = NULL;
  RgStep step = rg_table_read (table, db, id, row, error);

  if (step == RG_STEP_ERROR)
    return FALSE;
  if (step == RG_STEP_DONE || !is_as_expected (row, from))
    return clash (apply, error);
  if (!rg_table_update (table, db, id, to, &problem))
    return check_constraint (apply, problem, error);
  note (apply, table, RG_CHANGE_UPDATE, id);
  return TRUE;
}

/* --- ranges --------------------------------------------------------------- */

static gboolean
put_aside (RgApply *apply, const RgTable *table, gint64 first, gint64 last, GError **error)
{
  RgDatabase *db = apply->write->read.db;
  g_autoptr (RgImage) image = rg_image_new (table);
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (RgStatement) query = rg_database_prepare (db, table->span_sql, error);
  g_autoptr (RgStatement) insert = NULL;
  RgStep step;

  if (query == NULL)
    return FALSE;
  insert =
      rg_database_prepare (db, "INSERT INTO removed (op, tbl, row_id, image) VALUES (?, ?, ?, ?)", error);
  if (insert == NULL)
    return FALSE;
  rg_statement_bind_integer (insert, 0, apply->source);
  rg_statement_bind_text (insert, 1, table->name);
  rg_statement_bind_integer (query, 0, first);
  rg_statement_bind_integer (query, 1, last);
  while ((step = rg_statement_step (query, error)) == RG_STEP_ROW)
    {
      rg_image_read_row (image, query, 1);
      g_string_truncate (json, 0);
      rg_image_append_json (image, json);
      rg_statement_bind_integer (insert, 2, rg_statement_get_integer (query, 0));
      rg_statement_bind_text (insert, 3, json->str);
      if (!rg_statement_run (insert, error))
        return FALSE;
    }
  return step == RG_STEP_DONE;
}

static gboolean
delete_span (RgApply *apply, const RgTable *table, gint64 first, gint64 last, GError **error)
{
  RgDatabase *db = apply->write->read.db;
  g_autofree char *sql = g_strdup_printf ("DELETE FROM \"%s\" WHERE id BETWEEN ? AND ?", table->name);
  g_autoptr (RgStatement) statement = rg_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, first);
  rg_statement_bind_integer (statement, 1, last);
  if (!rg_statement_run (statement, error))
    return FALSE;
  for (gint64 id = first; id <= last; id++)
    rg_write_note_change (apply->write, table, RG_CHANGE_DELETE, id);
  apply->n_rows += sqlite3_changes64 (db->handle);
  apply->n_batch += sqlite3_changes64 (db->handle);
  return TRUE;
}

static gboolean
take_span (RgApply *apply, const RgTable *table, gint64 first, gint64 last, GError **error)
{
  for (gint64 end = last; end >= first; end -= ROWS_AT_ONCE)
    {
      gint64 start = MAX (first, end - ROWS_AT_ONCE + 1);

      if ((apply->flags & RG_APPLY_KEEP_REMOVED) != 0 && !put_aside (apply, table, start, end, error))
        return FALSE;
      if (!delete_span (apply, table, start, end, error) || !rg_apply_rest (apply, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
forget_removed (RgApply *apply, gint64 from, GError **error)
{
  g_autoptr (RgStatement) statement = NULL;

  statement =
      rg_database_prepare (apply->write->read.db, "DELETE FROM removed WHERE op = ? AND id >= ?", error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, apply->source);
  rg_statement_bind_integer (statement, 1, from);
  return rg_statement_run (statement, error);
}

/* The rows were put aside in the opposite order, so those of the range are at
 * the end. @more: whether some may be left. */
static gboolean
put_back_some (RgApply *apply,
               const RgTable *table,
               gint64 first,
               gint64 last,
               gboolean *more,
               GError **error)
{
  g_autoptr (RgImage) image = rg_image_new (table);
  g_autoptr (RgStatement) query = NULL;
  gint64 from = 0;
  int n = 0;
  RgStep step;

  query = rg_database_prepare (
      apply->write->read.db,
      "SELECT id, tbl, row_id, image FROM removed WHERE op = ? ORDER BY id DESC LIMIT ?", error);
  if (query == NULL)
    return FALSE;
  rg_statement_bind_integer (query, 0, apply->source);
  rg_statement_bind_integer (query, 1, ROWS_AT_ONCE);
  while ((step = rg_statement_step (query, error)) == RG_STEP_ROW)
    {
      gint64 id = rg_statement_get_integer (query, 2);

      if (id < first || id > last || !g_str_equal (rg_statement_get_text (query, 1), table->name))
        break;
      if (!rg_image_read_json (image, rg_statement_get_text (query, 3), error) ||
          !rg_apply_put (apply, table, id, image, error))
        return FALSE;
      from = rg_statement_get_integer (query, 0);
      n++;
    }
  *more = n == ROWS_AT_ONCE;
  rg_statement_reset (query);
  return step != RG_STEP_ERROR && (n == 0 || forget_removed (apply, from, error));
}

/*< private >
 * rg_apply_span:
 *
 * The rows of a range go, or come back from where they were put.
 */
gboolean
rg_apply_span (RgApply *apply, const RgTable *table, gint64 first, gint64 last, GError **error)
{
  gboolean more = TRUE;

  if ((apply->flags & RG_APPLY_FORWARD) == 0)
    return take_span (apply, table, first, last, error);
  /* Hidden from others until it is done. */
  if (apply->write->op != NULL)
    rg_op_note_span (apply->write->op, table->name, first, last);
  while (more)
    if (!put_back_some (apply, table, first, last, &more, error) || !rg_apply_rest (apply, error))
      return FALSE;
  return TRUE;
}

/* --- lists ---------------------------------------------------------------- */

static gboolean
refuse_list (const RgTable *table, GError **error)
{
  g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CORRUPT,
               _ ("The history of this change is damaged, so it cannot be taken back or made again. (%s)"),
               table->name);
  return FALSE;
}

static void
value_from_node (const RgColumn *column, JsonNode *node, RgValue *value)
{
  rg_value_clear (value);
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return;
  if (column->kind == RG_VALUE_INTEGER)
    rg_value_set_integer (value, json_node_get_int (node));
  else if (column->kind == RG_VALUE_REAL)
    rg_value_set_real (value, json_node_get_double (node));
  else
    rg_value_set_text (value, json_node_get_string (node));
}

/* Member @name: the same for all rows, or a list with one each. */
static JsonNode *
node_at (JsonObject *object, const char *name, guint index)
{
  JsonNode *node = json_object_get_member (object, name);
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return node;
  array = json_node_get_array (node);
  return index < json_array_get_length (array) ? json_array_get_element (array, index) : NULL;
}

static void
fill_image (RgImage *image,
            int column,
            JsonObject *object,
            const char *value,
            const char *updated,
            guint index)
{
  const RgTable *table = image->table;

  value_from_node (&table->columns[column], node_at (object, value, index), &image->values[column]);
  image->known[column] = TRUE;
  value_from_node (&table->columns[table->updated_column], node_at (object, updated, index),
                   &image->values[table->updated_column]);
  image->known[table->updated_column] = image->values[table->updated_column].kind != RG_VALUE_NULL;
}

static gboolean
apply_object (RgApply *apply, const RgTable *table, JsonObject *object, GError **error)
{
  gboolean forward = (apply->flags & RG_APPLY_FORWARD) != 0;
  const char *name = json_object_get_string_member_with_default (object, "column", "");
  int column = rg_table_find_column (table, name);
  JsonArray *ids = NULL;
  g_autoptr (RgImage) before = rg_image_new (table);
  g_autoptr (RgImage) after = rg_image_new (table);

  if (json_object_has_member (object, "ids") &&
      JSON_NODE_HOLDS_ARRAY (json_object_get_member (object, "ids")))
    ids = json_object_get_array_member (object, "ids");
  if (column < 0 || ids == NULL)
    return refuse_list (table, error);
  for (guint i = 0; i < json_array_get_length (ids); i++)
    {
      gint64 id = json_array_get_int_element (ids, i);

      fill_image (before, column, object, "before", "updated_before", i);
      fill_image (after, column, object, "after", "updated_after", i);
      if (!rg_apply_change (apply, table, id, forward ? before : after, forward ? after : before, error))
        return FALSE;
    }
  return TRUE;
}

/*< private >
 * rg_apply_list:
 * @data: of a line of journal_bulk: one column of listed rows
 */
gboolean
rg_apply_list (RgApply *apply, const RgTable *table, const char *data, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;

  if (data == NULL || !json_parser_load_from_data (parser, data, -1, NULL))
    return refuse_list (table, error);
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return refuse_list (table, error);
  return apply_object (apply, table, json_node_get_object (root), error);
}
