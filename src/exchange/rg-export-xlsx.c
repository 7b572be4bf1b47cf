/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-export-private.h"

#include "catalog/rg-date.h"
#include "exchange/rg-import.h"
#include "exchange/rg-xlsx-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Rows as a workbook: days and numbers are days and numbers for Excel, all else
 * is text, whatever it begins with. */

/* A text longer than a cell goes on in further columns, which an import puts
 * together again. This much of it at least stands in each. */
#define PIECE_LEAST (RG_XLSX_TEXT_MAX - 1)

/* Amounts of more digits a spreadsheet would round. */
#define MONEY_DIGITS 15

#define DAY_MS G_GINT64_CONSTANT (86400000)

typedef struct
{
  RgExportSink parent;
  const RgExportPlan *plan;
  RgXlsxWriter *writer;
  guint *pieces; /* per column of the plan: columns that it takes */
} XlsxSink;

/* --- days and moments ----------------------------------------------------- */

/* Days since Excel's 1899-12-30; before March 1900 its calendar is another
 * one, with a 29th of February. 0: not a day that Excel has. */
static gint64
day_number (const char *iso)
{
  GDate date;
  GDate epoch;

  if (strlen (iso) != 10 || !rg_date_from_iso (iso, &date))
    return 0;
  g_date_clear (&epoch, 1);
  g_date_set_dmy (&epoch, 30, G_DATE_DECEMBER, 1899);
  return g_date_days_between (&epoch, &date) > 60 ? g_date_days_between (&epoch, &date) : 0;
}

static gboolean
write_day (XlsxSink *self, const RgValue *value)
{
  gint64 day = day_number (value->text);
  char number[24];

  if (day == 0)
    return FALSE;
  g_snprintf (number, sizeof number, "%" G_GINT64_FORMAT, day);
  rg_xlsx_writer_number (self->writer, number, RG_XLSX_STYLE_DATE);
  return TRUE;
}

static void
write_fraction (XlsxSink *self, gint64 day, gint64 ms, RgXlsxStyle style)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof number, "%.15g", (double) day + (double) ms / (double) DAY_MS);
  rg_xlsx_writer_number (self->writer, number, style);
}

/* Local time, as the clock in the shop showed it. What it showed twice, when
 * summer time ended, is written as text in UTC. */
static gboolean
write_instant (XlsxSink *self, const RgValue *value)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local_usec (value->integer * 1000);
  g_autofree char *iso = local != NULL ? g_date_time_format (local, "%Y-%m-%d") : NULL;
  g_autofree char *shown = local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M:%S") : NULL;
  gint64 day = iso != NULL ? day_number (iso) : 0;
  g_auto (RgValue) again = RG_VALUE_INIT;
  gint64 ms;

  if (day == 0 || !rg_type_instant.parse (NULL, shown, &again, NULL) ||
      again.integer / 1000 != value->integer / 1000)
    return FALSE;
  ms = ((g_date_time_get_hour (local) * 60 + g_date_time_get_minute (local)) * 60 +
        g_date_time_get_second (local)) *
           G_GINT64_CONSTANT (1000) +
       g_date_time_get_microsecond (local) / 1000;
  write_fraction (self, day, ms, RG_XLSX_STYLE_INSTANT);
  return TRUE;
}

static gboolean
write_time (XlsxSink *self, const RgValue *value)
{
  const char *p = value->text;

  if (strlen (p) != 5 || p[2] != ':')
    return FALSE;
  write_fraction (self, 0,
                  (((p[0] - '0') * 10 + p[1] - '0') * 60 + (p[3] - '0') * 10 + p[4] - '0') *
                      G_GINT64_CONSTANT (60000),
                  RG_XLSX_STYLE_TIME);
  return TRUE;
}

/* --- texts ---------------------------------------------------------------- */

/* Where the piece that begins at @text ends: at most as many UTF-16 units as a
 * cell takes. */
static const char *
end_of_piece (const char *text)
{
  guint units = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      units += g_utf8_get_char (text) > 0xffff ? 2 : 1;
      if (units > RG_XLSX_TEXT_MAX)
        break;
    }
  return text;
}

