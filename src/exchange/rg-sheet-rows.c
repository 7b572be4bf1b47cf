/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-sheet-rows.h"

#include "exchange/rg-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* All texts of one row. */
#define ROW_MAX (16 * 1024 * 1024)
/* All texts of a sheet; a few strings can be named very often. */
#define SHEET_MAX (G_GUINT64_CONSTANT (4) * 1024 * 1024 * 1024)
/* Equal rows with something in them that one element may stand for. */
#define REPEAT_MAX 65536
/* Cells of all rows, with the empty ones left of the last. */
#define BLANKS_MAX (G_GUINT64_CONSTANT (2) * 1024 * 1024 * 1024)

/* Cells that merged areas give to the rows they cover. */
#define COPIES_MAX (64 * 1024 * 1024)
/* What waits at most to be handed on. */
#define FULL_CELLS (128 * 1024)
#define FULL_BYTES (2 * 1024 * 1024)

typedef struct
{
  const char *text; /* (nullable): %NULL: at @offset of the arena */
  gsize offset;
  guint32 column;
} Cell;

typedef struct
{
  guint64 line;
  guint64 count;
  guint first; /* of its cells */
  guint n;
  guint width;
} Row;

struct _RgSheetRows
{
  char *name;
  RgSheetAreas *areas; /* keep the texts they repeat until they start again */
  guint64 last_line;   /* of the rows so far */
  gboolean any;
  guint64 limit;  /* of @taken */
  guint64 taken;  /* bytes of all rows */
  guint64 copies; /* cells that repeat a merged area's */
  guint64 blanks; /* cells of all rows, with those that are empty */

  /* Rows that are not handed on yet, and the one being read behind them. */
  GArray *rows;
  GArray *cells;
  GString *arena;
  Row row;
  gsize row_size;
  guint next;       /* of @rows */
  guint64 repeated; /* how often that one was handed on */

  /* The row that was handed on. */
  const char **out;
  guint out_size;
  guint out_first; /* its cells, to be emptied again */
  guint out_n;
};

RgSheetRows *
rg_sheet_rows_new (const char *name)
{
  RgSheetRows *rows = g_new0 (RgSheetRows, 1);

  rows->name = g_strdup (name);
  rows->limit = SHEET_MAX;
  rows->areas = rg_sheet_areas_new ();
  rows->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  rows->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  rows->arena = g_string_new (NULL);
  return rows;
}

void
rg_sheet_rows_free (RgSheetRows *rows)
{
  rg_sheet_areas_free (rows->areas);
  g_array_unref (rows->rows);
  g_array_unref (rows->cells);
  g_string_free (rows->arena, TRUE);
  g_free (rows->out);
  g_free (rows->name);
  g_free (rows);
}

RgSheetAreas *
rg_sheet_rows_get_areas (RgSheetRows *rows)
{
  return rows->areas;
}

void
rg_sheet_rows_take_areas (RgSheetRows *rows, RgSheetAreas *areas)
{
  rg_sheet_areas_free (rows->areas);
  rows->areas = areas;
}

/* Empties what the row that was handed on had set. */
static void
clear_out (RgSheetRows *rows)
{
  const Cell *cells = (const Cell *) (gpointer) rows->cells->data;

  for (guint i = 0; i < rows->out_n; i++)
    rows->out[cells[rows->out_first + i].column] = "";
  rows->out_n = 0;
}

static void
forget_rows (RgSheetRows *rows)
{
  clear_out (rows);
  g_array_set_size (rows->rows, 0);
  g_array_set_size (rows->cells, 0);
  g_string_truncate (rows->arena, 0);
  rows->next = 0;
  rows->repeated = 0;
}

void
rg_sheet_rows_reset (RgSheetRows *rows)
{
  forget_rows (rows);
  rg_sheet_areas_go (rows->areas, 0);
  rows->last_line = 0;
  rows->taken = 0;
  rows->blanks = 0;
  rows->copies = 0;
  rows->any = FALSE;
}

/* --- taking --------------------------------------------------------------- */

gboolean
rg_sheet_refuse_cell (const char *name, guint64 line, GError **error)
{
  if (line > 0)
    g_set_error (
        error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_SIZE,
        _ ("“%s” has more text in row %u than a cell can hold. Please shorten it, save the workbook and "
           "import it again."),
        name, (guint) line);
  else
    g_set_error (
        error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_SIZE,
        _ ("“%s” has a text that is longer than a cell can hold. Please shorten it, save the workbook "
           "and import it again."),
        name);
  return FALSE;
}

static gboolean
refuse_size (RgSheetRows *rows, GError **error)
{
  g_set_error (
      error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_SIZE,
      _ ("“%s” has more rows or columns than a sheet can have, so it is not read. Please copy the rows "
         "you need to a new workbook and import that file."),
      rows->name);
  return FALSE;
}

void
rg_sheet_rows_set_limit (RgSheetRows *rows, guint64 limit)
{
  rows->limit = MIN (limit, SHEET_MAX);
}

gboolean
rg_sheet_rows_charge (RgSheetRows *rows, guint64 n, GError **error)
{
  rows->taken += n;
  return rows->taken <= rows->limit || refuse_size (rows, error);
}

void
rg_sheet_rows_begin (RgSheetRows *rows, guint64 line)
{
  if (rows->next == rows->rows->len)
    forget_rows (rows);
  rows->row = (Row) { .line = line, .first = rows->cells->len };
  rows->row_size = 0;
}

