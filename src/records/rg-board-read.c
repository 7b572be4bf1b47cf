/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-board-private.h"

#include "records/rg-record-list-private.h"
#include "records/rg-row.h"

/* All open deals of a query with what their column needs to know, in one walk. */

/* A board shows so many rows of a column at first. */
#define FIRST_ROWS 12
#define LOOK_EVERY 4096

void
rg_board_stage_clear (gpointer stage)
{
  g_free (((RgBoardStage *) stage)->name);
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
  g_autoptr (RgStatement) statement =
      rg_database_prepare (rg_read_get_database (read),
                           "SELECT s.id, s.name, ifnull (s.days, 0), ifnull (s.chance, 0) FROM stage s"
                           " WHERE s.retired = 0 OR EXISTS"
                           " (SELECT 1 FROM deal d WHERE d.stage_id = s.id AND d.state = 'open')"
                           " ORDER BY s.retired, s.position, s.id",
                           error);
  RgStep step;

  g_array_set_clear_func (stages, rg_board_stage_clear);
  if (statement == NULL)
    return NULL;
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      RgBoardStage stage = {
        .id = rg_statement_get_integer (statement, 0),
        .name = g_strdup (rg_statement_get_text (statement, 1)),
        .days = rg_statement_get_integer (statement, 2),
        .chance = rg_statement_get_integer (statement, 3),
      };

      g_array_append_val (stages, stage);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&stages) : NULL;
}

/* --- deals -------------------------------------------------------------------- */

static char *
ids_to_json (const GArray *ids, gboolean wide)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = wide ? g_array_index (ids, gint64, i) : (gint64) g_array_index (ids, guint32, i);

      g_string_append_printf (json, i > 0 ? ",%" G_GINT64_FORMAT : "%" G_GINT64_FORMAT, id);
    }
  g_string_append_c (json, ']');
  return g_string_free_and_steal (json);
}

/* Which deals are meant, as JSON: @ids NULL for all that there are. */
static gboolean
choose (RgRead *read, const RgBoardWish *wish, char **ids, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) found = NULL;

  *ids = NULL;
  if (rg_query_get_search (wish->query) == NULL && rg_query_get_condition (wish->query) == NULL)
    {
      if (wish->touched != NULL)
        *ids = ids_to_json (wish->touched, TRUE);
      return TRUE;
    }
  found = rg_query_run (wish->query, read, 0, cancellable, error);
  if (found == NULL)
    return FALSE;
  *ids = ids_to_json (found, FALSE);
  return TRUE;
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
  g_autofree char *ids = NULL;
  g_autoptr (GString) sql = g_string_new (
      "SELECT d.id, d.stage_id, CAST (julianday (d.next_date) + 0.5 AS INTEGER),"
      " ifnull (d.amount_fen, 0), CAST (d.chance AS INTEGER), d.stage_since, d.customer_id FROM ");
  g_autoptr (RgStatement) statement = NULL;
  RgStep step = RG_STEP_ERROR;

  if (!choose (read, wish, &ids, cancellable, error))
    return FALSE;
  g_string_append (sql, ids != NULL ? "json_each (?1) j CROSS JOIN main.deal d WHERE d.id = j.value AND "
                                    : "main.deal d WHERE ");
  g_string_append (sql, "d.state = 'open'");
  rg_read_hide_open (read, "deal", "d", sql);
  statement = rg_database_prepare (rg_read_get_database (read), sql->str, error);
  if (statement == NULL)
    return FALSE;
  if (ids != NULL)
    rg_statement_bind_text (statement, 0, ids);
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
  if (snapshot->stages == NULL || !read_deals (read, wish, snapshot, cancellable, error))
    return NULL;
  if (wish->stages == NULL && !read_first (read, snapshot, error))
    return NULL;
  return g_steal_pointer (&snapshot);
}
