/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "power-vfs.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- the record ----------------------------------------------------------- */

/* The order of what threads do is that in which they come by this lock, which
 * they hold while they do it. */
static GMutex mutex;
static char *root;
static GPtrArray *events;
static GHashTable *names; /* path → inode */
static guint n_inodes;

static void
event_free (gpointer data)
{
  PowerEvent *event = data;

  g_clear_pointer (&event->data, g_bytes_unref);
  g_free (event->path);
  g_free (event->to);
  g_free (event);
}

static PowerEvent *
add (PowerKind kind, guint inode, const char *path)
{
  PowerEvent *event = g_new0 (PowerEvent, 1);

  event->kind = kind;
  event->inode = inode;
  event->path = g_strdup (path);
  g_ptr_array_add (events, event);
  return event;
}

/* (nullable): @path below the recorded folder */
static const char *
below (const char *path)
{
  gsize size = root != NULL ? strlen (root) : 0;

  if (root == NULL || path == NULL || strncmp (path, root, size) != 0)
    return NULL;
  if (path[size] == '\0')
    return ".";
  return path[size] == '/' ? path + size + 1 : NULL;
}

/* The inode of a file that is open now, new if it was not there; 0 for others. */
static guint
enter_file (const char *path)
{
  const char *name = below (path);
  gpointer found;

  if (name == NULL)
    return 0;
  found = g_hash_table_lookup (names, name);
  if (found == NULL)
    {
      found = GUINT_TO_POINTER (++n_inodes);
      g_hash_table_insert (names, g_strdup (name), found);
      add (POWER_MAKE_FILE, n_inodes, name);
    }
  return GPOINTER_TO_UINT (found);
}

static void
note_rename (const char *path, const char *to)
{
  const char *from = below (path);
  gpointer inode;

  if (from == NULL)
    return;
  inode = g_hash_table_lookup (names, from);
  g_hash_table_insert (names, g_strdup (below (to)), inode);
  add (POWER_RENAME, 0, from)->to = g_strdup (below (to));
  g_hash_table_remove (names, from);
}

static void
note_delete (const char *path)
{
  const char *name = below (path);

  if (name != NULL && g_hash_table_remove (names, name))
    add (POWER_DELETE, 0, name);
}

static void
note_write (guint inode, const void *data, gsize size, gint64 at)
{
  PowerEvent *event;

  if (inode == 0 || root == NULL)
    return;
  event = add (POWER_WRITE, inode, NULL);
  event->at = at;
  event->data = g_bytes_new (data, size);
}

static void
note_sync_folder_of (const char *path)
{
  const char *name = below (path);
  g_autofree char *folder = name != NULL ? g_path_get_dirname (name) : NULL;

  if (folder != NULL)
    add (POWER_SYNC_FOLDER, 0, folder);
}

static void
enter_what_is_there (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *data = NULL;
      gsize size = 0;
      guint inode;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          add (POWER_MAKE_FOLDER, 0, below (path));
          enter_what_is_there (path);
        }
      else if (g_file_get_contents (path, &data, &size, NULL))
        {
          inode = enter_file (path);
          note_write (inode, data, size, 0);
          add (POWER_SYNC, inode, NULL);
        }
    }
  add (POWER_SYNC_FOLDER, 0, below (folder));
}

guint
power_record (const char *folder)
{
  guint n;

  g_mutex_lock (&mutex);
  root = g_strdup (folder);
  events = g_ptr_array_new_with_free_func (event_free);
  names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  enter_what_is_there (folder);
  n = events->len;
  g_mutex_unlock (&mutex);
  return n;
}

void
power_say (gint64 number)
{
  g_mutex_lock (&mutex);
  add (POWER_SAID, 0, NULL)->at = number;
  g_mutex_unlock (&mutex);
}

GPtrArray *
power_record_end (void)
{
  GPtrArray *all;

  g_mutex_lock (&mutex);
  all = g_steal_pointer (&events);
  g_clear_pointer (&root, g_free);
  g_clear_pointer (&names, g_hash_table_unref);
  n_inodes = 0;
  g_mutex_unlock (&mutex);
  return all;
}

/* --- failures ------------------------------------------------------------- */

static GMutex fail_mutex; /* asked inside the other one, and by the allocator */
static PowerFail fail_kinds;
static gint64 fail_nth;
static gboolean fail_lasting;
static gint64 n_calls;

/* With the errno that goes with it, which SQLite asks for. */
static gboolean
fails (PowerFail kinds)
{
  gboolean failing = FALSE;

  g_mutex_lock (&fail_mutex);
  if ((fail_kinds & kinds) != 0)
    {
      n_calls++;
      failing = fail_nth != 0 && (fail_lasting ? n_calls >= fail_nth : n_calls == fail_nth);
    }
  if (failing)
    errno = (fail_kinds & POWER_FAIL_FULL) != 0 ? ENOSPC : EIO;
  g_mutex_unlock (&fail_mutex);
  return failing;
}

