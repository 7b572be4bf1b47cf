/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-xls-cells.h"

#include "exchange/rg-sheet-value.h"

#include <string.h>

/* Records that may stand between a formula and the text it gives. */
#define SHARED_FORMULA 0x04bc
#define ARRAY_FORMULA 0x0221
#define TABLE_FORMULA 0x0236

/* Records behind one another that are about the same row. */
typedef struct
{
  guint32 at;
  guint16 row;
} Piece;

struct _RgXlsCells
{
  const RgBiff *biff;
  GArray *pieces; /* of Piece, by row */
  guint next;
  GString *text;
  guint32 shared; /* characters that the last cell took from the shared texts */
  gsize end;
};

/* --- where the rows are --------------------------------------------------- */

static gboolean
is_cell (const RgBiffRecord *record)
{
  switch (record->id)
    {
    case RG_BIFF_MULRK:
      return record->size >= 6;
    case RG_BIFF_FORMULA:
    case RG_BIFF_FORMULA_3:
    case RG_BIFF_FORMULA_4:
    case RG_BIFF_NUMBER:
      return record->size >= 14;
    case RG_BIFF_LABELSST:
    case RG_BIFF_RK:
      return record->size >= 10;
    case RG_BIFF_LABEL:
    case RG_BIFF_RSTRING:
    case RG_BIFF_BOOLERR:
      return record->size >= 8;
    default:
      return FALSE;
    }
}

static void
add_areas (RgSheetAreas *areas, const RgBiffRecord *record)
{
  guint n = record->size >= 2 ? rg_biff_get_16 (record->data) : 0;

  for (guint i = 0; i < n && 2 + 8 * (i + 1) <= record->size; i++)
    {
      const guint8 *p = record->data + 2 + 8 * i;
      RgSheetArea area = {
        .first_row = rg_biff_get_16 (p) + 1u,
        .last_row = rg_biff_get_16 (p + 2) + 1u,
        .first_column = rg_biff_get_16 (p + 4),
        .last_column = rg_biff_get_16 (p + 6),
      };

      /* A sheet has 256 columns. */
      if (area.first_row <= area.last_row && area.first_column <= area.last_column &&
          area.last_column < 256 && (area.first_row < area.last_row || area.first_column < area.last_column))
        rg_sheet_areas_add (areas, &area);
    }
}

static int
by_row (gconstpointer a, gconstpointer b)
{
  const Piece *one = a;
  const Piece *other = b;

  if (one->row != other->row)
    return one->row < other->row ? -1 : 1;
  return one->at < other->at ? -1 : one->at > other->at;
}

RgXlsCells *
rg_xls_cells_new (const RgBiff *biff, gsize at, RgSheetAreas *areas)
{
  RgXlsCells *cells = g_new0 (RgXlsCells, 1);
  guint depth = 0;
  int last = -1;
  gboolean interrupted = TRUE;
  gboolean ordered = TRUE;
  RgBiffRecord record;

  cells->biff = biff;
  cells->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  cells->text = g_string_new (NULL);
  for (; rg_biff_next (biff, at, &record); at = record.next)
    {
      /* A chart on the sheet is a sheet within. */
      if (record.id == RG_BIFF_BOF)
        {
          depth++;
          interrupted = TRUE;
        }
      else if (record.id == RG_BIFF_EOF && (depth <= 1 || --depth == 0))
        break;
      else if (depth <= 1 && record.id == RG_BIFF_MERGEDCELLS)
        add_areas (areas, &record);
      else if (depth <= 1 && is_cell (&record))
        {
          Piece piece = { (guint32) record.at, rg_biff_get_16 (record.data) };

          if (piece.row == last && !interrupted)
            continue;
          g_array_append_val (cells->pieces, piece);
          ordered = ordered && piece.row >= last;
          last = piece.row;
          interrupted = FALSE;
        }
    }
  if (!ordered)
    g_array_sort (cells->pieces, by_row);
  cells->end = at;
  return cells;
}

gsize
rg_xls_cells_get_end (const RgXlsCells *cells)
{
  return cells->end;
}

void
rg_xls_cells_free (RgXlsCells *cells)
{
  g_array_unref (cells->pieces);
  g_string_free (cells->text, TRUE);
  g_free (cells);
}

void
rg_xls_cells_rewind (RgXlsCells *cells)
{
  cells->next = 0;
}

double
rg_xls_cells_get_fraction (const RgXlsCells *cells)
{
  return cells->pieces->len == 0 ? 1.0 : (double) cells->next / cells->pieces->len;
}

/* --- one cell ------------------------------------------------------------- */

static void
write_number (RgXlsCells *cells, double number, guint style)
{
  char text[RG_SHEET_VALUE_SIZE];
  guint8 format = RG_SHEET_FORMAT_NUMBER;

  if (style < cells->biff->styles->len)
    format = g_array_index (cells->biff->styles, guint8, style);
  rg_sheet_value (number, format, cells->biff->date1904, text);
  g_string_append (cells->text, text);
}

