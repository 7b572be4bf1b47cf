/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-op.h"

#include "store/rg-op-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Inserting the same fields again and again is what an import does; the
 * statement and the columns are looked up once. */
typedef struct
{
  const RgTable *table;
  RgStatement *insert;
  guint n_cells;
  int name_cell;
  int kind_cell;
  int reading_cell;
  int customer_cell;
  gboolean refs; /* some cell points to another row */
  const RgField *fields[];
} RgInsertPlan;

#define MOST_PLANS 16

void
rg_op_forget_plans (RgOp *op)
{
  g_ptr_array_set_size (op->plans, 0);
}

static gboolean
refuse_cell (const RgEntity *entity, const RgField *field, const char *why, GError **error)
{
  g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT, "%s: %s: %s", rg_entity_get_label (entity),
               rg_field_get_label (field), why);
  return FALSE;
}

static gboolean
check_value (RgOp *op, const RgEntity *entity, const RgCell *cell, GError **error)
{
  const RgValue *value = &cell->value;

  if (value->kind == RG_VALUE_NULL)
    return TRUE;
  if (value->kind != cell->field->type->storage)
    return refuse_cell (entity, cell->field, _ ("this field cannot hold a value of this kind."), error);
  if (value->kind == RG_VALUE_TEXT && !g_utf8_validate (value->text, -1, NULL))
    return refuse_cell (entity, cell->field, _ ("the text is damaged: it is not valid Unicode."), error);
  return cell->field->target == NULL ||
         rg_op_check_hidden (op, g_intern_string (cell->field->target), value->integer, error);
}

/* Fields of an older catalogue of the same transaction are the same fields. */
static int
find_column (const RgTable *table, const RgEntity *entity, const RgField *field, GError **error)
{
  int column = -1;

  if ((field->flags & RG_FIELD_DERIVED) == 0 && rg_field_has_column (field))
    column = rg_table_find_column (table, field->key);
  if (column < 0)
    refuse_cell (entity, field, _ ("this field is made by the program and cannot be written."), error);
  return column;
}

int
rg_op_check_cell (RgOp *op, const RgTable *table, const RgEntity *entity, const RgCell *cell, GError **error)
{
  int column = find_column (table, entity, cell->field, error);

  return column >= 0 && check_value (op, entity, cell, error) ? column : -1;
}

/* --- insert --------------------------------------------------------------- */

static gboolean
plan_fits (const RgInsertPlan *plan, const RgTable *table, const RgCell *cells, guint n_cells)
{
  if (plan->table != table || plan->n_cells != n_cells)
    return FALSE;
  for (guint i = 0; i < n_cells; i++)
    if (plan->fields[i] != cells[i].field)
      return FALSE;
  return TRUE;
}

static char *
make_insert_sql (const RgTable *table, const RgCell *cells, guint n_cells)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_append_printf (sql, "INSERT INTO \"%s\" (created_at, updated_at%s", table->name,
                          table->name_column >= 0 ? ", pinyin, sort_key" : "");
  for (guint i = 0; i < n_cells; i++)
    g_string_append_printf (sql, ", \"%s\"", cells[i].field->key);
  g_string_append (sql, table->name_column >= 0 ? ") VALUES (?, ?, ?, ?" : ") VALUES (?, ?");
  for (guint i = 0; i < n_cells; i++)
    g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

static RgInsertPlan *
make_plan (RgOp *op,
           const RgTable *table,
           const RgEntity *entity,
           const RgCell *cells,
           guint n_cells,
           GError **error)
{
  g_autofree RgInsertPlan *plan = g_malloc0 (sizeof (RgInsertPlan) + n_cells * sizeof (RgField *));
  g_autofree char *sql = NULL;

  plan->table = table;
  plan->n_cells = n_cells;
  plan->name_cell = plan->kind_cell = plan->reading_cell = plan->customer_cell = -1;
  for (guint i = 0; i < n_cells; i++)
    {
      int column = find_column (table, entity, cells[i].field, error);

      if (column < 0)
        return NULL;
      plan->fields[i] = cells[i].field;
      plan->refs = plan->refs || cells[i].field->target != NULL;
      if (column == table->name_column)
        plan->name_cell = (int) i;
      else if (column == table->kind_column)
        plan->kind_cell = (int) i;
      else if (column == table->reading_column)
        plan->reading_cell = (int) i;
      else if (g_str_equal (cells[i].field->key, "customer_id"))
        plan->customer_cell = (int) i;
    }
  sql = make_insert_sql (table, cells, n_cells);
  plan->insert = rg_database_prepare (op->write->read.db, sql, error);
  if (plan->insert == NULL)
    return NULL;
  rg_statement_reset (plan->insert);
  return g_steal_pointer (&plan);
}

