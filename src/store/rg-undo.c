/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-op.h"

#include "store/rg-undo-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  RgWrite *write;
  RgOperation *target;
  gboolean redo;
  GCancellable *cancellable;
} Undo;

/* --- which one ------------------------------------------------------------ */

static gint64
find_id (RgDatabase *db, const char *sql, const char *session, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (db, sql, error);
  RgStep step;

  if (statement == NULL)
    return -1;
  rg_statement_bind_text (statement, 0, session);
  step = rg_statement_step (statement, error);
  if (step == RG_STEP_ERROR)
    return -1;
  return step == RG_STEP_ROW ? rg_statement_get_integer (statement, 0) : 0;
}

/* The newest: by when it was last done, so that what was just made again is
 * the next to be undone. */
#define NEWEST_DONE(condition)                                                                               \
  "SELECT id FROM operation WHERE " condition " state = 'done' AND kind = 'do' AND images = 1 "              \
  "ORDER BY changed DESC LIMIT 1"

/* Not when the session has done something else since. */
#define NEWEST_UNDONE(condition)                                                                             \
  "SELECT o.id FROM operation o WHERE " condition " o.state = 'undone' AND o.kind = 'do' "                   \
  "AND o.images = 1 AND NOT EXISTS (SELECT 1 FROM operation n WHERE n.id > o.changed AND n.kind = 'do' "     \
  "AND (?1 IS NULL OR n.session = ?1) AND n.state <> 'undone') ORDER BY o.changed DESC LIMIT 1"

static gint64
find_target (Undo *undo, const char *session, GError **error)
{
  const char *sql;
  gint64 id;

  if (undo->redo)
    sql = session != NULL ? NEWEST_UNDONE ("o.session = ?1 AND") : NEWEST_UNDONE ("");
  else
    sql = session != NULL ? NEWEST_DONE ("session = ?1 AND") : NEWEST_DONE ("?1 IS NULL AND");
  id = find_id (undo->write->read.db, sql, session, error);
  if (id == 0)
    g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_NOTHING,
                         undo->redo ? _ ("There is nothing to make again.")
                                    : _ ("There is nothing to undo."));
  return id;
}

static gboolean
refuse_target (const RgOperation *target, gboolean redo, GError **error)
{
  const char *why;

  if (g_strcmp0 (target->kind, "do") != 0)
    why = _ ("“%s” took back or made again another change; please choose that one.");
  else if (g_strcmp0 (target->state, "open") == 0)
    why = _ ("“%s” is still under way.");
  else if (!redo && g_strcmp0 (target->state, "undone") == 0)
    why = _ ("“%s” has been undone already.");
  else if (redo && g_strcmp0 (target->state, "done") == 0)
    why = _ ("“%s” has not been undone, so there is nothing to make again.");
  else
    why = _ ("“%s” can no longer be undone or made again: what it found is not kept any more.");
  g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOTHING, why, target->label);
  return FALSE;
}

static gboolean
is_kept (RgDatabase *db, gint64 id, gboolean *kept, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT images = 1 FROM operation WHERE id = %" G_GINT64_FORMAT, id);
  gint64 value = 0;

  if (!rg_database_get_integer (db, sql, 0, &value, error))
    return FALSE;
  *kept = value != 0;
  return TRUE;
}

static gboolean
read_target (Undo *undo, gint64 id, GError **error)
{
  RgDatabase *db = undo->write->read.db;
  g_autoptr (GError) problem = NULL;
  gboolean kept = FALSE;

  undo->target = rg_operation_read (db, id, NULL, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (undo->target == NULL)
    {
      g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                           _ ("This change is not in the history."));
      return FALSE;
    }
  if (!is_kept (db, id, &kept, error))
    return FALSE;
  if (kept && g_strcmp0 (undo->target->kind, "do") == 0 &&
      g_strcmp0 (undo->target->state, undo->redo ? "undone" : "done") == 0)
    return TRUE;
  return refuse_target (undo->target, undo->redo, error);
}

/* --- doing it ------------------------------------------------------------- */

static gboolean
check_clashes (Undo *undo, GError **error)
{
  g_autoptr (GPtrArray) clashes = NULL;
  const RgOperation *first;

  if (undo->redo)
    return TRUE;
  clashes = rg_clash_find (&undo->write->read, undo->target->id, 1, error);
  if (clashes == NULL)
    return FALSE;
  if (clashes->len == 0)
    return TRUE;
  first = g_ptr_array_index (clashes, 0);
  g_set_error (
      error, RG_STORE_ERROR, RG_STORE_ERROR_CLASH,
      _ ("“%s” cannot be undone, because “%s” changed the same records later. Please undo that first."),
      undo->target->label, first->label);
  return FALSE;
}

