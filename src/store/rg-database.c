/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-database.h"

#include "store/rg-database-private.h"
#include "store/rg-store-error-private.h"

#include <glib/gi18n-lib.h>

/* Instructions of SQLite's machine between two looks at the cancellable:
 * about a tenth of a millisecond. */
#define PROGRESS_STEPS 4000

static int
progress_cb (gpointer data)
{
  RgDatabase *db = data;

  return db->cancellable != NULL && g_cancellable_is_cancelled (db->cancellable);
}

static int
wal_cb (gpointer data, sqlite3 *handle, const char *name, int pages)
{
  RgDatabase *db = data;

  if (g_strcmp0 (name, "main") == 0)
    db->wal_pages = pages;
  return SQLITE_OK;
}

/* The pragmas of every connection. What a file could bring along (triggers and
 * views that call functions, wrong cell sizes) is not trusted; a changed byte
 * must never be read through a map of the file behind SQLite's back. */
static const char every_connection[] = "PRAGMA foreign_keys = ON;"
                                       "PRAGMA trusted_schema = OFF;"
                                       "PRAGMA cell_size_check = ON;"
                                       "PRAGMA mmap_size = 0;"
                                       "PRAGMA temp_store = MEMORY;";

/* A writer's besides. FULL: the log is synced before COMMIT returns, so that
 * what was called saved survives a power cut. */
static const char every_writer[] = "PRAGMA synchronous = FULL;"
                                   "PRAGMA journal_size_limit = 67108864;"
                                   "PRAGMA cache_size = -16384;"
                                   "PRAGMA secure_delete = FAST;";

static gboolean
use_wal (RgDatabase *db, RgOpenFlags flags, GError **error)
{
  g_autoptr (RgStatement) statement = NULL;
  gboolean write = (flags & RG_OPEN_READ) == 0;
  const char *answer;

  statement = rg_database_prepare (db, write ? "PRAGMA journal_mode = WAL" : "PRAGMA journal_mode", error);
  if (statement == NULL || rg_statement_step (statement, error) != RG_STEP_ROW)
    return FALSE;
  answer = rg_statement_get_text (statement, 0);
  /* An immutable file is read as it lies, and says "delete" or "off". */
  if (g_strcmp0 (answer, "wal") == 0 || (flags & RG_OPEN_IMMUTABLE) != 0)
    return TRUE;
  g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_IO,
               _ ("This disk cannot hold a shop safely: it does not keep a write-ahead log (%s). "
                  "Please move the shop to a disk of this computer."),
               answer != NULL ? answer : "");
  return FALSE;
}

static gboolean
apply_recipe (RgDatabase *db, RgOpenFlags flags, GError **error)
{
  gboolean write = (flags & RG_OPEN_READ) == 0;

  sqlite3_extended_result_codes (db->handle, 1);
  sqlite3_busy_timeout (db->handle, 5000);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  /* Before SQLite 3.51.3, two connections that write and checkpoint can damage
   * the file: a reader must not checkpoint, not even as the last one to close. */
  if (!write || (flags & RG_OPEN_BARE) != 0)
    sqlite3_db_config (db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  sqlite3_progress_handler (db->handle, PROGRESS_STEPS, progress_cb, db);
  if (!rg_database_exec (db, every_connection, error))
    return FALSE;
  if (write && !rg_database_exec (db, every_writer, error))
    return FALSE;
  return (flags & RG_OPEN_BARE) != 0 || use_wal (db, flags, error);
}

/* Counting what all connections together have taken, which nobody asks for, lets
 * the threads wait for one another at every allocation. Too late when some other
 * library has opened a database before: then it is so. */
static void
set_up_sqlite (void)
{
  static gsize done;

  if (!g_once_init_enter (&done))
    return;
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
  g_once_init_leave (&done, 1);
}

static char *
name_for_sqlite (const char *path, RgOpenFlags flags, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *uri = NULL;

  if (g_str_equal (path, ":memory:"))
    return g_strdup (path);
  if ((flags & RG_OPEN_IMMUTABLE) == 0)
    return g_steal_pointer (&absolute);
  uri = g_filename_to_uri (absolute, NULL, error);
  return uri != NULL ? g_strconcat (uri, "?immutable=1", NULL) : NULL;
}

/*< private >
 * rg_database_open_flags:
 * @path: the file
 * @flags: how
 *
 * The open recipe, the only one: see the two lists of pragmas above.
 *
 * Returns: (transfer full): a connection, or %NULL and @error
 */
RgDatabase *
rg_database_open_flags (const char *path, RgOpenFlags flags, GError **error)
{
  g_autoptr (RgDatabase) db = g_new0 (RgDatabase, 1);
  g_autofree char *name = name_for_sqlite (path, flags, error);
  int how = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  int result;

  if (name == NULL)
    return NULL;
  set_up_sqlite ();
  how |= (flags & RG_OPEN_READ) != 0 ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  if ((flags & RG_OPEN_CREATE) != 0)
    how |= SQLITE_OPEN_CREATE;
  if ((flags & RG_OPEN_IMMUTABLE) != 0)
    how |= SQLITE_OPEN_URI;
  db->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, rg_statement_free_chain);
  result = sqlite3_open_v2 (name, &db->handle, how, NULL);
  if (result != SQLITE_OK)
    {
      rg_store_error_set_sqlite (db->handle, result, error);
      return NULL;
    }
  if (!apply_recipe (db, flags, error))
    return NULL;
  return g_steal_pointer (&db);
}

