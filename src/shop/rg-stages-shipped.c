/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-stages.h"

#include "shop/rg-cells.h"

#include <glib/gi18n-lib.h>

/* The stages that come with the program. They are the owner's from then on: their
 * names are written in the owner's language, once in the life of a shop. */

static const struct
{
  const char *key;
  const char *name;
  int days;
  int chance;
  const char *color;
} shipped[] = {
  { "contact", N_ ("First contact"), 14, 10, "blue" },
  { "needs", N_ ("Needs confirmed"), 14, 25, "teal" },
  { "proposal", N_ ("Proposal"), 21, 45, "violet" },
  { "negotiation", N_ ("Negotiation"), 14, 65, "orange" },
  { "signing", N_ ("Signing"), 7, 85, "green" },
};

/* Stages cannot be deleted: whoever has none never had any, or took that back. */
static gpointer
was_given (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgStatement) statement =
      rg_database_prepare (rg_read_get_database (read), "SELECT EXISTS (SELECT 1 FROM stage)", error);

  if (statement == NULL || rg_statement_step (statement, error) != RG_STEP_ROW)
    return NULL;
  return GINT_TO_POINTER (rg_statement_get_integer (statement, 0) != 0 ? 1 : 2);
}

/**
 * rg_stages_ensure:
 * @op: the operation of a write
 * @error: return location for an error
 *
 * Puts the stages that come with the program into a shop that has none.
 *
 * Returns: %FALSE and @error when they could not be written
 */
gboolean
rg_stages_ensure (RgOp *op, GError **error)
{
  RgWrite *write = rg_op_get_write (op);
  gpointer given = was_given (rg_write_as_read (write), NULL, NULL, error);

  if (given == NULL)
    return FALSE;
  for (guint i = 0; GPOINTER_TO_INT (given) == 2 && i < G_N_ELEMENTS (shipped); i++)
    {
      g_auto (RgCells) cells = RG_CELLS_INIT (rg_catalog_find (rg_write_get_catalog (write), "stage"));

      if (!rg_cells_add_text (&cells, "name", _ (shipped[i].name), error) ||
          !rg_cells_add_text (&cells, "key", shipped[i].key, error) ||
          !rg_cells_add_text (&cells, "color", shipped[i].color, error))
        return FALSE;
      rg_cells_add_real (&cells, "position", i + 1);
      rg_cells_add_real (&cells, "days", shipped[i].days);
      rg_cells_add_real (&cells, "chance", shipped[i].chance);
      rg_cells_add_integer (&cells, "retired", FALSE);
      if (rg_op_insert (op, cells.entity, cells.cells, cells.n, error) == 0)
        return FALSE;
    }
  return TRUE;
}

/**
 * rg_stages_ship_func:
 * @write: a write
 * @data: not used
 * @cancellable: not used
 * @error: return location for an error
 *
 * For rg_store_write_async(): puts the stages that come with the program into a shop
 * that has none.
 *
 * Returns: %NULL and @error when they could not be written
 */
gpointer
rg_stages_ship_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_SYSTEM, "system",
                          _ ("Put in the stages that come with the program"), error);

  return op != NULL && rg_stages_ensure (op, error) ? GINT_TO_POINTER (TRUE) : NULL;
}

/**
 * rg_stages_ship:
 * @store: a shop
 * @error: return location for an error
 *
 * Puts the stages that come with the program into a shop that has none. Nobody's
 * Ctrl+Z takes them, the history can.
 *
 * Returns: %FALSE and @error when they could not be written; %TRUE also when there is
 *   nothing to do, as in a shop that can only be read
 */
gboolean
rg_stages_ship (RgStore *store, GError **error)
{
  gpointer given;

  if (rg_store_is_read_only (store))
    return TRUE;
  given = rg_store_read_sync (store, was_given, NULL, NULL, error);
  if (given == NULL)
    return FALSE;
  return GPOINTER_TO_INT (given) == 1 ||
         rg_store_write_sync (store, rg_stages_ship_func, NULL, NULL, error) != NULL;
}
