/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RgGridKind:
 * @RG_GRID_KIND_TEXT: a text file with delimiters
 * @RG_GRID_KIND_XLSX: a workbook of Excel since 2007, or WPS
 * @RG_GRID_KIND_XLS: a workbook of Excel before that
 * @RG_GRID_KIND_ODS: a workbook of LibreOffice
 * @RG_GRID_KIND_HTML: a web page with tables, often called .xls
 * @RG_GRID_KIND_VCARD: an address book of cards
 *
 * What a file is, by its content.
 */
typedef enum
{
  RG_GRID_KIND_TEXT,
  RG_GRID_KIND_XLSX,
  RG_GRID_KIND_XLS,
  RG_GRID_KIND_ODS,
  RG_GRID_KIND_HTML,
  RG_GRID_KIND_VCARD,
} RgGridKind;

/**
 * RgGridPicture:
 * @name: (nullable): a name for the file, without folders
 * @type: (nullable): its media type as the file says
 *
 * A picture that belongs to a row, such as a contact's photo.
 */
typedef struct
{
  const char *name;
  const char *type;
  GBytes *bytes;
} RgGridPicture;

/**
 * RgGridRow:
 * @cells: (array length=n_cells): UTF-8 texts, never %NULL, not trimmed; valid
 *   until the next row is read. What a workbook keeps as a number stands here
 *   in the shortest form that gives the number back, a day as 2025-11-22, an
 *   instant as 2025-11-22 09:00:00, a time as 09:00:00.
 * @line: where a person finds it: the row of a sheet, the line of a text file;
 *   counts from 1
 * @damaged: whether bytes that are no text had to be replaced by U+FFFD
 * @pictures: (array length=n_pictures) (nullable): valid as long as @cells
 *
 * One record of a table.
 */
typedef struct
{
  const char *const *cells;
  guint n_cells;
  guint64 line;
  gboolean damaged;
  const RgGridPicture *pictures;
  guint n_pictures;
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
 * RgGridOptions:
 * @encoding: (nullable): the owner's word against the detected one, for text
 *   files and cards
 * @sheet: (nullable): name of a sheet, or its number from 1, for workbooks;
 *   %NULL: the first one that is shown and has something in it
 *
 * What the owner says about a file. The strings are borrowed.
 */
typedef struct
{
  const char *encoding;
  const char *sheet;
} RgGridOptions;

/* Widest row that is read; a file with a wider one is refused. */
#define RG_GRID_CELLS_MAX 16384
/* Largest text of one cell in bytes; a file with a larger one is refused. */
#define RG_GRID_CELL_MAX (1024 * 1024)

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
  RgGridKind (*get_kind) (RgGrid *self);
  /* How much of the file has been read, 0 to 1. */
  double (*get_fraction) (RgGrid *self);
  /* (nullable): %NULL for files in which it has no meaning. */
  const char *(*get_encoding) (RgGrid *self);
  const char *(*get_delimiter) (RgGrid *self);
  /* (nullable) (array zero-terminated=1): names of all sheets in their order;
   * %NULL for files that have none. */
  const char *const *(*get_sheets) (RgGrid *self);
  /* Index of the sheet that is read. */
  guint (*get_sheet) (RgGrid *self);
};

RgGridStep rg_grid_next (RgGrid *self, RgGridRow *row, GCancellable *cancellable, GError **error);
gboolean rg_grid_rewind (RgGrid *self, GError **error);
RgGridKind rg_grid_get_kind (RgGrid *self);
double rg_grid_get_fraction (RgGrid *self);
const char *rg_grid_get_encoding (RgGrid *self);
const char *rg_grid_get_delimiter (RgGrid *self);
const char *const *rg_grid_get_sheets (RgGrid *self);
guint rg_grid_get_sheet (RgGrid *self);

/* Opens @path as whatever kind of file its content says. @options: (nullable). */
RgGrid *
rg_grid_open (const char *path, const RgGridOptions *options, GCancellable *cancellable, GError **error);

G_END_DECLS
