/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-backup-private.h"

#include "store/rg-migrate.h"
#include "store/rg-store-error-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  RgDatabase *backup;
  GHashTable *counts;
  gboolean same_schema;
  gboolean same_keys; /* the names' keys were made by the same collator */
} Comparison;

static gboolean
refuse_different (const char *table, GError **error)
{
  g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CORRUPT,
               _ ("Restored for a test, the backup is not the same: the table “%s” differs. Please choose "
                  "another one."),
               table);
  return FALSE;
}

static gboolean
same_value (RgStatement *one, RgStatement *other, int column)
{
  sqlite3_stmt *a = one->handle;
  sqlite3_stmt *b = other->handle;
  int type = sqlite3_column_type (a, column);
  int size;

  if (type != sqlite3_column_type (b, column))
    return FALSE;
  if (type == SQLITE_INTEGER)
    return sqlite3_column_int64 (a, column) == sqlite3_column_int64 (b, column);
  size = sqlite3_column_bytes (a, column);
  return size == sqlite3_column_bytes (b, column) &&
         (size == 0 ||
          memcmp (sqlite3_column_blob (a, column), sqlite3_column_blob (b, column), (gsize) size) == 0);
}

/* Keys are made again on opening when they are another collator's. */
static gboolean
is_key (RgStatement *statement, int column)
{
  const char *name = sqlite3_column_name (statement->handle, column);

  return g_strcmp0 (name, "pinyin") == 0 || g_strcmp0 (name, "sort_key") == 0;
}

/* Row by row, in the order of their ids. */
static gboolean
compare_rows (RgStatement *one, RgStatement *other, const char *table, gboolean same_keys, GError **error)
{
  for (;;)
    {
      RgStep a = rg_statement_step (one, error);
      RgStep b = a != RG_STEP_ERROR ? rg_statement_step (other, error) : RG_STEP_ERROR;

      if (b == RG_STEP_ERROR)
        return FALSE;
      if (a != b)
        return refuse_different (table, error);
      if (a == RG_STEP_DONE)
        return TRUE;
      for (int i = 0; i < rg_statement_n_columns (one); i++)
        if (!same_value (one, other, i) && (same_keys || !is_key (one, i)))
          return refuse_different (table, error);
    }
}

static gboolean
compare_table (const Comparison *comparison, RgDatabase *shop, const char *table, GError **error)
{
  /* What the program notes for itself when it opens a shop is no content. */
  char *sql = sqlite3_mprintf ("SELECT * FROM main.\"%w\"%s ORDER BY 1", table,
                               strcmp (table, "meta") == 0 ? " WHERE key <> 'sort_version'" : "");
  g_autoptr (RgStatement) one = rg_database_prepare (comparison->backup, sql, error);
  g_autoptr (RgStatement) other = one != NULL ? rg_database_prepare (shop, sql, error) : NULL;
  gboolean same = other != NULL && compare_rows (one, other, table, comparison->same_keys, error);

  sqlite3_free (sql);
  return same;
}

static gboolean
has_same_keys (RgDatabase *backup, RgDatabase *shop)
{
  g_autofree char *one = rg_backup_get_meta (backup, "sort_version");
  g_autofree char *other = rg_backup_get_meta (shop, "sort_version");

  return g_strcmp0 (one, other) == 0;
}

/* A shop of older tables has been brought up to date on opening: then the counts
 * are compared, which that does not change. */
static gpointer
compare_cb (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  Comparison *comparison = data;
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) tables = rg_backup_tables (comparison->backup, error);

  if (tables == NULL || !rg_backup_count (read->db, counts, error))
    return NULL;
  comparison->same_keys = has_same_keys (comparison->backup, read->db);
  for (guint i = 0; i < tables->len; i++)
    {
      const char *table = g_ptr_array_index (tables, i);
      const gint64 *wanted = g_hash_table_lookup (comparison->counts, table);
      const gint64 *found = g_hash_table_lookup (counts, table);

      if (wanted == NULL || found == NULL || (*wanted != *found && strcmp (table, "meta") != 0))
        {
          refuse_different (table, error);
          return NULL;
        }
      if (comparison->same_schema && !compare_table (comparison, read->db, table, error))
        return NULL;
    }
  return GINT_TO_POINTER (TRUE);
}

