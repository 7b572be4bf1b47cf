/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-grid-file.h"

#include "exchange/rg-import.h"

#include <glib/gi18n-lib.h>

/**
 * rg_grid_refuse_read:
 * @name: the file's, for people
 * @reason: (transfer full): what the system said
 * @error: return location for a sentence
 *
 * Returns: %FALSE
 */
gboolean
rg_grid_refuse_read (const char *name, GError *reason, GError **error)
{
  g_autoptr (GError) owned = reason;

  if (g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&owned));
  else
    g_set_error (
        error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_FILE,
        _ ("“%s” cannot be read: %s. Please check the disk it lies on, or copy the file and try again."),
        name, owned->message);
  return FALSE;
}

/**
 * rg_grid_refuse_damaged:
 * @name: the file's, for people
 * @error: return location for a sentence
 *
 * Returns: %FALSE
 */
gboolean
rg_grid_refuse_damaged (const char *name, GError **error)
{
  g_set_error (
      error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_KIND,
      _ ("“%s” is damaged or was not copied completely. Please open it in Excel or WPS, save it again "
         "and import that file; or ask for the file once more."),
      name);
  return FALSE;
}

/**
 * rg_grid_refuse_size:
 * @name: the file's, for people
 * @error: return location for a sentence
 *
 * Returns: %FALSE
 */
gboolean
rg_grid_refuse_size (const char *name, GError **error)
{
  g_set_error (
      error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_SIZE,
      _ ("“%s” has a row or a cell that is far too large for a list of customers. It may be damaged; "
         "please open it, keep only the table with the customers, and save that as a new file."),
      name);
  return FALSE;
}

/**
 * rg_grid_open_file:
 * @path: a file
 * @size: (out): its bytes
 * @cancellable: (nullable): stops it
 * @error: return location for a sentence
 *
 * Returns: (transfer full) (nullable): the file, at its beginning
 */
GFileInputStream *
rg_grid_open_file (const char *path, guint64 *size, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GError) reason = NULL;
  GFileInputStream *stream;

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                            G_FILE_QUERY_INFO_NONE, cancellable, &reason);
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_set_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_FILE,
                 _ ("There is no file “%s”. Please check its name and folder."), name);
  else if (info == NULL)
    rg_grid_refuse_read (name, g_steal_pointer (&reason), error);
  else if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
    g_set_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_FILE,
                 _ ("“%s” is a folder. Please choose the file inside it."), name);
  else if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    g_set_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_FILE,
                 _ ("“%s” is not a file that can be read twice. Please save it as a file first."), name);
  else
    {
      *size = (guint64) g_file_info_get_size (info);
      stream = g_file_read (file, cancellable, &reason);
      if (stream != NULL)
        return stream;
      rg_grid_refuse_read (name, g_steal_pointer (&reason), error);
    }
  return NULL;
}
