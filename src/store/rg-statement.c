/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-database.h"

#include "store/rg-database-private.h"
#include "store/rg-store-error-private.h"

/* Statements that a connection keeps from one transaction to the next. */
#define MOST_STATEMENTS 256

/* The destroy function of the cache. */
void
rg_statement_free_chain (gpointer data)
{
  RgStatement *statement = data;

  while (statement != NULL)
    {
      RgStatement *next = statement->next;

      sqlite3_finalize (statement->handle);
      g_free (statement);
      statement = next;
    }
}

static RgStatement *
add_statement (RgDatabase *db, const char *sql, GError **error)
{
  sqlite3_stmt *handle = NULL;
  RgStatement *statement;
  int result = sqlite3_prepare_v3 (db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL);

  if (result != SQLITE_OK)
    {
      rg_store_error_set_sqlite (db->handle, result, error);
      return NULL;
    }
  statement = g_new0 (RgStatement, 1);
  statement->db = db;
  statement->handle = handle;
  return statement;
}

/**
 * rg_database_prepare:
 * @db: a connection
 * @sql: one statement; its parameters are "?", or "?1", "?2" …
 * @error: %RG_STORE_ERROR
 *
 * Takes the statement of this text from the connection's cache, or prepares it
 * and puts it there. While one is in use, the next caller gets another of the
 * same text.
 *
 * Returns: (transfer none): a statement at its start with nothing bound, to be
 *   given back with [func@statement_reset]; or %NULL
 */
RgStatement *
rg_database_prepare (RgDatabase *db, const char *sql, GError **error)
{
  RgStatement *first = g_hash_table_lookup (db->statements, sql);
  RgStatement *statement = first;

  while (statement != NULL && (statement->taken || sqlite3_stmt_busy (statement->handle)))
    statement = statement->next;
  if (statement == NULL)
    {
      statement = add_statement (db, sql, error);
      if (statement == NULL)
        return NULL;
      if (first != NULL)
        {
          statement->next = first->next;
          first->next = statement;
        }
      else
        {
          g_hash_table_insert (db->statements, g_strdup (sql), statement);
        }
    }
  else
    {
      sqlite3_clear_bindings (statement->handle);
    }
  statement->taken = TRUE;
  statement->bind_result = SQLITE_OK;
  return statement;
}

/**
 * rg_statement_reset:
 * @statement: (nullable): a statement
 *
 * Ends it: what it holds in the database is let go, and the cache may give it
 * to the next caller. It may be bound and stepped again.
 */
void
rg_statement_reset (RgStatement *statement)
{
  if (statement == NULL)
    return;
  sqlite3_reset (statement->handle);
  statement->taken = FALSE;
}

/*< private >
 * rg_database_reset_all:
 *
 * At the end of a transaction, when nobody holds a statement any more: a
 * forgotten one must not keep it open. Texts made for many sets of columns
 * would fill the cache without end; it starts anew then.
 */
void
rg_database_reset_all (RgDatabase *db)
{
  GHashTableIter iter;
  gpointer value;

  if (g_hash_table_size (db->statements) > MOST_STATEMENTS)
    {
      g_hash_table_remove_all (db->statements);
      return;
    }
  g_hash_table_iter_init (&iter, db->statements);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    for (RgStatement *statement = value; statement != NULL; statement = statement->next)
      if (statement->taken || sqlite3_stmt_busy (statement->handle))
        rg_statement_reset (statement);
}

static void
note_binding (RgStatement *statement, int result)
{
  if (result != SQLITE_OK && statement->bind_result == SQLITE_OK)
    statement->bind_result = result;
}

/**
 * rg_statement_bind_null:
 * @statement: a statement that was not stepped yet
 * @index: of the parameter, from 0
 */
void
rg_statement_bind_null (RgStatement *statement, int index)
{
  note_binding (statement, sqlite3_bind_null (statement->handle, index + 1));
}

/**
 * rg_statement_bind_integer:
 * @statement: a statement that was not stepped yet
 * @index: of the parameter, from 0
 * @value: a whole number
 */
void
rg_statement_bind_integer (RgStatement *statement, int index, gint64 value)
{
  note_binding (statement, sqlite3_bind_int64 (statement->handle, index + 1, value));
}

/**
 * rg_statement_bind_real:
 * @statement: a statement that was not stepped yet
 * @index: of the parameter, from 0
 * @value: a number; one that is not a number is stored as null
 */
void
rg_statement_bind_real (RgStatement *statement, int index, double value)
{
  note_binding (statement, sqlite3_bind_double (statement->handle, index + 1, value));
}

/**
 * rg_statement_bind_text:
 * @statement: a statement that was not stepped yet
 * @index: of the parameter, from 0
 * @value: (nullable): UTF-8, copied; %NULL binds null
 */
void
rg_statement_bind_text (RgStatement *statement, int index, const char *value)
{
  note_binding (statement, sqlite3_bind_text (statement->handle, index + 1, value, -1, SQLITE_TRANSIENT));
}

/**
 * rg_statement_bind_blob:
 * @statement: a statement that was not stepped yet
 * @index: of the parameter, from 0
 * @data: (nullable): bytes, copied; %NULL binds null
 * @size: how many
 */
void
rg_statement_bind_blob (RgStatement *statement, int index, gconstpointer data, gsize size)
{
  note_binding (statement, sqlite3_bind_blob64 (statement->handle, index + 1, data, size, SQLITE_TRANSIENT));
}

/**
 * rg_statement_bind_value:
 * @statement: a statement that was not stepped yet
 * @index: of the parameter, from 0
 * @value: (nullable): what to bind, copied; %NULL binds null
 */
