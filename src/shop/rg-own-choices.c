/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-own-choices.h"

#include "catalog/rg-text.h"

#include <string.h>

/* Every value in use that has @old in it, none twice. (element-type utf8)
 * (transfer full) (nullable) */
static GPtrArray *
values_with (RgOp *op, const RgEntity *entity, const RgField *field, const char *old, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT DISTINCT \"%s\" FROM \"%s\" WHERE instr (\"%s\", ?1) > 0",
                                          field->key, rg_entity_get_key (entity), field->key);
  g_autoptr (RgStatement) statement =
      rg_database_prepare (rg_write_get_database (rg_op_get_write (op)), sql, error);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  const char *one[] = { old, NULL };
  g_autofree char *json = rg_text_list_to_json (one);
  /* As it stands within the array, with its quotes. */
  g_autofree char *quoted = g_strndup (json + 1, strlen (json) - 2);
  RgStep step;

  if (statement == NULL)
    return NULL;
  rg_statement_bind_text (statement, 0, field->type == &rg_type_choices ? quoted : old);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    g_ptr_array_add (values, g_strdup (rg_statement_get_text (statement, 0)));

  return step != RG_STEP_ERROR ? g_steal_pointer (&values) : NULL;
}

/* (element-type gint64) (transfer full) (nullable): sorted */
static GArray *
ids_with (RgOp *op, const RgEntity *entity, const RgField *field, const char *value, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM \"%s\" WHERE \"%s\" = ?1 ORDER BY id",
                                          rg_entity_get_key (entity), field->key);
  g_autoptr (RgStatement) statement =
      rg_database_prepare (rg_write_get_database (rg_op_get_write (op)), sql, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  RgStep step;

  if (statement == NULL)
    return NULL;
  rg_statement_bind_text (statement, 0, value);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      gint64 id = rg_statement_get_integer (statement, 0);

      g_array_append_val (ids, id);
    }

  return step != RG_STEP_ERROR ? g_steal_pointer (&ids) : NULL;
}

/* @value with @name for @old, and none twice; NULL when @old is not in it. */
static char *
renamed (const RgField *field, const char *value, const char *old, const char *name)
{
  g_auto (GStrv) keys = NULL;
  g_autoptr (GPtrArray) list = g_ptr_array_new_null_terminated (4, NULL, TRUE);
  gboolean found = FALSE;

  if (field->type != &rg_type_choices)
    return strcmp (value, old) == 0 ? g_strdup (name) : NULL;

  keys = rg_text_list_from_json (value);
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      const char *key = strcmp (keys[i], old) == 0 ? name : keys[i];

      found |= key == name;
      if (!g_ptr_array_find_with_equal_func (list, key, g_str_equal, NULL))
        g_ptr_array_add (list, (gpointer) key);
    }

  return found ? rg_text_list_to_json ((const char *const *) list->pdata) : NULL;
}

/**
 * rg_own_choices_rename:
 * @op: an operation
 * @entity: of the transaction's catalogue
 * @field: one of its own fields, for one or several choices
 * @old: what the choice was called
 * @name: what it is called now
 * @error: return location for an error
 *
 * Changes what is stored in all rows that have the choice.
 *
 * Returns: whether it could be done
 */
gboolean
rg_own_choices_rename (RgOp *op,
                       const RgEntity *entity,
                       const RgField *field,
                       const char *old,
                       const char *name,
                       GError **error)
{
  g_autoptr (GPtrArray) values = values_with (op, entity, field, old, error);

  if (values == NULL)
    return FALSE;
  for (guint i = 0; i < values->len; i++)
    {
      const char *value = g_ptr_array_index (values, i);
      char *text = renamed (field, value, old, name);
      g_autoptr (GArray) ids = text != NULL ? ids_with (op, entity, field, value, error) : NULL;
      RgCell cell = { .field = field, .value = { .kind = RG_VALUE_TEXT, .text = text } };
      gboolean done;

      if (text == NULL)
        continue;
      done = ids != NULL &&
             rg_op_update_many (op, entity, (const gint64 *) (gpointer) ids->data, ids->len, &cell, error);
      g_free (text);
      if (!done)
        return FALSE;
    }

  return TRUE;
}