static RgInsertPlan *
find_plan (RgOp *op, const RgEntity *entity, const RgCell *cells, guint n_cells, GError **error)
{
  const RgTable *table = rg_write_get_table (op->write, rg_entity_get_key (entity));
  RgInsertPlan *plan;

  for (guint i = 0; i < op->plans->len; i++)
    {
      plan = g_ptr_array_index (op->plans, i);
      if (!plan_fits (plan, table, cells, n_cells))
        continue;
      if (i > 0)
        {
          op->plans->pdata[i] = op->plans->pdata[0];
          op->plans->pdata[0] = plan;
        }
      return plan;
    }
  plan = make_plan (op, table, entity, cells, n_cells, error);
  if (plan == NULL)
    return NULL;
  if (op->plans->len >= MOST_PLANS)
    g_ptr_array_remove_index (op->plans, MOST_PLANS - 1);
  g_ptr_array_insert (op->plans, 0, plan);
  return plan;
}

static const char *
cell_text (const RgCell *cells, int index)
{
  return index >= 0 ? rg_value_get_text (&cells[index].value) : NULL;
}

static gboolean
run_plan (RgOp *op, const RgInsertPlan *plan, const RgCell *cells, GError **error)
{
  int index = 2;

  rg_statement_bind_integer (plan->insert, 0, op->now);
  rg_statement_bind_integer (plan->insert, 1, op->now);
  if (plan->table->name_column >= 0)
    {
      rg_table_bind_keys (plan->insert, 2, cell_text (cells, plan->name_cell),
                          cell_text (cells, plan->kind_cell), cell_text (cells, plan->reading_cell));
      index = 4;
    }
  for (guint i = 0; i < plan->n_cells; i++)
    rg_statement_bind_static (plan->insert, index++, &cells[i].value);
  return rg_statement_run (plan->insert, error);
}

/* What the row really holds, with what the table added. */
static gboolean
journal_insert (RgOp *op, const RgTable *table, gint64 id, GError **error)
{
  g_autoptr (RgImage) image = rg_image_new (table);
  g_autofree char *json = NULL;

  if (rg_table_read (table, op->write->read.db, id, image, error) != RG_STEP_ROW)
    return FALSE;
  json = rg_image_to_json (image);
  return rg_journal_add (op, table->name, id, "insert", NULL, json, error);
}

static gboolean
grow_span (RgOp *op, const RgTable *table, gint64 id, GError **error)
{
  RgOwnRows *own = rg_op_get_own (op, table->name);

  if (own->growing.first != 0 && id != own->growing.last + 1 && !rg_op_flush (op, error))
    return FALSE;
  if (own->growing.first == 0)
    own->growing.first = id;
  own->growing.last = id;
  own->n++;
  return TRUE;
}

/**
 * rg_op_insert:
 * @op: an operation
 * @entity: of the transaction's catalogue
 * @cells: (array length=n_cells): values of stored fields, each field once;
 *   what is not there gets the table's default
 * @n_cells: how many
 * @error: %RG_STORE_ERROR_CONSTRAINT when a cell or the row does not fit
 *
 * Inserts a row with today's created_at and updated_at and, for a customer, the
 * keys of the name.
 *
 * Returns: the new row's id, or 0
 */
