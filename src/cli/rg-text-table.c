/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/rg-output.h"

#include <string.h>

/* Lines that are looked at before the widths are settled, and the width above
 * which a column does not push its neighbours any further. */
#define HELD_LINES 400
#define WIDEST 48
#define GAP 2

struct _RgTextTable
{
  RgOutput *output;
  guint n_columns;
  guint *widths;
  gboolean *right;
  GPtrArray *held; /* (element-type char*) (nullable): NULL once settled */
};

/**
 * rg_text_width:
 * @text: valid UTF-8
 *
 * Returns: the columns of a terminal that @text takes
 */
guint
rg_text_width (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x80)
        width += c >= 0x20;
      else if (!g_unichar_iszerowidth (c))
        width += g_unichar_iswide (c) ? 2 : 1;
    }
  return width;
}

/**
 * rg_text_table_new:
 * @output: where the lines go; must outlive the table
 * @n_columns: cells of a line
 * @headings: (nullable) (array zero-terminated=1): the first line
 *
 * Returns: (transfer full): an empty table
 */
RgTextTable *
rg_text_table_new (RgOutput *output, guint n_columns, const char *const *headings)
{
  RgTextTable *self = g_new0 (RgTextTable, 1);

  self->output = output;
  self->n_columns = n_columns;
  self->widths = g_new0 (guint, n_columns);
  self->right = g_new0 (gboolean, n_columns);
  self->held = g_ptr_array_new_with_free_func (g_free);
  if (headings != NULL)
    rg_text_table_add (self, headings);
  return self;
}

/**
 * rg_text_table_align_right:
 * @self: the table, before its first line is written
 * @column: a column of numbers
 */
void
rg_text_table_align_right (RgTextTable *self, guint column)
{
  g_return_if_fail (column < self->n_columns);
  self->right[column] = TRUE;
}

/* A cell stands in one line whatever it holds; a damaged shop's text may be no
 * text at all. */
static char *
one_line (const char *text)
{
  char *line = g_utf8_make_valid (text != NULL ? text : "", -1);

  for (char *p = line; *p != '\0'; p++)
    {
      if ((guchar) *p < 0x20 || *p == 0x7f)
        *p = ' ';
    }
  return g_strchomp (line);
}

static void
write_line (RgTextTable *self, char **cells)
{
  guint last = self->n_columns;

  while (last > 0 && *cells[last - 1] == '\0')
    last--;
  for (guint i = 0; i < last; i++)
    {
      guint width = rg_text_width (cells[i]);
      guint blanks = width < self->widths[i] ? self->widths[i] - width : 0;

      if (self->right[i])
        rg_output_pad (self->output, blanks);
      rg_output_put (self->output, cells[i]);
      if (i + 1 < last)
        rg_output_pad (self->output, (self->right[i] ? 0 : blanks) + GAP);
    }
  rg_output_put (self->output, "\n");
}

static void
settle (RgTextTable *self)
{
  g_autoptr (GPtrArray) held = g_steal_pointer (&self->held);

  for (guint i = 0; i < held->len; i++)
    {
      guint *width = &self->widths[i % self->n_columns];

      *width = MAX (*width, MIN (rg_text_width (held->pdata[i]), WIDEST));
    }
  for (guint i = 0; i < held->len; i += self->n_columns)
    write_line (self, (char **) &held->pdata[i]);
}

/**
 * rg_text_table_add:
 * @self: the table
 * @cells: (array): as many texts as columns, each may be %NULL
 */
void
rg_text_table_add (RgTextTable *self, const char *const *cells)
{
  g_autoptr (GPtrArray) line = NULL;

  if (self->held != NULL)
    {
      for (guint i = 0; i < self->n_columns; i++)
        g_ptr_array_add (self->held, one_line (cells[i]));
      if (self->held->len >= HELD_LINES * self->n_columns)
        settle (self);
      return;
    }

  line = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->n_columns; i++)
    g_ptr_array_add (line, one_line (cells[i]));
  write_line (self, (char **) line->pdata);
}

/**
 * rg_text_table_free:
 * @self: (transfer full): the table
 */
void
rg_text_table_free (RgTextTable *self)
{
  if (self == NULL)
    return;
  if (self->held != NULL)
    settle (self);
  g_free (self->widths);
  g_free (self->right);
  g_free (self);
}
