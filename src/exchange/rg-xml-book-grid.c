/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-xml-book-grid.h"

#include "exchange/rg-grid-file.h"
#include "exchange/rg-xml-book-sheet.h"

#include <string.h>

struct _RgXmlBookGrid
{
  RgBookGrid base;

  RgTextSource *source;
  RgXmlBookReader reader;
};

G_DEFINE_FINAL_TYPE (RgXmlBookGrid, rg_xml_book_grid, RG_TYPE_BOOK_GRID)

static gboolean
xml_book_grid_rewind (RgGrid *grid, GError **error)
{
  RgXmlBookGrid *self = RG_XML_BOOK_GRID (grid);

  g_clear_pointer (&self->base.xml, rg_xml_free);
  rg_sheet_rows_reset (self->base.rows);
  rg_sheet_areas_clear (rg_sheet_rows_get_areas (self->base.rows));
  rg_xml_book_reader_reset (&self->reader);
  self->reader.sheet = self->base.sheet;
  if (!rg_text_source_rewind (self->source, error))
    return FALSE;
  self->base.xml = rg_xml_new_for_text (self->source, &rg_xml_book_handlers, &self->reader);
  return TRUE;
}

static void
rg_xml_book_grid_finalize (GObject *object)
{
  RgXmlBookGrid *self = RG_XML_BOOK_GRID (object);

  g_clear_pointer (&self->source, rg_text_source_free);
  rg_xml_book_reader_clear (&self->reader);
  G_OBJECT_CLASS (rg_xml_book_grid_parent_class)->finalize (object);
}

static void
rg_xml_book_grid_class_init (RgXmlBookGridClass *klass)
{
  RgGridClass *grid_class = RG_GRID_CLASS (klass);

  RG_BOOK_GRID_CLASS (klass)->kind = RG_GRID_KIND_XLS;
  G_OBJECT_CLASS (klass)->finalize = rg_xml_book_grid_finalize;
  grid_class->rewind = xml_book_grid_rewind;
}

static void
rg_xml_book_grid_init (RgXmlBookGrid *self)
{
  rg_xml_book_reader_init (&self->reader);
}

/* Reads the whole document for the names of its sheets, and chooses the first
 * one that is shown and has something in it. */
static gboolean
list_sheets (RgXmlBookGrid *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_null_terminated (4, g_free, TRUE);
  g_autoptr (RgXml) xml = rg_xml_new_for_text (self->source, &rg_xml_book_handlers, &self->reader);
  gboolean more = TRUE;

  self->reader.names = names;
  while (more)
    {
      if (!rg_xml_step (xml, &more, cancellable, error))
        return FALSE;
    }
  self->reader.names = NULL;
  if (names->len == 0)
    return rg_grid_refuse_damaged (rg_text_source_get_name (self->source), error);
  if (self->reader.filled < names->len)
    self->base.sheet = self->reader.filled;
  self->base.names = (char **) g_ptr_array_steal (names, NULL);
  return TRUE;
}

/**
 * rg_xml_book_grid_new:
 * @path: a file
 * @options: what the owner says about it
 * @cancellable: (nullable): stops it
 * @error: return location for a sentence
 *
 * Returns: (transfer full) (nullable): the grid, before its first row
 */
RgGrid *
rg_xml_book_grid_new (const char *path,
                      const RgGridOptions *options,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (RgXmlBookGrid) self = g_object_new (RG_TYPE_XML_BOOK_GRID, NULL);
  const char *name;

  self->source = rg_text_source_new (path, options->encoding, cancellable, error);
  if (self->source == NULL)
    return NULL;
  name = rg_text_source_get_name (self->source);
  self->base.rows = rg_sheet_rows_new (name);
  if (!list_sheets (self, cancellable, error) ||
      !rg_book_grid_choose (&self->base, name, options->sheet, error))
    return NULL;
  self->reader.rows = self->base.rows;
  return xml_book_grid_rewind (RG_GRID (self), error) ? RG_GRID (g_steal_pointer (&self)) : NULL;
}

/**
 * rg_xml_book_grid_is_like:
 * @head: (array length=size): the front of a file
 * @size: its length
 *
 * Returns: whether it is such a workbook, written in single bytes
 */
gboolean
rg_xml_book_grid_is_like (const guint8 *head, gsize size)
{
  static const char space[] = "urn:schemas-microsoft-com:office:spreadsheet";
  static const char root[] = "Workbook";
  const guint8 *at = head;

  while (at < head + size && (g_ascii_isspace (*at) || *at >= 0x80))
    at++;
  return at < head + size && *at == '<' && memmem (head, size, space, strlen (space)) != NULL &&
         memmem (head, size, root, strlen (root)) != NULL;
}
