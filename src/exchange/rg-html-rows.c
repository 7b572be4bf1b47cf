/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-html-rows.h"

#include <stdlib.h>
#include <string.h>

/* Memory of the rows that wait; a piece of a page needs far less unless it was
 * made to need more. */
#define WAITING_MAX (64 * 1024 * 1024)
/* Rows that one cell may reach down. */
#define SPAN_MAX 65536

/* Texts are reference strings; a cell without one is this. */
static const char nothing[] = "";

typedef struct
{
  guint64 line;
  gboolean damaged;
  GPtrArray *cells; /* of char; what is right of the last text is not there */
} Row;

/* A cell that reaches down into the next rows. */
typedef struct
{
  guint left; /* rows */
  char *text; /* (nullable) */
} Span;

struct _RgHtmlRows
{
  GQueue waiting;     /* of Row */
  gsize waiting_size; /* bytes, about */
  Row *given;         /* what next gave last */
  Row *row;           /* (nullable): the open one */
  GString *text;      /* of the open cell */
  gboolean in_cell;
  gboolean blank; /* white space that has been seen and may mean a blank */
  char *number;   /* (nullable): the open cell's value in full */
  guint column;   /* where the next cell stands */
  guint columns;  /* of the open cell */
  guint down;
  guint silent;  /* depth inside of what nobody reads */
  GArray *spans; /* of Span, by column */
  guint64 line;
  gboolean too_large;
};

static void
text_release (gpointer text)
{
  if (text != nothing)
    g_ref_string_release (text);
}

static void
row_free (Row *row)
{
  g_ptr_array_unref (row->cells);
  g_free (row);
}

static void
span_clear (gpointer span)
{
  g_clear_pointer (&((Span *) span)->text, g_ref_string_release);
}

/**
 * rg_html_rows_new:
 *
 * Returns: (transfer full): rows of a page that has not begun
 */
RgHtmlRows *
rg_html_rows_new (void)
{
  RgHtmlRows *rows = g_new0 (RgHtmlRows, 1);

  g_queue_init (&rows->waiting);
  rows->text = g_string_new (NULL);
  rows->spans = g_array_new (FALSE, TRUE, sizeof (Span));
  g_array_set_clear_func (rows->spans, span_clear);
  return rows;
}

/**
 * rg_html_rows_reset:
 * @rows: rows
 */
void
rg_html_rows_reset (RgHtmlRows *rows)
{
  g_queue_clear_full (&rows->waiting, (GDestroyNotify) row_free);
  g_clear_pointer (&rows->given, row_free);
  g_clear_pointer (&rows->row, row_free);
  g_clear_pointer (&rows->number, g_free);
  g_string_truncate (rows->text, 0);
  g_array_set_size (rows->spans, 0);
  rows->waiting_size = 0;
  rows->in_cell = rows->blank = rows->too_large = FALSE;
  rows->silent = 0;
  rows->line = 0;
}

/**
 * rg_html_rows_free:
 * @rows: (transfer full): rows
 */
void
rg_html_rows_free (RgHtmlRows *rows)
{
  rg_html_rows_reset (rows);
  g_string_free (rows->text, TRUE);
  g_array_unref (rows->spans);
  g_free (rows);
}

/* --- cells ---------------------------------------------------------------- */

/* Puts a text at the present column and goes on to the next one. @text:
 * (nullable): a reference string. */
static void
add_cell (RgHtmlRows *rows, char *text)
{
  GPtrArray *cells = rows->row->cells;

  if (rows->column >= RG_GRID_CELLS_MAX || rows->waiting_size > WAITING_MAX)
    {
      rows->too_large = TRUE;
      return;
    }
  if (text != NULL)
    {
      rows->waiting_size += (rows->column - cells->len) * sizeof (char *) + g_ref_string_length (text) + 32;
      while (cells->len < rows->column)
        g_ptr_array_add (cells, (gpointer) nothing);
      g_ptr_array_add (cells, g_ref_string_acquire (text));
    }
  rows->column++;
}

static void
take_span (RgHtmlRows *rows, Span *span)
{
  span->left--;
  add_cell (rows, span->text);
  if (span->left == 0)
    g_clear_pointer (&span->text, g_ref_string_release);
}

