/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-backup-private.h"
#include "store/rg-store-private.h"

#include <glib/gi18n-lib.h>

/* How long the writer waits for more before it tidies the log. */
#define IDLE_USEC (G_USEC_PER_SEC / 2)

/* Short writes that go before a long one continues, at most. */
#define MOST_BETWEEN 200

static void
job_finish (RgCore *core, RgJob *job, gpointer result, GError *error)
{
  if (job->task != NULL)
    {
      GTask *task = g_steal_pointer (&job->task);

      if (error != NULL)
        {
          if (result != NULL && job->free_result != NULL)
            job->free_result (result);
          g_task_return_error (task, error);
        }
      else
        {
          g_task_return_pointer (task, result, job->free_result);
        }
      if (job->free_data != NULL)
        job->free_data (job->data);
      g_clear_object (&job->cancellable);
      g_free (job);
      g_object_unref (task);
      return;
    }
  g_mutex_lock (&core->mutex);
  job->result = result;
  job->error = error;
  job->done = TRUE;
  g_cond_broadcast (&core->done_cond);
  g_mutex_unlock (&core->mutex);
}

static void
run_read (RgCore *core, RgJob *job, RgDatabase *db)
{
  GError *error = NULL;
  gpointer result = NULL;
  RgRead read;

  if (!g_cancellable_set_error_if_cancelled (job->cancellable, &error) &&
      rg_database_begin (db, FALSE, &error))
    {
      rg_read_begin (&read, core, job->store, db);
      rg_database_set_cancellable (db, job->cancellable);
      result = job->read (&read, job->data, job->cancellable, &error);
      rg_database_set_cancellable (db, NULL);
      /* A statement left in the middle would keep the snapshot, and with it the
       * whole log. */
      rg_database_reset_all (db);
      rg_database_rollback (db);
      rg_read_end (&read);
    }
  job_finish (core, job, result, error);
}

static void
run_write (RgCore *core, RgJob *job)
{
  GError *error = NULL;
  gpointer result = NULL;
  RgWrite *write = NULL;

  if (job->raw != NULL)
    {
      job->raw (core, job->data);
      job_finish (core, job, NULL, NULL);
      return;
    }
  if (!g_cancellable_set_error_if_cancelled (job->cancellable, &error))
    write = rg_write_begin (core, job->store, job->cancellable, &error);
  if (write != NULL)
    {
      result = job->write (write, job->data, job->cancellable, &error);
      rg_write_end (write, &error);
    }
  job_finish (core, job, result, error);
}

/*< private >
 * rg_core_run_waiting:
 *
 * In the pause of a long write: the others that wait now, each in its own
 * transaction.
 */
void
rg_core_run_waiting (RgCore *core)
{
  for (int i = 0; i < MOST_BETWEEN; i++)
    {
      RgJob *job;

      g_mutex_lock (&core->mutex);
      job = g_queue_pop_head (&core->writes);
      g_mutex_unlock (&core->mutex);
      if (job == NULL)
        return;
      run_write (core, job);
    }
}

/* The next job, or NULL after a while without one or when it is the end. */
static RgJob *
wait_for_write (RgCore *core, gboolean *end)
{
  gint64 until = g_get_monotonic_time () + IDLE_USEC;
  gboolean tidy = core->db->wal_pages > 0;
  RgJob *job;

  g_mutex_lock (&core->mutex);
  while ((job = g_queue_pop_head (&core->writes)) == NULL && !core->closing)
    {
      if (!tidy)
        g_cond_wait (&core->writes_cond, &core->mutex);
      else if (!g_cond_wait_until (&core->writes_cond, &core->mutex, until))
        break;
    }
  *end = job == NULL && core->closing;
  g_mutex_unlock (&core->mutex);
  return job;
}

static gpointer
writer_main (gpointer data)
{
  RgCore *core = data;
  gboolean end = FALSE;

  while (!end)
    {
      RgJob *job = wait_for_write (core, &end);

      if (job != NULL)
        run_write (core, job);
      if (core->db->wal_pages > (job != NULL ? RG_IDLE_WAL_PAGES : 0))
        {
          rg_database_checkpoint (core->db, FALSE, NULL);
          /* Readers keep the rest; trying again would not help before the
           * next COMMIT. */
          core->db->wal_pages = 0;
        }
    }
  return NULL;
}

typedef struct
{
  RgCore *core;
  RgDatabase *db;
} ReaderStart;

