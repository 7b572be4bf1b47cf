/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: the sheets of a workbook that is one XML document. */

#include "exchange/rg-sheet-rows.h"
#include "exchange/rg-xml.h"

G_BEGIN_DECLS

/**
 * RgXmlBookReader:
 * @rows: (nullable): where the cells of the sheet go; %NULL to list the sheets
 * @sheet: index of the sheet that is wanted
 * @names: (nullable): gets the sheets' names
 * @filled: index of the first sheet that is shown and has a text; %G_MAXUINT
 *
 * A document that is being parsed. What follows is its own.
 */
typedef struct
{
  RgSheetRows *rows;
  guint sheet;
  GPtrArray *names;
  guint filled;

  guint sheets;     /* that have begun */
  gboolean any;     /* the present one has a text */
  gboolean hidden;  /* and is not shown */
  gboolean visible; /* inside the element that says so */
  guint comment;    /* depth inside of a remark on a cell */
  gboolean in_row;
  gboolean in_data;
  guint64 line;
  guint64 column;
  guint64 across; /* columns that the cell covers besides its own */
  char *type;     /* of the data */
  GString *text;
} RgXmlBookReader;

void rg_xml_book_reader_init (RgXmlBookReader *reader);
void rg_xml_book_reader_clear (RgXmlBookReader *reader);
/* Before the first sheet again. */
void rg_xml_book_reader_reset (RgXmlBookReader *reader);

/* Handlers for rg_xml_new_for_text() that expect an RgXmlBookReader. */
extern const RgXmlHandlers rg_xml_book_handlers;

G_END_DECLS