/* Cells that reach down into the column at which the row is. */
static void
take_spans (RgHtmlRows *rows)
{
  while (!rows->too_large && rows->column < rows->spans->len)
    {
      Span *span = &g_array_index (rows->spans, Span, rows->column);

      if (span->left == 0)
        return;
      take_span (rows, span);
    }
}

/* Those right of the last cell, too. */
static void
take_all_spans (RgHtmlRows *rows)
{
  for (; !rows->too_large && rows->column < rows->spans->len;)
    {
      Span *span = &g_array_index (rows->spans, Span, rows->column);

      if (span->left > 0)
        take_span (rows, span);
      else
        rows->column++;
    }
}

static void
reach_down (RgHtmlRows *rows, guint column, char *text)
{
  Span *span;

  if (column >= RG_GRID_CELLS_MAX)
    return;
  if (rows->spans->len <= column)
    g_array_set_size (rows->spans, column + 1);
  span = &g_array_index (rows->spans, Span, column);
  g_clear_pointer (&span->text, g_ref_string_release);
  span->left = rows->down - 1;
  span->text = text != NULL ? g_ref_string_acquire (text) : NULL;
}

/* 1.38E+10 is what a page shows; the value it was made of stands in the tag. */
static const char *
full_text (const RgHtmlRows *rows)
{
  if (rows->number != NULL && *rows->number != '\0' && strpbrk (rows->text->str, "eE") != NULL &&
      strspn (rows->text->str, "+-.0123456789eE") == rows->text->len)
    return rows->number;
  return rows->text->str;
}

static void
end_cell (RgHtmlRows *rows)
{
  const char *full;
  char *text;

  if (!rows->in_cell)
    return;
  rows->in_cell = FALSE;
  full = full_text (rows);
  text = *full != '\0' ? g_ref_string_new (full) : NULL;
  take_spans (rows);
  for (guint i = 0; i < rows->columns && !rows->too_large; i++)
    {
      if (rows->down > 1)
        reach_down (rows, rows->column, i == 0 ? text : NULL);
      add_cell (rows, i == 0 ? text : NULL);
    }
  g_clear_pointer (&text, g_ref_string_release);
}

static guint
read_span (const char *value, guint most)
{
  gint64 number = value != NULL ? g_ascii_strtoll (value, NULL, 10) : 1;

  return (guint) CLAMP (number, 1, most);
}

static void
begin_cell (RgHtmlRows *rows, const char *const *attributes)
{
  rows->in_cell = TRUE;
  rows->blank = FALSE;
  rows->columns = rows->down = 1;
  g_clear_pointer (&rows->number, g_free);
  g_string_truncate (rows->text, 0);
  for (; attributes != NULL && attributes[0] != NULL; attributes += 2)
    {
      if (g_ascii_strcasecmp (attributes[0], "colspan") == 0)
        rows->columns = read_span (attributes[1], RG_GRID_CELLS_MAX);
      else if (g_ascii_strcasecmp (attributes[0], "rowspan") == 0)
        rows->down = read_span (attributes[1], SPAN_MAX);
      else if (g_ascii_strcasecmp (attributes[0], "x:num") == 0)
        g_set_str (&rows->number, attributes[1]);
    }
}

/* --- rows ----------------------------------------------------------------- */

static void
end_row (RgHtmlRows *rows)
{
  Row *row;

  if (rows->row == NULL)
    return;
  end_cell (rows);
  take_all_spans (rows);
  row = g_steal_pointer (&rows->row);
  if (row->cells->len == 0)
    row_free (row);
  else
    g_queue_push_tail (&rows->waiting, row);
}

static void
begin_row (RgHtmlRows *rows)
{
  end_row (rows);
  rows->row = g_new0 (Row, 1);
  rows->row->cells = g_ptr_array_new_with_free_func (text_release);
  rows->column = 0;
  rows->row->line = ++rows->line;
}

/* --- tags and texts ------------------------------------------------------- */

