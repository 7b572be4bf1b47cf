/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-grid.h"

#include "exchange/rg-csv-grid.h"
#include "exchange/rg-grid-file.h"
#include "exchange/rg-html-grid.h"
#include "exchange/rg-import.h"
#include "exchange/rg-vcard-grid.h"
#include "exchange/rg-workbook.h"
#include "exchange/rg-xls-grid.h"
#include "exchange/rg-xml-book-grid.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Bytes from the front by which a kind of file is known. */
#define HEAD 4096

G_DEFINE_ABSTRACT_TYPE (RgGrid, rg_grid, G_TYPE_OBJECT)

static double
no_fraction (RgGrid *self)
{
  return 0.0;
}

static const char *
no_text (RgGrid *self)
{
  return NULL;
}

static const char *const *
no_sheets (RgGrid *self)
{
  return NULL;
}

static guint
first_sheet (RgGrid *self)
{
  return 0;
}

static void
rg_grid_class_init (RgGridClass *klass)
{
  klass->get_fraction = no_fraction;
  klass->get_sheets = no_sheets;
  klass->get_sheet = first_sheet;
  klass->get_encoding = no_text;
  klass->get_delimiter = no_text;
}

static void
rg_grid_init (RgGrid *self)
{
}

/**
 * rg_grid_next:
 * @self: a grid
 * @row: (out caller-allocates): the row, valid until the grid is used again
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Returns: whether there is a row
 */
RgGridStep
rg_grid_next (RgGrid *self, RgGridRow *row, GCancellable *cancellable, GError **error)
{
  *row = (RgGridRow) { 0 };
  return RG_GRID_GET_CLASS (self)->next (self, row, cancellable, error);
}

/**
 * rg_grid_rewind:
 * @self: a grid
 * @error: return location for an error
 *
 * Returns: whether the next row is the first one again
 */
gboolean
rg_grid_rewind (RgGrid *self, GError **error)
{
  return RG_GRID_GET_CLASS (self)->rewind (self, error);
}

/**
 * rg_grid_get_fraction:
 * @self: a grid
 *
 * Returns: how much of the file has been read, 0 to 1
 */
double
rg_grid_get_fraction (RgGrid *self)
{
  return RG_GRID_GET_CLASS (self)->get_fraction (self);
}

/**
 * rg_grid_get_encoding:
 * @self: a grid
 *
 * Returns: (nullable): the name of the file's encoding
 */
const char *
rg_grid_get_encoding (RgGrid *self)
{
  return RG_GRID_GET_CLASS (self)->get_encoding (self);
}

/**
 * rg_grid_get_delimiter:
 * @self: a grid
 *
 * Returns: (nullable): what stands between the cells of a text file
 */
const char *
rg_grid_get_delimiter (RgGrid *self)
{
  return RG_GRID_GET_CLASS (self)->get_delimiter (self);
}

/**
 * rg_grid_get_kind:
 * @self: a grid
 *
 * Returns: what kind of file it reads
 */
RgGridKind
rg_grid_get_kind (RgGrid *self)
{
  return RG_GRID_GET_CLASS (self)->get_kind (self);
}

/**
 * rg_grid_get_sheets:
 * @self: a grid
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): the names of
 *   all sheets of a workbook
 */
const char *const *
rg_grid_get_sheets (RgGrid *self)
{
  return RG_GRID_GET_CLASS (self)->get_sheets (self);
}

/**
 * rg_grid_get_sheet:
 * @self: a grid
 *
 * Returns: index of the sheet that is read; 0 for files without sheets
 */
guint
rg_grid_get_sheet (RgGrid *self)
{
  return RG_GRID_GET_CLASS (self)->get_sheet (self);
}

/* --- kinds ---------------------------------------------------------------- */

/* Files that are known by their first bytes and that are no table. */
static gboolean
refuse_kind (const char *path, const guint8 *data, gsize n, GError **error)
{
  static const struct
  {
    const char *magic;
    gsize size;
    const char *message;
  } kinds[] = {
    { "SQLite format 3", 16,
      N_ ("“%s” is a database, not a table. Please export its customers as CSV first.") },
    { "%PDF-", 5, N_ ("“%s” is a PDF document. Please ask for the table as an Excel or CSV file.") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (n >= kinds[i].size && g_ascii_strncasecmp ((const char *) data, kinds[i].magic, kinds[i].size) == 0)
        {
          g_autofree char *name = g_filename_display_basename (path);

          g_set_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_KIND, _ (kinds[i].message), name);
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
read_head (const char *path, guint8 *head, gsize *n, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GError) reason = NULL;
  guint64 size;

  stream = rg_grid_open_file (path, &size, cancellable, error);
  if (stream == NULL)
    return FALSE;
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), head, HEAD, n, cancellable, &reason))
    {
      g_autofree char *name = g_filename_display_basename (path);

      return rg_grid_refuse_read (name, g_steal_pointer (&reason), error);
    }
  return TRUE;
}

/* Also one without anything in it. */
static gboolean
is_zip (const guint8 *data, gsize n)
{
  return n >= 4 && (memcmp (data, "PK\003\004", 4) == 0 || memcmp (data, "PK\005\006", 4) == 0);
}

/**
 * rg_grid_open:
 * @path: a file
 * @options: (nullable): what the owner says about it
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Opens a file as what its content says. A kind of file that is added later is
 * asked for here, before text, which nearly anything can be taken for.
 *
 * Returns: (transfer full) (nullable): the grid, before its first row
 */
RgGrid *
rg_grid_open (const char *path, const RgGridOptions *options, GCancellable *cancellable, GError **error)
{
  static const RgGridOptions none = { NULL, NULL };
  const RgGridOptions *wanted = options != NULL ? options : &none;
  guint8 head[HEAD];
  gsize n;

  if (!read_head (path, head, &n, cancellable, error) || refuse_kind (path, head, n, error))
    return NULL;
  if (is_zip (head, n))
    return rg_workbook_open (path, wanted, cancellable, error);
  if (rg_xml_book_grid_is_like (head, n))
    return rg_xml_book_grid_new (path, wanted, cancellable, error);
  if (rg_xls_grid_is_like (head, n))
    return rg_xls_grid_new (path, wanted->sheet, cancellable, error);
  if (wanted->sheet != NULL)
    {
      g_set_error_literal (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_SHEET,
                           _ ("A text file has no sheets, so none can be chosen. Leave the sheet out."));
      return NULL;
    }
  if (rg_vcard_grid_is_like (head, n))
    return rg_vcard_grid_new (path, wanted->encoding, cancellable, error);
  if (rg_html_grid_is_like (head, n))
    return rg_html_grid_new (path, wanted->encoding, cancellable, error);
  return rg_csv_grid_new (path, wanted->encoding, cancellable, error);
}
