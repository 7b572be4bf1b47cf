/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-ods-grid.h"

#include "exchange/rg-ods-book.h"
#include "exchange/rg-ods-sheet.h"
#include "exchange/rg-workbook.h"

struct _RgOdsGrid
{
  RgGrid parent_instance;

  RgZip *zip;
  char **names; /* of the sheets */
  RgSheetRows *rows;
  RgOdsSheetReader reader;
  RgXml *xml; /* (nullable): all sheets, %NULL behind the one that is read */
};

G_DEFINE_FINAL_TYPE (RgOdsGrid, rg_ods_grid, RG_TYPE_GRID)

/* --- rows ----------------------------------------------------------------- */

static RgGridStep
ods_grid_next (RgGrid *grid, RgGridRow *row, GCancellable *cancellable, GError **error)
{
  RgOdsGrid *self = RG_ODS_GRID (grid);
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

static gboolean
ods_grid_rewind (RgGrid *grid, GError **error)
{
  RgOdsGrid *self = RG_ODS_GRID (grid);

  g_clear_pointer (&self->xml, rg_xml_free);
  rg_sheet_rows_reset (self->rows);
  rg_sheet_areas_clear (rg_sheet_rows_get_areas (self->rows));
  rg_ods_sheet_reader_reset (&self->reader);
  self->xml = rg_xml_new (self->zip, RG_ODS_CONTENT, &rg_ods_sheet_handlers, &self->reader, error);
  return self->xml != NULL;
}

static double
ods_grid_get_fraction (RgGrid *grid)
{
  RgOdsGrid *self = RG_ODS_GRID (grid);

  return self->xml == NULL ? 1.0 : rg_xml_get_fraction (self->xml);
}

static RgGridKind
ods_grid_get_kind (RgGrid *grid)
{
  return RG_GRID_KIND_ODS;
}

static const char *const *
ods_grid_get_sheets (RgGrid *grid)
{
  return (const char *const *) RG_ODS_GRID (grid)->names;
}

static guint
ods_grid_get_sheet (RgGrid *grid)
{
  return RG_ODS_GRID (grid)->reader.sheet;
}

static void
rg_ods_grid_finalize (GObject *object)
{
  RgOdsGrid *self = RG_ODS_GRID (object);

  g_clear_pointer (&self->xml, rg_xml_free);
  g_clear_pointer (&self->rows, rg_sheet_rows_free);
  g_clear_pointer (&self->zip, rg_zip_free);
  g_strfreev (self->names);
  rg_ods_sheet_reader_clear (&self->reader);
  G_OBJECT_CLASS (rg_ods_grid_parent_class)->finalize (object);
}

static void
rg_ods_grid_class_init (RgOdsGridClass *klass)
{
  RgGridClass *grid_class = RG_GRID_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rg_ods_grid_finalize;
  grid_class->next = ods_grid_next;
  grid_class->rewind = ods_grid_rewind;
  grid_class->get_fraction = ods_grid_get_fraction;
  grid_class->get_kind = ods_grid_get_kind;
  grid_class->get_sheets = ods_grid_get_sheets;
  grid_class->get_sheet = ods_grid_get_sheet;
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
  self->rows = rg_sheet_rows_new (rg_zip_get_name (zip));
  self->reader.rows = self->rows;
  sheets = rg_ods_book_read (zip, cancellable, error);
  if (sheets == NULL)
    return NULL;
  for (guint i = 0; i < sheets->len; i++)
    g_strv_builder_add (names, ((const RgOdsSheet *) g_ptr_array_index (sheets, i))->name);
  self->names = g_strv_builder_end (names);
  self->reader.sheet = find_sheet (sheets);
  if ((sheet != NULL && !rg_workbook_find_sheet (rg_zip_get_name (zip), (const char *const *) self->names,
                                                 sheet, &self->reader.sheet, error)) ||
      !ods_grid_rewind (RG_GRID (self), error))
    return NULL;
  return RG_GRID (g_steal_pointer (&self));
}