static gboolean
is_silent (const char *tag)
{
  static const char *const silent[] = { "script", "style", "title", "xml", "template", NULL };

  for (guint i = 0; silent[i] != NULL; i++)
    {
      if (g_ascii_strcasecmp (tag, silent[i]) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_cell (const char *tag)
{
  return g_ascii_strcasecmp (tag, "td") == 0 || g_ascii_strcasecmp (tag, "th") == 0;
}

/* Tags that begin a line of their own. */
static gboolean
breaks_line (const char *tag)
{
  return g_ascii_strcasecmp (tag, "br") == 0 || g_ascii_strcasecmp (tag, "p") == 0 ||
         g_ascii_strcasecmp (tag, "div") == 0 || g_ascii_strcasecmp (tag, "li") == 0;
}

/**
 * rg_html_rows_start:
 * @rows: rows
 * @tag: its name
 * @attributes: (nullable): see the header
 */
void
rg_html_rows_start (RgHtmlRows *rows, const char *tag, const char *const *attributes)
{
  if (rows->too_large)
    return;
  if (rows->silent > 0 || is_silent (tag))
    rows->silent += is_silent (tag);
  else if (g_ascii_strcasecmp (tag, "table") == 0)
    {
      /* What the cell around it said before is a row of its own. */
      end_row (rows);
      g_array_set_size (rows->spans, 0);
    }
  else if (g_ascii_strcasecmp (tag, "tr") == 0)
    begin_row (rows);
  else if (is_cell (tag))
    {
      if (rows->row == NULL)
        begin_row (rows);
      end_cell (rows);
      begin_cell (rows, attributes);
    }
  else if (rows->in_cell && rows->text->len > 0 && breaks_line (tag))
    {
      g_string_append_c (rows->text, '\n');
      rows->blank = FALSE;
    }
}

/**
 * rg_html_rows_end:
 * @rows: rows
 * @tag: its name
 */
void
rg_html_rows_end (RgHtmlRows *rows, const char *tag)
{
  if (rows->too_large)
    return;
  if (rows->silent > 0)
    rows->silent -= is_silent (tag);
  else if (is_cell (tag))
    end_cell (rows);
  else if (g_ascii_strcasecmp (tag, "tr") == 0 || g_ascii_strcasecmp (tag, "table") == 0)
    end_row (rows);
}

/**
 * rg_html_rows_text:
 * @rows: rows
 * @text: (array length=length): valid UTF-8
 * @length: in bytes
 *
 * White space in a row is one blank, as a browser shows it.
 */
void
rg_html_rows_text (RgHtmlRows *rows, const char *text, gsize length)
{
  if (!rows->in_cell || rows->silent > 0 || rows->too_large)
    return;
  for (const char *p = text; p < text + length;)
    {
      const char *next = g_utf8_next_char (p);
      gunichar c = g_utf8_get_char (p);

      if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xa0)
        rows->blank = TRUE;
      else
        {
          if (rows->blank && rows->text->len > 0 && rows->text->str[rows->text->len - 1] != '\n')
            g_string_append_c (rows->text, ' ');
          rows->blank = FALSE;
          g_string_append_len (rows->text, p, next - p);
        }
      p = next;
    }
  rows->too_large |= rows->text->len > RG_GRID_CELL_MAX;
}

/**
 * rg_html_rows_damage:
 * @rows: rows
 */
void
rg_html_rows_damage (RgHtmlRows *rows)
{
  if (rows->row != NULL)
    rows->row->damaged = TRUE;
}

/**
 * rg_html_rows_finish:
 * @rows: rows
 */
void
rg_html_rows_finish (RgHtmlRows *rows)
{
  if (!rows->too_large)
    end_row (rows);
}

/**
 * rg_html_rows_next:
 * @rows: rows
 * @row: (out caller-allocates): valid until the next call
 *
 * Returns: whether there is one
 */
gboolean
rg_html_rows_next (RgHtmlRows *rows, RgGridRow *row)
{
  g_clear_pointer (&rows->given, row_free);
  rows->given = g_queue_pop_head (&rows->waiting);
  if (rows->given == NULL)
    return FALSE;
  if (rows->waiting.length == 0)
    rows->waiting_size = 0;
  row->cells = (const char *const *) rows->given->cells->pdata;
  row->n_cells = rows->given->cells->len;
  row->line = rows->given->line;
  row->damaged = rows->given->damaged;
  return TRUE;
}

/**
 * rg_html_rows_is_too_large:
 * @rows: rows
 *
 * Returns: whether a row was too wide or a cell too long; nothing more is read
 */
gboolean
rg_html_rows_is_too_large (const RgHtmlRows *rows)
{
  return rows->too_large;
}
