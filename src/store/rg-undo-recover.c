/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-undo-private.h"

#include <glib/gi18n-lib.h>

/* An operation that did not reach its last COMMIT did not happen: what it
 * committed on the way is taken back, whether it was doing, undoing or making
 * again. Every step looks at what is there, so it may be cut off and begun
 * again as often as it takes. */

static gboolean
pause_cb (gpointer data, GError **error)
{
  return rg_write_pause (data, NULL, error);
}

static RgApplyFlags
flags_for (const RgOperation *operation)
{
  if (g_strcmp0 (operation->kind, "undo") == 0)
    return RG_APPLY_LENIENT | RG_APPLY_FORWARD;
  if (g_strcmp0 (operation->kind, "redo") == 0)
    return RG_APPLY_LENIENT | RG_APPLY_KEEP_REMOVED;
  return RG_APPLY_LENIENT;
}

static gboolean
mark_undone (RgWrite *write, gint64 id, GError **error)
{
  g_autoptr (RgStatement) statement = NULL;

  /* 2: the images are there, but it must not be made again as if it had been
   * whole. */
  statement = rg_database_prepare (
      write->read.db, "UPDATE operation SET state = 'undone', changed = ?, images = 2 WHERE id = ?", error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, write->op->id);
  rg_statement_bind_integer (statement, 1, id);
  return rg_statement_run (statement, error);
}

static gboolean
run (RgWrite *write, const RgOperation *operation, GError **error)
{
  g_autofree char *label = NULL;
  RgApply apply = {
    .write = write,
    .source = operation->target != 0 ? operation->target : operation->id,
    .flags = flags_for (operation),
    .pause = pause_cb,
    .pause_data = write,
  };

  if (!rg_apply_journal (&apply, error))
    return FALSE;
  /* Translators: %s is a line of the history, such as "Import 2,000 customers" */
  label = g_strdup_printf (_ ("Not finished, taken back: %s"), operation->label);
  write->op = rg_op_new (write, RG_ORIGIN_SYSTEM, NULL, label, "undo", operation->id, error);
  if (write->op == NULL)
    return FALSE;
  write->op->keep = TRUE;
  write->op->n_rows = apply.n_rows;
  return mark_undone (write, operation->id, error);
}

gboolean
rg_take_back (RgCore *core, RgStore *store, gint64 operation, GError **error)
{
  g_autoptr (RgOperation) line = NULL;
  g_autoptr (GError) problem = NULL;
  RgWrite *write = rg_write_begin (core, store, NULL, error);

  if (write == NULL)
    return FALSE;
  write->unjournalled = TRUE;
  line = rg_operation_read (core->db, operation, NULL, &problem);
  if (line != NULL)
    run (write, line, &problem);
  rg_write_end (write, &problem);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
find_open (RgDatabase *db, gint64 below, gint64 *id, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT max (id) FROM operation WHERE state = 'open' AND id < %" G_GINT64_FORMAT, below);

  return rg_database_get_integer (db, sql, 0, id, error);
}

/*< private >
 * rg_take_back_all:
 *
 * The latest first. One whose rows others have come to depend on, which nothing
 * in the program lets happen, stays open and hidden rather than keep the shop
 * from opening.
 */
gboolean
rg_take_back_all (RgCore *core, RgStore *store, GError **error)
{
  gint64 id = G_MAXINT64;

  while (TRUE)
    {
      g_autoptr (GError) problem = NULL;

      if (!find_open (core->db, id, &id, error))
        return FALSE;
      if (id == 0)
        return TRUE;
      if (rg_take_back (core, store, id, &problem))
        continue;
      if (!g_error_matches (problem, RG_STORE_ERROR, RG_STORE_ERROR_CLASH))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      g_message ("Operation %" G_GINT64_FORMAT " stays open: %s", id, problem->message);
    }
}
