/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-output-file.h"

#include "exchange/rg-import.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Bytes that are gathered before the disk is asked. */
#define BUFFER_MAX (256 * 1024)

struct _RgOutputFile
{
  char *path;
  char *part; /* the file that is being written */
  int fd;
  GString *buffer;
  gboolean done;
};

/**
 * rg_output_refuse:
 * @path: the file to be
 * @reason: an errno
 * @error: return location for an error
 *
 * Returns: %FALSE, with a sentence that says what to do
 */
gboolean
rg_output_refuse (const char *path, int reason, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_OUTPUT,
               _ ("“%s” cannot be written: %s. Please choose another folder, or make room on the disk."),
               name, g_strerror (reason));
  return FALSE;
}

/**
 * rg_output_sync_folder:
 * @path: of a file or folder
 *
 * The name is safe on the disk only when the folder that holds it is.
 */
void
rg_output_sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd >= 0)
    {
      fsync (fd);
      close (fd);
    }
}

/**
 * rg_output_file_refuse:
 * @file: a file
 * @reason: an errno
 * @error: return location for an error
 *
 * Returns: %FALSE, with a sentence that says what to do
 */
gboolean
rg_output_file_refuse (const RgOutputFile *file, int reason, GError **error)
{
  return rg_output_refuse (file->path, reason, error);
}

/**
 * rg_output_file_new:
 * @path: the file to be
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a file of nothing
 */
RgOutputFile *
rg_output_file_new (const char *path, GError **error)
{
  g_autoptr (RgOutputFile) file = g_new0 (RgOutputFile, 1);
  struct stat info;

  file->path = g_strdup (path);
  file->fd = -1;
  file->buffer = g_string_new (NULL);
  /* What is no file, such as a pipe or /dev/null, would be gone after a rename. */
  if (g_stat (path, &info) == 0 && !S_ISREG (info.st_mode))
    {
      rg_output_file_refuse (file, S_ISDIR (info.st_mode) ? EISDIR : ENOTSUP, error);
      return NULL;
    }
  for (guint i = 0; file->fd < 0; i++)
    {
      g_autofree char *part = g_strdup_printf ("%s.%u.part", path, i);

      file->fd = g_open (part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
      if (file->fd >= 0)
        file->part = g_steal_pointer (&part);
      else if (errno != EEXIST || i > 1000)
        {
          rg_output_file_refuse (file, errno, error);
          return NULL;
        }
    }
  return g_steal_pointer (&file);
}

/**
 * rg_output_file_free:
 * @file: (transfer full): a file
 */
void
rg_output_file_free (RgOutputFile *file)
{
  if (file->fd >= 0)
    close (file->fd);
  if (file->part != NULL && !file->done)
    g_unlink (file->part);
  g_string_free (file->buffer, TRUE);
  g_free (file->part);
  g_free (file->path);
  g_free (file);
}

static gboolean
flush (RgOutputFile *file, GError **error)
{
  gsize written = 0;

  while (written < file->buffer->len)
    {
      ssize_t n = write (file->fd, file->buffer->str + written, file->buffer->len - written);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return rg_output_file_refuse (file, n < 0 ? errno : ENOSPC, error);
      written += (gsize) n;
    }
  g_string_truncate (file->buffer, 0);
  return TRUE;
}

/**
 * rg_output_file_write:
 * @file: a file
 * @bytes: (array length=n): what comes next
 * @n: how many
 * @error: return location for an error
 *
 * Returns: %FALSE when the disk did not take it
 */
gboolean
rg_output_file_write (RgOutputFile *file, const char *bytes, gsize n, GError **error)
{
  g_string_append_len (file->buffer, bytes, (gssize) n);
  return file->buffer->len < BUFFER_MAX || flush (file, error);
}

static gboolean
finish (RgOutputFile *file, GError **error)
{
  int fd = file->fd;

  if (!flush (file, error))
    return FALSE;
  if (fsync (fd) != 0)
    return rg_output_file_refuse (file, errno, error);
  file->fd = -1;
  return close (fd) == 0 || rg_output_file_refuse (file, errno, error);
}

/**
 * rg_output_file_commit:
 * @file: a file
 * @error: return location for an error
 *
 * Returns: whether the file stands under its name; else an older one is there
 *   as it was
 */
gboolean
rg_output_file_commit (RgOutputFile *file, GError **error)
{
  if (!finish (file, error))
    return FALSE;
  if (g_rename (file->part, file->path) != 0)
    return rg_output_file_refuse (file, errno, error);
  file->done = TRUE;
  rg_output_sync_folder (file->path);
  return TRUE;
}

/* customers.csv, customers-2.csv … */
static char *
numbered (const char *path, guint number)
{
  const char *dot = strrchr (path, '.');
  const char *slash = strrchr (path, '/');

  if (number < 2)
    return g_strdup (path);
  if (dot == NULL || (slash != NULL && dot < slash))
    return g_strdup_printf ("%s-%u", path, number);
  return g_strdup_printf ("%.*s-%u%s", (int) (dot - path), path, number, dot);
}

/**
 * rg_output_file_commit_new:
 * @file: a file
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the path at which the file stands now
 */
char *
rg_output_file_commit_new (RgOutputFile *file, GError **error)
{
  if (!finish (file, error))
    return NULL;
  for (guint number = 1; number < 10000; number++)
    {
      g_autofree char *path = numbered (file->path, number);

      /* A link fails when the name is taken, which a rename would not. Some
       * disks have no links: there the name is only looked at. */
      if (link (file->part, path) == 0)
        {
          rg_output_sync_folder (path);
          return g_steal_pointer (&path);
        }
      if (errno != EEXIST && !g_file_test (path, G_FILE_TEST_EXISTS))
        {
          if (g_rename (file->part, path) != 0)
            break;
          file->done = TRUE;
          rg_output_sync_folder (path);
          return g_steal_pointer (&path);
        }
    }
  rg_output_file_refuse (file, errno, error);
  return NULL;
}
