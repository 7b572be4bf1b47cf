/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-op-private.h"

#include <glib/gi18n-lib.h>

/* In development builds every changed row is looked up in the journal before
 * COMMIT: a change past the operation is a bug, found where it happens. */

typedef struct
{
  const char *table; /* interned */
  gint64 row;
} Touched;

struct _RgGuard
{
  RgDatabase *db;
  GHashTable *names; /* of entity tables, interned */
  GArray *touched;
};

static void
update_cb (gpointer data, int what, const char *database, const char *table, sqlite3_int64 row)
{
  RgGuard *guard = data;
  const char *name = g_hash_table_lookup (guard->names, table);
  Touched *last =
      guard->touched->len > 0 ? &g_array_index (guard->touched, Touched, guard->touched->len - 1) : NULL;
  Touched touched = { name, row };

  if (name == NULL || (last != NULL && last->table == name && last->row == row))
    return;
  g_array_append_val (guard->touched, touched);
}

RgGuard *
rg_guard_new (RgDatabase *db, GHashTable *tables)
{
  RgGuard *guard = g_new0 (RgGuard, 1);
  GHashTableIter iter;
  gpointer key;

  guard->db = db;
  guard->names = g_hash_table_new (g_str_hash, g_str_equal);
  guard->touched = g_array_new (FALSE, FALSE, sizeof (Touched));
  g_hash_table_iter_init (&iter, tables);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (guard->names, (gpointer) g_intern_string (key));
  sqlite3_update_hook (db->handle, update_cb, guard);
  return guard;
}

void
rg_guard_free (RgGuard *guard)
{
  sqlite3_update_hook (guard->db->handle, NULL, NULL);
  g_hash_table_unref (guard->names);
  g_array_unref (guard->touched);
  g_free (guard);
}

void
rg_guard_forget (RgGuard *guard)
{
  g_array_set_size (guard->touched, 0);
}

/* The journal's ranges and lists of these operations, by table. */
static GHashTable *
load_spans (RgGuard *guard, gint64 op, gint64 target, GError **error)
{
  static const char sql[] =
      "SELECT tbl, first, last FROM journal_bulk WHERE op IN (?1, ?2) AND kind = 'insert' UNION ALL "
      "SELECT tbl, value, value FROM journal_bulk, json_each (data, '$.ids') WHERE op IN (?1, ?2) AND kind = "
      "'update'";
  g_autoptr (GHashTable) spans =
      g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, (GDestroyNotify) g_array_unref);
  g_autoptr (RgStatement) statement = rg_database_prepare (guard->db, sql, error);
  GHashTableIter iter;
  gpointer array;
  RgStep step;

  if (statement == NULL)
    return NULL;
  rg_statement_bind_integer (statement, 0, op);
  rg_statement_bind_integer (statement, 1, target);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      const char *table = g_intern_string (rg_statement_get_text (statement, 0));
      GArray *found = g_hash_table_lookup (spans, table);

      if (found == NULL)
        {
          found = g_array_new (FALSE, FALSE, sizeof (RgSpan));
          g_hash_table_insert (spans, (gpointer) table, found);
        }
      rg_spans_append (found, rg_statement_get_integer (statement, 1),
                       rg_statement_get_integer (statement, 2));
    }
  g_hash_table_iter_init (&iter, spans);
  while (g_hash_table_iter_next (&iter, NULL, &array))
    rg_spans_sort (array);
  return step == RG_STEP_DONE ? g_steal_pointer (&spans) : NULL;
}

static gboolean
is_journalled (RgGuard *guard,
               const Touched *touched,
               gint64 op,
               gint64 target,
               gboolean *found,
               GError **error)
{
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  statement = rg_database_prepare (
      guard->db, "SELECT 1 FROM journal WHERE tbl = ? AND row_id = ? AND op IN (?, ?) LIMIT 1", error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 0, touched->table);
  rg_statement_bind_integer (statement, 1, touched->row);
  rg_statement_bind_integer (statement, 2, op);
  rg_statement_bind_integer (statement, 3, target);
  step = rg_statement_step (statement, error);
  *found = step == RG_STEP_ROW;
  return step != RG_STEP_ERROR;
}

/*< private >
 * rg_guard_check:
 *
 * A row that was inserted and deleted again by one long operation is in no
 * range any more than its neighbours, which is enough.
 */
gboolean
rg_guard_check (RgGuard *guard, RgWrite *write, GError **error)
{
  g_autoptr (GHashTable) spans = NULL;
  gint64 op = write->op != NULL ? write->op->id : 0;
  gint64 target = write->op != NULL ? write->op->target : 0;

  if (guard->touched->len == 0 || write->unjournalled)
    return TRUE;
  spans = load_spans (guard, op, target, error);
  if (spans == NULL)
    return FALSE;
  for (guint i = 0; i < guard->touched->len; i++)
    {
      const Touched *touched = &g_array_index (guard->touched, Touched, i);
      const GArray *in_table = g_hash_table_lookup (spans, touched->table);
      gboolean found = in_table != NULL && rg_spans_contain (in_table, touched->row);

      if (!found && !is_journalled (guard, touched, op, target, &found, error))
        return FALSE;
      if (found)
        continue;
      g_critical ("Row %" G_GINT64_FORMAT " of %s was changed without a line in the journal", touched->row,
                  touched->table);
      g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_FAILED,
                   _ ("A mistake in the program was found before it could do harm; nothing was saved. (%s)"),
                   touched->table);
      return FALSE;
    }
  return TRUE;
}
