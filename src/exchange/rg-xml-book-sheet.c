/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-xml-book-sheet.h"

#include "exchange/rg-sheet-value.h"

#include <string.h>

/* The words are those of "XML Spreadsheet Reference" (Office 2003): Worksheet,
 * Row with Index, Cell with Index, MergeAcross and MergeDown, Data with Type. */

/* Sheets that are listed. */
#define SHEETS_MAX 1000

/**
 * rg_xml_book_reader_init:
 * @reader: a reader of zeros
 */
void
rg_xml_book_reader_init (RgXmlBookReader *reader)
{
  reader->text = g_string_new (NULL);
  rg_xml_book_reader_reset (reader);
}

/**
 * rg_xml_book_reader_clear:
 * @reader: a reader
 */
void
rg_xml_book_reader_clear (RgXmlBookReader *reader)
{
  g_string_free (reader->text, TRUE);
  g_clear_pointer (&reader->type, g_free);
}

/**
 * rg_xml_book_reader_reset:
 * @reader: a reader
 */
void
rg_xml_book_reader_reset (RgXmlBookReader *reader)
{
  reader->filled = G_MAXUINT;
  reader->sheets = reader->comment = 0;
  reader->any = reader->hidden = reader->visible = reader->in_row = reader->in_data = FALSE;
  reader->line = reader->column = reader->across = 0;
  g_string_truncate (reader->text, 0);
}

static gboolean
is_wanted (const RgXmlBookReader *reader)
{
  return reader->rows != NULL && reader->sheets == reader->sheet + 1;
}

/* A number from 1; 0 where there is none, or nonsense. */
static guint64
read_number (const char **attributes, const char *name)
{
  const char *text = rg_xml_attribute (attributes, name);
  guint64 number = 0;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &number, NULL))
    return 0;
  return number;
}

/* --- elements begin ------------------------------------------------------- */

static void
start_sheet (RgXml *xml, RgXmlBookReader *reader, const char **attributes)
{
  const char *name = rg_xml_attribute (attributes, "Name");

  reader->sheets++;
  reader->any = reader->hidden = FALSE;
  reader->line = 0;
  if (reader->names != NULL && reader->names->len < SHEETS_MAX)
    g_ptr_array_add (reader->names, g_strdup (name != NULL ? name : ""));
  if (reader->rows != NULL && reader->sheets > reader->sheet + 1)
    rg_xml_stop (xml);
}

static void
start_row (RgXmlBookReader *reader, const char **attributes)
{
  guint64 index = read_number (attributes, "Index");

  /* One that stands above is an error of who wrote it; it follows. */
  reader->line = MAX (reader->line + 1, index);
  reader->column = 0;
  reader->in_row = TRUE;
  rg_sheet_rows_begin (reader->rows, reader->line);
}

static gboolean
add_area (RgXmlBookReader *reader, guint64 across, guint64 down)
{
  RgSheetArea area;

  if ((across == 0 && down == 0) || reader->line > RG_SHEET_ROWS_MAX || reader->column >= RG_GRID_CELLS_MAX)
    return TRUE;
  area = (RgSheetArea) {
    .first_row = (guint32) reader->line,
    .last_row = (guint32) MIN (reader->line + down, RG_SHEET_ROWS_MAX),
    .first_column = (guint16) reader->column,
    .last_column = (guint16) MIN (reader->column + across, RG_GRID_CELLS_MAX - 1),
  };
  return rg_sheet_areas_add (rg_sheet_rows_get_areas (reader->rows), &area);
}

static void
start_cell (RgXml *xml, RgXmlBookReader *reader, const char **attributes)
{
  guint64 index = read_number (attributes, "Index");
  GError *error = NULL;

  if (index > 0)
    reader->column = MAX (reader->column, index - 1);
  reader->across = read_number (attributes, "MergeAcross");
  if (add_area (reader, reader->across, read_number (attributes, "MergeDown")))
    return;
  rg_xml_refuse_size (xml, &error);
  rg_xml_fail (xml, error);
}

static void
start_data (RgXmlBookReader *reader, const char **attributes)
{
  g_set_str (&reader->type, rg_xml_attribute (attributes, "Type"));
  g_string_truncate (reader->text, 0);
  reader->in_data = TRUE;
}

