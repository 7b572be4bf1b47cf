/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "power-private.h"

#include <errno.h>
#include <sqlite3.h>
#include <string.h>

/* --- SQLite's allocator --------------------------------------------------- */

static sqlite3_mem_methods memory;

static void *
take (int size)
{
  return power_fails (POWER_FAIL_MEMORY) ? NULL : memory.xMalloc (size);
}

static void *
take_more (void *old, int size)
{
  return power_fails (POWER_FAIL_MEMORY) ? NULL : memory.xRealloc (old, size);
}

/* --- SQLite's files ------------------------------------------------------- */

typedef struct
{
  sqlite3_file base;
  guint inode; /* 0: not recorded */
  gboolean sync_folder;
  char *path;
  sqlite3_file *real;
} File;

static sqlite3_vfs *below_vfs;

static int
file_close (sqlite3_file *base)
{
  File *file = (File *) base;

  g_clear_pointer (&file->path, g_free);
  return file->real->pMethods->xClose (file->real);
}

static int
file_read (sqlite3_file *base, void *data, int size, sqlite3_int64 at)
{
  File *file = (File *) base;

  if (power_fails (POWER_FAIL_READ))
    return SQLITE_IOERR_READ;
  return file->real->pMethods->xRead (file->real, data, size, at);
}

static int
file_write (sqlite3_file *base, const void *data, int size, sqlite3_int64 at)
{
  File *file = (File *) base;
  int result;

  if (power_fails (POWER_FAIL_FULL))
    return SQLITE_FULL;
  if (power_fails (POWER_FAIL_WRITE))
    return SQLITE_IOERR_WRITE;
  g_mutex_lock (&power_mutex);
  result = file->real->pMethods->xWrite (file->real, data, size, at);
  power_note_write (file->inode, data, (gsize) size, at);
  g_mutex_unlock (&power_mutex);
  return result;
}

static int
file_truncate (sqlite3_file *base, sqlite3_int64 size)
{
  File *file = (File *) base;
  int result;

  if (power_fails (POWER_FAIL_SIZE))
    return SQLITE_IOERR_TRUNCATE;
  g_mutex_lock (&power_mutex);
  result = file->real->pMethods->xTruncate (file->real, size);
  if (file->inode != 0 && power_root != NULL)
    power_add (POWER_TRUNCATE, file->inode, NULL)->at = size;
  g_mutex_unlock (&power_mutex);
  return result;
}

/* Nobody takes this machine's power away: that the disk was asked is all that
 * is wanted of it. */
static int
file_sync (sqlite3_file *base, int flags)
{
  File *file = (File *) base;

  if (power_fails_at (file->path, POWER_FAIL_SYNC))
    {
      g_mutex_lock (&power_mutex);
      if (file->inode != 0 && power_root != NULL)
        power_add (POWER_LOSE, file->inode, NULL);
      g_mutex_unlock (&power_mutex);
      errno = EIO;
      return SQLITE_IOERR_FSYNC;
    }
  g_mutex_lock (&power_mutex);
  if (file->inode != 0 && power_root != NULL)
    {
      power_add (POWER_SYNC, file->inode, NULL);
      if (file->sync_folder)
        power_note_sync_folder_of (file->path);
      file->sync_folder = FALSE;
    }
  g_mutex_unlock (&power_mutex);
  return SQLITE_OK;
}

static int
file_size (sqlite3_file *base, sqlite3_int64 *size)
{
  File *file = (File *) base;

  return power_fails (POWER_FAIL_SIZE) ? SQLITE_IOERR_FSTAT
                                       : file->real->pMethods->xFileSize (file->real, size);
}

static int
file_lock (sqlite3_file *base, int level)
{
  File *file = (File *) base;

  return power_fails (POWER_FAIL_LOCK) ? SQLITE_IOERR_LOCK : file->real->pMethods->xLock (file->real, level);
}

static int
file_unlock (sqlite3_file *base, int level)
{
  File *file = (File *) base;

  return file->real->pMethods->xUnlock (file->real, level);
}

static int
file_is_reserved (sqlite3_file *base, int *answer)
{
  File *file = (File *) base;

  return file->real->pMethods->xCheckReservedLock (file->real, answer);
}

