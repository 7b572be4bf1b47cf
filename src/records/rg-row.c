/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-row.h"

#include "records/rg-row-private.h"

struct _RgRow
{
  gatomicrefcount references;
  RgCatalog *catalog; /* keeps the entity */
  const RgEntity *entity;
  gint64 id;
  guint n_values;
  RgValue values[];
};

RgRow *
rg_row_new (RgCatalog *catalog, const RgEntity *entity, gint64 id)
{
  guint n = rg_entity_get_n_fields (entity);
  RgRow *row = g_malloc0 (sizeof (RgRow) + n * sizeof (RgValue));

  g_atomic_ref_count_init (&row->references);
  row->catalog = rg_catalog_ref (catalog);
  row->entity = entity;
  row->id = id;
  row->n_values = n;
  return row;
}

RgValue *
rg_row_get_value (RgRow *row, guint index)
{
  return &row->values[index];
}

/**
 * rg_row_ref:
 * @row: a row
 *
 * Returns: (transfer full): @row, with one reference more
 */
RgRow *
rg_row_ref (RgRow *row)
{
  g_atomic_ref_count_inc (&row->references);
  return row;
}

/**
 * rg_row_unref:
 * @row: (transfer full): a row
 *
 * Gives a reference back; the last one frees the values. From any thread.
 */
void
rg_row_unref (RgRow *row)
{
  if (!g_atomic_ref_count_dec (&row->references))
    return;
  for (guint i = 0; i < row->n_values; i++)
    rg_value_clear (&row->values[i]);
  rg_catalog_unref (row->catalog);
  g_free (row);
}

/**
 * rg_row_get_id:
 * @row: a row
 *
 * Returns: its id in the table
 */
gint64
rg_row_get_id (const RgRow *row)
{
  return row->id;
}

/**
 * rg_row_get_entity:
 * @row: a row
 *
 * Returns: (transfer none): its entity in the catalogue that it was read with,
 *   valid as long as @row
 */
const RgEntity *
rg_row_get_entity (const RgRow *row)
{
  return row->entity;
}

/**
 * rg_row_get:
 * @row: a row
 * @field: of its entity, from any catalogue of the shop
 *
 * Returns: (transfer none): the value; a null one for a field that came into
 *   the shop after the row was read
 */
const RgValue *
rg_row_get (const RgRow *row, const RgField *field)
{
  static const RgValue nothing = RG_VALUE_INIT;
  const RgField *own = field->index < row->n_values ? rg_entity_get_field (row->entity, field->index) : NULL;

  if (own != field && (own == NULL || !g_str_equal (own->key, field->key)))
    own = rg_entity_find_field (row->entity, field->key);
  return own != NULL ? &row->values[own->index] : &nothing;
}

/**
 * rg_row_get_text:
 * @row: a row
 * @key: of a field that is stored as text
 *
 * Returns: (transfer none) (nullable): the text; %NULL for null, for another
 *   kind of value and for an unknown field
 */
const char *
rg_row_get_text (const RgRow *row, const char *key)
{
  const RgField *field = rg_entity_find_field (row->entity, key);

  return field != NULL ? rg_value_get_text (&row->values[field->index]) : NULL;
}

/**
 * rg_row_format:
 * @row: a row
 * @field: of its entity
 * @style: for whom
 *
 * Returns: (transfer full): the value as text; "" for null
 */
char *
rg_row_format (const RgRow *row, const RgField *field, RgFormat style)
{
  return rg_field_format (field, rg_row_get (row, field), style);
}

gboolean
rg_row_agrees (const RgRow *a, const RgRow *b, const RgField *field)
{
  return rg_value_equal (rg_row_get (a, field), rg_row_get (b, field));
}
