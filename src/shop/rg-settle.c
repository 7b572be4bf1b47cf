/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-settle.h"

#include "records/rg-condition.h"

typedef struct
{
  gint64 id;
  RgCondition *condition;
  const char *entity; /* over whose rows; interned */
} Named;

static void
named_clear (Named *named)
{
  rg_condition_unref (named->condition);
}

/* Rows of @table whose condition can be read and may name tags or stages. */
static GArray *
find_named (RgRead *read, const char *table, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Named));
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  g_array_set_clear_func (found, (GDestroyNotify) named_clear);
  /* Rules of tags are over customers. */
  g_string_printf (sql,
                   "SELECT t.id, t.condition, %s FROM main.%s t WHERE (instr (t.condition, '\"tag\"') > 0"
                   " OR instr (t.condition, '\"stage_id\"') > 0 OR instr (t.condition, '\"moved\"') > 0)",
                   g_str_equal (table, "view") ? "ifnull (t.entity, 'customer')" : "'customer'", table);
  rg_read_hide_open (read, table, "t", sql);
  statement = rg_database_prepare (rg_read_get_database (read), sql->str, error);
  if (statement == NULL)
    return NULL;
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      g_autoptr (RgCondition) condition = rg_condition_parse (rg_statement_get_text (statement, 1), NULL);
      Named named = { .id = rg_statement_get_integer (statement, 0) };

      if (condition == NULL)
        continue;
      named.condition = g_steal_pointer (&condition);
      named.entity = g_intern_string (rg_statement_get_text (statement, 2));
      g_array_append_val (found, named);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&found) : NULL;
}

static gboolean
settle_row (RgOp *op, const RgEntity *entity, const Named *named, GError **error)
{
  g_autoptr (RgCondition) settled =
      rg_condition_settle (named->condition, rg_write_as_read (rg_op_get_write (op)), named->entity);
  g_auto (RgValue) value = RG_VALUE_INIT;
  RgCell cell = { .field = rg_entity_find_field (entity, "condition") };

  if (rg_condition_equal (settled, named->condition))
    return TRUE;
  rg_value_take_text (&value, rg_condition_to_json (settled));
  cell.value = value;
  return rg_op_update (op, entity, named->id, &cell, 1, error);
}

static gboolean
settle_table (RgOp *op, const char *table, GError **error)
{
  RgWrite *write = rg_op_get_write (op);
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), table);
  g_autoptr (GArray) found = find_named (rg_write_as_read (write), table, error);

  for (guint i = 0; found != NULL && i < found->len; i++)
    if (!settle_row (op, entity, &g_array_index (found, Named, i), error))
      return FALSE;
  return found != NULL;
}

/**
 * rg_settle_conditions:
 * @op: the operation in which a tag or a stage is about to get another name or place
 * @error: return location for an error
 *
 * Returns: %FALSE and @error when a row cannot be read or written
 */
gboolean
rg_settle_conditions (RgOp *op, GError **error)
{
  return settle_table (op, "tag", error) && settle_table (op, "view", error);
}
