/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-xlsx-book.h"

#include "exchange/rg-xml.h"

#include <string.h>

/* Sheets of a workbook that are looked at. */
#define SHEETS_MAX 1000
/* Relationships of the workbook. */
#define RELATIONS_MAX 20000

typedef struct
{
  RgXlsxBook *book;
  char *folder; /* of the workbook's member, "" or with a slash at its end */
  guint n;
} Relations;

static void
sheet_free (gpointer data)
{
  RgXlsxSheet *sheet = data;

  g_free (sheet->name);
  g_free (sheet->id);
  g_free (sheet->member);
  g_free (sheet);
}

void
rg_xlsx_book_free (RgXlsxBook *book)
{
  g_ptr_array_unref (book->sheets);
  g_free (book->strings);
  g_free (book->styles);
  g_free (book);
}

/* --- where things are ----------------------------------------------------- */

/* "xl/" of "xl/workbook.xml" */
static char *
folder_of (const char *member)
{
  const char *slash = strrchr (member, '/');

  return slash != NULL ? g_strndup (member, (gsize) (slash + 1 - member)) : g_strdup ("");
}

/* The member that a relationship's target means. */
static char *
resolve (const char *folder, const char *target)
{
  g_autofree char *path = *target == '/' ? g_strdup (target) : g_strconcat ("/", folder, target, NULL);
  g_autofree char *canonical = g_canonicalize_filename (path, "/");

  return g_strdup (canonical + 1);
}

static char *
relations_of (const char *member)
{
  g_autofree char *folder = folder_of (member);

  return g_strconcat (folder, "_rels/", member + strlen (folder), ".rels", NULL);
}

/* --- the package ---------------------------------------------------------- */

static void
find_office_document (RgXml *xml, const char *name, const char **attributes, gpointer data)
{
  char **found = data;
  const char *type = rg_xml_attribute (attributes, "Type");
  const char *target = rg_xml_attribute (attributes, "Target");

  if (strcmp (name, "Relationship") != 0 || type == NULL || target == NULL ||
      !g_str_has_suffix (type, "/officeDocument"))
    return;
  g_free (*found);
  *found = resolve ("", target);
  rg_xml_stop (xml);
}

static void
ignore_end (RgXml *xml, const char *name, gpointer data)
{
}

/* Whether the member is the workbook of XLSX: not a text document's, nor the
 * binary one of XLSB. */
static void
see_root (RgXml *xml, const char *name, const char **attributes, gpointer data)
{
  *(gboolean *) data = strcmp (name, "workbook") == 0;
  rg_xml_stop (xml);
}

char *
rg_xlsx_find_workbook (RgZip *zip)
{
  static const RgXmlHandlers package = { find_office_document, ignore_end, NULL };
  static const RgXmlHandlers root = { see_root, ignore_end, NULL };
  g_autofree char *member = NULL;
  gboolean is_workbook = FALSE;

  if (rg_zip_has (zip, "_rels/.rels"))
    rg_xml_read (zip, "_rels/.rels", &package, &member, NULL, NULL);
  if ((member == NULL || !rg_zip_has (zip, member)) && rg_zip_has (zip, "xl/workbook.xml"))
    g_set_str (&member, "xl/workbook.xml");
  if (member == NULL || !rg_zip_has (zip, member))
    return NULL;
  /* What cannot be read is a damaged workbook, not another kind of file. */
  if (g_ascii_strcasecmp (member, "xl/workbook.xml") == 0)
    return g_steal_pointer (&member);
  rg_xml_read (zip, member, &root, &is_workbook, NULL, NULL);
  return is_workbook ? g_steal_pointer (&member) : NULL;
}

/* --- the workbook --------------------------------------------------------- */

static gboolean
is_true (const char *text)
{
  return text != NULL && (strcmp (text, "1") == 0 || g_ascii_strcasecmp (text, "true") == 0);
}

static void
start_workbook (RgXml *xml, const char *name, const char **attributes, gpointer data)
{
  RgXlsxBook *book = data;
  const char *label, *id, *state;
  RgXlsxSheet *sheet;

  if (strcmp (name, "workbookPr") == 0)
    book->date1904 = is_true (rg_xml_attribute (attributes, "date1904"));
  if (strcmp (name, "sheet") != 0 || book->sheets->len == SHEETS_MAX)
    return;
  label = rg_xml_attribute (attributes, "name");
  /* Its prefix may be any, but it has one: "sheetId" is another thing. */
  id = rg_xml_attribute (attributes, "id");
  state = rg_xml_attribute (attributes, "state");
  sheet = g_new0 (RgXlsxSheet, 1);
  sheet->name = g_strdup (label != NULL ? label : "");
  sheet->id = g_strdup (id != NULL ? id : "");
  sheet->shown = state == NULL || g_ascii_strcasecmp (state, "visible") == 0;
  g_ptr_array_add (book->sheets, sheet);
}

