/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-ods-grid.h"

#include "exchange/rg-ods-book.h"
#include "exchange/rg-ods-sheet.h"

struct _RgOdsGrid
{
  RgBookGrid base;

  RgZip *zip;
  RgOdsSheetReader reader;
};

G_DEFINE_FINAL_TYPE (RgOdsGrid, rg_ods_grid, RG_TYPE_BOOK_GRID)

/* --- rows ----------------------------------------------------------------- */

static gboolean
ods_grid_rewind (RgGrid *grid, GError **error)
{
  RgOdsGrid *self = RG_ODS_GRID (grid);

  g_clear_pointer (&self->base.xml, rg_xml_free);
  rg_sheet_rows_reset (self->base.rows);
  rg_sheet_areas_clear (rg_sheet_rows_get_areas (self->base.rows));
  rg_ods_sheet_reader_reset (&self->reader);
  self->reader.sheet = self->base.sheet;
  self->base.xml = rg_xml_new (self->zip, RG_ODS_CONTENT, &rg_ods_sheet_handlers, &self->reader, error);
  return self->base.xml != NULL;
}

static void
rg_ods_grid_finalize (GObject *object)
{
  RgOdsGrid *self = RG_ODS_GRID (object);

  g_clear_pointer (&self->zip, rg_zip_free);
  rg_ods_sheet_reader_clear (&self->reader);
  G_OBJECT_CLASS (rg_ods_grid_parent_class)->finalize (object);
}

static void
rg_ods_grid_class_init (RgOdsGridClass *klass)
{
  RgGridClass *grid_class = RG_GRID_CLASS (klass);

  RG_BOOK_GRID_CLASS (klass)->kind = RG_GRID_KIND_ODS;
  G_OBJECT_CLASS (klass)->finalize = rg_ods_grid_finalize;
  grid_class->rewind = ods_grid_rewind;
}

static void
rg_ods_grid_init (RgOdsGrid *self)
{
  rg_ods_sheet_reader_init (&self->reader);
}

/* --- opening -------------------------------------------------------------- */

/* The first sheet that is shown and has something in it. */
static guint
find_sheet (GPtrArray *sheets)
{
  guint shown = G_MAXUINT;

  for (guint i = 0; i < sheets->len; i++)
    {
      const RgOdsSheet *sheet = g_ptr_array_index (sheets, i);

      if (sheet->shown && sheet->filled)
        return i;
      if (sheet->shown && shown == G_MAXUINT)
        shown = i;
    }
  return shown != G_MAXUINT ? shown : 0;
}

/**
 * rg_ods_grid_new:
 * @zip: (transfer full): a workbook
 * @sheet: (nullable): name or number of a sheet
 * @cancellable: (nullable): stops it
 * @error: return location for a sentence
 *
 * Returns: (transfer full) (nullable): the grid, before its first row
 */
RgGrid *
rg_ods_grid_new (RgZip *zip, const char *sheet, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgOdsGrid) self = g_object_new (RG_TYPE_ODS_GRID, NULL);
  g_autoptr (GPtrArray) sheets = NULL;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  self->zip = zip;
  self->base.rows = rg_sheet_rows_new (rg_zip_get_name (zip));
  self->reader.rows = self->base.rows;
  sheets = rg_ods_book_read (zip, cancellable, error);
  if (sheets == NULL)
    return NULL;
  for (guint i = 0; i < sheets->len; i++)
    g_strv_builder_add (names, ((const RgOdsSheet *) g_ptr_array_index (sheets, i))->name);
  self->base.names = g_strv_builder_end (names);
  self->base.sheet = find_sheet (sheets);
  if (!rg_book_grid_choose (&self->base, rg_zip_get_name (zip), sheet, error) ||
      !ods_grid_rewind (RG_GRID (self), error))
    return NULL;
  return RG_GRID (g_steal_pointer (&self));
}