static gboolean
pause_cb (gpointer data, GError **error)
{
  Undo *undo = data;

  /* Somebody may have changed rows meanwhile that are about to go. */
  return rg_op_pause (undo->write->op, undo->cancellable, error) && check_clashes (undo, error);
}

static gboolean
set_state (RgDatabase *db, gint64 id, const char *state, gint64 by, GError **error)
{
  g_autoptr (RgStatement) statement = NULL;

  statement = rg_database_prepare (db, "UPDATE operation SET state = ?, changed = ? WHERE id = ?", error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 0, state);
  rg_statement_bind_integer (statement, 1, by);
  rg_statement_bind_integer (statement, 2, id);
  return rg_statement_run (statement, error);
}

static gboolean
apply (Undo *undo, GError **error)
{
  RgApply apply = {
    .write = undo->write,
    .source = undo->target->id,
    .flags = undo->redo ? RG_APPLY_FORWARD : RG_APPLY_KEEP_REMOVED,
  };
  RgOp *op = undo->write->op;

  if (undo->target->n_rows > RG_LONG_ROWS)
    {
      if (!rg_op_make_long (op, error))
        return FALSE;
      apply.pause = pause_cb;
      apply.pause_data = undo;
    }
  if (!rg_apply_journal (&apply, error))
    return FALSE;
  op->n_rows = undo->target->n_rows;
  op->keep = TRUE;
  return set_state (undo->write->read.db, undo->target->id, undo->redo ? "done" : "undone", op->id, error);
}

static RgOperation *
run (Undo *undo, gint64 id, const char *origin, const char *session, GError **error)
{
  RgWrite *write = undo->write;

  if (id == 0)
    id = find_target (undo, session, error);
  if (id <= 0 || !read_target (undo, id, error) || !check_clashes (undo, error))
    return NULL;
  write->op =
      rg_op_new (write, origin, session, undo->target->label, undo->redo ? "redo" : "undo", id, error);
  if (write->op == NULL || !apply (undo, error))
    return NULL;
  return rg_operation_read (write->read.db, id, NULL, error);
}

static RgOperation *
undo_or_redo (RgWrite *write,
              gboolean redo,
              gint64 id,
              const char *origin,
              const char *session,
              GCancellable *cancellable,
              GError **error)
{
  Undo undo = { write, NULL, redo, cancellable };
  RgOperation *result;

  g_return_val_if_fail (write->op == NULL, NULL);
  g_return_val_if_fail (write->read.thread == g_thread_self (), NULL);
  result = run (&undo, id, origin, session, error);
  rg_operation_free (undo.target);
  return result;
}

/**
 * rg_undo:
 * @write: a transaction without an operation
 * @id: an operation, or 0 for the newest one that @session has done
 * @origin: what undoes it
 * @session: (nullable): %NULL for anybody's
 * @cancellable: (nullable): asked between the batches of a long one
 * @error: %RG_STORE_ERROR_CLASH when a later operation touched the same rows,
 *   %RG_STORE_ERROR_NOTHING when there is nothing to undo, or it is not done
 *
 * Puts every row back as the operation found it, ids included. The undo is an
 * operation of its own, with @id as its target.
 *
 * Returns: (transfer full): what was undone
 */
RgOperation *
rg_undo (RgWrite *write,
         gint64 id,
         const char *origin,
         const char *session,
         GCancellable *cancellable,
         GError **error)
{
  return undo_or_redo (write, FALSE, id, origin, session, cancellable, error);
}

/**
 * rg_redo:
 * @write: a transaction without an operation
 * @id: an operation that was undone, or 0 for the one of @session that was
 *   undone last, provided @session has done nothing since
 * @origin: what makes it again
 * @session: (nullable): %NULL for anybody's
 * @cancellable: (nullable): asked between the batches of a long one
 * @error: %RG_STORE_ERROR_CLASH when the rows are not as the operation found
 *   them, %RG_STORE_ERROR_NOTHING when there is nothing to make again
 *
 * Returns: (transfer full): what was made again
 */
RgOperation *
rg_redo (RgWrite *write,
         gint64 id,
         const char *origin,
         const char *session,
         GCancellable *cancellable,
         GError **error)
{
  return undo_or_redo (write, TRUE, id, origin, session, cancellable, error);
}
