/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: text with delimiters into records. Nothing but buffers
 * in and out, so that it can be fed with anything. */

#include "exchange/rg-grid.h"

G_BEGIN_DECLS

typedef struct _RgCsvParser RgCsvParser;

/* @delimiter: one character as UTF-8; copied. */
RgCsvParser *rg_csv_parser_new (const char *delimiter);
void rg_csv_parser_free (RgCsvParser *parser);
/* Ready for the beginning of a file. */
void rg_csv_parser_reset (RgCsvParser *parser);
/* More text: valid UTF-8 in which NUL and RG_DECODER_DAMAGE may stand. */
void rg_csv_parser_push (RgCsvParser *parser, const char *text, gsize size);
/* Nothing more comes. */
void rg_csv_parser_end (RgCsvParser *parser);
/* %TRUE and a row; %FALSE when more text is needed, or after the end. Blank
 * lines are rows with one empty cell. */
gboolean rg_csv_parser_next (RgCsvParser *parser, RgGridRow *row);
/* Whether a row was too wide or a cell too long; there are no more rows then. A
 * quoted cell that is too long has a quotation mark that was never closed, and
 * is read again as plain text first. */
gboolean rg_csv_parser_is_too_large (const RgCsvParser *parser);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgCsvParser, rg_csv_parser_free)

/* The delimiter by which @text falls into the most even rows: , ; tab | or ，
 * @complete: whether @text is the whole file. A static string. */
const char *rg_csv_find_delimiter (const char *text, gsize size, gboolean complete);

G_END_DECLS
