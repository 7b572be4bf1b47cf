/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-workbook.h"

#include "exchange/rg-import.h"
#include "exchange/rg-ods-book.h"
#include "exchange/rg-ods-grid.h"
#include "exchange/rg-spooled-grid.h"
#include "exchange/rg-xlsx-book.h"
#include "exchange/rg-xlsx-grid.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Sheets that are named when one is not found. */
#define NAMED_MAX 20

/* --- sheets --------------------------------------------------------------- */

static void
refuse_sheet (const char *name, const char *const *sheets, const char *wanted, GError **error)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; sheets[i] != NULL && i < NAMED_MAX; i++)
    g_string_append_printf (list, "%s“%s”", i > 0 ? _ (", ") : "", sheets[i]);
  if (g_strv_length ((char **) sheets) > NAMED_MAX)
    g_string_append (list, " …");
  g_set_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_SHEET,
               _ ("“%s” has no sheet “%s”. It has these: %s. Please name one of them."), name, wanted,
               list->str);
}

gboolean
rg_workbook_find_sheet (const char *name,
                        const char *const *sheets,
                        const char *wanted,
                        guint *sheet,
                        GError **error)
{
  g_autofree char *folded = g_utf8_casefold (wanted, -1);
  guint64 number;

  for (guint i = 0; sheets[i] != NULL; i++)
    {
      if (strcmp (sheets[i], wanted) == 0)
        {
          *sheet = i;
          return TRUE;
        }
    }
  for (guint i = 0; sheets[i] != NULL; i++)
    {
      g_autofree char *other = g_utf8_casefold (sheets[i], -1);

      if (strcmp (g_strstrip (other), g_strstrip (folded)) == 0)
        {
          *sheet = i;
          return TRUE;
        }
    }
  if (g_ascii_string_to_unsigned (wanted, 10, 1, g_strv_length ((char **) sheets), &number, NULL))
    {
      *sheet = (guint) number - 1;
      return TRUE;
    }
  refuse_sheet (name, sheets, wanted, error);
  return FALSE;
}

/* --- kinds ---------------------------------------------------------------- */

static const struct
{
  const char *member; /* by which it is known */
  const char *message;
} others[] = {
  { "xl/workbook.bin", N_ ("“%s” is a binary workbook of Excel (.xlsb). Please open it in Excel or WPS, save "
                           "it as an Excel workbook "
                           "(.xlsx) and import that file.") },
  { "word/document.xml", N_ ("“%s” is a text document, not a table. Please copy its table to a workbook, "
                             "save that as .xlsx and import "
                             "it.") },
  { "ppt/presentation.xml", N_ ("“%s” is a presentation, not a table. Please copy its table to a workbook, "
                                "save that as .xlsx and import "
                                "it.") },
  /* Documents of LibreOffice that are no workbook all have it. */
  { "META-INF/manifest.xml", N_ ("“%s” is a document of LibreOffice or WPS, but no table. Please copy its "
                                 "table to a workbook, save that as "
                                 ".xlsx and import it.") },
  { "Index/Document.iwa", N_ ("“%s” is a document of Numbers or Pages. Please open it there, choose File ▸ "
                              "Export To ▸ Excel and import "
                              "that file.") },
  { "Index.zip", N_ ("“%s” is a document of Numbers or Pages. Please open it there, choose File ▸ Export To "
                     "▸ Excel and import "
                     "that file.") },
};

static void
refuse_locked (RgZip *zip, GError **error)
{
  g_set_error (
      error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_LOCKED,
      _ ("“%s” is protected with a password. Please open it with the password, remove the password, save it "
         "and import it again."),
      rg_zip_get_name (zip));
}

static void
refuse_archive (RgZip *zip, GError **error)
{
  const char *name = rg_zip_get_name (zip);

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      if (rg_zip_has (zip, others[i].member))
        {
          g_set_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_KIND, _ (others[i].message), name);
          return;
        }
    }
  if (rg_zip_get_members (zip)->len == 0)
    g_set_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_KIND,
                 _ ("“%s” is empty: there is nothing in it to import."), name);
  else if (rg_zip_is_locked (zip))
    g_set_error (
        error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_LOCKED,
        _ ("“%s” is a packed file with a password. Please unpack it with the password you were given and "
           "import the file that comes out."),
        name);
  else
    g_set_error (
        error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_KIND,
        _ ("“%s” is a packed file, not a workbook. Please unpack it and import the file that comes out."),
        name);
}

static RgGrid *
open_workbook (const char *path, const RgGridOptions *options, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgZip) zip = rg_zip_new (path, cancellable, error);
  g_autofree char *workbook = NULL;
  gboolean is_ods, locked;

  if (zip == NULL)
    return NULL;
  is_ods = rg_ods_is_one (zip, &locked);
  if (!is_ods)
    workbook = rg_xlsx_find_workbook (zip);
  if (locked || (workbook != NULL && rg_zip_is_locked (zip)))
    refuse_locked (zip, error);
  else if (is_ods)
    return rg_ods_grid_new (g_steal_pointer (&zip), options->sheet, cancellable, error);
  else if (workbook != NULL)
    return rg_xlsx_grid_new (g_steal_pointer (&zip), workbook, options->sheet, cancellable, error);
  else
    refuse_archive (zip, error);
  return NULL;
}

/**
 * rg_workbook_open:
 * @path: a zip archive
 * @options: what the owner says about it
 * @cancellable: (nullable): stops it
 * @error: return location for a sentence
 *
 * Returns: (transfer full) (nullable): the grid, before its first row
 */
RgGrid *
rg_workbook_open (const char *path, const RgGridOptions *options, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  RgGrid *grid = open_workbook (path, options, cancellable, error);

  return grid != NULL ? rg_spooled_grid_new (grid, name) : NULL;
}