void
rg_statement_bind_value (RgStatement *statement, int index, const RgValue *value)
{
  if (value != NULL && value->kind == RG_VALUE_TEXT)
    rg_statement_bind_text (statement, index, value->text);
  else
    rg_statement_bind_static (statement, index, value);
}

void
rg_statement_bind_static (RgStatement *statement, int index, const RgValue *value)
{
  int result;

  switch (value != NULL ? value->kind : RG_VALUE_NULL)
    {
    case RG_VALUE_INTEGER:
      result = sqlite3_bind_int64 (statement->handle, index + 1, value->integer);
      break;
    case RG_VALUE_REAL:
      result = sqlite3_bind_double (statement->handle, index + 1, value->real);
      break;
    case RG_VALUE_TEXT:
      result = sqlite3_bind_text (statement->handle, index + 1, value->text, -1, SQLITE_STATIC);
      break;
    case RG_VALUE_NULL:
    default:
      result = sqlite3_bind_null (statement->handle, index + 1);
      break;
    }
  note_binding (statement, result);
}

void
rg_statement_set_error (RgStatement *statement, int result, GError **error)
{
  rg_store_error_set_sqlite (statement->db->handle, result, error);
}

/**
 * rg_statement_step:
 * @statement: a statement
 * @error: %RG_STORE_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether there is a row, the end, or an error
 */
RgStep
rg_statement_step (RgStatement *statement, GError **error)
{
  int result;

  if (statement->bind_result != SQLITE_OK)
    {
      rg_store_error_set_sqlite (NULL, statement->bind_result, error);
      return RG_STEP_ERROR;
    }
  if (statement->db->in_transaction && sqlite3_get_autocommit (statement->db->handle))
    {
      rg_database_refuse_lost (error);
      return RG_STEP_ERROR;
    }
  result = sqlite3_step (statement->handle);
  if (result == SQLITE_ROW)
    return RG_STEP_ROW;
  if (result == SQLITE_DONE)
    return RG_STEP_DONE;
  rg_statement_set_error (statement, result, error);
  return RG_STEP_ERROR;
}

/**
 * rg_statement_read_texts:
 * @statement: a query whose first column is text
 * @error: %RG_STORE_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (array zero-terminated=1) (nullable): what stands
 *   there in all rows
 */
char **
rg_statement_read_texts (RgStatement *statement, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  RgStep step;

  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    g_strv_builder_add (builder, rg_statement_get_text (statement, 0));
  return step == RG_STEP_DONE ? g_strv_builder_end (builder) : NULL;
}

/**
 * rg_statement_run:
 * @statement: a statement whose rows, if it gives any, do not matter
 * @error: %RG_STORE_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Steps to the end and resets; what is bound stays bound for the next run.
 *
 * Returns: whether the end was reached
 */
gboolean
rg_statement_run (RgStatement *statement, GError **error)
{
  RgStep step;

  do
    step = rg_statement_step (statement, error);
  while (step == RG_STEP_ROW);
  rg_statement_reset (statement);
  return step == RG_STEP_DONE;
}

/**
 * rg_statement_n_columns:
 * @statement: a statement
 *
 * Returns: the number of columns of its rows, 0 for one that gives none
 */
int
rg_statement_n_columns (RgStatement *statement)
{
  return sqlite3_column_count (statement->handle);
}

/**
 * rg_statement_is_null:
 * @statement: a statement at a row
 * @column: from 0
 *
 * Returns: whether nothing is there
 */
gboolean
rg_statement_is_null (RgStatement *statement, int column)
{
  return sqlite3_column_type (statement->handle, column) == SQLITE_NULL;
}

/**
 * rg_statement_get_integer:
 * @statement: a statement at a row
 * @column: from 0
 *
 * Returns: the whole number there, 0 for null
 */
gint64
rg_statement_get_integer (RgStatement *statement, int column)
{
  return sqlite3_column_int64 (statement->handle, column);
}

/**
 * rg_statement_get_real:
 * @statement: a statement at a row
 * @column: from 0
 *
 * Returns: the number there, 0 for null
 */
double
rg_statement_get_real (RgStatement *statement, int column)
{
  return sqlite3_column_double (statement->handle, column);
}

/**
 * rg_statement_get_text:
 * @statement: a statement at a row
 * @column: from 0
 *
 * Returns: (nullable) (transfer none): the text there until the next step
 */
const char *
rg_statement_get_text (RgStatement *statement, int column)
{
  return (const char *) sqlite3_column_text (statement->handle, column);
}

/**
 * rg_statement_get_blob:
 * @statement: a statement at a row
 * @column: from 0
 * @size: (out): the number of bytes
 *
 * Returns: (nullable) (transfer none): the bytes there until the next step
 */
gconstpointer
rg_statement_get_blob (RgStatement *statement, int column, gsize *size)
{
  gconstpointer data = sqlite3_column_blob (statement->handle, column);

  *size = (gsize) sqlite3_column_bytes (statement->handle, column);
  return data;
}

/**
 * rg_statement_get_value:
 * @statement: a statement at a row
 * @column: from 0
 * @value: (out caller-allocates): an initialised value that takes a copy;
 *   bytes that are not text are null in it
 */
void
rg_statement_get_value (RgStatement *statement, int column, RgValue *value)
{
  switch (sqlite3_column_type (statement->handle, column))
    {
    case SQLITE_INTEGER:
      rg_value_set_integer (value, sqlite3_column_int64 (statement->handle, column));
      break;
    case SQLITE_FLOAT:
      rg_value_set_real (value, sqlite3_column_double (statement->handle, column));
      break;
    case SQLITE_TEXT:
      rg_value_set_text (value, (const char *) sqlite3_column_text (statement->handle, column));
      break;
    default:
      rg_value_clear (value);
      break;
    }
}
