/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-window-private.h"

#include <glib/gi18n-lib.h>

/* A shop is made when there is something to put into it: whoever has something
 * asks here first. All who ask while the shop is still being opened or made get
 * the same one. */

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  RgStore *store = rg_stores_open_finish (RG_STORES (source), result, &error);

  self->making = FALSE;
  /* Another shop was chosen meanwhile, or the window is gone. */
  if (store != NULL && (self->opening != NULL || self->store != NULL || self->settings == NULL))
    rg_stores_release (RG_STORES (source), g_steal_pointer (&store));

  if (store != NULL)
    rg_window_set_store (self, store);
  else if (self->opening == NULL && self->settings != NULL)
    rg_window_serve_ensured (self, error);
}

static void
make_shop (RgWindow *self)
{
  self->making = TRUE;
  rg_stores_open_async (rg_stores_get_default (), self->folder, RG_STORE_CREATE, NULL, made_cb,
                        g_object_ref (self));
}

/**
 * rg_window_serve_ensured:
 * @self: a window
 * @error: (nullable): why there is no shop
 *
 * Answers those who wait for a shop, when there is one or will be none; makes
 * it when the first-run page is shown to somebody who waits.
 */
void
rg_window_serve_ensured (RgWindow *self, const GError *error)
{
  GQueue waiting;

  if (g_queue_is_empty (&self->ensuring) || self->making)
    return;
  if (self->store == NULL && error == NULL)
    {
      make_shop (self);
      return;
    }

  /* Whoever is answered may ask again. */
  waiting = self->ensuring;
  g_queue_init (&self->ensuring);
  while (!g_queue_is_empty (&waiting))
    {
      g_autoptr (GTask) task = g_queue_pop_head (&waiting);

      if (self->store != NULL)
        g_task_return_pointer (task, g_object_ref (self->store), g_object_unref);
      else
        g_task_return_error (task, g_error_copy (error));
    }
}

/**
 * rg_window_end_ensuring:
 * @self: a window that goes
 *
 * Nobody gets an answer any more but that it was cancelled.
 */
void
rg_window_end_ensuring (RgWindow *self)
{
  g_autoptr (GError) error =
      g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("The window was closed."));

  self->making = FALSE;
  rg_window_serve_ensured (self, error);
}

/**
 * rg_window_ensure_store_async:
 * @self: a window
 * @cancellable: (nullable): ends the waiting; a shop that is being made is made
 *   all the same
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Asks for the shop to put something into. Where the first-run page is shown,
 * it is made, and the window shows it before @callback is called.
 */
void
rg_window_ensure_store_async (RgWindow *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task;

  g_return_if_fail (RG_IS_WINDOW (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, rg_window_ensure_store_async);
  if (self->store == NULL && (self->folder == NULL || g_str_equal (rg_window_get_state (self), "error")))
    {
      g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("No shop is open."));
      g_object_unref (task);
      return;
    }

  g_queue_push_tail (&self->ensuring, task);
  if (self->opening == NULL)
    rg_window_serve_ensured (self, NULL);
}

/**
 * rg_window_ensure_store_finish:
 * @self: a window
 * @result: what the callback got
 * @error: %RG_STORE_ERROR when the shop can neither be opened nor made
 *
 * Returns: (transfer full): the shop, which may be one for reading only, or
 *   %NULL
 */
RgStore *
rg_window_ensure_store_finish (RgWindow *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
