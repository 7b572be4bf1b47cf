/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-backup-private.h"

#include "store/rg-store-error-private.h"
#include "store/rg-store-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <string.h>
#include <unistd.h>

#define PIECE (256 * 1024)
/* What has to stay free besides. */
#define SPARE (16 * 1024 * 1024)

void
rg_backup_tell (const RgBackupMeter *meter, double fraction)
{
  if (meter != NULL && meter->progress != NULL)
    meter->progress (meter->from + (meter->to - meter->from) * fraction, meter->data);
}

RgBackupMeter
rg_backup_part (const RgBackupMeter *meter, double from, double to)
{
  RgBackupMeter part = { NULL, NULL, 0, 1 };

  if (meter == NULL)
    return part;
  part = *meter;
  part.from = meter->from + (meter->to - meter->from) * from;
  part.to = meter->from + (meter->to - meter->from) * to;
  return part;
}

static gboolean
write_all (int descriptor, const char *data, gsize size)
{
  while (size > 0)
    {
      ssize_t n = write (descriptor, data, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      data += n;
      size -= (gsize) n;
    }
  return TRUE;
}

/* What is read again afterwards comes from the disk, not from memory. */
static gboolean
settle (int descriptor)
{
  if (fsync (descriptor) != 0)
    return FALSE;
  posix_fadvise (descriptor, 0, 0, POSIX_FADV_DONTNEED);
  return TRUE;
}

/* Reads @from to its end; @out: -1, or where it is written to. */
static char *
pass (int in,
      int out,
      const char *from,
      const char *to,
      const RgBackupMeter *meter,
      GCancellable *cancellable,
      GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *buffer = g_malloc (PIECE);
  struct stat status = { 0 };
  gint64 done = 0;
  ssize_t n;

  fstat (in, &status);
  posix_fadvise (in, 0, 0, POSIX_FADV_SEQUENTIAL);
  while ((n = read (in, buffer, PIECE)) != 0)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0 || (out >= 0 && !write_all (out, buffer, (gsize) n)))
        {
          rg_store_error_set_errno (errno, n < 0 ? from : to, error);
          return NULL;
        }
      g_checksum_update (checksum, (const guchar *) buffer, n);
      done += n;
      if (status.st_size > 0)
        rg_backup_tell (meter, MIN (1.0, (double) done / (double) status.st_size));
    }
  return g_strdup (g_checksum_get_string (checksum));
}

char *
rg_backup_hash (const char *path, const RgBackupMeter *meter, GCancellable *cancellable, GError **error)
{
  int in = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  char *sum;

  if (in < 0)
    {
      rg_store_error_set_errno (errno, path, error);
      return NULL;
    }
  sum = pass (in, -1, path, NULL, meter, cancellable, error);
  close (in);
  return sum;
}

gboolean
rg_backup_sync_file (const char *path, GError **error)
{
  int descriptor = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gboolean ok = descriptor >= 0 && settle (descriptor);

  if (!ok)
    rg_store_error_set_errno (errno, path, error);
  if (descriptor >= 0)
    close (descriptor);
  return ok;
}

/*< private >
 * rg_backup_copy:
 * @to: made anew; gone again when it fails
 *
 * Returns: (transfer full): the hash of what was written, which is on the disk
 */
char *
rg_backup_copy (const char *from,
                const char *to,
                const RgBackupMeter *meter,
                GCancellable *cancellable,
                GError **error)
{
  int in = g_open (from, O_RDONLY | O_CLOEXEC, 0);
  int out = in >= 0 ? g_open (to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600) : -1;
  char *sum = NULL;

  if (out < 0)
    rg_store_error_set_errno (errno, in < 0 ? from : to, error);
  else
    sum = pass (in, out, from, to, meter, cancellable, error);
  if (sum != NULL && !settle (out))
    {
      rg_store_error_set_errno (errno, to, error);
      g_clear_pointer (&sum, g_free);
    }
  if (in >= 0)
    close (in);
  if (out >= 0)
    close (out);
  if (out >= 0 && sum == NULL)
    g_unlink (to);
  return sum;
}

