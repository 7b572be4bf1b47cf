/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-vcard-grid.h"

#include "exchange/rg-grid-file.h"
#include "exchange/rg-import.h"
#include "exchange/rg-vcard-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PIECE (256 * 1024)
/* X-… properties that get a column: in so many cards at least, so many of them
 * at most. The others are lines in the notes. */
#define OTHERS_CARDS 3
#define OTHERS_MAX 12
/* Own fields of a shop of ours. */
#define OWN_MAX 200

typedef struct
{
  char *key;
  char *label;
  guint64 cards;
} Column;

struct _RgVcardGrid
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
  RgDecoder *decoder; /* (nullable): for UTF-16, before it is parsed */
  RgVcardParser *parser;
  RgVcardRow *row;
  RgCatalog *catalog;
  GPtrArray *columns; /* of Column: what the file has */
  GPtrArray *cells;   /* of the row, borrowed */
  GString *notes;
  gboolean header_given;
  guint64 last_line;
};

G_DEFINE_FINAL_TYPE (RgVcardGrid, rg_vcard_grid, RG_TYPE_GRID)

static void
column_free (Column *column)
{
  g_free (column->key);
  g_free (column->label);
  g_free (column);
}

/* --- reading -------------------------------------------------------------- */

static gboolean
read_piece (RgVcardGrid *self, gsize *n, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (!g_input_stream_read_all (G_INPUT_STREAM (self->stream), self->buffer, PIECE, n, cancellable, &reason))
    return rg_grid_refuse_read (self->name, g_steal_pointer (&reason), error);
  self->done += *n;
  return TRUE;
}

static gboolean
to_start (RgVcardGrid *self, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (!g_seekable_seek (G_SEEKABLE (self->stream), 0, G_SEEK_SET, NULL, &reason))
    return rg_grid_refuse_read (self->name, g_steal_pointer (&reason), error);
  self->done = 0;
  self->ended = FALSE;
  self->header_given = FALSE;
  self->last_line = 1;
  rg_vcard_parser_reset (self->parser);
  if (self->decoder != NULL)
    rg_decoder_reset (self->decoder);
  return TRUE;
}

static gboolean
refuse_size (RgVcardGrid *self, guint64 line, GError **error)
{
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, line);

  g_set_error (
      error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_SIZE,
      _ ("“%s” has more in line %s than a card of a customer can hold. Please leave that card out and "
         "import the others."),
      self->name, number);
  return FALSE;
}

static gboolean
parse_piece (RgVcardGrid *self, GCancellable *cancellable, GError **error)
{
  const char *data = (const char *) self->buffer;
  gboolean begins = self->done == 0;
  gsize n;

  if (!read_piece (self, &n, cancellable, error))
    return FALSE;
  self->ended = n < PIECE;
  if (self->decoder != NULL)
    {
      g_string_truncate (self->text, 0);
      rg_decoder_feed (self->decoder, self->buffer, n, self->ended, self->text);
      data = self->text->str;
      n = self->text->len;
    }
  else if (begins && n >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      n -= 3;
    }
  rg_vcard_parser_push (self->parser, data, n);
  if (self->ended)
    rg_vcard_parser_end (self->parser);
  return TRUE;
}

/* The next card that says something; %NULL without an error behind the last. */
static RgVcard *
next_card (RgVcardGrid *self, GCancellable *cancellable, GError **error)
{
  for (;;)
    {
      RgVcard *card = rg_vcard_parser_next (self->parser);
      guint64 line = rg_vcard_parser_get_too_large (self->parser);

      if (card != NULL && card->properties->len > 0)
        return card;
      if (card != NULL)
        {
          rg_vcard_free (card);
          continue;
        }
      if (line != 0)
        {
          refuse_size (self, line, error);
          return NULL;
        }
      if (self->ended || !parse_piece (self, cancellable, error))
        return NULL;
    }
}

/* --- columns -------------------------------------------------------------- */

