/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-op.h"

#include "store/rg-late-index.h"
#include "store/rg-op-private.h"

#include <glib/gi18n-lib.h>

static void
own_rows_free (gpointer data)
{
  RgOwnRows *own = data;

  g_array_unref (own->written);
  g_array_unref (own->early);
  g_free (own);
}

/* AUTOINCREMENT's next id, needed in the row itself. */
static gboolean
insert_line (RgOp *op, GError **error)
{
  RgDatabase *db = op->write->read.db;
  g_autoptr (RgStatement) statement = NULL;

  statement =
      rg_database_prepare (db,
                           "INSERT INTO operation (origin, session, label, at, kind, target, state, changed) "
                           "VALUES (?, ?, ?, ?, ?, ?, 'done', "
                           "ifnull ((SELECT seq FROM sqlite_sequence WHERE name = 'operation'), 0) + 1)",
                           error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 0, op->origin);
  rg_statement_bind_text (statement, 1, op->session);
  rg_statement_bind_text (statement, 2, op->label);
  rg_statement_bind_integer (statement, 3, op->now);
  rg_statement_bind_text (statement, 4, op->kind);
  if (op->target != 0)
    rg_statement_bind_integer (statement, 5, op->target);
  if (!rg_statement_run (statement, error))
    return FALSE;
  op->id = sqlite3_last_insert_rowid (db->handle);
  op->write->read.own_op = op->id;
  return TRUE;
}

/*< private >
 * rg_op_new:
 * @kind: (transfer none): "do", "undo" or "redo"
 * @target: of an undo or redo, else 0
 */
RgOp *
rg_op_new (RgWrite *write,
           const char *origin,
           const char *session,
           const char *label,
           const char *kind,
           gint64 target,
           GError **error)
{
  RgOp *op = g_new0 (RgOp, 1);

  op->write = write;
  op->origin = g_strdup (origin);
  op->session = g_strdup (session != NULL ? session : "");
  op->label = g_strdup (label != NULL ? label : "");
  op->kind = kind;
  op->target = target;
  op->now = rg_clock_now ();
  op->plans = g_ptr_array_new_with_free_func (g_free);
  op->own = g_ptr_array_new_with_free_func (own_rows_free);
  if (!insert_line (op, error))
    {
      rg_op_free (op);
      return NULL;
    }
  return op;
}

gboolean
rg_op_begin_again (RgOp *op, GError **error)
{
  return insert_line (op, error);
}

void
rg_op_free (RgOp *op)
{
  g_ptr_array_unref (op->plans);
  g_ptr_array_unref (op->own);
  if (op->chase != NULL)
    {
      rg_search_chase_end (op->chase);
      rg_search_chase_unref (op->chase);
    }
  g_free (op->origin);
  g_free (op->session);
  g_free (op->label);
  g_free (op);
}

/**
 * rg_op_begin:
 * @write: a transaction without an operation
 * @origin: what makes the change: one of the `RG_ORIGIN_` texts
 * @session: whose Ctrl+Z takes it: a window's or program's own text
 * @label: what a person reads in the history, translated
 * @error: %RG_STORE_ERROR
 *
 * Begins the operation of a transaction. One that changes no row in the end
 * leaves nothing behind.
 *
 * Returns: (transfer none): belongs to @write
 */
RgOp *
rg_op_begin (RgWrite *write, const char *origin, const char *session, const char *label, GError **error)
{
  g_return_val_if_fail (write->op == NULL, NULL);
  g_return_val_if_fail (origin != NULL, NULL);
  g_return_val_if_fail (write->read.thread == g_thread_self (), NULL);
  write->op = rg_op_new (write, origin, session, label, "do", 0, error);
  return write->op;
}

/**
 * rg_op_get_id:
 * @op: an operation
 *
 * Returns: its id in the history
 */
gint64
rg_op_get_id (RgOp *op)
{
  return op->id;
}

/**
 * rg_op_get_write:
 * @op: an operation
 *
 * Returns: (transfer none): the transaction it belongs to
 */
