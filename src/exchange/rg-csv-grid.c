/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-csv-grid.h"

#include "exchange/rg-csv-parser.h"
#include "exchange/rg-csv-writer.h"
#include "exchange/rg-grid-file.h"
#include "exchange/rg-text-source.h"

struct _RgCsvGrid
{
  RgGrid parent_instance;

  RgTextSource *source;
  gboolean ended;
  char *delimiter;
  gboolean skip_first; /* Excel's line "sep=;" */
  RgCsvParser *parser;
  GPtrArray *cells; /* of the row, borrowed */
};

G_DEFINE_FINAL_TYPE (RgCsvGrid, rg_csv_grid, RG_TYPE_GRID)

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
  const GString *text;

  for (;;)
    {
      if (rg_csv_parser_next (self->parser, row))
        {
          if (self->skip_first && row->line == 1)
            continue;
          restore_cells (self, row);
          return RG_GRID_ROW;
        }
      if (rg_csv_parser_is_too_large (self->parser))
        {
          rg_grid_refuse_size (rg_text_source_get_name (self->source), error);
          return RG_GRID_ERROR;
        }
      if (self->ended)
        return RG_GRID_END;
      text = rg_text_source_next (self->source, &self->ended, cancellable, error);
      if (text == NULL)
        return RG_GRID_ERROR;
      rg_csv_parser_push (self->parser, text->str, text->len);
      if (self->ended)
        rg_csv_parser_end (self->parser);
    }
}

static gboolean
csv_grid_rewind (RgGrid *grid, GError **error)
{
  RgCsvGrid *self = RG_CSV_GRID (grid);

  rg_csv_parser_reset (self->parser);
  self->ended = FALSE;
  return rg_text_source_rewind (self->source, error);
}

static double
csv_grid_get_fraction (RgGrid *grid)
{
  return rg_text_source_get_fraction (RG_CSV_GRID (grid)->source);
}

static RgGridKind
csv_grid_get_kind (RgGrid *grid)
{
  return RG_GRID_KIND_TEXT;
}

static const char *
csv_grid_get_encoding (RgGrid *grid)
{
  return rg_encoding_get_name (rg_text_source_get_encoding (RG_CSV_GRID (grid)->source));
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

  g_clear_pointer (&self->source, rg_text_source_free);
  g_clear_pointer (&self->parser, rg_csv_parser_free);
  g_ptr_array_unref (self->cells);
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
  self->cells = g_ptr_array_new ();
}

/* What Excel writes and reads as a first line of its own: sep=; */
static gboolean
find_separator_line (RgCsvGrid *self, const GString *text)
{
  const char *p = text->str;
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
  gboolean complete;
  const GString *text = rg_text_source_next (self->source, &complete, cancellable, error);

  if (text == NULL)
    return FALSE;
  self->skip_first = find_separator_line (self, text);
  if (!self->skip_first)
    self->delimiter = g_strdup (rg_csv_find_delimiter (text->str, text->len, complete));
  self->parser = rg_csv_parser_new (self->delimiter);
  return rg_text_source_rewind (self->source, error);
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

  self->source = rg_text_source_new (path, encoding, cancellable, error);
  if (self->source == NULL || !find_delimiter (self, cancellable, error))
    return NULL;
  return RG_GRID (g_steal_pointer (&self));
}
