/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-backup-private.h"

#include "store/rg-store-error-private.h"
#include "store/rg-store-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* Pages of one call: a quarter of a millisecond. */
#define STEP_PAGES 64

struct _RgBackupMaking
{
  RgBackup *backup;
  char *folder;
  char *part;
  RgDatabase *target;
  sqlite3_backup *copy;
};

void
rg_backup_making_free (RgBackupMaking *making)
{
  if (making == NULL)
    return;
  if (making->copy != NULL)
    sqlite3_backup_finish (making->copy);
  g_clear_pointer (&making->target, rg_database_close);
  if (making->part != NULL)
    g_unlink (making->part);
  rg_backup_free (making->backup);
  g_free (making->folder);
  g_free (making->part);
  g_free (making);
}

/* Nobody reads it until it is whole and synced as a whole: no journal of its
 * own, no syncing in between. */
static gboolean
open_target (RgBackupMaking *making, RgDatabase *source, GError **error)
{
  int descriptor;

  making->part = g_build_filename (making->folder, ".new-XXXXXX.part", NULL);
  descriptor = g_mkstemp_full (making->part, O_RDWR | O_CLOEXEC, 0600);
  if (descriptor < 0)
    {
      rg_store_error_set_errno (errno, making->folder, error);
      g_clear_pointer (&making->part, g_free);
      return FALSE;
    }
  close (descriptor);
  making->target = rg_database_open_flags (making->part, RG_OPEN_WRITE | RG_OPEN_BARE, error);
  if (making->target == NULL ||
      !rg_database_exec (making->target, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", error))
    return FALSE;
  making->copy = sqlite3_backup_init (making->target->handle, "main", source->handle, "main");
  if (making->copy != NULL)
    return TRUE;
  rg_store_error_set_sqlite (making->target->handle, sqlite3_errcode (making->target->handle), error);
  return FALSE;
}

/*< private >
 * rg_backup_making_new:
 * @folder: of backups; made when it is not there
 * @source: the shop's writer, on its own thread, outside a transaction
 *
 * Returns: (transfer full): to be stepped on that thread, and freed there when
 *   it is not brought to its end
 */
RgBackupMaking *
rg_backup_making_new (const char *folder, RgBackupReason reason, RgDatabase *source, GError **error)
{
  RgBackupMaking *making = g_new0 (RgBackupMaking, 1);
  gint64 pages = 0;
  gint64 page = 0;

  making->folder = g_strdup (folder);
  making->backup = rg_backup_new (reason, rg_clock_now ());
  if (rg_backup_make_folder (folder, error) &&
      rg_database_get_integer (source, "PRAGMA page_count", 0, &pages, error) &&
      rg_database_get_integer (source, "PRAGMA page_size", 0, &page, error) &&
      rg_backup_check_room (folder, pages * page, error) && open_target (making, source, error))
    return making;
  rg_backup_making_free (making);
  return NULL;
}

/*< private >
 * rg_backup_making_step:
 * @usec: how long at most; what is written by the same connection between two
 *   steps is carried over, so others need not wait
 * @done: (out): nothing is left to copy
 */
gboolean
rg_backup_making_step (RgBackupMaking *making, gint64 usec, gboolean *done, GError **error)
{
  gint64 until = g_get_monotonic_time () + usec;
  int result;

  *done = FALSE;
  do
    result = sqlite3_backup_step (making->copy, STEP_PAGES);
  while (result == SQLITE_OK && g_get_monotonic_time () < until);
  if (result == SQLITE_DONE)
    {
      sqlite3_backup_finish (g_steal_pointer (&making->copy));
      *done = TRUE;
      return TRUE;
    }
  if (result == SQLITE_OK || result == SQLITE_BUSY || result == SQLITE_LOCKED)
    return TRUE;
  sqlite3_backup_finish (g_steal_pointer (&making->copy));
  rg_store_error_set_sqlite (making->target->handle, result, error);
  return FALSE;
}

double
rg_backup_making_get_fraction (RgBackupMaking *making)
{
  int pages = making->copy != NULL ? sqlite3_backup_pagecount (making->copy) : 0;

  return pages > 0 ? 1.0 - (double) sqlite3_backup_remaining (making->copy) / pages : 0;
}

/* --- looking at what was made --------------------------------------------- */

static gboolean
refuse_check (const char *what, GError **error)
{
  g_set_error (
      error, RG_STORE_ERROR, RG_STORE_ERROR_CORRUPT,
      _ ("The shop's file is damaged. Please keep the folder as it is and go back to a backup. (%s)"), what);
  return FALSE;
}

static gboolean
check_structure (RgDatabase *db, GError **error)
{
  g_autoptr (RgStatement) quick = rg_database_prepare (db, "PRAGMA quick_check (1)", error);
  g_autoptr (RgStatement) references = NULL;
  RgStep step;

  if (quick == NULL || rg_statement_step (quick, error) != RG_STEP_ROW)
    return FALSE;
  if (g_strcmp0 (rg_statement_get_text (quick, 0), "ok") != 0)
    return refuse_check (rg_statement_get_text (quick, 0), error);
  references = rg_database_prepare (db, "PRAGMA foreign_key_check", error);
  if (references == NULL)
    return FALSE;
  step = rg_statement_step (references, error);
  return step == RG_STEP_ROW ? refuse_check (rg_statement_get_text (references, 0), error)
                             : step == RG_STEP_DONE;
}

/* (element-type utf8): every table but SQLite's own, in order. */
GPtrArray *
rg_backup_tables (RgDatabase *db, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (RgStatement) statement =
      rg_database_prepare (db,
                           "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND "
                           "name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name",
                           error);
  RgStep step = RG_STEP_ERROR;

  while (statement != NULL && (step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    g_ptr_array_add (names, g_strdup (rg_statement_get_text (statement, 0)));
  return step == RG_STEP_DONE ? g_steal_pointer (&names) : NULL;
}

gboolean
rg_backup_count (RgDatabase *db, GHashTable *counts, GError **error)
{
  g_autoptr (GPtrArray) tables = rg_backup_tables (db, error);

  for (guint i = 0; tables != NULL && i < tables->len; i++)
    {
      const char *table = g_ptr_array_index (tables, i);
      char *sql = sqlite3_mprintf ("SELECT count (*) FROM main.\"%w\"", table);
      gint64 n = 0;
      gboolean ok = rg_database_get_integer (db, sql, 0, &n, error);

      sqlite3_free (sql);
      if (!ok)
        return FALSE;
      g_hash_table_replace (counts, g_strdup (table), g_memdup2 (&n, sizeof n));
    }
  return tables != NULL;
}

static gboolean
list_files (RgDatabase *db, RgBackup *backup, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (RgStatement) statement = NULL;
  RgStep step = RG_STEP_ERROR;

  if (!g_hash_table_contains (backup->counts, "attachment"))
    return TRUE;
  statement = rg_database_prepare (db, "SELECT DISTINCT hash FROM attachment ORDER BY hash", error);
  while (statement != NULL && (step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    if (rg_backup_is_hash (rg_statement_get_text (statement, 0)))
      g_strv_builder_add (builder, rg_statement_get_text (statement, 0));
  g_strfreev (backup->files);
  backup->files = g_strv_builder_end (builder);
  return step == RG_STEP_DONE;
}

/*< private >
 * rg_backup_look:
 * @path: a database that nobody writes to
 * @backup: gets what is in it
 *
 * Opens it and checks it: its structure, its references, its counts.
 */
gboolean
rg_backup_look (const char *path, RgBackup *backup, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgDatabase) db =
      rg_database_open_flags (path, RG_OPEN_READ | RG_OPEN_IMMUTABLE | RG_OPEN_BARE, error);
  const gint64 *customers;
  gint64 schema = 0;
  gboolean ok;

  if (db == NULL)
    return FALSE;
  rg_database_set_cancellable (db, cancellable);
  g_hash_table_remove_all (backup->counts);
  ok = check_structure (db, error) && rg_backup_count (db, backup->counts, error) &&
       rg_database_get_integer (db, "PRAGMA user_version", 0, &schema, error) &&
       rg_database_get_integer (db, "SELECT max (id) FROM operation", 0, &backup->operation, error) &&
       list_files (db, backup, error);
  rg_database_set_cancellable (db, NULL);
  backup->schema = (int) schema;
  customers = g_hash_table_lookup (backup->counts, "customer");
  backup->customers = customers != NULL ? *customers : -1;
  return ok;
}

/* --- the end --------------------------------------------------------------- */

/*< private >
 * rg_backup_give_name:
 * @part: what is whole and on the disk
 * @backup: described; gets its path
 *
 * The description is there before the name is, so that what is listed is
 * described.
 */
gboolean
rg_backup_give_name (const char *part, const char *folder, RgBackup *backup, GError **error)
{
  g_autofree char *json = NULL;

  g_free (backup->path);
  backup->path = rg_backup_new_path (folder, backup->at, backup->reason);
  json = rg_backup_json_path (backup->path);
  if (rg_backup_save (backup, error))
    {
      if (g_rename (part, backup->path) == 0)
        return rg_store_folder_sync (folder, error);
      rg_store_error_set_errno (errno, backup->path, error);
    }
  g_unlink (json);
  return FALSE;
}

/* What the shop itself has not got, its backup cannot promise. */
static void
leave_out (RgBackup *backup, char **missing)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (char **file = backup->files; *file != NULL; file++)
    if (!g_strv_contains ((const char *const *) missing, *file))
      g_strv_builder_add (builder, *file);
    else
      g_message ("An attached file is missing from the shop: %s", *file);
  g_strfreev (backup->files);
  backup->files = g_strv_builder_end (builder);
}

/*< private >
 * rg_backup_making_finish:
 * @making: (transfer full): copied to its end
 * @files: the shop's files/
 *
 * On any thread: what was made is read again from the disk, opened, checked,
 * counted and hashed, and only then gets its name.
 *
 * Returns: (transfer full): what there is now, or %NULL and nothing
 */
RgBackup *
rg_backup_making_finish (RgBackupMaking *making,
                         const char *files,
                         const RgBackupMeter *meter,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autofree char *to = g_build_filename (making->folder, "files", NULL);
  g_auto (GStrv) missing = NULL;
  RgBackup *backup = making->backup;
  RgBackupMeter hashing = rg_backup_part (meter, 0.5, 0.9);
  RgBackupMeter bringing = rg_backup_part (meter, 0.9, 1);
  GStatBuf status;
  gboolean ok;

  g_clear_pointer (&making->target, rg_database_close);
  ok = rg_backup_sync_file (making->part, error);
  if (ok)
    backup->sha256 = rg_backup_hash (making->part, &hashing, cancellable, error);
  ok = ok && backup->sha256 != NULL && rg_backup_look (making->part, backup, cancellable, error) &&
       rg_backup_bring_files (files, to, backup->files, FALSE, &missing, &bringing, cancellable, error);
  if (ok && g_stat (making->part, &status) == 0)
    backup->bytes = status.st_size;
  if (ok)
    leave_out (backup, missing);
  backup->verified_at = rg_clock_now ();
  if (!ok || !rg_backup_give_name (making->part, making->folder, backup, error))
    {
      rg_backup_making_free (making);
      return NULL;
    }
  g_clear_pointer (&making->part, g_free);
  making->backup = rg_backup_new (backup->reason, backup->at);
  rg_backup_making_free (making);
  return backup;
}