RgWrite *
rg_op_get_write (RgOp *op)
{
  return op->write;
}

/**
 * rg_op_set_label:
 * @op: an operation
 * @label: what a person reads in the history, translated
 */
void
rg_op_set_label (RgOp *op, const char *label)
{
  g_set_str (&op->label, label != NULL ? label : "");
}

static gboolean
delete_line (RgOp *op, GError **error)
{
  g_autoptr (RgStatement) statement = NULL;

  statement = rg_database_prepare (op->write->read.db, "DELETE FROM operation WHERE id = ?", error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, op->id);
  return rg_statement_run (statement, error);
}

/*< private >
 * rg_op_finish:
 *
 * The last thing before COMMIT. It is done then.
 */
gboolean
rg_op_finish (RgOp *op, GError **error)
{
  g_autoptr (RgStatement) statement = NULL;

  if (!rg_op_flush (op, error))
    return FALSE;
  if (op->n_rows == 0 && !op->committed && !op->keep)
    return delete_line (op, error);
  statement = rg_database_prepare (
      op->write->read.db, "UPDATE operation SET state = 'done', label = ?, n_rows = ? WHERE id = ?", error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 0, op->label);
  rg_statement_bind_integer (statement, 1, op->n_rows);
  rg_statement_bind_integer (statement, 2, op->id);
  return rg_statement_run (statement, error);
}

/* --- what a long one has inserted ----------------------------------------- */

RgOwnRows *
rg_op_get_own (RgOp *op, const char *table)
{
  RgOwnRows *own;

  for (guint i = 0; i < op->own->len; i++)
    {
      own = g_ptr_array_index (op->own, i);
      if (own->table == table)
        return own;
    }
  own = g_new0 (RgOwnRows, 1);
  own->table = table;
  own->written = g_array_new (FALSE, FALSE, sizeof (RgSpan));
  own->early = g_array_new (FALSE, FALSE, sizeof (RgSpan));
  g_ptr_array_add (op->own, own);
  return own;
}

gboolean
rg_op_owns (RgOp *op, const char *table, gint64 id)
{
  for (guint i = 0; op->is_long && i < op->own->len; i++)
    {
      const RgOwnRows *own = g_ptr_array_index (op->own, i);

      if (own->table == table)
        return (own->growing.first != 0 && id >= own->growing.first && id <= own->growing.last) ||
               rg_spans_contain (own->written, id);
    }
  return FALSE;
}

/*< private >
 * rg_op_note_span:
 * @table: interned
 *
 * Rows that are not to be seen before the operation is done, and stand in the
 * journal already.
 */
void
rg_op_note_span (RgOp *op, const char *table, gint64 first, gint64 last)
{
  RgOwnRows *own = rg_op_get_own (op, table);

  rg_spans_append (own->written, first, last);
  rg_spans_sort (own->written);
}

/*< private >
 * rg_op_flush:
 *
 * Spans are written in the order of the catalogue's tables that they were begun
 * in; references that go the other way are the undo's care.
 */
gboolean
rg_op_flush (RgOp *op, GError **error)
{
  for (guint i = 0; i < op->own->len; i++)
    {
      RgOwnRows *own = g_ptr_array_index (op->own, i);

      if (own->growing.first == 0)
        continue;
      if (!rg_journal_add_bulk (op, own->table, "insert", own->growing.first, own->growing.last, own->n, NULL,
                                error))
        return FALSE;
      rg_spans_append (own->written, own->growing.first, own->growing.last);
      own->growing = (RgSpan) { 0, 0 };
      own->n = 0;
    }
  return TRUE;
}

static gboolean
is_hidden_by (RgOp *paused, const char *table, gint64 id)
{
  for (guint i = 0; i < paused->own->len; i++)
    {
      const RgOwnRows *own = g_ptr_array_index (paused->own, i);

      if (own->table == table && (rg_spans_contain (own->written, id) || rg_spans_contain (own->early, id)))
        return TRUE;
    }
  return FALSE;
}

/*< private >
 * rg_op_check_hidden:
 * @table: interned
 *
 * A long operation that pauses may still be taken back with all its rows, so
 * nobody else may change them or point to them.
 */
