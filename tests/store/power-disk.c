/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "power-disk.h"

#include <glib/gstdio.h>
#include <string.h>

/* Which writes a disk takes first is its own affair: until a sync any of them
 * may be there and any not, whatever their order, sector by sector. So it is
 * with names, but that what was done later to the same name or to what bears it
 * presumes what was done before. */

#define SECTOR 512

typedef struct
{
  GByteArray *synced;
  GPtrArray *waiting; /* (element-type PowerEvent) (unowned) */
} Inode;

struct _PowerDisk
{
  GPtrArray *inodes;      /* from 1 */
  GHashTable *names;      /* path → inode, 0 for a folder */
  GPtrArray *waiting;     /* (element-type PowerEvent) (unowned): what was done to names */
  const PowerEvent *last; /* (unowned): that changed a content */
};

static void
inode_free (gpointer data)
{
  Inode *inode = data;

  if (inode == NULL)
    return;
  g_byte_array_unref (inode->synced);
  g_ptr_array_unref (inode->waiting);
  g_free (inode);
}

PowerDisk *
power_disk_new (void)
{
  PowerDisk *disk = g_new0 (PowerDisk, 1);

  disk->inodes = g_ptr_array_new_with_free_func (inode_free);
  g_ptr_array_add (disk->inodes, NULL);
  disk->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  disk->waiting = g_ptr_array_new ();
  return disk;
}

void
power_disk_free (PowerDisk *disk)
{
  g_ptr_array_unref (disk->inodes);
  g_hash_table_unref (disk->names);
  g_ptr_array_unref (disk->waiting);
  g_free (disk);
}

/* --- contents ------------------------------------------------------------- */

static void
set_size (GByteArray *content, gsize size)
{
  guint old = content->len;

  g_byte_array_set_size (content, (guint) size);
  if (size > old)
    memset (content->data + old, 0, size - old);
}

static void
put (GByteArray *content, const guint8 *data, gsize size, gsize at)
{
  if (at + size > content->len)
    set_size (content, at + size);
  memcpy (content->data + at, data, size);
}

/* @torn: (nullable): which of its sectors arrive */
static void
apply (GByteArray *content, const PowerEvent *event, GRand *torn)
{
  gsize size = 0;
  const guint8 *data;
  gsize at = (gsize) event->at;

  if (event->kind == POWER_TRUNCATE)
    {
      set_size (content, at);
      return;
    }
  data = g_bytes_get_data (event->data, &size);
  for (gsize done = 0; done < size;)
    {
      gsize n = torn != NULL ? MIN (SECTOR - (at + done) % SECTOR, size - done) : size;

      if (torn == NULL || g_rand_boolean (torn))
        put (content, data + done, n, at + done);
      done += n;
    }
}

static GByteArray *
content_left (const Inode *inode, PowerLeft left, const PowerEvent *last, GRand *rand)
{
  GByteArray *content = g_byte_array_sized_new (inode->synced->len);
  double chance = g_rand_double (rand);

  g_byte_array_append (content, inode->synced->data, inode->synced->len);
  for (guint i = 0; left != POWER_LEFT_SYNCED && i < inode->waiting->len; i++)
    {
      const PowerEvent *event = g_ptr_array_index (inode->waiting, i);
      gboolean torn = left == POWER_LEFT_TORN ? event == last : g_rand_int_range (rand, 0, 4) == 0;

      if (left == POWER_LEFT_SOME && g_rand_double (rand) > chance)
        continue;
      apply (content, event, left != POWER_LEFT_ALL && torn ? rand : NULL);
    }
  return content;
}

/* --- names ---------------------------------------------------------------- */

static void
change_name (GHashTable *names, const PowerEvent *event)
{
  gpointer inode;

  switch (event->kind)
    {
    case POWER_MAKE_FILE:
    case POWER_MAKE_FOLDER:
      g_hash_table_insert (names, g_strdup (event->path), GUINT_TO_POINTER (event->inode));
      break;
    case POWER_RENAME:
      inode = g_hash_table_lookup (names, event->path);
      g_hash_table_insert (names, g_strdup (event->to), inode);
      g_hash_table_remove (names, event->path);
      break;
    case POWER_DELETE:
      g_hash_table_remove (names, event->path);
      break;
    case POWER_WRITE:
    case POWER_TRUNCATE:
    case POWER_SYNC:
    case POWER_LOSE:
    case POWER_SYNC_FOLDER:
    case POWER_SAID:
    default:
      g_assert_not_reached ();
    }
}

static gboolean
is_in (const PowerEvent *event, const char *folder)
{
  g_autofree char *parent = g_path_get_dirname (event->path);

  return g_str_equal (parent, folder);
}

