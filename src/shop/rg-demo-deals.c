/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "shop/rg-cells.h"
#include "shop/rg-deal-private.h"
#include "shop/rg-demo-private.h"
#include "shop/rg-gates.h"
#include "shop/rg-stages.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* What is being sold in the example shop: deals with one customer in six, and with no
 * more than a board can show. They are written when everybody is there, so that nobody's
 * number changes by them, and their lots are drawn apart. */

#define DEAL_EVERY 6
#define DEALS_MOST 240
/* Where the streams of lots for deals begin. */
#define DEALS (G_GUINT64_CONSTANT (1) << 41)
/* Stages as the program brings them. */
#define STAGES 5
/* Days in a stage without a limit. */
#define USUAL_DAYS 14
/* Tasks that are no shop's fixed ones. */
#define FREE_TASK (RG_DEMO_TASK_LUNAR + 1)

typedef struct
{
  RgDemoRandom lots;
  gint64 customer_id;
  const RgDemoStage *stage; /* the customer's */
  guint32 since;            /* the first contact */
  const RgDemoDeal *about;
  const char *owner; /* (nullable) */
  const char *source;
  const char *step_kind;
  char *step; /* what is to be done next */
  char *title;
} Plan;

/* A deal's way: which stages it came into, and on which days. */
typedef struct
{
  const char *state; /* open, won or lost */
  guint stages[STAGES];
  guint32 days[STAGES];
  guint n;
  guint32 closed; /* of one that is not open */
} Way;

static void
plan_free (gpointer data)
{
  Plan *plan = data;

  g_free (plan->step);
  g_free (plan->title);
  g_free (plan);
}

void
rg_demo_plan_deal (RgDemoFill *fill, const RgDemoPast *past)
{
  const RgDemoPack *pack = fill->pack;
  const RgDemoEvent *task;
  Plan *plan;

  if (past->number % DEAL_EVERY != DEAL_EVERY / 2 || past->number / DEAL_EVERY >= DEALS_MOST)
    return;
  if (fill->deals == NULL)
    fill->deals = g_ptr_array_new_with_free_func (plan_free);
  plan = g_new0 (Plan, 1);
  g_ptr_array_add (fill->deals, plan);
  rg_demo_random_init (&plan->lots, fill->options->seed, DEALS + (guint64) past->number);
  plan->customer_id = past->customer_id;
  plan->stage = past->stage;
  plan->since = past->since;
  plan->about = pack->deals->pdata[rg_demo_list_index (pack->deal_weights, &plan->lots)];
  plan->owner = rg_demo_random_chance (&plan->lots, 94) ? fill->person.staff : NULL;
  plan->source = fill->person.source;
  rg_demo_person_say (&fill->person, plan->about->title, &plan->lots, fill->text);
  plan->title = g_strdup (fill->text->str);
  task = pack->tasks->pdata[rg_demo_random_range (&plan->lots, FREE_TASK, (int) pack->tasks->len - 1)];
  rg_demo_person_say (&fill->person, task->sentence, &plan->lots, fill->text);
  plan->step_kind = task->kind;
  plan->step = g_strdup (fill->text->str);
}

/* --- the way ------------------------------------------------------------------- */

/* Who has bought has won mostly, who sleeps is lost mostly, the others are in the middle. */
static const char *
draw_state (Plan *plan)
{
  int lot = rg_demo_random_range (&plan->lots, 0, 99);

  if (plan->stage->sales[0] > 0)
    return lot < 68 ? "won" : lot < 90 ? "open" : "lost";
  if (plan->stage->idle[0] >= 45)
    return lot < 75 ? "lost" : "open";
  return lot < 80 ? "open" : lot < 92 ? "lost" : "won";
}

static guint
draw_stage (Plan *plan, const char *state)
{
  static const int open[STAGES] = { 28, 24, 22, 15, 11 }, lost[STAGES] = { 24, 28, 24, 18, 6 };
  const int *shares = strcmp (state, "open") == 0 ? open : lost;
  int lot = rg_demo_random_range (&plan->lots, 0, 99);
  guint stage = 0;

  if (strcmp (state, "won") == 0)
    return STAGES - 1;
  while (stage < STAGES - 1 && lot >= shares[stage])
    lot -= shares[stage++];
  return stage;
}

