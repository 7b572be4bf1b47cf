/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-store-folder.h"

#include "store/rg-backup-private.h"
#include "store/rg-migrate.h"
#include "store/rg-store-error-private.h"
#include "store/rg-store-log.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NEW_NAME "shop.db.new"

static gboolean
has_part (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GDir) dir = NULL;

  /* An empty folder proves nothing. */
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      dir = g_dir_open (path, 0, NULL);
      return dir != NULL && g_dir_read_name (dir) != NULL;
    }
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* Something that only a shop leaves: then shop.db is lost, not unmade. */
static const char *
find_remains (const char *folder)
{
  static const char *const parts[] = { "shop.db-wal", "search.db", "files", "backups" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (has_part (folder, parts[i]))
      return parts[i];
  return NULL;
}

/*< private >
 * rg_store_folder_look:
 * @missing: (out): %TRUE when a new shop could be made there
 * @error: %RG_STORE_ERROR_CORRUPT when shop.db is gone and other parts of a
 *   shop are not: then nothing may be begun in its place
 */
gboolean
rg_store_folder_look (const char *folder, gboolean *missing, GError **error)
{
  const char *remains;
  GStatBuf status;

  *missing = TRUE;
  if (g_stat (folder, &status) != 0)
    {
      if (errno == ENOENT)
        return TRUE;
      rg_store_error_set_errno (errno, folder, error);
      return FALSE;
    }
  if (!S_ISDIR (status.st_mode))
    {
      g_autofree char *name = g_filename_display_name (folder);

      g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_A_SHOP,
                   _ ("“%s” is a file. A shop is a folder; please choose the folder it lies in."), name);
      return FALSE;
    }
  if (has_part (folder, "shop.db"))
    {
      *missing = FALSE;
      return TRUE;
    }
  remains = find_remains (folder);
  if (remains == NULL)
    return TRUE;
  g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CORRUPT,
               _ ("The file shop.db is missing from this folder, but “%s” is there, so there was a shop. "
                  "Please put shop.db back, or restore a backup. Nothing was changed."),
               remains);
  return FALSE;
}

/*< private >
 * rg_store_folder_sync:
 *
 * Makes the names in a folder survive a power cut.
 */
gboolean
rg_store_folder_sync (const char *folder, GError **error)
{
  int descriptor = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  int result = descriptor >= 0 ? fsync (descriptor) : -1;
  int number = errno;

  if (descriptor >= 0)
    close (descriptor);
  /* Some file systems have nothing to sync here. */
  if (result == 0 || (descriptor >= 0 && number == EINVAL))
    return TRUE;
  rg_store_error_set_errno (number, folder, error);
  return FALSE;
}

/*< private >
 * rg_store_folder_make:
 *
 * With what lies above it. The name of each new one is synced: a power cut must
 * not take the folder away with all that was synced inside.
 */
gboolean
rg_store_folder_make (const char *folder, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (folder);

  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  if (!g_str_equal (parent, folder) && !rg_store_folder_make (parent, error))
    return FALSE;
  /* One may be allowed to make something where one may not look. */
  if (g_mkdir (folder, 0700) == 0)
    return g_access (parent, R_OK) != 0 || rg_store_folder_sync (parent, error);
  if (errno == EEXIST)
    return TRUE;
  rg_store_error_set_errno (errno, folder, error);
  return FALSE;
}

/*< private >
 * rg_store_folder_make_file:
 * @path: a file that is not there
 *
 * Returns: (transfer full): a connection to an empty shop
 */
RgDatabase *
rg_store_folder_make_file (const char *path, GError **error)
{
  g_autoptr (RgDatabase) db = NULL;
  g_autofree char *pragma = g_strdup_printf ("PRAGMA application_id = %d", RG_APPLICATION_ID);

  db = rg_database_open_flags (path, RG_OPEN_WRITE | RG_OPEN_CREATE, error);
  if (db == NULL || !rg_database_exec (db, pragma, error) || !rg_migrate (db, error) ||
      !rg_store_log_stamp (db, error))
    return NULL;
  return g_steal_pointer (&db);
}

