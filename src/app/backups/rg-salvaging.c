/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/backups/rg-salvaging.h"

#include "app/backups/rg-salvage-dialog.h"
#include "app/rg-folders.h"
#include "app/rg-progress-dialog.h"
#include "app/rg-window-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  RgWindow *window;
  char *folder;
  char *place;
  char *new_folder; /* once the thread has chosen it */
  RgSalvageReport *report;
  RgProgress *progress;
} Salvaging;

static void
salvaging_free (Salvaging *salvaging)
{
  g_clear_pointer (&salvaging->report, rg_salvage_report_free);
  g_object_unref (salvaging->window);
  g_free (salvaging->folder);
  g_free (salvaging->place);
  g_free (salvaging->new_folder);
  g_free (salvaging);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Salvaging, salvaging_free)

/* --- on the thread -------------------------------------------------------- */

/* Beside the damaged one, and called after it. */
static char *
find_new_folder (const char *folder, const char *place)
{
  g_autofree char *shop =
      rg_folders_is_default (folder) ? g_strdup (_ ("My Shop")) : g_path_get_basename (folder);

  for (guint n = 1;; n++)
    {
      /* Translators: the name of a folder; %s is that of the damaged shop. */
      g_autofree char *name = n == 1 ? g_strdup_printf (_ ("%s (salvaged)"), shop)
                                     /* Translators: the same when there is one already; a number. */
                                     : g_strdup_printf (_ ("%s (salvaged %u)"), shop, n);
      g_autofree char *path = g_build_filename (place, name, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
}

static void
report (double fraction, gpointer data)
{
  rg_progress_report (data, 0, fraction);
}

static void
salvage_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Salvaging *salvaging = data;
  GError *error = NULL;

  salvaging->new_folder = find_new_folder (salvaging->folder, salvaging->place);
  salvaging->report =
      rg_salvage (salvaging->folder, salvaging->new_folder, report, salvaging->progress, cancellable, &error);
  if (salvaging->report != NULL)
    g_task_return_pointer (task, g_strdup (""), g_free);
  else
    g_task_return_error (task, error);
}

/* --- what came of it ------------------------------------------------------ */

/* Where else it is to lie. */
typedef struct
{
  RgWindow *window;
  char *folder;
} Choice;

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_object_unref (choice->window);
  g_free (choice->folder);
  g_free (choice);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Choice, choice_free)

static Choice *
choice_new (RgWindow *window, const char *folder)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->window = g_object_ref (window);
  choice->folder = g_strdup (folder);

  return choice;
}

static void
choice_closure_free (gpointer data, GClosure *closure)
{
  choice_free (data);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Choice) choice = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file == NULL || choice->window->settings == NULL)
    return;
  if (g_file_peek_path (file) != NULL)
    rg_salvaging_run (choice->window, choice->folder, g_file_peek_path (file));
  else
    rg_window_toast (choice->window, _ ("A shop can only lie in a folder of this computer."));
}

static void
response_cb (AdwAlertDialog *alert, const char *response, const Choice *choice)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  if (!g_str_equal (response, "choose"))
    return;
  gtk_file_dialog_set_title (dialog, _ ("Choose a Folder for the New Shop"));
  gtk_file_dialog_set_accept_label (dialog, _ ("Choose"));
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (choice->window), NULL, chosen_cb,
                                 choice_new (choice->window, choice->folder));
}

/* Another disk may have room, or be one that can be written. */
static gboolean
is_of_place (const GError *error)
{
  return g_error_matches (error, RG_STORE_ERROR, RG_STORE_ERROR_READ_ONLY) ||
         g_error_matches (error, RG_STORE_ERROR, RG_STORE_ERROR_NO_SPACE) ||
         g_error_matches (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND) ||
         g_error_matches (error, RG_STORE_ERROR, RG_STORE_ERROR_IO);
}

static void
say_not_saved (RgWindow *window, const char *folder, const GError *error)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Nothing Was Saved"), error->message);

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("Close"));
  if (is_of_place (error))
    adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "choose", _ ("Choose Another Folder…"));
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "close");
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), choice_new (window, folder),
                         choice_closure_free, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, GTK_WIDGET (window));
}

static void
salvaged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Salvaging) salvaging = user_data;
  RgWindow *window = salvaging->window;
  g_autoptr (GError) error = NULL;
  g_autofree char *done = rg_stores_work_finish (RG_STORES (source), result, &error);

  g_clear_pointer (&salvaging->progress, rg_progress_end);
  /* The window was closed meanwhile. */
  if (window->settings == NULL)
    return;
  if (done != NULL)
    {
      rg_window_open_shop (window, salvaging->new_folder);
      adw_dialog_present (rg_salvage_dialog_new (g_steal_pointer (&salvaging->report), salvaging->folder,
                                                 salvaging->new_folder),
                          GTK_WIDGET (window));
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rg_window_toast (window, _ ("Nothing was saved; the damaged shop is as it was."));
  else
    say_not_saved (window, salvaging->folder, error);
}

/**
 * rg_salvaging_run:
 * @window: a window that says that the shop is damaged
 * @folder: the shop's folder
 * @place: (nullable): the folder in which the new shop's own is made; %NULL for
 *   the one in which the damaged one lies
 *
 * Saves what can be read, and opens it.
 */
void
rg_salvaging_run (RgWindow *window, const char *folder, const char *place)
{
  Salvaging *salvaging = g_new0 (Salvaging, 1);

  salvaging->window = g_object_ref (window);
  salvaging->folder = g_strdup (folder);
  salvaging->place = place != NULL ? g_strdup (place) : g_path_get_dirname (folder);
  salvaging->progress = rg_progress_begin (GTK_WIDGET (window), _ ("Saving What Can Be Read"), NULL);
  rg_stores_work_async (rg_stores_get_default (), folder, salvage_thread, salvaging, NULL,
                        rg_progress_get_cancellable (salvaging->progress), salvaged_cb, salvaging);
}
