/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-xlsx-sheet.h"

#include "exchange/rg-sheet-value.h"

#include <string.h>

void
rg_xlsx_sheet_reader_init (RgXlsxSheetReader *reader)
{
  reader->value = g_string_new (NULL);
  rg_xlsx_sheet_reader_reset (reader);
}

void
rg_xlsx_sheet_reader_clear (RgXlsxSheetReader *reader)
{
  g_string_free (reader->value, TRUE);
}

void
rg_xlsx_sheet_reader_reset (RgXlsxSheetReader *reader)
{
  reader->line = 0;
  reader->in_row = reader->in_cell = reader->taking = FALSE;
  reader->phonetic = 0;
}

const char *
rg_xlsx_read_reference (const char *text, guint64 *row, guint64 *column)
{
  guint64 letters = 0;
  const char *p = text;

  *row = 0;
  for (; *p == '$' || g_ascii_isalpha (*p); p++)
    {
      if (*p != '$' && letters < RG_GRID_CELLS_MAX * 26)
        letters = letters * 26 + (guint64) (g_ascii_toupper (*p) - 'A') + 1;
    }
  *column = letters - 1;
  for (; *p == '$' || g_ascii_isdigit (*p); p++)
    {
      if (*p != '$' && *row <= RG_SHEET_ROWS_MAX)
        *row = *row * 10 + (guint64) (*p - '0');
    }
  return p;
}

/* --- what a cell says ----------------------------------------------------- */

static gboolean
add_number (RgXlsxSheetReader *reader, GError **error)
{
  const char *text = reader->value->str;
  guint8 format = reader->styles != NULL && reader->style < reader->styles->len
                      ? reader->styles->data[reader->style]
                      : RG_SHEET_FORMAT_NUMBER;
  char buffer[RG_SHEET_VALUE_SIZE];
  gsize n = reader->value->len;
  double number;
  char *end;

  if (format == RG_SHEET_FORMAT_NUMBER && rg_sheet_number_is_plain (text, n))
    return rg_sheet_rows_add (reader->rows, reader->column, 1, text, n, error);
  number = g_ascii_strtod (text, &end);
  /* Some programs leave out that a cell holds text. */
  if (end == text || *end != '\0')
    return rg_sheet_rows_add (reader->rows, reader->column, 1, text, n, error);
  n = rg_sheet_value (number, format, reader->date1904, buffer);
  return rg_sheet_rows_add (reader->rows, reader->column, 1, buffer, n, error);
}

static gboolean
add_shared (RgXml *xml, RgXlsxSheetReader *reader, GError **error)
{
  const char *p = reader->value->str;
  guint64 index = 0;
  const char *text = NULL;
  gsize n;

  while (g_ascii_isspace (*p))
    p++;
  if (*p == '\0')
    return TRUE;
  for (; g_ascii_isdigit (*p) && index < G_MAXUINT32; p++)
    index = index * 10 + (guint64) (*p - '0');
  if (reader->strings != NULL && (*p == '\0' || g_ascii_isspace (*p)))
    text = rg_xlsx_strings_get (reader->strings, index, &n);
  if (text == NULL)
    return rg_zip_refuse_damaged (rg_xml_get_zip (xml), error);
  return rg_sheet_rows_add_static (reader->rows, reader->column, text, n, error);
}

/* 2013-08-15T12:34:56.000Z as a day, or an instant when it is shown as one. */
static void
tidy_date (RgXlsxSheetReader *reader)
{
  GString *value = reader->value;
  gboolean instant = reader->styles != NULL && reader->style < reader->styles->len &&
                     reader->styles->data[reader->style] == RG_SHEET_FORMAT_INSTANT;
  char *time = strchr (value->str, 'T');
  gsize n;

  if (time != value->str + strlen ("2013-08-15") || !g_ascii_isdigit (time[1]))
    return;
  n = strspn (time + 1, "0123456789:");
  g_string_truncate (value, (gsize) (time + 1 + n - value->str));
  *time = ' ';
  if (n == strlen ("12:34"))
    g_string_append (value, ":00");
  if (!instant && g_str_has_suffix (value->str, " 00:00:00"))
    g_string_truncate (value, strlen ("2013-08-15"));
}

static gboolean
add_value (RgXml *xml, RgXlsxSheetReader *reader, GError **error)
{
  GString *value = reader->value;

  switch (reader->type)
    {
    case RG_XLSX_CELL_NUMBER:
      return add_number (reader, error);
    case RG_XLSX_CELL_SHARED:
      return add_shared (xml, reader, error);
    case RG_XLSX_CELL_BOOLEAN:
      g_string_assign (value, strcmp (value->str, "0") == 0 || g_ascii_strcasecmp (value->str, "false") == 0
                                  ? "FALSE"
                                  : "TRUE");
      break;
    case RG_XLSX_CELL_DATE:
      tidy_date (reader);
      break;
    case RG_XLSX_CELL_TEXT:
    default:
      rg_xlsx_unescape (value, 0);
      break;
    }
  return rg_sheet_rows_add (reader->rows, reader->column, 1, value->str, value->len, error);
}