gint64
rg_op_insert (RgOp *op, const RgEntity *entity, const RgCell *cells, guint n_cells, GError **error)
{
  RgInsertPlan *plan = find_plan (op, entity, cells, n_cells, error);
  gint64 id;

  if (plan == NULL)
    return 0;
  for (guint i = 0; i < n_cells; i++)
    if (!check_value (op, entity, &cells[i], error))
      return 0;
  if (!run_plan (op, plan, cells, error))
    return 0;
  id = sqlite3_last_insert_rowid (op->write->read.db->handle);
  if (op->is_long ? !grow_span (op, plan->table, id, error) : !journal_insert (op, plan->table, id, error))
    return 0;
  rg_write_note_change (op->write, plan->table, RG_CHANGE_INSERT, id);
  if (op->chase != NULL)
    rg_search_chase_inserted (op->chase, plan->table->name,
                              plan->customer_cell >= 0 ? cells[plan->customer_cell].value.integer : 0);
  op->n_rows++;
  return id;
}

/* --- update --------------------------------------------------------------- */

static gboolean
refuse_missing (const RgEntity *entity, gint64 id, GError **error)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
               _ ("There is no such row in “%s” any more (number %s)."), rg_entity_get_label (entity),
               number);
  return FALSE;
}

/*< private >
 * rg_op_needs_image:
 * @refs: whether columns that point to other rows change
 *
 * A row that this operation inserted goes with its range when it is undone, and
 * needs no image. Its range, though, comes in the journal before what is done
 * after it was written: rows it points to then go first, and a value that must
 * be there once only may be wanted back by another row first. Such changes are
 * put back one by one.
 */
gboolean
rg_op_needs_image (RgOp *op, const RgTable *table, gint64 id, gboolean refs)
{
  const RgOwnRows *own;

  if (!rg_op_owns (op, table->name, id))
    return TRUE;
  own = rg_op_get_own (op, table->name);
  return (refs || table->unique) && (own->growing.first == 0 || id < own->growing.first);
}

/* For the search tables, when they are being built already: where the row was,
 * or went. */
static void
note_for_search (RgOp *op, const RgTable *table, gint64 id, const RgImage *image)
{
  int column;

  if (op->chase == NULL)
    return;
  column = rg_table_find_column (table, "customer_id");
  rg_search_chase_changed (op->chase, table->name, id,
                           column >= 0 && image->known[column] ? image->values[column].integer : 0);
}

/* Moves into @after and @before what differs. */
static gboolean
compare_cells (RgOp *op,
               const RgTable *table,
               const RgEntity *entity,
               const RgCell *cells,
               guint n_cells,
               const RgImage *row,
               RgImage *before,
               RgImage *after,
               gboolean *changed,
               GError **error)
{
  for (guint i = 0; i < n_cells; i++)
    {
      int column = rg_op_check_cell (op, table, entity, &cells[i], error);

      if (column < 0)
        return FALSE;
      if (rg_value_equal (&row->values[column], &cells[i].value))
        continue;
      rg_image_set (before, column, &row->values[column]);
      rg_image_set (after, column, &cells[i].value);
      *changed = TRUE;
    }
  return TRUE;
}

/* Choices of an own field stand in the rows as they are searched for; its other
 * properties say what is searched. */
static gboolean
is_searched (const RgTable *table, const RgImage *after)
{
  int choices = g_str_equal (table->name, "own_field") ? rg_table_find_column (table, "choices") : -1;

  for (guint i = 0; choices >= 0 && i < table->n_columns; i++)
    if (after->known[i] && (int) i != choices && (int) i != table->updated_column)
      return TRUE;
  return choices < 0;
}

static gboolean
has_refs (const RgImage *image)
{
  for (guint i = 0; i < image->table->n_columns; i++)
    if (image->known[i] && image->table->columns[i].target != NULL)
      return TRUE;
  return FALSE;
}

/* Of a row that goes with its range only the columns that point elsewhere are put
 * back: what the others are after this change may never be written down. */
static char *
journal_image (RgOp *op, const RgTable *table, gint64 id, const RgImage *image)
{
  g_autoptr (RgImage) refs = NULL;

  if (table->unique || !rg_op_owns (op, table->name, id))
    return rg_image_to_json (image);
  refs = rg_image_new (table);
  for (guint i = 0; i < table->n_columns; i++)
    if (image->known[i] && (table->columns[i].target != NULL || (int) i == table->updated_column))
      rg_image_set (refs, (int) i, &image->values[i]);
  return rg_image_to_json (refs);
}

