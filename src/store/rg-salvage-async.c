/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-salvage.h"

typedef struct
{
  char *folder;
  char *new_folder;
  RgSalvageProgress progress;
  gpointer progress_data;
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_free (call->folder);
  g_free (call->new_folder);
  g_free (call);
}

static void
thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Call *call = data;
  GError *error = NULL;
  RgSalvageReport *report =
      rg_salvage (call->folder, call->new_folder, call->progress, call->progress_data, cancellable, &error);

  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) rg_salvage_report_free);
  else
    g_task_return_error (task, error);
}

/**
 * rg_salvage_async:
 * @folder: see [func@salvage]
 * @new_folder: see [func@salvage]
 * @progress: (nullable): called on the thread that works
 * @progress_data: for @progress
 * @cancellable: (nullable): ends it
 * @callback: called on the caller's thread-default main context
 * @user_data: for @callback
 */
void
rg_salvage_async (const char *folder,
                  const char *new_folder,
                  RgSalvageProgress progress,
                  gpointer progress_data,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  call->folder = g_strdup (folder);
  call->new_folder = g_strdup (new_folder);
  call->progress = progress;
  call->progress_data = progress_data;
  g_task_set_source_tag (task, rg_salvage_async);
  g_task_set_task_data (task, call, call_free);
  g_task_run_in_thread (task, thread_cb);
}

/**
 * rg_salvage_finish:
 * @result: what the callback got
 * @error: see [func@salvage]
 *
 * Returns: (transfer full): the report, or %NULL
 */
RgSalvageReport *
rg_salvage_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
