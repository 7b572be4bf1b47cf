/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include "exchange/rg-import.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Rows that are read of one sheet: what is wrong shows before. */
#define ROWS_MAX 3000
#define SHEETS_MAX 8

const char *
fuzz_path (guint slot, const uint8_t *data, size_t size)
{
  static struct
  {
    int fd;
    char path[32];
  } files[4];

  g_assert_cmpuint (slot, <, G_N_ELEMENTS (files));
  if (files[slot].path[0] == '\0')
    {
      files[slot].fd = memfd_create ("regulars-fuzz", MFD_CLOEXEC);
      g_assert_cmpint (files[slot].fd, >=, 0);
      g_snprintf (files[slot].path, sizeof files[slot].path, "/proc/self/fd/%d", files[slot].fd);
    }
  g_assert_cmpint (ftruncate (files[slot].fd, 0), ==, 0);
  for (size_t done = 0; done < size;)
    {
      ssize_t n = pwrite (files[slot].fd, data + done, size - done, (off_t) done);

      g_assert_cmpint (n, >, 0);
      done += (size_t) n;
    }
  return files[slot].path;
}

static void
check_error (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == RG_IMPORT_ERROR);
  g_assert_cmpstr (error->message, !=, "");
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static guint
hash_row (guint hash, const RgGridRow *row)
{
  hash = hash * 33 + (guint) row->line;
  for (guint i = 0; i < row->n_cells; i++)
    hash = hash * 33 + g_str_hash (row->cells[i]) + i;
  for (guint i = 0; i < row->n_pictures; i++)
    hash = hash * 33 + g_bytes_hash (row->pictures[i].bytes);
  return hash;
}

static void
check_row (RgGrid *grid, const RgGridRow *row, guint64 last_line)
{
  /* The rows of a sheet say themselves which they are, in whatever order. */
  g_assert_cmpuint (row->line, >, rg_grid_get_kind (grid) == RG_GRID_KIND_XLSX ? 0 : last_line);
  g_assert_cmpuint (row->n_cells, <=, RG_GRID_CELLS_MAX);
  for (guint i = 0; i < row->n_cells; i++)
    {
      g_assert_nonnull (row->cells[i]);
      g_assert_cmpuint (strlen (row->cells[i]), <=, RG_GRID_CELL_MAX);
      g_assert_true (g_utf8_validate (row->cells[i], -1, NULL));
    }
  for (guint i = 0; i < row->n_pictures; i++)
    {
      g_assert_nonnull (row->pictures[i].bytes);
      g_assert_true (row->pictures[i].name == NULL || strchr (row->pictures[i].name, '/') == NULL);
    }
}

/* Reads to the end, or to an error, which counts as a part of what was read. */
static guint
read_rows (RgGrid *grid, guint64 *rows)
{
  g_autoptr (GError) error = NULL;
  guint64 last_line = 0;
  RgGridStep step = RG_GRID_END;
  RgGridRow row = { 0 };
  guint hash = 5381;

  *rows = 0;
  while (*rows < ROWS_MAX && (step = rg_grid_next (grid, &row, NULL, &error)) == RG_GRID_ROW)
    {
      check_row (grid, &row, last_line);
      last_line = row.line;
      hash = hash_row (hash, &row);
      (*rows)++;
    }
  if (step == RG_GRID_ERROR)
    {
      check_error (error);
      return hash + 1;
    }
  g_assert_no_error (error);
  return hash;
}

static guint64
read_twice (RgGrid *grid)
{
  g_autoptr (GError) error = NULL;
  guint64 rows[2];
  double fraction;
  guint first;

  first = read_rows (grid, &rows[0]);
  fraction = rg_grid_get_fraction (grid);
  g_assert_true (fraction >= 0 && fraction <= 1);
  if (!rg_grid_rewind (grid, &error))
    check_error (error);
  else
    {
      g_assert_cmpuint (first, ==, read_rows (grid, &rows[1]));
      g_assert_cmpuint (rows[0], ==, rows[1]);
    }
  return rows[0];
}

guint64
fuzz_read_grid (const char *path, const RgGridOptions *options)
{
  RgGridOptions wanted = options != NULL ? *options : (RgGridOptions) { NULL, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (RgGrid) grid = rg_grid_open (path, &wanted, NULL, &error);
  guint n_sheets;
  guint64 rows;

  if (grid == NULL)
    {
      check_error (error);
      return 0;
    }
  n_sheets = rg_grid_get_sheets (grid) != NULL ? g_strv_length ((char **) rg_grid_get_sheets (grid)) : 0;
  g_assert_true (n_sheets == 0 || rg_grid_get_sheet (grid) < n_sheets);
  rows = read_twice (grid);
  for (guint i = 0; options == NULL && i < MIN (n_sheets, SHEETS_MAX); i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      g_autoptr (GError) sheet_error = NULL;
      g_autoptr (RgGrid) sheet = NULL;

      if (i == rg_grid_get_sheet (grid))
        continue;
      wanted.sheet = number;
      sheet = rg_grid_open (path, &wanted, NULL, &sheet_error);
      if (sheet == NULL)
        check_error (sheet_error);
      else
        rows += read_twice (sheet);
    }
  return rows;
}
