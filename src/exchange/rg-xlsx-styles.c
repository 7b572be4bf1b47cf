/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-xlsx-styles.h"

#include "exchange/rg-xml.h"

#include <stdlib.h>
#include <string.h>

/* Excel itself gives up at 64,000 styles of cells. */
#define STYLES_MAX 100000

typedef struct
{
  GByteArray *styles;
  GHashTable *formats; /* by id: RgSheetFormat + 1 */
  gboolean in_cells;
} Reader;

static guint
number_of (const char *text)
{
  return text != NULL ? (guint) strtoul (text, NULL, 10) : 0;
}

static void
start_style (RgXml *xml, const char *name, const char **attributes, gpointer data)
{
  Reader *reader = data;
  guint id = number_of (rg_xml_attribute (attributes, "numFmtId"));
  const char *code;

  if (strcmp (name, "numFmt") == 0)
    {
      code = rg_xml_attribute (attributes, "formatCode");
      if (code != NULL && g_hash_table_size (reader->formats) < STYLES_MAX)
        g_hash_table_insert (reader->formats, GUINT_TO_POINTER (id),
                             GUINT_TO_POINTER (rg_sheet_format_read (code) + 1u));
    }
  else if (strcmp (name, "cellXfs") == 0)
    reader->in_cells = TRUE;
  else if (reader->in_cells && strcmp (name, "xf") == 0 && reader->styles->len < STYLES_MAX)
    {
      guint known = GPOINTER_TO_UINT (g_hash_table_lookup (reader->formats, GUINT_TO_POINTER (id)));
      guint8 format = known > 0 ? (guint8) (known - 1) : rg_sheet_format_built_in (id);

      g_byte_array_append (reader->styles, &format, 1);
    }
}

static void
end_style (RgXml *xml, const char *name, gpointer data)
{
  Reader *reader = data;

  if (strcmp (name, "cellXfs") == 0)
    rg_xml_stop (xml);
  reader->in_cells = reader->in_cells && strcmp (name, "cellXfs") != 0;
}

/**
 * rg_xlsx_styles_read:
 * @zip: a workbook
 * @member: where its styles are
 * @cancellable: (nullable): stops it
 * @error: return location for a sentence
 *
 * Returns: (transfer full) (nullable): by the number that cells name, how their
 *   numbers are shown
 */
GByteArray *
rg_xlsx_styles_read (RgZip *zip, const char *member, GCancellable *cancellable, GError **error)
{
  static const RgXmlHandlers handlers = { start_style, end_style, NULL };
  g_autoptr (GByteArray) styles = g_byte_array_new ();
  g_autoptr (GHashTable) formats = g_hash_table_new (NULL, NULL);
  Reader reader = { .styles = styles, .formats = formats };

  return rg_xml_read (zip, member, &handlers, &reader, cancellable, error) ? g_steal_pointer (&styles) : NULL;
}
