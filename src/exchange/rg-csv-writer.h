/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: CSV for Excel and for our own import. */

#include <gio/gio.h>

G_BEGIN_DECLS

/* --- texts that a spreadsheet would take for a formula ------------------- */

/* Whether @text begins, after any apostrophes, with a sign that makes Excel or
 * WPS compute: = + - @, their full-width forms, or a tab or line break, behind
 * which they look again. */
gboolean rg_formula_is_like (const char *text);
/* @text with one more apostrophe in front when it is like a formula.
 * (transfer full) */
char *rg_formula_neutralize (const char *text);
/* The reverse, for what a file says: @text itself or behind its first
 * apostrophe. (transfer none) */
const char *rg_formula_restore (const char *text);

/* --- the file ------------------------------------------------------------ */

/**
 * RgCsvWriter:
 *
 * Writes beside @path and takes its place only when all is on the disk.
 */
typedef struct _RgCsvWriter RgCsvWriter;

RgCsvWriter *rg_csv_writer_new (const char *path, GError **error);
/* Leaves no trace unless it was committed. */
void rg_csv_writer_free (RgCsvWriter *writer);
void rg_csv_writer_cell (RgCsvWriter *writer, const char *text);
gboolean rg_csv_writer_end_row (RgCsvWriter *writer, GError **error);
gboolean rg_csv_writer_commit (RgCsvWriter *writer, GError **error);
/* The same, but a file that is there already is not replaced: the name gets a
 * number. Returns the path. (transfer full) (nullable) */
char *rg_csv_writer_commit_new (RgCsvWriter *writer, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgCsvWriter, rg_csv_writer_free)

G_END_DECLS