/**
 * rg_database_open:
 * @path: the file
 * @mode: what it is for
 * @error: %RG_STORE_ERROR
 *
 * Opens a connection: foreign keys on, nothing of the file's schema trusted,
 * no memory map, temporary tables in memory; a writer gets write-ahead logging
 * (and it is verified that the disk can do it) with every COMMIT synced; a
 * reader is opened read-only and never checkpoints. SQLite's own automatic
 * checkpoint is on for a writer.
 *
 * Returns: (transfer full): the connection, for one thread at a time, or %NULL
 */
RgDatabase *
rg_database_open (const char *path, RgDatabaseMode mode, GError **error)
{
  switch (mode)
    {
    case RG_DATABASE_READ:
      return rg_database_open_flags (path, RG_OPEN_READ, error);
    case RG_DATABASE_CREATE:
      return rg_database_open_flags (path, RG_OPEN_WRITE | RG_OPEN_CREATE, error);
    case RG_DATABASE_WRITE:
    default:
      return rg_database_open_flags (path, RG_OPEN_WRITE, error);
    }
}

/**
 * rg_database_close:
 * @db: (nullable) (transfer full): a connection
 *
 * Finalises its statements and closes it. An open transaction is rolled back.
 */
void
rg_database_close (RgDatabase *db)
{
  g_autoptr (GError) error = NULL;

  if (db == NULL)
    return;
  g_clear_pointer (&db->statements, g_hash_table_unref);
  /* Who opens it next cannot know. */
  if (!rg_database_mend_log (db, &error))
    g_message ("A log may not be whole on the disk: %s", error->message);
  if (db->handle != NULL && sqlite3_close (db->handle) != SQLITE_OK)
    g_critical ("A connection is closed while something of it is in use: %s", sqlite3_errmsg (db->handle));
  g_clear_object (&db->cancellable);
  g_free (db);
}

/**
 * rg_database_get_handle:
 * @db: a connection
 *
 * Returns: (transfer none): SQLite's own, for what this class does not offer
 */
sqlite3 *
rg_database_get_handle (RgDatabase *db)
{
  return db->handle;
}

/**
 * rg_database_exec:
 * @db: a connection
 * @sql: one or more statements without parameters; what they answer is dropped
 * @error: %RG_STORE_ERROR
 *
 * Returns: whether all of them ran
 */
gboolean
rg_database_exec (RgDatabase *db, const char *sql, GError **error)
{
  int result;

  if (db->in_transaction && sqlite3_get_autocommit (db->handle))
    return rg_database_refuse_lost (error);
  result = sqlite3_exec (db->handle, sql, NULL, NULL, NULL);
  if (result == SQLITE_OK)
    return TRUE;
  rg_store_error_set_sqlite (db->handle, result, error);
  return FALSE;
}

/**
 * rg_database_set_cancellable:
 * @db: a connection
 * @cancellable: (nullable): whose cancelling ends statements that run, with
 *   %G_IO_ERROR_CANCELLED
 */
void
rg_database_set_cancellable (RgDatabase *db, GCancellable *cancellable)
{
  g_set_object (&db->cancellable, cancellable);
}

/*< private >
 * rg_database_refuse_lost:
 *
 * After a full disk or a cancelled write SQLite rolls back by itself. What came
 * afterwards would stand alone, so it is refused.
 */
gboolean
rg_database_refuse_lost (GError **error)
{
  g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_FAILED,
                       _ ("An error before this has ended the change; nothing of it was saved."));
  return FALSE;
}

static gboolean
roll_back (RgDatabase *db, GError **error)
{
  g_autoptr (GCancellable) cancellable = g_steal_pointer (&db->cancellable);
  int result = SQLITE_OK;

  if (!sqlite3_get_autocommit (db->handle))
    result = sqlite3_exec (db->handle, "ROLLBACK", NULL, NULL, NULL);
  if (result != SQLITE_OK)
    rg_store_error_set_sqlite (db->handle, result, error);
  db->cancellable = g_steal_pointer (&cancellable);
  return result == SQLITE_OK;
}

