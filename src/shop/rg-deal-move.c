/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-deal-private.h"

#include "catalog/rg-date.h"
#include "shop/rg-cells.h"
#include "shop/rg-gates.h"
#include "shop/rg-stages.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

/* From stage to stage, won, lost and open again. The deal's row and the row of
 * deal_move are written in the same operation. */

gboolean
rg_deal_write_move (RgOp *op, const RgDealStep *step, GError **error)
{
  g_auto (RgCells) cells = RG_CELLS_INIT (rg_deal_find_entity (op, "deal_move"));

  rg_cells_add_integer (&cells, "deal_id", step->deal_id);
  if (step->from_id != 0)
    rg_cells_add_integer (&cells, "from_id", step->from_id);
  rg_cells_add_integer (&cells, "to_id", step->to_id);
  rg_cells_add_integer (&cells, "at", step->at != 0 ? step->at : rg_clock_now ());
  return rg_cells_add_text (&cells, "from_state", step->from_state, error) &&
         rg_cells_add_text (&cells, "to_state", step->to_state, error) &&
         rg_cells_add_text (&cells, "staff", step->staff, error) &&
         rg_cells_add_text (&cells, "reason", step->reason, error) &&
         rg_cells_add_text (&cells, "passed", step->passed, error) &&
         rg_op_insert (op, cells.entity, cells.cells, cells.n, error) != 0;
}

static gboolean
is_said (const char *text)
{
  g_autofree char *trimmed = text != NULL ? g_strstrip (g_strdup (text)) : NULL;

  return trimmed != NULL && *trimmed != '\0';
}

/* --- gates ---------------------------------------------------------------- */

/* What is missing, one sentence a line behind the first. (transfer full) */
static char *
missing_words (GPtrArray *missing)
{
  GString *words = g_string_new (_ ("Something is missing before this stage:"));

  for (guint i = 0; i < missing->len; i++)
    g_string_append_printf (words, " %s", ((const RgGateMiss *) g_ptr_array_index (missing, i))->sentence);
  return g_string_free_and_steal (words);
}

static char *
missing_json (GPtrArray *missing)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < missing->len; i++)
    json_array_add_string_element (array, ((const RgGateMiss *) g_ptr_array_index (missing, i))->sentence);
  json_node_take_array (node, array);
  return json_to_string (node, FALSE);
}

/* @passed: (out) (nullable): what is passed all the same */
static gboolean
ask_gates (RgOp *op, gint64 id, gint64 stage_id, const char *reason, char **passed, GError **error)
{
  g_autoptr (GPtrArray) missing =
      rg_gates_check (rg_write_as_read (rg_op_get_write (op)), id, stage_id, error);
  g_autofree char *words = NULL;

  *passed = NULL;
  if (missing == NULL)
    return FALSE;
  if (missing->len == 0)
    return TRUE;
  if (is_said (reason))
    {
      *passed = missing_json (missing);
      return TRUE;
    }
  words = missing_words (missing);
  return rg_deal_refuse (error, RG_DEAL_ERROR_GATE, words);
}

/* --- moves ---------------------------------------------------------------- */

/* (transfer full): the deal, open; %NULL and @error */
static RgRow *
read_open (RgOp *op, gint64 id, GError **error)
{
  g_autoptr (RgRow) row = rg_deal_read (rg_write_as_read (rg_op_get_write (op)), id, error);
  const char *state = row != NULL ? rg_row_get_text (row, "state") : NULL;

  if (state != NULL && !g_str_equal (state, "open"))
    {
      rg_deal_refuse (error, RG_DEAL_ERROR_STATE,
                      g_str_equal (state, "won") ? _ ("This deal is won. Open it again first.")
                                                 : _ ("This deal is lost. Open it again first."));
      return NULL;
    }
  return g_steal_pointer (&row);
}