static gboolean
compare_shop (const RgBackup *backup, const char *folder, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgStore) store = rg_store_open (folder, RG_STORE_DEFAULT, error);
  Comparison comparison = { .counts = backup->counts, .same_schema = backup->schema == RG_SCHEMA_VERSION };
  gboolean same;

  if (store == NULL)
    return FALSE;
  rg_store_set_backup_policy (store, RG_BACKUP_NEVER);
  comparison.backup =
      rg_database_open_flags (backup->path, RG_OPEN_READ | RG_OPEN_IMMUTABLE | RG_OPEN_BARE, error);
  same = comparison.backup != NULL &&
         rg_store_read_sync (store, compare_cb, &comparison, cancellable, error) != NULL;
  g_clear_pointer (&comparison.backup, rg_database_close);
  rg_store_close (store);
  return same;
}

/* They have been read just now; for a trial they need not lie there twice. */
static void
link_files (const RgBackup *backup, const char *folder)
{
  g_autofree char *own = g_path_get_dirname (backup->path);
  g_autofree char *to = g_build_filename (folder, "files", NULL);

  g_mkdir (to, 0700);
  for (char **hash = backup->files; *hash != NULL; hash++)
    {
      g_autofree char *source = g_build_filename (own, "files", *hash, NULL);
      g_autofree char *target = g_build_filename (to, *hash, NULL);

      /* What cannot be linked is copied. */
      if (link (source, target) != 0)
        return;
    }
}

static gboolean
restore_there (const RgBackup *backup,
               const char *folder,
               const RgBackupMeter *meter,
               GCancellable *cancellable,
               GError **error)
{
  g_autofree char *path = g_build_filename (folder, "shop.db", NULL);

  if (!rg_backup_copy_database (backup, path, meter, cancellable, error))
    return FALSE;
  link_files (backup, folder);
  return rg_backup_restore_files (backup, folder, FALSE, cancellable, error);
}

/**
 * rg_backup_prove:
 * @path: a backup's .db
 * @progress: (nullable): told of
 * @progress_data: for @progress
 * @cancellable: (nullable): ends it
 * @error: %RG_STORE_ERROR_CORRUPT when it does not give the shop back
 *
 * The proof that a restore would succeed: verified, restored into a temporary
 * folder beside it, opened there as a shop, and compared with what was backed up,
 * count by count and row by row. The day of the proof is kept.
 *
 * Returns: whether it gives the shop back
 */
gboolean
rg_backup_prove (const char *path,
                 RgBackupProgress progress,
                 gpointer progress_data,
                 GCancellable *cancellable,
                 GError **error)
{
  RgBackupMeter meter = { progress, progress_data, 0.5, 0.7 };
  g_autoptr (RgBackup) backup = NULL;
  g_autofree char *own = NULL;
  g_autofree char *name = NULL;
  g_autofree char *folder = NULL;
  gboolean proved;

  if (!rg_backup_verify (path, NULL, NULL, cancellable, error))
    return FALSE;
  backup = rg_backup_load (path, error);
  if (backup == NULL)
    return FALSE;
  rg_backup_tell (&meter, 0);
  own = g_path_get_dirname (backup->path);
  name = g_strdup_printf (".proof-%ld-XXXXXX", (long) getpid ());
  folder = g_build_filename (own, name, NULL);
  if (g_mkdtemp_full (folder, 0700) == NULL)
    {
      rg_store_error_set_errno (errno, own, error);
      return FALSE;
    }
  proved = restore_there (backup, folder, &meter, cancellable, error) &&
           compare_shop (backup, folder, cancellable, error);
  rg_backup_remove_tree (folder);
  if (!proved)
    return FALSE;
  backup->proved_at = rg_clock_now ();
  return rg_backup_save (backup, error);
}
