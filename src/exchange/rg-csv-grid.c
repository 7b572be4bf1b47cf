/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-csv-grid.h"

#include "exchange/rg-csv-parser.h"
#include "exchange/rg-csv-writer.h"
#include "exchange/rg-encoding.h"
#include "exchange/rg-grid-file.h"
#include "exchange/rg-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PIECE (256 * 1024)

struct _RgCsvGrid
{
  RgGrid parent_instance;

  char *name; /* for messages */
  GFileInputStream *stream;
  guint64 size;
  guint64 done;
  gboolean ended;
  guint8 *buffer;
  GString *text;
  RgEncoding encoding;
  RgDecoder *decoder;
  char *delimiter;
  gboolean skip_first; /* Excel's line "sep=;" */
  RgCsvParser *parser;
  GPtrArray *cells; /* of the row, borrowed */
};

G_DEFINE_FINAL_TYPE (RgCsvGrid, rg_csv_grid, RG_TYPE_GRID)

/* Reads the next piece; *@n is 0 at the end. */
static gboolean
read_piece (RgCsvGrid *self, gsize *n, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (!g_input_stream_read_all (G_INPUT_STREAM (self->stream), self->buffer, PIECE, n, cancellable, &reason))
    return rg_grid_refuse_read (self->name, g_steal_pointer (&reason), error);
  self->done += *n;
  return TRUE;
}

static gboolean
to_start (RgCsvGrid *self, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (!g_seekable_seek (G_SEEKABLE (self->stream), 0, G_SEEK_SET, NULL, &reason))
    return rg_grid_refuse_read (self->name, g_steal_pointer (&reason), error);
  self->done = 0;
  self->ended = FALSE;
  rg_decoder_reset (self->decoder);
  return TRUE;
}

/* What was written with an apostrophe against formulas is meant without it. */
static void
restore_cells (RgCsvGrid *self, RgGridRow *row)
{
  g_ptr_array_set_size (self->cells, 0);
  for (guint i = 0; i < row->n_cells; i++)
    g_ptr_array_add (self->cells, (gpointer) rg_formula_restore (row->cells[i]));
  row->cells = (const char *const *) self->cells->pdata;
}

static RgGridStep
csv_grid_next (RgGrid *grid, RgGridRow *row, GCancellable *cancellable, GError **error)
{
  RgCsvGrid *self = RG_CSV_GRID (grid);
  gsize n;

  for (;;)
    {
      if (rg_csv_parser_next (self->parser, row))
        {
          if (self->skip_first && row->line == 1)
            continue;
          restore_cells (self, row);
          return RG_GRID_ROW;
        }
      if (self->ended)
        return RG_GRID_END;
      if (!read_piece (self, &n, cancellable, error))
        return RG_GRID_ERROR;
      self->ended = n < PIECE;
      g_string_truncate (self->text, 0);
      rg_decoder_feed (self->decoder, self->buffer, n, self->ended, self->text);
      rg_csv_parser_push (self->parser, self->text->str, self->text->len);
      if (self->ended)
        rg_csv_parser_end (self->parser);
    }
}

static gboolean
csv_grid_rewind (RgGrid *grid, GError **error)
{
  RgCsvGrid *self = RG_CSV_GRID (grid);

  rg_csv_parser_reset (self->parser);
  return to_start (self, error);
}

static double
csv_grid_get_fraction (RgGrid *grid)
{
  RgCsvGrid *self = RG_CSV_GRID (grid);

  return self->size == 0 ? 1.0 : MIN (1.0, (double) self->done / (double) self->size);
}

static RgGridKind
csv_grid_get_kind (RgGrid *grid)
{
  return RG_GRID_KIND_TEXT;
}

static const char *
csv_grid_get_encoding (RgGrid *grid)
{
  return rg_encoding_get_name (RG_CSV_GRID (grid)->encoding);
}

static const char *
csv_grid_get_delimiter (RgGrid *grid)
{
  return RG_CSV_GRID (grid)->delimiter;
}

static void
rg_csv_grid_finalize (GObject *object)
{
  RgCsvGrid *self = RG_CSV_GRID (object);

  g_clear_object (&self->stream);
  g_clear_pointer (&self->decoder, rg_decoder_free);
  g_clear_pointer (&self->parser, rg_csv_parser_free);
  g_ptr_array_unref (self->cells);
  g_string_free (self->text, TRUE);
  g_free (self->buffer);
  g_free (self->name);
  g_free (self->delimiter);
  G_OBJECT_CLASS (rg_csv_grid_parent_class)->finalize (object);
}

