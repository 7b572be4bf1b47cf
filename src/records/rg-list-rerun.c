/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-list-rerun.h"

#include "records/rg-search-wait.h"

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
waited_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (rg_search_wait_finish (result, &error))
    start_reading (task);
  else
    g_task_return_error (task, error);
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
  Rerun *rerun = g_new0 (Rerun, 1);

  g_task_set_source_tag (task, rg_list_rerun_async);
  rerun->query = rg_query_ref (query);
  rerun->before = g_array_ref (before);
  rerun->touched = touched;
  rerun->max_runs = max_runs;
  g_task_set_task_data (task, rerun, rerun_free);
  if (rg_query_get_search (query) == NULL)
    start_reading (task);
  else
    rg_search_wait_async (store, cancellable, waited_cb, g_object_ref (task));
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