static const RgStage *
stage_at (const GPtrArray *stages, guint stage)
{
  return g_ptr_array_index (stages, stage * (stages->len - 1) / (STAGES - 1));
}

/* How long it was, or is, in a stage. */
static int
draw_days (Plan *plan, const RgStage *stage, gboolean last)
{
  int limit = stage->days > 0 ? (int) stage->days : USUAL_DAYS;

  if (rg_demo_random_chance (&plan->lots, last ? 26 : 12))
    return limit + rg_demo_random_range (&plan->lots, 1, limit);
  return rg_demo_random_range (&plan->lots, 1, MAX (limit * 3 / 4, 1));
}

/* Nobody goes through more stages than there are days since the first contact; what
 * has no room is drawn together. */
static void
draw_way (RgDemoFill *fill, Plan *plan, const GPtrArray *stages, Way *way)
{
  int room = (int) (fill->today - plan->since), total = 0, at = 0, durations[STAGES];
  guint last;
  gboolean open;

  memset (way, 0, sizeof *way);
  way->state = draw_state (plan);
  open = strcmp (way->state, "open") == 0;
  last = draw_stage (plan, way->state);
  while (open && last > 0 && room < 3 * (int) last)
    last--;
  for (guint i = 0; i <= last; i++)
    {
      /* Some skip one. */
      if (i > 0 && i < last && rg_demo_random_chance (&plan->lots, 9))
        continue;
      durations[way->n] = draw_days (plan, stage_at (stages, i), i == last);
      total += durations[way->n];
      way->stages[way->n++] = i;
    }
  if (total > room)
    {
      int wanted = total;

      total = 0;
      for (guint i = 0; i < way->n; i++)
        total += durations[i] = durations[i] * room / wanted;
    }
  way->closed = fill->today - 1;
  if (!open && room > total)
    way->closed -= (guint32) rg_demo_random_range (&plan->lots, 0, MIN (room - total - 1, 240));
  for (guint i = 0; i < way->n; i++)
    {
      way->days[i] = MIN (way->closed + (open ? 1 : 0) - (guint32) (total - at), fill->today - 1);
      way->days[i] = MAX (way->days[i], plan->since);
      at += durations[i];
    }
}

/* --- rows ---------------------------------------------------------------------- */

/* The steps of one day come one after the other. */
static gint64
draw_instant (Plan *plan, guint32 day, guint step)
{
  return rg_demo_instant (day, 9 * 60 + (int) step * 90 + rg_demo_random_range (&plan->lots, 0, 80));
}

static gint64
insert_deal (RgDemoFill *fill, Plan *plan, const Way *way, const RgStage *first, GError **error)
{
  const RgDemoDeal *about = plan->about;
  gboolean open = strcmp (way->state, "open") == 0;
  int price = rg_demo_random_range (&plan->lots, about->min / about->step, about->max / about->step);
  gboolean told = !open || way->n > 1 || rg_demo_random_chance (&plan->lots, 70);
  gboolean sure = rg_demo_random_chance (&plan->lots, 14), dated = rg_demo_random_chance (&plan->lots, 72);
  int chance = rg_demo_random_range (&plan->lots, 1, 9) * 10;
  int ahead = rg_demo_random_range (&plan->lots, -6, 55);
  RgValue nothing = RG_VALUE_INIT;
  char expected[16] = "", opened[16];

  if (open && dated)
    rg_demo_iso_date ((guint32) ((int) fill->today + ahead), expected);
  rg_demo_iso_date (way->days[0], opened);
  rg_demo_row_begin (fill, "deal");
  rg_demo_row_integer (fill, "customer_id", plan->customer_id);
  rg_demo_row_text (fill, "title", plan->title);
  rg_demo_row_integer (fill, "stage_id", first->id);
  rg_demo_row_integer (fill, "stage_since", rg_demo_instant (way->days[0], 9 * 60));
  rg_demo_row_text (fill, "state", "open");
  rg_demo_row_value (
      fill, "amount_fen",
      told ? &(RgValue) { .kind = RG_VALUE_INTEGER, .integer = (gint64) price * about->step * 100 }
           : &nothing);
  rg_demo_row_value (fill, "chance",
                     open && sure ? &(RgValue) { .kind = RG_VALUE_REAL, .real = chance } : &nothing);
  rg_demo_row_text (fill, "expected", expected);
  rg_demo_row_text (fill, "owner", plan->owner);
  rg_demo_row_text (fill, "source", plan->source);
  rg_demo_row_text (fill, "product", about->product);
  rg_demo_row_text (fill, "opened", opened);
  fill->report->deals++;
  return rg_demo_row_insert (fill, error);
}

