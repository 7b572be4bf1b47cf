/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-ods-sheet.h"

#include "exchange/rg-sheet-value.h"

#include <stdio.h>
#include <string.h>

void
rg_ods_sheet_reader_init (RgOdsSheetReader *reader)
{
  reader->value = g_string_new (NULL);
  reader->text = g_string_new (NULL);
}

void
rg_ods_sheet_reader_clear (RgOdsSheetReader *reader)
{
  g_string_free (reader->value, TRUE);
  g_string_free (reader->text, TRUE);
}

void
rg_ods_sheet_reader_reset (RgOdsSheetReader *reader)
{
  reader->in_body = FALSE;
  reader->tables = 0;
  reader->depth = reader->skipped = reader->cell = reader->paragraph = 0;
  reader->line = reader->line_count = 0;
}

/* How often something stands there. */
static guint64
read_count (const char *text)
{
  guint64 count = 0;

  for (; text != NULL && g_ascii_isdigit (*text) && count < G_MAXUINT32; text++)
    count = count * 10 + (guint64) (*text - '0');
  return MAX (count, 1);
}

/* --- what a cell says ----------------------------------------------------- */

/* 00042 that is shown for 42. */
static gboolean
has_zeros (const char *text, double number)
{
  gsize n = strlen (text);

  return n >= 2 && n <= RG_SHEET_ZEROS_MAX && *text == '0' && strspn (text, "0123456789") == n &&
         g_ascii_strtod (text, NULL) == number;
}

static gsize
write_number (RgOdsSheetReader *reader)
{
  char *end;
  double number = g_ascii_strtod (reader->value->str, &end);
  char text[RG_SHEET_VALUE_SIZE];

  if (end == reader->value->str || *end != '\0')
    g_string_assign (reader->value, reader->text->str);
  else if (has_zeros (reader->text->str, number))
    g_string_assign (reader->value, reader->text->str);
  else if (!rg_sheet_number_is_plain (reader->value->str, reader->value->len))
    {
      rg_sheet_number (number, text);
      g_string_assign (reader->value, text);
    }
  return reader->value->len;
}

/* 2025-11-22T09:00:00.5 */
static void
write_date (RgOdsSheetReader *reader)
{
  char *time = strchr (reader->value->str, 'T');
  gsize n;

  if (time == NULL)
    return;
  n = strspn (time + 1, "0123456789:");
  g_string_truncate (reader->value, (gsize) (time + 1 + n - reader->value->str));
  *time = ' ';
  if (n == strlen ("09:00"))
    g_string_append (reader->value, ":00");
}

/* PT09H00M00.5S */
static void
write_time (RgOdsSheetReader *reader)
{
  guint hours, minutes, seconds;

  if (sscanf (reader->value->str, "PT%6uH%6uM%6u", &hours, &minutes, &seconds) == 3)
    g_string_printf (reader->value, "%02u:%02u:%02u", hours, minutes, seconds);
  else
    g_string_assign (reader->value, reader->text->str);
}

static gboolean
add_value (RgOdsSheetReader *reader, GError **error)
{
  if (reader->covered)
    return TRUE;
  switch (reader->type)
    {
    case RG_ODS_VALUE_NUMBER:
      write_number (reader);
      break;
    case RG_ODS_VALUE_DATE:
      write_date (reader);
      break;
    case RG_ODS_VALUE_TIME:
      write_time (reader);
      break;
    case RG_ODS_VALUE_BOOLEAN:
      g_string_assign (reader->value, strcmp (reader->value->str, "true") == 0 ? "TRUE" : "FALSE");
      break;
    case RG_ODS_VALUE_TEXT:
    default:
      if (reader->text->len > 0)
        g_string_assign (reader->value, reader->text->str);
      break;
    }
  return rg_sheet_rows_add (reader->rows, reader->column, reader->column_count, reader->value->str,
                            reader->value->len, error);
}

/* --- cells ---------------------------------------------------------------- */