void
power_fail (PowerFail kinds, gint64 nth, gboolean lasting)
{
  g_mutex_lock (&fail_mutex);
  fail_kinds = kinds;
  fail_nth = nth;
  fail_lasting = lasting;
  n_calls = 0;
  g_mutex_unlock (&fail_mutex);
}

gint64
power_mend (void)
{
  gint64 n = n_calls;

  power_fail (0, 0, FALSE);
  return n;
}

/* --- SQLite's allocator --------------------------------------------------- */

static sqlite3_mem_methods memory;

static void *
take (int size)
{
  return fails (POWER_FAIL_MEMORY) ? NULL : memory.xMalloc (size);
}

static void *
take_more (void *old, int size)
{
  return fails (POWER_FAIL_MEMORY) ? NULL : memory.xRealloc (old, size);
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

  if (fails (POWER_FAIL_READ))
    return SQLITE_IOERR_READ;
  return file->real->pMethods->xRead (file->real, data, size, at);
}

static int
file_write (sqlite3_file *base, const void *data, int size, sqlite3_int64 at)
{
  File *file = (File *) base;
  int result;

  if (fails (POWER_FAIL_FULL))
    return SQLITE_FULL;
  if (fails (POWER_FAIL_WRITE))
    return SQLITE_IOERR_WRITE;
  g_mutex_lock (&mutex);
  result = file->real->pMethods->xWrite (file->real, data, size, at);
  note_write (file->inode, data, (gsize) size, at);
  g_mutex_unlock (&mutex);
  return result;
}

static int
file_truncate (sqlite3_file *base, sqlite3_int64 size)
{
  File *file = (File *) base;
  int result;

  if (fails (POWER_FAIL_SIZE))
    return SQLITE_IOERR_TRUNCATE;
  g_mutex_lock (&mutex);
  result = file->real->pMethods->xTruncate (file->real, size);
  if (file->inode != 0 && root != NULL)
    add (POWER_TRUNCATE, file->inode, NULL)->at = size;
  g_mutex_unlock (&mutex);
  return result;
}

/* Nobody takes this machine's power away: that the disk was asked is all that
 * is wanted of it. */
static int
file_sync (sqlite3_file *base, int flags)
{
  File *file = (File *) base;

  if (fails (POWER_FAIL_SYNC))
    {
      g_mutex_lock (&mutex);
      if (file->inode != 0 && root != NULL)
        add (POWER_LOSE, file->inode, NULL);
      g_mutex_unlock (&mutex);
      errno = EIO;
      return SQLITE_IOERR_FSYNC;
    }
  g_mutex_lock (&mutex);
  if (file->inode != 0 && root != NULL)
    {
      add (POWER_SYNC, file->inode, NULL);
      if (file->sync_folder)
        note_sync_folder_of (file->path);
      file->sync_folder = FALSE;
    }
  g_mutex_unlock (&mutex);
  return SQLITE_OK;
}

static int
file_size (sqlite3_file *base, sqlite3_int64 *size)
{
  File *file = (File *) base;

  return fails (POWER_FAIL_SIZE) ? SQLITE_IOERR_FSTAT : file->real->pMethods->xFileSize (file->real, size);
}

static int
file_lock (sqlite3_file *base, int level)
{
  File *file = (File *) base;

  return fails (POWER_FAIL_LOCK) ? SQLITE_IOERR_LOCK : file->real->pMethods->xLock (file->real, level);
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
  if (fails (POWER_FAIL_SHARE))
    return SQLITE_IOERR_SHMMAP;
  return file->real->pMethods->xShmMap (file->real, part, size, extend, data);
}

static int
file_lock_shared (sqlite3_file *base, int offset, int n, int flags)
{
  File *file = (File *) base;

  if ((flags & SQLITE_SHM_LOCK) != 0 && fails (POWER_FAIL_LOCK))
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
  if (fails (POWER_FAIL_OPEN))
    return SQLITE_CANTOPEN;
  g_mutex_lock (&mutex);
  result = below_vfs->xOpen (below_vfs, name, file->real, flags, out_flags);
  if (result == SQLITE_OK && name != NULL)
    {
      file->inode = enter_file (name);
      file->path = g_strdup (name);
      /* As SQLite does: with the first sync of a log its name is synced too. */
      file->sync_folder = (flags & SQLITE_OPEN_CREATE) != 0 && (flags & logs) != 0;
    }
  g_mutex_unlock (&mutex);
  if (file->real->pMethods != NULL)
    file->base.pMethods = &file_methods;
  return result;
}

