/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-undo-private.h"

#include <glib/gi18n-lib.h>

/* Walks through an operation's journal, backwards to undo it and forwards to
 * make it again. Lines of both tables are ordered by the ids they share. */

#define LINES_AT_ONCE 256

typedef struct
{
  gint64 id;
  const RgTable *table;
  gint64 first; /* the row, of a single one */
  gint64 last;  /* 0 for a single one */
  char *kind;
  char *before; /* of a bulk line: its data */
  char *after;
} Line;

static void
line_clear (gpointer data)
{
  Line *line = data;

  g_free (line->kind);
  g_free (line->before);
  g_free (line->after);
}

#define LINES_SQL(sign, order)                                                                               \
  "SELECT id, tbl, row_id, 0, kind, before, after FROM journal WHERE op = ?1 AND id " sign " ?2 UNION ALL "  \
  "SELECT id, tbl, first, last, kind, data, NULL FROM journal_bulk WHERE op = ?1 AND id " sign " ?2 "        \
  "ORDER BY 1 " order " LIMIT ?3"

static gboolean
read_lines (RgApply *apply, gint64 from, GArray *lines, GError **error)
{
  gboolean forward = (apply->flags & RG_APPLY_FORWARD) != 0;
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  g_array_set_size (lines, 0);
  statement = rg_database_prepare (apply->write->read.db,
                                   forward ? LINES_SQL (">", "ASC") : LINES_SQL ("<", "DESC"), error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, apply->source);
  rg_statement_bind_integer (statement, 1, from);
  rg_statement_bind_integer (statement, 2, LINES_AT_ONCE);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      const char *table = rg_statement_get_text (statement, 1);
      Line line = {
        .id = rg_statement_get_integer (statement, 0),
        .table = rg_write_get_table (apply->write, table),
        .first = rg_statement_get_integer (statement, 2),
        .last = rg_statement_get_integer (statement, 3),
        .kind = g_strdup (rg_statement_get_text (statement, 4)),
        .before = g_strdup (rg_statement_get_text (statement, 5)),
        .after = g_strdup (rg_statement_get_text (statement, 6)),
      };

      g_array_append_val (lines, line);
      if (line.table != NULL)
        continue;
      g_set_error (
          error, RG_STORE_ERROR, RG_STORE_ERROR_CORRUPT,
          _ ("The history of this change is damaged, so it cannot be taken back or made again. (%s)"), table);
      return FALSE;
    }
  return step == RG_STEP_DONE;
}

static gboolean
apply_single (RgApply *apply, const Line *line, GError **error)
{
  gboolean forward = (apply->flags & RG_APPLY_FORWARD) != 0;
  g_autoptr (RgImage) before = rg_image_new (line->table);
  g_autoptr (RgImage) after = rg_image_new (line->table);

  if ((line->before != NULL && !rg_image_read_json (before, line->before, error)) ||
      (line->after != NULL && !rg_image_read_json (after, line->after, error)))
    return FALSE;
  if (g_str_equal (line->kind, "update"))
    return rg_apply_change (apply, line->table, line->first, forward ? before : after,
                            forward ? after : before, error);
  if (g_str_equal (line->kind, "insert") == forward)
    return rg_apply_put (apply, line->table, line->first, forward ? after : before, error);
  return rg_apply_take (apply, line->table, line->first, forward ? before : after, error);
}

static gboolean
apply_line (RgApply *apply, const Line *line, GError **error)
{
  if (line->last == 0)
    return apply_single (apply, line, error);
  if (g_str_equal (line->kind, "insert"))
    return rg_apply_span (apply, line->table, line->first, line->last, error);
  return rg_apply_list (apply, line->table, line->before, error);
}

/* References are looked at when the transaction ends: rows of one operation may
 * point to each other in any order. */
static gboolean
defer_references (RgApply *apply, GError **error)
{
  return rg_database_exec (apply->write->read.db, "PRAGMA defer_foreign_keys = ON", error);
}

static gboolean
has_loose_references (RgApply *apply)
{
  int current = 0;
  int high = 0;

  /* 0 when there are none; the number is not kept. */
  sqlite3_db_status (apply->write->read.db->handle, SQLITE_DBSTATUS_DEFERRED_FKS, &current, &high, 0);
  return current != 0;
}

/*< private >
 * rg_apply_rest:
 *
 * Between two lines, or inside a long one: may commit what was done.
 */
gboolean
rg_apply_rest (RgApply *apply, GError **error)
{
  if (apply->pause == NULL || apply->n_batch < RG_BATCH_ROWS || has_loose_references (apply))
    return TRUE;
  apply->n_batch = 0;
  return apply->pause (apply->pause_data, error) && defer_references (apply, error);
}

/*< private >
 * rg_apply_journal:
 * @apply: what to apply, and how
 * @error: %RG_STORE_ERROR_CLASH when rows are not as they should be, or when
 *   rows that are left point to some that would go
 */
gboolean
rg_apply_journal (RgApply *apply, GError **error)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (Line));
  gint64 from = (apply->flags & RG_APPLY_FORWARD) != 0 ? 0 : G_MAXINT64;

  g_array_set_clear_func (lines, line_clear);
  if (!defer_references (apply, error))
    return FALSE;
  do
    {
      if (!read_lines (apply, from, lines, error))
        return FALSE;
      for (guint i = 0; i < lines->len; i++)
        {
          const Line *line = &g_array_index (lines, Line, i);

          from = line->id;
          if (!apply_line (apply, line, error) || !rg_apply_rest (apply, error))
            return FALSE;
        }
    }
  while (lines->len > 0);
  if (!has_loose_references (apply))
    return TRUE;
  g_set_error_literal (
      error, RG_STORE_ERROR, RG_STORE_ERROR_CLASH,
      _ ("This change cannot be taken back or made again, because other records belong to the ones it "
         "made. Nothing was changed."));
  return FALSE;
}
