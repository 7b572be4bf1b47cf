/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: the cells of one sheet of an ODS workbook. */

#include "exchange/rg-sheet-rows.h"
#include "exchange/rg-xml.h"

G_BEGIN_DECLS

/**
 * RgOdsValue:
 * @RG_ODS_VALUE_TEXT: what its paragraphs say
 * @RG_ODS_VALUE_NUMBER: also money and shares of a hundred
 *
 * What a cell is said to hold.
 */
typedef enum
{
  RG_ODS_VALUE_TEXT,
  RG_ODS_VALUE_NUMBER,
  RG_ODS_VALUE_DATE,
  RG_ODS_VALUE_TIME,
  RG_ODS_VALUE_BOOLEAN,
} RgOdsValue;

/**
 * RgOdsSheetReader:
 * @rows: where the cells go
 * @sheet: index of the sheet that is wanted
 *
 * A sheet that is being parsed. What follows @sheet is its own.
 */
typedef struct
{
  RgSheetRows *rows;
  guint sheet;

  gboolean in_body;
  guint tables;  /* sheets that have begun */
  guint depth;   /* of elements inside the sheet; 0: outside */
  guint skipped; /* depth of what is not part of the table; 0: nothing is */
  guint cell;    /* depth of the cell; 0: outside of one */
  guint64 line;
  guint64 line_count;
  guint64 column;
  guint64 column_count;
  gboolean covered;
  RgOdsValue type;
  GString *value; /* what its attributes say */
  GString *text;  /* what its paragraphs say */
  guint paragraphs;
  guint paragraph; /* depth of the paragraph; 0: outside of one */
  gboolean blank;  /* a blank would follow another one */
} RgOdsSheetReader;

void rg_ods_sheet_reader_init (RgOdsSheetReader *reader);
void rg_ods_sheet_reader_clear (RgOdsSheetReader *reader);
/* Before the first row again. */
void rg_ods_sheet_reader_reset (RgOdsSheetReader *reader);

/* Handlers for rg_xml_new() that expect an RgOdsSheetReader. */
extern const RgXmlHandlers rg_ods_sheet_handlers;

G_END_DECLS