/* See rg-database-log.c. */
static void
note_failed_sync (RgDatabase *db, int result)
{
  db->doubtful = db->doubtful || (result & 0xff) == SQLITE_IOERR;
}

/*< private >
 * rg_database_settle:
 *
 * Even for a ROLLBACK there may have been no memory. Whoever reads outside of a
 * transaction of their own what they have written before makes up for it first.
 */
gboolean
rg_database_settle (RgDatabase *db, GError **error)
{
  return db->in_transaction || roll_back (db, error);
}

/*< private >
 * rg_database_begin:
 * @immediate: takes the write lock at once
 */
gboolean
rg_database_begin (RgDatabase *db, gboolean immediate, GError **error)
{
  if (!rg_database_settle (db, error) || (immediate && !rg_database_mend_log (db, error)) ||
      !rg_database_exec (db, immediate ? "BEGIN IMMEDIATE" : "BEGIN", error))
    return FALSE;
  db->in_transaction = TRUE;
  return TRUE;
}

/*< private >
 * rg_database_commit:
 *
 * The transaction stays open when it fails; roll it back then.
 */
gboolean
rg_database_commit (RgDatabase *db, GError **error)
{
  g_autoptr (GCancellable) cancellable = g_steal_pointer (&db->cancellable);
  gboolean ok;

  /* A COMMIT is not cut short: it either happened or it did not. */
  ok = rg_database_exec (db, "COMMIT", error);
  db->cancellable = g_steal_pointer (&cancellable);
  if (ok)
    {
      db->in_transaction = FALSE;
      db->log_ended = FALSE;
      if (db->most_wal_pages > 0 && db->wal_pages > db->most_wal_pages)
        rg_database_checkpoint (db, FALSE, NULL);
    }
  else
    {
      note_failed_sync (db, sqlite3_extended_errcode (db->handle));
    }
  return ok;
}

/*< private >
 * rg_database_rollback:
 *
 * When it fails, which takes a machine without memory, the next beginning does
 * it first, or fails.
 */
void
rg_database_rollback (RgDatabase *db)
{
  g_autoptr (GError) error = NULL;

  if (!roll_back (db, &error))
    g_message ("A transaction could not be rolled back yet: %s", error->message);
  db->in_transaction = FALSE;
}

/*< private >
 * rg_database_sync_commits:
 * @sync: whether the disk has what was committed when COMMIT returns, as is so
 *   from the beginning; without, a power cut may take the last commits away, in
 *   their order, and the first one that is synced again brings all before it to
 *   the disk
 *
 * Between transactions only.
 */
gboolean
rg_database_sync_commits (RgDatabase *db, gboolean sync, GError **error)
{
  if (db->lazy == !sync)
    return TRUE;
  if (!rg_database_settle (db, error))
    return FALSE;
  if (!rg_database_exec (db, sync ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL", error))
    return FALSE;
  db->lazy = !sync;
  return TRUE;
}

/*< private >
 * rg_database_checkpoint:
 * @truncate: also cut the log to nothing, waiting for readers
 *
 * Moves the log into the file. Failing is no harm: the log stays.
 *
 * Returns: whether nothing is left in the log
 */
gboolean
rg_database_checkpoint (RgDatabase *db, gboolean truncate, GError **error)
{
  int log = 0;
  int done = 0;
  int result = sqlite3_wal_checkpoint_v2 (
      db->handle, "main", truncate ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE, &log, &done);

  if (result == SQLITE_OK && log == done)
    {
      db->wal_pages = 0;
      db->log_ended = TRUE;
      return TRUE;
    }
  if (result == SQLITE_OK)
    result = SQLITE_BUSY;
  else if (result != SQLITE_BUSY)
    g_info ("The log was not moved into the file: %s", sqlite3_errmsg (db->handle));
  note_failed_sync (db, result);
  rg_store_error_set_sqlite (result != SQLITE_BUSY ? db->handle : NULL, result, error);
  return FALSE;
}

/*< private >
 * rg_database_manage_log:
 *
 * From here on the owner of the connection checkpoints by itself, guided by
 * wal_pages; SQLite's own would do it inside COMMIT, which people wait for.
 */
void
rg_database_manage_log (RgDatabase *db)
{
  sqlite3_wal_hook (db->handle, wal_cb, db);
}

/*< private >
 * rg_database_get_integer:
 * @sql: a query without parameters
 * @fallback: the answer when there is no row or null
 */
gboolean
rg_database_get_integer (RgDatabase *db, const char *sql, gint64 fallback, gint64 *value, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (db, sql, error);
  RgStep step;

  if (statement == NULL)
    return FALSE;
  step = rg_statement_step (statement, error);
  *value = fallback;
  if (step == RG_STEP_ROW && !rg_statement_is_null (statement, 0))
    *value = rg_statement_get_integer (statement, 0);
  return step != RG_STEP_ERROR;
}
