/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-history-lines.h"

#include <glib/gi18n-lib.h>

/* Lines of the store's history that are read at once; some of them are left
 * out. */
#define CHUNK 200
/* So many names stand in a line. */
#define MOST_NAMES 3

/**
 * rg_history_line_free:
 * @line: (nullable) (transfer full): a line of the history
 */
void
rg_history_line_free (RgHistoryLine *line)
{
  if (line == NULL)
    return;
  rg_operation_free (line->operation);
  g_free (line->deleted);
  g_free (line);
}

/* --- lines ---------------------------------------------------------------- */

static gboolean
read_state (RgRead *read, RgHistoryLine *line, GError **error)
{
  static const char sql[] = "SELECT o.images = 1 AND o.state = 'undone', ifnull (u.at, 0) FROM operation o "
                            "LEFT JOIN operation u ON u.id = o.changed AND o.state = 'undone' WHERE o.id = ?";
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_read_get_database (read), sql, error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, line->operation->id);
  if (rg_statement_step (statement, error) != RG_STEP_ROW)
    return FALSE;
  line->can_redo = rg_statement_get_integer (statement, 0) != 0;
  line->undone_at = rg_statement_get_integer (statement, 1);

  return TRUE;
}

/* Who was deleted is known as long as the images are kept. */
static gboolean
read_deleted (RgRead *read, RgHistoryLine *line, GError **error)
{
  static const char sql[] = "SELECT json_extract (before, '$.name') FROM journal "
                            "WHERE op = ?1 AND kind = 'delete' AND tbl = 'customer' ORDER BY id LIMIT ?2";
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_read_get_database (read), sql, error);
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = 0;
  RgStep step;

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, line->operation->id);
  rg_statement_bind_integer (statement, 1, MOST_NAMES + 1);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      const char *name = rg_statement_get_text (statement, 0);

      line->deletes = TRUE;
      if (n == MOST_NAMES)
        g_string_append (names, "…");
      else if (name != NULL && *name != '\0')
        g_string_append_printf (names, "%s%s", names->len > 0 ? C_ ("list", ", ") : "", name);
      n++;
    }
  if (step == RG_STEP_ERROR)
    return FALSE;
  if (names->len > 0)
    line->deleted = g_string_free_and_steal (g_steal_pointer (&names));

  return TRUE;
}

static gboolean
add_line (RgRead *read, GPtrArray *lines, RgOperation *operation, GError **error)
{
  g_autoptr (RgHistoryLine) line = g_new0 (RgHistoryLine, 1);

  line->operation = operation;
  if (!read_state (read, line, error) || !read_deleted (read, line, error))
    return FALSE;
  g_ptr_array_add (lines, g_steal_pointer (&line));

  return TRUE;
}

/**
 * rg_history_lines_read:
 * @read: a transaction
 * @before: only older ones than this operation; 0: from the newest on
 * @limit: how many at most
 * @error: %RG_STORE_ERROR
 *
 * Returns: (element-type RgHistoryLine) (transfer full): the newest first, or
 *   %NULL
 */
GPtrArray *
rg_history_lines_read (RgRead *read, gint64 before, guint limit, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_history_line_free);

  while (lines->len < limit)
    {
      g_autoptr (GPtrArray) chunk = rg_history_list (read, before, CHUNK, error);

      if (chunk == NULL)
        return NULL;
      for (guint i = 0; i < chunk->len && lines->len < limit; i++)
        {
          const RgOperation *operation = g_ptr_array_index (chunk, i);

          before = operation->id;
          if (!g_str_equal (operation->kind, "do"))
            continue;
          if (!add_line (read, lines, g_ptr_array_steal_index (chunk, i--), error))
            return NULL;
        }
      if (chunk->len == 0)
        break;
    }

  return g_steal_pointer (&lines);
}

/* --- what stands in the way ------------------------------------------------ */

typedef struct
{
  RgRead *read;
  GPtrArray *order; /* RgOperation: each behind what must go before it */
  GHashTable *seen; /* gint64 */
  guint limit;
} Obstacles;

static gboolean
visit (Obstacles *obstacles, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) clashes = rg_undo_clashes (obstacles->read, id, obstacles->limit, error);

  if (clashes == NULL)
    return FALSE;
  while (clashes->len > 0)
    {
      RgOperation *operation = g_ptr_array_steal_index (clashes, 0);

      if (g_hash_table_size (obstacles->seen) >= obstacles->limit ||
          !g_hash_table_add (obstacles->seen, g_memdup2 (&operation->id, sizeof operation->id)))
        {
          rg_operation_free (operation);
          continue;
        }
      /* Later ones clash only with still later ones, so this ends. */
      if (!visit (obstacles, operation->id, error))
        {
          rg_operation_free (operation);
          return FALSE;
        }
      g_ptr_array_add (obstacles->order, operation);
    }

  return TRUE;
}

/**
 * rg_history_obstacles:
 * @read: a transaction
 * @id: an operation that somebody wants to undo
 * @limit: how many at most; as many as that may mean that there are more
 * @error: %RG_STORE_ERROR
 *
 * Returns: (element-type RgOperation) (transfer full): what must be undone
 *   first, each before what it stands in the way of; empty when nothing does,
 *   or %NULL
 */
GPtrArray *
rg_history_obstacles (RgRead *read, gint64 id, guint limit, GError **error)
{
  g_autoptr (GPtrArray) order = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_operation_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Obstacles obstacles = { read, order, seen, limit };

  if (!visit (&obstacles, id, error))
    return NULL;

  return g_steal_pointer (&order);
}
