/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-csv-parser.h"

#include "exchange/rg-encoding.h"

#include <string.h>

/**
 * RgCsvState:
 * @RG_CSV_START: at the beginning of a cell
 * @RG_CSV_PLAIN: in a cell without quotation marks
 * @RG_CSV_QUOTED: behind an opening quotation mark
 * @RG_CSV_QUOTE: behind a quotation mark inside such a cell: the end, or half
 *   of a doubled one
 */
typedef enum
{
  RG_CSV_START,
  RG_CSV_PLAIN,
  RG_CSV_QUOTED,
  RG_CSV_QUOTE,
} RgCsvState;

struct _RgCsvParser
{
  char delimiter[8];
  gsize delimiter_len;
  gboolean stops[256]; /* bytes at which a plain cell has to be looked at */

  GString *input; /* from @pos on not yet read */
  gsize pos;
  gboolean ended;

  RgCsvState state;
  gboolean literal_quote; /* the next opening quotation mark is a plain one */
  gboolean after_cr;      /* a line feed now belongs to the line before */
  guint64 line;
  guint64 row_line;
  guint64 cell_line;
  gboolean damaged;
  gboolean too_large;
  GString *text;  /* the row's cells, each ended by NUL */
  GArray *starts; /* of gsize: where each begins in @text */
  GPtrArray *cells;
};

/**
 * rg_csv_parser_new:
 * @delimiter: one character as UTF-8
 *
 * Returns: (transfer full): a parser by RFC 4180 that also takes what real
 *   files have: any line end, quotation marks inside plain cells, text behind
 *   a closing one, and quotation marks that are opened and never closed, which
 *   are then plain text
 */
RgCsvParser *
rg_csv_parser_new (const char *delimiter)
{
  RgCsvParser *parser = g_new0 (RgCsvParser, 1);

  g_strlcpy (parser->delimiter, delimiter, sizeof parser->delimiter);
  parser->delimiter_len = strlen (parser->delimiter);
  parser->stops[(guint8) *delimiter] = TRUE;
  parser->stops['\r'] = parser->stops['\n'] = parser->stops[0] = parser->stops[(guint8) RG_DECODER_DAMAGE] =
      TRUE;
  parser->input = g_string_new (NULL);
  parser->text = g_string_new (NULL);
  parser->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  parser->cells = g_ptr_array_new ();
  rg_csv_parser_reset (parser);
  return parser;
}

/**
 * rg_csv_parser_free:
 * @parser: (transfer full): a parser
 */
void
rg_csv_parser_free (RgCsvParser *parser)
{
  g_string_free (parser->input, TRUE);
  g_string_free (parser->text, TRUE);
  g_array_unref (parser->starts);
  g_ptr_array_unref (parser->cells);
  g_free (parser);
}

static void
begin_row (RgCsvParser *parser)
{
  gsize start = 0;

  g_string_truncate (parser->text, 0);
  g_array_set_size (parser->starts, 0);
  g_array_append_val (parser->starts, start);
  parser->state = RG_CSV_START;
  parser->damaged = FALSE;
  parser->row_line = parser->line;
}

/**
 * rg_csv_parser_reset:
 * @parser: a parser
 */
void
rg_csv_parser_reset (RgCsvParser *parser)
{
  g_string_truncate (parser->input, 0);
  parser->pos = 0;
  parser->ended = FALSE;
  parser->after_cr = FALSE;
  parser->literal_quote = FALSE;
  parser->too_large = FALSE;
  parser->line = 1;
  begin_row (parser);
}

/**
 * rg_csv_parser_push:
 * @parser: a parser
 * @text: (array length=size): what follows
 * @size: its length in bytes
 */
void
rg_csv_parser_push (RgCsvParser *parser, const char *text, gsize size)
{
  g_string_erase (parser->input, 0, (gssize) parser->pos);
  parser->pos = 0;
  g_string_append_len (parser->input, text, (gssize) size);
}