/*< private >
 * rg_backup_copy_database:
 * @to: made anew; gone again when it fails
 *
 * Copies a backup's .db and reads it again: what is there then is what was backed
 * up.
 */
gboolean
rg_backup_copy_database (const RgBackup *backup,
                         const char *to,
                         const RgBackupMeter *meter,
                         GCancellable *cancellable,
                         GError **error)
{
  RgBackupMeter copying = rg_backup_part (meter, 0, 0.7);
  RgBackupMeter reading = rg_backup_part (meter, 0.7, 1);
  g_autofree char *folder = g_path_get_dirname (to);
  g_autofree char *written = NULL;
  g_autofree char *read = NULL;
  g_autofree char *name = NULL;
  gboolean sound;

  if (!rg_backup_check_room (folder, backup->bytes, error))
    return FALSE;
  written = rg_backup_copy (backup->path, to, &copying, cancellable, error);
  read = written != NULL ? rg_backup_hash (to, &reading, cancellable, error) : NULL;
  sound = g_strcmp0 (written, backup->sha256) == 0;
  if (sound && g_strcmp0 (read, written) == 0)
    return TRUE;
  if (read != NULL)
    {
      name = g_filename_display_name (sound ? to : backup->path);
      g_set_error (error, RG_STORE_ERROR, sound ? RG_STORE_ERROR_IO : RG_STORE_ERROR_CORRUPT,
                   _ ("What was copied is not what was to be copied. Please check the disk. (%s)"), name);
    }
  g_unlink (to);
  return FALSE;
}

gboolean
rg_backup_make_folder (const char *folder, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (folder);

  if (g_mkdir (folder, 0700) == 0)
    return rg_store_folder_sync (parent, error);
  if (errno == EEXIST)
    return TRUE;
  rg_store_error_set_errno (errno, folder, error);
  return FALSE;
}

/* (gint64) -1 when it cannot be told. */
gint64
rg_backup_free_bytes (const char *folder)
{
  struct statvfs status;

  if (statvfs (folder, &status) != 0)
    return -1;
  return (gint64) status.f_bavail * (gint64) status.f_frsize;
}

gboolean
rg_backup_check_room (const char *folder, gint64 bytes, GError **error)
{
  gint64 room = rg_backup_free_bytes (folder);

  if (room < 0 || room >= bytes + SPARE)
    return TRUE;
  rg_store_error_set_errno (ENOSPC, folder, error);
  return FALSE;
}

static gboolean
is_stale (const char *name)
{
  guint64 process;

  if (g_str_has_suffix (name, ".part"))
    return TRUE;
  /* A proof belongs to a process, which may well live. */
  return sscanf (name, ".proof-%" G_GUINT64_FORMAT "-", &process) == 1 && kill ((pid_t) process, 0) != 0 &&
         errno == ESRCH;
}

/* What belongs to a backup that has no name (yet): its description comes before
 * it, and so does the log of one that is kept as it lies. */
static gboolean
is_orphan (const char *path)
{
  static const char *const ends[] = { ".json", ".db-wal" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (path, ends[i]))
      {
        g_autofree char *db = g_strdup_printf ("%.*s.db", (int) (strlen (path) - strlen (ends[i])), path);

        return !g_file_test (db, G_FILE_TEST_EXISTS);
      }
  return FALSE;
}

void
rg_backup_remove_tree (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (g_unlink (path) == 0 || errno == ENOENT)
    return;
  dir = g_dir_open (path, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      rg_backup_remove_tree (child);
    }
  g_rmdir (path);
}

/*< private >
 * rg_backup_sweep:
 *
 * What a killed program left in a folder of backups. Only by who holds the
 * shop's lock and makes none itself.
 */
void
rg_backup_sweep (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (is_stale (name))
        rg_backup_remove_tree (path);
      else if (g_ascii_isdigit (*name) && is_orphan (path))
        g_unlink (path);
    }
}
