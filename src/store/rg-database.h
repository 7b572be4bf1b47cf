/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalog/rg-value.h"
#include "store/rg-store-error.h"

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* One SQLite connection and its prepared statements. Used by one thread at a
 * time. Only the store layer opens any. */

typedef struct _RgDatabase RgDatabase;
typedef struct _RgStatement RgStatement;

/**
 * RgDatabaseMode:
 * @RG_DATABASE_WRITE: the one writer of a file
 * @RG_DATABASE_READ: SQLITE_OPEN_READONLY, no checkpoint on close
 * @RG_DATABASE_CREATE: like write, and made when it is not there
 */
typedef enum
{
  RG_DATABASE_WRITE,
  RG_DATABASE_READ,
  RG_DATABASE_CREATE,
} RgDatabaseMode;

/* The open recipe: see the function. */
RgDatabase *rg_database_open (const char *path, RgDatabaseMode mode, GError **error);
void rg_database_close (RgDatabase *db);
sqlite3 *rg_database_get_handle (RgDatabase *db);
/* Statements without results and without parameters; several separated by ";". */
gboolean rg_database_exec (RgDatabase *db, const char *sql, GError **error);
/* Interrupts a long statement when @cancellable is cancelled, until it is set
 * to NULL again. */
void rg_database_set_cancellable (RgDatabase *db, GCancellable *cancellable);

/* Prepares @sql or takes it from the connection's cache (keyed by its text);
 * reset and unbound. (transfer none): give it back with rg_statement_reset, or
 * by leaving the scope of a g_autoptr (RgStatement). The same text must not be
 * taken twice at once. */
RgStatement *rg_database_prepare (RgDatabase *db, const char *sql, GError **error);
void rg_statement_reset (RgStatement *statement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgDatabase, rg_database_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgStatement, rg_statement_reset)

/* Parameters and columns both count from 0. */
void rg_statement_bind_null (RgStatement *statement, int index);
void rg_statement_bind_integer (RgStatement *statement, int index, gint64 value);
void rg_statement_bind_real (RgStatement *statement, int index, double value);
void rg_statement_bind_text (RgStatement *statement, int index, const char *value);
void rg_statement_bind_blob (RgStatement *statement, int index, gconstpointer data, gsize size);
void rg_statement_bind_value (RgStatement *statement, int index, const RgValue *value);

/**
 * RgStep:
 * @RG_STEP_ROW: a row can be read
 * @RG_STEP_DONE: the end
 * @RG_STEP_ERROR: the error is set
 */
typedef enum
{
  RG_STEP_ERROR = -1,
  RG_STEP_DONE,
  RG_STEP_ROW,
} RgStep;

RgStep rg_statement_step (RgStatement *statement, GError **error);
/* Steps a statement that gives no rows, and resets it. */
gboolean rg_statement_run (RgStatement *statement, GError **error);
/* (transfer full) (array zero-terminated=1) (nullable): the first column of all rows */
char **rg_statement_read_texts (RgStatement *statement, GError **error);
int rg_statement_n_columns (RgStatement *statement);
gboolean rg_statement_is_null (RgStatement *statement, int column);
gint64 rg_statement_get_integer (RgStatement *statement, int column);
double rg_statement_get_real (RgStatement *statement, int column);
/* Valid until the next step; NULL for null. */
const char *rg_statement_get_text (RgStatement *statement, int column);
gconstpointer rg_statement_get_blob (RgStatement *statement, int column, gsize *size);
void rg_statement_get_value (RgStatement *statement, int column, RgValue *value);

G_END_DECLS
