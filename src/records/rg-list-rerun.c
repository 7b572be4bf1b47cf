/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-list-rerun.h"

typedef struct
{
  RgQuery *query;
  GArray *before;
  GHashTable *touched;
  guint max_runs;
} Rerun;

static void
rerun_free (gpointer data)
{
  Rerun *rerun = data;

  rg_query_unref (rerun->query);
  g_array_unref (rerun->before);
  g_hash_table_unref (rerun->touched);
  g_free (rerun);
}

/* A difference, or that there is too much of it. */
typedef struct
{
  RgListDiff *diff;
} Outcome;

static void
outcome_free (gpointer data)
{
  Outcome *outcome = data;

  rg_list_diff_free (outcome->diff);
  g_free (outcome);
}

static gpointer
run_in_reader (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  GTask *task = data;
  Rerun *rerun = g_task_get_task_data (task);
  g_autoptr (GArray) after = rg_query_run (rerun->query, read, 0, cancellable, error);
  Outcome *outcome;

  if (after == NULL)
    return NULL;
  outcome = g_new0 (Outcome, 1);
  outcome->diff = rg_list_diff_new (rerun->before, after, rerun->touched, rerun->max_runs);
  return outcome;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  Outcome *outcome = rg_store_read_finish (RG_STORE (source), result, &error);

  if (outcome != NULL)
    g_task_return_pointer (task, outcome, outcome_free);
  else
    g_task_return_error (task, error);
}

static void
start_reading (GTask *task)
{
  rg_store_read_async (g_task_get_source_object (task), run_in_reader, g_object_ref (task), g_object_unref,
                       outcome_free, g_task_get_cancellable (task), read_cb, g_object_ref (task));
}

static void
wait_in_thread (GTask *waiting, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (rg_store_wait_for_search (source, cancellable, &error))
    g_task_return_boolean (waiting, TRUE);
  else
    g_task_return_error (waiting, error);
}

static void
waited_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;

  /* Where searching does not follow, the answer is the best there is. */
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_debug ("A search is asked again as it is: %s", error->message);
  if (!g_task_return_error_if_cancelled (task))
    start_reading (task);
}

void
rg_list_rerun_async (RgStore *store,
                     RgQuery *query,
                     GArray *before,
                     GHashTable *touched,
                     guint max_runs,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  g_autoptr (GTask) waiting = NULL;
  Rerun *rerun = g_new0 (Rerun, 1);

  g_task_set_source_tag (task, rg_list_rerun_async);
  rerun->query = rg_query_ref (query);
  rerun->before = g_array_ref (before);
  rerun->touched = touched;
  rerun->max_runs = max_runs;
  g_task_set_task_data (task, rerun, rerun_free);
  if (rg_query_get_search (query) == NULL)
    {
      start_reading (task);
      return;
    }
  waiting = g_task_new (store, cancellable, waited_cb, g_object_ref (task));
  g_task_run_in_thread (waiting, wait_in_thread);
}

gboolean
rg_list_rerun_finish (GAsyncResult *result, RgListDiff **diff, GError **error)
{
  Outcome *outcome = g_task_propagate_pointer (G_TASK (result), error);

  *diff = NULL;
  if (outcome == NULL)
    return FALSE;
  *diff = g_steal_pointer (&outcome->diff);
  outcome_free (outcome);
  return TRUE;
}
