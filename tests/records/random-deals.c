/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "random-people.h"

#include <stdlib.h>

/* Deals of the random shop, as structures and as rows, and what docs/conditions.md
 * says about them, told once more. */

#define MS_PER_DAY G_GINT64_CONSTANT (86400000)

/* A name is looked for before a key, a key before a number. */
const char *const stage_names[] = { "", "初步接触", "方案", "k1", "2" };
const char *const stage_keys[] = { NULL, "k1", "k2", NULL, NULL };
const guint stage_days[] = { 0, 3, 0, 14, 1 };
const char *const stage_words[] = { "初步接触", "方案", "k1", "k2", "1", "2", "3", "4", NULL };
const char *const deal_states[] = { "open", "won", "lost", NULL };

/* --- making ---------------------------------------------------------------------- */

static Place
pick_place (void)
{
  return (Place) { (guint) g_test_rand_int_range (1, N_STAGES + 1), pick (deal_states, FALSE) };
}

static void
make_deal (const World *world, Deal *deal)
{
  const char *since = pick_day (&world->today);

  deal->customer = (guint) g_test_rand_int_range (0, N_PEOPLE + 1);
  deal->here = pick_place ();
  deal->title = pick (texts, FALSE);
  deal->owner = pick (texts, TRUE);
  deal->expected = g_test_rand_bit () ? NULL : pick_day (&world->today);
  deal->has_money = g_test_rand_bit ();
  deal->fen = g_test_rand_int_range (-2, 5) * 5000;
  deal->since = moment (since);
  /* A moment more or less than a stage allows. */
  if (g_test_rand_bit () && deal->here.stage < N_STAGES)
    deal->since = world->now - stage_days[deal->here.stage] * MS_PER_DAY - g_test_rand_int_range (-1, 2);
  if (!g_str_equal (deal->here.state, "open"))
    deal->closed = pick_day (&world->today);
  deal->n_steps = (guint) g_test_rand_int_range (0, MOST_STEPS + 1);
  for (guint i = 0; i < deal->n_steps; i++)
    {
      Step *step = &deal->steps[i];

      step->date = pick_day (&world->today);
      step->at = moment (step->date);
      step->was = i > 0 ? pick_place () : (Place) { 0 };
      step->into = pick_place ();
      step->passed = i > 0 && g_test_rand_int_range (0, 4) == 0;
    }
  deal->n_tasks = (guint) g_test_rand_int_range (0, MOST_TASKS + 1);
  for (guint i = 0; i < deal->n_tasks; i++)
    deal->tasks[i] = (Task) { pick_day (&world->today), g_test_rand_bit () ? "open" : "done" };
}

void
make_deals (World *world)
{
  for (guint id = 1; id <= N_DEALS; id++)
    make_deal (world, &world->deals[id]);
}

static void
write_deal (sqlite3 *db, guint id, const Deal *d)
{
  world_run (db,
             "INSERT INTO deal (id, customer_id, title, stage_id, state, owner, expected, opened, closed, "
             "stage_since, created_at, updated_at) VALUES (%u, nullif (%u, 0), %Q, %u, %Q, %Q, %Q, "
             "'2026-01-01', %Q, %lld, 1, 1)",
             id, d->customer, d->title, d->here.stage, d->here.state, d->owner, d->expected, d->closed,
             (long long) d->since);
  if (d->has_money)
    world_run (db, "UPDATE deal SET amount_fen = %lld WHERE id = %u", (long long) d->fen, id);
  for (guint i = 0; i < d->n_steps; i++)
    {
      const Step *s = &d->steps[i];

      world_run (db,
                 "INSERT INTO deal_move (deal_id, from_id, from_state, to_id, to_state, at, passed, "
                 "created_at, updated_at) VALUES (%u, nullif (%u, 0), %Q, %u, %Q, %lld, %Q, 1, 1)",
                 id, s->was.stage, s->was.state, s->into.stage, s->into.state, (long long) s->at,
                 s->passed ? "[\"x\"]" : NULL);
    }
  /* Of the deal, not of its customer. */
  for (guint i = 0; i < d->n_tasks; i++)
    world_run (db,
               "INSERT INTO task (deal_id, title, due, first_due, state, created_at, updated_at) VALUES (%u, "
               "'x', %Q, %Q, %Q, 1, 1)",
               id, d->tasks[i].due, d->tasks[i].due, d->tasks[i].state);
}

