/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-xlsx-grid.h"

#include "exchange/rg-workbook.h"
#include "exchange/rg-xlsx-book.h"
#include "exchange/rg-xlsx-sheet.h"
#include "exchange/rg-xlsx-styles.h"

struct _RgXlsxGrid
{
  RgGrid parent_instance;

  RgZip *zip;
  RgXlsxBook *book;
  char **names; /* of the sheets */
  guint sheet;
  RgXlsxStrings *strings;
  GByteArray *styles;
  RgSheetRows *rows;
  RgXlsxSheetReader reader;
  RgXml *xml; /* (nullable): the sheet, %NULL at its end */
};

G_DEFINE_FINAL_TYPE (RgXlsxGrid, rg_xlsx_grid, RG_TYPE_GRID)

static const char *
member_of (RgXlsxGrid *self, guint sheet)
{
  return ((const RgXlsxSheet *) g_ptr_array_index (self->book->sheets, sheet))->member;
}

/* --- rows ----------------------------------------------------------------- */

static gboolean
begin_sheet (RgXlsxGrid *self, guint sheet, GError **error)
{
  g_clear_pointer (&self->xml, rg_xml_free);
  rg_sheet_rows_reset (self->rows);
  rg_xlsx_sheet_reader_reset (&self->reader);
  self->xml = rg_xml_new (self->zip, member_of (self, sheet), &rg_xlsx_sheet_handlers, &self->reader, error);
  return self->xml != NULL;
}

static RgGridStep
xlsx_grid_next (RgGrid *grid, RgGridRow *row, GCancellable *cancellable, GError **error)
{
  RgXlsxGrid *self = RG_XLSX_GRID (grid);
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
xlsx_grid_rewind (RgGrid *grid, GError **error)
{
  RgXlsxGrid *self = RG_XLSX_GRID (grid);

  return begin_sheet (self, self->sheet, error);
}

static double
xlsx_grid_get_fraction (RgGrid *grid)
{
  RgXlsxGrid *self = RG_XLSX_GRID (grid);

  return self->xml == NULL ? 1.0 : rg_xml_get_fraction (self->xml);
}

static RgGridKind
xlsx_grid_get_kind (RgGrid *grid)
{
  return RG_GRID_KIND_XLSX;
}

static const char *const *
xlsx_grid_get_sheets (RgGrid *grid)
{
  return (const char *const *) RG_XLSX_GRID (grid)->names;
}

static guint
xlsx_grid_get_sheet (RgGrid *grid)
{
  return RG_XLSX_GRID (grid)->sheet;
}

static void
rg_xlsx_grid_finalize (GObject *object)
{
  RgXlsxGrid *self = RG_XLSX_GRID (object);

  g_clear_pointer (&self->xml, rg_xml_free);
  g_clear_pointer (&self->rows, rg_sheet_rows_free);
  g_clear_pointer (&self->strings, rg_xlsx_strings_free);
  g_clear_pointer (&self->styles, g_byte_array_unref);
  g_clear_pointer (&self->book, rg_xlsx_book_free);
  g_clear_pointer (&self->zip, rg_zip_free);
  g_strfreev (self->names);
  rg_xlsx_sheet_reader_clear (&self->reader);
  G_OBJECT_CLASS (rg_xlsx_grid_parent_class)->finalize (object);
}

static void
rg_xlsx_grid_class_init (RgXlsxGridClass *klass)
{
  RgGridClass *grid_class = RG_GRID_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rg_xlsx_grid_finalize;
  grid_class->next = xlsx_grid_next;
  grid_class->rewind = xlsx_grid_rewind;
  grid_class->get_fraction = xlsx_grid_get_fraction;
  grid_class->get_kind = xlsx_grid_get_kind;
  grid_class->get_sheets = xlsx_grid_get_sheets;
  grid_class->get_sheet = xlsx_grid_get_sheet;
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
  self->names = g_strv_builder_end (builder);
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
        self->sheet = i;
      any_shown = TRUE;
      if (!begin_sheet (self, i, error))
        return FALSE;
      while (more && !rg_sheet_rows_any (self->rows))
        {
          if (!rg_xml_step (self->xml, &more, cancellable, error))
            return FALSE;
        }
      if (rg_sheet_rows_any (self->rows))
        {
          self->sheet = i;
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
  self->rows = rg_sheet_rows_new (rg_zip_get_name (zip));
  self->reader.rows = self->rows;
  self->book = rg_xlsx_book_read (zip, workbook, cancellable, error);
  if (self->book == NULL)
    return NULL;
  list_sheets (self);
  if (sheet != NULL && !rg_workbook_find_sheet (rg_zip_get_name (zip), (const char *const *) self->names,
                                                sheet, &self->sheet, error))
    return NULL;
  if (!read_parts (self, cancellable, error) || (sheet == NULL && !find_sheet (self, cancellable, error)) ||
      !rg_xlsx_read_areas (zip, member_of (self, self->sheet), rg_sheet_rows_get_areas (self->rows),
                           cancellable, error) ||
      !begin_sheet (self, self->sheet, error))
    return NULL;
  return RG_GRID (g_steal_pointer (&self));
}
