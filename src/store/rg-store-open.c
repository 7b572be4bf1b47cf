/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-store-private.h"

#include "store/rg-backup-private.h"
#include "store/rg-late-index.h"
#include "store/rg-migrate.h"
#include "store/rg-own-fields.h"
#include "store/rg-store-folder.h"
#include "store/rg-store-lock.h"
#include "store/rg-undo-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

static RgCore *
core_new (const char *folder, RgStoreFlags flags, GMainContext *context)
{
  RgCore *core = g_new0 (RgCore, 1);

  core->folder = g_strdup (folder);
  core->read_only = (flags & RG_STORE_READ_ONLY) != 0;
  core->context = g_main_context_ref (context);
  core->lock = -1;
  core->paused = g_ptr_array_new ();
  g_mutex_init (&core->mutex);
  g_cond_init (&core->writes_cond);
  g_cond_init (&core->reads_cond);
  g_cond_init (&core->done_cond);
  g_queue_init (&core->writes);
  g_queue_init (&core->reads);
  return core;
}

/* The writer closes last of all connections: until then nobody else may move
 * the log. The lock goes after it. A shop that could not be opened is left as
 * it lies. */
static void
close_files (RgCore *core, gboolean opened)
{
  g_clear_pointer (&core->search, rg_search_index_free);
  for (guint i = 0; i < RG_N_READERS; i++)
    g_clear_pointer (&core->reader_dbs[i], rg_database_close);
  g_clear_pointer (&core->guard, rg_guard_free);
  if (core->db != NULL && opened)
    rg_database_checkpoint (core->db, TRUE, NULL);
  else if (core->db != NULL)
    sqlite3_db_config (core->db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  g_clear_pointer (&core->db, rg_database_close);
  if (core->keeper != NULL)
    rg_backup_keeper_stop (core->keeper);
  g_clear_pointer (&core->keeper, rg_backup_keeper_free);
  rg_store_lock_release (core->lock);
  core->lock = -1;
}

static void
core_free (RgCore *core, gboolean opened)
{
  close_files (core, opened);
  g_clear_pointer (&core->tables, g_hash_table_unref);
  g_clear_pointer (&core->catalog, rg_catalog_unref);
  g_ptr_array_unref (core->paused);
  g_main_context_unref (core->context);
  g_mutex_clear (&core->mutex);
  g_cond_clear (&core->writes_cond);
  g_cond_clear (&core->reads_cond);
  g_cond_clear (&core->done_cond);
  g_free (core->folder);
  g_free (core);
}

/*< private >
 * rg_core_close:
 * @core: (transfer full): an open store, on none of its threads
 */
void
rg_core_close (RgCore *core)
{
  if (core->keeper != NULL)
    rg_backup_keeper_stop (core->keeper);
  rg_core_stop_threads (core);
  if (core->keeper != NULL)
    rg_backup_keeper_close (core->keeper);
  core_free (core, TRUE);
}

static gboolean
refuse_missing (const char *folder, GError **error)
{
  g_autofree char *name = g_filename_display_name (folder);

  g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
               _ ("There is no shop in “%s”. Please choose another folder or begin a new shop there."), name);
  return FALSE;
}

/* Locks the folder and sees to it that a sound shop.db is there. */
static gboolean
prepare_folder (RgCore *core, RgStoreFlags flags, GError **error)
{
  gboolean create = (flags & RG_STORE_CREATE) != 0 && !core->read_only;
  gboolean missing = FALSE;

  if (!core->read_only && rg_backup_is_restoring (core->folder))
    {
      core->lock = rg_store_lock_take (core->folder, error);
      if (core->lock < 0 || !rg_backup_finish_restore (core->folder, error))
        return FALSE;
    }
  if (!rg_store_folder_look (core->folder, &missing, error))
    return FALSE;
  if (missing && !create)
    return refuse_missing (core->folder, error);
  if (core->read_only)
    return TRUE;
  if (missing && !rg_store_folder_make (core->folder, error))
    return FALSE;
  if (core->lock < 0)
    core->lock = rg_store_lock_take (core->folder, error);
  if (core->lock < 0)
    return FALSE;
  /* Again: another program may have made it just now. */
  if (missing && !rg_store_folder_look (core->folder, &missing, error))
    return FALSE;
  return !missing || rg_store_folder_create_shop (core->folder, error);
}

static gboolean
check_writable (const char *path, GError **error)
{
  if (g_access (path, W_OK) == 0)
    return TRUE;
  g_set_error_literal (
      error, RG_STORE_ERROR, RG_STORE_ERROR_READ_ONLY,
      _ ("The shop's file shop.db cannot be written to. Please ask for permission or copy the shop "
         "to another folder."));
  return FALSE;
}

static gboolean
load_next_journal (RgCore *core, GError **error)
{
  return rg_database_get_integer (core->db,
                                  "SELECT max (ifnull ((SELECT max (id) FROM journal), 0), "
                                  "ifnull ((SELECT max (id) FROM journal_bulk), 0)) + 1",
                                  1, &core->next_journal, error);
}

