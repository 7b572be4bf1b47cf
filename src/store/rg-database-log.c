/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-database-private.h"
#include "store/rg-store-error-private.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* The write-ahead log after a sync of it has failed.
 *
 * The system then takes what it could not write for written: a later sync says
 * that all is well and writes nothing of it. A log on the disk has a hole there,
 * and ends at it for whoever reads it after a power cut. Moving such a log into
 * the file would not do: the power may go in between, when some pages are there
 * and the log that could make them whole is not. So it is written once more,
 * from what the system still remembers of it. */

#define CHUNK (256 * 1024)

#define SHARED_SIZE 32768
#define PAGE_SIZE_AT 14
#define FRAMES_AT 16
#define LOG_HEADER 32
#define FRAME_HEADER 24

static gboolean
write_all (int descriptor, const guint8 *data, gsize size)
{
  while (size > 0)
    {
      gssize n = write (descriptor, data, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      data += n;
      size -= (gsize) n;
    }
  return TRUE;
}

/* The first @size bytes are written over themselves; what is behind them was
 * rolled back and goes. */
static gboolean
write_over (int descriptor, off_t size)
{
  g_autofree guint8 *chunk = g_malloc (CHUNK);
  off_t at = 0;

  if (ftruncate (descriptor, size) != 0)
    return FALSE;
  while (at < size)
    {
      gssize n = pread (descriptor, chunk, (gsize) MIN (CHUNK, size - at), at);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0 || lseek (descriptor, at, SEEK_SET) != at || !write_all (descriptor, chunk, (gsize) n))
        return FALSE;
      at += n;
    }
  return fsync (descriptor) == 0;
}

/* As far as transactions are in the log that have not been rolled back. Only the
 * memory beside the log tells; its form and the log's are in SQLite's document
 * "WAL-mode File Format". */
static gboolean
read_size (RgDatabase *db, off_t *size)
{
  sqlite3_file *file = NULL;
  void volatile *shared = NULL;
  const guint32 volatile *words;
  gsize frames;
  gsize page;

  if (sqlite3_file_control (db->handle, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK ||
      file->pMethods == NULL || file->pMethods->iVersion < 2 ||
      file->pMethods->xShmMap (file, 0, SHARED_SIZE, FALSE, &shared) != SQLITE_OK || shared == NULL)
    return FALSE;
  words = shared;
  frames = words[FRAMES_AT / sizeof *words];
  page = ((const guint16 volatile *) shared)[PAGE_SIZE_AT / sizeof (guint16)];
  *size = frames == 0 ? 0 : (off_t) (LOG_HEADER + frames * (FRAME_HEADER + (page == 1 ? 65536 : page)));
  return TRUE;
}

/*< private >
 * rg_database_mend_log:
 * @db: the only connection that writes to its file, between transactions
 *
 * Brings the log to the disk when one of its syncs has failed before. There is
 * nothing to do when none has.
 *
 * Returns: whether the disk has the log whole
 */
gboolean
rg_database_mend_log (RgDatabase *db, GError **error)
{
  const char *name;
  off_t size = 0;
  int descriptor;
  gboolean done;

  /* Without memory there may not even be a handle. */
  if (!db->doubtful)
    return TRUE;
  name = sqlite3_db_filename (db->handle, "main");
  /* Opening and closing this one takes no lock away: SQLite's are on others. */
  descriptor = open (sqlite3_filename_wal (name), O_RDWR | O_CLOEXEC);
  done = descriptor >= 0 ? read_size (db, &size) && write_over (descriptor, size) : errno == ENOENT;
  if (!done)
    rg_store_error_set_sqlite (NULL, SQLITE_IOERR_FSYNC, error);
  if (descriptor >= 0)
    close (descriptor);
  db->doubtful = !done;
  return done;
}

/*< private >
 * rg_database_limit_log:
 * @pages: after a COMMIT that leaves more in the log, it is moved into the file
 *
 * Instead of SQLite's own way, which tells nobody that a sync has failed.
 */
void
rg_database_limit_log (RgDatabase *db, int pages)
{
  rg_database_manage_log (db);
  db->most_wal_pages = pages;
}
