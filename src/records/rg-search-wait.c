/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-search-wait.h"

static void
wait_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  if (!rg_store_wait_for_search (source, cancellable, &error))
    g_debug ("A search is asked again as it is: %s", error->message);
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_boolean (task, TRUE);
}

void
rg_search_wait_async (RgStore *store,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, rg_search_wait_async);
  g_task_run_in_thread (task, wait_in_thread);
}

gboolean
rg_search_wait_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