static gboolean
write_update (RgOp *op,
              const RgTable *table,
              gint64 id,
              const RgImage *before,
              const RgImage *after,
              GError **error)
{
  g_autofree char *old = NULL;
  g_autofree char *new = NULL;

  if (!rg_table_update (table, op->write->read.db, id, after, error))
    return FALSE;
  rg_write_note_change (op->write, table, RG_CHANGE_UPDATE, id);
  if (!rg_op_needs_image (op, table, id, has_refs (after)))
    return TRUE;
  old = journal_image (op, table, id, before);
  new = journal_image (op, table, id, after);
  op->n_rows++;
  return rg_journal_add (op, table->name, id, "update", old, new, error);
}

/**
 * rg_op_update:
 * @op: an operation
 * @entity: of the transaction's catalogue
 * @id: a row
 * @cells: (array length=n_cells): values of stored fields
 * @n_cells: how many
 * @error: %RG_STORE_ERROR_NOT_FOUND, or %RG_STORE_ERROR_CONSTRAINT when a cell
 *   or the row does not fit
 *
 * Writes the cells that differ from what is stored. When none does, nothing is
 * written.
 *
 * Returns: whether the row holds the cells now
 */
gboolean
rg_op_update (RgOp *op, const RgEntity *entity, gint64 id, const RgCell *cells, guint n_cells, GError **error)
{
  const RgTable *table = rg_write_get_table (op->write, rg_entity_get_key (entity));
  g_autoptr (RgImage) row = rg_image_new (table);
  g_autoptr (RgImage) before = rg_image_new (table);
  g_autoptr (RgImage) after = rg_image_new (table);
  g_auto (RgValue) now = RG_VALUE_INIT;
  gboolean changed = FALSE;
  RgStep step = rg_table_read (table, op->write->read.db, id, row, error);

  if (step != RG_STEP_ROW)
    return step == RG_STEP_DONE && refuse_missing (entity, id, error);
  if (!rg_op_check_hidden (op, table->name, id, error) ||
      !compare_cells (op, table, entity, cells, n_cells, row, before, after, &changed, error))
    return FALSE;
  if (!changed)
    return TRUE;
  rg_value_set_integer (&now, op->now);
  rg_image_set (before, table->updated_column, &row->values[table->updated_column]);
  rg_image_set (after, table->updated_column, &now);
  if (!write_update (op, table, id, before, after, error))
    return FALSE;
  if (!is_searched (table, after))
    return TRUE;
  note_for_search (op, table, id, row);
  note_for_search (op, table, id, after);
  return TRUE;
}

/* --- delete --------------------------------------------------------------- */

static gboolean
journal_delete (RgOp *op, const RgTable *table, gint64 id, const RgImage *row, GError **error)
{
  g_autofree char *json = NULL;
  RgOwnRows *own;

  /* In a range that stands in the journal, lines about the row may follow it. */
  if (!rg_op_needs_image (op, table, id, TRUE))
    {
      own = rg_op_get_own (op, table->name);
      own->n--;
      op->n_rows--;
      return TRUE;
    }
  json = rg_image_to_json (row);
  op->n_rows++;
  return rg_journal_add (op, table->name, id, "delete", json, NULL, error);
}

/**
 * rg_op_delete:
 * @op: an operation
 * @entity: of the transaction's catalogue
 * @id: a row that no other row points to
 * @error: %RG_STORE_ERROR_NOT_FOUND, or %RG_STORE_ERROR_CONSTRAINT when some
 *   row points to it
 *
 * Returns: whether the row is gone
 */
gboolean
rg_op_delete (RgOp *op, const RgEntity *entity, gint64 id, GError **error)
{
  const RgTable *table = rg_write_get_table (op->write, rg_entity_get_key (entity));
  g_autoptr (RgImage) row = rg_image_new (table);
  RgStep step = rg_table_read (table, op->write->read.db, id, row, error);

  if (step != RG_STEP_ROW)
    return step == RG_STEP_DONE && refuse_missing (entity, id, error);
  if (!rg_op_check_hidden (op, table->name, id, error) ||
      !rg_table_delete (table, op->write->read.db, id, error))
    return FALSE;
  rg_write_note_change (op->write, table, RG_CHANGE_DELETE, id);
  note_for_search (op, table, id, row);
  return journal_delete (op, table, id, row, error);
}
