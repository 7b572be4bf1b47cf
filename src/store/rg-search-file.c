/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-search-private.h"

#include "store/rg-collate.h"
#include "store/rg-database-private.h"
#include "store/rg-store-error-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* search.db: derived from shop.db, never backed up, made again at any time.
 *
 * The tables of words keep no text of their own, only who contains what.
 * "pending" has the operations that were seen while they were open, and whether
 * their rows were entered nevertheless, by a build that met them.
 * "side" remembers what was entered for a customer elsewhere, so that it can
 * be taken out again, and the names for checking mixed spellings. */
static const char schema[] =
    "CREATE TABLE meta (key TEXT PRIMARY KEY NOT NULL, value TEXT) STRICT;"
    "CREATE TABLE pending (op INTEGER PRIMARY KEY, entered INTEGER NOT NULL) STRICT;"
    "CREATE VIRTUAL TABLE doc USING fts5 (text, content = '', contentless_delete = 1, tokenize = 'ascii');"
    "CREATE VIRTUAL TABLE event_doc USING fts5 (text, content = '', contentless_delete = 1, tokenize = "
    "'ascii');"
    "CREATE VIRTUAL TABLE word USING fts5 (text, content = '', contentless_delete = 1, tokenize = 'ascii',"
    "  detail = none, prefix = '1 2 3');"
    "CREATE TABLE event_map (doc INTEGER PRIMARY KEY, customer INTEGER NOT NULL) STRICT;"
    "CREATE TABLE side (customer INTEGER PRIMARY KEY, phones TEXT NOT NULL, names TEXT NOT NULL) STRICT;"
    "CREATE TABLE phone (key INTEGER NOT NULL, customer INTEGER NOT NULL, PRIMARY KEY (key, customer))"
    "  STRICT, WITHOUT ROWID;";

static const char drop[] = "DROP TABLE IF EXISTS meta;"
                           "DROP TABLE IF EXISTS pending;"
                           "DROP TABLE IF EXISTS doc;"
                           "DROP TABLE IF EXISTS event_doc;"
                           "DROP TABLE IF EXISTS word;"
                           "DROP TABLE IF EXISTS event_map;"
                           "DROP TABLE IF EXISTS side;"
                           "DROP TABLE IF EXISTS phone;";

static const char building[] = "INSERT INTO meta (key, value) VALUES ('state', 'building');";

/* A log of 16 MB is moved into the file. */
#define MOST_WAL_PAGES 4000

/* Losing the last changes in a power cut is no loss here: the cursor goes back
 * with them. */
static const char settings[] = "PRAGMA synchronous = NORMAL;"
                               "PRAGMA cache_size = -16384;";

/* What is wrong with the definitions of the tables, or inside of those for words,
 * SQLite calls by no code of its own. */
gboolean
rg_search_is_damage (const GError *error)
{
  return g_error_matches (error, RG_STORE_ERROR, RG_STORE_ERROR_CORRUPT) ||
         g_error_matches (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_A_SHOP) ||
         (g_error_matches (error, RG_STORE_ERROR, RG_STORE_ERROR_FAILED) &&
          !rg_store_error_is_memory (error));
}

const char *
rg_search_file_ready (void)
{
  static char *ready;

  if (g_once_init_enter_pointer (&ready))
    g_once_init_leave_pointer (&ready,
                               g_strconcat ("ready " RG_SEARCH_GENERATION " ", rg_sort_version (), NULL));
  return ready;
}

static gboolean
make_tables (RgDatabase *db, GError **error)
{
  if (!rg_database_begin (db, TRUE, error))
    return FALSE;
  if (rg_database_exec (db, drop, error) && rg_database_exec (db, schema, error) &&
      rg_database_exec (db, building, error) && rg_database_commit (db, error))
    return TRUE;
  rg_database_rollback (db);
  return FALSE;
}

/* Empties a file whose inner order is lost, also while readers have it open:
 * removing it would leave them with one that nobody writes. */
static gboolean
empty_file (RgDatabase *db, GError **error)
{
  sqlite3 *handle = rg_database_get_handle (db);
  gboolean done;

  rg_database_reset_all (db);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_RESET_DATABASE, 1, NULL);
  done = rg_database_exec (db, "VACUUM", error);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_RESET_DATABASE, 0, NULL);
  return done && rg_database_exec (db, "PRAGMA journal_mode = WAL", error);
}

