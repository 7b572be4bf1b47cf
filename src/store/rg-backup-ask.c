/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-backup-private.h"

#include <glib/gi18n-lib.h>

/* Asking for a backup of an open shop. */

/**
 * rg_store_backup_async:
 * @self: a store
 * @reason: why
 * @folder: (nullable): where, made when it is not there; %NULL for the shop's own
 *   backups/
 * @progress: (nullable): called on another thread
 * @progress_data: for @progress; has to live until the callback
 * @cancellable: (nullable): ends it; nothing is left then
 * @callback: called on the caller's thread-default main context
 * @user_data: for @callback
 *
 * Makes a backup of the shop as it is at the moment when the copying ends.
 * Nobody waits for it: it is copied in steps between other people's changes.
 */
void
rg_store_backup_async (RgStore *self,
                       RgBackupReason reason,
                       const char *folder,
                       RgBackupProgress progress,
                       gpointer progress_data,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  RgCore *core = rg_store_get_core (self);

  g_task_set_source_tag (task, rg_store_backup_async);
  g_task_set_check_cancellable (task, FALSE);
  if (core != NULL && core->read_only)
    g_task_return_new_error (task, RG_STORE_ERROR, RG_STORE_ERROR_READ_ONLY, "%s",
                             _ ("This shop was opened for reading only, so nothing can be changed."));
  else if (core == NULL ||
           !rg_backup_keeper_ask (core->keeper, reason, folder, progress, progress_data, task))
    g_task_return_new_error (task, RG_STORE_ERROR, RG_STORE_ERROR_FAILED, "%s",
                             _ ("The shop has been closed."));
}

/**
 * rg_store_backup_finish:
 * @self: a store
 * @result: what the callback got
 * @error: why there is none
 *
 * Returns: (transfer full): the new backup, or %NULL
 */
RgBackup *
rg_store_backup_finish (RgStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GAsyncResult **kept = data;

  *kept = g_object_ref (result);
}

/**
 * rg_store_backup_sync:
 * @self: a store
 * @reason: why
 * @folder: (nullable): see [func@store_backup_async]
 * @progress: (nullable): called on another thread
 * @progress_data: for @progress
 * @cancellable: (nullable): ends it; nothing is left then
 * @error: why there is none
 *
 * The same for programs without a window; blocks, and not to be called from a
 * thread of the store.
 *
 * Returns: (transfer full): the new backup, or %NULL
 */
RgBackup *
rg_store_backup_sync (RgStore *self,
                      RgBackupReason reason,
                      const char *folder,
                      RgBackupProgress progress,
                      gpointer progress_data,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GAsyncResult) result = NULL;

  g_main_context_push_thread_default (context);
  rg_store_backup_async (self, reason, folder, progress, progress_data, cancellable, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (context, TRUE);
  g_main_context_pop_thread_default (context);
  return rg_store_backup_finish (self, result, error);
}

/**
 * rg_store_set_backup_policy:
 * @self: a store
 * @policy: when backups are made by themselves
 */
void
rg_store_set_backup_policy (RgStore *self, RgBackupPolicy policy)
{
  RgCore *core = rg_store_get_core (self);

  if (core != NULL && core->keeper != NULL)
    rg_backup_keeper_set_policy (core->keeper, policy);
}
