/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-store-error.h"

#include "store/rg-store-error-private.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <sqlite3.h>
#include <string.h>

G_DEFINE_QUARK (rg - store - error - quark, rg_store_error)

/* Codes that tell what happened by themselves. */
static RgStoreError
code_of_result (int result)
{
  switch (result & 0xff)
    {
    case SQLITE_FULL:
      return RG_STORE_ERROR_NO_SPACE;
    case SQLITE_CORRUPT:
      return RG_STORE_ERROR_CORRUPT;
    case SQLITE_NOTADB:
      return RG_STORE_ERROR_NOT_A_SHOP;
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
      return RG_STORE_ERROR_CONSTRAINT;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return RG_STORE_ERROR_LOCKED;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return RG_STORE_ERROR_READ_ONLY;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      return RG_STORE_ERROR_IO;
    default:
      return RG_STORE_ERROR_FAILED;
    }
}

RgStoreError
rg_store_error_from_errno (int number)
{
  switch (number)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return RG_STORE_ERROR_NO_SPACE;
    case EACCES:
    case EPERM:
    case EROFS:
      return RG_STORE_ERROR_READ_ONLY;
    case ENOENT:
    case ENOTDIR:
      return RG_STORE_ERROR_NOT_FOUND;
    default:
      return RG_STORE_ERROR_IO;
    }
}

/* A sentence for each code; %s is the library's own text, for whoever helps. */
static const char *
sentence_for (RgStoreError code)
{
  switch (code)
    {
    case RG_STORE_ERROR_NO_SPACE:
      return N_ ("The disk is full, so nothing more could be saved. What was saved before is safe. "
                 "Please make room on the disk and try again. (%s)");
    case RG_STORE_ERROR_CORRUPT:
      return N_ (
          "The shop's file is damaged. Please keep the folder as it is and go back to a backup, or salvage "
          "what can be read. (%s)");
    case RG_STORE_ERROR_NOT_A_SHOP:
      return N_ ("The file shop.db is not a shop of this program. Please choose another folder. (%s)");
    case RG_STORE_ERROR_CONSTRAINT:
      return N_ ("The change does not fit what is there already, so it was not made. (%s)");
    case RG_STORE_ERROR_LOCKED:
      return N_ ("Another program is busy with the shop. Please close it and try again. (%s)");
    case RG_STORE_ERROR_READ_ONLY:
      return N_ ("The shop's folder cannot be written to. Please ask for permission or copy the shop to "
                 "another folder. (%s)");
    case RG_STORE_ERROR_NOT_FOUND:
      return N_ ("A file of the shop is missing. Please check whether the disk is connected. (%s)");
    case RG_STORE_ERROR_IO:
      return N_ ("The disk reports an error. Please check whether it is connected and sound, and make a copy "
                 "of the shop's folder. (%s)");
    case RG_STORE_ERROR_FAILED:
    case RG_STORE_ERROR_NEWER:
    case RG_STORE_ERROR_OLDER:
    case RG_STORE_ERROR_CLASH:
    case RG_STORE_ERROR_NOTHING:
    default:
      return N_ (
          "The shop's file could not be used. Please try again, and if that does not help, go back to a "
          "backup. (%s)");
    }
}

/* Statements and tables are both ours: what one does not find, or finds in its way,
 * was otherwise. The search tables alone may be missing for a while. */
static gboolean
is_not_ours (int result, const char *text)
{
  return result == SQLITE_ERROR && strstr (text, " search.") == NULL &&
         (g_str_has_prefix (text, "no such table: ") || g_str_has_prefix (text, "no such column: ") ||
          g_str_has_suffix (text, " already exists") || strstr (text, " has no column named ") != NULL);
}

static const char *
no_memory (void)
{
  return _ ("There is not enough memory for this, so it was not done. Please close other programs and try "
            "again.");
}

/*< private >
 * rg_store_error_is_memory:
 *
 * Whether there was not enough of it, which is no code of its own.
 */
gboolean
rg_store_error_is_memory (const GError *error)
{
  return g_error_matches (error, RG_STORE_ERROR, RG_STORE_ERROR_FAILED) &&
         g_str_equal (error->message, no_memory ());
}

/*< private >
 * rg_store_error_set_sqlite:
 * @handle: (nullable): the connection that refused, for its text and the
 *   system's error number
 * @result: what SQLite returned, extended or not
 * @error: a cancelled statement is %G_IO_ERROR_CANCELLED, else %RG_STORE_ERROR
 *
 * The one place where SQLite's results become errors.
 */
void
rg_store_error_set_sqlite (sqlite3 *handle, int result, GError **error)
{
  const char *text = handle != NULL ? sqlite3_errmsg (handle) : sqlite3_errstr (result);
  RgStoreError code = code_of_result (result);

  if ((result & 0xff) == SQLITE_INTERRUPT)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("It was cancelled."));
      return;
    }
  if ((result & 0xff) == SQLITE_NOMEM)
    {
      g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_FAILED, no_memory ());
      return;
    }
  if (is_not_ours (result, text))
    code = RG_STORE_ERROR_CORRUPT;
  /* "disk I/O error" and "unable to open" hide a full disk or a missing permission. */
  if (code == RG_STORE_ERROR_IO && handle != NULL && sqlite3_system_errno (handle) != 0)
    code = rg_store_error_from_errno (sqlite3_system_errno (handle));
  g_set_error (error, RG_STORE_ERROR, code, _ (sentence_for (code)), text);
}

/*< private >
 * rg_store_error_set_errno:
 * @number: an errno
 * @path: the file that it was about
 *
 * The same for calls of the system.
 */
void
rg_store_error_set_errno (int number, const char *path, GError **error)
{
  RgStoreError code = rg_store_error_from_errno (number);
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *text = g_strdup_printf ("%s: %s", name, g_strerror (number));

  g_set_error (error, RG_STORE_ERROR, code, _ (sentence_for (code)), text);
}