/* (transfer full): the stage that is used; %NULL and @error */
static RgStage *
find_stage (RgOp *op, gint64 stage_id, GError **error)
{
  g_autoptr (GPtrArray) stages = rg_stages_list (rg_write_as_read (rg_op_get_write (op)), FALSE, error);

  for (guint i = 0; stages != NULL && i < stages->len; i++)
    {
      const RgStage *stage = g_ptr_array_index (stages, i);

      if (stage_id != 0 ? stage->id == stage_id : i == stages->len - 1)
        return g_ptr_array_steal_index (stages, i);
    }
  if (stages != NULL)
    rg_deal_refuse (error, RG_DEAL_ERROR_VALUE, _ ("This stage is not used. Choose another one."));
  return NULL;
}

/* Writes the move, and what @cells say beside stage and state. */
static gboolean
step_to (RgOp *op, const RgRow *row, RgDealStep *step, RgCells *cells, GError **error)
{
  step->deal_id = rg_row_get_id (row);
  step->from_id = rg_deal_get_integer (row, "stage_id");
  step->from_state = rg_row_get_text (row, "state");
  step->staff = rg_row_get_text (row, "owner");
  step->at = rg_clock_now ();
  if (step->to_id != step->from_id || g_str_equal (step->to_state, "open"))
    rg_cells_add_integer (cells, "stage_since", step->at);
  if (step->to_id != step->from_id)
    rg_cells_add_integer (cells, "stage_id", step->to_id);
  return rg_cells_add_text (cells, "state", step->to_state, error) &&
         rg_op_update (op, cells->entity, step->deal_id, cells->cells, cells->n, error) &&
         rg_deal_write_move (op, step, error);
}

/**
 * rg_deal_move:
 * @op: the operation of a write
 * @id: of an open deal
 * @stage_id: where it goes
 * @reason: (nullable): why a closed gate is passed all the same; what it missed is
 *   kept with the move
 * @error: %RG_DEAL_ERROR_GATE when something is missing and no reason is given
 *
 * Moves a deal into another stage. Nothing happens when it is there already.
 *
 * Returns: %FALSE and @error when it stays where it was
 */
gboolean
rg_deal_move (RgOp *op, gint64 id, gint64 stage_id, const char *reason, GError **error)
{
  g_autoptr (RgRow) row = read_open (op, id, error);
  g_autoptr (RgStage) stage = row != NULL ? find_stage (op, stage_id, error) : NULL;
  g_auto (RgCells) cells = RG_CELLS_INIT (rg_deal_find_entity (op, "deal"));
  g_autofree char *passed = NULL;

  if (stage == NULL)
    return FALSE;
  if (rg_deal_get_integer (row, "stage_id") == stage->id)
    return TRUE;
  return ask_gates (op, id, stage->id, reason, &passed, error) &&
         step_to (op, row,
                  &(RgDealStep) { .to_id = stage->id,
                                  .to_state = "open",
                                  .passed = passed,
                                  .reason = passed != NULL ? reason : NULL },
                  &cells, error);
}

gboolean
rg_deal_check_days (const char *opened, const char *closed, GError **error)
{
  return closed == NULL || g_strcmp0 (opened, closed) <= 0 ||
         rg_deal_refuse (error, RG_DEAL_ERROR_VALUE,
                         _ ("A deal cannot end before it began. Correct one of the two days."));
}

/* The day of the end: not before the beginning. */
static gboolean
add_closed (RgCells *cells, const RgRow *row, const char *closed, GError **error)
{
  g_autofree char *today = rg_date_instant_to_iso (rg_clock_now ());
  const RgCell *cell = &cells->cells[cells->n];

  if (!rg_cells_add_text (cells, "closed", closed != NULL && *closed != '\0' ? closed : today, error))
    return FALSE;
  return rg_deal_check_days (rg_row_get_text (row, "opened"), cell->value.text, error);
}

