/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-export.h"

#include "exchange/rg-csv-writer.h"

#include "catalog/rg-text.h"
#include "records/rg-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Rows that are read at once. */
#define PAGE 1000

/**
 * rg_export_report_free:
 * @report: (transfer full): a report
 */
void
rg_export_report_free (RgExportReport *report)
{
  g_free (report);
}

/* What a person sees, and what an import may give back. */
static gboolean
is_exported (const RgField *field)
{
  return (field->flags & (RG_FIELD_SYSTEM | RG_FIELD_DERIVED | RG_FIELD_RETIRED)) == 0;
}

static GPtrArray *
choose_fields (const RgEntity *entity, const char *const *keys, GError **error)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();

  for (guint i = 0; keys == NULL && i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);

      if (is_exported (field))
        g_ptr_array_add (fields, (gpointer) field);
    }
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      const RgField *field = rg_entity_find_field (entity, keys[i]);

      if (field == NULL || strcmp (field->key, "sort_key") == 0)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                       _ ("There is no field “%s” to export. “regulars-cli field list” shows them all."),
                       keys[i]);
          return NULL;
        }
      g_ptr_array_add (fields, (gpointer) field);
    }
  return g_steal_pointer (&fields);
}

/* Types whose texts are digits and signs that mean no formula: a negative
 * number and +852… stay what they are for a spreadsheet. */
static gboolean
is_safe_type (const RgField *field)
{
  static const RgFieldType *const safe[] = { &rg_type_number,     &rg_type_money, &rg_type_date,
                                             &rg_type_lunar_date, &rg_type_time,  &rg_type_phone,
                                             &rg_type_instant,    &rg_type_ref };

  for (guint i = 0; i < G_N_ELEMENTS (safe); i++)
    {
      if (field->type == safe[i])
        return TRUE;
    }
  return FALSE;
}

static void
append_tag (GString *text, const char *tag)
{
  if (text->len > 0)
    g_string_append_c (text, ';');
  for (const char *p = tag; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (strchr ("\\;,|", *p) != NULL || c == 0xff1b || c == 0xff0c || c == 0x3001 || c == 0xff5c)
        g_string_append_c (text, '\\');
      g_string_append_unichar (text, c);
    }
}

/* Tags and further phones: a list that the import splits again. */
static char *
format_list (const RgRow *row, const RgField *field)
{
  const char *json = rg_value_get_text (rg_row_get (row, field));
  g_auto (GStrv) list = json != NULL ? rg_text_list_from_json (json) : NULL;
  const char *phone = strcmp (field->key, "phones") == 0 ? rg_row_get_text (row, "phone") : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; list != NULL && list[i] != NULL; i++)
    {
      if (g_strcmp0 (list[i], phone) != 0)
        append_tag (text, list[i]);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
write_cell (RgCsvWriter *writer, const RgRow *row, const RgField *field)
{
  g_autofree char *text = (field->flags & RG_FIELD_VIRTUAL) != 0
                              ? format_list (row, field)
                              : rg_row_format (row, field, RG_FORMAT_EXCHANGE);
  g_autofree char *safe = NULL;

  if (!is_safe_type (field) && strcmp (field->key, "phones") != 0 && rg_formula_is_like (text))
    safe = rg_formula_neutralize (text);
  rg_csv_writer_cell (writer, safe != NULL ? safe : text);
}

static gboolean
write_header (RgCsvWriter *writer, GPtrArray *fields, GError **error)
{
  for (guint i = 0; i < fields->len; i++)
    {
      g_autofree char *safe = rg_formula_neutralize (rg_field_get_label (g_ptr_array_index (fields, i)));

      rg_csv_writer_cell (writer, safe);
    }
  return rg_csv_writer_end_row (writer, error);
}

static gboolean
write_page (RgCsvWriter *writer,
            RgRead *read,
            const RgEntity *entity,
            GPtrArray *fields,
            const guint32 *ids,
            guint n,
            guint64 *written,
            GError **error)
{
  g_autoptr (GPtrArray) rows = rg_rows_read (read, entity, ids, n, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const RgRow *row = g_ptr_array_index (rows, i);

      if (row == NULL)
        continue;
      for (guint j = 0; j < fields->len; j++)
        write_cell (writer, row, g_ptr_array_index (fields, j));
      if (!rg_csv_writer_end_row (writer, error))
        return FALSE;
      (*written)++;
    }
  return TRUE;
}

static RgExportReport *
export_csv (RgRead *read, const RgExportJob *job, GCancellable *cancellable, GError **error)
{
  const RgQuery *query = job->chosen != NULL ? rg_chosen_get_query (job->chosen) : job->query;
  const RgEntity *entity = rg_catalog_find (rg_read_get_catalog (read), rg_query_get_entity (query));
  g_autoptr (GPtrArray) fields = choose_fields (entity, job->fields, error);
  g_autoptr (RgCsvWriter) writer = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (RgExportReport) report = g_new0 (RgExportReport, 1);
  gint64 begun = g_get_monotonic_time ();

  if (fields == NULL)
    return NULL;
  ids = job->chosen != NULL ? rg_chosen_ordered (job->chosen, read, cancellable, error)
                            : rg_query_run (query, read, 0, cancellable, error);
  if (ids == NULL)
    return NULL;
  writer = rg_csv_writer_new (job->path, error);
  if (writer == NULL || !write_header (writer, fields, error))
    return NULL;
  report->columns = fields->len;
  for (guint at = 0; at < ids->len; at += PAGE)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !write_page (writer, read, entity, fields, &g_array_index (ids, guint32, at),
                       MIN (PAGE, ids->len - at), &report->rows, error))
        return NULL;
      if (job->progress != NULL)
        job->progress (report->rows, ids->len, job->progress_data);
    }
  if (!rg_csv_writer_commit (writer, error))
    return NULL;
  report->seconds = (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC;
  return g_steal_pointer (&report);
}

/**
 * rg_export_csv:
 * @read: a read transaction
 * @query: which rows, in which order
 * @fields: (nullable) (array zero-terminated=1): their keys in the order of the
 *   columns; %NULL for every field that a person sees
 * @path: the file to be
 * @progress: (nullable): called now and then
 * @progress_data: for @progress
 * @cancellable: (nullable): stops it; no file is left then
 * @error: return location for an error
 *
 * Writes a CSV file that Excel opens by a double click and that an import
 * reads without loss.
 *
 * Returns: (transfer full) (nullable): what was written; on error an older file
 *   of that name is as it was
 */
RgExportReport *
rg_export_csv (RgRead *read,
               const RgQuery *query,
               const char *const *fields,
               const char *path,
               RgExportProgress progress,
               gpointer progress_data,
               GCancellable *cancellable,
               GError **error)
{
  const RgExportJob job = {
    .query = query,
    .fields = fields,
    .path = path,
    .progress = progress,
    .progress_data = progress_data,
  };

  return export_csv (read, &job, cancellable, error);
}

/**
 * rg_export_read_func:
 * @read: a read transaction
 * @job: an RgExportJob
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): an RgExportReport
 */
gpointer
rg_export_read_func (RgRead *read, gpointer job, GCancellable *cancellable, GError **error)
{
  return export_csv (read, job, cancellable, error);
}
