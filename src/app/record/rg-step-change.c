/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-step-change.h"

#include "shop/rg-cells.h"
#include "shop/rg-task.h"

/**
 * rg_step_change_new:
 * @task_id: what is put off; 0: the customer's next step
 * @customer_id: whose step
 * @day: (nullable): ISO day; "" or %NULL takes the step away
 *
 * Returns: (transfer full): it
 */
RgStepChange *
rg_step_change_new (gint64 task_id, gint64 customer_id, const char *day)
{
  RgStepChange *change = g_new0 (RgStepChange, 1);

  change->task_id = task_id;
  change->customer_id = customer_id;
  change->day = g_strdup (day != NULL ? day : "");
  return change;
}

/**
 * rg_step_change_new_what:
 * @customer_id: whose step
 * @what: what it is
 *
 * Returns: (transfer full): it
 */
RgStepChange *
rg_step_change_new_what (gint64 customer_id, const char *what)
{
  RgStepChange *change = g_new0 (RgStepChange, 1);

  change->customer_id = customer_id;
  change->what = g_strdup (what);
  return change;
}

void
rg_step_change_free (gpointer data)
{
  RgStepChange *change = data;

  g_free (change->day);
  g_free (change->what);
  g_free (change);
}

static gboolean
say_what (RgOp *op, gint64 customer_id, const char *what, GError **error)
{
  g_auto (RgCells) cells =
      RG_CELLS_INIT (rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), "customer"));

  return rg_cells_add_text (&cells, "next_what", what, error) &&
         rg_op_update (op, cells.entity, customer_id, cells.cells, cells.n, error);
}

static gboolean
take_away (RgOp *op, gint64 customer_id, GError **error)
{
  g_auto (RgCells) cells =
      RG_CELLS_INIT (rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), "customer"));

  rg_cells_add (&cells, "next_date");
  rg_cells_add (&cells, "next_what");
  return rg_op_update (op, cells.entity, customer_id, cells.cells, cells.n, error);
}

/**
 * rg_step_change_save:
 * @op: an operation
 * @data: an #RgStepChange
 * @cancellable: (nullable): not used
 * @error: return location for an error
 *
 * Returns: whether it is written
 */
gboolean
rg_step_change_save (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgStepChange *change = data;

  if (change->what != NULL)
    return say_what (op, change->customer_id, change->what, error);
  if (change->task_id != 0)
    return rg_task_put_off (op, change->task_id, change->day, NULL, error);
  return *change->day != '\0' ? rg_step_put_off (op, change->customer_id, change->day, error)
                              : take_away (op, change->customer_id, error);
}