/**
 * rg_deal_win:
 * @op: the operation of a write
 * @id: of an open deal
 * @closed: (nullable): ISO day; today
 * @amount: (nullable): what it came to
 * @reason: (nullable): why a closed gate is passed all the same
 * @error: %RG_DEAL_ERROR_GATE when something is missing and no reason is given
 *
 * The deal is won. It goes to the last stage, whose gates are asked when it was not
 * there yet.
 *
 * Returns: %FALSE and @error when it stays as it was
 */
gboolean
rg_deal_win (RgOp *op, gint64 id, const char *closed, const char *amount, const char *reason, GError **error)
{
  g_autoptr (RgRow) row = read_open (op, id, error);
  g_autoptr (RgStage) last = row != NULL ? find_stage (op, 0, error) : NULL;
  g_auto (RgCells) cells = RG_CELLS_INIT (rg_deal_find_entity (op, "deal"));
  g_autofree char *passed = NULL;

  if (last == NULL)
    return FALSE;
  if (rg_deal_get_integer (row, "stage_id") != last->id &&
      !ask_gates (op, id, last->id, reason, &passed, error))
    return FALSE;
  return add_closed (&cells, row, closed, error) && rg_cells_add_text (&cells, "amount_fen", amount, error) &&
         step_to (op, row,
                  &(RgDealStep) { .to_id = last->id,
                                  .to_state = "won",
                                  .passed = passed,
                                  .reason = passed != NULL ? reason : NULL },
                  &cells, error);
}

/**
 * rg_deal_lose:
 * @op: the operation of a write
 * @id: of an open deal
 * @closed: (nullable): ISO day; today
 * @reason: why
 * @error: %RG_DEAL_ERROR_REASON when there is none
 *
 * The deal is lost, in the stage where it is.
 *
 * Returns: %FALSE and @error when it stays as it was
 */
gboolean
rg_deal_lose (RgOp *op, gint64 id, const char *closed, const char *reason, GError **error)
{
  g_autoptr (RgRow) row = read_open (op, id, error);
  g_auto (RgCells) cells = RG_CELLS_INIT (rg_deal_find_entity (op, "deal"));

  if (row == NULL)
    return FALSE;
  if (!is_said (reason))
    return rg_deal_refuse (error, RG_DEAL_ERROR_REASON,
                           _ ("Say why the deal was lost: it is how one learns."));
  return add_closed (&cells, row, closed, error) &&
         rg_cells_add_text (&cells, "lost_reason", reason, error) &&
         step_to (op, row,
                  &(RgDealStep) {
                      .to_id = rg_deal_get_integer (row, "stage_id"), .to_state = "lost", .reason = reason },
                  &cells, error);
}

/**
 * rg_deal_reopen:
 * @op: the operation of a write
 * @id: of a deal that is won or lost
 * @reason: (nullable): why
 * @error: return location for an error
 *
 * The deal is open again, in the stage where it was; when that is not used any more,
 * in the last one.
 *
 * Returns: %FALSE and @error when it stays as it was
 */
gboolean
rg_deal_reopen (RgOp *op, gint64 id, const char *reason, GError **error)
{
  g_autoptr (RgRow) row = rg_deal_read (rg_write_as_read (rg_op_get_write (op)), id, error);
  g_auto (RgCells) cells = RG_CELLS_INIT (rg_deal_find_entity (op, "deal"));
  g_autoptr (RgStage) stage = NULL;

  if (row == NULL)
    return FALSE;
  if (g_str_equal (rg_row_get_text (row, "state"), "open"))
    return rg_deal_refuse (error, RG_DEAL_ERROR_STATE, _ ("This deal is open."));
  stage = find_stage (op, rg_deal_get_integer (row, "stage_id"), NULL);
  if (stage == NULL)
    stage = find_stage (op, 0, error);
  if (stage == NULL)
    return FALSE;
  rg_cells_add (&cells, "closed");
  rg_cells_add (&cells, "lost_reason");
  return step_to (op, row, &(RgDealStep) { .to_id = stage->id, .to_state = "open", .reason = reason }, &cells,
                  error);
}
