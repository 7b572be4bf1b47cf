/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: rows of a sheet between the parser and the import. */

#include "exchange/rg-grid.h"
#include "exchange/rg-sheet-areas.h"

G_BEGIN_DECLS

/* The last row of a sheet. */
#define RG_SHEET_ROWS_MAX 1048576

/**
 * RgSheetRows:
 *
 * Takes the cells of a sheet as they are parsed, leaves out rows without any,
 * repeats merged areas and hands the rows on. A row costs as much as it has
 * cells, however far to the right they stand. Errors are sentences.
 */
typedef struct _RgSheetRows RgSheetRows;

/* @name: the file's, for people. */
RgSheetRows *rg_sheet_rows_new (const char *name);
void rg_sheet_rows_free (RgSheetRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgSheetRows, rg_sheet_rows_free)

/* How many bytes all rows may have together. Texts that a file has once can stand
 * in many cells, and a small file is not made large by that. */
void rg_sheet_rows_set_limit (RgSheetRows *rows, guint64 limit);
/* Counts @n bytes that had to be read for a cell, whatever came of them. */
gboolean rg_sheet_rows_charge (RgSheetRows *rows, guint64 n, GError **error);

/* The merged areas, to be added to before the first row. */
RgSheetAreas *rg_sheet_rows_get_areas (RgSheetRows *rows);
/* Has these instead, before the first row. @areas: (transfer full) */
void rg_sheet_rows_take_areas (RgSheetRows *rows, RgSheetAreas *areas);
/* Forgets all rows; the areas stay. */
void rg_sheet_rows_reset (RgSheetRows *rows);

/* Begins a row of the sheet, counted from 1. */
void rg_sheet_rows_begin (RgSheetRows *rows, guint64 line);
/* Sets @count cells of it from a column on, counted from 0; the text is copied.
 * An empty one is none. */
gboolean rg_sheet_rows_add (RgSheetRows *rows,
                            guint64 column,
                            guint64 count,
                            const char *text,
                            gsize n,
                            GError **error);
/* Sets one to a text that ends with NUL and stays. */
gboolean
rg_sheet_rows_add_static (RgSheetRows *rows, guint64 column, const char *text, gsize n, GError **error);
/* Ends it. The row stands in the sheet @count times. */
gboolean rg_sheet_rows_end (RgSheetRows *rows, guint64 count, GError **error);

/* Takes the next row; only between rg_sheet_rows_end and _begin. %FALSE: there
 * is none yet. */
gboolean rg_sheet_rows_next (RgSheetRows *rows, RgGridRow *row);
/* Whether so much waits to be taken that nothing more should be added. */
gboolean rg_sheet_rows_is_full (const RgSheetRows *rows);
/* Whether a row that has something in it was ended. */
gboolean rg_sheet_rows_any (const RgSheetRows *rows);

/* Says that a cell holds more than it may; always %FALSE. @line: 0: not known. */
gboolean rg_sheet_refuse_cell (const char *name, guint64 line, GError **error);

G_END_DECLS
