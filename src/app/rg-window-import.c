/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-window-private.h"

#include "app/rg-import-report.h"
#include "app/rg-progress-dialog.h"
#include "app/widgets/rg-display.h"

#include <glib/gi18n-lib.h>

/**
 * Import:
 *
 * A file on its way in: its columns are looked at on a thread, then the shop
 * is made when there is none yet, then the rows are written.
 */
typedef struct
{
  RgWindow *window;
  const char *session;
  char *path;
  RgCatalog *catalog;
  RgImportPlan *plan;
  RgProgress *progress;
  RgImportJob job;
} Import;

static void
import_end (Import *import)
{
  RgWindow *self = import->window;

  rg_progress_end (import->progress);
  g_clear_pointer (&import->plan, rg_import_plan_free);
  rg_catalog_unref (import->catalog);
  g_free (import->path);
  g_free (import);

  self->importing = FALSE;
  rg_window_set_busy (self, NULL);
  rg_window_import_next (self);
  g_object_unref (self);
}

/* --- the result --------------------------------------------------------- */

static void
say_failed (Import *import, const GError *error)
{
  AdwDialog *dialog;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      rg_window_toast (import->window, _ ("The import was cancelled; nothing of it is left."));
      return;
    }

  dialog = adw_alert_dialog_new (_ ("Not Imported"), error->message);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("Close"));
  adw_dialog_present (dialog, GTK_WIDGET (import->window));
}

typedef struct
{
  RgWindow *window;
  gint64 operation;
  char *refused;
} Result;

static void
result_free (gpointer data, GClosure *closure)
{
  Result *result = data;

  g_object_unref (result->window);
  g_free (result->refused);
  g_free (result);
}

static void
result_response_cb (AdwAlertDialog *dialog, const char *response, Result *result)
{
  if (g_str_equal (response, "undo"))
    rg_window_undo_operation (result->window, result->operation);
  else if (g_str_equal (response, "show"))
    {
      g_autoptr (GFile) file = g_file_new_for_path (result->refused);
      g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);

      gtk_file_launcher_open_containing_folder (launcher, GTK_WINDOW (result->window), NULL, NULL, NULL);
    }
}

static void
show_result (Import *import, const RgImportReport *report)
{
  g_autofree char *text = rg_import_report_say_long (report);
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Imported"), text));
  Result *result = g_new0 (Result, 1);

  result->window = g_object_ref (import->window);
  result->operation = report->operation;
  result->refused = g_strdup (report->refused_path);

  adw_alert_dialog_add_response (dialog, "close", _ ("Close"));
  if (report->operation != 0)
    adw_alert_dialog_add_response (dialog, "undo", _ ("Undo"));
  if (report->refused_path != NULL)
    adw_alert_dialog_add_response (dialog, "show", _ ("Show File"));
  adw_alert_dialog_set_default_response (dialog, "close");
  adw_alert_dialog_set_close_response (dialog, "close");
  g_signal_connect_data (dialog, "response", G_CALLBACK (result_response_cb), result, result_free,
                         G_CONNECT_DEFAULT);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (import->window));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Import *import = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgImportReport) report = rg_store_write_finish (RG_STORE (source), result, &error);
  g_autofree char *text = NULL;

  if (report == NULL)
    say_failed (import, error);
  else if (rg_import_report_needs_dialog (report))
    show_result (import, report);
  else
    {
      text = rg_import_report_say_short (report);
      if (report->operation != 0)
        rg_window_toast_undo (import->window, text, report->operation);
      else
        rg_window_toast (import->window, text);
    }

  import_end (import);
}

/* --- the way in --------------------------------------------------------- */

static void
report_progress (guint64 rows, double fraction, gpointer user_data)
{
  rg_progress_report (user_data, rows, fraction);
}

static void
write_rows (Import *import, RgStore *store)
{
  import->job.plan = import->plan;
  import->job.progress = report_progress;
  import->job.progress_data = import->progress;
  rg_store_write_async (store, rg_import_write_func, &import->job, NULL,
                        (GDestroyNotify) rg_import_report_free,
                        rg_progress_get_cancellable (import->progress), written_cb, import);
}

