/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/import/rg-import-choose.h"

#include "app/rg-change.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * Kind:
 *
 * Files that are offered together: how their names end. What a file is, its
 * content says.
 */
typedef struct
{
  const char *label;
  const char *suffixes[8];
} Kind;

static const Kind kinds[] = {
  { N_ ("Everything that can be imported"), { "xlsx", "xlsm", "xls", "ods", "csv", "tsv", "txt", "vcf" } },
  { N_ ("Excel and WPS workbooks"), { "xlsx", "xlsm", "xls" } },
  { N_ ("LibreOffice workbooks"), { "ods" } },
  { N_ ("Text files (CSV)"), { "csv", "tsv", "txt" } },
  { N_ ("Contact cards (vCard)"), { "vcf" } },
  { N_ ("Bills of WeChat and Alipay"), { "csv", "xlsx" } },
};

typedef struct
{
  GtkWidget *widget;
  RgImportChosen chosen;
} Asked;

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Asked *asked = user_data;
  g_autoptr (GtkWidget) widget = asked->widget;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL && g_file_peek_path (file) == NULL)
    rg_change_toast (widget, _ ("Only files of this computer can be imported."));
  else if (file != NULL)
    asked->chosen (file, widget);
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) &&
           !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    rg_change_toast (widget, error->message);
}

static void
add_filter (GListStore *filters, const Kind *kind)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, kind != NULL ? _ (kind->label) : _ ("All files"));
  for (guint i = 0; kind != NULL && i < G_N_ELEMENTS (kind->suffixes) && kind->suffixes[i] != NULL; i++)
    gtk_file_filter_add_suffix (filter, kind->suffixes[i]);
  if (kind == NULL)
    gtk_file_filter_add_pattern (filter, "*");
  g_list_store_append (filters, filter);
}

/**
 * rg_import_choose:
 * @widget: for whom it is
 * @chosen: called with the file and @widget
 *
 * Shows the dialog in which a file is chosen.
 */
void
rg_import_choose (GtkWidget *widget, RgImportChosen chosen)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  GtkRoot *root = gtk_widget_get_root (widget);
  Asked *asked = g_new0 (Asked, 1);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    add_filter (filters, &kinds[i]);
  add_filter (filters, NULL);

  asked->widget = g_object_ref (widget);
  asked->chosen = chosen;
  gtk_file_dialog_set_title (dialog, _ ("Import a File"));
  gtk_file_dialog_set_accept_label (dialog, _ ("Open"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, chosen_cb, asked);
}

/**
 * rg_import_choose_fits:
 * @file: a file
 *
 * Returns: whether its name ends like that of something to import
 */
gboolean
rg_import_choose_fits (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  const char *dot = name != NULL ? strrchr (name, '.') : NULL;

  for (guint i = 0; dot != NULL && i < G_N_ELEMENTS (kinds->suffixes); i++)
    {
      if (g_ascii_strcasecmp (dot + 1, kinds->suffixes[i]) == 0)
        return TRUE;
    }
  return FALSE;
}
