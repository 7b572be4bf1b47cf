/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-import-private.h"

/**
 * rg_import_check:
 * @plan: a plan
 * @max_rows: how many rows to read; 0 for all
 * @max_problems: how many problems to list; 0 for all
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Reads rows as an import would, without looking at the shop.
 *
 * Returns: (transfer full) (element-type RgImportProblem) (nullable): what could
 *   not be read, in the order of the file; %NULL on error
 */
GPtrArray *
rg_import_check (RgImportPlan *plan,
                 guint64 max_rows,
                 guint max_problems,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_import_problem_free);
  g_autoptr (RgImportRow) row = rg_import_row_new (plan, plan->catalog, NULL);
  RgGridStep step = RG_GRID_END;
  guint64 rows = 0;
  RgGridRow cells;

  row->problems = problems;
  row->max_problems = max_problems;
  if (!rg_import_plan_rewind (plan, cancellable, error))
    return NULL;
  while ((max_rows == 0 || rows < max_rows) && (max_problems == 0 || problems->len < max_problems) &&
         (step = rg_import_plan_next (plan, &cells, cancellable, error)) == RG_GRID_ROW)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      rows += rg_import_row_read (row, &cells);
    }
  if (step == RG_GRID_ERROR)
    return NULL;
  return g_steal_pointer (&problems);
}
