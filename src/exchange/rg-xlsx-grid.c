/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-xlsx-grid.h"

#include "exchange/rg-xlsx-areas.h"
#include "exchange/rg-xlsx-book.h"
#include "exchange/rg-xlsx-sheet.h"
#include "exchange/rg-xlsx-styles.h"

/* From so much text on, merged areas are looked for meanwhile. */
#define MEANWHILE_FROM (1024 * 1024)

struct _RgXlsxGrid
{
  RgBookGrid base;

  RgZip *zip;
  RgXlsxBook *book;
  RgXlsxStrings *strings;
  GByteArray *styles;
  RgXlsxSheetReader reader;
};

G_DEFINE_FINAL_TYPE (RgXlsxGrid, rg_xlsx_grid, RG_TYPE_BOOK_GRID)

static const char *
member_of (RgXlsxGrid *self, guint sheet)
{
  return ((const RgXlsxSheet *) g_ptr_array_index (self->book->sheets, sheet))->member;
}

/* --- rows ----------------------------------------------------------------- */

static gboolean
begin_sheet (RgXlsxGrid *self, guint sheet, GError **error)
{
  g_clear_pointer (&self->base.xml, rg_xml_free);
  rg_sheet_rows_reset (self->base.rows);
  rg_xlsx_sheet_reader_reset (&self->reader);
  self->base.xml =
      rg_xml_new (self->zip, member_of (self, sheet), &rg_xlsx_sheet_handlers, &self->reader, error);
  return self->base.xml != NULL;
}

static gboolean
xlsx_grid_rewind (RgGrid *grid, GError **error)
{
  RgXlsxGrid *self = RG_XLSX_GRID (grid);

  return begin_sheet (self, self->base.sheet, error);
}

static void
rg_xlsx_grid_finalize (GObject *object)
{
  RgXlsxGrid *self = RG_XLSX_GRID (object);

  g_clear_pointer (&self->strings, rg_xlsx_strings_free);
  g_clear_pointer (&self->styles, g_byte_array_unref);
  g_clear_pointer (&self->book, rg_xlsx_book_free);
  g_clear_pointer (&self->zip, rg_zip_free);
  rg_xlsx_sheet_reader_clear (&self->reader);
  G_OBJECT_CLASS (rg_xlsx_grid_parent_class)->finalize (object);
}

static void
rg_xlsx_grid_class_init (RgXlsxGridClass *klass)
{
  RgGridClass *grid_class = RG_GRID_CLASS (klass);

  RG_BOOK_GRID_CLASS (klass)->kind = RG_GRID_KIND_XLSX;
  G_OBJECT_CLASS (klass)->finalize = rg_xlsx_grid_finalize;
  grid_class->rewind = xlsx_grid_rewind;
}

static void
rg_xlsx_grid_init (RgXlsxGrid *self)
{
  rg_xlsx_sheet_reader_init (&self->reader);
}

/* --- opening -------------------------------------------------------------- */

static void
list_sheets (RgXlsxGrid *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->book->sheets->len; i++)
    g_strv_builder_add (builder, ((const RgXlsxSheet *) g_ptr_array_index (self->book->sheets, i))->name);
  self->base.names = g_strv_builder_end (builder);
}

/* The first sheet that is shown and has something in it. */
static gboolean
find_sheet (RgXlsxGrid *self, GCancellable *cancellable, GError **error)
{
  gboolean any_shown = FALSE;

  for (guint i = 0; i < self->book->sheets->len; i++)
    {
      const RgXlsxSheet *sheet = g_ptr_array_index (self->book->sheets, i);
      gboolean more = TRUE;

      if (!sheet->shown)
        continue;
      if (!any_shown)
        self->base.sheet = i;
      any_shown = TRUE;
      if (!begin_sheet (self, i, error))
        return FALSE;
      while (more && !rg_sheet_rows_any (self->base.rows))
        {
          if (!rg_xml_step (self->base.xml, &more, cancellable, error))
            return FALSE;
        }
      if (rg_sheet_rows_any (self->base.rows))
        {
          self->base.sheet = i;
          break;
        }
    }
  return TRUE;
}

static gboolean
read_parts (RgXlsxGrid *self, GCancellable *cancellable, GError **error)
{
  if (self->book->styles != NULL)
    {
      self->styles = rg_xlsx_styles_read (self->zip, self->book->styles, cancellable, error);
      if (self->styles == NULL)
        return FALSE;
    }
  if (self->book->strings != NULL)
    {
      self->strings = rg_xlsx_strings_read (self->zip, self->book->strings, cancellable, error);
      if (self->strings == NULL)
        return FALSE;
    }
  self->reader.styles = self->styles;
  self->reader.strings = self->strings;
  self->reader.date1904 = self->book->date1904;
  return TRUE;
}

/* The sheet that will be read, as far as is known before any is. */
static guint
likely_sheet (RgXlsxGrid *self, gboolean chosen)
{
  for (guint i = 0; !chosen && i < self->book->sheets->len; i++)
    {
      if (((const RgXlsxSheet *) g_ptr_array_index (self->book->sheets, i))->shown)
        return i;
    }
  return self->base.sheet;
}

/* Reads what must be known before the first row. Shared texts and merged areas
 * stand in different members: where both are long, they are read at once. */
static gboolean
prepare (RgXlsxGrid *self, gboolean chosen, GCancellable *cancellable, GError **error)
{
  guint likely = likely_sheet (self, chosen);
  gboolean meanwhile = self->book->strings != NULL &&
                       rg_zip_get_size (self->zip, self->book->strings) >= MEANWHILE_FROM &&
                       rg_zip_get_size (self->zip, member_of (self, likely)) >= MEANWHILE_FROM;
  g_autoptr (RgXlsxAreas) reader =
      rg_xlsx_areas_new (self->zip, member_of (self, likely), meanwhile, cancellable);
  RgSheetAreas *areas;

  if (!read_parts (self, cancellable, error) || (!chosen && !find_sheet (self, cancellable, error)))
    return FALSE;
  if (self->base.sheet != likely)
    {
      rg_xlsx_areas_free (reader);
      reader = rg_xlsx_areas_new (self->zip, member_of (self, self->base.sheet), FALSE, cancellable);
    }
  areas = rg_xlsx_areas_read (reader, error);
  if (areas != NULL)
    rg_sheet_rows_take_areas (self->base.rows, areas);
  return areas != NULL;
}

/**
 * rg_xlsx_grid_new:
 * @zip: (transfer full): a workbook
 * @workbook: the member that says what it consists of
 * @sheet: (nullable): name or number of a sheet
 * @cancellable: (nullable): stops it
 * @error: return location for a sentence
 *
 * Returns: (transfer full) (nullable): the grid, before its first row
 */
RgGrid *
rg_xlsx_grid_new (RgZip *zip,
                  const char *workbook,
                  const char *sheet,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (RgXlsxGrid) self = g_object_new (RG_TYPE_XLSX_GRID, NULL);

  self->zip = zip;
  self->base.rows = rg_sheet_rows_new (rg_zip_get_name (zip));
  self->reader.rows = self->base.rows;
  self->book = rg_xlsx_book_read (zip, workbook, cancellable, error);
  if (self->book == NULL)
    return NULL;
  list_sheets (self);
  if (!rg_book_grid_choose (&self->base, rg_zip_get_name (zip), sheet, error) ||
      !prepare (self, sheet != NULL, cancellable, error) || !begin_sheet (self, self->base.sheet, error))
    return NULL;
  return RG_GRID (g_steal_pointer (&self));
}
