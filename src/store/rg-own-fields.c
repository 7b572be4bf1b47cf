/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-own-fields.h"

#include "catalog/rg-text.h"
#include "store/rg-op-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* --- reading -------------------------------------------------------------- */

RgCatalog *
rg_own_fields_load (RgDatabase *db, GError **error)
{
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_own_field_free);
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  statement =
      rg_database_prepare (db,
                           "SELECT id, entity, key, label, type, choices, grp, retired FROM own_field "
                           "ORDER BY entity, position, id",
                           error);
  if (statement == NULL)
    return NULL;
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      RgOwnField *field = rg_own_field_new ();
      const char *choices = rg_statement_get_text (statement, 5);

      field->id = rg_statement_get_integer (statement, 0);
      field->entity = g_strdup (rg_statement_get_text (statement, 1));
      field->key = g_strdup (rg_statement_get_text (statement, 2));
      field->label = g_strdup (rg_statement_get_text (statement, 3));
      field->type = g_strdup (rg_statement_get_text (statement, 4));
      field->choices = choices != NULL ? rg_text_list_from_json (choices) : NULL;
      field->group = g_strdup (rg_statement_get_text (statement, 6));
      field->retired = rg_statement_get_integer (statement, 7) != 0;
      g_ptr_array_add (own, field);
    }
  return step == RG_STEP_DONE ? rg_catalog_new (own) : NULL;
}

static const char *
column_type (const RgFieldType *type)
{
  switch (type->storage)
    {
    case RG_VALUE_INTEGER:
      return "INTEGER";
    case RG_VALUE_REAL:
      return "REAL";
    case RG_VALUE_NULL:
    case RG_VALUE_TEXT:
    default:
      return "TEXT";
    }
}

/* Both names come from the catalogue or were checked by it; they cannot be
 * bound. */
static gboolean
add_column (RgDatabase *db, const char *table, const char *key, const RgFieldType *type, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("ALTER TABLE \"%s\" ADD COLUMN \"%s\" %s", table, key, column_type (type));

  return rg_database_exec (db, sql, error);
}

/*< private >
 * rg_own_fields_ensure_columns:
 *
 * Usually there are none to add; a table put back by hand may lack them.
 */
