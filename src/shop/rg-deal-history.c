/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-deal-private.h"

#include "store/rg-database.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#define MS_A_DAY (24.0 * 60 * 60 * 1000)
#define MOST_REASONS 40

static const char *const shipped_reasons[] = {
  N_ ("Too expensive"),          N_ ("Chose somebody else"), N_ ("No need any more"),
  N_ ("Not reachable any more"), N_ ("No budget"),           N_ ("Took too long"),
};

void
rg_deal_move_free (RgDealMove *move)
{
  g_free (move->from_stage);
  g_free (move->to_stage);
  g_free (move->from_state);
  g_free (move->to_state);
  g_free (move->staff);
  g_free (move->reason);
  g_strfreev (move->passed);
  g_free (move);
}

/* What is not an array of texts says nothing. (transfer full) (nullable) */
static char **
parse_passed (const char *json)
{
  g_autoptr (JsonNode) node = json != NULL ? json_from_string (json, NULL) : NULL;
  g_autoptr (GStrvBuilder) texts = NULL;
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return NULL;
  array = json_node_get_array (node);
  texts = g_strv_builder_new ();
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *text = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (text) && json_node_get_value_type (text) == G_TYPE_STRING)
        g_strv_builder_add (texts, json_node_get_string (text));
    }
  return g_strv_builder_end (texts);
}

RgDealMove *
rg_deal_move_take (RgStatement *statement)
{
  RgDealMove *move = g_new0 (RgDealMove, 1);

  move->id = rg_statement_get_integer (statement, 0);
  move->from_stage = g_strdup (rg_statement_get_text (statement, 1));
  move->to_stage = g_strdup (rg_statement_get_text (statement, 2));
  move->from_state = g_strdup (rg_statement_get_text (statement, 3));
  move->to_state = g_strdup (rg_statement_get_text (statement, 4));
  move->at = rg_statement_get_integer (statement, 5);
  move->staff = g_strdup (rg_statement_get_text (statement, 6));
  move->reason = g_strdup (rg_statement_get_text (statement, 7));
  move->passed = parse_passed (rg_statement_get_text (statement, 8));
  return move;
}

/**
 * rg_deal_move_describe:
 * @move: of a deal
 *
 * Returns: (transfer full): what happened, in the words of the board
 */
char *
rg_deal_move_describe (const RgDealMove *move)
{
  const char *from = move->from_state;

  if (from == NULL)
    /* Translators: the beginning of a deal; %s is a stage. */
    return g_strdup_printf (_ ("Begun in %s"), move->to_stage);
  if (g_strcmp0 (move->to_state, "won") == 0)
    return g_strdup (_ ("Won"));
  if (g_strcmp0 (move->to_state, "lost") == 0)
    /* Translators: %s is a stage. */
    return g_strdup_printf (_ ("Lost in %s"), move->to_stage);
  if (g_strcmp0 (from, "open") != 0)
    return g_strdup_printf (_ ("Opened again in %s"), move->to_stage);
  /* Translators: from one stage to another. */
  return g_strdup_printf (_ ("%s → %s"), move->from_stage != NULL ? move->from_stage : "", move->to_stage);
}

/**
 * rg_deal_history:
 * @read: a read transaction
 * @id: of a deal
 * @error: return location for an error
 *
 * Returns: (element-type RgDealMove) (transfer full): its moves, oldest first
 */
GPtrArray *
rg_deal_history (RgRead *read, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) moves = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_deal_move_free);
  g_autoptr (RgStatement) statement = rg_database_prepare (
      rg_read_get_database (read),
      "SELECT " RG_DEAL_MOVE_COLUMNS " FROM " RG_DEAL_MOVE_TABLES " WHERE m.deal_id = ?1 ORDER BY m.id",
      error);
  gint64 before = 0;
  RgStep step;

  if (statement == NULL)
    return NULL;
  rg_statement_bind_integer (statement, 0, id);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      RgDealMove *move = rg_deal_move_take (statement);

      /* A clock may have been put back between two. */
      move->days = moves->len > 0 ? MAX ((double) (move->at - before), 0) / MS_A_DAY : 0;
      before = move->at;
      g_ptr_array_add (moves, move);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&moves) : NULL;
}

/**
 * rg_deal_lost_reasons:
 * @read: a read transaction
 * @error: return location for an error
 *
 * Returns: (transfer full) (array zero-terminated=1): what was said of why deals were
 *   lost, the most frequent first, then what the program proposes
 */
char **
rg_deal_lost_reasons (RgRead *read, GError **error)
{
  g_autoptr (GPtrArray) reasons = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) sql =
      g_string_new ("SELECT d.lost_reason FROM deal d WHERE d.state = 'lost' AND d.lost_reason IS NOT NULL");
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  rg_read_hide_open (read, "deal", "d", sql);
  g_string_append (sql, " GROUP BY d.lost_reason ORDER BY count (*) DESC, d.lost_reason LIMIT ?1");
  statement = rg_database_prepare (rg_read_get_database (read), sql->str, error);
  if (statement == NULL)
    return NULL;
  rg_statement_bind_integer (statement, 0, MOST_REASONS);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    g_ptr_array_add (reasons, g_strdup (rg_statement_get_text (statement, 0)));
  if (step == RG_STEP_ERROR)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (shipped_reasons); i++)
    if (!g_ptr_array_find_with_equal_func (reasons, _ (shipped_reasons[i]), g_str_equal, NULL))
      g_ptr_array_add (reasons, g_strdup (_ (shipped_reasons[i])));
  g_ptr_array_add (reasons, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&reasons), FALSE);
}
