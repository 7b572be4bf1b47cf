/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-condition-private.h"

#include "catalog/rg-date.h"
#include "catalog/rg-type-choice.h"

#include <glib/gi18n-lib.h>

/* Leaves about deals: the stages they went through, how long they are in one, and
 * gates they went through although these were closed. */

/* --- stages --------------------------------------------------------------------- */

gint64
rg_condition_find_stage (const RgConditionJob *job, JsonNode *node, char **name, GError **error)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;
  g_autofree char *text = rg_condition_node_text (node);
  g_autoptr (GString) sql = g_string_new ("SELECT g.id, g.name FROM main.stage g WHERE ");
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  if (type == G_TYPE_INT64)
    g_string_append_printf (sql, "g.id = %" G_GINT64_FORMAT, json_node_get_int (node));
  else if (type == G_TYPE_STRING)
    g_string_append (sql, "(g.name = ?1 OR g.key = ?1 OR CAST (g.id AS TEXT) = ?1)");
  else
    g_string_append (sql, "0");
  rg_read_hide_open (job->read, "stage", "g", sql);
  if (type == G_TYPE_STRING)
    g_string_append (sql, " ORDER BY g.name = ?1 DESC, g.key IS ?1 DESC LIMIT 1");
  statement = rg_database_prepare (job->db, sql->str, error);
  if (statement == NULL)
    return 0;
  if (type == G_TYPE_STRING)
    rg_statement_bind_text (statement, 0, json_node_get_string (node));
  step = rg_statement_step (statement, error);
  if (step == RG_STEP_DONE)
    rg_condition_refuse (error, RG_CONDITION_ERROR_UNKNOWN, _ ("There is no stage “%s” (any more)."), text);
  if (step != RG_STEP_ROW)
    return 0;
  *name = g_strdup (rg_statement_get_text (statement, 1));
  return rg_statement_get_integer (statement, 0);
}

/* --- moves ---------------------------------------------------------------------- */

/* A stage, or what a deal comes to when it is closed; "" is any. */
static gboolean
read_place (const RgConditionJob *job,
            JsonObject *leaf,
            const char *member,
            RgConditionPlace *place,
            GError **error)
{
  JsonNode *node = rg_condition_find_member (leaf, member);
  const RgField *field = rg_entity_find_field (job->entity, "state");
  const char *text = NULL;

  if (node == NULL)
    return !g_str_equal (member, "moved") || rg_condition_get_text (leaf, member, TRUE, &text, error);
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    text = json_node_get_string (node);
  if (text != NULL && *text == '\0')
    return TRUE;
  place->given = TRUE;
  if (g_strcmp0 (text, "won") == 0 || g_strcmp0 (text, "lost") == 0)
    {
      place->state = g_intern_string (text);
      place->name = g_strdup (rg_choice_get_label (field, rg_choice_find_key (field, text)));
      return TRUE;
    }
  place->stage = rg_condition_find_stage (job, node, &place->name, error);
  return place->stage != 0;
}

gboolean
rg_condition_steps_read (const RgConditionJob *job, JsonObject *leaf, RgConditionSteps *steps, GError **error)
{
  static const char *const known[] = { "moved", "was", "op", "days", "from", "to", NULL };

  *steps = (RgConditionSteps) { 0 };
  if (rg_condition_only_knows (leaf, known, error) && read_place (job, leaf, "moved", &steps->into, error) &&
      read_place (job, leaf, "was", &steps->was, error) &&
      rg_condition_get_has (leaf, "has", "none", &steps->has, error) &&
      rg_condition_window_read (leaf, &job->today, &steps->window, error))
    return TRUE;
  rg_condition_steps_clear (steps);
  return FALSE;
}

void
rg_condition_steps_clear (RgConditionSteps *steps)
{
  g_clear_pointer (&steps->into.name, g_free);
  g_clear_pointer (&steps->was.name, g_free);
}

/* Where it came to. How it began is a move into its stage, but none otherwise. */
static void
append_into (const RgConditionSteps *steps, GString *sql)
{
  const RgConditionPlace *into = &steps->into;

  if (into->state != NULL)
    g_string_append_printf (sql, " AND m.to_state = '%s' AND m.from_state IS NOT '%s'", into->state,
                            into->state);
  else if (into->given && steps->was.state != NULL)
    g_string_append_printf (sql, " AND m.to_id = %" G_GINT64_FORMAT " AND m.to_state = 'open'", into->stage);
  else if (into->given)
    g_string_append_printf (sql, " AND m.to_id = %" G_GINT64_FORMAT " AND m.from_id IS NOT %" G_GINT64_FORMAT,
                            into->stage, into->stage);
  else
    g_string_append (sql, " AND m.from_state IS NOT NULL"
                          " AND (m.from_state <> m.to_state OR m.from_id IS NOT m.to_id)");
}

