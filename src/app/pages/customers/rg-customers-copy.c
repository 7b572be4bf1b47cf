/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/customers/rg-customers-private.h"

#include "app/widgets/rg-display.h"
#include "catalog/rg-text.h"
#include "exchange/rg-csv-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More than anybody pastes; a file serves better. */
#define MOST_ROWS 10000

typedef struct
{
  RgChosen *chosen;
  char **keys;
} CopyJob;

static void
copy_job_free (gpointer data)
{
  CopyJob *job = data;

  rg_chosen_unref (job->chosen);
  g_strfreev (job->keys);
  g_free (job);
}

/* --- a row as text -------------------------------------------------------- */

static char *
format_cell (const RgRow *row, const RgField *field)
{
  const char *json =
      (field->flags & RG_FIELD_VIRTUAL) != 0 ? rg_value_get_text (rg_row_get (row, field)) : NULL;
  g_auto (GStrv) list = json != NULL ? rg_text_list_from_json (json) : NULL;

  if (list != NULL)
    return g_strjoinv (";", list);
  if ((field->flags & RG_FIELD_VIRTUAL) != 0)
    return g_strdup ("");

  return rg_row_format (row, field, RG_FORMAT_EXCHANGE);
}

/* A tab or a line's end would begin another cell, and a text that looks like a
 * formula would be one. */
static void
append_cell (GString *text, const RgRow *row, const RgField *field)
{
  g_autofree char *cell = format_cell (row, field), *safe = NULL;

  g_strdelimit (cell, "\t\r\n", ' ');
  if ((field->type == &rg_type_text || field->type == &rg_type_long_text) && rg_formula_is_like (cell))
    safe = rg_formula_neutralize (cell);
  g_string_append (text, safe != NULL ? safe : cell);
}

static void
append_row (GString *text, const RgRow *row, char **keys)
{
  const RgEntity *entity = rg_row_get_entity (row);
  gboolean first = TRUE;

  for (guint i = 0; keys[i] != NULL; i++)
    {
      const RgField *field = rg_entity_find_field (entity, keys[i]);

      if (field == NULL)
        continue;
      if (!first)
        g_string_append_c (text, '\t');
      append_cell (text, row, field);
      first = FALSE;
    }
  g_string_append_c (text, '\n');
}

static gpointer
copy_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  CopyJob *job = data;
  const char *key = rg_query_get_entity (rg_chosen_get_query (job->chosen));
  const RgEntity *entity = rg_catalog_find (rg_read_get_catalog (read), key);
  g_autoptr (GArray) ids = rg_chosen_ordered (job->chosen, read, cancellable, error);
  g_autoptr (GPtrArray) rows = NULL;
  GString *text;

  if (ids == NULL)
    return NULL;
  rows = rg_rows_read (read, entity, (const guint32 *) (const void *) ids->data, MIN (ids->len, MOST_ROWS),
                       error);
  if (rows == NULL)
    return NULL;
  text = g_string_new (NULL);
  for (guint i = 0; i < rows->len; i++)
    if (g_ptr_array_index (rows, i) != NULL)
      append_row (text, g_ptr_array_index (rows, i), job->keys);

  return g_string_free_and_steal (text);
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgCustomersPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = rg_store_read_finish (RG_STORE (source), result, &error);
  g_autofree char *number = NULL, *said = NULL;
  guint n = 0;

  if (text == NULL)
    {
      rg_page_say (RG_PAGE (self), error->message);
      return;
    }
  for (const char *p = strchr (text, '\n'); p != NULL; p = strchr (p + 1, '\n'))
    n++;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  number = rg_display_count (n);
  /* Translators: %s is a number of rows. */
  said = g_strdup_printf (ngettext ("Copied %s row", "Copied %s rows", n), number);
  rg_page_say (RG_PAGE (self), said);
}

/* As the table shows them, tabs between the cells: a spreadsheet takes it. */
static void
copy_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (widget);
  CopyJob *job;

  if (rg_customers_get_n_selected (self) == 0)
    return;
  if (rg_customers_get_n_selected (self) > MOST_ROWS)
    {
      g_autofree char *most = rg_display_count (MOST_ROWS), *text = NULL;

      /* Translators: %s is a number of rows. */
      text = g_strdup_printf (_ ("Not copied: these are more than %s rows. Export them into a file instead."),
                              most);
      rg_page_say (RG_PAGE (self), text);
      return;
    }
  job = g_new0 (CopyJob, 1);
  job->chosen = rg_selection_dup_chosen (self->selection);
  job->keys = rg_columns_dup_keys (self->columns);
  rg_store_read_async (rg_page_get_store (RG_PAGE (self)), copy_func, job, copy_job_free, g_free, NULL,
                       copied_cb, g_object_ref (self));
}

/* --- one field ------------------------------------------------------------ */

static void
copy_field (RgCustomersPage *self, const char *key)
{
  g_autoptr (RgRecord) record = rg_customers_ref_only (self);
  RgRow *row = record != NULL ? rg_record_get_row (record) : NULL;
  const char *text = row != NULL ? rg_row_get_text (row, key) : NULL;
  g_autofree char *said = NULL;

  if (text == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  /* Translators: %s is what was copied, such as a phone number. */
  said = g_strdup_printf (_ ("Copied %s"), text);
  rg_page_say (RG_PAGE (self), said);
}

static void
copy_phone (GtkWidget *widget, const char *action, GVariant *parameter)
{
  copy_field (RG_CUSTOMERS_PAGE (widget), "phone");
}

static void
copy_wechat (GtkWidget *widget, const char *action, GVariant *parameter)
{
  copy_field (RG_CUSTOMERS_PAGE (widget), "wechat");
}

/**
 * rg_customers_install_copy:
 * @klass: the page's class
 */
void
rg_customers_install_copy (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "page.copy", NULL, copy_action);
  gtk_widget_class_install_action (klass, "page.copy-phone", NULL, copy_phone);
  gtk_widget_class_install_action (klass, "page.copy-wechat", NULL, copy_wechat);
}
