/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-backup-private.h"

#include <string.h>

/* Backups in a folder that somebody chose, who need not know how they lie there:
 * a folder of backups, a shop's folder or a copy of it, a stick with the backups
 * of several shops. */

/**
 * rg_backup_place_free:
 * @place: (nullable) (transfer full): a place
 */
void
rg_backup_place_free (RgBackupPlace *place)
{
  if (place == NULL)
    return;
  g_clear_pointer (&place->backups, g_ptr_array_unref);
  g_free (place->shop);
  g_free (place->folder);
  g_free (place);
}

/* (nullable): what its owner called the shop; only newer backups know. */
static char *
dup_shop_name (GPtrArray *backups)
{
  for (guint i = 0; i < backups->len; i++)
    {
      const RgBackup *backup = g_ptr_array_index (backups, i);
      g_autoptr (RgDatabase) db = NULL;

      if (backup->damaged)
        continue;
      db = rg_database_open_flags (backup->path, RG_OPEN_READ | RG_OPEN_IMMUTABLE | RG_OPEN_BARE, NULL);
      return db != NULL ? rg_backup_get_meta (db, "name") : NULL;
    }
  return NULL;
}

static gboolean
look (GPtrArray *places, const char *folder, GError **error)
{
  g_autoptr (GPtrArray) backups = rg_backup_list_folder (folder, error);
  RgBackupPlace *place;

  if (backups == NULL)
    return FALSE;
  if (backups->len == 0)
    return TRUE;
  place = g_new0 (RgBackupPlace, 1);
  place->folder = g_strdup (folder);
  place->shop = dup_shop_name (backups);
  place->backups = g_steal_pointer (&backups);
  g_ptr_array_add (places, place);
  return TRUE;
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const RgBackupPlace *one = *(const RgBackupPlace *const *) a;
  const RgBackupPlace *other = *(const RgBackupPlace *const *) b;
  const RgBackup *x = g_ptr_array_index (one->backups, 0);
  const RgBackup *y = g_ptr_array_index (other->backups, 0);

  if (x->at != y->at)
    return x->at > y->at ? -1 : 1;
  return strcmp (one->folder, other->folder);
}

/**
 * rg_backup_find_places:
 * @folder: any folder
 * @error: why it cannot be read
 *
 * Returns: (transfer full) (element-type RgBackupPlace): where there are backups
 *   in it; what was backed up last comes first
 */
GPtrArray *
rg_backup_find_places (const char *folder, GError **error)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_backup_place_free);
  g_autofree char *absolute = g_canonicalize_filename (folder, NULL);
  g_autofree char *inner = g_build_filename (absolute, "backups", NULL);
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!look (places, absolute, error))
    return NULL;
  /* What else cannot be read there is none of ours. */
  look (places, inner, NULL);
  dir = g_dir_open (absolute, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, RG_BACKUP_SECOND_PREFIX))
      {
        g_autofree char *path = g_build_filename (absolute, name, NULL);

        look (places, path, NULL);
      }
  g_ptr_array_sort (places, compare_newest_first);
  return g_steal_pointer (&places);
}
