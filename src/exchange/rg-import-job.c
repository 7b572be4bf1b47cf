/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-import.h"

/* An import as a job for the store's threads. */

/**
 * rg_import_write_func:
 * @write: a write transaction
 * @job: an RgImportJob
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): an RgImportReport
 */
gpointer
rg_import_write_func (RgWrite *write, gpointer job, GCancellable *cancellable, GError **error)
{
  RgImportJob *import = job;

  return rg_import_run (write, import->plan, import->progress, import->progress_data, cancellable, error);
}

/**
 * rg_import_read_func:
 * @read: a read transaction
 * @job: an RgImportJob
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): an RgImportReport of a dry run
 */
gpointer
rg_import_read_func (RgRead *read, gpointer job, GCancellable *cancellable, GError **error)
{
  RgImportJob *import = job;

  return rg_import_try (read, import->plan, import->progress, import->progress_data, cancellable, error);
}
