/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RgGridRow:
 * @cells: (array length=n_cells): UTF-8 texts, never %NULL, as they stand in
 *   the file (not trimmed); valid until the next row is read
 * @line: where a person finds it: the row of a sheet, the line of a text file;
 *   counts from 1
 * @damaged: whether bytes that are no text had to be replaced by U+FFFD
 *
 * One record of a table.
 */
typedef struct
{
  const char *const *cells;
  guint n_cells;
  guint64 line;
  gboolean damaged;
} RgGridRow;

/**
 * RgGridStep:
 * @RG_GRID_ROW: a row was read
 * @RG_GRID_END: there are no more
 * @RG_GRID_ERROR: the error is set
 */
typedef enum
{
  RG_GRID_ERROR = -1,
  RG_GRID_END,
  RG_GRID_ROW,
} RgGridStep;

/**
 * RgGrid:
 *
 * A file that holds rows of cells, read from the front in constant memory.
 * What a kind of file has to implement to be imported. It knows nothing of
 * headers: the import finds them. Used by one thread at a time.
 */
#define RG_TYPE_GRID (rg_grid_get_type ())
G_DECLARE_DERIVABLE_TYPE (RgGrid, rg_grid, RG, GRID, GObject)

struct _RgGridClass
{
  GObjectClass parent_class;
  RgGridStep (*next) (RgGrid *self, RgGridRow *row, GCancellable *cancellable, GError **error);
  /* Back before the first row. */
  gboolean (*rewind) (RgGrid *self, GError **error);
  /* How much of the file has been read, 0 to 1. */
  double (*get_fraction) (RgGrid *self);
  /* (nullable): %NULL for files in which it has no meaning. */
  const char *(*get_encoding) (RgGrid *self);
  const char *(*get_delimiter) (RgGrid *self);
};

RgGridStep rg_grid_next (RgGrid *self, RgGridRow *row, GCancellable *cancellable, GError **error);
gboolean rg_grid_rewind (RgGrid *self, GError **error);
double rg_grid_get_fraction (RgGrid *self);
const char *rg_grid_get_encoding (RgGrid *self);
const char *rg_grid_get_delimiter (RgGrid *self);

/* Opens @path as whatever kind of file its content says. @encoding: (nullable):
 * the owner's word against the detected one, for text files. */
RgGrid *rg_grid_open (const char *path, const char *encoding, GCancellable *cancellable, GError **error);

G_END_DECLS
