/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-backup-private.h"
#include "store/rg-late-index.h"
#include "store/rg-op-private.h"
#include "store/rg-own-fields.h"
#include "store/rg-store-log.h"
#include "store/rg-undo-private.h"

#include <malloc.h>

/* Write transactions: begun, paused and ended on the writer thread. */

/* What a long operation commits before it ends is taken back after a power cut
 * in any case: that the log keeps its order is enough. The last commit is synced
 * as all others are, and with it everything before. */
static gboolean
is_lazy (const RgWrite *write)
{
  return write->op != NULL && write->op->committed;
}

static gboolean
begin (RgWrite *write, GError **error)
{
  RgCore *core = write->read.core;

  if (!rg_database_sync_commits (core->db, !is_lazy (write), error) ||
      !rg_database_begin (core->db, TRUE, error))
    return FALSE;
  if (core->db->log_ended && !rg_store_log_stamp (core->db, error))
    {
      rg_database_rollback (core->db);
      return FALSE;
    }
  core->depth++;
  write->outer_cancellable = core->db->cancellable != NULL ? g_object_ref (core->db->cancellable) : NULL;
  rg_database_set_cancellable (core->db, write->cancellable);
  return TRUE;
}

static void
leave (RgWrite *write)
{
  RgCore *core = write->read.core;

  core->depth--;
  rg_database_set_cancellable (core->db, write->outer_cancellable);
  g_clear_object (&write->outer_cancellable);
  /* Inside a pause the outer function may hold statements of its own. */
  if (core->depth == 0 && core->paused->len == 0)
    rg_database_reset_all (core->db);
}

RgWrite *
rg_write_begin (RgCore *core, RgStore *store, GCancellable *cancellable, GError **error)
{
  RgWrite *write = g_new0 (RgWrite, 1);

  rg_read_begin (&write->read, core, store, core->db);
  write->cancellable = cancellable;
  if (!begin (write, error))
    {
      rg_read_end (&write->read);
      g_free (write);
      return NULL;
    }
  write->changes_before = sqlite3_total_changes (core->db->handle);
  write->tables = g_hash_table_ref (core->tables);
  write->old = g_ptr_array_new ();
  write->feed = rg_feed_new ();
  return write;
}

static void
free_write (RgWrite *write)
{
  g_clear_pointer (&write->op, rg_op_free);
  /* Pairs of a catalogue and the tables that went with it. */
  for (guint i = 0; i + 1 < write->old->len; i += 2)
    {
      rg_catalog_unref (g_ptr_array_index (write->old, i));
      g_hash_table_unref (g_ptr_array_index (write->old, i + 1));
    }
  g_ptr_array_unref (write->old);
  g_hash_table_unref (write->tables);
  rg_feed_free (write->feed);
  rg_read_end (&write->read);
  g_free (write);
}

/* Readers and later writes see the new own fields from here on. */
static void
publish_fields (RgWrite *write)
{
  RgCore *core = write->read.core;

  g_hash_table_unref (core->tables);
  core->tables = g_hash_table_ref (write->tables);
  g_mutex_lock (&core->mutex);
  rg_catalog_unref (core->catalog);
  core->catalog = rg_catalog_ref (write->read.catalog);
  g_mutex_unlock (&core->mutex);
}

static gboolean
check_and_commit (RgWrite *write, GError **error)
{
  RgCore *core = write->read.core;

  if (write->fields_stale &&
      (!rg_own_fields_ensure_columns (core->db, error) || !rg_write_reload_fields (write, error)))
    return FALSE;
  if (core->guard != NULL && !rg_guard_check (core->guard, write, error))
    return FALSE;
  if (!rg_database_commit (core->db, error))
    return FALSE;
  if (core->guard != NULL)
    rg_guard_forget (core->guard);
  if (write->fields_changed)
    publish_fields (write);
  if (core->search != NULL)
    rg_search_index_poke (core->search);
  return TRUE;
}

/* What it did without comes back one by one: others may write between. */
static gboolean
make_indexes (RgWrite *write, GError **error)
{
  gboolean made;

  do
    {
      if (!rg_late_indexes_make_one (write->read.core->db, &made, error) ||
          (made && write->op->committed && !rg_write_pause (write, NULL, error)))
        return FALSE;
    }
  while (made);
  return TRUE;
}

