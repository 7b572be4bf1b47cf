/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: a workbook of Excel, written from the front. */

#include <gio/gio.h>

G_BEGIN_DECLS

/* What Excel takes: rows of a sheet, and UTF-16 units of a cell's text. */
#define RG_XLSX_ROWS_MAX 1048576
#define RG_XLSX_TEXT_MAX 32767

/**
 * RgXlsxStyle:
 * @RG_XLSX_STYLE_PLAIN: as the program likes
 * @RG_XLSX_STYLE_HEADER: bold
 * @RG_XLSX_STYLE_TEXT: text, also when somebody writes over it
 * @RG_XLSX_STYLE_MONEY: 1,234.50
 * @RG_XLSX_STYLE_DATE: 2025-11-22
 * @RG_XLSX_STYLE_INSTANT: 2025-11-22 09:00
 * @RG_XLSX_STYLE_TIME: 09:00
 *
 * How a cell is shown.
 */
typedef enum
{
  RG_XLSX_STYLE_PLAIN,
  RG_XLSX_STYLE_HEADER,
  RG_XLSX_STYLE_TEXT,
  RG_XLSX_STYLE_MONEY,
  RG_XLSX_STYLE_DATE,
  RG_XLSX_STYLE_INSTANT,
  RG_XLSX_STYLE_TIME,
} RgXlsxStyle;

/**
 * RgXlsxWriter:
 *
 * A workbook of one table: a header that stays in sight, and as many sheets as
 * its rows need. Nothing is kept in memory or beside the file; each row is
 * compressed as it comes.
 */
typedef struct _RgXlsxWriter RgXlsxWriter;

/* @title: of the document. @sheet: what the sheets are called. @sheet_rows:
 * of one sheet at most, the header among them. */
RgXlsxWriter *
rg_xlsx_writer_new (const char *path, const char *title, const char *sheet, guint sheet_rows, GError **error);
/* Leaves no trace unless it was committed. */
void rg_xlsx_writer_free (RgXlsxWriter *writer);
/* All columns, before the first cell. @width: in digits. */
void rg_xlsx_writer_add_column (RgXlsxWriter *writer, const char *label, RgXlsxStyle style, double width);
gboolean rg_xlsx_writer_begin_row (RgXlsxWriter *writer, GError **error);
/* The next cell of the row. An empty text leaves it empty. */
void rg_xlsx_writer_text (RgXlsxWriter *writer, const char *text, gssize n, RgXlsxStyle style);
/* @number: as C writes it. */
void rg_xlsx_writer_number (RgXlsxWriter *writer, const char *number, RgXlsxStyle style);
gboolean rg_xlsx_writer_end_row (RgXlsxWriter *writer, GError **error);
gboolean rg_xlsx_writer_commit (RgXlsxWriter *writer, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgXlsxWriter, rg_xlsx_writer_free)

/* --- parts of the package (rg-xlsx-parts.c) -------------------------------- */

/* @filters: (element-type utf8): what the filter of each sheet spans: A1:C9;
 * as many as there are sheets. (transfer full) */
char *rg_xlsx_part_workbook (const char *sheet, GPtrArray *filters);
char *rg_xlsx_part_workbook_relations (guint n_sheets);
char *rg_xlsx_part_content_types (guint n_sheets);
char *rg_xlsx_part_core (const char *title, gint64 created);
extern const char rg_xlsx_part_relations[];
extern const char rg_xlsx_part_app[];
extern const char rg_xlsx_part_styles[];

/* @text as XML can hold it, and Excel reads it back. */
void rg_xlsx_append_text (GString *xml, const char *text, gsize n);

G_END_DECLS
