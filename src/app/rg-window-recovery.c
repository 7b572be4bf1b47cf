/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-window-private.h"

#include "app/backups/rg-restoring.h"
#include "app/backups/rg-salvaging.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

/* The way back from a shop that cannot be opened. */

static gboolean
is_one_of (const GError *error, const RgStoreError *codes, guint n)
{
  for (guint i = 0; i < n; i++)
    if (g_error_matches (error, RG_STORE_ERROR, (int) codes[i]))
      return TRUE;

  return FALSE;
}

static gboolean
is_beyond_use (const GError *error)
{
  static const RgStoreError codes[] = { RG_STORE_ERROR_NOT_A_SHOP, RG_STORE_ERROR_CORRUPT,
                                        RG_STORE_ERROR_IO };

  return is_one_of (error, codes, G_N_ELEMENTS (codes));
}

/* Something of a shop may still be in the file. */
static gboolean
is_damage (const GError *error)
{
  static const RgStoreError codes[] = { RG_STORE_ERROR_CORRUPT, RG_STORE_ERROR_IO };

  return is_one_of (error, codes, G_N_ELEMENTS (codes));
}

/* What a thread found. */
typedef struct
{
  char *folder;
  gboolean damaged;
  GPtrArray *backups; /* (nullable) */
  gboolean salvage;
} Ways;

static void
ways_free (gpointer data)
{
  Ways *ways = data;

  g_clear_pointer (&ways->backups, g_ptr_array_unref);
  g_free (ways->folder);
  g_free (ways);
}

static void
look_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Ways *ways = data;
  g_autofree char *path = g_build_filename (ways->folder, "shop.db", NULL);
  GStatBuf status;

  ways->backups = rg_backup_list (ways->folder, NULL);
  ways->salvage =
      ways->damaged && g_stat (path, &status) == 0 && S_ISREG (status.st_mode) && status.st_size > 0;
  g_task_return_boolean (task, TRUE);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RgWindow *self = RG_WINDOW (source);
  const Ways *ways = g_task_get_task_data (G_TASK (result));
  GPtrArray *backups = ways->backups;
  RgBackup *best = backups != NULL ? rg_backup_newest_sound (backups, rg_clock_now ()) : NULL;
  guint n = backups != NULL ? backups->len : 0, index;

  /* Another shop was chosen meanwhile, or the window is gone. */
  if (self->settings == NULL || g_strcmp0 (rg_window_get_state (self), "error") != 0 ||
      g_strcmp0 (ways->folder, self->folder) != 0)
    return;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.salvage", ways->salvage);
  g_clear_pointer (&self->recovery, rg_backup_free);
  if (best != NULL && g_ptr_array_find (backups, best, &index))
    self->recovery = g_steal_pointer (&backups->pdata[index]);
  rg_error_page_offer (self->error_page, self->recovery, self->recovery != NULL ? n - 1 : n, ways->salvage);
}

/**
 * rg_window_offer_recovery:
 * @self: a window that says why its shop cannot be opened
 * @error: why
 *
 * Offers a backup where the shop's file is of no use any more, and what can
 * still be read of it.
 */
void
rg_window_offer_recovery (RgWindow *self, const GError *error)
{
  g_autoptr (GTask) task = NULL;
  Ways *ways;

  g_clear_pointer (&self->recovery, rg_backup_free);
  if (!is_beyond_use (error))
    return;
  ways = g_new0 (Ways, 1);
  ways->folder = g_strdup (self->folder);
  ways->damaged = is_damage (error);
  task = g_task_new (self, NULL, looked_cb, NULL);
  g_task_set_task_data (task, ways, ways_free);
  g_task_run_in_thread (task, look_thread);
}

static void
restore_newest (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgWindow *self = RG_WINDOW (widget);

  if (self->recovery != NULL)
    rg_restoring_run (self, self->folder, self->recovery);
}

/* Damage that shows itself only when something is read. */
static void
shop_damaged (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (GError) error =
      g_error_new_literal (RG_STORE_ERROR, RG_STORE_ERROR_CORRUPT, g_variant_get_string (parameter, NULL));

  if (RG_WINDOW (widget)->store != NULL)
    rg_window_show_error (RG_WINDOW (widget), error);
}

static void
salvage (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgWindow *self = RG_WINDOW (widget);

  if (self->store == NULL && self->folder != NULL)
    rg_salvaging_run (self, self->folder, NULL);
}

/**
 * rg_window_install_recovery_actions:
 * @klass: the window's class
 */
void
rg_window_install_recovery_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.restore-newest", NULL, restore_newest);
  gtk_widget_class_install_action (klass, "win.salvage", NULL, salvage);
  gtk_widget_class_install_action (klass, "win.shop-damaged", "s", shop_damaged);
}
