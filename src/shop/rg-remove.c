/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-remove.h"

/* The rows of @entity whose @field is @id. */
static GArray *
pointing_rows (RgOp *op, const RgEntity *entity, const RgField *field, gint64 id, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *sql =
      g_strdup_printf ("SELECT id FROM \"%s\" WHERE \"%s\" = ?1", rg_entity_get_key (entity), field->key);
  g_autoptr (RgStatement) statement =
      rg_database_prepare (rg_write_get_database (rg_op_get_write (op)), sql, error);
  RgStep step;

  if (statement == NULL)
    return NULL;
  rg_statement_bind_integer (statement, 0, id);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      gint64 row = rg_statement_get_integer (statement, 0);

      g_array_append_val (ids, row);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

/* What cannot be without the row it points to goes with it; so does everything
 * about a customer. Others only lose the way to it. */
static gboolean
release_row (RgOp *op, const RgEntity *entity, const RgField *field, gint64 id, GError **error)
{
  RgCell nothing = { .field = field, .value = RG_VALUE_INIT };

  if ((field->flags & RG_FIELD_REQUIRED) != 0 || g_str_equal (field->target, "customer"))
    return rg_remove_row (op, entity, id, error);
  return rg_op_update (op, entity, id, &nothing, 1, error);
}

static gboolean
release_rows (RgOp *op, const RgEntity *entity, const RgField *field, gint64 id, GError **error)
{
  g_autoptr (GArray) rows = pointing_rows (op, entity, field, id, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (!release_row (op, entity, field, g_array_index (rows, gint64, i), error))
      return FALSE;
  return rows != NULL;
}

/**
 * rg_remove_row:
 * @op: the operation of a write
 * @entity: whose row
 * @id: which
 * @error: return location for an error
 *
 * Deletes a row. What cannot be without it goes too, first; others lose the way to it.
 *
 * Returns: %FALSE and @error when a row could not be written
 */
/* Later entities point to earlier ones: an attachment to its event. Taken from
 * the end, what goes anyway goes before anybody has to let go of it. */
gboolean
rg_remove_row (RgOp *op, const RgEntity *entity, gint64 id, GError **error)
{
  RgCatalog *catalog = rg_write_get_catalog (rg_op_get_write (op));
  const char *key = rg_entity_get_key (entity);

  for (guint i = rg_catalog_get_n_entities (catalog); i-- > 0;)
    {
      const RgEntity *other = rg_catalog_get_entity (catalog, i);

      for (guint j = 0; j < rg_entity_get_n_fields (other); j++)
        {
          const RgField *field = rg_entity_get_field (other, j);

          if (field->type == &rg_type_ref && g_strcmp0 (field->target, key) == 0 &&
              !release_rows (op, other, field, id, error))
            return FALSE;
        }
    }
  return rg_op_delete (op, entity, id, error);
}

/**
 * rg_people_delete:
 * @op: the operation of a write
 * @customer_id: who
 * @error: %RG_STORE_ERROR_NOT_FOUND when there is no such customer, or why a
 *   row could not be written; the operation is to be given up then
 *
 * Deletes a customer and every row that belongs to it, what belongs to that
 * first. An attachment's bytes stay in the shop's folder, so that undoing
 * brings everything back.
 *
 * Returns: whether the customer is gone
 */
gboolean
rg_people_delete (RgOp *op, gint64 customer_id, GError **error)
{
  return rg_remove_row (op, rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), "customer"),
                        customer_id, error);
}
