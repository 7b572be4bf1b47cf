/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-stores-private.h"

#include <glib/gi18n-lib.h>

/* --- work on a closed shop ------------------------------------------------ */

static void
work_free (gpointer data)
{
  RgStoresWork *work = data;

  for (guint i = 0; i < RG_STORES_N_KINDS; i++)
    g_free (work->keys[i]);
  g_free (work);
}

/* Whoever asked meanwhile gets the shop as it is now. */
static void
give_back (RgStores *self, const RgStoresWork *work)
{
  for (guint i = 0; i < RG_STORES_N_KINDS; i++)
    {
      RgStoresEntry *entry = g_hash_table_lookup (self->entries, work->keys[i]);

      g_clear_object (&entry->work);
      if (g_queue_is_empty (&entry->waiting))
        g_hash_table_remove (self->entries, work->keys[i]);
      else
        rg_stores_open_entry (self, entry);
    }
}

static void
worked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RgStores *self = RG_STORES (source);
  g_autoptr (GTask) task = user_data;
  GApplication *app = g_application_get_default ();
  GError *error = NULL;
  gpointer answer = g_task_propagate_pointer (G_TASK (result), &error);

  give_back (self, g_object_get_data (G_OBJECT (task), "work"));
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, answer, g_free);
  if (app != NULL)
    g_application_release (app);
}

void
rg_stores_step_aside (RgStores *self, RgStoresEntry *entry)
{
  GTask *task = entry->work;
  const RgStoresWork *work = g_object_get_data (G_OBJECT (task), "work");
  g_autoptr (GTask) running = NULL;

  entry->state = RG_STORES_AWAY;
  for (guint i = 0; i < RG_STORES_N_KINDS; i++)
    if (((RgStoresEntry *) g_hash_table_lookup (self->entries, work->keys[i]))->state != RG_STORES_AWAY)
      return;

  running = g_task_new (self, g_task_get_cancellable (task), worked_cb, g_object_ref (task));
  g_task_set_task_data (running, g_task_get_task_data (task), NULL);
  /* What was done is told, whoever has cancelled meanwhile. */
  g_task_set_check_cancellable (running, FALSE);
  g_task_run_in_thread (running, work->func);
}

static gboolean
is_taken (RgStores *self, const RgStoresWork *work)
{
  for (guint i = 0; i < RG_STORES_N_KINDS; i++)
    {
      const RgStoresEntry *entry = g_hash_table_lookup (self->entries, work->keys[i]);

      if (entry != NULL && entry->work != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
take_entry (RgStores *self, const char *key, GTask *task)
{
  RgStoresEntry *entry = g_hash_table_lookup (self->entries, key);

  if (entry == NULL)
    {
      entry = g_new0 (RgStoresEntry, 1);
      entry->key = g_strdup (key);
      entry->state = RG_STORES_AWAY;
      g_queue_init (&entry->waiting);
      g_hash_table_insert (self->entries, entry->key, entry);
    }
  entry->work = g_object_ref (task);
}

/**
 * rg_stores_work_async:
 * @self: the shops
 * @folder: a shop's folder
 * @func: the work, done on a thread while nobody of this process has the shop;
 *   returns a pointer that is freed by g_free(), or an error
 * @data: its task data
 * @free_data: frees it
 * @cancellable: (nullable): handed to @func
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Takes a shop from everybody, works on its folder, and gives it back. Who has
 * it is told by RgStores::leaving and lets go; who asks for it meanwhile waits.
 * The application is held until it is done.
 */
void
rg_stores_work_async (RgStores *self,
                      const char *folder,
                      GTaskThreadFunc func,
                      gpointer data,
                      GDestroyNotify free_data,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GApplication *app = g_application_get_default ();
  RgStoresWork *work = g_new0 (RgStoresWork, 1);
  RgStoresEntry *first;

  g_return_if_fail (RG_IS_STORES (self));
  g_return_if_fail (folder != NULL && func != NULL);

  g_task_set_source_tag (task, rg_stores_work_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, data, free_data);
  work->keys[0] = rg_stores_make_key (folder, RG_STORE_DEFAULT);
  work->keys[1] = rg_stores_make_key (folder, RG_STORE_READ_ONLY);
  work->func = func;
  g_object_set_data_full (G_OBJECT (task), "work", work, work_free);
  if (is_taken (self, work))
    {
      g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_BUSY,
                                       _ ("Something is being done with this shop already. Please wait until "
                                          "it is done."));
      return;
    }

  if (app != NULL)
    g_application_hold (app);
  for (guint i = 0; i < RG_STORES_N_KINDS; i++)
    take_entry (self, work->keys[i], task);
  first = g_hash_table_lookup (self->entries, work->keys[0]);
  if (first->state == RG_STORES_AWAY)
    {
      const RgStoresEntry *other = g_hash_table_lookup (self->entries, work->keys[1]);

      if (other->state == RG_STORES_AWAY)
        rg_stores_step_aside (self, first);
    }
  g_signal_emit_by_name (self, "leaving", folder);
}

/**
 * rg_stores_work_finish:
 * @self: the shops
 * @result: what the callback got
 * @error: why it was not done
 *
 * Returns: (transfer full) (nullable): what the work returned; freed by g_free()
 */
gpointer
rg_stores_work_finish (RgStores *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * rg_stores_is_same:
 * @folder: (nullable): a folder
 * @other: (nullable): another
 *
 * Returns: whether both ways lead to one folder
 */
gboolean
rg_stores_is_same (const char *folder, const char *other)
{
  g_autofree char *key = folder != NULL ? rg_stores_make_key (folder, RG_STORE_DEFAULT) : NULL;
  g_autofree char *other_key = other != NULL ? rg_stores_make_key (other, RG_STORE_DEFAULT) : NULL;

  return key != NULL && g_strcmp0 (key, other_key) == 0;
}