static gpointer
reader_main (gpointer data)
{
  g_autofree ReaderStart *start = data;
  RgCore *core = start->core;

  while (TRUE)
    {
      RgJob *job;

      g_mutex_lock (&core->mutex);
      while ((job = g_queue_pop_head (&core->reads)) == NULL && !core->closing)
        g_cond_wait (&core->reads_cond, &core->mutex);
      g_mutex_unlock (&core->mutex);
      if (job == NULL)
        return NULL;
      run_read (core, job, start->db);
    }
}

void
rg_core_start_threads (RgCore *core)
{
  if (!core->read_only)
    core->writer = g_thread_new ("rg-writer", writer_main, core);
  for (guint i = 0; i < RG_N_READERS; i++)
    {
      ReaderStart *start = g_new0 (ReaderStart, 1);

      start->core = core;
      start->db = core->reader_dbs[i];
      core->readers[i] = g_thread_new ("rg-reader", reader_main, start);
    }
}

/*< private >
 * rg_core_stop_threads:
 *
 * What is queued is finished first; nothing more is taken.
 */
void
rg_core_stop_threads (RgCore *core)
{
  g_mutex_lock (&core->mutex);
  core->closing = TRUE;
  g_cond_broadcast (&core->writes_cond);
  g_cond_broadcast (&core->reads_cond);
  g_mutex_unlock (&core->mutex);
  g_clear_pointer (&core->writer, g_thread_join);
  for (guint i = 0; i < RG_N_READERS; i++)
    g_clear_pointer (&core->readers[i], g_thread_join);
}

gboolean
rg_core_is_own_thread (RgCore *core)
{
  GThread *self = g_thread_self ();
  gboolean own = self == core->writer || (core->keeper != NULL && rg_backup_keeper_is_thread (core->keeper));

  for (guint i = 0; i < RG_N_READERS; i++)
    own = own || self == core->readers[i];
  return own;
}

RgCatalog *
rg_core_ref_catalog (RgCore *core)
{
  RgCatalog *catalog;

  g_mutex_lock (&core->mutex);
  catalog = rg_catalog_ref (core->catalog);
  g_mutex_unlock (&core->mutex);
  return catalog;
}

/*< private >
 * rg_core_run_on_writer:
 * @func: what to do between two transactions of others
 *
 * Blocks; not for threads of the store.
 */
gboolean
rg_core_run_on_writer (RgCore *core, void (*func) (RgCore *core, gpointer data), gpointer data)
{
  RgJob job = { .raw = func, .data = data };

  g_mutex_lock (&core->mutex);
  if (core->closing)
    {
      g_mutex_unlock (&core->mutex);
      return FALSE;
    }
  g_queue_push_tail (&core->writes, &job);
  g_cond_signal (&core->writes_cond);
  while (!job.done)
    g_cond_wait (&core->done_cond, &core->mutex);
  g_mutex_unlock (&core->mutex);
  return TRUE;
}

/* --- asking -------------------------------------------------------------- */

/* FALSE and @error when the store takes no more. */
static gboolean
enqueue (RgStore *store, RgJob *job, GError **error)
{
  RgCore *core = rg_store_get_core (store);
  gboolean taken = FALSE;

  if (core != NULL && job->write != NULL && core->read_only)
    {
      g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_READ_ONLY,
                           _ ("This shop was opened for reading only, so nothing can be changed."));
      return FALSE;
    }
  if (core != NULL)
    {
      g_mutex_lock (&core->mutex);
      taken = !core->closing;
      if (taken)
        {
          g_queue_push_tail (job->write != NULL ? &core->writes : &core->reads, job);
          g_cond_signal (job->write != NULL ? &core->writes_cond : &core->reads_cond);
        }
      g_mutex_unlock (&core->mutex);
    }
  if (!taken)
    g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_FAILED, _ ("The shop has been closed."));
  return taken;
}

static void
run_async (RgStore *self, RgJob template, gpointer tag, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, template.cancellable, callback, user_data);
  RgJob *job = g_memdup2 (&template, sizeof template);
  GError *error = NULL;

  g_task_set_source_tag (task, tag);
  /* What was committed was committed, cancelled or not. */
  g_task_set_check_cancellable (task, template.write == NULL);
  job->store = self;
  job->task = task;
  job->cancellable = template.cancellable != NULL ? g_object_ref (template.cancellable) : NULL;
  if (!enqueue (self, job, &error))
    job_finish (NULL, job, NULL, error);
}

static gpointer
run_sync (RgStore *self, RgJob job, GError **error)
{
  RgCore *core = rg_store_get_core (self);

  job.store = self;
  if (!enqueue (self, &job, error))
    return NULL;
  g_mutex_lock (&core->mutex);
  while (!job.done)
    g_cond_wait (&core->done_cond, &core->mutex);
  g_mutex_unlock (&core->mutex);
  if (job.error != NULL)
    g_propagate_error (error, job.error);
  return job.result;
}