static Column *
find_column (const RgVcardGrid *self, const char *key)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      Column *column = g_ptr_array_index (self->columns, i);

      if (strcmp (column->key, key) == 0)
        return column;
    }
  return NULL;
}

/* Counts the cells of a card. Names that only few cards have are not waited for
 * without end. */
static void
count_cells (RgVcardGrid *self)
{
  for (guint i = 0; i < self->row->cells->len; i++)
    {
      const RgVcardCell *cell = g_ptr_array_index (self->row->cells, i);
      Column *column = find_column (self, cell->key);

      if (column == NULL && self->columns->len < 2 * OWN_MAX)
        {
          column = g_new0 (Column, 1);
          column->key = g_strdup (cell->key);
          column->label = g_strdup (cell->label);
          g_ptr_array_add (self->columns, column);
        }
      if (column != NULL)
        column->cards++;
    }
}

static void
move_column (RgVcardGrid *self, GPtrArray *to, const char *key)
{
  Column *column = find_column (self, key);

  if (column == NULL)
    return;
  g_ptr_array_remove (self->columns, column);
  g_ptr_array_add (to, column);
}

/* The columns that every address book has first, whether there is a cell in
 * them or not, so that the header is known to be one. */
static void
order_columns (RgVcardGrid *self)
{
  g_autoptr (GPtrArray) ordered = g_ptr_array_new_with_free_func ((GDestroyNotify) column_free);
  g_autoptr (GPtrArray) last = g_ptr_array_new ();
  static const char *const always[] = { "name", "phone", "notes", NULL };
  guint others = 0;
  guint own = 0;

  for (guint i = 0; always[i] != NULL; i++)
    {
      Column *column = find_column (self, always[i]);

      if (column != NULL)
        continue;
      column = g_new0 (Column, 1);
      column->key = g_strdup (always[i]);
      column->label = g_strdup (rg_vcard_row_label (self->row, always[i]));
      g_ptr_array_add (self->columns, column);
    }
  g_ptr_array_set_free_func (self->columns, NULL);
  for (guint i = 0; rg_vcard_row_keys[i] != NULL; i++)
    move_column (self, ordered, rg_vcard_row_keys[i]);
  move_column (self, last, "notes");
  for (guint i = 0; i < self->columns->len; i++)
    {
      Column *column = g_ptr_array_index (self->columns, i);
      gboolean is_other = g_str_has_prefix (column->key, "X-");

      if (is_other ? column->cards >= OTHERS_CARDS && others++ < OTHERS_MAX : own++ < OWN_MAX)
        g_ptr_array_add (ordered, column);
      else
        column_free (column);
    }
  g_ptr_array_add (ordered, g_ptr_array_index (last, 0));
  g_ptr_array_unref (self->columns);
  self->columns = g_steal_pointer (&ordered);
}

static gboolean
find_columns (RgVcardGrid *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) reason = NULL;
  guint64 cards = 0;
  RgVcard *card;

  self->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) column_free);
  while ((card = next_card (self, cancellable, &reason)) != NULL)
    {
      rg_vcard_row_read (self->row, card);
      rg_vcard_free (card);
      count_cells (self);
      cards++;
    }
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  if (cards == 0)
    {
      g_set_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_NO_ROWS,
                   _ ("“%s” is an address book without a card in it, so there is nothing to import."),
                   self->name);
      return FALSE;
    }
  order_columns (self);
  return TRUE;
}

/* --- rows ----------------------------------------------------------------- */

static RgGridStep
give_header (RgVcardGrid *self, RgGridRow *out)
{
  g_ptr_array_set_size (self->cells, 0);
  for (guint i = 0; i < self->columns->len; i++)
    g_ptr_array_add (self->cells, ((Column *) g_ptr_array_index (self->columns, i))->label);
  *out = (RgGridRow) {
    .cells = (const char *const *) self->cells->pdata,
    .n_cells = self->cells->len,
    .line = 1,
  };
  self->header_given = TRUE;
  return RG_GRID_ROW;
}

