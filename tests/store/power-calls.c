/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "power-private.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- the store's own files ------------------------------------------------ */

/* The linker gives the calls of the store to these. */
int __real_fsync (int descriptor);
int __real_ftruncate64 (int descriptor, off_t size);
int __real_rename (const char *from, const char *to);
int __real_renameat2 (int from_dir, const char *from, int to_dir, const char *to, unsigned int flags);
int __real_unlink (const char *path);
int __real_mkdir (const char *path, mode_t mode);
int __real_g_mkdir_with_parents (const char *path, int mode);
int __real_g_mkstemp_full (char *template, int flags, int mode);
ssize_t __real_write (int descriptor, const void *data, size_t size);
int __wrap_fsync (int descriptor);
int __wrap_ftruncate64 (int descriptor, off_t size);
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

  return power_root != NULL ? g_file_read_link (link, NULL) : NULL;
}

int
__wrap_fsync (int descriptor)
{
  g_autofree char *path = NULL;
  struct stat status;
  int result = 0;

  g_mutex_lock (&power_mutex);
  path = path_of (descriptor);
  if (power_fails_at (path, POWER_FAIL_SYNC))
    result = -1;
  if (power_below (path) != NULL && fstat (descriptor, &status) == 0)
    {
      if (S_ISDIR (status.st_mode))
        {
          if (result == 0)
            power_add (POWER_SYNC_FOLDER, 0, power_below (path));
        }
      else
        power_add (result == 0 ? POWER_SYNC : POWER_LOSE, power_enter_file (path), NULL);
    }
  g_mutex_unlock (&power_mutex);
  if (result != 0)
    errno = EIO;
  return result;
}

int
__wrap_ftruncate64 (int descriptor, off_t size)
{
  g_autofree char *path = NULL;
  int result;

  if (power_fails (POWER_FAIL_SIZE))
    return -1;
  g_mutex_lock (&power_mutex);
  path = path_of (descriptor);
  result = __real_ftruncate64 (descriptor, size);
  if (result == 0 && power_below (path) != NULL)
    power_add (POWER_TRUNCATE, power_enter_file (path), NULL)->at = size;
  g_mutex_unlock (&power_mutex);
  return result;
}

int
__wrap_rename (const char *from, const char *to)
{
  int result;

  g_mutex_lock (&power_mutex);
  result = __real_rename (from, to);
  if (result == 0)
    power_note_rename (from, to);
  g_mutex_unlock (&power_mutex);
  return result;
}

int
__wrap_renameat2 (int from_dir, const char *from, int to_dir, const char *to, unsigned int flags)
{
  int result;

  g_mutex_lock (&power_mutex);
  result = __real_renameat2 (from_dir, from, to_dir, to, flags);
  if (result == 0)
    power_note_rename (from, to);
  g_mutex_unlock (&power_mutex);
  return result;
}

int
__wrap_unlink (const char *path)
{
  int result;

  g_mutex_lock (&power_mutex);
  result = __real_unlink (path);
  if (result == 0)
    power_note_delete (path);
  g_mutex_unlock (&power_mutex);
  return result;
}

int
__wrap_mkdir (const char *path, mode_t mode)
{
  int result;

  if (power_fails (POWER_FAIL_FULL))
    return -1;
  g_mutex_lock (&power_mutex);
  result = __real_mkdir (path, mode);
  if (result == 0 && power_below (path) != NULL)
    power_add (POWER_MAKE_FOLDER, 0, power_below (path));
  g_mutex_unlock (&power_mutex);
  return result;
}

/* The topmost first. */
static void
note_missing_folders (const char *path)
{
  g_autofree char *parent = g_path_get_dirname (path);

  if (power_below (path) == NULL || g_file_test (path, G_FILE_TEST_EXISTS))
    return;
  note_missing_folders (parent);
  power_add (POWER_MAKE_FOLDER, 0, power_below (path));
}

int
__wrap_g_mkdir_with_parents (const char *path, int mode)
{
  int result;

  g_mutex_lock (&power_mutex);
  note_missing_folders (path);
  result = __real_g_mkdir_with_parents (path, mode);
  g_mutex_unlock (&power_mutex);
  return result;
}

int
__wrap_g_mkstemp_full (char *template, int flags, int mode)
{
  int descriptor;

  if (power_fails (POWER_FAIL_OPEN))
    return -1;
  g_mutex_lock (&power_mutex);
  descriptor = __real_g_mkstemp_full (template, flags, mode);
  if (descriptor >= 0)
    power_enter_file (template);
  g_mutex_unlock (&power_mutex);
  return descriptor;
}

ssize_t
__wrap_write (int descriptor, const void *data, size_t size)
{
  g_autofree char *path = NULL;
  ssize_t n;

  if (power_fails (POWER_FAIL_FULL | POWER_FAIL_WRITE))
    return -1;
  g_mutex_lock (&power_mutex);
  path = path_of (descriptor);
  n = __real_write (descriptor, data, size);
  if (n > 0 && power_below (path) != NULL)
    power_note_write (power_enter_file (path), data, (gsize) n, lseek (descriptor, 0, SEEK_CUR) - n);
  g_mutex_unlock (&power_mutex);
  return n;
}
