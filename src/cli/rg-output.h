/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RgOutput:
 *
 * Text on its way to a stream, in large pieces. The first error is kept and
 * everything after it dropped, so that writers need not look after each word.
 */
typedef struct _RgOutput RgOutput;

RgOutput *rg_output_new (GOutputStream *stream);
void rg_output_free (RgOutput *self);
void rg_output_put (RgOutput *self, const char *text);
void rg_output_data (RgOutput *self, const char *data, gsize size);
void rg_output_pad (RgOutput *self, guint blanks);
void rg_output_printf (RgOutput *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* While held, text only gathers in memory: a read transaction must not wait
 * for whoever reads the stream. */
void rg_output_hold (RgOutput *self, gboolean held);
gboolean rg_output_flush (RgOutput *self, GError **error);
/* Whether an error has made further writing useless. */
gboolean rg_output_failed (RgOutput *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgOutput, rg_output_free)

/* --- tables for people --------------------------------------------------- */

/* Columns that @text takes on a terminal: two for Chinese, none for marks. */
guint rg_text_width (const char *text);

/**
 * RgTextTable:
 *
 * Lines of aligned columns. Widths come from the first few hundred lines, so
 * that a list of any length streams.
 */
typedef struct _RgTextTable RgTextTable;

/* @headings: (nullable) (array zero-terminated=1): translated */
RgTextTable *rg_text_table_new (RgOutput *output, guint n_columns, const char *const *headings);
/* The column's texts stand at its right edge. */
void rg_text_table_align_right (RgTextTable *self, guint column);
/* @cells: (array length=n_columns): NULL is an empty cell. Line breaks become
 * blanks. */
void rg_text_table_add (RgTextTable *self, const char *const *cells);
/* Writes what is held back and frees the table. */
void rg_text_table_free (RgTextTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgTextTable, rg_text_table_free)

G_END_DECLS