static void
append_note (GString *notes, const char *name, const char *text)
{
  if (notes->len > 0)
    g_string_append_c (notes, '\n');
  if (name != NULL)
    g_string_append_printf (notes, "%s: ", name);
  g_string_append (notes, text);
}

/* The card's own notes, then what has no column. */
static void
write_notes (RgVcardGrid *self)
{
  const RgVcardCell *notes = rg_vcard_row_find (self->row, "notes");

  g_string_assign (self->notes, notes != NULL ? notes->text->str : "");
  if (self->row->lines->len > 0)
    append_note (self->notes, NULL, self->row->lines->str);
  for (guint i = 0; i < self->row->cells->len; i++)
    {
      const RgVcardCell *cell = g_ptr_array_index (self->row->cells, i);

      if (find_column (self, cell->key) == NULL)
        append_note (self->notes, cell->label, cell->text->str);
    }
}

static gboolean
write_cells (RgVcardGrid *self, guint64 line, GError **error)
{
  write_notes (self);
  g_ptr_array_set_size (self->cells, 0);
  for (guint i = 0; i < self->columns->len; i++)
    {
      const Column *column = g_ptr_array_index (self->columns, i);
      const RgVcardCell *cell = rg_vcard_row_find (self->row, column->key);
      const GString *text = strcmp (column->key, "notes") == 0 ? self->notes
                            : cell != NULL                     ? cell->text
                                                               : NULL;

      if (text != NULL && text->len > RG_GRID_CELL_MAX)
        return refuse_size (self, line, error);
      g_ptr_array_add (self->cells, text != NULL ? text->str : (gpointer) "");
    }
  return TRUE;
}

static RgGridStep
vcard_grid_next (RgGrid *grid, RgGridRow *out, GCancellable *cancellable, GError **error)
{
  RgVcardGrid *self = RG_VCARD_GRID (grid);
  g_autoptr (GError) reason = NULL;
  g_autoptr (RgVcard) card = NULL;

  if (!self->header_given)
    return give_header (self, out);
  card = next_card (self, cancellable, &reason);
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return RG_GRID_ERROR;
    }
  if (card == NULL)
    return RG_GRID_END;
  rg_vcard_row_read (self->row, card);
  if (!write_cells (self, card->line, error))
    return RG_GRID_ERROR;
  /* The header stands for the first line; a card begins behind its BEGIN. */
  self->last_line = MAX (self->last_line, card->line) + 1;
  *out = (RgGridRow) {
    .cells = (const char *const *) self->cells->pdata,
    .n_cells = self->cells->len,
    .line = self->last_line,
    .damaged = self->row->damaged,
    .pictures = (const RgGridPicture *) (gpointer) self->row->pictures->data,
    .n_pictures = self->row->pictures->len,
  };
  return RG_GRID_ROW;
}

static gboolean
vcard_grid_rewind (RgGrid *grid, GError **error)
{
  return to_start (RG_VCARD_GRID (grid), error);
}

static double
vcard_grid_get_fraction (RgGrid *grid)
{
  RgVcardGrid *self = RG_VCARD_GRID (grid);

  return self->size == 0 ? 1.0 : MIN (1.0, (double) self->done / (double) self->size);
}

static RgGridKind
vcard_grid_get_kind (RgGrid *grid)
{
  return RG_GRID_KIND_VCARD;
}

static const char *
vcard_grid_get_encoding (RgGrid *grid)
{
  return rg_encoding_get_name (RG_VCARD_GRID (grid)->encoding);
}

static void
rg_vcard_grid_finalize (GObject *object)
{
  RgVcardGrid *self = RG_VCARD_GRID (object);

  g_clear_object (&self->stream);
  g_clear_pointer (&self->decoder, rg_decoder_free);
  g_clear_pointer (&self->parser, rg_vcard_parser_free);
  g_clear_pointer (&self->row, rg_vcard_row_free);
  g_clear_pointer (&self->catalog, rg_catalog_unref);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_ptr_array_unref (self->cells);
  g_string_free (self->text, TRUE);
  g_string_free (self->notes, TRUE);
  g_free (self->buffer);
  g_free (self->name);
  G_OBJECT_CLASS (rg_vcard_grid_parent_class)->finalize (object);
}