static void
start_element (RgXml *xml, const char *name, const char **attributes, gpointer data)
{
  RgXmlBookReader *reader = data;

  if (strcmp (name, "Comment") == 0)
    reader->comment++;
  if (reader->comment > 0)
    return;
  if (strcmp (name, "Worksheet") == 0)
    start_sheet (xml, reader, attributes);
  else if (strcmp (name, "Visible") == 0)
    {
      reader->visible = TRUE;
      g_string_truncate (reader->text, 0);
    }
  else if (strcmp (name, "Data") == 0)
    start_data (reader, attributes);
  else if (is_wanted (reader) && strcmp (name, "Row") == 0)
    start_row (reader, attributes);
  else if (is_wanted (reader) && reader->in_row && strcmp (name, "Cell") == 0)
    start_cell (xml, reader, attributes);
}

/* --- elements end --------------------------------------------------------- */

/* 2014-01-02T00:00:00.000 is a day; 1899-12-31T09:30:00.000 a time of day. */
static void
write_instant (GString *text)
{
  char *time = strchr (text->str, 'T');
  char *dot;

  if (time == NULL)
    return;
  dot = strchr (time, '.');
  if (dot != NULL)
    g_string_truncate (text, (gsize) (dot - text->str));
  if (strcmp (time + 1, "00:00:00") == 0)
    g_string_truncate (text, (gsize) (time - text->str));
  else if (g_str_has_prefix (text->str, "1899-12-3"))
    g_string_erase (text, 0, time + 1 - text->str);
  else
    *time = ' ';
}

static void
write_value (RgXmlBookReader *reader)
{
  char number[RG_SHEET_VALUE_SIZE];
  char *end;
  double value;

  if (g_strcmp0 (reader->type, "DateTime") == 0)
    write_instant (reader->text);
  else if (g_strcmp0 (reader->type, "Boolean") == 0)
    g_string_assign (reader->text, strcmp (reader->text->str, "1") == 0 ? "TRUE" : "FALSE");
  else if (g_strcmp0 (reader->type, "Number") == 0 && reader->text->len > 0)
    {
      value = g_ascii_strtod (reader->text->str, &end);
      if (*end == '\0' && !rg_sheet_number_is_plain (reader->text->str, reader->text->len))
        {
          rg_sheet_number (value, number);
          g_string_assign (reader->text, number);
        }
    }
}

static gboolean
end_data (RgXmlBookReader *reader, GError **error)
{
  reader->in_data = FALSE;
  reader->any |= reader->text->len > 0;
  if (!is_wanted (reader) || !reader->in_row)
    return TRUE;
  write_value (reader);
  return rg_sheet_rows_add (reader->rows, reader->column, 1, reader->text->str, reader->text->len, error);
}

static gboolean
end_row (RgXml *xml, RgXmlBookReader *reader, GError **error)
{
  reader->in_row = FALSE;
  if (!rg_sheet_rows_end (reader->rows, 1, error))
    return FALSE;
  if (rg_sheet_rows_is_full (reader->rows))
    rg_xml_pause (xml);
  return TRUE;
}

static void
end_sheet (RgXmlBookReader *reader)
{
  if (reader->filled == G_MAXUINT && reader->any && !reader->hidden)
    reader->filled = reader->sheets - 1;
}

static void
end_element (RgXml *xml, const char *name, gpointer data)
{
  RgXmlBookReader *reader = data;
  GError *error = NULL;

  if (reader->comment > 0)
    {
      reader->comment -= strcmp (name, "Comment") == 0;
      return;
    }
  if (strcmp (name, "Data") == 0 && reader->in_data)
    {
      if (!end_data (reader, &error))
        rg_xml_fail (xml, error);
    }
  else if (strcmp (name, "Cell") == 0 && reader->in_row)
    reader->column += 1 + reader->across;
  else if (strcmp (name, "Row") == 0 && reader->in_row)
    {
      if (!end_row (xml, reader, &error))
        rg_xml_fail (xml, error);
    }
  else if (strcmp (name, "Visible") == 0)
    {
      reader->visible = FALSE;
      reader->hidden |= g_str_has_prefix (reader->text->str, "Sheet");
    }
  else if (strcmp (name, "Worksheet") == 0)
    end_sheet (reader);
}

static void
take_text (RgXml *xml, const char *text, gsize n, gpointer data)
{
  RgXmlBookReader *reader = data;
  GError *error = NULL;

  if ((!reader->in_data && !reader->visible) || reader->comment > 0)
    return;
  g_string_append_len (reader->text, text, (gssize) n);
  if (reader->text->len <= RG_GRID_CELL_MAX)
    return;
  rg_xml_refuse_size (xml, &error);
  rg_xml_fail (xml, error);
}

const RgXmlHandlers rg_xml_book_handlers = { start_element, end_element, take_text };