void
write_deals (const World *world, sqlite3 *db)
{
  for (guint id = 1; id <= N_STAGES; id++)
    world_run (
        db,
        "INSERT INTO stage (id, name, key, position, days, created_at, updated_at) VALUES (%u, %Q, %Q, "
        "%u, %u, 1, 1)",
        id, stage_names[id], stage_keys[id], id, stage_days[id]);
  for (guint id = 1; id <= N_DEALS; id++)
    write_deal (db, id, &world->deals[id]);
}

/* --- fields ------------------------------------------------------------------------ */

const char *
positive_op (const char *op, gboolean *negative)
{
  static const char *const contraries[][2] = {
    { "empty", "filled" },   { "is-not", "is" },   { "contains-not", "contains" },
    { "none-of", "one-of" }, { "has-not", "has" }, { "!=", "=" },
  };

  *negative = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (contraries) && !*negative; i++)
    if (g_str_equal (op, contraries[i][0]))
      {
        *negative = TRUE;
        op = contraries[i][1];
      }
  return op;
}

static guint
stage_called (JsonNode *node)
{
  const char *text = json_node_get_string (node);

  if (text == NULL)
    return (guint) json_node_get_int (node);
  for (guint id = 1; id <= N_STAGES; id++)
    if (g_str_equal (stage_names[id], text))
      return id;
  for (guint id = 1; id <= N_STAGES; id++)
    if (g_strcmp0 (stage_keys[id], text) == 0)
      return id;
  return (guint) atoi (text);
}

static gboolean
stage_holds (const Deal *deal, JsonObject *leaf, const char *op)
{
  JsonNode *node = json_object_get_member (leaf, "value");
  gboolean found = FALSE;

  if (g_str_equal (op, "filled"))
    return TRUE;
  if (g_str_equal (op, "is"))
    return stage_called (node) == deal->here.stage;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    found =
        found || stage_called (json_array_get_element (json_node_get_array (node), i)) == deal->here.stage;
  return found;
}

static gboolean
positive_holds (const World *world, const Deal *deal, JsonObject *leaf, const char *op)
{
  const char *key = text_of (leaf, "field");
  const char *day = g_str_equal (key, "expected") ? deal->expected : deal->closed;

  if (g_str_equal (key, "stage_id"))
    return stage_holds (deal, leaf, op);
  if (g_str_equal (key, "customer_id"))
    return deal->customer != 0;
  if (g_str_equal (key, "stage_since"))
    return g_str_equal (op, "filled") || compare_day (world, leaf, op, local_day (deal->since));
  if (g_str_equal (key, "expected") || g_str_equal (key, "closed"))
    return day != NULL && (g_str_equal (op, "filled") || compare_day (world, leaf, op, day_number (day)));
  if (g_str_equal (key, "amount_fen"))
    return deal->has_money &&
           (g_str_equal (op, "filled") ||
            compare (op, (double) deal->fen, wanted_number (leaf, "value"), wanted_number (leaf, "to")));
  if (g_str_equal (key, "state"))
    return g_str_equal (op, "filled") || text_holds (leaf, op, deal->here.state, FALSE);
  if (g_str_equal (op, "filled"))
    return g_str_equal (key, "title") || deal->owner != NULL;
  return text_holds (leaf, op, g_str_equal (key, "title") ? deal->title : deal->owner, FALSE);
}

/* --- moves ------------------------------------------------------------------------- */

static gboolean
is_end (const char *text)
{
  return g_strcmp0 (text, "won") == 0 || g_strcmp0 (text, "lost") == 0;
}