static void
rg_vcard_grid_class_init (RgVcardGridClass *klass)
{
  RgGridClass *grid_class = RG_GRID_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rg_vcard_grid_finalize;
  grid_class->next = vcard_grid_next;
  grid_class->rewind = vcard_grid_rewind;
  grid_class->get_fraction = vcard_grid_get_fraction;
  grid_class->get_kind = vcard_grid_get_kind;
  grid_class->get_encoding = vcard_grid_get_encoding;
}

static void
rg_vcard_grid_init (RgVcardGrid *self)
{
  self->buffer = g_malloc (PIECE);
  self->text = g_string_new (NULL);
  self->notes = g_string_new (NULL);
  self->cells = g_ptr_array_new ();
  self->parser = rg_vcard_parser_new ();
}

/* --- opening -------------------------------------------------------------- */

static gboolean
find_encoding (RgVcardGrid *self, const char *wanted, GCancellable *cancellable, GError **error)
{
  RgEncodingScan scan = { 0 };
  gsize n;

  if (wanted != NULL)
    return rg_encoding_choose (wanted, &self->encoding, error);
  do
    {
      if (!read_piece (self, &n, cancellable, error))
        return FALSE;
      rg_encoding_scan_feed (&scan, self->buffer, n);
    }
  while (n == PIECE);
  self->encoding = rg_encoding_scan_finish (&scan);
  if (self->encoding == RG_ENCODING_BINARY)
    self->encoding = RG_ENCODING_UTF_8;
  return TRUE;
}

static gboolean
starts_line (const char *text, const char *word)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if ((p == text || p[-1] == '\n' || p[-1] == '\r') && g_ascii_strncasecmp (p, word, strlen (word)) == 0)
        return TRUE;
    }
  return FALSE;
}

gboolean
rg_vcard_grid_is_like (const guint8 *head, gsize n)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *start;

  /* UTF-16 has zeros between the letters. */
  for (gsize i = 0; i < n; i++)
    {
      if (head[i] != '\0' && head[i] < 0x80)
        g_string_append_c (text, (char) head[i]);
    }
  start = text->str + strspn (text->str, " \t\r\n");
  return starts_line (start, "BEGIN:VCARD") || g_ascii_strncasecmp (start, "VERSION:2.1", 11) == 0 ||
         g_ascii_strncasecmp (start, "VERSION:3.0", 11) == 0 ||
         g_ascii_strncasecmp (start, "VERSION:4.0", 11) == 0;
}

/**
 * rg_vcard_grid_new:
 * @path: a file that rg_vcard_grid_is_like()
 * @encoding: (nullable): of the properties that do not say their own
 * @cancellable: (nullable): stops it
 * @error: return location for a sentence
 *
 * The file is read once to learn which columns it has.
 *
 * Returns: (transfer full) (nullable): the grid, before its first row, which is
 *   a header of the fields' labels
 */
RgGrid *
rg_vcard_grid_new (const char *path, const char *encoding, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgVcardGrid) self = g_object_new (RG_TYPE_VCARD_GRID, NULL);

  self->name = g_filename_display_basename (path);
  self->stream = rg_grid_open_file (path, &self->size, cancellable, error);
  if (self->stream == NULL || !find_encoding (self, encoding, cancellable, error))
    return NULL;
  if (self->encoding == RG_ENCODING_UTF_16_LE || self->encoding == RG_ENCODING_UTF_16_BE)
    self->decoder = rg_decoder_new (self->encoding);
  self->catalog = rg_catalog_new (NULL);
  self->row = rg_vcard_row_new (self->catalog, self->decoder != NULL ? RG_ENCODING_UTF_8 : self->encoding);
  if (!to_start (self, error) || !find_columns (self, cancellable, error) || !to_start (self, error))
    return NULL;
  return RG_GRID (g_steal_pointer (&self));
}
