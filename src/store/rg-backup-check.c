/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-backup-private.h"

#include <glib/gi18n-lib.h>

static gboolean
refuse_damaged (const RgBackup *backup, const char *what, GError **error)
{
  g_autofree char *name = g_path_get_basename (backup->path);

  g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CORRUPT,
               _ ("The backup %s is damaged (%s). Please choose another one."), name, what);
  return FALSE;
}

static gboolean
check_files (const RgBackup *backup, const RgBackupMeter *meter, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (backup->path);
  guint n = g_strv_length (backup->files);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_build_filename (folder, "files", backup->files[i], NULL);
      g_autoptr (GError) reason = NULL;
      g_autofree char *sum = rg_backup_hash (path, NULL, cancellable, &reason);

      rg_backup_tell (meter, (double) i / n);
      if (sum == NULL && g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return FALSE;
        }
      if (sum == NULL)
        return refuse_damaged (backup, _ ("an attached file is missing"), error);
      if (g_strcmp0 (sum, backup->files[i]) != 0)
        return refuse_damaged (backup, _ ("an attached file is not as it was"), error);
    }
  return TRUE;
}

static gboolean
same_counts (GHashTable *one, GHashTable *other)
{
  GHashTableIter iter;
  gpointer key, value;

  if (g_hash_table_size (one) != g_hash_table_size (other))
    return FALSE;
  g_hash_table_iter_init (&iter, one);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const gint64 *count = g_hash_table_lookup (other, key);

      if (count == NULL || *count != *(gint64 *) value)
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_all (const RgBackup *backup, const RgBackupMeter *meter, GCancellable *cancellable, GError **error)
{
  RgBackupMeter hashing = rg_backup_part (meter, 0, 0.6);
  RgBackupMeter attached = rg_backup_part (meter, 0.8, 1);
  g_autoptr (RgBackup) found = rg_backup_new (backup->reason, backup->at);
  g_autofree char *sum = NULL;

  if (backup->sha256 == NULL)
    return refuse_damaged (backup, _ ("its description is missing or damaged"), error);
  sum = rg_backup_hash (backup->path, &hashing, cancellable, error);
  if (sum == NULL)
    return FALSE;
  if (g_strcmp0 (sum, backup->sha256) != 0)
    return refuse_damaged (backup, _ ("its content is not as it was written"), error);
  if (!rg_backup_look (backup->path, found, cancellable, error))
    return FALSE;
  if (!same_counts (found->counts, backup->counts))
    return refuse_damaged (backup, _ ("its counts are not as they were"), error);
  return check_files (backup, &attached, cancellable, error);
}

/**
 * rg_backup_verify:
 * @path: a backup's .db
 * @progress: (nullable): told of
 * @progress_data: for @progress
 * @cancellable: (nullable): ends it
 * @error: %RG_STORE_ERROR_CORRUPT when it is damaged; %RG_STORE_ERROR_NOT_FOUND
 *
 * Reads every byte again: the database and each attachment against its hash, the
 * structure, the references, the counts. The result stands in the description
 * afterwards, where that can be written.
 *
 * Returns: whether it is as it was made
 */
gboolean
rg_backup_verify (const char *path,
                  RgBackupProgress progress,
                  gpointer progress_data,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (RgBackup) backup = rg_backup_load (path, error);
  RgBackupMeter meter = { progress, progress_data, 0, 1 };
  g_autoptr (GError) reason = NULL;
  gboolean sound;

  if (backup == NULL)
    return FALSE;
  sound = check_all (backup, &meter, cancellable, &reason);
  if (sound)
    backup->verified_at = rg_clock_now ();
  backup->damaged = !sound;
  if (backup->sha256 != NULL && (sound || g_error_matches (reason, RG_STORE_ERROR, RG_STORE_ERROR_CORRUPT)) &&
      !rg_backup_save (backup, NULL))
    g_info ("That the backup was verified could not be kept: %s", path);
  if (!sound)
    g_propagate_error (error, g_steal_pointer (&reason));
  return sound;
}
