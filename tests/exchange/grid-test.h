/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the tests of grids share: what a file says, row by row. */

#include "exchange/rg-grid.h"
#include "exchange/rg-import.h"

/* What is left of a grid: each row as its line, a ! when it is damaged, and its
 * cells in [], up to the end or an error. */
static inline char *
rows_of (RgGrid *grid, GError **error)
{
  GString *text = g_string_new (NULL);
  RgGridStep step;
  RgGridRow row;

  while ((step = rg_grid_next (grid, &row, NULL, error)) == RG_GRID_ROW)
    {
      g_string_append_printf (text, "%" G_GUINT64_FORMAT "%s", row.line, row.damaged ? "!" : "");
      for (guint i = 0; i < row.n_cells; i++)
        g_string_append_printf (text, "[%s]", row.cells[i]);
      g_string_append_c (text, '\n');
    }
  g_assert_cmpint (step, ==, *error == NULL ? RG_GRID_END : RG_GRID_ERROR);
  return g_string_free_and_steal (text);
}

/* Expects that a file is refused, and gives the sentence. (transfer full) */
static inline char *
refused (const char *path, RgImportError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgGrid) grid = rg_grid_open (path, NULL, NULL, &error);

  if (grid != NULL)
    g_free (rows_of (grid, &error));
  g_assert_error (error, RG_IMPORT_ERROR, (int) code);
  return g_strdup (error->message);
}

/* A row that is refused is refused again, however often the rows before it are
 * read; none of these comes behind the refusal. */
static inline void
assert_refused_again (RgGrid *grid, RgImportError code)
{
  for (int pass = 0; pass < 3; pass++)
    {
      g_autoptr (GError) error = NULL;
      RgGridRow row;

      g_free (rows_of (grid, &error));
      g_assert_error (error, RG_IMPORT_ERROR, (int) code);
      g_assert_cmpint (rg_grid_next (grid, &row, NULL, NULL), ==, RG_GRID_ERROR);
      g_clear_error (&error);
      g_assert_true (rg_grid_rewind (grid, &error));
    }
}