/* Puts a cell into the row; of two in the same column the later one counts. */
static void
put_cell (RgSheetRows *rows, const Cell *cell)
{
  g_array_append_val (rows->cells, *cell);
  rows->row.n++;
  rows->row.width = MAX (rows->row.width, cell->column + 1);
}

static gboolean
add_cell (RgSheetRows *rows, guint64 column, Cell *cell, gsize n, GError **error)
{
  if (column >= RG_GRID_CELLS_MAX)
    return refuse_size (rows, error);
  rows->row_size += n;
  if (n > RG_GRID_CELL_MAX || rows->row_size > ROW_MAX)
    return rg_sheet_refuse_cell (rows->name, rows->row.line, error);
  cell->column = (guint32) column;
  put_cell (rows, cell);
  return TRUE;
}

gboolean
rg_sheet_rows_add (RgSheetRows *rows,
                   guint64 column,
                   guint64 count,
                   const char *text,
                   gsize n,
                   GError **error)
{
  Cell cell = { .offset = rows->arena->len };

  if (n == 0)
    return TRUE;
  if (n <= RG_GRID_CELL_MAX)
    {
      g_string_append_len (rows->arena, text, (gssize) n);
      g_string_append_c (rows->arena, '\0');
    }
  for (guint64 i = 0; i < count; i++)
    {
      if (!add_cell (rows, column + i, &cell, n, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
rg_sheet_rows_add_static (RgSheetRows *rows, guint64 column, const char *text, gsize n, GError **error)
{
  Cell cell = { .text = text };

  return n == 0 || add_cell (rows, column, &cell, n, error);
}

static const char *
cell_text (RgSheetRows *rows, const Cell *cell)
{
  return cell->text != NULL ? cell->text : rows->arena->str + cell->offset;
}

static void
repeat_text (guint column, const char *text, gpointer data)
{
  RgSheetRows *rows = data;
  Cell cell = { .text = text, .column = column };

  rows->row_size += strlen (text);
  rows->copies++;
  put_cell (rows, &cell);
}

/* What a cell of a merged area covers is not seen; what it says is seen in all
 * rows that it covers and that have something of their own. */
static gboolean
apply_areas (RgSheetRows *rows, GError **error)
{
  Row *row = &rows->row;
  guint kept = 0;

  row->width = 0;
  for (guint i = 0; i < row->n; i++)
    {
      Cell cell = g_array_index (rows->cells, Cell, row->first + i);

      if (rg_sheet_areas_cover (rows->areas, cell.column))
        continue;
      if (!rg_sheet_areas_keep (rows->areas, cell.column, cell_text (rows, &cell)))
        return refuse_size (rows, error);
      g_array_index (rows->cells, Cell, row->first + kept++) = cell;
      row->width = MAX (row->width, cell.column + 1);
    }
  row->n = kept;
  g_array_set_size (rows->cells, row->first + kept);
  if (kept > 0)
    rg_sheet_areas_repeat (rows->areas, repeat_text, rows);
  return TRUE;
}

gboolean
rg_sheet_rows_end (RgSheetRows *rows, guint64 count, GError **error)
{
  Row *row = &rows->row;

  /* Rows that are not in their order are none that areas are known of. */
  if (row->line > rows->last_line && row->line <= RG_SHEET_ROWS_MAX)
    {
      rg_sheet_areas_go (rows->areas, (guint32) row->line);
      if (rg_sheet_areas_touch (rows->areas) && !apply_areas (rows, error))
        return FALSE;
      rows->last_line = row->line;
    }
  if (row->n == 0)
    return TRUE;
  rows->any = TRUE;
  row->count = count;
  rows->taken += rows->row_size * count;
  rows->blanks += (guint64) row->width * count;
  if (count > REPEAT_MAX || row->line + count - 1 > RG_SHEET_ROWS_MAX || rows->taken > rows->limit ||
      rows->blanks > BLANKS_MAX || rows->copies > COPIES_MAX || rows->row_size > ROW_MAX)
    return refuse_size (rows, error);
  g_array_append_val (rows->rows, *row);
  return TRUE;
}

gboolean
rg_sheet_rows_is_full (const RgSheetRows *rows)
{
  return rows->cells->len > FULL_CELLS || rows->arena->len > FULL_BYTES;
}

gboolean
rg_sheet_rows_any (const RgSheetRows *rows)
{
  return rows->any;
}

/* --- handing on ----------------------------------------------------------- */

static void
set_out (RgSheetRows *rows, const Row *row)
{
  const Cell *cells = (const Cell *) (gpointer) rows->cells->data + row->first;

  if (row->width > rows->out_size)
    {
      guint size = MAX (row->width, MIN (2 * rows->out_size, RG_GRID_CELLS_MAX));

      rows->out = g_renew (const char *, rows->out, size);
      for (guint i = rows->out_size; i < size; i++)
        rows->out[i] = "";
      rows->out_size = size;
    }
  for (guint i = 0; i < row->n; i++)
    rows->out[cells[i].column] = cell_text (rows, &cells[i]);
  rows->out_first = row->first;
  rows->out_n = row->n;
}

gboolean
rg_sheet_rows_next (RgSheetRows *rows, RgGridRow *out)
{
  const Row *row;

  if (rows->next == rows->rows->len)
    return FALSE;
  row = &g_array_index (rows->rows, Row, rows->next);
  if (rows->repeated == 0)
    {
      clear_out (rows);
      set_out (rows, row);
    }
  *out = (RgGridRow) { .cells = rows->out, .n_cells = row->width, .line = row->line + rows->repeated };
  if (++rows->repeated == row->count)
    {
      rows->repeated = 0;
      rows->next++;
    }
  return TRUE;
}
