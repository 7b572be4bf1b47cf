/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-cells.h"

void
rg_cells_clear (RgCells *cells)
{
  for (guint i = 0; i < cells->n; i++)
    rg_value_clear (&cells->cells[i].value);
  cells->n = 0;
}

/**
 * rg_cells_add:
 * @cells: the cells so far
 * @key: a field of their entity
 *
 * Returns: (transfer none): one more, without a value
 */
RgCell *
rg_cells_add (RgCells *cells, const char *key)
{
  RgCell *cell;

  g_assert (cells->n < RG_CELLS_MOST);
  cell = &cells->cells[cells->n++];
  cell->field = rg_entity_find_field (cells->entity, key);
  g_assert (cell->field != NULL);
  cell->value = (RgValue) RG_VALUE_INIT;
  return cell;
}

/**
 * rg_cells_add_text:
 * @cells: the cells so far
 * @key: a field of their entity
 * @text: (nullable): as a person or a file writes it; %NULL adds no cell, "" one
 *   without a value
 * @error: return location for an error
 *
 * Returns: %FALSE and @error when the field refuses it
 */
gboolean
rg_cells_add_text (RgCells *cells, const char *key, const char *text, GError **error)
{
  RgCell *cell;

  if (text == NULL)
    return TRUE;
  cell = rg_cells_add (cells, key);
  return rg_field_parse (cell->field, text, &cell->value, error);
}

void
rg_cells_add_integer (RgCells *cells, const char *key, gint64 number)
{
  rg_value_set_integer (&rg_cells_add (cells, key)->value, number);
}

void
rg_cells_add_real (RgCells *cells, const char *key, double number)
{
  rg_value_set_real (&rg_cells_add (cells, key)->value, number);
}
