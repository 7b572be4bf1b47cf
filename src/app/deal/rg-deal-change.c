/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/deal/rg-deal-change.h"

#include "shop/rg-cells.h"
#include "shop/rg-deal.h"

/**
 * rg_deal_change_new:
 * @id: of a deal; 0: a new one
 *
 * Returns: (transfer full): nothing said yet
 */
RgDealChange *
rg_deal_change_new (gint64 id)
{
  RgDealChange *change = g_new0 (RgDealChange, 1);

  change->id = id;
  change->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return change;
}

/**
 * rg_deal_change_free:
 * @change: (transfer full): what was said
 */
void
rg_deal_change_free (gpointer change)
{
  RgDealChange *self = change;

  g_hash_table_unref (self->texts);
  g_free (self);
}

static RgDealWords
to_words (const RgDealChange *change)
{
  return (RgDealWords) {
    .customer_id = change->customer_id,
    .contact_id = change->contact_id,
    .stage_id = change->stage_id,
    .title = g_hash_table_lookup (change->texts, "title"),
    .amount = g_hash_table_lookup (change->texts, "amount_fen"),
    .chance = g_hash_table_lookup (change->texts, "chance"),
    .expected = g_hash_table_lookup (change->texts, "expected"),
    .owner = g_hash_table_lookup (change->texts, "owner"),
    .source = g_hash_table_lookup (change->texts, "source"),
    .product = g_hash_table_lookup (change->texts, "product"),
    .code = g_hash_table_lookup (change->texts, "code"),
    .opened = g_hash_table_lookup (change->texts, "opened"),
    .notes = g_hash_table_lookup (change->texts, "notes"),
  };
}

/* The shop's own fields. */
static gboolean
save_own (RgOp *op, const RgDealChange *change, gint64 id, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), "deal");
  g_auto (RgCells) cells = RG_CELLS_INIT (entity);
  GHashTableIter iter;
  gpointer key, text;

  g_hash_table_iter_init (&iter, change->texts);
  while (g_hash_table_iter_next (&iter, &key, &text))
    {
      const RgField *field = rg_entity_find_field (entity, key);

      if (field != NULL && (field->flags & RG_FIELD_OWN) != 0 && cells.n < RG_CELLS_MOST &&
          !rg_cells_add_text (&cells, key, text, error))
        return FALSE;
    }
  return cells.n == 0 || rg_op_update (op, entity, id, cells.cells, cells.n, error);
}

/**
 * rg_deal_change_save:
 * @op: the operation of a write
 * @data: a change
 * @cancellable: (nullable): not looked at
 * @error: return location for an error
 *
 * Returns: whether it is written
 */
gboolean
rg_deal_change_save (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgDealChange *change = data;
  const RgDealWords words = to_words (change);
  gint64 id = change->id;

  if (id == 0)
    id = rg_deal_add (op, &words, error);
  else if (!rg_deal_change (op, id, &words, error))
    return FALSE;
  return id != 0 && save_own (op, change, id, error);
}
