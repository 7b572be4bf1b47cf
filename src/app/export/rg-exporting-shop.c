/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/export/rg-exporting-private.h"

#include "app/widgets/rg-display.h"
#include "exchange/rg-export-folder.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* A whole shop goes into a folder that every program can read. */

/* Names of lost files that are told. */
#define MISSING_SHOWN 5

typedef struct
{
  RgExporting *exporting;
  RgExportFolderJob job;
} Export;

static char *
say_done (const RgExportFolderReport *report, const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *number = rg_display_count ((guint) MIN (report->rows, G_MAXUINT));

  /* Translators: a number of rows of all tables and the name of a folder. */
  return g_strdup_printf (ngettext ("Exported the whole shop, %s row, to %s",
                                    "Exported the whole shop, %s rows, to %s", (gulong) report->rows),
                          number, name);
}

/* Attachments that the shop has lost are no secret. */
static void
say_missing (GtkWidget *widget, char **missing)
{
  guint n = missing != NULL ? g_strv_length (missing) : 0;
  g_autofree char *heading = NULL, *number = NULL;
  g_autoptr (GString) names = g_string_new (NULL);
  AdwDialog *dialog;

  if (n == 0)
    return;
  for (guint i = 0; i < MIN (n, MISSING_SHOWN); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? "\n" : "", missing[i]);
  if (n > MISSING_SHOWN)
    g_string_append (names, "\n…");
  number = rg_display_count (n);
  heading = g_strdup_printf (
      ngettext ("%s File Is Not in the Shop Any More", "%s Files Are Not in the Shop Any More", n), number);
  dialog = adw_alert_dialog_new (heading, names->str);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("Close"));
  adw_dialog_present (dialog, widget);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Export *export = user_data;
  g_autoptr (GtkWidget) widget = g_object_ref (export->exporting->widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgExportFolderReport) report = rg_store_read_finish (RG_STORE (source), result, &error);
  g_autofree char *text = report != NULL ? say_done (report, export->exporting->path) : NULL;

  rg_exporting_end (export->exporting, text, error);
  if (report != NULL)
    say_missing (widget, report->missing);
  g_free (export);
}

static char *
say_rows (guint64 rows)
{
  g_autofree char *number = rg_display_count ((guint) MIN (rows, G_MAXUINT));

  return g_strdup_printf (ngettext ("%s row", "%s rows", (gulong) rows), number);
}

/**
 * rg_exporting_write_shop:
 * @widget: for whom it is
 * @store: the shop
 * @path: the folder to be
 *
 * Writes everything of the shop into a folder.
 */
void
rg_exporting_write_shop (GtkWidget *widget, RgStore *store, const char *path)
{
  RgExporting *exporting = rg_exporting_begin (widget, path, say_rows);
  Export *export;

  if (exporting == NULL)
    return;
  export = g_new0 (Export, 1);
  export->exporting = exporting;
  export->job.path = exporting->path;
  export->job.progress = rg_exporting_report;
  export->job.progress_data = exporting->progress;
  rg_store_read_async (store, rg_export_folder_read_func, &export->job, NULL,
                       (GDestroyNotify) rg_export_folder_report_free,
                       rg_progress_get_cancellable (exporting->progress), exported_cb, export);
}

/* --- asking --------------------------------------------------------------- */

typedef struct
{
  GtkWidget *widget;
  RgStore *store;
  char *name;
} Asked;

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->widget);
  g_object_unref (asked->store);
  g_free (asked->name);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

/* A folder of that name that is not there yet. */
static char *
find_path (const char *parent, const char *name)
{
  char *path = g_build_filename (parent, name, NULL);

  for (guint i = 2; g_file_test (path, G_FILE_TEST_EXISTS); i++)
    {
      g_autofree char *next = g_strdup_printf ("%s (%u)", name, i);

      g_free (path);
      path = g_build_filename (parent, next, NULL);
    }
  return path;
}

static void
place_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) place = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, &error);

  if (place != NULL && g_file_peek_path (place) != NULL)
    {
      g_autofree char *path = find_path (g_file_peek_path (place), asked->name);

      rg_exporting_write_shop (asked->widget, asked->store, path);
    }
  else
    rg_exporting_say_no_file (asked->widget, place, error);
}

/**
 * rg_exporting_ask_shop:
 * @widget: for whom it is
 * @store: the shop
 * @name: what the folder is to be called
 *
 * Asks in which folder the new one is to be made, and writes the shop into it.
 */
void
rg_exporting_ask_shop (GtkWidget *widget, RgStore *store, const char *name)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  GtkRoot *root = gtk_widget_get_root (widget);
  Asked *asked = g_new0 (Asked, 1);
  /* Translators: %s is the name of a folder. */
  g_autofree char *title = g_strdup_printf (_ ("Where to Put the Folder “%s”"), name);

  asked->widget = g_object_ref (widget);
  asked->store = g_object_ref (store);
  asked->name = g_strdup (name);
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_accept_label (dialog, _ ("Export Here"));
  gtk_file_dialog_select_folder (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
                                 place_chosen_cb, asked);
}
