/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-text-source.h"

#include "exchange/rg-grid-file.h"
#include "exchange/rg-import.h"

#include <glib/gi18n-lib.h>

#define PIECE (256 * 1024)

struct _RgTextSource
{
  char *name;
  GFileInputStream *stream;
  guint64 size;
  guint64 done;
  guint8 *buffer;
  GString *text;
  RgEncoding encoding;
  RgDecoder *decoder;
};

/* Reads the next piece; *@n is less than PIECE at the end. */
static gboolean
read_piece (RgTextSource *source, gsize *n, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (!g_input_stream_read_all (G_INPUT_STREAM (source->stream), source->buffer, PIECE, n, cancellable,
                                &reason))
    return rg_grid_refuse_read (source->name, g_steal_pointer (&reason), error);
  source->done += *n;
  return TRUE;
}

static gboolean
use_encoding (RgTextSource *source, RgEncoding encoding, GError **error)
{
  source->encoding = encoding;
  source->decoder = rg_decoder_new (encoding);
  if (source->decoder != NULL)
    return TRUE;
  g_set_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_ENCODING,
               _ ("This computer has no table for the encoding “%s”. Please save the file as UTF-8."),
               rg_encoding_get_name (encoding));
  return FALSE;
}

/* The whole file is looked at: an umlaut or a Chinese name may stand in the
 * last line only. */
static gboolean
find_encoding (RgTextSource *source, const char *wanted, GCancellable *cancellable, GError **error)
{
  RgEncodingScan scan = { 0 };
  RgEncoding encoding;
  gsize n;

  do
    {
      if (!read_piece (source, &n, cancellable, error))
        return FALSE;
      rg_encoding_scan_feed (&scan, source->buffer, n);
    }
  while (n == PIECE && wanted == NULL);
  if (scan.total == 0)
    {
      g_set_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_KIND,
                   _ ("“%s” is empty: there is nothing in it to import."), source->name);
      return FALSE;
    }
  if (wanted != NULL && !rg_encoding_choose (wanted, &encoding, error))
    return FALSE;
  if (wanted == NULL)
    encoding = rg_encoding_scan_finish (&scan);
  if (encoding == RG_ENCODING_BINARY)
    {
      g_set_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_KIND,
                   _ ("“%s” is not a text file with rows and columns. Please save the table as CSV and "
                      "import that file."),
                   source->name);
      return FALSE;
    }
  return use_encoding (source, encoding, error);
}

/**
 * rg_text_source_new:
 * @path: a file
 * @encoding: (nullable): its encoding, against what its bytes look like
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Opens a text file and finds its encoding by looking at all of it.
 *
 * Returns: (transfer full) (nullable): the source, at its beginning
 */
RgTextSource *
rg_text_source_new (const char *path, const char *encoding, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgTextSource) source = g_new0 (RgTextSource, 1);

  source->name = g_filename_display_basename (path);
  source->buffer = g_malloc (PIECE);
  source->text = g_string_new (NULL);
  source->stream = rg_grid_open_file (path, &source->size, cancellable, error);
  if (source->stream == NULL || !find_encoding (source, encoding, cancellable, error) ||
      !rg_text_source_rewind (source, error))
    return NULL;
  return g_steal_pointer (&source);
}

/**
 * rg_text_source_free:
 * @source: (transfer full): a source
 */
void
rg_text_source_free (RgTextSource *source)
{
  g_clear_object (&source->stream);
  g_clear_pointer (&source->decoder, rg_decoder_free);
  g_string_free (source->text, TRUE);
  g_free (source->buffer);
  g_free (source->name);
  g_free (source);
}

/**
 * rg_text_source_next:
 * @source: a source that has not said that it is at its end
 * @last: (out): whether nothing follows
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Returns: (transfer none) (nullable): the next piece of text
 */
const GString *
rg_text_source_next (RgTextSource *source, gboolean *last, GCancellable *cancellable, GError **error)
{
  gsize n;

  if (!read_piece (source, &n, cancellable, error))
    return NULL;
  *last = n < PIECE;
  g_string_truncate (source->text, 0);
  rg_decoder_feed (source->decoder, source->buffer, n, *last, source->text);
  return source->text;
}

/**
 * rg_text_source_rewind:
 * @source: a source
 * @error: return location for an error
 *
 * Returns: whether the next piece is the first one again
 */
gboolean
rg_text_source_rewind (RgTextSource *source, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (!g_seekable_seek (G_SEEKABLE (source->stream), 0, G_SEEK_SET, NULL, &reason))
    return rg_grid_refuse_read (source->name, g_steal_pointer (&reason), error);
  source->done = 0;
  rg_decoder_reset (source->decoder);
  return TRUE;
}

/**
 * rg_text_source_get_fraction:
 * @source: a source
 *
 * Returns: how much of the file has been read, 0 to 1
 */
double
rg_text_source_get_fraction (const RgTextSource *source)
{
  return source->size == 0 ? 1.0 : MIN (1.0, (double) source->done / (double) source->size);
}

/**
 * rg_text_source_get_encoding:
 * @source: a source
 *
 * Returns: what the file is written in
 */
RgEncoding
rg_text_source_get_encoding (const RgTextSource *source)
{
  return source->encoding;
}

/**
 * rg_text_source_get_name:
 * @source: a source
 *
 * Returns: (transfer none): the file's name
 */
const char *
rg_text_source_get_name (const RgTextSource *source)
{
  return source->name;
}