/**
 * rg_csv_parser_end:
 * @parser: a parser
 */
void
rg_csv_parser_end (RgCsvParser *parser)
{
  parser->ended = TRUE;
}

static gsize
last_start (const RgCsvParser *parser)
{
  return g_array_index (parser->starts, gsize, parser->starts->len - 1);
}

static void
end_cell (RgCsvParser *parser)
{
  gsize start;

  parser->state = RG_CSV_START;
  parser->too_large |= parser->starts->len == RG_GRID_CELLS_MAX;
  g_string_append_c (parser->text, '\0');
  start = parser->text->len;
  g_array_append_val (parser->starts, start);
}

/* A NUL byte or damage: neither can stand in a cell. */
static void
take_odd_byte (RgCsvParser *parser, char byte)
{
  if (byte == RG_DECODER_DAMAGE)
    g_string_append (parser->text, "\357\277\275");
  parser->damaged |= byte == RG_DECODER_DAMAGE;
}

/* The quotation mark that opened this cell was a plain character: puts what was
 * read since back before the input and reads it again as that. */
static void
reopen_cell (RgCsvParser *parser)
{
  gsize start = last_start (parser);
  g_autoptr (GString) again = g_string_new ("\"");

  for (gsize i = start; i < parser->text->len; i++)
    {
      if (parser->text->str[i] == '"')
        g_string_append_c (again, '"');
      g_string_append_c (again, parser->text->str[i]);
    }
  if (parser->state == RG_CSV_QUOTE)
    g_string_append_c (again, '"');
  g_string_append_len (again, parser->input->str + parser->pos, (gssize) (parser->input->len - parser->pos));
  g_string_free (parser->input, TRUE);
  parser->input = g_steal_pointer (&again);
  parser->pos = 0;
  g_string_truncate (parser->text, start);
  parser->line = parser->cell_line;
  parser->literal_quote = TRUE;
  parser->state = RG_CSV_START;
}

/* Appends everything up to a byte that has to be looked at. */
static void
take_run (RgCsvParser *parser)
{
  const char *begin = parser->input->str + parser->pos;
  const char *limit = parser->input->str + parser->input->len;
  const char *p = begin;

  while (p < limit && !parser->stops[(guint8) *p])
    p++;
  g_string_append_len (parser->text, begin, p - begin);
  parser->pos += (gsize) (p - begin);
}

static void
take_quoted_run (RgCsvParser *parser)
{
  const char *begin = parser->input->str + parser->pos;
  const char *limit = parser->input->str + parser->input->len;
  char before = parser->text->len > last_start (parser) ? parser->text->str[parser->text->len - 1] : '\0';
  const char *p = begin;

  for (; p < limit && *p != '"' && *p != '\0' && *p != RG_DECODER_DAMAGE; p++)
    {
      if (*p == '\r' || (*p == '\n' && before != '\r'))
        parser->line++;
      before = *p;
    }
  g_string_append_len (parser->text, begin, p - begin);
  parser->pos += (gsize) (p - begin);
}

static gboolean
at_delimiter (const RgCsvParser *parser, gboolean *cut)
{
  gsize left = parser->input->len - parser->pos;
  const char *p = parser->input->str + parser->pos;

  *cut = left < parser->delimiter_len && !parser->ended && memcmp (p, parser->delimiter, left) == 0;
  return left >= parser->delimiter_len && memcmp (p, parser->delimiter, parser->delimiter_len) == 0;
}

/* Reads one byte or a run outside of quotation marks. %TRUE at the end of a
 * row; *@wait when a delimiter may be cut in two. */