static void
write_bool_or_error (RgXlsCells *cells, guint8 value, gboolean is_error)
{
  static const struct
  {
    guint8 code;
    const char *text;
  } errors[] = {
    { 0x00, "#NULL!" }, { 0x07, "#DIV/0!" }, { 0x0f, "#VALUE!" }, { 0x17, "#REF!" },
    { 0x1d, "#NAME?" }, { 0x24, "#NUM!" },   { 0x2a, "#N/A" },
  };

  for (guint i = 0; is_error && i < G_N_ELEMENTS (errors); i++)
    {
      if (errors[i].code == value)
        g_string_append (cells->text, errors[i].text);
    }
  if (!is_error)
    g_string_append (cells->text, value != 0 ? "TRUE" : "FALSE");
}

/* The text that a formula gave stands in a record of its own. */
static void
write_formula_text (RgXlsCells *cells, const RgBiffRecord *formula)
{
  RgBiffRecord record = *formula;

  while (rg_biff_next (cells->biff, record.next, &record))
    {
      if (record.id == RG_BIFF_STRING)
        {
          rg_biff_read_text (cells->biff, &record, 0, cells->text);
          return;
        }
      if (record.id != SHARED_FORMULA && record.id != ARRAY_FORMULA && record.id != TABLE_FORMULA &&
          record.id != RG_BIFF_CONTINUE)
        return;
    }
}

static void
write_formula (RgXlsCells *cells, const RgBiffRecord *record)
{
  const guint8 *p = record->data;

  if (p[12] != 0xff || p[13] != 0xff)
    write_number (cells, rg_biff_get_double (p + 6), rg_biff_get_16 (p + 4));
  else if (p[6] == 0)
    write_formula_text (cells, record);
  else if (p[6] == 1 || p[6] == 2)
    write_bool_or_error (cells, p[8], p[6] == 2);
}

/* Writes what the cell of a record holds into the text. */
static void
write_cell (RgXlsCells *cells, const RgBiffRecord *record)
{
  const guint8 *p = record->data;
  guint style = rg_biff_get_16 (p + 4);

  switch (record->id)
    {
    case RG_BIFF_NUMBER:
      write_number (cells, rg_biff_get_double (p + 6), style);
      break;
    case RG_BIFF_RK:
      write_number (cells, rg_biff_get_rk (p + 6), style);
      break;
    case RG_BIFF_LABELSST:
      cells->shared = rg_biff_read_shared (cells->biff, rg_biff_get_32 (p + 6), cells->text);
      break;
    case RG_BIFF_LABEL:
    case RG_BIFF_RSTRING:
      rg_biff_read_text (cells->biff, record, 6, cells->text);
      break;
    case RG_BIFF_BOOLERR:
      write_bool_or_error (cells, p[6], p[7] != 0);
      break;
    default:
      write_formula (cells, record);
      break;
    }
}

static gboolean
add_cell (RgXlsCells *cells, RgSheetRows *rows, guint column, GError **error)
{
  guint64 length = cells->shared;

  cells->shared = 0;
  return (length == 0 || rg_sheet_rows_charge (rows, length, error)) &&
         rg_sheet_rows_add (rows, column, 1, cells->text->str, cells->text->len, error);
}

/* Several numbers side by side. */
static gboolean
add_numbers (RgXlsCells *cells, RgSheetRows *rows, const RgBiffRecord *record, GError **error)
{
  guint column = rg_biff_get_16 (record->data + 2);

  for (guint i = 4; i + 6 + 2 <= record->size; i += 6)
    {
      g_string_truncate (cells->text, 0);
      write_number (cells, rg_biff_get_rk (record->data + i + 2), rg_biff_get_16 (record->data + i));
      if (!add_cell (cells, rows, column++, error))
        return FALSE;
    }
  return TRUE;
}

/* --- one row -------------------------------------------------------------- */

static gboolean
add_piece (RgXlsCells *cells, RgSheetRows *rows, const Piece *piece, GError **error)
{
  RgBiffRecord record;

  for (gsize at = piece->at; rg_biff_next (cells->biff, at, &record); at = record.next)
    {
      if (record.id == RG_BIFF_EOF || record.id == RG_BIFF_BOF)
        break;
      if (!is_cell (&record))
        continue;
      if (rg_biff_get_16 (record.data) != piece->row)
        break;
      if (record.id == RG_BIFF_MULRK)
        {
          if (!add_numbers (cells, rows, &record, error))
            return FALSE;
          continue;
        }
      g_string_truncate (cells->text, 0);
      write_cell (cells, &record);
      if (!add_cell (cells, rows, rg_biff_get_16 (record.data + 2), error))
        return FALSE;
    }
  return TRUE;
}

gboolean
rg_xls_cells_next (RgXlsCells *cells, RgSheetRows *rows, gboolean *more, GError **error)
{
  const Piece *piece;
  guint16 row;

  *more = cells->next < cells->pieces->len;
  if (!*more)
    return TRUE;
  row = g_array_index (cells->pieces, Piece, cells->next).row;
  rg_sheet_rows_begin (rows, row + 1u);
  for (; cells->next < cells->pieces->len; cells->next++)
    {
      piece = &g_array_index (cells->pieces, Piece, cells->next);
      if (piece->row != row)
        break;
      if (!add_piece (cells, rows, piece, error))
        return FALSE;
    }
  return rg_sheet_rows_end (rows, 1, error);
}