static int
file_control (sqlite3_file *base, int what, void *data)
{
  File *file = (File *) base;

  return file->real->pMethods->xFileControl (file->real, what, data);
}

static int
file_sector_size (sqlite3_file *base)
{
  File *file = (File *) base;

  return file->real->pMethods->xSectorSize (file->real);
}

static int
file_characteristics (sqlite3_file *base)
{
  File *file = (File *) base;

  return file->real->pMethods->xDeviceCharacteristics (file->real);
}

static int
file_share (sqlite3_file *base, int part, int size, int extend, void volatile **data)
{
  File *file = (File *) base;

  *data = NULL;
  if (power_fails (POWER_FAIL_SHARE))
    return SQLITE_IOERR_SHMMAP;
  return file->real->pMethods->xShmMap (file->real, part, size, extend, data);
}

static int
file_lock_shared (sqlite3_file *base, int offset, int n, int flags)
{
  File *file = (File *) base;

  if ((flags & SQLITE_SHM_LOCK) != 0 && power_fails (POWER_FAIL_LOCK))
    return SQLITE_IOERR_SHMLOCK;
  return file->real->pMethods->xShmLock (file->real, offset, n, flags);
}

static void
file_barrier (sqlite3_file *base)
{
  File *file = (File *) base;

  file->real->pMethods->xShmBarrier (file->real);
}

static int
file_unshare (sqlite3_file *base, int delete)
{
  File *file = (File *) base;

  return file->real->pMethods->xShmUnmap (file->real, delete);
}

static const sqlite3_io_methods file_methods = {
  .iVersion = 2,
  .xClose = file_close,
  .xRead = file_read,
  .xWrite = file_write,
  .xTruncate = file_truncate,
  .xSync = file_sync,
  .xFileSize = file_size,
  .xLock = file_lock,
  .xUnlock = file_unlock,
  .xCheckReservedLock = file_is_reserved,
  .xFileControl = file_control,
  .xSectorSize = file_sector_size,
  .xDeviceCharacteristics = file_characteristics,
  .xShmMap = file_share,
  .xShmLock = file_lock_shared,
  .xShmBarrier = file_barrier,
  .xShmUnmap = file_unshare,
};

static int
vfs_open (sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *base, int flags, int *out_flags)
{
  const int logs = SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL;
  File *file = (File *) base;
  int result;

  memset (file, 0, sizeof *file);
  file->real = (sqlite3_file *) (void *) (file + 1);
  if (power_fails (POWER_FAIL_OPEN))
    return SQLITE_CANTOPEN;
  g_mutex_lock (&power_mutex);
  result = below_vfs->xOpen (below_vfs, name, file->real, flags, out_flags);
  if (result == SQLITE_OK && name != NULL)
    {
      file->inode = power_enter_file (name);
      file->path = g_strdup (name);
      /* As SQLite does: with the first sync of a log its name is synced too. */
      file->sync_folder = (flags & SQLITE_OPEN_CREATE) != 0 && (flags & logs) != 0;
    }
  g_mutex_unlock (&power_mutex);
  if (file->real->pMethods != NULL)
    file->base.pMethods = &file_methods;
  return result;
}

static int
vfs_delete (sqlite3_vfs *vfs, const char *name, int sync_folder)
{
  int result;

  g_mutex_lock (&power_mutex);
  result = below_vfs->xDelete (below_vfs, name, 0);
  if (result == SQLITE_OK)
    {
      power_note_delete (name);
      if (sync_folder)
        power_note_sync_folder_of (name);
    }
  g_mutex_unlock (&power_mutex);
  return result;
}

void
power_install (void)
{
  static sqlite3_vfs vfs;
  sqlite3_mem_methods counting;

  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_GETMALLOC, &memory), ==, SQLITE_OK);
  counting = memory;
  counting.xMalloc = take;
  counting.xRealloc = take_more;
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_MALLOC, &counting), ==, SQLITE_OK);
  below_vfs = sqlite3_vfs_find (NULL);
  vfs = *below_vfs;
  vfs.zName = "power";
  vfs.szOsFile = (int) sizeof (File) + below_vfs->szOsFile;
  vfs.pNext = NULL;
  vfs.xOpen = vfs_open;
  vfs.xDelete = vfs_delete;
  g_assert_cmpint (sqlite3_vfs_register (&vfs, 1), ==, SQLITE_OK);
}