static gboolean
write_text (XlsxSink *self, const RgExportColumn *column, const char *text, guint pieces, GError **error)
{
  RgXlsxStyle style = column->field->type == &rg_type_long_text ? RG_XLSX_STYLE_PLAIN : RG_XLSX_STYLE_TEXT;

  for (guint i = 0; i < pieces; i++)
    {
      const char *end = strlen (text) > PIECE_LEAST ? end_of_piece (text) : text + strlen (text);

      rg_xlsx_writer_text (self->writer, text, end - text, style);
      text = end;
    }
  if (*text == '\0')
    return TRUE;
  g_set_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_OUTPUT,
               _ ("A text in “%s” is too long for a workbook. Please export as CSV instead."), column->label);
  return FALSE;
}

/* --- cells ---------------------------------------------------------------- */

/* Whether the value could be written as something that Excel can compute with. */
static gboolean
write_computable (XlsxSink *self, const RgExportLine *line, const RgExportColumn *column)
{
  const RgFieldType *type = column->field->type;
  const RgValue *value = rg_export_line_get (line, column);
  g_autofree char *text = NULL;

  if (rg_value_is_null (value))
    return FALSE;
  if (type == &rg_type_date || type == &rg_type_lunar_date)
    return write_day (self, value);
  if (type == &rg_type_instant)
    return write_instant (self, value);
  if (type == &rg_type_time)
    return write_time (self, value);
  if (type != &rg_type_number && type != &rg_type_money)
    return FALSE;
  text = rg_export_line_format (line, column);
  if (type == &rg_type_money && strlen (text) > MONEY_DIGITS + strlen ("."))
    return FALSE;
  rg_xlsx_writer_number (self->writer, text,
                         type == &rg_type_money ? RG_XLSX_STYLE_MONEY : RG_XLSX_STYLE_PLAIN);
  return TRUE;
}

static gboolean
write_line (RgExportSink *sink, const RgExportLine *line, GError **error)
{
  XlsxSink *self = (XlsxSink *) sink;

  if (!rg_xlsx_writer_begin_row (self->writer, error))
    return FALSE;
  for (guint i = 0; i < self->plan->columns->len; i++)
    {
      const RgExportColumn *column = g_ptr_array_index (self->plan->columns, i);
      g_autofree char *text = NULL;

      if (write_computable (self, line, column))
        continue;
      text = rg_export_line_format (line, column);
      if (!write_text (self, column, text, self->pieces[i], error))
        return FALSE;
    }
  return rg_xlsx_writer_end_row (self->writer, error);
}

static gboolean
commit (RgExportSink *sink, GError **error)
{
  return rg_xlsx_writer_commit (((XlsxSink *) sink)->writer, error);
}

static void
xlsx_free (RgExportSink *sink)
{
  XlsxSink *self = (XlsxSink *) sink;

  g_clear_pointer (&self->writer, rg_xlsx_writer_free);
  g_free (self->pieces);
  g_free (self);
}

/* --- columns -------------------------------------------------------------- */