static int
vfs_delete (sqlite3_vfs *vfs, const char *name, int sync_folder)
{
  int result;

  g_mutex_lock (&mutex);
  result = below_vfs->xDelete (below_vfs, name, 0);
  if (result == SQLITE_OK)
    {
      note_delete (name);
      if (sync_folder)
        note_sync_folder_of (name);
    }
  g_mutex_unlock (&mutex);
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

/* --- the store's own files ------------------------------------------------ */

/* The linker gives the calls of the store to these. */
int __real_fsync (int descriptor);
int __real_rename (const char *from, const char *to);
int __real_renameat2 (int from_dir, const char *from, int to_dir, const char *to, unsigned int flags);
int __real_unlink (const char *path);
int __real_mkdir (const char *path, mode_t mode);
int __real_g_mkdir_with_parents (const char *path, int mode);
int __real_g_mkstemp_full (char *template, int flags, int mode);
ssize_t __real_write (int descriptor, const void *data, size_t size);
int __wrap_fsync (int descriptor);
int __wrap_rename (const char *from, const char *to);
int __wrap_renameat2 (int from_dir, const char *from, int to_dir, const char *to, unsigned int flags);
int __wrap_unlink (const char *path);
int __wrap_mkdir (const char *path, mode_t mode);
int __wrap_g_mkdir_with_parents (const char *path, int mode);
int __wrap_g_mkstemp_full (char *template, int flags, int mode);
ssize_t __wrap_write (int descriptor, const void *data, size_t size);

/* (transfer full) (nullable) */
static char *
path_of (int descriptor)
{
  g_autofree char *link = g_strdup_printf ("/proc/self/fd/%d", descriptor);

  return root != NULL ? g_file_read_link (link, NULL) : NULL;
}

int
__wrap_fsync (int descriptor)
{
  g_autofree char *path = NULL;
  struct stat status;

  if (fails (POWER_FAIL_SYNC))
    return -1;
  g_mutex_lock (&mutex);
  path = path_of (descriptor);
  if (below (path) != NULL && fstat (descriptor, &status) == 0)
    {
      if (S_ISDIR (status.st_mode))
        add (POWER_SYNC_FOLDER, 0, below (path));
      else
        add (POWER_SYNC, enter_file (path), NULL);
    }
  g_mutex_unlock (&mutex);
  return 0;
}

int
__wrap_rename (const char *from, const char *to)
{
  int result;

  g_mutex_lock (&mutex);
  result = __real_rename (from, to);
  if (result == 0)
    note_rename (from, to);
  g_mutex_unlock (&mutex);
  return result;
}

int
__wrap_renameat2 (int from_dir, const char *from, int to_dir, const char *to, unsigned int flags)
{
  int result;

  g_mutex_lock (&mutex);
  result = __real_renameat2 (from_dir, from, to_dir, to, flags);
  if (result == 0)
    note_rename (from, to);
  g_mutex_unlock (&mutex);
  return result;
}

int
__wrap_unlink (const char *path)
{
  int result;

  g_mutex_lock (&mutex);
  result = __real_unlink (path);
  if (result == 0)
    note_delete (path);
  g_mutex_unlock (&mutex);
  return result;
}

int
__wrap_mkdir (const char *path, mode_t mode)
{
  int result;

  if (fails (POWER_FAIL_FULL))
    return -1;
  g_mutex_lock (&mutex);
  result = __real_mkdir (path, mode);
  if (result == 0 && below (path) != NULL)
    add (POWER_MAKE_FOLDER, 0, below (path));
  g_mutex_unlock (&mutex);
  return result;
}

/* The topmost first. */
static void
note_missing_folders (const char *path)
{
  g_autofree char *parent = g_path_get_dirname (path);

  if (below (path) == NULL || g_file_test (path, G_FILE_TEST_EXISTS))
    return;
  note_missing_folders (parent);
  add (POWER_MAKE_FOLDER, 0, below (path));
}

int
__wrap_g_mkdir_with_parents (const char *path, int mode)
{
  int result;

  g_mutex_lock (&mutex);
  note_missing_folders (path);
  result = __real_g_mkdir_with_parents (path, mode);
  g_mutex_unlock (&mutex);
  return result;
}

int
__wrap_g_mkstemp_full (char *template, int flags, int mode)
{
  int descriptor;

  if (fails (POWER_FAIL_OPEN))
    return -1;
  g_mutex_lock (&mutex);
  descriptor = __real_g_mkstemp_full (template, flags, mode);
  if (descriptor >= 0)
    enter_file (template);
  g_mutex_unlock (&mutex);
  return descriptor;
}

ssize_t
__wrap_write (int descriptor, const void *data, size_t size)
{
  g_autofree char *path = NULL;
  ssize_t n;

  if (fails (POWER_FAIL_FULL | POWER_FAIL_WRITE))
    return -1;
  g_mutex_lock (&mutex);
  path = path_of (descriptor);
  n = __real_write (descriptor, data, size);
  if (n > 0 && below (path) != NULL)
    note_write (enter_file (path), data, (gsize) n, lseek (descriptor, 0, SEEK_CUR) - n);
  g_mutex_unlock (&mutex);
  return n;
}
