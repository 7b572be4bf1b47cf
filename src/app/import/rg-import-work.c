/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/import/rg-import-session-private.h"

/* Trying and importing: the rows are read on the store's threads. */

static void
report_cb (guint64 rows, double fraction, gpointer user_data)
{
  RgImportSession *self = user_data;

  g_mutex_lock (&self->mutex);
  self->rows = rows;
  self->fraction = fraction;
  g_mutex_unlock (&self->mutex);
}

static gpointer
read_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  RgImportSession *self = data;

  return rg_import_session_is_same (self, error) ? rg_import_read_func (read, &self->job, cancellable, error)
                                                 : NULL;
}

static gpointer
write_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgImportSession *self = data;

  return rg_import_session_is_same (self, error)
             ? rg_import_write_func (write, &self->job, cancellable, error)
             : NULL;
}

static void
prepare (RgImportSession *self)
{
  /* Of sales it is not asked. */
  rg_import_plan_set_known (self->plan, g_str_equal (rg_import_plan_get_entity (self->plan), "sale")
                                            ? RG_IMPORT_KNOWN_FILL
                                            : self->known);
  rg_import_plan_set_tags (self->plan, (const char *const *) self->tags);
  self->job = (RgImportJob) { self->plan, report_cb, self };
}

/* --- trying --------------------------------------------------------------- */

static void
take_trial (RgImportSession *self, RgImportReport *trial, GError *error)
{
  g_clear_pointer (&self->trial, rg_import_report_free);
  self->trial = trial;
  rg_import_session_end (self, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgImportSession) self = user_data;
  GError *error = NULL;
  RgImportReport *trial = rg_store_read_finish (RG_STORE (source), result, &error);

  take_trial (self, trial, error);
}

static void
try_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  RgImportSession *self = RG_IMPORT_SESSION (source);
  GError *error = NULL;
  RgImportReport *trial = NULL;

  if (rg_import_session_is_same (self, &error))
    trial = rg_import_try (NULL, self->plan, report_cb, self, cancellable, &error);

  if (trial != NULL)
    g_task_return_pointer (task, trial, (GDestroyNotify) rg_import_report_free);
  else
    g_task_return_error (task, error);
}

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  RgImportReport *trial = g_task_propagate_pointer (G_TASK (result), &error);

  take_trial (RG_IMPORT_SESSION (source), trial, error);
}

/**
 * rg_import_session_begin_try:
 * @self: a session with a plan
 *
 * Reads the rows against the shop, or against none when it is still to be made.
 */
void
rg_import_session_begin_try (RgImportSession *self)
{
  RgStore *store = self->window != NULL ? rg_window_get_store (self->window) : NULL;
  g_autoptr (GTask) task = NULL;

  prepare (self);
  rg_import_plan_set_trial (self->plan, self->try_all ? 0 : RG_IMPORT_TRIAL_ROWS, RG_IMPORT_TRIAL_PROBLEMS);
  if (store != NULL)
    {
      rg_store_read_async (store, read_func, self, NULL, (GDestroyNotify) rg_import_report_free,
                           self->cancellable, read_cb, g_object_ref (self));
      return;
    }
  task = g_task_new (self, self->cancellable, tried_cb, NULL);
  /* A trial that was stopped ends before the next one touches the plan. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, try_thread);
}

/* --- importing ------------------------------------------------------------ */

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgImportSession) self = user_data;
  GError *error = NULL;

  g_clear_pointer (&self->result, rg_import_report_free);
  self->result = rg_store_write_finish (RG_STORE (source), result, &error);
  rg_import_session_end (self, error);
}

static void
write_rows (RgImportSession *self, RgStore *store)
{
  rg_store_write_async (store, write_func, self, NULL, (GDestroyNotify) rg_import_report_free,
                        self->cancellable, written_cb, g_object_ref (self));
}

static void
ensured_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgImportSession) self = user_data;
  GError *error = NULL;
  g_autoptr (RgStore) store = rg_window_ensure_store_finish (RG_WINDOW (source), result, &error);

  if (store != NULL)
    write_rows (self, store);
  else
    rg_import_session_end (self, error);
}

/**
 * rg_import_session_begin_write:
 * @self: a session with a plan
 *
 * Makes the shop when there is none yet, then imports.
 */
void
rg_import_session_begin_write (RgImportSession *self)
{
  prepare (self);
  if (self->window == NULL)
    {
      rg_import_session_end (self, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, ""));
      return;
    }
  rg_window_ensure_store_async (self->window, self->cancellable, ensured_cb, g_object_ref (self));
}
