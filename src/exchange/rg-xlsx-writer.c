/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-xlsx-writer.h"

#include "exchange/rg-output-file.h"
#include "store/rg-store.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

/* The sheets of a workbook, and the archive that holds all parts. */

/* Bytes of XML that are compressed at once. */
#define CHUNK (256 * 1024)
/* A sheet of more bytes would need an extension of the archive that not every
 * program reads. */
#define SHEET_BYTES_MAX (G_GUINT64_CONSTANT (2) * 1024 * 1024 * 1024)
/* Text cells above this many bytes Excel shows as ###### in the text format. */
#define TEXT_FORMAT_MAX 255

typedef struct
{
  char name[4]; /* A, B … XFD */
  char *label;
  RgXlsxStyle style;
  double width;
} Column;

struct _RgXlsxWriter
{
  RgOutputFile *file;
  struct archive *archive;
  GError *failure; /* what the disk said */
  char *title;
  char *sheet;
  guint sheet_rows;
  GArray *columns;    /* of Column */
  GPtrArray *filters; /* of finished sheets */
  GString *xml;
  guint64 sheet_bytes;
  guint row; /* of the sheet that is being written; 0: none is */
  char row_name[12];
  guint cell;
};

static void
column_clear (gpointer data)
{
  g_free (((Column *) data)->label);
}

/* --- the archive ---------------------------------------------------------- */

/* An archive that is told of an error keeps memory for ever, so it is left in
 * the belief that all is well; what the disk said is looked at after each
 * call. */
static la_ssize_t
write_bytes (struct archive *archive, void *data, const void *bytes, size_t n)
{
  RgXlsxWriter *self = data;

  if (self->failure == NULL)
    rg_output_file_write (self->file, bytes, n, &self->failure);
  return (la_ssize_t) n;
}

/* @status: what the archive said. */
static gboolean
is_well (RgXlsxWriter *self, int status, GError **error)
{
  if (status != ARCHIVE_OK && self->failure == NULL)
    rg_output_file_refuse (self->file, archive_errno (self->archive), &self->failure);
  if (self->failure == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (self->failure));
  return FALSE;
}

static gboolean
begin_part (RgXlsxWriter *self, const char *name, GError **error)
{
  struct archive_entry *entry = archive_entry_new ();
  int status;

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_mtime (entry, rg_clock_now () / 1000, 0);
  status = archive_write_header (self->archive, entry);
  archive_entry_free (entry);
  return is_well (self, status, error);
}

static gboolean
put (RgXlsxWriter *self, const char *bytes, gsize n, GError **error)
{
  la_ssize_t taken = archive_write_data (self->archive, bytes, n);

  return is_well (self, taken == (la_ssize_t) n ? ARCHIVE_OK : ARCHIVE_FATAL, error);
}

static gboolean
put_part (RgXlsxWriter *self, const char *name, const char *xml, GError **error)
{
  return begin_part (self, name, error) && put (self, xml, strlen (xml), error);
}

static gboolean
flush (RgXlsxWriter *self, GError **error)
{
  if (!put (self, self->xml->str, self->xml->len, error))
    return FALSE;
  self->sheet_bytes += self->xml->len;
  g_string_truncate (self->xml, 0);
  return TRUE;
}

/* The first parts are those by which other programs tell a workbook from any
 * archive. */
static gboolean
open_archive (RgXlsxWriter *self, GError **error)
{
  g_autofree char *core = rg_xlsx_part_core (self->title, rg_clock_now ());

  self->archive = archive_write_new ();
  archive_write_set_format_zip (self->archive);
  /* Sizes of 32 bits; the lower level halves the time for a tenth more bytes;
   * no blocks are filled up at the end. */
  archive_write_set_format_option (self->archive, "zip", "zip64", NULL);
  archive_write_set_format_option (self->archive, "zip", "compression-level", "3");
  archive_write_set_bytes_in_last_block (self->archive, 1);
  if (!is_well (self, archive_write_open2 (self->archive, self, NULL, write_bytes, NULL, NULL), error))
    return FALSE;
  return put_part (self, "_rels/.rels", rg_xlsx_part_relations, error) &&
         put_part (self, "docProps/core.xml", core, error) &&
         put_part (self, "xl/styles.xml", rg_xlsx_part_styles, error) &&
         put_part (self, "docProps/app.xml", rg_xlsx_part_app, error);
}

/**
 * rg_xlsx_writer_new:
 * @path: the file to be
 * @title: of the document
 * @sheet: what the sheets are called; the second one "… (2)"
 * @sheet_rows: rows of a sheet at most, its header among them
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a workbook without columns
 */
