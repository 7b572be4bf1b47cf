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
rg_board_wish_new (RgQuery *query, GArray *stages, GArray *touched, GArray *before)
{
  RgBoardWish *wish = g_new0 (RgBoardWish, 1);

  wish->query = rg_query_ref (query);
  wish->stages = stages != NULL ? g_array_ref (stages) : NULL;
  wish->touched = touched != NULL ? g_array_ref (touched) : NULL;
  wish->before = before != NULL ? g_array_ref (before) : NULL;
  return wish;
}

void
rg_board_wish_free (gpointer data)
{
  RgBoardWish *wish = data;

  rg_query_unref (wish->query);
  g_clear_pointer (&wish->stages, g_array_unref);
  g_clear_pointer (&wish->touched, g_array_unref);
  g_clear_pointer (&wish->before, g_array_unref);
  g_free (wish);
}

void
rg_board_snapshot_free (RgBoardSnapshot *snapshot)
{
  g_clear_pointer (&snapshot->stages, g_array_unref);
  g_clear_pointer (&snapshot->columns, g_array_unref);
  g_clear_pointer (&snapshot->differences, g_array_unref);
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
take_deal (RgStatement *statement, const GArray *stages, GArray *entries)
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

  for (guint i = 0; i < stages->len; i++)
    if (g_array_index (stages, RgBoardStage, i).id == stage_id)
      {
        entry.stage = i;
        g_array_append_val (entries, entry);
        return TRUE;
      }
  return FALSE;
}

/* (element-type RgBoardEntry) (transfer full) */
static GArray *
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
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (RgBoardEntry));
  RgStep step = RG_STEP_ERROR;

  if (!rg_query_text_read (&text, entity, rg_query_get_search (wish->query), read, cancellable, error))
    return NULL;
  g_string_append (sql, ids != NULL ? "json_each (?1) j CROSS JOIN main.deal t WHERE t.id = j.value AND "
                                    : "main.deal t WHERE ");
  g_string_append (sql, "t.state = 'open'");
  if (!append_query (read, wish, &text, sql, error))
    return NULL;
  rg_read_hide_open (read, "deal", "t", sql);
  statement = rg_database_prepare (rg_read_get_database (read), sql->str, error);
  if (statement == NULL)
    return NULL;
  if (ids != NULL)
    rg_statement_bind_text (statement, 0, ids);
  rg_query_text_bind (&text, statement);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      if (!take_deal (statement, snapshot->stages, entries))
        snapshot->strange = TRUE;
      if (entries->len % LOOK_EVERY == 1 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&entries) : NULL;
}

/* --- a new board ---------------------------------------------------------------- */

static void
column_read_clear (gpointer data)
{
  RgBoardColumnRead *column = data;

  g_clear_pointer (&column->entries, g_array_unref);
  g_clear_pointer (&column->rows, g_ptr_array_unref);
}

/* What stands at the top of a column is there with the board. */
static gboolean
read_first (RgRead *read, RgBoardColumnRead *column, GError **error)
{
  guint n = MIN (column->entries->len, FIRST_ROWS);
  guint32 ids[FIRST_ROWS];

  for (guint i = 0; i < n; i++)
    ids[i] = g_array_index (column->entries, RgBoardEntry, i).id;
  column->rows = rg_rows_read (read, rg_catalog_find (rg_read_get_catalog (read), "deal"), ids, n, error);
  return column->rows != NULL;
}

