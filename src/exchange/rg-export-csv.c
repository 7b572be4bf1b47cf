/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-export-private.h"

#include "exchange/rg-csv-writer.h"

#include <string.h>

/* Rows as a table of text. */

typedef struct
{
  RgExportSink parent;
  const RgExportPlan *plan;
  RgCsvWriter *writer;
} CsvSink;

/* Types whose texts are digits and signs that mean no formula: a negative
 * number and +852… stay what they are for a spreadsheet. */
static gboolean
is_safe_column (const RgField *field)
{
  static const RgFieldType *const safe[] = { &rg_type_number,     &rg_type_money, &rg_type_date,
                                             &rg_type_lunar_date, &rg_type_time,  &rg_type_phone,
                                             &rg_type_instant,    &rg_type_ref };

  if (field == NULL || strcmp (field->key, "phones") == 0)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (safe); i++)
    {
      if (field->type == safe[i])
        return TRUE;
    }
  return FALSE;
}

static gboolean
write_line (RgExportSink *sink, const RgExportLine *line, GError **error)
{
  CsvSink *self = (CsvSink *) sink;

  for (guint i = 0; i < self->plan->columns->len; i++)
    {
      const RgExportColumn *column = g_ptr_array_index (self->plan->columns, i);
      g_autofree char *text = rg_export_line_format (line, column);
      g_autofree char *safe = NULL;

      if (!is_safe_column (column->field) && rg_formula_is_like (text))
        safe = rg_formula_neutralize (text);
      rg_csv_writer_cell (self->writer, safe != NULL ? safe : text);
    }
  return rg_csv_writer_end_row (self->writer, error);
}

static gboolean
write_header (CsvSink *self, GError **error)
{
  for (guint i = 0; i < self->plan->columns->len; i++)
    {
      const RgExportColumn *column = g_ptr_array_index (self->plan->columns, i);
      g_autofree char *safe = rg_formula_neutralize (column->label);

      rg_csv_writer_cell (self->writer, safe);
    }
  return rg_csv_writer_end_row (self->writer, error);
}

static gboolean
commit (RgExportSink *sink, GError **error)
{
  return rg_csv_writer_commit (((CsvSink *) sink)->writer, error);
}

static void
csv_free (RgExportSink *sink)
{
  g_clear_pointer (&((CsvSink *) sink)->writer, rg_csv_writer_free);
  g_free (sink);
}

/**
 * rg_export_csv_new:
 * @plan: what is to be written
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a CSV file with its header
 */
RgExportSink *
rg_export_csv_new (const RgExportPlan *plan, GError **error)
{
  static const RgExportSinkClass klass = { write_line, commit, csv_free };
  CsvSink *self = g_new0 (CsvSink, 1);
  g_autoptr (RgExportSink) sink = &self->parent;

  sink->klass = &klass;
  self->plan = plan;
  self->writer = rg_csv_writer_new (plan->job->path, error);
  if (self->writer == NULL || !write_header (self, error))
    return NULL;
  return g_steal_pointer (&sink);
}
