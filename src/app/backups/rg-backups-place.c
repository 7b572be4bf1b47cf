/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/backups/rg-backups-private.h"

#include "app/backups/rg-backup-words.h"

#include <glib/gi18n-lib.h>

/* The second place. */

static char *
dup_subtitle (const RgBackupState *state)
{
  g_autofree char *path = g_filename_display_name (state->second_place), *when = NULL, *told = NULL;

  if (state->second_missing)
    told = g_strdup (_ ("It is not there now. Backups are copied to it when it is."));
  else if (state->second_sentence != NULL)
    told = g_strdup (state->second_sentence);
  else if (state->second_at == 0)
    told = g_strdup (_ ("The next backup is copied there."));
  else
    {
      when = rg_backup_words_when (state->second_at);
      /* Translators: %s is a day and a time. */
      told = g_strdup_printf (_ ("Newest backup there: %s"), when);
    }

  return g_strdup_printf ("%s\n%s", path, told);
}

/**
 * rg_backups_update_place:
 * @self: the dialog
 *
 * Shows what is known of the second place.
 */
void
rg_backups_update_place (RgBackupsDialog *self)
{
  const RgBackupState *state = self->state;
  g_autofree char *name = NULL, *subtitle = NULL;

  if (state == NULL)
    return;
  if (state->second_place != NULL)
    {
      name = g_filename_display_basename (state->second_place);
      subtitle = dup_subtitle (state);
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->place_row), name != NULL ? name : _ ("None yet"));
  adw_action_row_set_subtitle (self->place_row, subtitle != NULL ? subtitle : "");
  gtk_widget_set_visible (self->forget_button, name != NULL);
}

static gpointer
place_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_backup_set_second_place (write, data, error) ? GINT_TO_POINTER (TRUE) : NULL;
}

static void
placed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgBackupsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean placed = rg_store_write_finish (RG_STORE (source), result, &error) != NULL;

  self->placing = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (!placed)
    rg_backups_alert (self, _ ("The Second Place Stays as It Was"), error->message);
  rg_backups_refresh (self);
}

/**
 * rg_backups_dialog_set_place:
 * @self: the dialog, over a shop that can be changed
 * @path: (nullable): a folder; %NULL for none any more
 *
 * Says where each backup is copied, too.
 */
void
rg_backups_dialog_set_place (RgBackupsDialog *self, const char *path)
{
  if (self->placing || self->store == NULL || rg_store_is_read_only (self->store))
    return;
  self->placing = TRUE;
  rg_store_write_async (self->store, place_func, g_strdup (path), g_free, NULL, NULL, placed_cb,
                        g_object_ref (self));
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgBackupsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (file != NULL && g_file_peek_path (file) != NULL)
    rg_backups_dialog_set_place (self, g_file_peek_path (file));
  else if (file != NULL)
    rg_backups_say (self, _ ("Backups can only be copied to a folder of this computer or of a disk on it."));
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) &&
           !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    rg_backups_say (self, error->message);
}

/**
 * rg_backups_choose_place:
 * @self: the dialog
 *
 * Asks for a folder.
 */
void
rg_backups_choose_place (RgBackupsDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Choose the Second Place"));
  gtk_file_dialog_set_accept_label (dialog, _ ("Choose"));
  if (self->state != NULL && self->state->second_place != NULL)
    {
      g_autoptr (GFile) place = g_file_new_for_path (self->state->second_place);

      gtk_file_dialog_set_initial_folder (dialog, place);
    }
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (self->window), self->cancellable, chosen_cb,
                                 g_object_ref (self));
}