static void
start_relation (RgXml *xml, const char *name, const char **attributes, gpointer data)
{
  Relations *relations = data;
  RgXlsxBook *book = relations->book;
  const char *id = rg_xml_attribute (attributes, "Id");
  const char *type = rg_xml_attribute (attributes, "Type");
  const char *target = rg_xml_attribute (attributes, "Target");

  if (strcmp (name, "Relationship") != 0 || id == NULL || type == NULL || target == NULL ||
      relations->n++ > RELATIONS_MAX)
    return;
  if (g_str_has_suffix (type, "/sharedStrings") && book->strings == NULL)
    book->strings = resolve (relations->folder, target);
  else if (g_str_has_suffix (type, "/styles") && book->styles == NULL)
    book->styles = resolve (relations->folder, target);
  else if (g_str_has_suffix (type, "/worksheet"))
    {
      for (guint i = 0; i < book->sheets->len; i++)
        {
          RgXlsxSheet *sheet = g_ptr_array_index (book->sheets, i);

          if (sheet->member == NULL && strcmp (sheet->id, id) == 0)
            sheet->member = resolve (relations->folder, target);
        }
    }
}

/* What is named and is not there counts as not named; a workbook whose
 * relations are lost has its parts where all programs put them. */
static void
use_usual_members (RgXlsxBook *book, RgZip *zip, const char *folder, gboolean related)
{
  if (book->strings == NULL || !rg_zip_has (zip, book->strings))
    {
      g_free (book->strings);
      book->strings = g_strconcat (folder, "sharedStrings.xml", NULL);
    }
  if (!rg_zip_has (zip, book->strings))
    g_clear_pointer (&book->strings, g_free);
  if (book->styles == NULL || !rg_zip_has (zip, book->styles))
    {
      g_free (book->styles);
      book->styles = g_strconcat (folder, "styles.xml", NULL);
    }
  if (!rg_zip_has (zip, book->styles))
    g_clear_pointer (&book->styles, g_free);
  for (guint i = 0; i < book->sheets->len && !related; i++)
    {
      RgXlsxSheet *sheet = g_ptr_array_index (book->sheets, i);

      sheet->member = g_strdup_printf ("%sworksheets/sheet%u.xml", folder, i + 1);
    }
  for (guint i = book->sheets->len; i > 0; i--)
    {
      const RgXlsxSheet *sheet = g_ptr_array_index (book->sheets, i - 1);

      if (sheet->member == NULL || !rg_zip_has (zip, sheet->member))
        g_ptr_array_remove_index (book->sheets, i - 1);
    }
}

/**
 * rg_xlsx_book_read:
 * @zip: a workbook
 * @member: what rg_xlsx_find_workbook() gave
 * @cancellable: (nullable): stops it
 * @error: return location for a sentence
 *
 * Returns: (transfer full) (nullable): what it consists of, with at least one
 *   sheet
 */
RgXlsxBook *
rg_xlsx_book_read (RgZip *zip, const char *member, GCancellable *cancellable, GError **error)
{
  static const RgXmlHandlers workbook = { start_workbook, ignore_end, NULL };
  static const RgXmlHandlers related = { start_relation, ignore_end, NULL };
  g_autoptr (RgXlsxBook) book = g_new0 (RgXlsxBook, 1);
  g_autofree char *folder = folder_of (member);
  g_autofree char *relations_member = relations_of (member);
  Relations relations = { .book = book, .folder = folder };
  gboolean has_relations = rg_zip_has (zip, relations_member);

  book->sheets = g_ptr_array_new_with_free_func (sheet_free);
  if (!rg_xml_read (zip, member, &workbook, book, cancellable, error) ||
      (has_relations && !rg_xml_read (zip, relations_member, &related, &relations, cancellable, error)))
    return NULL;
  use_usual_members (book, zip, folder, has_relations);
  if (book->sheets->len == 0)
    {
      rg_zip_refuse_damaged (zip, error);
      return NULL;
    }
  return g_steal_pointer (&book);
}
