/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RgTableRow:
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
} RgTableRow;

/**
 * RgTableStep:
 * @RG_TABLE_ROW: a row was read
 * @RG_TABLE_END: there are no more
 * @RG_TABLE_ERROR: the error is set
 */
typedef enum
{
  RG_TABLE_ERROR = -1,
  RG_TABLE_END,
  RG_TABLE_ROW,
} RgTableStep;

/**
 * RgTable:
 *
 * A file that holds rows of cells, read from the front in constant memory.
 * What a kind of file has to implement to be imported. It knows nothing of
 * headers: the import finds them. Used by one thread at a time.
 */
#define RG_TYPE_TABLE (rg_table_get_type ())
G_DECLARE_DERIVABLE_TYPE (RgTable, rg_table, RG, TABLE, GObject)

struct _RgTableClass
{
  GObjectClass parent_class;
  RgTableStep (*next)          (RgTable      *self,
                                RgTableRow   *row,
                                GCancellable *cancellable,
                                GError      **error);
  /* Back before the first row. */
  gboolean    (*rewind)        (RgTable      *self,
                                GError      **error);
  /* How much of the file has been read, 0 to 1. */
  double      (*get_fraction)  (RgTable      *self);
  /* (nullable): %NULL for files in which it has no meaning. */
  const char *(*get_encoding)  (RgTable      *self);
  const char *(*get_delimiter) (RgTable      *self);
};

RgTableStep rg_table_next          (RgTable      *self,
                                    RgTableRow   *row,
                                    GCancellable *cancellable,
                                    GError      **error);
gboolean    rg_table_rewind        (RgTable      *self,
                                    GError      **error);
double      rg_table_get_fraction  (RgTable      *self);
const char *rg_table_get_encoding  (RgTable      *self);
const char *rg_table_get_delimiter (RgTable      *self);

/* Opens @path as whatever kind of file its content says. @encoding: (nullable):
 * the owner's word against the detected one, for text files. */
RgTable    *rg_table_open          (const char   *path,
                                    const char   *encoding,
                                    GCancellable *cancellable,
                                    GError      **error);

G_END_DECLS
