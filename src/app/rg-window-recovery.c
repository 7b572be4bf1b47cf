/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-window-private.h"

#include "app/backups/rg-restoring.h"

/* The way back from a shop that cannot be opened. */

static gboolean
is_beyond_use (const GError *error)
{
  static const RgStoreError codes[] = { RG_STORE_ERROR_NOT_A_SHOP, RG_STORE_ERROR_CORRUPT,
                                        RG_STORE_ERROR_IO };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, RG_STORE_ERROR, (int) codes[i]))
      return TRUE;

  return FALSE;
}

static void
list_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *backups = rg_backup_list (data, &error);

  if (backups != NULL)
    g_task_return_pointer (task, backups, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RgWindow *self = RG_WINDOW (source);
  const char *folder = g_task_get_task_data (G_TASK (result));
  g_autoptr (GPtrArray) backups = g_task_propagate_pointer (G_TASK (result), NULL);
  RgBackup *best = backups != NULL ? rg_backup_newest_sound (backups, rg_clock_now ()) : NULL;
  guint index;

  /* Another shop was chosen meanwhile, or the window is gone. */
  if (self->settings == NULL || g_strcmp0 (rg_window_get_state (self), "error") != 0 ||
      g_strcmp0 (folder, self->folder) != 0)
    return;
  if (best == NULL || !g_ptr_array_find (backups, best, &index))
    return;
  rg_error_page_offer (self->error_page, best, backups->len - 1);
  g_clear_pointer (&self->recovery, rg_backup_free);
  self->recovery = g_steal_pointer (&backups->pdata[index]);
}

/**
 * rg_window_offer_recovery:
 * @self: a window that says why its shop cannot be opened
 * @error: why
 *
 * Offers a backup where the shop's file is of no use any more.
 */
void
rg_window_offer_recovery (RgWindow *self, const GError *error)
{
  g_autoptr (GTask) task = NULL;

  g_clear_pointer (&self->recovery, rg_backup_free);
  if (!is_beyond_use (error))
    return;
  task = g_task_new (self, NULL, listed_cb, NULL);
  g_task_set_task_data (task, g_strdup (self->folder), g_free);
  g_task_run_in_thread (task, list_thread);
}

static void
restore_newest (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgWindow *self = RG_WINDOW (widget);

  if (self->recovery != NULL)
    rg_restoring_run (self, self->folder, self->recovery);
}

/**
 * rg_window_install_recovery_actions:
 * @klass: the window's class
 */
void
rg_window_install_recovery_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.restore-newest", NULL, restore_newest);
}
