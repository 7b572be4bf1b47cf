/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-ods-book.h"

#include "exchange/rg-xml.h"

#include <string.h>

#define MIME_TYPE "application/vnd.oasis.opendocument.spreadsheet"

/* --- the package ---------------------------------------------------------- */

typedef struct
{
  gboolean is_one;
  gboolean locked;
} Manifest;

static void
start_manifest (RgXml *xml, const char *name, const char **attributes, gpointer data)
{
  Manifest *manifest = data;
  const char *path = rg_xml_attribute (attributes, "full-path");
  const char *type = rg_xml_attribute (attributes, "media-type");

  if (strcmp (name, "encryption-data") == 0)
    manifest->locked = TRUE;
  if (strcmp (name, "file-entry") == 0 && g_strcmp0 (path, "/") == 0 && type != NULL)
    manifest->is_one |= g_str_has_prefix (type, MIME_TYPE);
}

static void
ignore_end (RgXml *xml, const char *name, gpointer data)
{
}

static gboolean
says_mime_type (RgZip *zip)
{
  g_autoptr (RgZipPart) part = rg_zip_has (zip, "mimetype") ? rg_zip_part_new (zip, "mimetype", NULL) : NULL;
  char type[sizeof MIME_TYPE] = "";
  gsize n;

  return part != NULL && rg_zip_part_read (part, type, sizeof type - 1, &n, NULL) &&
         strcmp (type, MIME_TYPE) == 0;
}

gboolean
rg_ods_is_one (RgZip *zip, gboolean *locked)
{
  static const RgXmlHandlers handlers = { start_manifest, ignore_end, NULL };
  Manifest manifest = { FALSE, FALSE };

  *locked = FALSE;
  if (rg_zip_has (zip, "META-INF/manifest.xml"))
    rg_xml_read (zip, "META-INF/manifest.xml", &handlers, &manifest, NULL, NULL);
  if (!manifest.is_one && !says_mime_type (zip))
    return FALSE;
  *locked = manifest.locked || rg_zip_is_locked (zip) || rg_zip_has (zip, "encrypted-package");
  return TRUE;
}

/* --- sheets --------------------------------------------------------------- */

typedef struct
{
  GPtrArray *sheets;
  GHashTable *hidden; /* names of styles whose sheets are not shown */
  char *style;        /* (nullable): the one that is being defined */
  guint depth;        /* of tables inside each other */
  gboolean in_body;
} Reader;

static void
sheet_free (gpointer data)
{
  RgOdsSheet *sheet = data;

  g_free (sheet->name);
  g_free (sheet);
}

static gboolean
is_false (const char *text)
{
  return text != NULL && strcmp (text, "false") == 0;
}

static void
start_table (Reader *reader, const char **attributes)
{
  const char *name = rg_xml_attribute (attributes, "name");
  const char *style = rg_xml_attribute (attributes, "style-name");
  RgOdsSheet *sheet;

  if (reader->depth++ > 0 || reader->sheets->len == RG_ODS_SHEETS_MAX)
    return;
  sheet = g_new0 (RgOdsSheet, 1);
  sheet->name = g_strdup (name != NULL ? name : "");
  sheet->shown = (style == NULL || !g_hash_table_contains (reader->hidden, style)) &&
                 !is_false (rg_xml_attribute (attributes, "display"));
  g_ptr_array_add (reader->sheets, sheet);
}

static void
start_content (RgXml *xml, const char *name, const char **attributes, gpointer data)
{
  Reader *reader = data;

  if (strcmp (name, "spreadsheet") == 0)
    reader->in_body = TRUE;
  else if (!reader->in_body && strcmp (name, "style") == 0)
    g_set_str (&reader->style, rg_xml_attribute (attributes, "name"));
  else if (!reader->in_body && strcmp (name, "table-properties") == 0 && reader->style != NULL &&
           is_false (rg_xml_attribute (attributes, "display")))
    g_hash_table_add (reader->hidden, g_strdup (reader->style));
  else if (reader->in_body && strcmp (name, "table") == 0)
    start_table (reader, attributes);
  else if (reader->depth == 1 &&
           (strcmp (name, "p") == 0 ||
            (strcmp (name, "table-cell") == 0 && rg_xml_attribute (attributes, "value-type") != NULL)))
    ((RgOdsSheet *) g_ptr_array_index (reader->sheets, reader->sheets->len - 1))->filled = TRUE;
}

static void
end_content (RgXml *xml, const char *name, gpointer data)
{
  Reader *reader = data;

  if (reader->in_body && strcmp (name, "table") == 0)
    reader->depth--;
  else if (strcmp (name, "spreadsheet") == 0)
    rg_xml_stop (xml);
}

/**
 * rg_ods_book_read:
 * @zip: a workbook
 * @cancellable: (nullable): stops it
 * @error: return location for a sentence
 *
 * Returns: (element-type RgOdsSheet) (transfer full) (nullable): the sheets
 */
GPtrArray *
rg_ods_book_read (RgZip *zip, GCancellable *cancellable, GError **error)
{
  static const RgXmlHandlers handlers = { start_content, end_content, NULL };
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func (sheet_free);
  g_autoptr (GHashTable) hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reader reader = { .sheets = sheets, .hidden = hidden };
  gboolean read = rg_xml_read (zip, RG_ODS_CONTENT, &handlers, &reader, cancellable, error);

  g_free (reader.style);
  if (!read)
    return NULL;
  if (sheets->len == 0)
    {
      rg_zip_refuse_damaged (zip, error);
      return NULL;
    }
  return g_steal_pointer (&sheets);
}
