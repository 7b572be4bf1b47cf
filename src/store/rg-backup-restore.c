/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-backup-private.h"

#include "store/rg-store-error-private.h"
#include "store/rg-store-folder.h"
#include "store/rg-store-lock.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* A restored shop.db is written under one name, and decided upon by giving it
 * another. From that moment on whoever opens the shop finishes: until then it is
 * the old shop, afterwards the new one. */
#define WRITING "shop.db.restoring"
#define DECIDED "shop.db.restored"

static gboolean
has (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static gboolean
rename_in (const char *folder, const char *from, const char *to, GError **error)
{
  g_autofree char *source = g_build_filename (folder, from, NULL);
  g_autofree char *target = g_build_filename (folder, to, NULL);

  if (g_rename (source, target) == 0)
    return rg_store_folder_sync (folder, error);
  rg_store_error_set_errno (errno, target, error);
  return FALSE;
}

gboolean
rg_backup_is_restoring (const char *shop_folder)
{
  return has (shop_folder, DECIDED);
}

/*< private >
 * rg_backup_sweep_restore:
 *
 * What a killed restore wrote and had not decided upon. By who holds the lock.
 */
void
rg_backup_sweep_restore (const char *shop_folder)
{
  g_autofree char *path = g_build_filename (shop_folder, WRITING, NULL);

  g_unlink (path);
}

/* The old log must never meet the new file, nor what was found in the old shop
 * be shown for the new one: they go before, and are gone for good before the
 * file gets its name. */
gboolean
rg_backup_finish_restore (const char *shop_folder, GError **error)
{
  static const char *const old[] = { "shop.db-wal",   "shop.db-shm",   "shop.db-journal",  "search.db",
                                     "search.db-wal", "search.db-shm", "search.db-journal" };

  if (!rg_backup_is_restoring (shop_folder))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (old); i++)
    {
      g_autofree char *path = g_build_filename (shop_folder, old[i], NULL);

      if (g_unlink (path) != 0 && errno != ENOENT)
        {
          rg_store_error_set_errno (errno, path, error);
          return FALSE;
        }
    }
  return rg_store_folder_sync (shop_folder, error) && rename_in (shop_folder, DECIDED, "shop.db", error);
}

/* --- what is replaced ------------------------------------------------------------ */

static gboolean
keep_file (const char *shop_folder, const char *name, const char *to, char **sum, GError **error)
{
  g_autofree char *from = g_build_filename (shop_folder, name, NULL);

  if (!g_file_test (from, G_FILE_TEST_EXISTS))
    return TRUE;
  *sum = rg_backup_copy (from, to, NULL, NULL, error);
  return *sum != NULL;
}

/* A log whose file is gone may be all that is left of the last changes: what it
 * lies beside is empty. */
static gboolean
keep_nothing (const char *shop_folder, const char *to, char **sum, GError **error)
{
  g_autofree char *log = g_build_filename (shop_folder, "shop.db-wal", NULL);
  GStatBuf status;

  if (g_stat (log, &status) != 0 || status.st_size == 0)
    return TRUE;
  *sum = rg_backup_copy ("/dev/null", to, NULL, NULL, error);
  return *sum != NULL;
}

/* Something that is no shop any more is kept byte by byte, its log with it: there
 * may be somebody who can read it. */
static char *
keep_as_it_lies (const char *shop_folder, GError **error)
{
  g_autofree char *folder = g_build_filename (shop_folder, "backups", NULL);
  g_autofree char *part = g_build_filename (folder, ".old.part", NULL);
  g_autofree char *log = NULL;
  g_autofree char *log_sum = NULL;
  g_autoptr (RgBackup) backup = rg_backup_new (RG_BACKUP_RESTORE, rg_clock_now ());
  GStatBuf status;

  if (!rg_backup_make_folder (folder, error) ||
      !keep_file (shop_folder, "shop.db", part, &backup->sha256, error) ||
      (backup->sha256 == NULL && !keep_nothing (shop_folder, part, &backup->sha256, error)))
    return NULL;
  if (backup->sha256 == NULL)
    return g_strdup ("");
  backup->bytes = g_stat (part, &status) == 0 ? status.st_size : 0;
  backup->damaged = TRUE;
  backup->path = rg_backup_new_path (folder, backup->at, backup->reason);
  log = g_strconcat (backup->path, "-wal", NULL);
  if (!keep_file (shop_folder, "shop.db-wal", log, &log_sum, error) ||
      !rg_backup_give_name (part, folder, backup, error))
    {
      g_unlink (part);
      g_unlink (log);
      return NULL;
    }
  return g_strdup (backup->path);
}

static gboolean
is_beyond_repair (const GError *error)
{
  return g_error_matches (error, RG_STORE_ERROR, RG_STORE_ERROR_CORRUPT) ||
         g_error_matches (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_A_SHOP) ||
         g_error_matches (error, RG_STORE_ERROR, RG_STORE_ERROR_NEWER) ||
         g_error_matches (error, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT) ||
         g_error_matches (error, RG_STORE_ERROR, RG_STORE_ERROR_FAILED);
}

/* As a backup like any other, when the shop can be opened; @operation: the last
 * one in it. "" when there was nothing; NULL with or without @error when it has to
 * be kept as it lies. */