/* --- elements ------------------------------------------------------------- */

static RgXlsxCellType
read_type (const char *text)
{
  switch (*text)
    {
    case 's':
      return text[1] == '\0' ? RG_XLSX_CELL_SHARED : RG_XLSX_CELL_TEXT; /* "str" */
    case 'i':                                                           /* inlineStr */
    case 'e':
      return RG_XLSX_CELL_TEXT;
    case 'b':
      return RG_XLSX_CELL_BOOLEAN;
    case 'd':
      return RG_XLSX_CELL_DATE;
    default:
      return RG_XLSX_CELL_NUMBER;
    }
}

static void
start_cell (RgXlsxSheetReader *reader, const char **attributes)
{
  guint64 row, column = reader->next_column;

  reader->type = RG_XLSX_CELL_NUMBER;
  reader->style = 0;
  for (; *attributes != NULL; attributes += 2)
    {
      const char *value = attributes[1];

      if (attributes[0][0] == '\0' || attributes[0][1] != '\0')
        continue;
      if (attributes[0][0] == 'r')
        rg_xlsx_read_reference (value, &row, &column);
      else if (attributes[0][0] == 't')
        reader->type = read_type (value);
      else if (attributes[0][0] == 's')
        for (reader->style = 0; g_ascii_isdigit (*value) && reader->style < G_MAXINT / 16; value++)
          reader->style = reader->style * 10 + (guint) (*value - '0');
    }
  /* A reference without letters is none. */
  reader->column = column != G_MAXUINT64 ? column : reader->next_column;
  reader->next_column = reader->column + 1;
  reader->in_cell = TRUE;
  g_string_truncate (reader->value, 0);
}

static void
start_row (RgXlsxSheetReader *reader, const char **attributes)
{
  const char *number = rg_xml_attribute (attributes, "r");
  guint64 row = 0;
  guint64 column;

  if (number != NULL)
    rg_xlsx_read_reference (number, &row, &column);
  reader->line = row > 0 ? row : reader->line + 1;
  reader->next_column = 0;
  reader->in_row = TRUE;
  rg_sheet_rows_begin (reader->rows, reader->line);
}

static void
start_sheet (RgXml *xml, const char *name, const char **attributes, gpointer data)
{
  RgXlsxSheetReader *reader = data;

  if (name[1] == '\0')
    {
      if (name[0] == 'c' && reader->in_row && !reader->in_cell)
        start_cell (reader, attributes);
      else if (reader->in_cell && (name[0] == 'v' || (name[0] == 't' && reader->phonetic == 0)))
        reader->taking = TRUE;
    }
  else if (strcmp (name, "row") == 0)
    {
      if (!reader->in_row)
        start_row (reader, attributes);
    }
  else if (strcmp (name, "rPh") == 0)
    reader->phonetic++;
}

static void
end_sheet (RgXml *xml, const char *name, gpointer data)
{
  RgXlsxSheetReader *reader = data;
  GError *error = NULL;

  if (name[1] == '\0')
    {
      if (name[0] == 'v' || name[0] == 't')
        reader->taking = FALSE;
      else if (name[0] == 'c' && reader->in_cell)
        {
          reader->in_cell = FALSE;
          if (reader->value->len > 0 && !add_value (xml, reader, &error))
            rg_xml_fail (xml, error);
        }
    }
  else if (strcmp (name, "row") == 0)
    {
      if (!reader->in_row)
        return;
      reader->in_row = FALSE;
      if (!rg_sheet_rows_end (reader->rows, 1, &error))
        rg_xml_fail (xml, error);
      else if (rg_sheet_rows_is_full (reader->rows))
        rg_xml_pause (xml);
    }
  else if (strcmp (name, "rPh") == 0)
    reader->phonetic--;
  /* Nothing behind the rows is of interest here. */
  else if (strcmp (name, "sheetData") == 0)
    rg_xml_stop (xml);
}

static void
take_text (RgXml *xml, const char *text, gsize n, gpointer data)
{
  RgXlsxSheetReader *reader = data;
  GError *error = NULL;

  if (!reader->taking)
    return;
  g_string_append_len (reader->value, text, (gssize) n);
  /* Escapes are longer than what they stand for. */
  if (reader->value->len > 7 * RG_GRID_CELL_MAX)
    {
      rg_sheet_refuse_cell (rg_zip_get_name (rg_xml_get_zip (xml)), reader->line, &error);
      rg_xml_fail (xml, error);
    }
}

const RgXmlHandlers rg_xlsx_sheet_handlers = { start_sheet, end_sheet, take_text };
