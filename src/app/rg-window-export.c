/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-window-private.h"

#include "app/rg-progress-dialog.h"
#include "app/widgets/rg-display.h"
#include "exchange/rg-export.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  RgWindow *window;
  RgProgress *progress;
  RgQuery *query;
  char *path;
  RgExportJob job;
} Export;

static void
export_end (Export *export)
{
  RgWindow *self = export->window;

  rg_progress_end (export->progress);
  rg_query_unref (export->query);
  g_free (export->path);
  g_free (export);
  rg_window_set_busy (self, NULL);
  rg_window_import_next (self);
  g_object_unref (self);
}

static void
say_exported (Export *export, const RgExportReport *report)
{
  g_autofree char *name = g_path_get_basename (export->path);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *number = rg_display_count ((guint) MIN (report->rows, G_MAXUINT));
  g_autofree char *text = g_strdup_printf (
      /* Translators: a number of customers and the name of a file. */
      ngettext ("Exported %s customer to %s", "Exported %s customers to %s", (gulong) report->rows), number,
      shown);
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _ ("Show File"));
  adw_toast_set_action_name (toast, "win.show-file");
  adw_toast_set_action_target_value (toast, g_variant_new_bytestring (export->path));
  adw_toast_overlay_add_toast (export->window->toast_overlay, toast);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Export *export = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgExportReport) report = rg_store_read_finish (RG_STORE (source), result, &error);

  if (report != NULL)
    say_exported (export, report);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rg_window_toast (export->window, _ ("The export was cancelled; no file was written."));
  else
    {
      AdwDialog *dialog = adw_alert_dialog_new (_ ("Not Exported"), error->message);

      adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("Close"));
      adw_dialog_present (dialog, GTK_WIDGET (export->window));
    }
  export_end (export);
}

static void
report_progress (guint64 rows, guint64 total, gpointer user_data)
{
  rg_progress_report (user_data, rows, total > 0 ? (double) rows / (double) total : 0.0);
}

static char *
say_rows (guint64 rows)
{
  g_autofree char *number = rg_display_count ((guint) MIN (rows, G_MAXUINT));

  return g_strdup_printf (ngettext ("%s customer", "%s customers", (gulong) rows), number);
}

/**
 * rg_window_export_to:
 * @self: a window with a shop
 * @path: a file, which is replaced when it is there
 *
 * Writes all customers into a CSV file.
 */
void
rg_window_export_to (RgWindow *self, const char *path)
{
  Export *export;

  g_return_if_fail (RG_IS_WINDOW (self));
  if (self->store == NULL)
    return;
  if (self->busy != NULL)
    {
      rg_window_say_busy (self);
      return;
    }

  export = g_new0 (Export, 1);
  export->window = g_object_ref (self);
  export->path = g_strdup (path);
  export->query = rg_query_new ("customer");
  export->progress = rg_progress_begin (GTK_WIDGET (self), _ ("Exporting…"), say_rows);
  export->job.query = export->query;
  export->job.path = export->path;
  export->job.progress = report_progress;
  export->job.progress_data = export->progress;
  rg_window_set_busy (self, _ ("Exporting…"));
  rg_store_read_async (self->store, rg_export_read_func, &export->job, NULL,
                       (GDestroyNotify) rg_export_report_free, rg_progress_get_cancellable (export->progress),
                       exported_cb, export);
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL && g_file_peek_path (file) != NULL)
    rg_window_export_to (self, g_file_peek_path (file));
  else if (file != NULL)
    rg_window_toast (self, _ ("Files can only be written to folders of this computer."));
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) &&
           !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    rg_window_toast (self, error->message);
}

static void
export_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgWindow *self = RG_WINDOW (widget);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = NULL;
  char iso[16];
  GDate today;

  if (self->store == NULL)
    return;
  rg_display_today (&today);
  g_date_strftime (iso, sizeof iso, "%Y-%m-%d", &today);
  /* Translators: name of a file; the shop's name and a day. */
  name = g_strdup_printf (_ ("%s customers %s.csv"), self->shop_name, iso);
  g_strdelimit (name, "/\\", '-');
  gtk_file_dialog_set_title (dialog, _ ("Export All Customers"));
  gtk_file_dialog_set_accept_label (dialog, _ ("Export"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (widget), NULL, file_chosen_cb, g_object_ref (widget));
}

static void
show_file (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_bytestring (parameter));
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  gtk_file_launcher_open_containing_folder (launcher, GTK_WINDOW (widget), NULL, NULL, NULL);
}

/**
 * rg_window_install_export_actions:
 * @klass: the window's class
 */
void
rg_window_install_export_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.export", NULL, export_action);
  gtk_widget_class_install_action (klass, "win.show-file", "ay", show_file);
}