gboolean
rg_search_file_reset (RgSearchFile *self, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (make_tables (self->db, &problem))
    return TRUE;
  if (!rg_search_is_damage (problem))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  return empty_file (self->db, error) && make_tables (self->db, error);
}

static gboolean
has_tables (RgDatabase *db, gboolean *has, GError **error)
{
  gint64 n = 0;

  if (!rg_database_get_integer (
          db,
          "SELECT count (*) FROM sqlite_schema WHERE type = 'table' AND name IN "
          "('meta', 'pending', 'doc', 'event_doc', 'word', 'event_map', 'side', 'phone')",
          0, &n, error))
    return FALSE;
  *has = n == 8;
  return TRUE;
}

static RgDatabase *
try_open (const char *path, GError **error)
{
  g_autoptr (RgDatabase) db = rg_database_open (path, RG_DATABASE_CREATE, error);
  gboolean has = FALSE;
  gint64 n;

  if (db == NULL || !rg_database_exec (db, settings, error) || !has_tables (db, &has, error))
    return NULL;
  /* Whether it can be written shows only when something is. */
  if (!has && !make_tables (db, error))
    return NULL;
  if (has && (!rg_database_get_integer (db, "SELECT count (*) FROM meta", 0, &n, error) ||
              !rg_database_exec (db, "UPDATE meta SET value = value WHERE key = 'state'", error)))
    return NULL;
  return g_steal_pointer (&db);
}

static void
remove_files (const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);

      g_unlink (name);
    }
}