RgXlsxWriter *
rg_xlsx_writer_new (const char *path, const char *title, const char *sheet, guint sheet_rows, GError **error)
{
  RgOutputFile *file = rg_output_file_new (path, error);
  g_autoptr (RgXlsxWriter) self = NULL;

  if (file == NULL)
    return NULL;
  self = g_new0 (RgXlsxWriter, 1);
  self->file = file;
  self->title = g_strdup (title);
  self->sheet = g_strdup (sheet);
  self->sheet_rows = CLAMP (sheet_rows, 2, RG_XLSX_ROWS_MAX);
  self->columns = g_array_new (FALSE, TRUE, sizeof (Column));
  g_array_set_clear_func (self->columns, column_clear);
  self->filters = g_ptr_array_new_with_free_func (g_free);
  self->xml = g_string_sized_new (CHUNK + 64 * 1024);
  return open_archive (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * rg_xlsx_writer_free:
 * @writer: (transfer full): a workbook
 */
void
rg_xlsx_writer_free (RgXlsxWriter *writer)
{
  /* What is left in the archive is not wanted any more. */
  if (writer->failure == NULL)
    writer->failure = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED, "");
  if (writer->archive != NULL)
    archive_write_free (writer->archive);
  rg_output_file_free (writer->file);
  g_clear_error (&writer->failure);
  g_array_unref (writer->columns);
  g_ptr_array_unref (writer->filters);
  g_string_free (writer->xml, TRUE);
  g_free (writer->title);
  g_free (writer->sheet);
  g_free (writer);
}

/* --- sheets --------------------------------------------------------------- */

/**
 * rg_xlsx_writer_add_column:
 * @writer: a workbook without a cell
 * @label: what stands above it
 * @style: of what will stand in it
 * @width: in digits of the usual font
 */
void
rg_xlsx_writer_add_column (RgXlsxWriter *writer, const char *label, RgXlsxStyle style, double width)
{
  Column column = { .label = g_strdup (label), .style = style, .width = width };
  char letters[4];
  guint n = 0;

  for (guint rest = writer->columns->len + 1; rest > 0 && n < 3; rest = (rest - 1) / 26)
    letters[n++] = (char) ('A' + (rest - 1) % 26);
  for (guint i = 0; i < n; i++)
    column.name[i] = letters[n - 1 - i];
  g_array_append_val (writer->columns, column);
}

static void
append_columns (RgXlsxWriter *self)
{
  if (self->columns->len == 0)
    return;
  g_string_append (self->xml, "<cols>");
  for (guint i = 0; i < self->columns->len; i++)
    {
      const Column *column = &g_array_index (self->columns, Column, i);
      char width[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (width, sizeof width, "%.2f", column->width);
      g_string_append_printf (self->xml,
                              "<col min=\"%u\" max=\"%u\" width=\"%s\" style=\"%u\" customWidth=\"1\"/>",
                              i + 1, i + 1, width, (guint) column->style);
    }
  g_string_append (self->xml, "</cols>");
}

static void
begin_row (RgXlsxWriter *self)
{
  self->row++;
  self->cell = 0;
  g_snprintf (self->row_name, sizeof self->row_name, "%u", self->row);
  g_string_append_printf (self->xml, "<row r=\"%s\">", self->row_name);
}

static gboolean
begin_sheet (RgXlsxWriter *self, GError **error)
{
  g_autofree char *name = g_strdup_printf ("xl/worksheets/sheet%u.xml", self->filters->len + 1);

  if (!begin_part (self, name, error))
    return FALSE;
  self->sheet_bytes = 0;
  g_string_append_printf (self->xml,
                          "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                          "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
                          "<sheetViews><sheetView%s workbookViewId=\"0\">"
                          "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"
                          "<selection pane=\"bottomLeft\" activeCell=\"A2\" sqref=\"A2\"/>"
                          "</sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/>",
                          self->filters->len == 0 ? " tabSelected=\"1\"" : "");
  append_columns (self);
  g_string_append (self->xml, "<sheetData>");
  begin_row (self);
  for (guint i = 0; i < self->columns->len; i++)
    {
      const char *label = g_array_index (self->columns, Column, i).label;

      rg_xlsx_writer_text (self, label, -1, RG_XLSX_STYLE_HEADER);
    }
  g_string_append (self->xml, "</row>");
  return TRUE;
}

static gboolean
end_sheet (RgXlsxWriter *self, GError **error)
{
  const Column *last = &g_array_index (self->columns, Column, self->columns->len - 1);
  char *filter = g_strdup_printf ("A1:%s%u", last->name, self->row);

  g_ptr_array_add (self->filters, filter);
  g_string_append_printf (
      self->xml,
      "</sheetData><autoFilter ref=\"%s\"/>"
      "<pageMargins left=\"0.7\" right=\"0.7\" top=\"0.75\" bottom=\"0.75\" header=\"0.3\" "
      "footer=\"0.3\"/></worksheet>",
      filter);
  self->row = 0;
  return flush (self, error);
}

/* --- rows ----------------------------------------------------------------- */

/**
 * rg_xlsx_writer_begin_row:
 * @writer: a workbook with its columns
 * @error: return location for an error
 *
 * The row stands on a further sheet when this one is full.
 *
 * Returns: %FALSE when the disk did not take what was before
 */
gboolean
rg_xlsx_writer_begin_row (RgXlsxWriter *writer, GError **error)
{
  gboolean is_full = writer->row >= writer->sheet_rows || writer->sheet_bytes >= SHEET_BYTES_MAX;

  if (is_full && !end_sheet (writer, error))
    return FALSE;
  if (writer->row == 0 && !begin_sheet (writer, error))
    return FALSE;
  begin_row (writer);
  return TRUE;
}

static void
append_cell (RgXlsxWriter *self, RgXlsxStyle style, const char *type)
{
  const Column *column = &g_array_index (self->columns, Column, self->cell++);
  char number[] = " s=\"0\"";

  number[4] = (char) ('0' + style);
  g_string_append (self->xml, "<c r=\"");
  g_string_append (self->xml, column->name);
  g_string_append (self->xml, self->row_name);
  g_string_append (self->xml, "\"");
  g_string_append (self->xml, style != RG_XLSX_STYLE_PLAIN ? number : "");
  g_string_append (self->xml, type);
}

/**
 * rg_xlsx_writer_text:
 * @writer: a workbook
 * @text: the next cell
 * @n: its length in bytes, or -1; %RG_XLSX_TEXT_MAX UTF-16 units at most
 * @style: how it is shown
 */
void
rg_xlsx_writer_text (RgXlsxWriter *writer, const char *text, gssize n, RgXlsxStyle style)
{
  gsize size = n >= 0 ? (gsize) n : strlen (text);

  if (size == 0)
    {
      writer->cell++;
      return;
    }
  if (size > TEXT_FORMAT_MAX && style == RG_XLSX_STYLE_TEXT)
    style = RG_XLSX_STYLE_PLAIN;
  append_cell (writer, style, " t=\"inlineStr\"><is><t xml:space=\"preserve\">");
  rg_xlsx_append_text (writer->xml, text, size);
  g_string_append (writer->xml, "</t></is></c>");
}

/**
 * rg_xlsx_writer_number:
 * @writer: a workbook
 * @number: the next cell, as C writes numbers
 * @style: how it is shown
 */
void
rg_xlsx_writer_number (RgXlsxWriter *writer, const char *number, RgXlsxStyle style)
{
  append_cell (writer, style, "><v>");
  g_string_append (writer->xml, number);
  g_string_append (writer->xml, "</v></c>");
}

/**
 * rg_xlsx_writer_end_row:
 * @writer: a workbook
 * @error: return location for an error
 *
 * Returns: %FALSE when the disk did not take it
 */
gboolean
rg_xlsx_writer_end_row (RgXlsxWriter *writer, GError **error)
{
  g_string_append (writer->xml, "</row>");
  return writer->xml->len < CHUNK || flush (writer, error);
}

/* --- the end -------------------------------------------------------------- */

static gboolean
put_parts (RgXlsxWriter *self, GError **error)
{
  g_autofree char *book = rg_xlsx_part_workbook (self->sheet, self->filters);
  g_autofree char *relations = rg_xlsx_part_workbook_relations (self->filters->len);
  g_autofree char *types = rg_xlsx_part_content_types (self->filters->len);

  return put_part (self, "xl/workbook.xml", book, error) &&
         put_part (self, "xl/_rels/workbook.xml.rels", relations, error) &&
         put_part (self, "[Content_Types].xml", types, error);
}

/**
 * rg_xlsx_writer_commit:
 * @writer: a workbook with its columns
 * @error: return location for an error
 *
 * Returns: whether the file stands under its name; else an older one is there
 *   as it was
 */
gboolean
rg_xlsx_writer_commit (RgXlsxWriter *writer, GError **error)
{
  if (writer->row == 0 && !begin_sheet (writer, error))
    return FALSE;
  if (!end_sheet (writer, error) || !put_parts (writer, error))
    return FALSE;
  return is_well (writer, archive_write_close (writer->archive), error) &&
         rg_output_file_commit (writer->file, error);
}