static gboolean
step_plain (RgCsvParser *parser, gboolean *wait)
{
  char byte = parser->input->str[parser->pos];

  if (byte == parser->delimiter[0] && at_delimiter (parser, wait))
    {
      parser->pos += parser->delimiter_len;
      end_cell (parser);
      return FALSE;
    }
  if (*wait)
    return FALSE;
  parser->state = RG_CSV_PLAIN;
  if (byte == '\r' || byte == '\n')
    {
      parser->pos++;
      parser->line++;
      parser->after_cr = byte == '\r';
      return TRUE;
    }
  parser->pos++;
  if (byte == '\0' || byte == RG_DECODER_DAMAGE)
    take_odd_byte (parser, byte);
  else
    g_string_append_c (parser->text, byte);
  take_run (parser);
  parser->too_large |= parser->text->len - last_start (parser) > RG_GRID_CELL_MAX;
  return FALSE;
}

static void
step_quoted (RgCsvParser *parser)
{
  char byte = parser->input->str[parser->pos];

  if (byte == '"')
    {
      parser->pos++;
      parser->state = RG_CSV_QUOTE;
    }
  else if (byte == '\0' || byte == RG_DECODER_DAMAGE)
    {
      parser->pos++;
      take_odd_byte (parser, byte);
    }
  else
    take_quoted_run (parser);
  if (parser->text->len - last_start (parser) > RG_GRID_CELL_MAX)
    reopen_cell (parser);
}

static gboolean
step (RgCsvParser *parser, gboolean *wait)
{
  char byte = parser->input->str[parser->pos];

  if (parser->after_cr)
    {
      parser->after_cr = FALSE;
      if (byte == '\n')
        {
          parser->pos++;
          return FALSE;
        }
    }
  if (parser->state == RG_CSV_QUOTED)
    {
      step_quoted (parser);
      return FALSE;
    }
  if (parser->state == RG_CSV_QUOTE && byte == '"')
    {
      parser->pos++;
      g_string_append_c (parser->text, '"');
      parser->state = RG_CSV_QUOTED;
      return FALSE;
    }
  if (parser->state == RG_CSV_START && byte == '"' && !parser->literal_quote)
    {
      parser->pos++;
      parser->cell_line = parser->line;
      parser->state = RG_CSV_QUOTED;
      return FALSE;
    }
  parser->literal_quote = FALSE;
  return step_plain (parser, wait);
}

static void
finish_row (RgCsvParser *parser, RgGridRow *row)
{
  g_string_append_c (parser->text, '\0');
  g_ptr_array_set_size (parser->cells, 0);
  for (guint i = 0; i < parser->starts->len; i++)
    g_ptr_array_add (parser->cells, parser->text->str + g_array_index (parser->starts, gsize, i));
  row->cells = (const char *const *) parser->cells->pdata;
  row->n_cells = parser->cells->len;
  row->line = parser->row_line;
  row->damaged = parser->damaged;
}

/**
 * rg_csv_parser_next:
 * @parser: a parser
 * @row: (out caller-allocates): the row, valid until the parser is called again
 *
 * Returns: whether there is a row
 */
gboolean
rg_csv_parser_next (RgCsvParser *parser, RgGridRow *row)
{
  /* The row that was given away last time is over now. */
  if (parser->cells->len > 0)
    {
      g_ptr_array_set_size (parser->cells, 0);
      begin_row (parser);
    }
  for (;;)
    {
      gboolean wait = FALSE;

      while (parser->pos < parser->input->len && !wait && !parser->too_large)
        {
          if (step (parser, &wait))
            {
              finish_row (parser, row);
              return TRUE;
            }
        }
      if (!parser->ended || parser->too_large)
        return FALSE;
      if (parser->state != RG_CSV_QUOTED)
        break;
      reopen_cell (parser);
    }
  /* The last line may lack its end. */
  if (parser->state == RG_CSV_START && parser->starts->len == 1)
    return FALSE;
  finish_row (parser, row);
  return TRUE;
}

/**
 * rg_csv_parser_is_too_large:
 * @parser: a parser
 *
 * Returns: whether it gave up: a row has more than %RG_GRID_CELLS_MAX cells, or
 *   a cell more than %RG_GRID_CELL_MAX bytes
 */
gboolean
rg_csv_parser_is_too_large (const RgCsvParser *parser)
{
  return parser->too_large;
}