static void
store_ensured_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Import *import = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgStore) store = rg_window_ensure_store_finish (RG_WINDOW (source), result, &error);

  if (store != NULL)
    write_rows (import, store);
  else
    {
      say_failed (import, error);
      import_end (import);
    }
}

static void
plan_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Import *import = data;
  RgImportOptions options = RG_IMPORT_OPTIONS_INIT;
  GError *error = NULL;
  RgImportPlan *plan;

  options.session = import->session;
  plan = rg_import_plan_new (import->catalog, import->path, &options, cancellable, &error);
  if (plan != NULL)
    g_task_return_pointer (task, plan, (GDestroyNotify) rg_import_plan_free);
  else
    g_task_return_error (task, error);
}

static void
planned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Import *import = user_data;
  RgWindow *self = import->window;
  g_autoptr (GError) error = NULL;

  import->plan = g_task_propagate_pointer (G_TASK (result), &error);
  if (import->plan == NULL || self->folder == NULL)
    {
      if (error != NULL)
        say_failed (import, error);
      import_end (import);
      return;
    }

  rg_window_ensure_store_async (self, rg_progress_get_cancellable (import->progress), store_ensured_cb,
                                import);
}

static char *
say_rows (guint64 rows)
{
  g_autofree char *number = rg_display_count ((guint) MIN (rows, G_MAXUINT));

  /* Translators: %s is a number of rows of a file. */
  return g_strdup_printf (_ ("%s rows"), number);
}

static void
import_begin (RgWindow *self, GFile *file)
{
  g_autoptr (GTask) task = NULL;
  Import *import;

  if (g_file_peek_path (file) == NULL)
    {
      rg_window_toast (self, _ ("Only files of this computer can be imported."));
      return;
    }

  import = g_new0 (Import, 1);
  import->window = g_object_ref (self);
  import->session = rg_window_get_session (self);
  import->path = g_strdup (g_file_peek_path (file));
  import->catalog = self->store != NULL ? rg_store_ref_catalog (self->store) : rg_catalog_new (NULL);
  import->progress = rg_progress_begin (GTK_WIDGET (self), _ ("Importing…"), say_rows);

  self->importing = TRUE;
  rg_window_set_busy (self, _ ("Importing…"));
  task = g_task_new (NULL, rg_progress_get_cancellable (import->progress), planned_cb, import);
  g_task_set_task_data (task, import, NULL);
  g_task_run_in_thread (task, plan_thread);
}

/**
 * rg_window_import_next:
 * @self: a window
 *
 * Begins with the next file that waits, when none is on its way in.
 */
void
rg_window_import_next (RgWindow *self)
{
  if (self->importing || self->busy != NULL || self->opening != NULL)
    return;
  if (self->store != NULL && rg_store_is_read_only (self->store))
    {
      g_queue_clear_full (&self->imports, g_object_unref);
      return;
    }

  while (!self->importing && !g_queue_is_empty (&self->imports))
    {
      g_autoptr (GFile) file = g_queue_pop_head (&self->imports);

      import_begin (self, file);
    }
}

/**
 * rg_window_import_file:
 * @self: a window
 * @file: a list of customers
 */
void
rg_window_import_file (RgWindow *self, GFile *file)
{
  g_queue_push_tail (&self->imports, g_object_ref (file));
  if (self->folder != NULL)
    rg_window_import_next (self);
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL)
    rg_window_import_file (self, file);
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) &&
           !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    rg_window_toast (self, error->message);
}

static void
import_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) lists = gtk_file_filter_new (), all = gtk_file_filter_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  static const char *const suffixes[] = { "csv", "tsv", "txt" };

  gtk_file_filter_set_name (lists, _ ("Lists of customers (CSV)"));
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    gtk_file_filter_add_suffix (lists, suffixes[i]);
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, lists);
  g_list_store_append (filters, all);

  gtk_file_dialog_set_title (dialog, _ ("Import a File"));
  gtk_file_dialog_set_accept_label (dialog, _ ("Import"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open (dialog, GTK_WINDOW (widget), NULL, file_chosen_cb, g_object_ref (widget));
}

/**
 * rg_window_install_import_actions:
 * @klass: the window's class
 */
void
rg_window_install_import_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.import", NULL, import_action);
}