static RgOdsValue
read_type (const char *text)
{
  if (text == NULL || strcmp (text, "string") == 0)
    return RG_ODS_VALUE_TEXT;
  if (strcmp (text, "date") == 0)
    return RG_ODS_VALUE_DATE;
  if (strcmp (text, "time") == 0)
    return RG_ODS_VALUE_TIME;
  if (strcmp (text, "boolean") == 0)
    return RG_ODS_VALUE_BOOLEAN;
  return RG_ODS_VALUE_NUMBER;
}

static gboolean
add_area (RgOdsSheetReader *reader, guint64 rows, guint64 columns)
{
  RgSheetArea area;

  if (reader->covered || (rows == 1 && columns == 1) || reader->line > RG_SHEET_ROWS_MAX ||
      reader->column >= RG_GRID_CELLS_MAX)
    return TRUE;
  area = (RgSheetArea) {
    .first_row = (guint32) reader->line,
    .last_row = (guint32) MIN (reader->line + rows - 1, RG_SHEET_ROWS_MAX),
    .first_column = (guint16) reader->column,
    .last_column = (guint16) MIN (reader->column + columns - 1, RG_GRID_CELLS_MAX - 1),
  };
  return rg_sheet_areas_add (rg_sheet_rows_get_areas (reader->rows), &area);
}

static gboolean
start_cell (RgOdsSheetReader *reader, const char **attributes)
{
  static const char *const values[] = { "value", "date-value", "time-value", "boolean-value",
                                        "string-value" };
  guint64 rows = 1, columns = 1;
  const char *type = NULL;

  reader->cell = reader->depth;
  reader->column_count = 1;
  reader->paragraphs = 0;
  g_string_truncate (reader->value, 0);
  g_string_truncate (reader->text, 0);
  for (; *attributes != NULL; attributes += 2)
    {
      const char *name = strchr (attributes[0], ':');

      name = name != NULL ? name + 1 : attributes[0];
      if (strcmp (name, "number-columns-repeated") == 0)
        reader->column_count = read_count (attributes[1]);
      else if (strcmp (name, "number-columns-spanned") == 0)
        columns = read_count (attributes[1]);
      else if (strcmp (name, "number-rows-spanned") == 0)
        rows = read_count (attributes[1]);
      /* calcext:value-type says nothing new, but that there was an error. */
      else if (strcmp (name, "value-type") == 0 && type == NULL)
        type = attributes[1];
      for (guint i = 0; i < G_N_ELEMENTS (values); i++)
        {
          if (strcmp (name, values[i]) == 0)
            g_string_assign (reader->value, attributes[1]);
        }
    }
  reader->type = read_type (type);
  return add_area (reader, rows, columns);
}

static void
start_row (RgOdsSheetReader *reader, const char **attributes)
{
  reader->line += reader->line_count;
  reader->line_count = read_count (rg_xml_attribute (attributes, "number-rows-repeated"));
  reader->column = 0;
  rg_sheet_rows_begin (reader->rows, reader->line);
}

/* Text of a cell that is not in its paragraphs' own letters. */
static void
add_blanks (RgOdsSheetReader *reader, const char *name, const char **attributes)
{
  if (strcmp (name, "s") == 0)
    {
      for (guint64 i = MIN (read_count (rg_xml_attribute (attributes, "c")), RG_GRID_CELL_MAX); i > 0; i--)
        g_string_append_c (reader->text, ' ');
      reader->blank = FALSE;
    }
  else if (strcmp (name, "tab") == 0)
    g_string_append_c (reader->text, '\t');
  else if (strcmp (name, "line-break") == 0)
    {
      g_string_append_c (reader->text, '\n');
      reader->blank = TRUE;
    }
}

static gboolean
is_aside (const char *name)
{
  static const char *const asides[] = { "annotation", "frame",     "custom-shape", "shapes",    "forms",
                                        "table",      "ruby-text", "table-source", "detective", "note",
                                        "g",          NULL };

  return g_strv_contains (asides, name);
}

static gboolean
start_in_cell (RgOdsSheetReader *reader, const char *name, const char **attributes)
{
  if (strcmp (name, "p") == 0 && reader->paragraph == 0)
    {
      reader->paragraph = reader->depth;
      if (reader->paragraphs++ > 0)
        g_string_append_c (reader->text, '\n');
      reader->blank = TRUE;
    }
  else if (reader->paragraph > 0)
    add_blanks (reader, name, attributes);
  return reader->text->len <= RG_GRID_CELL_MAX;
}

