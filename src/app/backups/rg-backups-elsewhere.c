/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/backups/rg-backups-private.h"

#include <glib/gi18n-lib.h>

/* Backups in a folder that is not the shop's: a USB stick, a copy of a shop. */

/* Those of one shop. Titles and descriptions of groups are markup. */
static void
add_place (RgBackupsDialog *self, RgBackupPlace *place, gboolean alone)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *shown = g_filename_display_name (place->folder);
  g_autofree char *name = g_filename_display_basename (place->folder);
  g_autofree char *description = g_markup_escape_text (shown, -1);
  g_autofree char *title = g_markup_escape_text (place->shop != NULL ? place->shop : name, -1);

  if (place->shop != NULL || !alone)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  adw_preferences_page_add (self->elsewhere_page, ADW_PREFERENCES_GROUP (group));
  g_ptr_array_add (self->elsewhere_groups, group);
  for (guint i = 0; i < place->backups->len; i++)
    g_ptr_array_add (self->elsewhere_rows, rg_backups_add_row (self, ADW_PREFERENCES_GROUP (group),
                                                               g_steal_pointer (&place->backups->pdata[i])));
}

static void
show_places (RgBackupsDialog *self, GPtrArray *places)
{
  for (guint i = 0; i < self->elsewhere_groups->len; i++)
    adw_preferences_page_remove (self->elsewhere_page, g_ptr_array_index (self->elsewhere_groups, i));
  g_ptr_array_set_size (self->elsewhere_groups, 0);
  g_ptr_array_set_size (self->elsewhere_rows, 0);
  for (guint i = 0; i < places->len; i++)
    add_place (self, g_ptr_array_index (places, i), places->len == 1);
}

static gboolean
is_shown (RgBackupsDialog *self)
{
  return g_strcmp0 (adw_navigation_view_get_visible_page_tag (self->view), "elsewhere") == 0;
}

static void
look_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *places = rg_backup_find_places (data, &error);

  if (places != NULL)
    g_task_return_pointer (task, places, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RgBackupsDialog *self = RG_BACKUPS_DIALOG (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) places = g_task_propagate_pointer (G_TASK (result), &error);

  self->n_reading--;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (places == NULL)
    {
      rg_backups_say (self, error->message);
      return;
    }
  if (places->len == 0)
    {
      g_autofree char *shown = g_filename_display_name (g_task_get_task_data (G_TASK (result)));
      g_autofree char *text = g_strdup_printf (_ ("There are no backups in “%s”."), shown);

      rg_backups_say (self, text);
      return;
    }
  g_set_str (&self->elsewhere, g_task_get_task_data (G_TASK (result)));
  show_places (self, places);
  if (!is_shown (self))
    adw_navigation_view_push_by_tag (self->view, "elsewhere");
}

/**
 * rg_backups_dialog_look_elsewhere:
 * @self: the dialog
 * @path: a folder
 *
 * Shows the backups in another folder, when there are any.
 */
void
rg_backups_dialog_look_elsewhere (RgBackupsDialog *self, const char *path)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, looked_cb, NULL);

  self->n_reading++;
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, look_thread);
}

/**
 * rg_backups_refresh_elsewhere:
 * @self: the dialog
 *
 * Reads them anew, when they are shown.
 */
void
rg_backups_refresh_elsewhere (RgBackupsDialog *self)
{
  if (self->elsewhere != NULL && is_shown (self))
    rg_backups_dialog_look_elsewhere (self, self->elsewhere);
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
    rg_backups_dialog_look_elsewhere (self, g_file_peek_path (file));
  else if (file != NULL)
    rg_backups_say (self,
                    _ ("Backups can only be restored from a folder of this computer or of a disk on it."));
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) &&
           !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    rg_backups_say (self, error->message);
}

/**
 * rg_backups_choose_elsewhere:
 * @self: the dialog
 *
 * Asks for a folder.
 */
void
rg_backups_choose_elsewhere (RgBackupsDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Choose a Folder with Backups"));
  gtk_file_dialog_set_accept_label (dialog, _ ("Choose"));
  if (self->state != NULL && self->state->second_place != NULL)
    {
      g_autoptr (GFile) place = g_file_new_for_path (self->state->second_place);

      gtk_file_dialog_set_initial_folder (dialog, place);
    }
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (self->window), self->cancellable, chosen_cb,
                                 g_object_ref (self));
}

/**
 * rg_backups_dialog_get_n_elsewhere:
 * @self: the dialog
 *
 * Returns: how many backups of another folder it shows
 */
guint
rg_backups_dialog_get_n_elsewhere (RgBackupsDialog *self)
{
  return is_shown (self) ? self->elsewhere_rows->len : 0;
}

/**
 * rg_backups_dialog_get_row_elsewhere:
 * @self: the dialog
 * @index: of a backup of another folder
 *
 * Returns: (transfer none): its row
 */
GtkWidget *
rg_backups_dialog_get_row_elsewhere (RgBackupsDialog *self, guint index)
{
  g_return_val_if_fail (index < self->elsewhere_rows->len, NULL);

  return g_ptr_array_index (self->elsewhere_rows, index);
}
