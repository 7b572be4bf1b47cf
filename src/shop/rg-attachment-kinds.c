/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-attachment-kinds.h"

/**
 * rg_attachment_kinds_ensure:
 * @op: an operation
 * @name: a kind of attachment
 * @error: return location for an error
 *
 * Returns: whether the shop has that kind now
 */
gboolean
rg_attachment_kinds_ensure (RgOp *op, const char *name, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), "attachment_kind");
  RgCell cell = { .field = rg_entity_find_field (entity, "name"), .value = RG_VALUE_INIT };
  g_autoptr (RgStatement) statement = rg_database_prepare (
      rg_write_get_database (rg_op_get_write (op)), "SELECT 1 FROM attachment_kind WHERE name = ?1", error);
  RgStep step;
  gint64 id;

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 0, name);
  step = rg_statement_step (statement, error);
  if (step != RG_STEP_DONE)
    return step == RG_STEP_ROW;
  rg_value_set_text (&cell.value, name);
  id = rg_op_insert (op, entity, &cell, 1, error);
  rg_value_clear (&cell.value);
  return id != 0;
}