static double
usual_width (const RgFieldType *type)
{
  static const struct
  {
    const RgFieldType *type;
    double width;
  } widths[] = {
    { &rg_type_number, 10 }, { &rg_type_money, 13 },     { &rg_type_date, 12 },   { &rg_type_lunar_date, 18 },
    { &rg_type_time, 8 },    { &rg_type_instant, 17 },   { &rg_type_phone, 16 },  { &rg_type_email, 26 },
    { &rg_type_link, 30 },   { &rg_type_long_text, 40 }, { &rg_type_region, 22 }, { &rg_type_yes_no, 8 },
    { &rg_type_choice, 12 }, { &rg_type_choices, 22 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      if (widths[i].type == type)
        return widths[i].width;
    }
  return 16;
}

/* Wide enough for what usually stands there, and for the label with the arrow
 * of the filter. A Chinese character is as wide as two digits. */
static double
column_width (const RgExportColumn *column)
{
  double label = 3;

  for (const char *p = column->label; *p != '\0'; p = g_utf8_next_char (p))
    label += g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;
  return MAX (usual_width (column->field->type), MIN (label, 60));
}

static RgXlsxStyle
column_style (const RgFieldType *type)
{
  if (type == &rg_type_money)
    return RG_XLSX_STYLE_MONEY;
  if (type == &rg_type_date || type == &rg_type_lunar_date)
    return RG_XLSX_STYLE_DATE;
  if (type == &rg_type_instant)
    return RG_XLSX_STYLE_INSTANT;
  if (type == &rg_type_time)
    return RG_XLSX_STYLE_TIME;
  return type == &rg_type_number || type == &rg_type_long_text ? RG_XLSX_STYLE_PLAIN : RG_XLSX_STYLE_TEXT;
}

static void
add_columns (XlsxSink *self)
{
  for (guint i = 0; i < self->plan->columns->len; i++)
    {
      const RgExportColumn *column = g_ptr_array_index (self->plan->columns, i);
      double width = column_width (column);
      RgXlsxStyle style = column_style (column->field->type);

      rg_xlsx_writer_add_column (self->writer, column->label, style, width);
      for (guint piece = 1; piece < self->pieces[i]; piece++)
        {
          /* Translators: a column that goes on where the one before it, %s, ends. */
          g_autofree char *label = g_strdup_printf (_ ("%s (continued)"), column->label);

          rg_xlsx_writer_add_column (self->writer, label, style, width);
        }
    }
}

/* Asks the tables for their longest texts, so that the header knows. */
static gboolean
measure (XlsxSink *self, gboolean of_customer, GError **error)
{
  const char *table = of_customer ? "customer" : rg_entity_get_key (self->plan->entity);
  g_autoptr (GString) sql = g_string_new ("SELECT 0");
  g_autoptr (GArray) asked = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (RgStatement) statement = NULL;

  for (guint i = 0; i < self->plan->columns->len; i++)
    {
      const RgExportColumn *column = g_ptr_array_index (self->plan->columns, i);

      if (column->of_customer != of_customer || column->field->type->storage != RG_VALUE_TEXT ||
          !rg_field_has_column (column->field))
        continue;
      g_string_append_printf (sql, ", max (octet_length (\"%s\"))", column->field->key);
      g_array_append_val (asked, i);
    }
  if (asked->len == 0)
    return TRUE;
  g_string_append_printf (sql, " FROM \"%s\"", table);
  statement = rg_database_prepare (rg_read_get_database (self->plan->read), sql->str, error);
  if (statement == NULL || rg_statement_step (statement, error) != RG_STEP_ROW)
    return FALSE;
  for (guint i = 0; i < asked->len; i++)
    {
      gint64 bytes = rg_statement_get_integer (statement, (int) i + 1);

      if (bytes > RG_XLSX_TEXT_MAX)
        self->pieces[g_array_index (asked, guint, i)] = (guint) (bytes / PIECE_LEAST) + 1;
    }
  return TRUE;
}

/**
 * rg_export_xlsx_new:
 * @plan: what is to be written
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a workbook with its header
 */
RgExportSink *
rg_export_xlsx_new (const RgExportPlan *plan, GError **error)
{
  static const RgExportSinkClass klass = { write_line, commit, xlsx_free };
  g_autofree char *title = rg_read_dup_shop_name (plan->read);
  XlsxSink *self = g_new0 (XlsxSink, 1);
  g_autoptr (RgExportSink) sink = &self->parent;

  sink->klass = &klass;
  self->plan = plan;
  self->pieces = g_new0 (guint, plan->columns->len + 1);
  for (guint i = 0; i < plan->columns->len; i++)
    self->pieces[i] = 1;
  if (!measure (self, FALSE, error) || !measure (self, TRUE, error))
    return NULL;
  self->writer =
      rg_xlsx_writer_new (plan->job->path, title, rg_entity_get_label (plan->entity),
                          plan->job->sheet_rows != 0 ? plan->job->sheet_rows : RG_XLSX_ROWS_MAX, error);
  if (self->writer == NULL)
    return NULL;
  add_columns (self);
  return g_steal_pointer (&sink);
}