gboolean
rg_op_check_hidden (RgOp *op, const char *table, gint64 id, GError **error)
{
  GPtrArray *paused = op->write->read.core->paused;

  for (guint i = 0; i < paused->len; i++)
    {
      if (!is_hidden_by (g_ptr_array_index (paused, i), table, id))
        continue;
      g_set_error_literal (
          error, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT,
          _ ("This record is still being brought in. Please try again when that has ended."));
      return FALSE;
    }
  return TRUE;
}

/* --- long operations ------------------------------------------------------ */

static gboolean
mark_open (RgOp *op, GError **error)
{
  g_autoptr (RgStatement) statement = NULL;

  statement =
      rg_database_prepare (op->write->read.db, "UPDATE operation SET state = 'open' WHERE id = ?", error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, op->id);
  return rg_statement_run (statement, error);
}

/* Rows inserted before it became long have images, and are hidden all the same. */
static gboolean
note_early_rows (RgOp *op, GError **error)
{
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  statement = rg_database_prepare (op->write->read.db,
                                   "SELECT tbl, row_id FROM journal WHERE op = ? AND kind = 'insert'", error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, op->id);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      gint64 id = rg_statement_get_integer (statement, 1);
      RgOwnRows *own = rg_op_get_own (op, g_intern_string (rg_statement_get_text (statement, 0)));

      rg_spans_append (own->early, id, id);
      rg_spans_sort (own->early);
    }
  return step == RG_STEP_DONE;
}

/* An operation that may fill a small shop, if it is one. */
static gboolean
begin_chase (RgOp *op, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (op->write->read.core->search == NULL || !g_str_equal (op->kind, "do"))
    return TRUE;
  op->chase = rg_search_chase_new (op->write->read.db, op->id, &problem);
  if (problem == NULL)
    return op->chase == NULL || rg_late_indexes_drop (op->write->read.db, error);
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* What is there now may be searched for from here on, and more will come. */
static gboolean
continue_chase (RgOp *op, gboolean first, GError **error)
{
  if (op->chase == NULL)
    return TRUE;
  if (!rg_search_chase_mark (op->chase, op->write->read.db, error))
    return FALSE;
  if (first)
    rg_search_index_chase (op->write->read.core->search, op->chase);
  return TRUE;
}

/**
 * rg_op_make_long:
 * @op: an operation
 * @error: %RG_STORE_ERROR
 *
 * From here on [func@op_pause] may be called, and rows are inserted without
 * images, in ranges. Nothing of the operation is shown before it is done.
 * Calling it again does nothing.
 */
gboolean
rg_op_make_long (RgOp *op, GError **error)
{
  if (op->is_long)
    return TRUE;
  if (!mark_open (op, error) || !note_early_rows (op, error) || !begin_chase (op, error))
    return FALSE;
  op->is_long = TRUE;
  rg_op_forget_plans (op);
  /* Indexes of large tables are written at random places. Those of a small shop
   * begin small, and the search tables take their memory at the same time. */
  return rg_database_exec (op->write->read.db,
                           op->chase != NULL ? "PRAGMA cache_size = -32768" : "PRAGMA cache_size = -65536",
                           error);
}

/**
 * rg_op_pause:
 * @op: an operation that was made long
 * @cancellable: (nullable): asked while nothing is half done
 * @error: %G_IO_ERROR_CANCELLED, or %RG_STORE_ERROR
 *
 * Commits what was done so far, lets short writes that wait go first, and
 * begins again. The transaction's objects stay valid; own fields that somebody
 * added meanwhile are in its catalogue. After an error the function has to
 * return with it; all that the operation did is taken back then.
 */
gboolean
rg_op_pause (RgOp *op, GCancellable *cancellable, GError **error)
{
  gboolean first = !op->committed;

  g_return_val_if_fail (op->is_long, FALSE);
  if (!rg_op_flush (op, error))
    return FALSE;
  return rg_write_pause (op->write, cancellable, error) && continue_chase (op, first, error);
}