static void
sync_folder (PowerDisk *disk, const char *folder)
{
  for (guint i = 0; i < disk->waiting->len;)
    {
      const PowerEvent *event = g_ptr_array_index (disk->waiting, i);

      if (!is_in (event, folder))
        {
          i++;
          continue;
        }
      change_name (disk->names, event);
      g_ptr_array_remove_index (disk->waiting, i);
    }
}

static GHashTable *
names_left (PowerDisk *disk, PowerLeft left, GRand *rand)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) lost = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  g_hash_table_iter_init (&iter, disk->names);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (names, g_strdup (key), value);
  for (guint i = 0; left != POWER_LEFT_SYNCED && i < disk->waiting->len; i++)
    {
      const PowerEvent *event = g_ptr_array_index (disk->waiting, i);

      if (!g_hash_table_contains (lost, event->path) &&
          (event->to == NULL || !g_hash_table_contains (lost, event->to)) &&
          (left != POWER_LEFT_SOME || g_rand_boolean (rand)))
        {
          change_name (names, event);
          continue;
        }
      g_hash_table_add (lost, event->path);
      if (event->to != NULL)
        g_hash_table_add (lost, event->to);
    }
  return names;
}

/* --- the whole ------------------------------------------------------------ */

void
power_disk_add (PowerDisk *disk, const PowerEvent *event)
{
  Inode *inode = NULL;

  if (event->kind == POWER_MAKE_FILE)
    {
      inode = g_new0 (Inode, 1);
      inode->synced = g_byte_array_new ();
      inode->waiting = g_ptr_array_new ();
      g_assert_cmpuint (event->inode, ==, disk->inodes->len);
      g_ptr_array_add (disk->inodes, inode);
    }
  switch (event->kind)
    {
    case POWER_WRITE:
    case POWER_TRUNCATE:
      inode = g_ptr_array_index (disk->inodes, event->inode);
      g_ptr_array_add (inode->waiting, (gpointer) event);
      disk->last = event;
      break;
    case POWER_SYNC:
      inode = g_ptr_array_index (disk->inodes, event->inode);
      for (guint i = 0; i < inode->waiting->len; i++)
        apply (inode->synced, g_ptr_array_index (inode->waiting, i), NULL);
      g_ptr_array_set_size (inode->waiting, 0);
      break;
    case POWER_LOSE:
      inode = g_ptr_array_index (disk->inodes, event->inode);
      g_ptr_array_set_size (inode->waiting, 0);
      break;
    case POWER_SYNC_FOLDER:
      sync_folder (disk, event->path);
      break;
    case POWER_SAID:
      break;
    case POWER_MAKE_FILE:
    case POWER_MAKE_FOLDER:
    case POWER_RENAME:
    case POWER_DELETE:
    default:
      g_ptr_array_add (disk->waiting, (gpointer) event);
    }
}

static gboolean
has_folder (GHashTable *names, const char *path)
{
  g_autofree char *parent = g_path_get_dirname (path);

  return g_str_equal (parent, ".") || (g_hash_table_contains (names, parent) && has_folder (names, parent));
}

static void
build_file (const char *folder, const char *name, const GByteArray *content, GChecksum *checksum)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_checksum_update (checksum, (const guchar *) name, -1);
  g_checksum_update (checksum, content->data, content->len);
  g_mkdir_with_parents (parent, 0700);
  g_file_set_contents_full (path, (const char *) content->data, content->len, G_FILE_SET_CONTENTS_NONE, 0600,
                            &error);
  g_assert_no_error (error);
}

char *
power_disk_build (PowerDisk *disk, PowerLeft left, guint32 seed, const char *folder)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GHashTable) names = names_left (disk, left, rand);
  g_autoptr (GList) sorted = g_list_sort (g_hash_table_get_keys (names), (GCompareFunc) strcmp);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (GList *l = sorted; l != NULL; l = l->next)
    {
      guint number = GPOINTER_TO_UINT (g_hash_table_lookup (names, l->data));
      g_autofree char *path = g_build_filename (folder, l->data, NULL);
      g_autoptr (GByteArray) content = NULL;

      if (!has_folder (names, l->data))
        continue;
      if (number == 0)
        {
          g_mkdir_with_parents (path, 0700);
          g_checksum_update (checksum, l->data, -1);
          continue;
        }
      content = content_left (g_ptr_array_index (disk->inodes, number), left, disk->last, rand);
      build_file (folder, l->data, content, checksum);
    }
  return g_strdup (g_checksum_get_string (checksum));
}
