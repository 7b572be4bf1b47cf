/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/customers/rg-customers-private.h"

#include "app/rg-printing.h"
#include "app/rg-progress-dialog.h"
#include "app/widgets/rg-display.h"
#include "exchange/rg-export.h"

#include <glib/gi18n-lib.h>

/* --- into a file ---------------------------------------------------------- */

typedef struct
{
  RgCustomersPage *page;
  RgChosen *chosen;
  char *path;
  RgProgress *progress;
  RgExportJob job;
} Export;

static void
export_free (Export *export)
{
  g_object_unref (export->page);
  rg_chosen_unref (export->chosen);
  g_free (export->path);
  g_free (export);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Export *export = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgExportReport) report = rg_store_read_finish (RG_STORE (source), result, &error);
  g_autofree char *name = g_path_get_basename (export->path);
  g_autofree char *display = g_filename_display_name (name);
  g_autofree char *number = NULL, *text = NULL;

  rg_progress_end (export->progress);
  if (report != NULL)
    {
      number = rg_display_count ((guint) report->rows);
      /* Translators: the first %s is a number, the second the name of a file. */
      text = g_strdup_printf (
          ngettext ("Wrote %s customer into “%s”", "Wrote %s customers into “%s”", (gulong) report->rows),
          number, display);
      rg_page_say (RG_PAGE (export->page), text);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rg_page_say (RG_PAGE (export->page), _ ("Stopped; no file was written."));
  else
    rg_page_say (RG_PAGE (export->page), error->message);
  export_free (export);
}

static void
progress_cb (guint64 rows, guint64 total, gpointer user_data)
{
  rg_progress_report (user_data, rows, total > 0 ? (double) rows / (double) total : 0.0);
}

static char *
say_progress (guint64 rows)
{
  g_autofree char *number = rg_display_count ((guint) rows);

  /* Translators: %s is a number of rows of a file. */
  return g_strdup_printf (_ ("%s rows"), number);
}

/**
 * rg_customers_export_to:
 * @self: a page with a selection
 * @path: the file to be
 *
 * Writes everybody who is selected into a file.
 */
void
rg_customers_export_to (RgCustomersPage *self, const char *path)
{
  RgStore *store = rg_page_get_store (RG_PAGE (self));
  Export *export;

  if (store == NULL || self->selection == NULL)
    return;
  export = g_new0 (Export, 1);
  export->page = g_object_ref (self);
  export->chosen = rg_selection_dup_chosen (self->selection);
  export->path = g_strdup (path);
  export->progress = rg_progress_begin (GTK_WIDGET (self), _ ("Writing the File…"), say_progress);
  export->job.chosen = export->chosen;
  export->job.query = rg_chosen_get_query (export->chosen);
  export->job.path = export->path;
  export->job.progress = progress_cb;
  export->job.progress_data = export->progress;
  rg_store_read_async (store, rg_export_read_func, &export->job, NULL, (GDestroyNotify) rg_export_report_free,
                       rg_progress_get_cancellable (export->progress), written_cb, export);
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgCustomersPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL && g_file_peek_path (file) != NULL)
    rg_customers_export_to (self, g_file_peek_path (file));
  else if (file != NULL)
    rg_page_say (RG_PAGE (self), _ ("Only a folder of this computer can take the file."));
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) &&
           !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    rg_page_say (RG_PAGE (self), error->message);
}

static void
export_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (rg_clock_now () / 1000);
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");
  /* Translators: the beginning of the name of a file. */
  g_autofree char *name = g_strdup_printf ("%s %s.csv", _ ("Customers"), day);
  GtkRoot *root = gtk_widget_get_root (widget);

  gtk_file_dialog_set_title (dialog, _ ("Export Customers"));
  gtk_file_dialog_set_accept_label (dialog, _ ("Export"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, file_chosen_cb,
                        g_object_ref (widget));
}

/* --- onto paper ----------------------------------------------------------- */

static void
print_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (widget);
  g_autoptr (RgChosen) chosen = rg_selection_dup_chosen (self->selection);
  g_auto (GStrv) keys = rg_columns_dup_keys (self->columns);

  rg_printing_list (widget, rg_page_get_store (RG_PAGE (self)), chosen, (const char *const *) keys,
                    rg_page_get_title (RG_PAGE (self)), rg_columns_get_mask (self->columns));
}

/**
 * rg_customers_install_export:
 * @klass: the page's class
 */
void
rg_customers_install_export (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "page.export", NULL, export_action);
  gtk_widget_class_install_action (klass, "page.print", NULL, print_action);
}
