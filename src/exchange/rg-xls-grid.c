/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-xls-grid.h"

#include "exchange/rg-grid-file.h"
#include "exchange/rg-import.h"
#include "exchange/rg-ole.h"
#include "exchange/rg-xls-cells.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Excel itself made none larger; the whole file is kept in memory. */
#define SIZE_MAX_XLS (96 * 1024 * 1024)
/* What the cells may be together: a text that many share is in the file once. */
#define TEXT_MAX(size) (32 * 1024 * 1024 + 64 * (guint64) (size))
/* Sheets stand behind one another; those that are looked through may have so many
 * times the size of all. */
#define LOOKED_MAX 4

struct _RgXlsGrid
{
  RgBookGrid base;

  char *name; /* for messages */
  RgBiff *biff;
  RgXlsCells *cells;
  guint64 looked; /* bytes of the sheets looked through so far */
};

G_DEFINE_FINAL_TYPE (RgXlsGrid, rg_xls_grid, RG_TYPE_BOOK_GRID)

/* --- rows ----------------------------------------------------------------- */

static RgGridStep
xls_grid_next (RgGrid *grid, RgGridRow *row, GCancellable *cancellable, GError **error)
{
  RgXlsGrid *self = RG_XLS_GRID (grid);
  gboolean more = TRUE;

  while (!rg_sheet_rows_next (self->base.rows, row))
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !rg_xls_cells_next (self->cells, self->base.rows, &more, error))
        return RG_GRID_ERROR;
      if (!more)
        return RG_GRID_END;
    }
  return RG_GRID_ROW;
}

static gboolean
xls_grid_rewind (RgGrid *grid, GError **error)
{
  RgXlsGrid *self = RG_XLS_GRID (grid);

  rg_sheet_rows_reset (self->base.rows);
  rg_xls_cells_rewind (self->cells);
  return TRUE;
}

static double
xls_grid_get_fraction (RgGrid *grid)
{
  return rg_xls_cells_get_fraction (RG_XLS_GRID (grid)->cells);
}

static void
rg_xls_grid_finalize (GObject *object)
{
  RgXlsGrid *self = RG_XLS_GRID (object);

  g_clear_pointer (&self->cells, rg_xls_cells_free);
  g_clear_pointer (&self->biff, rg_biff_free);
  g_free (self->name);
  G_OBJECT_CLASS (rg_xls_grid_parent_class)->finalize (object);
}

static void
rg_xls_grid_class_init (RgXlsGridClass *klass)
{
  RgGridClass *grid_class = RG_GRID_CLASS (klass);

  RG_BOOK_GRID_CLASS (klass)->kind = RG_GRID_KIND_XLS;
  G_OBJECT_CLASS (klass)->finalize = rg_xls_grid_finalize;
  grid_class->next = xls_grid_next;
  grid_class->rewind = xls_grid_rewind;
  grid_class->get_fraction = xls_grid_get_fraction;
}

static void
rg_xls_grid_init (RgXlsGrid *self)
{
}

/* --- sheets --------------------------------------------------------------- */

static void
begin_sheet (RgXlsGrid *self, guint sheet)
{
  gsize at = g_array_index (self->biff->sheets, RgBiffSheet, sheet).at;

  g_clear_pointer (&self->cells, rg_xls_cells_free);
  g_clear_pointer (&self->base.rows, rg_sheet_rows_free);
  self->base.sheet = sheet;
  self->base.rows = rg_sheet_rows_new (self->name);
  rg_sheet_rows_set_limit (self->base.rows, TEXT_MAX (self->biff->size));
  self->cells = rg_xls_cells_new (self->biff, at, rg_sheet_rows_get_areas (self->base.rows));
  self->looked += rg_xls_cells_get_end (self->cells) - MIN (at, rg_xls_cells_get_end (self->cells));
}

static gboolean
refuse_empty (RgXlsGrid *self, GError **error)
{
  g_set_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_KIND,
               _ ("“%s” is empty: there is nothing in it to import."), self->name);
  return FALSE;
}

/* The first sheet that is shown and has something in it; a hidden one only when
 * no other has. */
static gboolean
find_sheet (RgXlsGrid *self, GCancellable *cancellable, GError **error)
{
  for (guint hidden = 0; hidden <= 1; hidden++)
    {
      for (guint i = 0; i < self->biff->sheets->len; i++)
        {
          RgGridRow row;

          if (g_array_index (self->biff->sheets, RgBiffSheet, i).hidden != (hidden == 1))
            continue;
          if (self->looked > LOOKED_MAX * (guint64) self->biff->size)
            return rg_grid_refuse_damaged (self->name, error);
          begin_sheet (self, i);
          switch (xls_grid_next (RG_GRID (self), &row, cancellable, error))
            {
            case RG_GRID_ROW:
              return xls_grid_rewind (RG_GRID (self), error);
            case RG_GRID_ERROR:
              return FALSE;
            case RG_GRID_END:
            default:
              break;
            }
        }
    }
  return refuse_empty (self, error);
}

static gboolean
choose_sheet (RgXlsGrid *self, const char *wanted, GCancellable *cancellable, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->biff->sheets->len; i++)
    g_strv_builder_add (builder, g_array_index (self->biff->sheets, RgBiffSheet, i).name);
  self->base.names = g_strv_builder_end (builder);
  if (self->biff->sheets->len == 0)
    return refuse_empty (self, error);
  if (wanted == NULL)
    return find_sheet (self, cancellable, error);
  if (!rg_book_grid_choose (&self->base, self->name, wanted, error))
    return FALSE;
  begin_sheet (self, self->base.sheet);
  return TRUE;
}

