/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/backups/rg-backups-private.h"

#include "app/backups/rg-backup-words.h"
#include "app/rg-progress-dialog.h"

#include <glib/gi18n-lib.h>

/* Making a backup, and proving one. */

#define BAR_MS 100

/* --- making --------------------------------------------------------------- */

static void
report (double fraction, gpointer data)
{
  RgBackupsDialog *self = data;

  g_mutex_lock (&self->mutex);
  self->fraction = fraction;
  g_mutex_unlock (&self->mutex);
}

static gboolean
bar_cb (gpointer user_data)
{
  RgBackupsDialog *self = user_data;
  double fraction;

  g_mutex_lock (&self->mutex);
  fraction = self->fraction;
  g_mutex_unlock (&self->mutex);
  gtk_progress_bar_set_fraction (self->bar, CLAMP (fraction, 0.0, 1.0));

  return G_SOURCE_CONTINUE;
}

static void
show_making (RgBackupsDialog *self, gboolean making)
{
  gtk_widget_set_visible (self->making_box, making);
  gtk_widget_set_visible (self->make_button, !making);
  /* The keyboard goes along. */
  gtk_widget_grab_focus (making ? self->cancel_button : self->make_button);
}

/**
 * rg_backups_end_bar:
 * @self: the dialog
 *
 * Nobody sees how far it is any more.
 */
void
rg_backups_end_bar (RgBackupsDialog *self)
{
  g_clear_handle_id (&self->bar_timeout, g_source_remove);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgBackupsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgBackup) backup = rg_store_backup_finish (RG_STORE (source), result, &error);
  gboolean closed = g_cancellable_is_cancelled (self->cancellable);

  g_clear_object (&self->making);
  rg_backups_end_bar (self);
  if (closed && self->window != NULL && rg_window_get_store (self->window) == RG_STORE (source))
    rg_window_toast (self->window, backup != NULL ? _ ("The shop is backed up.") : error->message);
  if (closed)
    return;

  show_making (self, FALSE);
  if (backup != NULL)
    rg_backups_say (self, _ ("The shop is backed up."));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rg_backups_say (self, _ ("No backup was made."));
  else
    rg_backups_alert (self, _ ("No Backup Was Made"), error->message);
  rg_backups_refresh (self);
}

/**
 * rg_backups_dialog_make:
 * @self: the dialog, over a shop that can be changed
 *
 * Backs up now. It goes on when the dialog is closed meanwhile.
 */
void
rg_backups_dialog_make (RgBackupsDialog *self)
{
  if (self->making != NULL || self->store == NULL || rg_store_is_read_only (self->store))
    return;
  self->making = g_cancellable_new ();
  self->fraction = 0.0;
  gtk_progress_bar_set_fraction (self->bar, 0.0);
  self->bar_timeout = g_timeout_add (BAR_MS, bar_cb, self);
  show_making (self, TRUE);
  rg_store_backup_async (self->store, RG_BACKUP_WANTED, NULL, report, self, self->making, made_cb,
                         g_object_ref (self));
}

/**
 * rg_backups_dialog_cancel:
 * @self: the dialog
 *
 * Stops the backup that is being made.
 */
void
rg_backups_dialog_cancel (RgBackupsDialog *self)
{
  if (self->making != NULL)
    g_cancellable_cancel (self->making);
}

/* --- proving -------------------------------------------------------------- */

typedef struct
{
  char *path;
  char *when;
  RgProgress *progress;
} Proof;

static void
proof_free (gpointer data)
{
  Proof *proof = data;

  g_free (proof->path);
  g_free (proof->when);
  g_free (proof);
}

static void
report_proof (double fraction, gpointer data)
{
  rg_progress_report (data, 0, fraction);
}

static void
prove_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Proof *proof = data;
  GError *error = NULL;

  if (rg_backup_prove (proof->path, report_proof, proof->progress, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
proved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RgBackupsDialog *self = RG_BACKUPS_DIALOG (source);
  const Proof *proof = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean proved = g_task_propagate_boolean (G_TASK (result), &error);
  g_autofree char *text = NULL;

  rg_progress_end (proof->progress);
  self->proving = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (proved)
    {
      /* Translators: %s is a day and a time. */
      text = g_strdup_printf (_ ("Restored on trial and compared, all is there: %s"), proof->when);
      rg_backups_say (self, text);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rg_backups_alert (self, _ ("The Backup Is Not Proved"), error->message);
  rg_backups_refresh (self);
  rg_backups_refresh_elsewhere (self);
}

/**
 * rg_backups_prove_row:
 * @self: the dialog
 * @backup: one of its backups
 *
 * Restores it into a temporary shop and compares the two.
 */
void
rg_backups_prove_row (RgBackupsDialog *self, const RgBackup *backup)
{
  g_autoptr (GTask) task = NULL;
  Proof *proof;

  if (self->proving)
    return;
  proof = g_new0 (Proof, 1);
  proof->path = g_strdup (backup->path);
  proof->when = rg_backup_words_when (backup->at);
  proof->progress = rg_progress_begin (GTK_WIDGET (self), _ ("Proving the Backup"), NULL);
  self->proving = TRUE;
  task = g_task_new (self, rg_progress_get_cancellable (proof->progress), proved_cb, NULL);
  /* What was proved is proved. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, proof, proof_free);
  g_task_run_in_thread (task, prove_thread);
}