/**
 * rg_store_read_async:
 * @self: a store
 * @func: what to do on a reader thread, inside a transaction that ends with it
 * @data: (nullable): for @func
 * @free_data: (nullable): frees @data afterwards, on any thread
 * @free_result: (nullable): frees the result when nobody fetches it
 * @cancellable: (nullable): ends @func's statements
 * @callback: called on the caller's thread-default main context
 * @user_data: for @callback
 */
void
rg_store_read_async (RgStore *self,
                     RgReadFunc func,
                     gpointer data,
                     GDestroyNotify free_data,
                     GDestroyNotify free_result,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  RgJob job = {
    .read = func, .data = data, .free_data = free_data, .free_result = free_result, .cancellable = cancellable
  };

  g_return_if_fail (RG_IS_STORE (self));
  g_return_if_fail (func != NULL);
  run_async (self, job, rg_store_read_async, callback, user_data);
}

/**
 * rg_store_read_finish:
 * @self: a store
 * @result: what the callback got
 * @error: what the function set, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): what the function returned
 */
gpointer
rg_store_read_finish (RgStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * rg_store_write_async:
 * @self: a store
 * @func: what to do on the writer thread, inside a transaction
 * @data: (nullable): for @func
 * @free_data: (nullable): frees @data afterwards, on any thread
 * @free_result: (nullable): frees the result when nobody fetches it
 * @cancellable: (nullable): ends @func's statements; too late after COMMIT
 * @callback: called on the caller's thread-default main context after COMMIT,
 *   or after nothing was changed. When that is the store's main context,
 *   RgStore::changed has been emitted before.
 * @user_data: for @callback
 */
void
rg_store_write_async (RgStore *self,
                      RgWriteFunc func,
                      gpointer data,
                      GDestroyNotify free_data,
                      GDestroyNotify free_result,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  RgJob job = { .write = func,
                .data = data,
                .free_data = free_data,
                .free_result = free_result,
                .cancellable = cancellable };

  g_return_if_fail (RG_IS_STORE (self));
  g_return_if_fail (func != NULL);
  run_async (self, job, rg_store_write_async, callback, user_data);
}

/**
 * rg_store_write_finish:
 * @self: a store
 * @result: what the callback got
 * @error: what the function set, or why it could not be committed; nothing was
 *   changed then
 *
 * Returns: (transfer full) (nullable): what the function returned
 */
gpointer
rg_store_write_finish (RgStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * rg_store_read_sync:
 * @self: a store
 * @func: what to do on a reader thread
 * @data: (nullable): for @func
 * @cancellable: (nullable): ends @func's statements
 * @error: what @func set
 *
 * Blocks; not for reader threads, nor for the main thread of a window. A write
 * may call it for what only readers have, the search tables: readers never wait
 * for the writer. They see what was committed, not what the write has changed.
 *
 * Returns: (transfer full) (nullable): what @func returned
 */
gpointer
rg_store_read_sync (RgStore *self, RgReadFunc func, gpointer data, GCancellable *cancellable, GError **error)
{
  RgJob job = { .read = func, .data = data, .cancellable = cancellable };
  RgCore *core = rg_store_get_core (self);

  g_return_val_if_fail (RG_IS_STORE (self), NULL);
  g_return_val_if_fail (func != NULL, NULL);
  g_return_val_if_fail (core == NULL || !rg_core_is_own_thread (core) || g_thread_self () == core->writer,
                        NULL);
  return run_sync (self, job, error);
}

/**
 * rg_store_write_sync:
 * @self: a store
 * @func: what to do on the writer thread
 * @data: (nullable): for @func
 * @cancellable: (nullable): ends @func's statements
 * @error: what @func set, or why it could not be committed; nothing was changed
 *   then, and what is returned is only of use to be freed
 *
 * Blocks until after COMMIT; not for store threads, nor for the main thread of
 * a window.
 *
 * Returns: (transfer full) (nullable): what @func returned
 */
gpointer
rg_store_write_sync (RgStore *self,
                     RgWriteFunc func,
                     gpointer data,
                     GCancellable *cancellable,
                     GError **error)
{
  RgJob job = { .write = func, .data = data, .cancellable = cancellable };

  g_return_val_if_fail (RG_IS_STORE (self), NULL);
  g_return_val_if_fail (func != NULL, NULL);
  g_return_val_if_fail (rg_store_get_core (self) == NULL || !rg_core_is_own_thread (rg_store_get_core (self)),
                        NULL);
  return run_sync (self, job, error);
}