/* The search may finish its tables while the indexes are made. */
static gboolean
end_rows (RgWrite *write, GError **error)
{
  if (!rg_op_flush (write->op, error))
    return FALSE;
  if (!write->op->committed)
    return TRUE;
  if (!rg_write_pause (write, NULL, error))
    return FALSE;
  rg_search_chase_complete (write->op->chase);
  rg_search_index_poke (write->read.core->search);
  return TRUE;
}

/* The operation's end gets a transaction of its own, which is synced. */
static gboolean
finish_op (RgWrite *write, GError **error)
{
  RgDatabase *db = write->read.core->db;

  if (write->op == NULL)
    return TRUE;
  if (write->op->chase != NULL && (!end_rows (write, error) || !make_indexes (write, error)))
    return FALSE;
  if (is_lazy (write) &&
      (!rg_op_flush (write->op, error) || !check_and_commit (write, error) ||
       !rg_database_sync_commits (db, TRUE, error) || !rg_database_begin (db, TRUE, error)))
    return FALSE;
  return rg_op_finish (write->op, error);
}

static void
tell (RgWrite *write)
{
  g_autoptr (RgChanges) changes = NULL;
  RgStore *store = write->read.store;

  if (write->op != NULL)
    changes = rg_feed_to_changes (write->feed, write->op->id, write->op->origin);
  else
    changes = rg_feed_to_changes (write->feed, 0, RG_ORIGIN_SYSTEM);
  rg_store_emit_later (store, write->read.core->context, changes, write->fields_changed);
}

/* What an operation committed in parts before it failed. */
static void
take_back (RgCore *core, RgStore *store, gint64 operation)
{
  g_autoptr (GError) error = NULL;

  if (!rg_take_back (core, store, operation, &error))
    g_message ("Operation %" G_GINT64_FORMAT " is taken back at the next start: %s", operation,
               error->message);
}

/*< private >
 * rg_write_end:
 * @write: (transfer full): a transaction
 * @error: (inout): set by the function that ran: rolls back. Not set: commits,
 *   and is set when that fails.
 */
void
rg_write_end (RgWrite *write, GError **error)
{
  RgCore *core = write->read.core;
  gint64 committed = 0;
  gboolean done = FALSE;

  if (*error == NULL && finish_op (write, error))
    done = check_and_commit (write, error);
  if (!done)
    {
      rg_database_rollback (core->db);
      if (core->guard != NULL)
        rg_guard_forget (core->guard);
      if (write->op != NULL && write->op->committed)
        committed = write->op->id;
    }
  rg_database_sync_commits (core->db, TRUE, NULL);
  if (done)
    tell (write);
  if (done && write->op != NULL && core->keeper != NULL)
    rg_backup_keeper_changed (core->keeper);
  if (write->op != NULL && write->op->is_long)
    {
      sqlite3_exec (core->db->handle, "PRAGMA cache_size = -16384", NULL, NULL, NULL);
      /* The search tables come next, on a thread whose memory is another heap. */
#ifdef __GLIBC__
      malloc_trim (0);
#endif
    }
  leave (write);
  if (committed != 0)
    {
      /* Its rows stay out of reach until they are gone, for which the indexes
       * are wanted. What fails here is done at the next start. */
      rg_late_indexes_make (core->db, NULL);
      g_ptr_array_add (core->paused, write->op);
      take_back (core, write->read.store, committed);
      g_ptr_array_remove (core->paused, write->op);
    }
  free_write (write);
}

/* Own fields may have been added meanwhile. Pointers into the old catalogue may
 * be held, so that one stays as well. */
static void
take_over_fields (RgWrite *write)
{
  RgCore *core = write->read.core;

  g_clear_pointer (&write->read.hidden, g_hash_table_unref);
  if (write->tables == core->tables)
    return;
  g_ptr_array_add (write->old, write->read.catalog);
  g_ptr_array_add (write->old, write->tables);
  write->read.catalog = rg_core_ref_catalog (core);
  write->tables = g_hash_table_ref (core->tables);
}

/*< private >
 * rg_write_step_aside:
 *
 * For a write that has changed nothing of which anybody knows.
 */
