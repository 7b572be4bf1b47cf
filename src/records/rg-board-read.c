/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-board-private.h"

#include "records/rg-query-private.h"
#include "records/rg-record-list-private.h"
#include "records/rg-row.h"
#include "store/rg-search.h"
#include "store/rg-sql.h"

/* All open deals of a query with what their column needs to know, in one walk. */

/* A board shows so many rows of a column at first. */
#define FIRST_ROWS 12
#define LOOK_EVERY 4096

void
rg_board_stage_clear (gpointer stage)
{
  g_free (((RgBoardStage *) stage)->name);
  g_free (((RgBoardStage *) stage)->color);
}

RgBoardWish *
rg_board_wish_new (RgQuery *query, GArray *stages, GArray *touched)
{
  RgBoardWish *wish = g_new0 (RgBoardWish, 1);

  wish->query = rg_query_ref (query);
  wish->stages = stages != NULL ? g_array_ref (stages) : NULL;
  wish->touched = touched != NULL ? g_array_ref (touched) : NULL;
  return wish;
}

void
rg_board_wish_free (gpointer data)
{
  RgBoardWish *wish = data;

  rg_query_unref (wish->query);
  g_clear_pointer (&wish->stages, g_array_unref);
  g_clear_pointer (&wish->touched, g_array_unref);
  g_free (wish);
}

void
rg_board_snapshot_free (RgBoardSnapshot *snapshot)
{
  g_clear_pointer (&snapshot->stages, g_array_unref);
  g_clear_pointer (&snapshot->entries, g_array_unref);
  g_clear_pointer (&snapshot->rows, g_ptr_array_unref);
  g_free (snapshot);
}

/* By the next date, those without one last, then by id. */
int
rg_board_entry_compare (gconstpointer a, gconstpointer b)
{
  const RgBoardEntry *one = a, *other = b;

  if (one->day != other->day)
    return one->day < other->day ? -1 : 1;
  return (one->id > other->id) - (one->id < other->id);
}

/* --- stages ----------------------------------------------------------------- */

static GArray *
read_stages (RgRead *read, GError **error)
{
  g_autoptr (GArray) stages = g_array_new (FALSE, FALSE, sizeof (RgBoardStage));
  g_autoptr (GString) sql =
      g_string_new ("SELECT s.id, s.name, ifnull (s.days, 0), ifnull (s.chance, 0), s.color FROM stage s"
                    " WHERE (s.retired = 0 OR EXISTS"
                    " (SELECT 1 FROM deal d WHERE d.stage_id = s.id AND d.state = 'open'))");
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  g_array_set_clear_func (stages, rg_board_stage_clear);
  rg_read_hide_open (read, "stage", "s", sql);
  g_string_append (sql, " ORDER BY s.retired, s.position, s.id");
  statement = rg_database_prepare (rg_read_get_database (read), sql->str, error);
  if (statement == NULL)
    return NULL;
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      RgBoardStage stage = {
        .id = rg_statement_get_integer (statement, 0),
        .name = g_strdup (rg_statement_get_text (statement, 1)),
        .days = rg_statement_get_integer (statement, 2),
        .chance = rg_statement_get_integer (statement, 3),
        .color = g_strdup (rg_statement_get_text (statement, 4)),
      };

      g_array_append_val (stages, stage);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&stages) : NULL;
}

/* --- deals -------------------------------------------------------------------- */

/* Which of them the query finds, behind WHERE. */
static gboolean
append_query (RgRead *read, const RgBoardWish *wish, const RgQueryText *text, GString *sql, GError **error)
{
  RgCondition *condition = rg_query_get_condition (wish->query);
  gboolean good;

  rg_query_text_append (text, sql);
  if (condition == NULL)
    return TRUE;
  g_string_append (sql, " AND (");
  good = (wish->touched != NULL ? rg_condition_append_sql_of_few
                                : rg_condition_append_sql) (condition, read, "deal", sql, error);
  g_string_append_c (sql, ')');
  return good;
}

