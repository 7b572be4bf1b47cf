/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/export/rg-exporting-private.h"

#include "app/export/rg-export-dialog.h"
#include "app/rg-window-private.h"
#include "app/widgets/rg-display.h"

#include <glib/gi18n-lib.h>

/* --- what goes on --------------------------------------------------------- */

static RgWindow *
find_window (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return RG_IS_WINDOW (root) ? RG_WINDOW (root) : NULL;
}

/**
 * rg_exporting_begin:
 * @widget: for whom it is
 * @path: what is to be written
 * @say: how far it is
 *
 * Returns: (transfer full) (nullable): ended by rg_exporting_end(); %NULL when
 *   something else goes on
 */
RgExporting *
rg_exporting_begin (GtkWidget *widget, const char *path, RgProgressSay say)
{
  RgWindow *window = find_window (widget);
  RgExporting *self;

  if (window != NULL && rg_window_is_busy (window))
    {
      rg_window_say_busy (window);
      return NULL;
    }
  self = g_new0 (RgExporting, 1);
  self->widget = g_object_ref (widget);
  g_set_object (&self->window, window);
  self->path = g_strdup (path);
  self->progress = rg_progress_begin (widget, _ ("Exporting…"), say);
  if (window != NULL)
    rg_window_set_busy (window, _ ("Exporting…"));
  return self;
}

/**
 * rg_exporting_report:
 * @rows: how much is written
 * @total: of how much
 * @progress: the RgProgress of an RgExporting
 */
void
rg_exporting_report (guint64 rows, guint64 total, gpointer progress)
{
  rg_progress_report (progress, rows, total > 0 ? (double) rows / (double) total : 0.0);
}

static void
say_failed (RgExporting *self, const GError *error)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Not Exported"), error->message);

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("Close"));
  adw_dialog_present (dialog, self->widget);
}

/**
 * rg_exporting_end:
 * @self: (transfer full): what went on
 * @done: (nullable): what was written
 * @error: (nullable): why it was not
 */
void
rg_exporting_end (RgExporting *self, const char *done, const GError *error)
{
  RgWindow *window = self->window;

  rg_progress_end (self->progress);
  if (done != NULL && window != NULL)
    rg_window_toast_file (window, done, self->path);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rg_exporting_say (self->widget, _ ("The export was cancelled; no file was written."));
  else if (error != NULL)
    say_failed (self, error);
  g_object_unref (self->widget);
  g_free (self->path);
  g_free (self);
  if (window == NULL)
    return;
  rg_window_set_busy (window, NULL);
  rg_window_import_next (window);
  g_object_unref (window);
}

/**
 * rg_exporting_say:
 * @widget: for whom it is
 * @text: a short sentence
 */
void
rg_exporting_say (GtkWidget *widget, const char *text)
{
  RgWindow *window = find_window (widget);

  if (window != NULL)
    rg_window_toast (window, text);
}

/**
 * rg_exporting_say_no_file:
 * @widget: for whom it is
 * @file: (nullable): what was chosen, on no folder of this computer
 * @error: (nullable): why nothing was
 */
void
rg_exporting_say_no_file (GtkWidget *widget, GFile *file, const GError *error)
{
  if (file != NULL)
    rg_exporting_say (widget, _ ("Files can only be written to folders of this computer."));
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) &&
           !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    rg_exporting_say (widget, error->message);
}

/* --- customers ------------------------------------------------------------ */

typedef struct
{
  RgExporting *exporting;
  RgChosen *chosen;
  RgQuery *query;
  char **fields;
  RgExportJob job;
} Export;

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Export *export = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgExportReport) report = rg_store_read_finish (RG_STORE (source), result, &error);
  g_autofree char *text = NULL;

  if (report != NULL)
    {
      g_autofree char *name = g_filename_display_basename (export->exporting->path);
      g_autofree char *number = rg_display_count ((guint) MIN (report->rows, G_MAXUINT));

      text = g_strdup_printf (
          /* Translators: a number of customers and the name of a file. */
          ngettext ("Exported %s customer to %s", "Exported %s customers to %s", (gulong) report->rows),
          number, name);
    }
  rg_exporting_end (export->exporting, text, error);
  g_clear_pointer (&export->chosen, rg_chosen_unref);
  rg_query_unref (export->query);
  g_strfreev (export->fields);
  g_free (export);
}

static char *
say_rows (guint64 rows)
{
  g_autofree char *number = rg_display_count ((guint) MIN (rows, G_MAXUINT));

  return g_strdup_printf (ngettext ("%s customer", "%s customers", (gulong) rows), number);
}

/**
 * rg_exporting_write:
 * @widget: for whom it is
 * @store: the shop
 * @chosen: (nullable): who, in their order; %NULL: every customer
 * @fields: (nullable) (array zero-terminated=1): keys of the columns; %NULL: all
 * @format: what kind of file
 * @path: the file, which is replaced when it is there
 */
void
rg_exporting_write (GtkWidget *widget,
                    RgStore *store,
                    RgChosen *chosen,
                    const char *const *fields,
                    RgExportFormat format,
                    const char *path)
{
  RgExporting *exporting = rg_exporting_begin (widget, path, say_rows);
  Export *export;

  if (exporting == NULL)
    return;
  export = g_new0 (Export, 1);
  export->exporting = exporting;
  export->chosen = chosen != NULL ? rg_chosen_ref (chosen) : NULL;
  export->query = rg_query_new ("customer");
  export->fields = g_strdupv ((char **) fields);
  export->job.query = export->query;
  export->job.chosen = export->chosen;
  export->job.fields = (const char *const *) export->fields;
  export->job.path = exporting->path;
  export->job.format = format;
  export->job.progress = rg_exporting_report;
  export->job.progress_data = exporting->progress;
  rg_store_read_async (store, rg_export_read_func, &export->job, NULL, (GDestroyNotify) rg_export_report_free,
                       rg_progress_get_cancellable (exporting->progress), exported_cb, export);
}

