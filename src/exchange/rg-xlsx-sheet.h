/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: the cells of one sheet of an XLSX workbook. */

#include "exchange/rg-sheet-rows.h"
#include "exchange/rg-xlsx-strings.h"
#include "exchange/rg-xml.h"

G_BEGIN_DECLS

/**
 * RgXlsxCellType:
 * @RG_XLSX_CELL_NUMBER: a number, or a day as one
 * @RG_XLSX_CELL_SHARED: the number of a shared text
 * @RG_XLSX_CELL_TEXT: a text: inline, of a formula, or an error's name
 * @RG_XLSX_CELL_DATE: a day as text
 * @RG_XLSX_CELL_BOOLEAN: yes or no
 */
typedef enum
{
  RG_XLSX_CELL_NUMBER,
  RG_XLSX_CELL_SHARED,
  RG_XLSX_CELL_TEXT,
  RG_XLSX_CELL_DATE,
  RG_XLSX_CELL_BOOLEAN,
} RgXlsxCellType;

/**
 * RgXlsxSheetReader:
 * @rows: where the cells go
 * @strings: (nullable): the shared texts
 * @styles: (nullable): what a cell's style means, as RgSheetFormat
 *
 * A sheet that is being parsed. What follows @date1904 is its own.
 */
typedef struct
{
  RgSheetRows *rows;
  const RgXlsxStrings *strings;
  const GByteArray *styles;
  gboolean date1904;

  guint64 line;
  guint64 column; /* of the cell, from 0 */
  guint64 next_column;
  RgXlsxCellType type;
  guint style;
  gboolean in_row;
  gboolean in_cell;
  gboolean taking;
  guint phonetic;
  GString *value;
} RgXlsxSheetReader;

void rg_xlsx_sheet_reader_init (RgXlsxSheetReader *reader);
void rg_xlsx_sheet_reader_clear (RgXlsxSheetReader *reader);
/* Before the first row again. */
void rg_xlsx_sheet_reader_reset (RgXlsxSheetReader *reader);

/* Handlers for rg_xml_new() that expect an RgXlsxSheetReader. */
extern const RgXmlHandlers rg_xlsx_sheet_handlers;

/* Reads "B12" into a row from 1 and a column from 0; a part that is missing is 0
 * and %G_MAXUINT64. Returns what follows. */
const char *rg_xlsx_read_reference (const char *text, guint64 *row, guint64 *column);

G_END_DECLS