static void
rg_csv_grid_class_init (RgCsvGridClass *klass)
{
  RgGridClass *grid_class = RG_GRID_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rg_csv_grid_finalize;
  grid_class->next = csv_grid_next;
  grid_class->rewind = csv_grid_rewind;
  grid_class->get_fraction = csv_grid_get_fraction;
  grid_class->get_kind = csv_grid_get_kind;
  grid_class->get_encoding = csv_grid_get_encoding;
  grid_class->get_delimiter = csv_grid_get_delimiter;
}

static void
rg_csv_grid_init (RgCsvGrid *self)
{
  self->buffer = g_malloc (PIECE);
  self->text = g_string_new (NULL);
  self->cells = g_ptr_array_new ();
}

static gboolean
use_encoding (RgCsvGrid *self, RgEncoding encoding, GError **error)
{
  self->encoding = encoding;
  self->decoder = rg_decoder_new (encoding);
  if (self->decoder != NULL)
    return TRUE;
  g_set_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_ENCODING,
               _ ("This computer has no table for the encoding “%s”. Please save the file as UTF-8."),
               rg_encoding_get_name (encoding));
  return FALSE;
}

/* The whole file is looked at: an umlaut or a Chinese name may stand in the
 * last line only. */
static gboolean
find_encoding (RgCsvGrid *self, const char *wanted, GCancellable *cancellable, GError **error)
{
  RgEncodingScan scan = { 0 };
  RgEncoding encoding;
  gsize n;

  do
    {
      if (!read_piece (self, &n, cancellable, error))
        return FALSE;
      rg_encoding_scan_feed (&scan, self->buffer, n);
    }
  while (n == PIECE && wanted == NULL);
  if (scan.total == 0)
    {
      g_set_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_KIND,
                   _ ("“%s” is empty: there is nothing in it to import."), self->name);
      return FALSE;
    }
  if (wanted != NULL && !rg_encoding_from_string (wanted, &encoding))
    {
      g_set_error (
          error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_ENCODING,
          _ ("The encoding “%s” is not known. Please use utf-8, gb18030, big5, utf-16-le or utf-16-be."),
          wanted);
      return FALSE;
    }
  if (wanted == NULL)
    encoding = rg_encoding_scan_finish (&scan);
  if (encoding == RG_ENCODING_BINARY)
    {
      g_set_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_KIND,
                   _ ("“%s” is not a text file with rows and columns. Please save the table as CSV and "
                      "import that file."),
                   self->name);
      return FALSE;
    }
  return use_encoding (self, encoding, error);
}

/* What Excel writes and reads as a first line of its own: sep=; */
static gboolean
find_separator_line (RgCsvGrid *self)
{
  const char *p = self->text->str;
  gsize length;

  if (*p == '"')
    p++;
  if (g_ascii_strncasecmp (p, "sep=", 4) != 0 || p[4] == '\0' || p[4] == '\n' || p[4] == '\r' || p[4] == '"')
    return FALSE;
  p += 4;
  length = (gsize) (g_utf8_next_char (p) - p);
  if (p[length] == '"')
    length++;
  if (p[length] != '\n' && p[length] != '\r' && p[length] != '\0')
    return FALSE;
  self->delimiter = g_strndup (p, (gsize) (g_utf8_next_char (p) - p));
  return TRUE;
}

static gboolean
find_delimiter (RgCsvGrid *self, GCancellable *cancellable, GError **error)
{
  gsize n;

  if (!to_start (self, error) || !read_piece (self, &n, cancellable, error))
    return FALSE;
  g_string_truncate (self->text, 0);
  rg_decoder_feed (self->decoder, self->buffer, n, n < PIECE, self->text);
  self->skip_first = find_separator_line (self);
  if (!self->skip_first)
    self->delimiter = g_strdup (rg_csv_find_delimiter (self->text->str, self->text->len, n < PIECE));
  self->parser = rg_csv_parser_new (self->delimiter);
  return to_start (self, error);
}

/**
 * rg_csv_grid_new:
 * @path: a file
 * @encoding: (nullable): its encoding, against what its bytes look like
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Opens a text file; finds its encoding and delimiter. Errors are sentences of
 * RG_IMPORT_ERROR.
 *
 * Returns: (transfer full) (nullable): the grid, before its first row
 */
RgGrid *
rg_csv_grid_new (const char *path, const char *encoding, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgCsvGrid) self = g_object_new (RG_TYPE_CSV_GRID, NULL);

  self->name = g_filename_display_basename (path);
  self->stream = rg_grid_open_file (path, &self->size, cancellable, error);
  if (self->stream == NULL || !find_encoding (self, encoding, cancellable, error) ||
      !find_delimiter (self, cancellable, error))
    return NULL;
  return RG_GRID (g_steal_pointer (&self));
}
