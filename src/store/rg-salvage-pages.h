/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the salvage: a damaged database read page by page, without SQLite,
 * which gives up at the first page that makes no sense. */

#include <glib.h>

G_BEGIN_DECLS

typedef struct _RgPages RgPages;

/**
 * RgCellValue:
 * @type: 'n' null, 'i' integer, 'r' real, 't' text, 'b' bytes
 *
 * One column of a row as it lies in the file; @data is not terminated.
 */
typedef struct
{
  char type;
  gint64 integer;
  double real;
  const guint8 *data;
  gsize size;
} RgCellValue;

/**
 * RgPageTrouble:
 * @pages: pages of the tree that could not be read at all
 * @cells: rows on readable pages that could not
 */
typedef struct
{
  gint64 pages;
  gint64 cells;
} RgPageTrouble;

/* %FALSE ends the walk. */
typedef gboolean (*RgPagesRowFunc) (gint64 id, const RgCellValue *values, guint n, gpointer data);

/* @log: also reads what was committed to the log beside it. */
RgPages *rg_pages_open (const char *path, gboolean log, GError **error);
void rg_pages_free (RgPages *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgPages, rg_pages_free)
/* Pages that the log holds. */
guint rg_pages_n_logged (RgPages *self);
/* How much of it has been looked at, from 0 to 1. */
double rg_pages_get_share (RgPages *self);
guint32 rg_pages_get_n (RgPages *self);
/* A word of the file's own header, or @fallback when the header is no header. */
guint32 rg_pages_get_header_word (RgPages *self, guint at, guint32 fallback);

/* Every row of the table whose tree begins at @root; FALSE when @func ended it.
 * Pages that were looked at are not looked at again by any walk. */
gboolean
rg_pages_walk_table (RgPages *self, guint32 root, RgPageTrouble *trouble, RgPagesRowFunc func, gpointer data);
/* The same for an index: @id is the row that an entry leads to. */
gboolean
rg_pages_walk_index (RgPages *self, guint32 root, RgPageTrouble *trouble, RgPagesRowFunc func, gpointer data);
/* Pages may be looked at again. */
void rg_pages_forget (RgPages *self);
/* Marks the pages that the file calls free. */
void rg_pages_skip_free (RgPages *self);
/* Rows of pages that look like those of a table and that no walk has come to.
 * @func gets every page's rows one after another. */
gboolean rg_pages_walk_lost (RgPages *self, RgPagesRowFunc func, gpointer data);

G_END_DECLS