/* --- elements ------------------------------------------------------------- */

static void
refuse_cell (RgXml *xml, RgOdsSheetReader *reader)
{
  GError *error = NULL;

  rg_sheet_refuse_cell (rg_zip_get_name (rg_xml_get_zip (xml)), reader->line, &error);
  rg_xml_fail (xml, error);
}

static void
start_in_sheet (RgXml *xml, RgOdsSheetReader *reader, const char *name, const char **attributes)
{
  GError *error = NULL;

  if (reader->skipped > 0)
    return;
  if (is_aside (name))
    reader->skipped = reader->depth;
  else if (reader->cell > 0)
    {
      if (!start_in_cell (reader, name, attributes))
        refuse_cell (xml, reader);
    }
  else if (strcmp (name, "table-row") == 0)
    start_row (reader, attributes);
  else if (strcmp (name, "table-cell") == 0 || strcmp (name, "covered-table-cell") == 0)
    {
      reader->covered = *name == 'c';
      if (reader->line > 0 && start_cell (reader, attributes))
        return;
      if (reader->line == 0)
        rg_zip_refuse_damaged (rg_xml_get_zip (xml), &error);
      else
        rg_zip_refuse_size (rg_xml_get_zip (xml), &error);
      rg_xml_fail (xml, error);
    }
}

static void
start_sheet (RgXml *xml, const char *name, const char **attributes, gpointer data)
{
  RgOdsSheetReader *reader = data;

  if (reader->depth > 0)
    {
      reader->depth++;
      start_in_sheet (xml, reader, name, attributes);
    }
  else if (strcmp (name, "spreadsheet") == 0)
    reader->in_body = TRUE;
  else if (reader->in_body && strcmp (name, "table") == 0)
    {
      reader->depth = 1;
      /* The rows of other sheets are passed over. */
      reader->skipped = reader->tables++ == reader->sheet ? 0 : 1;
      reader->line = 0;
      reader->line_count = 1;
    }
}

static gboolean
end_in_sheet (RgXml *xml, RgOdsSheetReader *reader, const char *name, GError **error)
{
  if (reader->depth == reader->paragraph)
    reader->paragraph = 0;
  if (reader->depth == reader->cell)
    {
      reader->cell = 0;
      if (!add_value (reader, error))
        return FALSE;
      reader->column += reader->column_count;
    }
  else if (reader->cell == 0 && strcmp (name, "table-row") == 0)
    {
      if (!rg_sheet_rows_end (reader->rows, reader->line_count, error))
        return FALSE;
      if (rg_sheet_rows_is_full (reader->rows))
        rg_xml_pause (xml);
    }
  return TRUE;
}

static void
end_sheet (RgXml *xml, const char *name, gpointer data)
{
  RgOdsSheetReader *reader = data;
  GError *error = NULL;

  if (reader->depth == 0)
    return;
  if (reader->skipped == 0 && !end_in_sheet (xml, reader, name, &error))
    rg_xml_fail (xml, error);
  if (reader->skipped == reader->depth)
    reader->skipped = 0;
  if (--reader->depth == 0 && reader->tables > reader->sheet)
    rg_xml_stop (xml);
}

/* Blanks behind blanks are none: they are written as elements. */
static void
take_text (RgXml *xml, const char *text, gsize n, gpointer data)
{
  RgOdsSheetReader *reader = data;

  if (reader->paragraph == 0 || reader->skipped > 0)
    return;
  for (gsize i = 0; i < n; i++)
    {
      gboolean blank = strchr (" \t\r\n", text[i]) != NULL;

      if (!blank || !reader->blank)
        g_string_append_c (reader->text, blank ? ' ' : text[i]);
      reader->blank = blank;
    }
  if (reader->text->len > RG_GRID_CELL_MAX)
    refuse_cell (xml, reader);
}

const RgXmlHandlers rg_ods_sheet_handlers = { start_sheet, end_sheet, take_text };