static gboolean
came_to (const Step *step, JsonNode *node, gboolean from_end)
{
  const char *text = json_node_get_string (node);
  gboolean begun = step->was.stage == 0;
  guint stage;

  if (text != NULL && *text == '\0')
    return !begun &&
           (step->was.stage != step->into.stage || !g_str_equal (step->was.state, step->into.state));
  if (is_end (text))
    return g_str_equal (step->into.state, text) && g_strcmp0 (step->was.state, text) != 0;
  stage = stage_called (node);
  /* From its end a deal comes back also to the stage where it was. */
  if (from_end)
    return step->into.stage == stage && g_str_equal (step->into.state, "open");
  return step->into.stage == stage && step->was.stage != stage;
}

static gboolean
went_from (const Step *step, JsonNode *node)
{
  const char *text = node != NULL ? json_node_get_string (node) : "";

  if (text != NULL && *text == '\0')
    return TRUE;
  if (is_end (text))
    return g_strcmp0 (step->was.state, text) == 0 && !g_str_equal (step->into.state, text);
  return step->was.stage == stage_called (node);
}

static gboolean
steps_hold (const World *world, const Deal *deal, JsonObject *leaf)
{
  Window window = window_of (world, leaf);
  JsonNode *was = json_object_get_member (leaf, "was");
  gboolean from_end = was != NULL && is_end (json_node_get_string (was));
  gboolean has = FALSE;

  for (guint i = 0; i < deal->n_steps; i++)
    {
      const Step *step = &deal->steps[i];
      int day = day_number (step->date);

      has =
          has || (day >= window.from && day <= window.to &&
                  came_to (step, json_object_get_member (leaf, "moved"), from_end) && went_from (step, was));
    }
  return has != (g_strcmp0 (text_of (leaf, "op"), "none") == 0);
}

/* --- the whole ----------------------------------------------------------------------- */

static gboolean
is_late (const World *world, const Deal *deal)
{
  return g_str_equal (deal->here.state, "open") && stage_days[deal->here.stage] > 0 &&
         world->now - deal->since > stage_days[deal->here.stage] * MS_PER_DAY;
}

static gboolean
was_passed (const World *world, const Deal *deal, JsonObject *leaf)
{
  Window window = window_of (world, leaf);

  for (guint i = 0; i < deal->n_steps; i++)
    {
      int day = day_number (deal->steps[i].date);

      if (deal->steps[i].passed && day >= window.from && day <= window.to)
        return TRUE;
    }
  return FALSE;
}

gboolean
naive_deal_holds (const World *world, guint id, JsonObject *part)
{
  const Deal *deal = &world->deals[id];

  if (json_object_has_member (part, "field"))
    {
      gboolean negative;
      const char *op = positive_op (text_of (part, "op"), &negative);

      return positive_holds (world, deal, part, op) != negative;
    }
  if (json_object_has_member (part, "late"))
    return is_late (world, deal) == json_object_get_boolean_member (part, "late");
  if (json_object_has_member (part, "passed"))
    return was_passed (world, deal, part) == json_object_get_boolean_member (part, "passed");
  if (json_object_has_member (part, "task"))
    return tasks_hold (world, deal->tasks, deal->n_tasks, part);
  if (json_object_has_member (part, "moved"))
    return steps_hold (world, deal, part);
  return (deal->customer != 0 &&
          naive_holds (world, deal->customer, FALSE, json_object_get_object_member (part, "customer"))) !=
         (g_strcmp0 (text_of (part, "op"), "none") == 0);
}

gboolean
naive_has_deal (const World *world, guint customer, JsonObject *part)
{
  gboolean has = FALSE;

  for (guint id = 1; id <= N_DEALS; id++)
    has = has || (world->deals[id].customer == customer &&
                  naive_holds (world, id, TRUE, json_object_get_object_member (part, "deal")));
  return has != (g_strcmp0 (text_of (part, "op"), "none") == 0);
}