/* What brings the tables up to date cannot be undone. */
static gboolean
back_up_old_tables (RgCore *core, GError **error)
{
  gint64 version = 0;

  if (!rg_database_get_integer (core->db, "PRAGMA user_version", 0, &version, error))
    return FALSE;
  if (version < RG_SCHEMA_VERSION)
    rg_backup_before_migration (core->keeper);
  return TRUE;
}

static gboolean
open_writer (RgCore *core, RgStore *store, GError **error)
{
  g_autofree char *path = g_build_filename (core->folder, "shop.db", NULL);

  if (!check_writable (path, error))
    return FALSE;
  core->db = rg_database_open_flags (path, RG_OPEN_WRITE, error);
  if (core->db == NULL)
    return FALSE;
  rg_database_manage_log (core->db);
  rg_database_checkpoint (core->db, FALSE, NULL);
  core->keeper = rg_backup_keeper_new (core, store);
  if (!back_up_old_tables (core, error) || !rg_migrate (core->db, error) ||
      !rg_own_fields_ensure_columns (core->db, error))
    return FALSE;
  core->catalog = rg_own_fields_load (core->db, error);
  core->tables = core->catalog != NULL ? rg_tables_load (core->db, core->catalog, error) : NULL;
  if (core->tables == NULL || !load_next_journal (core, error) || !rg_table_renew_keys (core->db, error))
    return FALSE;
#ifdef RG_DEBUG_JOURNAL
  core->guard = rg_guard_new (core->db, core->tables);
#endif
  return rg_late_indexes_make (core->db, error) && rg_take_back_all (core, store, error);
}

/* Search is derived and may be missing for a while: the shop opens without. */
static void
open_search (RgCore *core)
{
  g_autoptr (GError) error = NULL;

  core->search = rg_search_index_new (core->folder, &error);
  if (core->search == NULL)
    g_message ("Searching is not possible now: %s", error->message);
}

static void
attach_search (RgCore *core, RgDatabase *db)
{
  g_autofree char *path = g_build_filename (core->folder, "search.db", NULL);
  g_autoptr (RgStatement) statement = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return;
  statement = rg_database_prepare (db, "ATTACH ? AS search", &error);
  if (statement != NULL)
    {
      rg_statement_bind_text (statement, 0, path);
      rg_statement_run (statement, &error);
    }
  if (error != NULL)
    g_message ("Searching is not possible now: %s", error->message);
}

/* Who may only read cannot bring the tables up to date. */
static gboolean
check_age (RgDatabase *db, GError **error)
{
  gint64 version = 0;

  if (!rg_database_get_integer (db, "PRAGMA user_version", 0, &version, error))
    return FALSE;
  if (version >= RG_SCHEMA_VERSION)
    return TRUE;
  g_set_error_literal (
      error, RG_STORE_ERROR, RG_STORE_ERROR_OLDER,
      _ ("This shop was last used with an older version of the program and has to be brought "
         "up to date first. Please open it once where it can be written to, or copy it "
         "there. Nothing was changed."));
  return FALSE;
}

static gboolean
open_readers (RgCore *core, GError **error)
{
  for (guint i = 0; i < RG_N_READERS; i++)
    {
      core->reader_dbs[i] = rg_store_folder_open_reader (core->folder, error);
      if (core->reader_dbs[i] == NULL)
        return FALSE;
      if (i == 0 && !check_age (core->reader_dbs[i], error))
        return FALSE;
      /* Pages come from the system's memory at the price of a copy, which is little
       * beside a query, and a window has several readers. */
      if (!rg_database_exec (core->reader_dbs[i], "PRAGMA main.cache_size = -512", error))
        return FALSE;
      attach_search (core, core->reader_dbs[i]);
    }
  if (core->catalog == NULL)
    core->catalog = rg_own_fields_load (core->reader_dbs[0], error);
  return core->catalog != NULL;
}

static gboolean
probe (RgCore *core, GError **error)
{
  g_autoptr (RgDatabase) db = rg_store_folder_open_reader (core->folder, error);

  return db != NULL;
}

/*< private >
 * rg_core_open:
 * @store: who it is for; kept alive by the caller
 *
 * Returns: (transfer full): with its threads running, or %NULL and everything
 *   as it was
 */
RgCore *
rg_core_open (RgStore *store, const char *folder, RgStoreFlags flags, GMainContext *context, GError **error)
{
  RgCore *core = core_new (folder, flags, context);

  /* A look through a read-only connection first: what is refused is not
   * touched. */
  if (!prepare_folder (core, flags, error) || !probe (core, error) ||
      (!core->read_only && !open_writer (core, store, error)))
    {
      core_free (core, FALSE);
      return NULL;
    }
  if (!core->read_only)
    open_search (core);
  if (!open_readers (core, error))
    {
      core_free (core, FALSE);
      return NULL;
    }
  rg_core_start_threads (core);
  return core;
}