RgSearchFile *
rg_search_file_open (const char *path, GError **error)
{
  g_autoptr (GError) problem = NULL;
  RgDatabase *db = try_open (path, &problem);
  RgSearchFile *self;

  if (db == NULL && rg_search_is_damage (problem))
    {
      g_info ("The search file is damaged and made again: %s", problem->message);
      g_clear_error (&problem);
      remove_files (path);
      db = try_open (path, &problem);
    }
  if (db == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  self = g_new0 (RgSearchFile, 1);
  rg_database_limit_log (db, MOST_WAL_PAGES);
  self->path = g_strdup (path);
  self->db = db;
  return self;
}

void
rg_search_file_free (RgSearchFile *self)
{
  if (self == NULL)
    return;
  /* Readers have the file attached, so closing would leave the log, which may
   * be larger than the file. */
  rg_database_checkpoint (self->db, TRUE, NULL);
  rg_database_close (self->db);
  g_free (self->path);
  g_free (self);
}

char *
rg_search_file_get (RgSearchFile *self, const char *key)
{
  g_autoptr (RgStatement) statement =
      rg_database_prepare (self->db, "SELECT value FROM meta WHERE key = ?1", NULL);

  if (statement == NULL)
    return NULL;
  rg_statement_bind_text (statement, 0, key);
  if (rg_statement_step (statement, NULL) != RG_STEP_ROW)
    return NULL;
  return g_strdup (rg_statement_get_text (statement, 0));
}

gboolean
rg_search_file_set (RgSearchFile *self, const char *key, const char *value, GError **error)
{
  g_autoptr (RgStatement) statement =
      rg_database_prepare (self->db, "INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)", error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 0, key);
  rg_statement_bind_text (statement, 1, value);
  return rg_statement_run (statement, error);
}

/* --- documents ------------------------------------------------------------ */

static gboolean
run_with_id (RgSearchFile *self, const char *sql, gint64 id, const char *text, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (self->db, sql, error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, id);
  if (text != NULL)
    rg_statement_bind_text (statement, 1, text);
  return rg_statement_run (statement, error);
}

static gboolean
change_phone (RgSearchFile *self, const char *sql, gint64 key, gint64 customer, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (self->db, sql, error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, key);
  rg_statement_bind_integer (statement, 1, customer);
  return rg_statement_run (statement, error);
}

gboolean
rg_search_file_put_phone (RgSearchFile *self, gint64 key, gint64 customer, GError **error)
{
  return change_phone (self, "INSERT OR IGNORE INTO phone (key, customer) VALUES (?1, ?2)", key, customer,
                       error);
}

/* Enters every number of @phones from both ends, or takes them out. */
static gboolean
change_phones (RgSearchFile *self, const char *phones, gint64 customer, gboolean enter, GError **error)
{
  static const char delete[] = "DELETE FROM phone WHERE key = ?1 AND customer = ?2";
  g_auto (GStrv) list = g_strsplit (phones, " ", -1);

  for (guint i = 0; list[i] != NULL; i++)
    for (int tail = 0; tail < 2 && *list[i] != '\0'; tail++)
      {
        gint64 key = rg_search_phone_key (list[i], tail == 1);

        if (!(enter ? rg_search_file_put_phone (self, key, customer, error)
                    : change_phone (self, delete, key, customer, error)))
          return FALSE;
      }
  return TRUE;
}

static gboolean
take_out_customer (RgSearchFile *self, gint64 id, GError **error)
{
  g_autofree char *phones = NULL;

  {
    g_autoptr (RgStatement) statement =
        rg_database_prepare (self->db, "SELECT phones FROM side WHERE customer = ?1", error);
    RgStep step;

    if (statement == NULL)
      return FALSE;
    rg_statement_bind_integer (statement, 0, id);
    step = rg_statement_step (statement, error);
    if (step != RG_STEP_ROW)
      return step == RG_STEP_DONE;
    phones = g_strdup (rg_statement_get_text (statement, 0));
  }
  return change_phones (self, phones, id, FALSE, error) &&
         run_with_id (self, "DELETE FROM side WHERE customer = ?1", id, NULL, error) &&
         run_with_id (self, "DELETE FROM doc WHERE rowid = ?1", id, NULL, error) &&
         run_with_id (self, "DELETE FROM word WHERE rowid = ?1", id, NULL, error);
}

static gboolean
enter_customer (RgSearchFile *self, const RgSearchDoc *doc, gboolean fresh, GError **error)
{
  {
    g_autoptr (RgStatement) statement = rg_database_prepare (
        self->db, "INSERT INTO side (customer, phones, names) VALUES (?1, ?2, ?3)", error);

    if (statement == NULL)
      return FALSE;
    rg_statement_bind_integer (statement, 0, doc->id);
    rg_statement_bind_text (statement, 1, doc->phones->str);
    rg_statement_bind_text (statement, 2, doc->names->str);
    if (!rg_statement_run (statement, error))
      return FALSE;
  }
  return run_with_id (self, "INSERT INTO doc (rowid, text) VALUES (?1, ?2)", doc->id, doc->text->str,
                      error) &&
         run_with_id (self, "INSERT INTO word (rowid, text) VALUES (?1, ?2)", doc->id, doc->words->str,
                      error) &&
         (fresh || change_phones (self, doc->phones->str, doc->id, TRUE, error));
}

static gint64
event_doc_id (RgSearchSource source, gint64 id)
{
  return id * 2 + (source == RG_SEARCH_SALES ? 1 : 0);
}

static gboolean
take_out_event (RgSearchFile *self, gint64 doc_id, GError **error)
{
  if (!run_with_id (self, "DELETE FROM event_map WHERE doc = ?1", doc_id, NULL, error))
    return FALSE;
  return sqlite3_changes (rg_database_get_handle (self->db)) == 0 ||
         run_with_id (self, "DELETE FROM event_doc WHERE rowid = ?1", doc_id, NULL, error);
}

static gboolean
enter_event (RgSearchFile *self, const RgSearchDoc *doc, gint64 doc_id, GError **error)
{
  if (doc->text->len == 0)
    return TRUE;
  return change_phone (self, "INSERT INTO event_map (doc, customer) VALUES (?1, ?2)", doc_id, doc->customer,
                       error) &&
         run_with_id (self, "INSERT INTO event_doc (rowid, text) VALUES (?1, ?2)", doc_id, doc->text->str,
                      error);
}

gboolean
rg_search_file_put (RgSearchFile *self,
                    RgSearchSource source,
                    const RgSearchSpan *span,
                    GPtrArray *docs,
                    gboolean fresh,
                    GError **error)
{
  for (gsize i = 0; !fresh && i < span->n_ids; i++)
    if (!(source == RG_SEARCH_CUSTOMERS ? take_out_customer (self, span->ids[i], error)
                                        : take_out_event (self, event_doc_id (source, span->ids[i]), error)))
      return FALSE;
  for (guint i = 0; i < docs->len; i++)
    {
      const RgSearchDoc *doc = g_ptr_array_index (docs, i);

      if (!(source == RG_SEARCH_CUSTOMERS ? enter_customer (self, doc, fresh, error)
                                          : enter_event (self, doc, event_doc_id (source, doc->id), error)))
        return FALSE;
    }
  return TRUE;
}