static gboolean
write_new_shop (const char *path, GError **error)
{
  g_autoptr (RgDatabase) db = rg_store_folder_make_file (path, error);

  if (db == NULL)
    return FALSE;
  /* Everything into the file itself, which alone gets the name. */
  return rg_database_checkpoint (db, TRUE, error);
}

static gboolean
give_name (const char *from, const char *to, GError **error)
{
  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return TRUE;
  /* A file system that does not know the flag. The lock is held, so nobody
   * else makes a shop here. */
  if ((errno == EINVAL || errno == ENOSYS) && !g_file_test (to, G_FILE_TEST_EXISTS) &&
      g_rename (from, to) == 0)
    return TRUE;
  rg_store_error_set_errno (errno, to, error);
  return FALSE;
}

void
rg_store_folder_remove_file (const char *path)
{
  static const char *const ends[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *file = g_strconcat (path, ends[i], NULL);

      g_unlink (file);
    }
}

/*< private >
 * rg_store_folder_finish_shop:
 *
 * A shop.db.new that is complete and closed gets its name.
 */
gboolean
rg_store_folder_finish_shop (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, NEW_NAME, NULL);
  g_autofree char *name = g_build_filename (folder, "shop.db", NULL);

  return give_name (path, name, error) && rg_store_folder_sync (folder, error);
}

/*< private >
 * rg_store_folder_create_shop:
 * @folder: a folder without a shop whose lock is held
 */
gboolean
rg_store_folder_create_shop (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, NEW_NAME, NULL);

  /* Left by a start that was killed: never was a shop. */
  rg_store_folder_remove_file (path);
  if (write_new_shop (path, error) && rg_store_folder_finish_shop (folder, error))
    return TRUE;
  rg_store_folder_remove_file (path);
  return FALSE;
}

/* --- what is there ------------------------------------------------------- */

static guint32
read_word (const guint8 *at)
{
  return (guint32) at[0] << 24 | (guint32) at[1] << 16 | (guint32) at[2] << 8 | at[3];
}

static gboolean
refuse_foreign (const char *why, GError **error)
{
  g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_A_SHOP,
               _ ("The file shop.db in this folder is not a shop (%s). It was left as it is. "
                  "Please choose another folder, or restore a backup."),
               why);
  return FALSE;
}

static gboolean
refuse_damaged (const char *why, GError **error)
{
  g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CORRUPT,
               _ ("The shop's file shop.db is damaged (%s). It was left as it is. Please restore a backup, "
                  "or salvage what can "
                  "be read."),
               why);
  return FALSE;
}

/* Whether it is a shop's file all the same, by what lies about it: copies of
 * ours, attachments under their hashes, search tables. Where it is no database
 * at all, it had a log only if it was one. The lock proves nothing, whoever looks
 * leaves it. */
static gboolean
was_shop (const char *folder, const guint8 *header, gboolean database)
{
  static const char *const parts[] = { "backups", "files" };

  if (!database && (read_word (header + 68) == RG_APPLICATION_ID || has_part (folder, "shop.db-wal")))
    return TRUE;
  if (has_part (folder, "search.db"))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *path = g_build_filename (folder, parts[i], NULL);
      g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        if (rg_backup_is_name (name) || (strlen (name) == 64 && rg_backup_is_hash (name)))
          return TRUE;
    }
  return FALSE;
}

/* Not a shop by its header. A file whose first bytes are gone is damaged, where
 * everything else says that a shop was here: then there is a way back. */
static gboolean
refuse_header (const char *folder, const guint8 *header, gboolean database, GError **error)
{
  if (was_shop (folder, header, database))
    return refuse_damaged (_ ("its beginning is not that of a shop"), error);
  return refuse_foreign (database ? _ ("it belongs to another program") : _ ("it is not a database"), error);
}

/* In the file's own header, without the log. Page count and size must agree
 * when nothing is left in the log; the count is only kept by programs that
 * also keep the two change counters equal. */