/* --- opening -------------------------------------------------------------- */

static const char *
locked_message (void)
{
  return _ (
      "“%s” is protected with a password. Please open it in Excel or WPS, remove the password under File "
      "▸ Info ▸ Protect Workbook, save it and import it again.");
}

/* What else is kept in the same container. */
static GBytes *
refuse_container (RgXlsGrid *self, RgOle *ole, GError **error)
{
  static const struct
  {
    const char *stream;
    const char *message;
  } others[] = {
    { "WordDocument",
      N_ ("“%s” is a text document, not a table. Please copy its table to a workbook, save that "
          "as .xlsx and import it.") },
    { "PowerPoint Document",
      N_ ("“%s” is a presentation, not a table. Please copy its table to a workbook, save "
          "that as .xlsx and import it.") },
    { "__properties_version1.0",
      N_ ("“%s” is a message of Outlook, not a table. Please save the file that is attached to it and import "
          "that.") },
  };

  if (rg_ole_has (ole, "EncryptedPackage"))
    {
      g_set_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_LOCKED, locked_message (), self->name);
      return NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      if (rg_ole_has (ole, others[i].stream))
        {
          g_set_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_KIND, _ (others[i].message), self->name);
          return NULL;
        }
    }
  rg_grid_refuse_damaged (self->name, error);
  return NULL;
}

/* The stream of records inside the file. Excel 95 called it Book; some files
 * have both, for programs of either age. */
static GBytes *
find_stream (RgXlsGrid *self, GBytes *file, GError **error)
{
  g_autoptr (RgOle) ole = NULL;
  GBytes *stream = NULL;
  gsize size;
  const guint8 *data = g_bytes_get_data (file, &size);

  if (size < RG_OLE_MAGIC_SIZE || memcmp (data, RG_OLE_MAGIC, RG_OLE_MAGIC_SIZE) != 0)
    return g_bytes_ref (file);
  ole = rg_ole_new (file);
  if (ole == NULL)
    {
      rg_grid_refuse_damaged (self->name, error);
      return NULL;
    }
  stream = rg_ole_read (ole, "Workbook");
  if (stream == NULL)
    stream = rg_ole_read (ole, "Book");
  return stream != NULL ? stream : refuse_container (self, ole, error);
}

static GBytes *
read_file (RgXlsGrid *self, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GError) reason = NULL;
  g_autofree guint8 *data = NULL;
  guint64 size;
  gsize n;

  stream = rg_grid_open_file (path, &size, cancellable, error);
  if (stream == NULL)
    return NULL;
  if (size > SIZE_MAX_XLS)
    {
      g_set_error (
          error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_SIZE,
          _ ("“%s” is too large for an old workbook. Please open it in Excel or WPS, save it as an Excel "
             "workbook (.xlsx) and import that file."),
          self->name);
      return NULL;
    }
  data = g_malloc ((gsize) size + 1);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), data, (gsize) size, &n, cancellable, &reason))
    {
      rg_grid_refuse_read (self->name, g_steal_pointer (&reason), error);
      return NULL;
    }
  return g_bytes_new_take (g_steal_pointer (&data), n);
}

static gboolean
read_workbook (RgXlsGrid *self, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) file = read_file (self, path, cancellable, error);
  g_autoptr (GBytes) stream = file != NULL ? find_stream (self, file, error) : NULL;

  if (stream == NULL)
    return FALSE;
  self->biff = rg_biff_new (stream);
  if (self->biff == NULL)
    rg_grid_refuse_damaged (self->name, error);
  else if (self->biff->locked)
    g_set_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_LOCKED, locked_message (), self->name);
  return self->biff != NULL && !self->biff->locked;
}

gboolean
rg_xls_grid_is_like (const guint8 *head, gsize n)
{
  /* A container, or the records of Excel 5 on without one: small programs write
   * a sheet alone, with a head of eight or sixteen bytes. */
  if (n >= RG_OLE_MAGIC_SIZE && memcmp (head, RG_OLE_MAGIC, RG_OLE_MAGIC_SIZE) == 0)
    return TRUE;
  return n >= 8 && rg_biff_get_16 (head) == RG_BIFF_BOF && (head[2] == 8 || head[2] == 16) && head[3] == 0 &&
         (head[6] == 0x10 || head[6] == 0x05) && head[7] == 0;
}

/**
 * rg_xls_grid_new:
 * @path: a file that rg_xls_grid_is_like()
 * @sheet: (nullable): name or number of a sheet
 * @cancellable: (nullable): stops it
 * @error: return location for a sentence
 *
 * Returns: (transfer full) (nullable): the grid, before its first row
 */
RgGrid *
rg_xls_grid_new (const char *path, const char *sheet, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgXlsGrid) self = g_object_new (RG_TYPE_XLS_GRID, NULL);

  self->name = g_filename_display_basename (path);
  if (!read_workbook (self, path, cancellable, error) || !choose_sheet (self, sheet, cancellable, error))
    return NULL;
  return RG_GRID (g_steal_pointer (&self));
}
