/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-csv-parser.h"

#include <string.h>

#define RECORDS_MAX 200

/* In the order in which they win when nothing else decides. */
static const char *const delimiters[] = { ",", "\t", ";", "|", "，" };

/**
 * RgShape:
 * @records: with a cell that is not empty
 * @columns: how many cells most of them have
 * @even: how many have that many
 *
 * What a text looks like when it is cut at one delimiter.
 */
typedef struct
{
  guint records;
  guint columns;
  guint even;
} RgShape;

static gboolean
has_content (const RgGridRow *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    {
      if (row->cells[i][0] != '\0')
        return TRUE;
    }
  return FALSE;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  guint left = *(const guint *) a;
  guint right = *(const guint *) b;

  return (left > right) - (left < right);
}

static RgShape
cut_at (const char *delimiter, const char *text, gsize size, gboolean complete)
{
  g_autoptr (RgCsvParser) parser = rg_csv_parser_new (delimiter);
  g_autoptr (GArray) widths = g_array_new (FALSE, FALSE, sizeof (guint));
  RgShape shape = { 0, 0, 0 };
  RgGridRow row;

  rg_csv_parser_push (parser, text, size);
  if (complete)
    rg_csv_parser_end (parser);
  while (widths->len < RECORDS_MAX && rg_csv_parser_next (parser, &row))
    {
      if (has_content (&row))
        g_array_append_val (widths, row.n_cells);
    }
  g_array_sort (widths, compare_numbers);
  shape.records = widths->len;
  for (guint i = 0, run = 0; i < widths->len; i++)
    {
      guint width = g_array_index (widths, guint, i);

      run = i > 0 && g_array_index (widths, guint, i - 1) == width ? run + 1 : 1;
      /* One column is what every wrong delimiter gives: any other wins. */
      if (width > 1 && run >= shape.even)
        {
          shape.columns = width;
          shape.even = run;
        }
    }
  return shape;
}

/**
 * rg_csv_find_delimiter:
 * @text: (array length=size): the beginning of a file
 * @size: its length in bytes
 * @complete: whether the file ends there
 *
 * A delimiter gives rows of one width; among several that do, the one with
 * more columns is it, since a separator inside cells is rarely in every row.
 *
 * Returns: the delimiter; a comma when there is only one column
 */
const char *
rg_csv_find_delimiter (const char *text, gsize size, gboolean complete)
{
  const char *best = ",";
  double best_score = 0;

  for (guint i = 0; i < G_N_ELEMENTS (delimiters); i++)
    {
      RgShape shape = cut_at (delimiters[i], text, size, complete);
      double share;
      double score;

      if (shape.columns < 2)
        continue;
      share = (double) shape.even / shape.records;
      score = share * share * (1.0 + 0.05 * MIN (shape.columns, 20U));
      if (score > best_score)
        {
          best_score = score;
          best = delimiters[i];
        }
    }
  return best;
}