static void
append_was (const RgConditionPlace *was, GString *sql)
{
  if (was->state != NULL)
    g_string_append_printf (sql, " AND m.from_state = '%s' AND m.to_state <> '%s'", was->state, was->state);
  else if (was->given)
    g_string_append_printf (sql, " AND m.from_id = %" G_GINT64_FORMAT, was->stage);
}

/* When the move was. */
static void
append_window (const RgConditionWindow *window, GString *sql)
{
  GDate after = window->to;

  if (window->has_from)
    g_string_append_printf (sql, " AND m.at >= %" G_GINT64_FORMAT, rg_date_start (&window->from));
  if (!window->has_to)
    return;
  g_date_add_days (&after, 1);
  g_string_append_printf (sql, " AND m.at < %" G_GINT64_FORMAT, rg_date_start (&after));
}

void
rg_condition_steps_sql (const RgConditionJob *job, const RgConditionSteps *steps, GString *sql)
{
  const char *not = steps->has ? "" : "NOT ";

  if (job->few)
    g_string_append_printf (sql, "%sEXISTS (SELECT 1 FROM main.deal_move m WHERE m.deal_id = t.id", not);
  else
    g_string_append_printf (sql, "t.id %sIN (SELECT m.deal_id FROM main.deal_move m WHERE 1", not);
  append_window (&steps->window, sql);
  append_into (steps, sql);
  append_was (&steps->was, sql);
  rg_read_hide_open (job->read, "deal_move", "m", sql);
  g_string_append_c (sql, ')');
}

/* (transfer full) */
char *
rg_condition_steps_words (const RgConditionSteps *steps)
{
  const char *into = steps->into.name, *was = steps->was.name;

  if (into != NULL && was != NULL)
    return g_strdup_printf (
        steps->has ? _ ("went from “%1$s” to “%2$s”") : _ ("did not go from “%1$s” to “%2$s”"), was, into);
  if (into != NULL)
    return g_strdup_printf (steps->has ? _ ("came to “%s”") : _ ("did not come to “%s”"), into);
  if (was != NULL)
    return g_strdup_printf (steps->has ? _ ("left “%s”") : _ ("did not leave “%s”"), was);
  return g_strdup (steps->has ? _ ("was moved") : _ ("was not moved"));
}

/* --- late and passed -------------------------------------------------------------- */

gboolean
rg_condition_flag_read (JsonObject *leaf, const char *word, gboolean *yes, GError **error)
{
  const char *const known[] = { word, NULL };
  gboolean given;

  if (!rg_condition_only_knows (leaf, known, error) ||
      !rg_condition_get_flag (leaf, word, &given, yes, error))
    return FALSE;
  return given ||
         rg_condition_refuse (error, RG_CONDITION_ERROR_VALUE, _ ("A part of a filter lacks “%s”."), word);
}

void
rg_condition_late_sql (const RgConditionJob *job, gboolean late, GString *sql)
{
  g_string_append_printf (sql,
                          "%s(t.state = 'open' AND EXISTS (SELECT 1 FROM main.stage g WHERE g.id = t.stage_id"
                          " AND g.days > 0 AND %" G_GINT64_FORMAT " - t.stage_since > g.days * 86400000))",
                          late ? "" : "NOT ", job->now);
}

gboolean
rg_condition_passed_read (const RgConditionJob *job,
                          JsonObject *leaf,
                          RgConditionPassed *passed,
                          GError **error)
{
  static const char *const known[] = { "passed", "days", "from", "to", NULL };
  gboolean given;

  *passed = (RgConditionPassed) { 0 };
  if (!rg_condition_only_knows (leaf, known, error) ||
      !rg_condition_get_flag (leaf, "passed", &given, &passed->passed, error) ||
      !rg_condition_window_read (leaf, &job->today, &passed->window, error))
    return FALSE;
  return given || rg_condition_refuse (error, RG_CONDITION_ERROR_VALUE, _ ("A part of a filter lacks “%s”."),
                                       "passed");
}

void
rg_condition_passed_sql (const RgConditionJob *job, const RgConditionPassed *passed, GString *sql)
{
  const char *not = passed->passed ? "" : "NOT ";

  if (job->few)
    g_string_append_printf (sql, "%sEXISTS (SELECT 1 FROM main.deal_move m WHERE m.deal_id = t.id", not);
  else
    g_string_append_printf (sql, "t.id %sIN (SELECT m.deal_id FROM main.deal_move m WHERE 1", not);
  append_window (&passed->window, sql);
  g_string_append (sql, " AND m.passed IS NOT NULL");
  rg_read_hide_open (job->read, "deal_move", "m", sql);
  g_string_append_c (sql, ')');
}