static gboolean
take_deal (RgStatement *statement, RgBoardSnapshot *snapshot)
{
  gint64 stage_id = rg_statement_get_integer (statement, 1);
  RgBoardEntry entry = {
    .id = (guint32) rg_statement_get_integer (statement, 0),
    .day = rg_statement_is_null (statement, 2) ? RG_BOARD_NO_DAY
                                               : (gint32) rg_statement_get_integer (statement, 2),
    .amount = rg_statement_get_integer (statement, 3),
    .chance = rg_statement_is_null (statement, 4) ? -1 : (gint32) rg_statement_get_integer (statement, 4),
    .since = rg_statement_get_integer (statement, 5),
    .customer = (guint32) rg_statement_get_integer (statement, 6),
  };

  for (guint i = 0; i < snapshot->stages->len; i++)
    if (g_array_index (snapshot->stages, RgBoardStage, i).id == stage_id)
      {
        entry.stage = i;
        g_array_append_val (snapshot->entries, entry);
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_deals (RgRead *read,
            const RgBoardWish *wish,
            RgBoardSnapshot *snapshot,
            GCancellable *cancellable,
            GError **error)
{
  g_autofree char *ids =
      wish->touched != NULL ? rg_sql_ids ((const gint64 *) (gpointer) wish->touched->data, wish->touched->len)
                            : NULL;
  const RgEntity *entity = rg_catalog_find (rg_read_get_catalog (read), "deal");
  g_autoptr (GString) sql = g_string_new (
      "SELECT t.id, t.stage_id, CAST (julianday (t.next_date) + 0.5 AS INTEGER),"
      " ifnull (t.amount_fen, 0), CAST (t.chance AS INTEGER), t.stage_since, t.customer_id FROM ");
  g_auto (RgQueryText) text = { 0 };
  g_autoptr (RgStatement) statement = NULL;
  RgStep step = RG_STEP_ERROR;

  if (!rg_query_text_read (&text, entity, rg_query_get_search (wish->query), read, cancellable, error))
    return FALSE;
  g_string_append (sql, ids != NULL ? "json_each (?1) j CROSS JOIN main.deal t WHERE t.id = j.value AND "
                                    : "main.deal t WHERE ");
  g_string_append (sql, "t.state = 'open'");
  if (!append_query (read, wish, &text, sql, error))
    return FALSE;
  rg_read_hide_open (read, "deal", "t", sql);
  statement = rg_database_prepare (rg_read_get_database (read), sql->str, error);
  if (statement == NULL)
    return FALSE;
  if (ids != NULL)
    rg_statement_bind_text (statement, 0, ids);
  rg_query_text_bind (&text, statement);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      if (!take_deal (statement, snapshot))
        snapshot->strange = TRUE;
      if (snapshot->entries->len % LOOK_EVERY == 1 &&
          g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  g_array_sort (snapshot->entries, rg_board_entry_compare);
  return step == RG_STEP_DONE;
}

/* What stands at the top of each column is there with the board. */
static gboolean
read_first (RgRead *read, RgBoardSnapshot *snapshot, GError **error)
{
  g_autofree guint *n = g_new0 (guint, snapshot->stages->len + 1);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < snapshot->entries->len && ids->len < snapshot->stages->len * FIRST_ROWS; i++)
    {
      const RgBoardEntry *entry = &g_array_index (snapshot->entries, RgBoardEntry, i);

      if (n[entry->stage]++ < FIRST_ROWS)
        g_array_append_val (ids, entry->id);
    }
  snapshot->rows = rg_rows_read (read, rg_catalog_find (rg_read_get_catalog (read), "deal"),
                                 (const guint32 *) (const void *) ids->data, ids->len, error);
  return snapshot->rows != NULL;
}

gpointer
rg_board_read (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgBoardWish *wish = data;
  g_autoptr (RgBoardSnapshot) snapshot = g_new0 (RgBoardSnapshot, 1);

  snapshot->entries = g_array_new (FALSE, FALSE, sizeof (RgBoardEntry));
  snapshot->stages = wish->stages != NULL ? g_array_ref (wish->stages) : read_stages (read, error);
  snapshot->behind = rg_query_get_search (wish->query) != NULL && rg_search_is_behind (read);
  if (snapshot->stages == NULL || !read_deals (read, wish, snapshot, cancellable, error))
    return NULL;
  if (wish->stages == NULL && !read_first (read, snapshot, error))
    return NULL;
  return g_steal_pointer (&snapshot);
}