static gboolean
take_columns (RgRead *read, RgBoardSnapshot *snapshot, GArray *entries, GError **error)
{
  snapshot->columns = g_array_new (FALSE, TRUE, sizeof (RgBoardColumnRead));
  g_array_set_clear_func (snapshot->columns, column_read_clear);
  g_array_set_size (snapshot->columns, snapshot->stages->len);
  for (guint i = 0; i < snapshot->stages->len; i++)
    g_array_index (snapshot->columns, RgBoardColumnRead, i).entries =
        g_array_new (FALSE, FALSE, sizeof (RgBoardEntry));
  g_array_sort (entries, rg_board_entry_compare);
  for (guint i = 0; i < entries->len; i++)
    {
      const RgBoardEntry *entry = &g_array_index (entries, RgBoardEntry, i);

      g_array_append_vals (g_array_index (snapshot->columns, RgBoardColumnRead, entry->stage).entries, entry,
                           1);
    }
  for (guint i = 0; i < snapshot->columns->len; i++)
    if (!read_first (read, &g_array_index (snapshot->columns, RgBoardColumnRead, i), error))
      return FALSE;
  return TRUE;
}

/* --- what is another on a board --------------------------------------------------- */

static void
add_difference (RgBoardSnapshot *snapshot, gint64 id, const RgBoardEntry *now)
{
  RgBoardDifference difference = { .id = id, .there = now != NULL };

  if (now != NULL)
    difference.now = *now;
  g_array_append_val (snapshot->differences, difference);
}

static gboolean
is_same (const RgBoardEntry *a, const RgBoardEntry *b)
{
  return a->customer == b->customer && a->stage == b->stage && a->day == b->day && a->chance == b->chance &&
         a->amount == b->amount && a->since == b->since;
}

/* Each that was touched is what it is now, or gone. */
static void
take_touched (RgBoardSnapshot *snapshot, const GArray *touched, const GArray *entries)
{
  for (guint i = 0; i < touched->len; i++)
    {
      gint64 id = g_array_index (touched, gint64, i);
      const RgBoardEntry *now = NULL;

      for (guint j = 0; j < entries->len && now == NULL; j++)
        if (g_array_index (entries, RgBoardEntry, j).id == id)
          now = &g_array_index (entries, RgBoardEntry, j);
      add_difference (snapshot, id, now);
    }
}

static void
take_differences (RgBoardSnapshot *snapshot, const GArray *before, const GArray *entries)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer key, entry;

  for (guint i = 0; i < entries->len; i++)
    g_hash_table_insert (by_id, GUINT_TO_POINTER (g_array_index (entries, RgBoardEntry, i).id),
                         &g_array_index (entries, RgBoardEntry, i));
  for (guint i = 0; i < before->len; i++)
    {
      const RgBoardEntry *was = &g_array_index (before, RgBoardEntry, i);
      const RgBoardEntry *now = g_hash_table_lookup (by_id, GUINT_TO_POINTER (was->id));

      if (now == NULL || !is_same (was, now))
        add_difference (snapshot, was->id, now);
      g_hash_table_remove (by_id, GUINT_TO_POINTER (was->id));
    }
  g_hash_table_iter_init (&iter, by_id);
  while (g_hash_table_iter_next (&iter, &key, &entry))
    add_difference (snapshot, GPOINTER_TO_UINT (key), entry);
}

gpointer
rg_board_read (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgBoardWish *wish = data;
  g_autoptr (RgBoardSnapshot) snapshot = g_new0 (RgBoardSnapshot, 1);
  g_autoptr (GArray) entries = NULL;

  snapshot->stages = wish->stages != NULL ? g_array_ref (wish->stages) : read_stages (read, error);
  snapshot->behind = rg_query_get_search (wish->query) != NULL && rg_search_is_behind (read);
  if (snapshot->stages == NULL)
    return NULL;
  entries = read_deals (read, wish, snapshot, cancellable, error);
  if (entries == NULL || (wish->stages == NULL && !take_columns (read, snapshot, entries, error)))
    return NULL;
  if (wish->stages == NULL)
    return g_steal_pointer (&snapshot);
  snapshot->differences = g_array_new (FALSE, FALSE, sizeof (RgBoardDifference));
  if (wish->touched != NULL)
    take_touched (snapshot, wish->touched, entries);
  else
    take_differences (snapshot, wish->before, entries);
  snapshot->strange |= snapshot->differences->len > RG_BOARD_MOST_DIFFERENCES;
  return g_steal_pointer (&snapshot);
}
