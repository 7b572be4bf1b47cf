/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-database.h"

G_BEGIN_DECLS

struct _RgDatabase
{
  sqlite3 *handle;
  GHashTable *statements; /* SQL text → first RgStatement of that text */
  GCancellable *cancellable;
  /* A transaction was begun here. SQLite ends one by itself after some errors;
   * nothing may run outside it then. */
  gboolean in_transaction;
  int wal_pages;      /* in the log after the last COMMIT */
  int most_wal_pages; /* COMMIT moves more into the file; 0: somebody else does */
  gboolean lazy;      /* COMMIT does not wait for the disk */
  gboolean doubtful;  /* the log may have a hole on the disk */
  /* The log is all in the file: what is written next may begin it anew. */
  gboolean log_ended;
};

struct _RgStatement
{
  RgDatabase *db;
  sqlite3_stmt *handle;
  gboolean taken;
  int bind_result;
  RgStatement *next; /* another one of the same text, taken at the same time */
};

/**
 * RgOpenFlags:
 * @RG_OPEN_READ: read-only, never checkpoints
 * @RG_OPEN_WRITE: an existing file
 * @RG_OPEN_CREATE: an existing or a new one
 * @RG_OPEN_IMMUTABLE: with READ: nobody can change the file, take no locks
 * @RG_OPEN_BARE: no journal mode is asked for or set
 */
typedef enum
{
  RG_OPEN_READ = 1 << 0,
  RG_OPEN_WRITE = 1 << 1,
  RG_OPEN_CREATE = 1 << 2,
  RG_OPEN_IMMUTABLE = 1 << 3,
  RG_OPEN_BARE = 1 << 4,
} RgOpenFlags;

RgDatabase *rg_database_open_flags (const char *path, RgOpenFlags flags, GError **error);
gboolean rg_database_refuse_lost (GError **error);
gboolean rg_database_begin (RgDatabase *db, gboolean immediate, GError **error);
gboolean rg_database_commit (RgDatabase *db, GError **error);
void rg_database_rollback (RgDatabase *db);
gboolean rg_database_settle (RgDatabase *db, GError **error);
void rg_database_reset_all (RgDatabase *db);
gboolean rg_database_sync_commits (RgDatabase *db, gboolean sync, GError **error);
void rg_database_manage_log (RgDatabase *db);
void rg_database_limit_log (RgDatabase *db, int pages);
gboolean rg_database_mend_log (RgDatabase *db, GError **error);
gboolean rg_database_checkpoint (RgDatabase *db, gboolean truncate, GError **error);
/* The first column of the first row; @fallback when there is none. */
gboolean
rg_database_get_integer (RgDatabase *db, const char *sql, gint64 fallback, gint64 *value, GError **error);
void rg_statement_free_chain (gpointer data);
void rg_statement_set_error (RgStatement *statement, int result, GError **error);
/* Bound without a copy: @value must live until the statement has run. */
void rg_statement_bind_static (RgStatement *statement, int index, const RgValue *value);

G_END_DECLS
