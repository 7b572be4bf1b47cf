/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-export-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Which rows and columns go out, a page of rows at a time; the formats are in
 * files of their own. */

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

/* --- columns -------------------------------------------------------------- */

static void
column_free (gpointer data)
{
  g_free (((RgExportColumn *) data)->label);
  g_free (data);
}

/**
 * rg_export_columns_new:
 *
 * Returns: (transfer full) (element-type RgExportColumn): none yet
 */
GPtrArray *
rg_export_columns_new (void)
{
  return g_ptr_array_new_with_free_func (column_free);
}

/**
 * rg_export_columns_add:
 * @columns: (element-type RgExportColumn): columns
 * @field: (nullable): what stands in it
 * @label: its header
 *
 * Returns: (transfer none): the column, which is the last one now
 */
RgExportColumn *
rg_export_columns_add (GPtrArray *columns, const RgField *field, const char *label)
{
  RgExportColumn *column = g_new0 (RgExportColumn, 1);

  column->field = field;
  column->label = g_strdup (label);
  g_ptr_array_add (columns, column);
  return column;
}

/* What a person sees, and what an import may give back. */
static gboolean
is_exported (const RgField *field)
{
  return (field->flags & (RG_FIELD_SYSTEM | RG_FIELD_DERIVED | RG_FIELD_RETIRED)) == 0;
}

/* Whose sale it is, by what an import finds the customer again. */
static void
add_customer (GPtrArray *columns, RgRead *read, const RgEntity *entity)
{
  static const char *const keys[] = { "phone", "wechat", "email" };
  const RgField *owner = rg_entity_find_field (entity, "customer_id");
  const RgEntity *customer = rg_catalog_find (rg_read_get_catalog (read), "customer");

  if (owner == NULL)
    return;
  rg_export_columns_add (columns, rg_entity_find_field (customer, "name"), rg_field_get_label (owner))
      ->of_customer = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const RgField *field = rg_entity_find_field (customer, keys[i]);

      if (rg_entity_find_field (entity, keys[i]) == NULL)
        rg_export_columns_add (columns, field, rg_field_get_label (field))->of_customer = TRUE;
    }
}

static GPtrArray *
choose_columns (RgRead *read, const RgEntity *entity, const char *const *keys, GError **error)
{
  g_autoptr (GPtrArray) columns = rg_export_columns_new ();

  if (keys == NULL)
    add_customer (columns, read, entity);
  for (guint i = 0; keys == NULL && i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);

      if (is_exported (field))
        rg_export_columns_add (columns, field, rg_field_get_label (field));
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
      rg_export_columns_add (columns, field, rg_field_get_label (field));
    }
  return g_steal_pointer (&columns);
}

/* --- rows ----------------------------------------------------------------- */

static RgExportSink *
open_sink (const RgExportPlan *plan, GError **error)
{
  switch (plan->job->format)
    {
    case RG_EXPORT_FORMAT_XLSX:
      return rg_export_xlsx_new (plan, error);
    case RG_EXPORT_FORMAT_VCARD_4:
    case RG_EXPORT_FORMAT_VCARD_3:
      return rg_export_vcard_new (plan, error);
    case RG_EXPORT_FORMAT_CSV:
    default:
      return rg_export_csv_new (plan, error);
    }
}

/* The customers of @rows, at the same places. */
static GPtrArray *
read_customers (const RgExportPlan *plan, GPtrArray *rows, GError **error)
{
  const RgField *owner = rg_entity_find_field (plan->entity, "customer_id");
  g_autofree guint32 *ids = g_new0 (guint32, rows->len + 1);

  for (guint i = 0; i < rows->len; i++)
    {
      const RgRow *row = g_ptr_array_index (rows, i);

      if (row != NULL)
        ids[i] = (guint32) rg_value_get_integer (rg_row_get (row, owner));
    }
  return rg_rows_read (plan->read, rg_catalog_find (rg_read_get_catalog (plan->read), "customer"), ids,
                       rows->len, error);
}

static gboolean
wants_customers (const RgExportPlan *plan)
{
  for (guint i = 0; i < plan->columns->len; i++)
    {
      if (((const RgExportColumn *) g_ptr_array_index (plan->columns, i))->of_customer)
        return TRUE;
    }
  return FALSE;
}

static gboolean
write_page (const RgExportPlan *plan,
            RgExportSink *sink,
            const guint32 *ids,
            guint n,
            guint64 *written,
            GError **error)
{
  g_autoptr (GPtrArray) rows = rg_rows_read (plan->read, plan->entity, ids, n, error);
  g_autoptr (GPtrArray) customers = NULL;

  if (rows == NULL)
    return FALSE;
  if (wants_customers (plan) && (customers = read_customers (plan, rows, error)) == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      RgExportLine line = { .row = g_ptr_array_index (rows, i) };

      if (line.row == NULL)
        continue;
      if (customers != NULL)
        line.customer = g_ptr_array_index (customers, i);
      if (!sink->klass->write (sink, &line, error))
        return FALSE;
      (*written)++;
    }
  return TRUE;
}

/**
 * rg_export_write:
 * @plan: what is to be written
 * @ids: (element-type guint32): which rows, in their order
 * @cancellable: (nullable): stops it; no file is left then
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what was written
 */
RgExportReport *
rg_export_write (const RgExportPlan *plan, GArray *ids, GCancellable *cancellable, GError **error)
{
  const RgExportJob *job = plan->job;
  g_autoptr (RgExportReport) report = g_new0 (RgExportReport, 1);
  g_autoptr (RgExportSink) sink = open_sink (plan, error);

  if (sink == NULL)
    return NULL;
  report->columns = plan->columns->len;
  for (guint at = 0; at < ids->len; at += PAGE)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !write_page (plan, sink, &g_array_index (ids, guint32, at), MIN (PAGE, ids->len - at),
                       &report->rows, error))
        return NULL;
      if (job->progress != NULL)
        job->progress (report->rows, ids->len, job->progress_data);
    }
  return sink->klass->commit (sink, error) ? g_steal_pointer (&report) : NULL;
}

/**
 * rg_export:
 * @read: a read transaction
 * @job: what is to be written
 * @cancellable: (nullable): stops it; no file is left then
 * @error: return location for an error
 *
 * Writes a file that other programs open by a double click and that an import
 * reads without loss.
 *
 * Returns: (transfer full) (nullable): what was written; on error an older file
 *   of that name is as it was
 */
RgExportReport *
rg_export (RgRead *read, const RgExportJob *job, GCancellable *cancellable, GError **error)
{
  const RgQuery *query = job->chosen != NULL ? rg_chosen_get_query (job->chosen) : job->query;
  const RgEntity *entity = rg_catalog_find (rg_read_get_catalog (read), rg_query_get_entity (query));
  g_autoptr (GPtrArray) columns = choose_columns (read, entity, job->fields, error);
  const RgExportPlan plan = { .read = read, .job = job, .entity = entity, .columns = columns };
  gint64 begun = g_get_monotonic_time ();
  g_autoptr (GArray) ids = NULL;
  RgExportReport *report;

  if (columns == NULL)
    return NULL;
  ids = job->chosen != NULL ? rg_chosen_ordered (job->chosen, read, cancellable, error)
                            : rg_query_run (query, read, 0, cancellable, error);
  report = ids != NULL ? rg_export_write (&plan, ids, cancellable, error) : NULL;
  if (report != NULL)
    report->seconds = (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC;
  return report;
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
  return rg_export (read, job, cancellable, error);
}