gboolean
rg_own_fields_ensure_columns (RgDatabase *db, GError **error)
{
  g_autoptr (RgCatalog) catalog = rg_own_fields_load (db, error);
  g_autoptr (GHashTable) tables = catalog != NULL ? rg_tables_load (db, catalog, error) : NULL;

  if (tables == NULL)
    return FALSE;
  for (guint i = 0; i < rg_catalog_get_n_entities (catalog); i++)
    {
      const RgEntity *entity = rg_catalog_get_entity (catalog, i);
      const RgTable *table = g_hash_table_lookup (tables, rg_entity_get_key (entity));

      for (guint j = 0; j < rg_entity_get_n_fields (entity); j++)
        {
          const RgField *field = rg_entity_get_field (entity, j);

          if ((field->flags & RG_FIELD_OWN) != 0 && rg_table_find_column (table, field->key) < 0 &&
              !add_column (db, table->name, field->key, field->type, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* --- writing -------------------------------------------------------------- */

/* A row of own_field being filled: up to as many cells as it has fields. */
typedef struct
{
  const RgEntity *entity;
  RgCell cells[8];
  guint n;
} Line;

static void
line_clear (Line *line)
{
  for (guint i = 0; i < line->n; i++)
    rg_value_clear (&line->cells[i].value);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Line, line_clear)

static RgValue *
line_add (Line *line, const char *key)
{
  RgCell *cell = &line->cells[line->n++];

  cell->field = rg_entity_find_field (line->entity, key);
  cell->value = (RgValue) RG_VALUE_INIT;
  return &cell->value;
}

static void
line_init (Line *line, RgOp *op)
{
  line->entity = rg_catalog_find (rg_write_get_catalog (op->write), "own_field");
  line->n = 0;
}

static void
add_choices (Line *line, const char *const *choices)
{
  if (choices != NULL)
    rg_value_take_text (line_add (line, "choices"), rg_text_list_to_json (choices));
}

static guint
count_own (const RgEntity *entity)
{
  guint n = 0;

  for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
    n += (rg_entity_get_field (entity, i)->flags & RG_FIELD_OWN) != 0;
  return n;
}

/* One more than any column ever had: a column stays when the making of its
 * field is undone, and is not used for another. */
static char *
next_key (const RgTable *table)
{
  gint64 largest = 0;

  for (guint i = 0; i < table->n_columns; i++)
    {
      const char *name = table->columns[i].name;
      char *end = NULL;
      gint64 number = name[0] == 'x' ? g_ascii_strtoll (name + 1, &end, 10) : 0;

      if (end != NULL && *end == '\0' && number > largest)
        largest = number;
    }
  return g_strdup_printf ("x%" G_GINT64_FORMAT, largest + 1);
}

static gboolean
check_new (const RgEntity *entity, const char *label, const RgFieldType *type, GError **error)
{
  if (count_own (entity) >= RG_CATALOG_MAX_OWN_FIELDS)
    g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT,
                 _ ("There are %d fields of your own already, which is as many as fit. "
                    "Please use one that is hidden again."),
                 RG_CATALOG_MAX_OWN_FIELDS);
  else if (label == NULL || *label == '\0' || !g_utf8_validate (label, -1, NULL))
    g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT, _ ("A field needs a name."));
  else if (!type->own)
    g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT,
                         _ ("A field of your own cannot be of this type."));
  else
    return TRUE;
  return FALSE;
}

static gboolean
last_position (RgOp *op, const RgEntity *entity, double *position, GError **error)
{
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  statement = rg_database_prepare (
      op->write->read.db, "SELECT ifnull (max (position), 0) FROM own_field WHERE entity = ?", error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 0, rg_entity_get_key (entity));
  step = rg_statement_step (statement, error);
  *position = step == RG_STEP_ROW ? rg_statement_get_real (statement, 0) : 0.0;
  return step != RG_STEP_ERROR;
}

/**
 * rg_op_add_own_field:
 * @op: an operation
 * @entity: of the transaction's catalogue
 * @label: what the owner calls it
 * @type: one that owners may choose
 * @choices: (nullable) (array zero-terminated=1): for choice and choices
 * @group: (nullable): heading in the form
 * @error: %RG_STORE_ERROR_CONSTRAINT when it cannot be
 *
 * Adds a field of the shop's own behind the others: a row in own_field and a
 * column. Entities and fields that were looked up before stay valid until the
 * transaction ends, but belong to the catalogue without it.
 *
 * Returns: (transfer full): the key, such as "x7", or %NULL
 */
char *
rg_op_add_own_field (RgOp *op,
                     const RgEntity *entity,
                     const char *label,
                     const RgFieldType *type,
                     const char *const *choices,
                     const char *group,
                     GError **error)
{
  const char *name = rg_entity_get_key (entity);
  const RgTable *table = rg_write_get_table (op->write, name);
  const RgEntity *now = rg_catalog_find (rg_write_get_catalog (op->write), name);
  g_autofree char *key = next_key (table);
  double position = 0.0;
  g_auto (Line) line = { 0 };

  if (!check_new (now, label, type, error) || !last_position (op, now, &position, error))
    return NULL;
  line_init (&line, op);
  rg_value_set_text (line_add (&line, "entity"), name);
  rg_value_set_text (line_add (&line, "key"), key);
  rg_value_set_text (line_add (&line, "label"), label);
  rg_value_set_text (line_add (&line, "type"), type->id);
  rg_value_set_text (line_add (&line, "grp"), group);
  rg_value_set_real (line_add (&line, "position"), floor (position) + 1.0);
  rg_value_set_integer (line_add (&line, "retired"), 0);
  add_choices (&line, choices);
  if (rg_op_insert (op, line.entity, line.cells, line.n, error) == 0 ||
      !add_column (op->write->read.db, name, key, type, error) || !rg_write_reload_fields (op->write, error))
    return NULL;
  return g_steal_pointer (&key);
}

/* Between the neighbours of place @place among the others of the entity. */
static gboolean
position_at (RgOp *op, const char *entity, const char *key, int place, double *position, GError **error)
{
  g_autoptr (RgStatement) statement = NULL;
  double before = 0.0;
  gboolean found = FALSE;
  RgStep step;

  statement = rg_database_prepare (
      op->write->read.db,
      "SELECT position FROM own_field WHERE entity = ? AND key <> ? ORDER BY position, id", error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 0, entity);
  rg_statement_bind_text (statement, 1, key);
  while (!found && (step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      double at = rg_statement_get_real (statement, 0);

      found = place-- == 0;
      *position = (before + at) / 2.0;
      if (!found)
        before = at;
    }
  if (!found)
    {
      if (step == RG_STEP_ERROR)
        return FALSE;
      *position = floor (before) + 1.0;
    }
  return TRUE;
}

static gint64
find_line (RgOp *op, const char *entity, const char *key, GError **error)
{
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  statement = rg_database_prepare (op->write->read.db,
                                   "SELECT id FROM own_field WHERE entity = ? AND key = ?", error);
  if (statement == NULL)
    return 0;
  rg_statement_bind_text (statement, 0, entity);
  rg_statement_bind_text (statement, 1, key);
  step = rg_statement_step (statement, error);
  if (step == RG_STEP_DONE)
    g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                         _ ("This field is not there any more."));
  return step == RG_STEP_ROW ? rg_statement_get_integer (statement, 0) : 0;
}

/**
 * rg_op_change_own_field:
 * @op: an operation
 * @entity: of the transaction's catalogue
 * @key: of one of its own fields
 * @label: (nullable): a new name
 * @choices: (nullable) (array zero-terminated=1): new choices
 * @group: (nullable): a new heading; "" takes it away
 * @retired: 1 to hide it, 0 to show it again, -1 to leave it
 * @place: its place among the own fields, from 0; -1 to leave it
 * @error: %RG_STORE_ERROR_NOT_FOUND, or %RG_STORE_ERROR_CONSTRAINT
 *
 * The type cannot change, and the column and its values stay in any case.
 */
gboolean
rg_op_change_own_field (RgOp *op,
                        const RgEntity *entity,
                        const char *key,
                        const char *label,
                        const char *const *choices,
                        const char *group,
                        int retired,
                        int place,
                        GError **error)
{
  const char *name = rg_entity_get_key (entity);
  gint64 id = find_line (op, name, key, error);
  double position = 0.0;
  g_auto (Line) line = { 0 };

  if (id == 0 || (place >= 0 && !position_at (op, name, key, place, &position, error)))
    return FALSE;
  line_init (&line, op);
  if (label != NULL && *label == '\0')
    {
      g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT, _ ("A field needs a name."));
      return FALSE;
    }
  if (label != NULL)
    rg_value_set_text (line_add (&line, "label"), label);
  if (group != NULL)
    rg_value_set_text (line_add (&line, "grp"), *group != '\0' ? group : NULL);
  if (retired >= 0)
    rg_value_set_integer (line_add (&line, "retired"), retired != 0);
  if (place >= 0)
    rg_value_set_real (line_add (&line, "position"), position);
  add_choices (&line, choices);
  return rg_op_update (op, line.entity, id, line.cells, line.n, error) &&
         rg_write_reload_fields (op->write, error);
}
