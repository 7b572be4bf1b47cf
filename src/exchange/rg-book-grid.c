/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-book-grid.h"

#include "exchange/rg-workbook.h"

G_DEFINE_ABSTRACT_TYPE (RgBookGrid, rg_book_grid, RG_TYPE_GRID)

static RgGridStep
book_grid_next (RgGrid *grid, RgGridRow *row, GCancellable *cancellable, GError **error)
{
  RgBookGrid *self = RG_BOOK_GRID (grid);
  gboolean more;

  while (!rg_sheet_rows_next (self->rows, row))
    {
      if (self->xml == NULL)
        return RG_GRID_END;
      if (!rg_xml_step (self->xml, &more, cancellable, error))
        {
          /* Nor are the rows between the last one and the error handed on later. */
          rg_sheet_rows_reset (self->rows);
          return RG_GRID_ERROR;
        }
      if (!more)
        g_clear_pointer (&self->xml, rg_xml_free);
    }
  return RG_GRID_ROW;
}

static double
book_grid_get_fraction (RgGrid *grid)
{
  RgBookGrid *self = RG_BOOK_GRID (grid);

  return self->xml == NULL ? 1.0 : rg_xml_get_fraction (self->xml);
}

static RgGridKind
book_grid_get_kind (RgGrid *grid)
{
  return RG_BOOK_GRID_CLASS (G_OBJECT_GET_CLASS (grid))->kind;
}

static const char *const *
book_grid_get_sheets (RgGrid *grid)
{
  return (const char *const *) RG_BOOK_GRID (grid)->names;
}

static guint
book_grid_get_sheet (RgGrid *grid)
{
  return RG_BOOK_GRID (grid)->sheet;
}

/* Before the file that it reads is closed. */
static void
rg_book_grid_dispose (GObject *object)
{
  g_clear_pointer (&RG_BOOK_GRID (object)->xml, rg_xml_free);
  G_OBJECT_CLASS (rg_book_grid_parent_class)->dispose (object);
}

static void
rg_book_grid_finalize (GObject *object)
{
  RgBookGrid *self = RG_BOOK_GRID (object);

  g_clear_pointer (&self->rows, rg_sheet_rows_free);
  g_strfreev (self->names);
  G_OBJECT_CLASS (rg_book_grid_parent_class)->finalize (object);
}

static void
rg_book_grid_class_init (RgBookGridClass *klass)
{
  RgGridClass *grid_class = RG_GRID_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_book_grid_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_book_grid_finalize;
  grid_class->next = book_grid_next;
  grid_class->get_fraction = book_grid_get_fraction;
  grid_class->get_kind = book_grid_get_kind;
  grid_class->get_sheets = book_grid_get_sheets;
  grid_class->get_sheet = book_grid_get_sheet;
}

static void
rg_book_grid_init (RgBookGrid *self)
{
}

/**
 * rg_book_grid_choose:
 * @self: a workbook with the names of its sheets
 * @name: of the file, for the sentence
 * @wanted: (nullable): name or number of a sheet
 * @error: return location for a sentence
 *
 * Makes the sheet that the owner names the one that is read; %NULL leaves it as
 * it is.
 *
 * Returns: whether there is such a sheet
 */
gboolean
rg_book_grid_choose (RgBookGrid *self, const char *name, const char *wanted, GError **error)
{
  return wanted == NULL ||
         rg_workbook_find_sheet (name, (const char *const *) self->names, wanted, &self->sheet, error);
}
