/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-spooled-grid.h"

#include <locale.h>

/* A workbook is read ahead once; whoever wants its rows gets the same ones,
 * however often and wherever they are kept. */

#define TYPE_COUNTING (counting_get_type ())
G_DECLARE_FINAL_TYPE (Counting, counting, TEST, COUNTING, RgGrid)

/* Rows "n", "客户 n" and, in every third, a long text. */
struct _Counting
{
  RgGrid parent_instance;
  guint64 total;
  guint64 fails_at; /* 0: never */
  gboolean endless;
  guint64 next;
  int reads; /* atomic */
  int rewinds;
  char *cells[3];
};

G_DEFINE_FINAL_TYPE (Counting, counting, RG_TYPE_GRID)

static void
clear_cells (Counting *self)
{
  for (guint i = 0; i < 3; i++)
    g_clear_pointer (&self->cells[i], g_free);
}

static RgGridStep
counting_next (RgGrid *grid, RgGridRow *row, GCancellable *cancellable, GError **error)
{
  Counting *self = TEST_COUNTING (grid);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return RG_GRID_ERROR;
  if (!self->endless && self->next >= self->total)
    return RG_GRID_END;
  if (self->fails_at > 0 && self->next + 1 == self->fails_at)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "broken");
      return RG_GRID_ERROR;
    }
  g_atomic_int_inc (&self->reads);
  self->next++;
  clear_cells (self);
  self->cells[0] = g_strdup_printf ("%" G_GUINT64_FORMAT, self->next);
  self->cells[1] = g_strdup_printf ("客户 %" G_GUINT64_FORMAT, self->next);
  self->cells[2] = g_strnfill (self->next % 3 == 0 ? 3000 : 0, 'x');
  *row = (RgGridRow) {
    .cells = (const char *const *) self->cells,
    .n_cells = self->next % 2 == 0 ? 2 : 3,
    .line = self->next * 10,
    .damaged = self->next % 7 == 0,
  };
  return RG_GRID_ROW;
}

static gboolean
counting_rewind (RgGrid *grid, GError **error)
{
  Counting *self = TEST_COUNTING (grid);

  self->next = 0;
  self->rewinds++;
  return TRUE;
}

static double
counting_get_fraction (RgGrid *grid)
{
  Counting *self = TEST_COUNTING (grid);

  return self->total > 0 ? (double) self->next / (double) self->total : 1.0;
}

static void
counting_finalize (GObject *object)
{
  clear_cells (TEST_COUNTING (object));
  G_OBJECT_CLASS (counting_parent_class)->finalize (object);
}

static void
counting_class_init (CountingClass *klass)
{
  RgGridClass *grid_class = RG_GRID_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = counting_finalize;
  grid_class->next = counting_next;
  grid_class->rewind = counting_rewind;
  grid_class->get_fraction = counting_get_fraction;
}

static void
counting_init (Counting *self)
{
}

/* --- helpers -------------------------------------------------------------- */

static RgGrid *
spool (guint64 total, Counting **inner)
{
  *inner = g_object_new (TYPE_COUNTING, NULL);
  (*inner)->total = total;
  return rg_spooled_grid_new (RG_GRID (*inner), "客户.xlsx");
}

static void
assert_row (const RgGridRow *row, guint64 number)
{
  g_autofree char *first = g_strdup_printf ("%" G_GUINT64_FORMAT, number);
  g_autofree char *second = g_strdup_printf ("客户 %" G_GUINT64_FORMAT, number);

  g_assert_cmpuint (row->line, ==, number * 10);
  g_assert_cmpuint (row->n_cells, ==, number % 2 == 0 ? 2 : 3);
  g_assert_cmpint (row->damaged, ==, number % 7 == 0);
  g_assert_cmpstr (row->cells[0], ==, first);
  g_assert_cmpstr (row->cells[1], ==, second);
  if (row->n_cells == 3)
    g_assert_cmpuint (strlen (row->cells[2]), ==, number % 3 == 0 ? 3000 : 0);
}