gboolean
rg_write_step_aside (RgWrite *write,
                     void (*func) (RgCore *core, gpointer data),
                     gpointer data,
                     GError **error)
{
  RgCore *core = write->read.core;

  rg_database_rollback (core->db);
  if (core->guard != NULL)
    rg_guard_forget (core->guard);
  leave (write);
  func (core, data);
  if (!begin (write, error))
    {
      core->depth++;
      return FALSE;
    }
  take_over_fields (write);
  return TRUE;
}

/*< private >
 * rg_write_pause:
 * @cancellable: (nullable): asked besides the write's own
 *
 * The write's operation, if it has one, has been flushed.
 */
gboolean
rg_write_pause (RgWrite *write, GCancellable *cancellable, GError **error)
{
  RgCore *core = write->read.core;

  if (!check_and_commit (write, error))
    return FALSE;
  if (write->op != NULL)
    {
      write->op->committed = TRUE;
      g_ptr_array_add (core->paused, write->op);
    }
  leave (write);
  rg_core_run_waiting (core);
  if (core->db->wal_pages > RG_MUCH_WAL_PAGES)
    rg_database_checkpoint (core->db, FALSE, NULL);
  if (write->op != NULL)
    g_ptr_array_remove (core->paused, write->op);
  if (!begin (write, error))
    {
      core->depth++;
      return FALSE;
    }
  take_over_fields (write);
  if (g_cancellable_set_error_if_cancelled (write->cancellable, error))
    return FALSE;
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

RgTable *
rg_write_get_table (RgWrite *write, const char *name)
{
  return g_hash_table_lookup (write->tables, name);
}

void
rg_write_note_change (RgWrite *write, const RgTable *table, RgChangeKind kind, gint64 id)
{
  rg_feed_add (write->feed, table->name, kind, id);
  if (g_str_equal (table->name, "own_field"))
    write->fields_stale = TRUE;
}

/**
 * rg_write_announce:
 * @write: a transaction
 * @entity: a table
 * @id: a row of it
 *
 * What is derived from the row changed, which no journal tells.
 */
void
rg_write_announce (RgWrite *write, const char *entity, gint64 id)
{
  rg_feed_add (write->feed, g_intern_string (entity), RG_CHANGE_UPDATE, id);
}

/**
 * rg_write_announce_many:
 * @write: a transaction
 * @entity: a table
 *
 * What is derived from more of its rows changed than would be named.
 */
void
rg_write_announce_many (RgWrite *write, const char *entity)
{
  rg_feed_add_many (write->feed, g_intern_string (entity), RG_CHANGE_UPDATE);
}

/*< private >
 * rg_write_reload_fields:
 *
 * The catalogue and tables of this transaction are the new ones from here on;
 * those of everybody else after COMMIT.
 */
gboolean
rg_write_reload_fields (RgWrite *write, GError **error)
{
  g_autoptr (RgCatalog) catalog = rg_own_fields_load (write->read.db, error);
  GHashTable *tables = catalog != NULL ? rg_tables_load (write->read.db, catalog, error) : NULL;

  if (tables == NULL)
    return FALSE;
  g_ptr_array_add (write->old, write->read.catalog);
  g_ptr_array_add (write->old, write->tables);
  write->read.catalog = g_steal_pointer (&catalog);
  write->tables = tables;
  write->fields_changed = TRUE;
  write->fields_stale = FALSE;
  return TRUE;
}

/**
 * rg_write_get_database:
 * @write: a transaction
 *
 * Returns: (transfer none): the writer's connection. Rows of entities are
 *   written through an operation only.
 */
RgDatabase *
rg_write_get_database (RgWrite *write)
{
  return rg_read_get_database (&write->read);
}

/**
 * rg_write_get_catalog:
 * @write: a transaction
 *
 * Returns: (transfer none): what the shop keeps, with what this transaction
 *   changed of it; valid until the transaction ends
 */
RgCatalog *
rg_write_get_catalog (RgWrite *write)
{
  return rg_read_get_catalog (&write->read);
}

/**
 * rg_write_get_store:
 * @write: a transaction
 *
 * Returns: (transfer none): its store
 */
RgStore *
rg_write_get_store (RgWrite *write)
{
  return write->read.store;
}

/**
 * rg_write_as_read:
 * @write: a transaction
 *
 * Returns: (transfer none): the same for functions that only read; they see
 *   what was written
 */
RgRead *
rg_write_as_read (RgWrite *write)
{
  return &write->read;
}