/* --- asking --------------------------------------------------------------- */

typedef struct
{
  GtkWidget *widget;
  RgStore *store;
  RgChosen *chosen;
  char **shown;
  char *title;
  char *name;
  RgExportFormat format;
  gboolean only_shown;
} Asked;

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->widget);
  g_object_unref (asked->store);
  g_clear_pointer (&asked->chosen, rg_chosen_unref);
  g_strfreev (asked->shown);
  g_free (asked->title);
  g_free (asked->name);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

/* A name that ends like another kind of file means that kind; one without any
 * gets what it lacks, unless that would be somebody else's file. */
static char *
settle_path (const char *path, RgExportFormat *format)
{
  const char *extension = rg_export_format_get_extension (*format);
  g_autofree char *complete = NULL;
  RgExportFormat named;

  if (rg_export_format_from_path (path, &named))
    {
      if (g_strcmp0 (rg_export_format_get_extension (named), extension) != 0)
        *format = named;
      return g_strdup (path);
    }
  complete = g_strconcat (path, ".", extension, NULL);
  return g_file_test (complete, G_FILE_TEST_EXISTS) ? g_strdup (path) : g_steal_pointer (&complete);
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);
  g_autofree char *path = NULL;

  if (file != NULL && g_file_peek_path (file) != NULL)
    {
      path = settle_path (g_file_peek_path (file), &asked->format);
      rg_exporting_write (asked->widget, asked->store, asked->chosen,
                          asked->only_shown ? (const char *const *) asked->shown : NULL, asked->format, path);
    }
  else
    rg_exporting_say_no_file (asked->widget, file, error);
}

static void
add_filter (GtkFileDialog *dialog, RgExportFormat format)
{
  static const char *const labels[] = {
    [RG_EXPORT_FORMAT_CSV] = N_ ("Text files (CSV)"),
    [RG_EXPORT_FORMAT_XLSX] = N_ ("Excel workbooks"),
    [RG_EXPORT_FORMAT_VCARD_4] = N_ ("Contact cards (vCard)"),
    [RG_EXPORT_FORMAT_VCARD_3] = N_ ("Contact cards (vCard)"),
  };
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new (), all = gtk_file_filter_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  gtk_file_filter_set_name (filter, _ (labels[format]));
  gtk_file_filter_add_suffix (filter, rg_export_format_get_extension (format));
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, filter);
  g_list_store_append (filters, all);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
}

static void
export_cb (RgExportDialog *ask, Asked *asked)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  GtkRoot *root = gtk_widget_get_root (asked->widget);
  g_autofree char *name = NULL;

  asked->format = rg_export_dialog_get_format (ask);
  asked->only_shown = rg_export_dialog_get_only_shown (ask);
  name = g_strdup_printf ("%s.%s", asked->name, rg_export_format_get_extension (asked->format));
  gtk_file_dialog_set_title (dialog, asked->title);
  gtk_file_dialog_set_accept_label (dialog, _ ("Export"));
  gtk_file_dialog_set_initial_name (dialog, name);
  add_filter (dialog, asked->format);
  g_signal_handlers_disconnect_by_data (ask, asked);
  gtk_file_dialog_save (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, file_chosen_cb, asked);
}

static void
closed_cb (RgExportDialog *ask, Asked *asked)
{
  g_signal_handlers_disconnect_by_data (ask, asked);
  asked_free (asked);
}

static char *
say_labels (RgStore *store, const char *const *keys)
{
  g_autoptr (RgCatalog) catalog = rg_store_ref_catalog (store);
  const RgEntity *entity = rg_catalog_find (catalog, "customer");
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  g_auto (GStrv) said = NULL;

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      const RgField *field = rg_entity_find_field (entity, keys[i]);

      if (field != NULL)
        g_strv_builder_add (labels, rg_field_get_label (field));
    }
  said = g_strv_builder_end (labels);
  return said[0] != NULL ? g_strjoinv (C_ ("list", ", "), said) : NULL;
}

/**
 * rg_exporting_ask:
 * @widget: for whom it is
 * @store: the shop
 * @wish: what is to be asked for
 */
void
rg_exporting_ask (GtkWidget *widget, RgStore *store, const RgExportWish *wish)
{
  g_autofree char *labels = say_labels (store, wish->shown);
  Asked *asked = g_new0 (Asked, 1);
  RgExportDialog *ask;

  asked->widget = g_object_ref (widget);
  asked->store = g_object_ref (store);
  asked->chosen = wish->chosen != NULL ? rg_chosen_ref (wish->chosen) : NULL;
  asked->shown = g_strdupv ((char **) wish->shown);
  asked->title = g_strdup (wish->title);
  asked->name = g_strdup (wish->name);
  ask = rg_export_dialog_new (wish->title, labels);
  g_signal_connect (ask, "export", G_CALLBACK (export_cb), asked);
  g_signal_connect (ask, "closed", G_CALLBACK (closed_cb), asked);
  adw_dialog_present (ADW_DIALOG (ask), widget);
}

/**
 * rg_exporting_dup_name:
 * @words: what is in the file
 *
 * Returns: (transfer full): the name of a file, with today's date, without an
 *   ending
 */
char *
rg_exporting_dup_name (const char *words)
{
  GDate today;
  char iso[16];
  char *name;

  rg_display_today (&today);
  g_date_strftime (iso, sizeof iso, "%Y-%m-%d", &today);
  name = g_strdup_printf ("%s %s", words, iso);
  return g_strdelimit (name, "/\\", '-');
}