/* Reads rows @first to @last. */
static void
read_rows (RgGrid *grid, guint64 first, guint64 last)
{
  for (guint64 i = first; i <= last; i++)
    {
      g_autoptr (GError) error = NULL;
      RgGridRow row;

      g_assert_cmpint (rg_grid_next (grid, &row, NULL, &error), ==, RG_GRID_ROW);
      g_assert_no_error (error);
      assert_row (&row, i);
      g_assert_cmpfloat (rg_grid_get_fraction (grid), <=, 1.0);
    }
}

static void
read_end (RgGrid *grid)
{
  g_autoptr (GError) error = NULL;
  RgGridRow row;

  for (guint i = 0; i < 2; i++)
    g_assert_cmpint (rg_grid_next (grid, &row, NULL, &error), ==, RG_GRID_END);
  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (rg_grid_get_fraction (grid), 1.0, 1e-9);
}

static void
rewind_grid (RgGrid *grid)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rg_grid_rewind (grid, &error));
  g_assert_no_error (error);
}

/* --- tests ---------------------------------------------------------------- */

static void
test_again (void)
{
  Counting *inner;
  g_autoptr (RgGrid) grid = spool (5000, &inner);

  read_rows (grid, 1, 5000);
  read_end (grid);
  rewind_grid (grid);
  read_rows (grid, 1, 40);
  rewind_grid (grid);
  read_rows (grid, 1, 5000);
  read_end (grid);
  g_assert_cmpint (inner->reads, ==, 5000);
  g_assert_cmpint (inner->rewinds, ==, 0);
}

static void
test_empty (void)
{
  Counting *inner;
  g_autoptr (RgGrid) grid = spool (0, &inner);
  g_autoptr (GError) error = NULL;
  RgGridRow row;

  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpint (rg_grid_next (grid, &row, NULL, &error), ==, RG_GRID_END);
      g_assert_no_error (error);
      rewind_grid (grid);
    }
}

static void
test_error (void)
{
  Counting *inner = g_object_new (TYPE_COUNTING, NULL);
  g_autoptr (RgGrid) grid = NULL;

  inner->total = 3000;
  inner->fails_at = 2001;
  grid = rg_spooled_grid_new (RG_GRID (inner), "客户.xlsx");
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      RgGridRow row;

      read_rows (grid, 1, 2000);
      g_assert_cmpint (rg_grid_next (grid, &row, NULL, &error), ==, RG_GRID_ERROR);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
      rewind_grid (grid);
    }
}

/* A disk without room: every row comes all the same, from the workbook itself. */
static void
test_no_disk (void)
{
  if (g_test_subprocess ())
    {
      Counting *inner;
      g_autoptr (RgGrid) grid = NULL;

      g_setenv ("TMPDIR", "/nowhere/at/all", TRUE);
      grid = spool (3000, &inner);
      read_rows (grid, 1, 100);
      rewind_grid (grid);
      read_rows (grid, 1, 3000);
      read_end (grid);
      rewind_grid (grid);
      read_rows (grid, 1, 3000);
      read_end (grid);
      g_assert_cmpint (inner->rewinds, ==, 2);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

/* Who has gone does not leave a thread behind that reads for ever. */
static void
test_dropped (void)
{
  Counting *inner = g_object_new (TYPE_COUNTING, NULL);
  RgGrid *grid;

  inner->endless = TRUE;
  grid = rg_spooled_grid_new (RG_GRID (inner), "客户.xlsx");
  read_rows (grid, 1, 10);
  g_object_unref (grid);
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Counting *inner = g_object_new (TYPE_COUNTING, NULL);
  g_autoptr (RgGrid) grid = NULL;
  RgGridStep step = RG_GRID_ROW;
  RgGridRow row;

  inner->endless = TRUE;
  grid = rg_spooled_grid_new (RG_GRID (inner), "客户.xlsx");
  g_cancellable_cancel (cancellable);
  while (step == RG_GRID_ROW)
    step = rg_grid_next (grid, &row, cancellable, &error);
  g_assert_cmpint (step, ==, RG_GRID_ERROR);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/spooled-grid/again", test_again);
  g_test_add_func ("/spooled-grid/empty", test_empty);
  g_test_add_func ("/spooled-grid/error", test_error);
  g_test_add_func ("/spooled-grid/no-disk", test_no_disk);
  g_test_add_func ("/spooled-grid/dropped", test_dropped);
  g_test_add_func ("/spooled-grid/cancelled", test_cancelled);
  return g_test_run ();
}
