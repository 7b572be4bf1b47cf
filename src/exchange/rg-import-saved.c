/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-import-private.h"

/* What the owner made of the columns of a file, kept for the next one that has
 * the same. */

/**
 * rg_import_saved_free:
 * @saved: (transfer full): a saved mapping
 */
void
rg_import_saved_free (RgImportSaved *saved)
{
  g_free (saved->file);
  g_clear_pointer (&saved->differing, g_array_unref);
  g_clear_pointer (&saved->columns, g_ptr_array_unref);
  g_free (saved);
}

RgImportSaved *
rg_import_find_saved (RgRead *read, const RgImportPlan *plan, GError **error)
{
  return NULL;
}

gboolean
rg_import_plan_apply_saved (RgImportPlan *plan, const RgImportSaved *saved, GError **error)
{
  return TRUE;
}

gpointer
rg_import_saved_func (RgRead *read, gpointer job, GCancellable *cancellable, GError **error)
{
  return rg_import_find_saved (read, ((RgImportJob *) job)->plan, error);
}
