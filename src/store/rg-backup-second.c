/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-backup-private.h"

#include "store/rg-store-error-private.h"

#include <glib/gstdio.h>

/* Several shops may share a stick. */
char *
rg_backup_second_folder (const char *place, const char *id)
{
  g_autofree char *name = g_strconcat (RG_BACKUP_SECOND_PREFIX, id, NULL);

  return g_build_filename (place, name, NULL);
}

static gboolean
has_it (const RgBackup *backup, const char *folder)
{
  g_autoptr (GPtrArray) there = rg_backup_list_folder (folder, NULL);

  for (guint i = 0; there != NULL && i < there->len; i++)
    {
      RgBackup *other = g_ptr_array_index (there, i);

      if (!other->damaged && g_strcmp0 (other->sha256, backup->sha256) == 0 && other->at == backup->at)
        return TRUE;
    }
  return FALSE;
}

gboolean
rg_backup_copy_to (const RgBackup *backup, const char *folder, GCancellable *cancellable, GError **error)
{
  g_autofree char *from = g_path_get_dirname (backup->path);
  g_autofree char *from_files = g_build_filename (from, "files", NULL);
  g_autofree char *to_files = g_build_filename (folder, "files", NULL);
  g_autofree char *part = g_build_filename (folder, ".new.part", NULL);
  g_autoptr (RgBackup) copy = NULL;
  gboolean ok;

  if (!rg_backup_make_folder (folder, error))
    return FALSE;
  rg_backup_sweep (folder);
  if (has_it (backup, folder))
    return TRUE;
  copy = rg_backup_load (backup->path, error);
  ok = copy != NULL && rg_backup_copy_database (backup, part, NULL, cancellable, error) &&
       rg_backup_bring_files (from_files, to_files, backup->files, FALSE, NULL, NULL, cancellable, error) &&
       rg_backup_give_name (part, folder, copy, error);
  if (!ok)
    g_unlink (part);
  return ok;
}
