/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-backup-private.h"

#include "store/rg-store-error-private.h"
#include "store/rg-store-folder.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* Attachments: files named by the hash of their content, in a folder files/
 * beside shop.db or beside the backups. */

static gboolean
bring (const char *from, const char *to, const char *hash, GCancellable *cancellable, GError **error)
{
  g_autofree char *part = g_strconcat (to, ".part", NULL);
  /* A link would cost no room, and be damaged together with what it is a link to. */
  g_autofree char *sum = rg_backup_copy (from, part, NULL, cancellable, error);

  if (sum != NULL && g_strcmp0 (sum, hash) == 0 && g_rename (part, to) == 0)
    return TRUE;
  if (sum != NULL && g_strcmp0 (sum, hash) != 0)
    g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CORRUPT, _ ("The attached file %s is damaged."), from);
  else if (sum != NULL)
    rg_store_error_set_errno (errno, to, error);
  g_unlink (part);
  return FALSE;
}

/* One that is there is read to its end where much depends on it; else it is
 * enough that it is as long as the other. */
static gboolean
is_there (const char *from, const char *to, const char *hash, gboolean read, GCancellable *cancellable)
{
  g_autofree char *sum = NULL;
  GStatBuf here, there;

  if (g_stat (to, &there) != 0)
    return FALSE;
  if (!read)
    return g_stat (from, &here) != 0 || here.st_size == there.st_size;
  sum = rg_backup_hash (to, NULL, cancellable, NULL);
  return g_strcmp0 (sum, hash) == 0;
}

/*< private >
 * rg_backup_bring_files:
 * @from: a folder files/
 * @to: another
 * @hashes: which
 * @read: those that are in @to are only left there when they are as they should be
 * @missing: (out) (optional) (transfer full): those that are not in @from, or
 *   not as they should be; then it is no failure
 *
 * Brings what is not yet there; on the disk when it returns.
 */
gboolean
rg_backup_bring_files (const char *from,
                       const char *to,
                       char **hashes,
                       gboolean read,
                       char ***missing,
                       const RgBackupMeter *meter,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n = g_strv_length (hashes);
  gboolean any = FALSE;

  if (n > 0 && !rg_backup_make_folder (to, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *source = g_build_filename (from, hashes[i], NULL);
      g_autofree char *target = g_build_filename (to, hashes[i], NULL);
      g_autoptr (GError) reason = NULL;

      rg_backup_tell (meter, (double) i / n);
      if (is_there (source, target, hashes[i], read, cancellable))
        continue;
      any = TRUE;
      if (bring (source, target, hashes[i], cancellable, &reason))
        continue;
      if (missing == NULL || (!g_error_matches (reason, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND) &&
                              !g_error_matches (reason, RG_STORE_ERROR, RG_STORE_ERROR_CORRUPT)))
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return FALSE;
        }
      /* It may be the one in @from that is damaged. */
      if (!is_there (source, target, hashes[i], TRUE, cancellable))
        g_strv_builder_add (builder, hashes[i]);
    }
  if (missing != NULL)
    *missing = g_strv_builder_end (builder);
  return !any || rg_store_folder_sync (to, error);
}

gboolean
rg_backup_restore_files (const RgBackup *backup,
                         const char *shop_folder,
                         gboolean read,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autofree char *own = g_path_get_dirname (backup->path);
  g_autofree char *from = g_build_filename (own, "files", NULL);
  g_autofree char *to = g_build_filename (shop_folder, "files", NULL);

  return rg_backup_bring_files (from, to, backup->files, read, NULL, NULL, cancellable, error);
}

/*< private >
 * rg_backup_drop_files:
 * @folder: a folder of backups
 *
 * Attachments that no backup in it names any more. None goes while a
 * description cannot be read: it may be the one that names it.
 */
void
rg_backup_drop_files (const char *folder)
{
  g_autoptr (GPtrArray) backups = rg_backup_list_folder (folder, NULL);
  g_autoptr (GHashTable) named = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *files = g_build_filename (folder, "files", NULL);
  g_autoptr (GDir) dir = NULL;
  const char *name;

  for (guint i = 0; backups != NULL && i < backups->len; i++)
    {
      RgBackup *backup = g_ptr_array_index (backups, i);

      if (backup->sha256 == NULL)
        return;
      for (char **file = backup->files; *file != NULL; file++)
        g_hash_table_add (named, *file);
    }
  dir = backups != NULL ? g_dir_open (files, 0, NULL) : NULL;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (!g_hash_table_contains (named, name))
      {
        g_autofree char *path = g_build_filename (files, name, NULL);

        g_unlink (path);
      }
}