static char *
keep_by_backup (const char *shop_folder, gint64 *operation, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (RgStore) store = rg_store_open (shop_folder, RG_STORE_DEFAULT, &reason);
  g_autoptr (RgBackup) backup = NULL;

  if (store != NULL)
    {
      rg_store_set_backup_policy (store, RG_BACKUP_NEVER);
      backup = rg_store_backup_sync (store, RG_BACKUP_RESTORE, NULL, NULL, NULL, NULL, &reason);
      rg_store_close (store);
    }
  if (backup != NULL)
    {
      *operation = backup->operation;
      return g_strdup (backup->path);
    }
  if (g_error_matches (reason, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND) && !has (shop_folder, "shop.db"))
    return g_strdup ("");
  if (!is_beyond_repair (reason))
    g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}

/* --- restoring --------------------------------------------------------------------- */

static gboolean
write_new (const RgBackup *backup,
           const char *shop_folder,
           const RgBackupMeter *meter,
           GCancellable *cancellable,
           GError **error)
{
  g_autofree char *path = g_build_filename (shop_folder, WRITING, NULL);

  return rg_backup_check_room (shop_folder, backup->bytes, error) &&
         rg_backup_restore_files (backup, shop_folder, TRUE, cancellable, error) &&
         rg_backup_copy_database (backup, path, meter, cancellable, error);
}

/* The restored shop knows fewer changes than the newest backup: from here on
 * those after this one are new. Without this note they would count as backed up,
 * so it is on the disk before the shop is replaced. */
static gboolean
note_restored (const RgBackup *backup, const char *shop_folder, GError **error)
{
  g_autofree char *folder = g_build_filename (shop_folder, "backups", NULL);
  g_autofree char *path = rg_backup_notes_path (shop_folder);
  g_auto (RgBackupNotes) notes = { 0 };

  if (!rg_backup_make_folder (folder, error))
    return FALSE;
  rg_backup_notes_load (&notes, shop_folder);
  notes.restored_at = rg_clock_now ();
  notes.restored_operation = backup->operation;
  return rg_backup_notes_save (&notes, shop_folder, error) && rg_backup_sync_file (path, error) &&
         rg_store_folder_sync (folder, error);
}

/* Between keeping it and taking the lock somebody may have opened the shop and
 * written to it, and let go of it again. @operation: the last that
 * was kept, 0 when there was nothing, -1 when it was kept as it lies */
static gboolean
check_unchanged (const char *shop_folder, gint64 operation, GError **error)
{
  g_autoptr (RgDatabase) db = NULL;
  gint64 now = 0;

  if (operation < 0 || (operation == 0 && !has (shop_folder, "shop.db")))
    return TRUE;
  db = rg_store_folder_open_reader (shop_folder, error);
  if (db == NULL || !rg_database_get_integer (db, "SELECT max (id) FROM operation", 0, &now, error))
    return FALSE;
  if (now == operation)
    return TRUE;
  g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_LOCKED,
                       _ ("Another program has just changed this shop, so nothing was restored. Please try "
                          "again."));
  return FALSE;
}

static gboolean
replace (const RgBackup *backup,
         const char *shop_folder,
         gint64 operation,
         const RgBackupMeter *meter,
         GCancellable *cancellable,
         GError **error)
{
  int lock = rg_store_lock_take (shop_folder, error);
  gboolean ok = lock >= 0 && rg_backup_finish_restore (shop_folder, error) &&
                check_unchanged (shop_folder, operation, error) &&
                write_new (backup, shop_folder, meter, cancellable, error) &&
                note_restored (backup, shop_folder, error) &&
                rename_in (shop_folder, WRITING, DECIDED, error) &&
                rg_backup_finish_restore (shop_folder, error);

  rg_store_lock_release (lock);
  return ok;
}

/**
 * rg_backup_restore:
 * @shop_folder: a closed shop, or a folder for one
 * @path: the .db of one of its backups, or of any other
 * @kept: (out) (optional) (nullable) (transfer full): the backup that the
 *   replaced shop became
 * @progress: (nullable): told of
 * @progress_data: for @progress
 * @cancellable: (nullable): ends it while nothing has been replaced
 * @error: %RG_STORE_ERROR_LOCKED, %RG_STORE_ERROR_CORRUPT when the backup is
 *   damaged … the shop is as it was then
 *
 * Puts a backup in the place of the shop.
 *
 * Returns: whether the shop is the backup's now
 */
gboolean
rg_backup_restore (const char *shop_folder,
                   const char *path,
                   char **kept,
                   RgBackupProgress progress,
                   gpointer progress_data,
                   GCancellable *cancellable,
                   GError **error)
{
  RgBackupMeter meter = { progress, progress_data, 0.3, 1 };
  g_autoptr (RgBackup) backup = NULL;
  g_autoptr (GError) reason = NULL;
  g_autofree char *old = NULL;
  gint64 operation = -1;

  if (kept != NULL)
    *kept = NULL;
  if (!rg_backup_verify (path, NULL, NULL, cancellable, error))
    return FALSE;
  backup = rg_backup_load (path, error);
  if (backup == NULL || !rg_store_folder_make (shop_folder, error))
    return FALSE;
  old = keep_by_backup (shop_folder, &operation, &reason);
  if (old == NULL && reason == NULL)
    old = keep_as_it_lies (shop_folder, &reason);
  if (old == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  if (*old == '\0')
    operation = 0;
  rg_backup_tell (&meter, 0);
  if (!replace (backup, shop_folder, operation, &meter, cancellable, error))
    return FALSE;
  if (kept != NULL && *old != '\0')
    *kept = g_steal_pointer (&old);
  return TRUE;
}