/* What a closed gate missed that somebody went through all the same. (transfer full)
 * (nullable) */
static char *
dup_passed (RgDemoFill *fill, Plan *plan, gint64 deal_id, gint64 stage_id, GError **error)
{
  g_autoptr (GPtrArray) missing = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonArray *array;

  if (!rg_demo_random_chance (&plan->lots, 12))
    return NULL;
  missing = rg_gates_check (rg_write_as_read (fill->write), deal_id, stage_id, error);
  if (missing == NULL || missing->len == 0)
    return NULL;
  node = json_node_new (JSON_NODE_ARRAY);
  array = json_array_new ();
  for (guint i = 0; i < missing->len; i++)
    json_array_add_string_element (array, ((const RgGateMiss *) g_ptr_array_index (missing, i))->sentence);
  json_node_take_array (node, array);
  return json_to_string (node, FALSE);
}

/* Every stage it came into, and how it ended. @at: (out): the last step. */
static gboolean
write_moves (RgDemoFill *fill,
             Plan *plan,
             const Way *way,
             const GPtrArray *stages,
             gint64 id,
             gint64 *at,
             GError **error)
{
  RgDealStep step = { .deal_id = id, .to_state = "open", .staff = plan->owner };

  for (guint i = 0; i < way->n; i++)
    {
      g_autoptr (GError) problem = NULL;
      g_autofree char *passed = NULL;

      step.to_id = stage_at (stages, way->stages[i])->id;
      if (i > 0 && step.to_id == step.from_id)
        continue;
      step.at = *at = draw_instant (plan, way->days[i], i);
      if (i > 0)
        passed = dup_passed (fill, plan, id, step.to_id, &problem);
      if (problem != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      step.passed = passed;
      if (passed != NULL)
        step.reason = fill->pack->passed
                          ->pdata[rg_demo_random_range (&plan->lots, 0, (int) fill->pack->passed->len - 1)];
      if (!rg_deal_write_move (fill->op, &step, error))
        return FALSE;
      step.from_id = step.to_id;
      step.from_state = "open";
      step.passed = NULL;
      step.reason = NULL;
    }
  return TRUE;
}

/* In what stage it is now, or how it ended. */
static gboolean
close_deal (RgDemoFill *fill,
            Plan *plan,
            const Way *way,
            gint64 stage_id,
            gint64 since,
            gint64 id,
            gint64 *at,
            GError **error)
{
  gboolean open = strcmp (way->state, "open") == 0, lost = strcmp (way->state, "lost") == 0;
  const char *reason = lost ? rg_demo_list_pick (fill->pack->lost, &plan->lots) : NULL;
  g_auto (RgCells) cells = RG_CELLS_INIT (rg_deal_find_entity (fill->op, "deal"));
  char closed[16] = "";

  if (!open)
    {
      *at = draw_instant (plan, way->closed, STAGES);
      rg_demo_iso_date (way->closed, closed);
    }
  rg_cells_add_integer (&cells, "stage_id", stage_id);
  rg_cells_add_integer (&cells, "stage_since", since);
  return rg_cells_add_text (&cells, "state", way->state, error) &&
         rg_cells_add_text (&cells, "closed", closed, error) &&
         rg_cells_add_text (&cells, "lost_reason", reason != NULL ? reason : "", error) &&
         rg_op_update (fill->op, cells.entity, id, cells.cells, cells.n, error) &&
         (open || rg_deal_write_move (fill->op,
                                      &(RgDealStep) { .deal_id = id,
                                                      .from_id = stage_id,
                                                      .to_id = stage_id,
                                                      .from_state = "open",
                                                      .to_state = way->state,
                                                      .at = *at,
                                                      .staff = plan->owner,
                                                      .reason = reason },
                                      error));
}

/* What is next, of three in five that are open. */
static gboolean
add_step (RgDemoFill *fill, Plan *plan, gint64 id, GError **error)
{
  int lot = rg_demo_random_range (&plan->lots, 0, 99), days;
  char due[16];

  if (lot >= 62)
    return TRUE;
  days = lot < 7    ? -rg_demo_random_range (&plan->lots, 1, 5)
         : lot < 12 ? 0
         : lot < 42 ? rg_demo_random_range (&plan->lots, 1, 7)
                    : rg_demo_random_range (&plan->lots, 8, 30);
  rg_demo_iso_date ((guint32) ((int) fill->today + days), due);
  rg_demo_row_begin (fill, "task");
  rg_demo_row_integer (fill, "customer_id", plan->customer_id);
  rg_demo_row_integer (fill, "deal_id", id);
  rg_demo_row_text (fill, "title", plan->step);
  rg_demo_row_text (fill, "kind", plan->step_kind);
  rg_demo_row_text (fill, "due", due);
  rg_demo_row_text (fill, "staff", plan->owner);
  rg_demo_row_text (fill, "priority", "normal");
  rg_demo_row_text (fill, "state", "open");
  rg_demo_row_text (fill, "first_due", due);
  rg_demo_row_value (fill, "put_off", &(RgValue) { .kind = RG_VALUE_REAL, .real = 0 });
  fill->report->tasks++;
  return rg_demo_row_insert (fill, error) != 0 && rg_deal_follow_tasks (fill->op, id, error);
}

/* As with customers: a board on which all moves were made just now looks like none. */
static gboolean
date_rows (RgDemoFill *fill, gint64 id, GError **error)
{
  static const char *const sql[] = {
    "UPDATE deal_move SET created_at = at, updated_at = at WHERE deal_id = ?1",
    "UPDATE deal SET created_at = (SELECT min (at) FROM deal_move WHERE deal_id = ?1),"
    " updated_at = (SELECT max (at) FROM deal_move WHERE deal_id = ?1) WHERE id = ?1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (sql); i++)
    {
      g_autoptr (RgStatement) statement =
          rg_database_prepare (rg_write_get_database (fill->write), sql[i], error);

      if (statement == NULL)
        return FALSE;
      rg_statement_bind_integer (statement, 0, id);
      if (!rg_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_deal (RgDemoFill *fill, Plan *plan, const GPtrArray *stages, GError **error)
{
  Way way;
  gint64 id, at = 0;
  const RgStage *now;

  draw_way (fill, plan, stages, &way);
  now = stage_at (stages, way.stages[way.n - 1]);
  id = insert_deal (fill, plan, &way, stage_at (stages, way.stages[0]), error);
  if (id == 0 || !write_moves (fill, plan, &way, stages, id, &at, error))
    return FALSE;
  if (!close_deal (fill, plan, &way, now->id, at, id, &at, error))
    return FALSE;
  if (strcmp (way.state, "open") == 0 && !add_step (fill, plan, id, error))
    return FALSE;
  return date_rows (fill, id, error);
}

gboolean
rg_demo_add_deals (RgDemoFill *fill, GError **error)
{
  g_autoptr (GPtrArray) stages = rg_stages_list (rg_write_as_read (fill->write), FALSE, error);

  if (stages == NULL)
    return FALSE;
  for (guint i = 0; fill->deals != NULL && stages->len > 0 && i < fill->deals->len; i++)
    if (!add_deal (fill, fill->deals->pdata[i], stages, error))
      return FALSE;
  return TRUE;
}

/* --- gates ----------------------------------------------------------------------- */

/* An owner who has put up gates already knows better. */
gboolean
rg_demo_add_gates (RgDemoFill *fill, GError **error)
{
  RgRead *read = rg_write_as_read (fill->write);
  g_autoptr (GPtrArray) gates = rg_gates_list (read, 0, error);
  g_autoptr (GPtrArray) stages = gates != NULL ? rg_stages_list (read, FALSE, error) : NULL;

  if (stages == NULL)
    return FALSE;
  for (guint i = 0; gates->len == 0 && i < fill->pack->gates->len; i++)
    {
      const RgDemoGate *gate = fill->pack->gates->pdata[i];
      const RgGateWords words = { .kind = rg_gate_kind_parse (gate->kind),
                                  .what = gate->what,
                                  .n = (guint) gate->n };

      for (guint j = 0; j < stages->len; j++)
        {
          const RgStage *stage = g_ptr_array_index (stages, j);

          if (g_strcmp0 (stage->key, gate->stage) == 0 &&
              rg_gate_add (fill->op, stage->id, &words, error) == 0)
            return FALSE;
        }
    }
  return TRUE;
}