static gboolean
check_header (sqlite3_file *file, const char *folder, gboolean log, GError **error)
{
  guint8 header[100] = { 0 };
  sqlite3_int64 size = 0;
  guint32 page;
  int result;

  /* A disk that does not answer says nothing about the file. */
  result = file->pMethods != NULL ? file->pMethods->xFileSize (file, &size) : SQLITE_CANTOPEN;
  if (result == SQLITE_OK && size >= (sqlite3_int64) sizeof header)
    result = file->pMethods->xRead (file, header, sizeof header, 0);
  if (result != SQLITE_OK)
    {
      rg_store_error_set_sqlite (NULL, result, error);
      return FALSE;
    }
  if (size == 0)
    return refuse_damaged (_ ("it is empty"), error);
  if (size < (sqlite3_int64) sizeof header || memcmp (header, "SQLite format 3", 16) != 0)
    return refuse_header (folder, header, FALSE, error);
  if (read_word (header + 68) != RG_APPLICATION_ID)
    return refuse_header (folder, header, TRUE, error);
  /* What every shop says of itself: the format, its fixed numbers, UTF-8. */
  if (header[18] > 2 || header[19] > 2 || memcmp (header + 21, "\x40\x20\x20", 3) != 0 ||
      read_word (header + 44) != 4 || read_word (header + 56) != 1)
    return refuse_damaged (_ ("its beginning makes no sense"), error);
  page = (guint32) header[16] << 8 | header[17];
  page = page == 1 ? 65536 : page;
  if (!log && read_word (header + 24) == read_word (header + 92) &&
      size < (sqlite3_int64) page * read_word (header + 28))
    return refuse_damaged (_ ("its end is missing"), error);
  return TRUE;
}

static gboolean
check_file (RgDatabase *db, const char *folder, GError **error)
{
  g_autofree char *log = g_build_filename (folder, "shop.db-wal", NULL);
  sqlite3_file *file = NULL;
  GStatBuf status;

  /* Through SQLite's own descriptor: opening and closing the file beside it
   * would drop the locks that this process has on it. */
  if (sqlite3_file_control (db->handle, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK ||
      file == NULL)
    return refuse_damaged (_ ("it cannot be read"), error);
  return check_header (file, folder, g_stat (log, &status) == 0 && status.st_size > 0, error);
}

static gboolean
check_schema (RgDatabase *db, GError **error)
{
  gint64 version = 0;
  gint64 tables = 0;

  if (!rg_database_get_integer (db, "PRAGMA user_version", 0, &version, error) ||
      !rg_database_get_integer (db,
                                "SELECT count (*) FROM sqlite_schema WHERE type = 'table' AND "
                                "name IN ('meta', 'operation', 'journal', 'customer', 'own_field')",
                                0, &tables, error))
    return FALSE;
  if (version > RG_SCHEMA_VERSION)
    {
      g_set_error (
          error, RG_STORE_ERROR, RG_STORE_ERROR_NEWER,
          _ ("This shop was written by a newer version of the program (its number is %d, this program knows "
             "%d). Please update the program. Nothing was changed."),
          (int) version, RG_SCHEMA_VERSION);
      return FALSE;
    }
  if (version < 1 || tables != 5)
    return refuse_damaged (_ ("tables are missing"), error);
  return TRUE;
}

/* Nobody can write to the folder and nothing waits in a log: read it as it
 * lies, without the shared memory that readers otherwise need. */
static RgOpenFlags
flags_for_reading (const char *folder)
{
  g_autofree char *log = g_build_filename (folder, "shop.db-wal", NULL);
  GStatBuf status;

  if (g_access (folder, W_OK) == 0 || (g_stat (log, &status) == 0 && status.st_size > 0))
    return RG_OPEN_READ;
  return RG_OPEN_READ | RG_OPEN_IMMUTABLE;
}

/*< private >
 * rg_store_folder_open_reader:
 * @folder: a folder that has a shop.db
 * @error: %RG_STORE_ERROR_NOT_A_SHOP, %RG_STORE_ERROR_CORRUPT,
 *   %RG_STORE_ERROR_NEWER …
 *
 * Nothing in the folder changes but the shared memory beside the log.
 */
RgDatabase *
rg_store_folder_open_reader (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "shop.db", NULL);
  RgOpenFlags flags = flags_for_reading (folder);
  g_autoptr (RgDatabase) db = rg_database_open_flags (path, flags | RG_OPEN_BARE, error);

  if (db == NULL)
    return NULL;
  if (!check_file (db, folder, error) || !check_schema (db, error) || !rg_store_log_check (db, error))
    return NULL;
  return g_steal_pointer (&db);
}
