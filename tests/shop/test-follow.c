/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-demo.h"
#include "shop/rg-follow.h"
#include "shop/rg-followup.h"
#include "shop/rg-standing.h"

#include "shop-test.h"
#include "store-test-util.h"

/* Keeping up: stages, classes and tags by rule follow what happens. */

#define CUSTOMER_RULE "{\"field\":\"name\",\"op\":\"starts\",\"value\":\"王\"}"

static void
follow (RgStore *store)
{
  g_autoptr (GError) error = NULL;

  rg_follow_catch_up (store, NULL, &error);
  g_assert_no_error (error);
}

static char *
dump (RgStore *store)
{
  return test_query (store, "SELECT 'standing', s.* FROM standing s UNION ALL "
                            "SELECT 'move', customer_id, at, from_life, to_life, '', '', '', '', '', '', '' "
                            "FROM life_move UNION ALL "
                            "SELECT 'tag', customer_id, tag_id, '', '', '', '', '', '', '', '', '' "
                            "FROM customer_tag WHERE cause LIKE 'rule:%' ORDER BY 1, 2, 3, 5");
}

static gpointer
start_over (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  rg_follow_start_over (write, error);
  return NULL;
}

static gpointer
forget_all (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  if (rg_database_exec (rg_write_get_database (write), "DELETE FROM standing", error) &&
      rg_database_exec (rg_write_get_database (write), "DELETE FROM life_move", error))
    rg_follow_start_over (write, error);
  return NULL;
}

/* What was followed is what evaluating everything anew gives, and that changes no
 * tag. */
static void
assert_as_anew (RgStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *followed = NULL, *anew = NULL, *made = NULL;
  gint64 before, after;

  follow (store);
  followed = dump (store);
  before = test_number (store, "SELECT max (id) FROM operation");
  rg_store_write_sync (store, start_over, NULL, NULL, &error);
  g_assert_no_error (error);
  follow (store);
  anew = dump (store);
  test_assert_same (followed, anew);
  rg_store_write_sync (store, forget_all, NULL, NULL, &error);
  g_assert_no_error (error);
  follow (store);
  made = dump (store);
  test_assert_same (made, anew);
  after = test_number (store, "SELECT max (id) FROM operation");
  g_assert_cmpint (before, ==, after);
}

/* --- stages ------------------------------------------------------------------ */

typedef struct
{
  const char *days; /* "3c 5s": a contact on day 3, a sale on day 5, x: a sign */
  guint32 today;
  const char *moves; /* "3talking 5customer" */
  RgLife life;
  guint32 since;
  guint32 due;
} Course;

/* Day 1 is the day on which the customer was added; asleep after 30. */
static const Course courses[] = {
  { "", 100, "", RG_LIFE_LEAD, 1, 0 },
  { "3c", 2, "", RG_LIFE_LEAD, 1, 3 },
  { "3c", 3, "3talking", RG_LIFE_TALKING, 3, 33 },
  { "3c", 32, "3talking", RG_LIFE_TALKING, 3, 33 },
  { "3c", 33, "3talking 33asleep", RG_LIFE_ASLEEP, 33, 0 },
  { "3c 40c", 39, "3talking 33asleep", RG_LIFE_ASLEEP, 33, 40 },
  { "3c 40c", 40, "3talking 33asleep 40won-back", RG_LIFE_WON_BACK, 40, 70 },
  { "3c 33c", 33, "3talking 33asleep 33won-back", RG_LIFE_WON_BACK, 33, 63 },
  { "5s", 6, "5customer", RG_LIFE_CUSTOMER, 5, 35 },
  { "5c 5s 5s", 6, "5customer", RG_LIFE_CUSTOMER, 5, 35 },
  { "5s 7s", 8, "5customer 7returning", RG_LIFE_RETURNING, 7, 37 },
  { "5s 7s 9s 10c", 11, "5customer 7returning", RG_LIFE_RETURNING, 7, 40 },
  { "5s 50s 60s", 60, "5customer 35asleep 50won-back 60returning", RG_LIFE_RETURNING, 60, 90 },
  { "5c 50c 60s", 60, "5talking 35asleep 50won-back 60customer", RG_LIFE_CUSTOMER, 60, 90 },
  { "5s 50c 60c", 60, "5customer 35asleep 50won-back", RG_LIFE_WON_BACK, 50, 90 },
  { "5x", 6, "5talking", RG_LIFE_TALKING, 5, 35 },
};

static void
test_life (void)
{
  g_autoptr (GArray) moves = g_array_new (FALSE, FALSE, sizeof (RgLifeMove));

  for (guint i = 0; i < G_N_ELEMENTS (courses); i++)
    {
      const Course *wanted = &courses[i];
      g_auto (GStrv) words = g_strsplit (wanted->days, " ", -1);
      g_autoptr (GArray) activities = g_array_new (FALSE, FALSE, sizeof (RgActivity));
      g_autoptr (GString) text = g_string_new (NULL);
      RgLifeCourse course = { .moves = moves };

      for (guint j = 0; words[j] != NULL; j++)
        {
          char *kind = NULL;
          RgActivity activity = { .day = (guint32) g_ascii_strtoull (words[j], &kind, 10) };

          activity.kind = *kind == 's'   ? RG_ACTIVITY_SALE
                          : *kind == 'c' ? RG_ACTIVITY_CONTACT
                                         : RG_ACTIVITY_SIGN;
          g_array_append_val (activities, activity);
        }
      g_test_message ("%s by %u", wanted->days, wanted->today);
      rg_life_replay ((const RgActivity *) (gpointer) activities->data, activities->len, 1, wanted->today, 30,
                      &course);
      for (guint j = 0; j < moves->len; j++)
        {
          const RgLifeMove *move = &g_array_index (moves, RgLifeMove, j);

          g_string_append_printf (text, "%s%u%s", j > 0 ? " " : "", move->day, rg_life_get_key (move->to));
          g_assert_cmpint (move->from, ==,
                           j > 0 ? g_array_index (moves, RgLifeMove, j - 1).to : RG_LIFE_LEAD);
        }
      g_assert_cmpstr (text->str, ==, wanted->moves);
      g_assert_cmpint (course.life, ==, wanted->life);
      g_assert_cmpuint (course.since, ==, wanted->since);
      g_assert_cmpuint (course.due, ==, wanted->due);
    }
}

/* The days go by and nothing is written: who stands how changes by itself. */
static void
test_days (Fixture *f, gconstpointer data)
{
  g_autofree char *at = g_strdup_printf ("%" G_GINT64_FORMAT, TEST_NOW);
  g_autofree char *moves = NULL;
  gint64 operations;

  test_insert (f->store, "w", "tag", "name", "睡着", "condition",
               "{\"field\":\"life\",\"op\":\"is\",\"value\":\"asleep\"}", "rule_on", "1", NULL);
  test_insert (f->store, "w", "customer", "name", "王一", NULL);
  test_insert (f->store, "w", "customer", "name", "王二", NULL);
  test_insert (f->store, "w", "event", "customer_id", "1", "kind", "call", "at", at, NULL);
  test_insert (f->store, "w", "event", "customer_id", "2", "kind", "note", "at", at, NULL);
  test_insert (f->store, "w", "sale", "customer_id", "1", "date", "2025-12-10", "amount_fen", "500000", NULL);
  follow (f->store);
  operations = test_number (f->store, "SELECT max (id) FROM operation");
  for (guint day = 0; day < 130; day++)
    {
      rg_clock_set (TEST_NOW + day * DAY);
      follow (f->store);
      if (day % 13 == 0)
        assert_as_anew (f->store);
    }
  moves = test_query (f->store, "SELECT at, from_life, to_life FROM life_move ORDER BY at");
  g_assert_cmpstr (moves, ==,
                   "2025-11-22|lead|talking\n2025-12-10|talking|customer\n2026-01-09|customer|asleep");
  g_assert_cmpint (test_number (f->store, "SELECT count (*) FROM customer_tag WHERE customer_id = 1"), ==, 1);
  g_assert_cmpint (test_number (f->store, "SELECT max (id) FROM operation"), ==, operations + 1);
  test_insert (f->store, "w", "sale", "customer_id", "1", "date", "2026-03-20", "amount_fen", "100", NULL);
  follow (f->store);
  g_assert_cmpint (test_number (f->store, "SELECT count (*) FROM customer_tag"), ==, 0);
  g_assert_cmpint (test_number (f->store, "SELECT life = 'won-back' FROM standing WHERE customer_id = 1"), ==,
                   1);
  assert_as_anew (f->store);
  /* A clock that was put back is as good as another day. */
  rg_clock_set (TEST_NOW);
  follow (f->store);
  g_assert_cmpint (test_number (f->store, "SELECT life = 'talking' FROM standing WHERE customer_id = 1"), ==,
                   1);
  rg_clock_set (TEST_NOW);
}

/* --- classes ----------------------------------------------------------------- */

/* The formula once more, by other means. */
static const char formula[] =
    "WITH act (c, d, contact, fen) AS ("
    " SELECT customer_id, date (at / 1000, 'unixepoch', 'localtime'), 1, 0 FROM event"
    "  WHERE kind IN ('call', 'visit', 'onsite', 'message', 'meeting') UNION ALL"
    " SELECT customer_id, ifnull (date, date (created_at / 1000, 'unixepoch', 'localtime')), 0,"
    "  ifnull (amount_fen, 0) FROM sale UNION ALL"
    " SELECT id, last_contact, 0, 0 FROM customer WHERE last_contact IS NOT NULL),"
    "part (c, p, n, r) AS (SELECT c,"
    " 50.0 * min (500000, max (0, sum (iif (d > date ('2025-11-22', '-365 days'), fen, 0)))) / 500000.0,"
    " 20.0 * min (6, sum (contact AND d > date ('2025-11-22', '-90 days'))) / 6.0,"
    " 30.0 * max (0, 90 - (julianday ('2025-11-22') - julianday (max (d)))) / 90.0"
    " FROM act WHERE d <= '2025-11-22' GROUP BY c),"
    "points (c, s) AS (SELECT c, CAST (p + 0.5 AS INTEGER) + CAST (n + 0.5 AS INTEGER) + CAST (r + 0.5 AS "
    "INTEGER)"
    " FROM part),"
    "wanted (c, letter, s) AS (SELECT id, CASE WHEN points.s >= 60 THEN 'A' WHEN points.s >= 30 THEN 'B'"
    " WHEN points.s IS NOT NULL THEN 'C' END, ifnull (points.s, 0) FROM customer LEFT JOIN points ON c = "
    "id) ";

static gpointer
add_oddities (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  static const char *const dates[] = { "2025-11-23", "2024-11-22", "2024-11-23", "2025-11-22",
                                       "2025-08-24", "2025-08-25", NULL };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  const RgEntity *sale = rg_catalog_find (rg_write_get_catalog (write), "sale");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "w", "oddities", error);

  for (guint i = 0; op != NULL && i < 2000; i++)
    {
      const char *date = dates[g_rand_int_range (rand, 0, G_N_ELEMENTS (dates))];
      RgCell cells[3] = {
        { rg_entity_find_field (sale, "customer_id"), RG_VALUE_INIT },
        { rg_entity_find_field (sale, "date"), RG_VALUE_INIT },
        { rg_entity_find_field (sale, "amount_fen"), RG_VALUE_INIT },
      };

      rg_value_set_integer (&cells[0].value, g_rand_int_range (rand, 1, 10001));
      rg_value_set_integer (&cells[2].value,
                            g_rand_int_range (rand, -3, 5) * 50000 + g_rand_int_range (rand, 0, 2));
      if (date != NULL)
        rg_value_set_text (&cells[1].value, date);
      if (rg_op_insert (op, sale, cells, G_N_ELEMENTS (cells), error) == 0)
        return NULL;
      rg_value_clear (&cells[1].value);
    }
  return NULL;
}

static void
test_classes (Fixture *f, gconstpointer data)
{
  RgDemoOptions options = { .customers = 10000, .events_per_customer = 3, .seed = 3 };
  RgDemoJob job = { .options = &options };
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDemoReport) report = rg_store_write_sync (f->store, rg_demo_write_func, &job, NULL, &error);
  g_autofree char *sql = NULL, *differ = NULL;

  g_assert_no_error (error);
  rg_store_write_sync (f->store, add_oddities, NULL, NULL, &error);
  g_assert_no_error (error);
  follow (f->store);
  g_assert_cmpint (test_number (f->store, "SELECT count (*) FROM standing"), ==, 10000);
  sql = g_strconcat (formula,
                     "SELECT wanted.*, class, score FROM wanted LEFT JOIN standing ON customer_id = c "
                     "WHERE (letter, s) IS NOT (class, score) LIMIT 3",
                     NULL);
  differ = test_query (f->store, sql);
  g_assert_cmpstr (differ, ==, "");
  /* All classes occur. */
  g_assert_cmpint (test_number (f->store, "SELECT count (DISTINCT ifnull (class, '')) FROM standing"), ==, 4);
}

/* --- tags by rule --------------------------------------------------------------- */

static char *
tags_of (RgStore *store)
{
  return test_query (store, "SELECT customer_id, tag_id, ifnull (cause, '') FROM customer_tag ORDER BY 1, 2");
}

static void
assert_tags (RgStore *store, const char *wanted)
{
  g_autofree char *tags = tags_of (store);

  g_assert_cmpstr (tags, ==, wanted);
}

static void
test_rules (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;

  test_insert (f->store, "w", "tag", "name", "姓王", "condition", CUSTOMER_RULE, NULL);
  test_insert (f->store, "w", "customer", "name", "王一", NULL);
  test_insert (f->store, "w", "customer", "name", "李二", NULL);
  test_insert (f->store, "w", "customer", "name", "李三", NULL);
  test_insert (f->store, "w", "customer_tag", "customer_id", "3", "tag_id", "1", NULL);
  follow (f->store);
  assert_tags (f->store, "3|1|");

  test_update (f->store, "w", "tag", 1, "rule_on", "1", NULL);
  follow (f->store);
  assert_tags (f->store, "1|1|rule:{}\n3|1|");
  label = test_query (f->store, "SELECT origin, session, label FROM operation ORDER BY id DESC LIMIT 1");
  g_assert_cmpstr (label, ==, "rule|rule|Tags by rule: 1 given");

  test_update (f->store, "w", "customer", 2, "name", "王二", NULL);
  test_update (f->store, "w", "customer", 1, "name", "赵一", NULL);
  follow (f->store);
  assert_tags (f->store, "2|1|rule:{}\n3|1|");
  assert_as_anew (f->store);

  /* What is undone is followed too, and the newest of the session is the change. */
  g_assert_cmpint (test_undo (f->store, "w", 0, &error), >, 0);
  g_assert_no_error (error);
  follow (f->store);
  assert_tags (f->store, "1|1|rule:{}\n2|1|rule:{}\n3|1|");
  g_assert_cmpint (test_redo (f->store, "w", 0, &error), >, 0);
  g_assert_no_error (error);
  follow (f->store);
  assert_tags (f->store, "2|1|rule:{}\n3|1|");

  /* Another condition. */
  test_update (f->store, "w", "tag", 1, "condition",
               "{\"field\":\"name\",\"op\":\"contains\",\"value\":\"一\"}", NULL);
  follow (f->store);
  assert_tags (f->store, "1|1|rule:{}\n3|1|");
  assert_as_anew (f->store);
}

typedef struct
{
  gint64 id;
  gboolean redo;
  RgFollowTurn turn;
  guint steps;
} Turn;

static gpointer
turn_cb (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  Turn *turn = data;

  turn->steps++;
  return (turn->redo ? rg_follow_redo : rg_follow_undo) (write, turn->id, RG_ORIGIN_WINDOW, "w", &turn->turn,
                                                         cancellable, error);
}

static gint64
turn_for_people (RgStore *store, gboolean redo, gint64 id, guint *steps, GError **error)
{
  Turn turn = { .id = id, .redo = redo };
  g_autoptr (RgOperation) operation = NULL;
  GError *problem = NULL;

  do
    {
      g_clear_error (&problem);
      g_clear_pointer (&operation, rg_operation_free);
      operation = rg_store_write_sync (store, turn_cb, &turn, NULL, &problem);
    }
  while (rg_follow_turn_goes_on (&turn.turn, problem));
  if (problem != NULL)
    g_propagate_error (error, problem);
  if (steps != NULL)
    *steps = turn.steps;
  return operation != NULL ? operation->id : 0;
}

static gint64
undo_for_people (RgStore *store, gint64 id, guint *steps, GError **error)
{
  return turn_for_people (store, FALSE, id, steps, error);
}

/* A tag of a rule on a customer who was just added, or moved by a merge, does not
 * keep that from being undone; what somebody did does. */
static void
test_undo_through (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 added;
  guint steps = 0;

  test_insert (f->store, "w", "tag", "name", "姓王", "condition", CUSTOMER_RULE, "rule_on", "1", NULL);
  test_insert (f->store, "w", "customer", "name", "李一", NULL);
  follow (f->store);
  test_insert (f->store, "w", "customer", "name", "王二", NULL);
  added = test_number (f->store, "SELECT max (id) FROM operation");
  follow (f->store);
  assert_tags (f->store, "2|1|rule:{}");
  g_assert_cmpint (test_undo (f->store, "w", added, &error), ==, 0);
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CLASH);
  g_clear_error (&error);
  g_assert_cmpint (undo_for_people (f->store, 0, &steps, &error), ==, added);
  g_assert_no_error (error);
  g_assert_cmpuint (steps, ==, 2);
  follow (f->store);
  assert_tags (f->store, "");
  g_assert_cmpint (test_number (f->store, "SELECT count (*) FROM standing"), ==, 1);
  g_assert_cmpint (test_redo (f->store, "w", added, &error), ==, added);
  g_assert_no_error (error);
  follow (f->store);
  assert_tags (f->store, "2|1|rule:{}");
  test_insert (f->store, "v", "event", "customer_id", "2", "kind", "call", "at", "1763773200000", NULL);
  follow (f->store);
  g_assert_cmpint (undo_for_people (f->store, added, &steps, &error), ==, 0);
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CLASH);
  assert_tags (f->store, "2|1|rule:{}");
  assert_as_anew (f->store);
}

static gint64
newest (RgStore *store)
{
  return test_number (store, "SELECT max (id) FROM operation WHERE session = 'w' AND kind = 'do'");
}

static void
take_turn (RgStore *store, gboolean redo, gint64 id)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (turn_for_people (store, redo, id, NULL, &error), ==, id);
  g_assert_no_error (error);
  follow (store);
}

/* A rule that was never switched on gave nobody its tag; what somebody gave stays. */
static void
test_undo_switch (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 on;

  test_insert (f->store, "w", "tag", "name", "姓王", "condition", CUSTOMER_RULE, NULL);
  test_insert (f->store, "w", "customer", "name", "王一", NULL);
  test_insert (f->store, "w", "customer", "name", "李二", NULL);
  test_insert (f->store, "w", "customer_tag", "customer_id", "2", "tag_id", "1", NULL);
  follow (f->store);
  test_update (f->store, "w", "tag", 1, "rule_on", "1", NULL);
  on = newest (f->store);
  follow (f->store);
  test_insert (f->store, "v", "customer", "name", "王三", NULL);
  follow (f->store);
  assert_tags (f->store, "1|1|rule:{}\n2|1|\n3|1|rule:{}");
  take_turn (f->store, FALSE, on);
  assert_tags (f->store, "2|1|");
  take_turn (f->store, TRUE, on);
  assert_tags (f->store, "1|1|rule:{}\n2|1|\n3|1|rule:{}");
  /* Looked at between two steps, what else a rule did is done again. */
  g_assert_cmpint (test_undo (f->store, RG_FOLLOW_SESSION, 0, &error), >, 0);
  g_assert_no_error (error);
  follow (f->store);
  assert_tags (f->store, "1|1|rule:{}\n2|1|\n3|1|rule:{}");
  assert_as_anew (f->store);
}

/* What rules did meanwhile keeps nothing from being made again, nor from being
 * undone: a tag that took the place of one that is to return, one that is gone
 * although it was to be taken, one on a customer who is to go. */
static void
test_redo_through (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 by_hand, removed, taken;

  test_insert (f->store, "w", "tag", "name", "姓王", "condition", CUSTOMER_RULE, "rule_on", "1", NULL);
  test_insert (f->store, "w", "customer", "name", "李一", NULL);
  follow (f->store);
  test_insert (f->store, "w", "customer_tag", "customer_id", "1", "tag_id", "1", NULL);
  by_hand = newest (f->store);
  take_turn (f->store, FALSE, by_hand);
  test_update (f->store, "v", "customer", 1, "name", "王一", NULL);
  follow (f->store);
  assert_tags (f->store, "1|1|rule:{}");
  take_turn (f->store, TRUE, by_hand);
  assert_tags (f->store, "1|1|");
  take_turn (f->store, FALSE, by_hand);
  assert_tags (f->store, "1|1|rule:{}");
  assert_as_anew (f->store);

  /* Taken by hand, given again by the rule. */
  taken = test_number (f->store, "SELECT id FROM customer_tag");
  test_delete (f->store, "w", "customer_tag", taken, NULL);
  removed = newest (f->store);
  follow (f->store);
  assert_tags (f->store, "1|1|rule:{}");
  take_turn (f->store, FALSE, removed);
  assert_tags (f->store, "1|1|rule:{}");
  g_assert_cmpint (test_number (f->store, "SELECT id FROM customer_tag"), ==, taken);
  test_update (f->store, "v", "customer", 1, "name", "李一", NULL);
  follow (f->store);
  assert_tags (f->store, "");
  take_turn (f->store, TRUE, removed);
  assert_tags (f->store, "");
  assert_as_anew (f->store);

  /* A customer who is to go again has got a tag meanwhile. */
  test_insert (f->store, "w", "customer", "name", "李二", NULL);
  follow (f->store);
  test_delete (f->store, "w", "customer", 2, NULL);
  removed = newest (f->store);
  take_turn (f->store, FALSE, removed);
  test_update (f->store, "v", "tag", 1, "condition", "{\"all\":[]}", NULL);
  follow (f->store);
  assert_tags (f->store, "1|1|rule:{}\n2|1|rule:{}");
  take_turn (f->store, TRUE, removed);
  assert_tags (f->store, "1|1|rule:{}");
  assert_as_anew (f->store);

  /* What somebody did is still in the way, and nothing is lost by the trial. */
  take_turn (f->store, FALSE, removed);
  test_insert (f->store, "v", "event", "customer_id", "2", "kind", "call", "at", "1763773200000", NULL);
  follow (f->store);
  g_assert_cmpint (turn_for_people (f->store, TRUE, removed, NULL, &error), ==, 0);
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CLASH);
  follow (f->store);
  assert_tags (f->store, "1|1|rule:{}\n2|1|rule:{}");
  assert_as_anew (f->store);
}

static gpointer
read_problems (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_follow_get_problems (read, error);
}

static char *
problem_tags (RgStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = rg_store_read_sync (store, read_problems, NULL, NULL, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    {
      const RgFollowProblem *problem = g_ptr_array_index (problems, i);

      g_assert_cmpstr (problem->message, !=, "");
      g_string_append_printf (text, "%" G_GINT64_FORMAT " ", problem->tag);
    }
  return g_string_free_and_steal (text);
}

/* A rule that says nothing here, and two that run after each other. */
static void
test_problems (Fixture *f, gconstpointer data)
{
  g_autofree char *problems = NULL, *later = NULL;

  test_insert (f->store, "w", "tag", "name", "没有", "condition",
               "{\"field\":\"x77\",\"op\":\"is\",\"value\":\"1\"}", "rule_on", "1", NULL);
  test_insert (f->store, "w", "tag", "name", "坏的", "condition", "{\"field\"", "rule_on", "1", NULL);
  test_insert (f->store, "w", "tag", "name", "姓王", "condition", CUSTOMER_RULE, "rule_on", "1", NULL);
  test_insert (f->store, "w", "customer", "name", "王一", NULL);
  follow (f->store);
  assert_tags (f->store, "1|3|rule:{}");
  problems = problem_tags (f->store);
  g_assert_cmpstr (problems, ==, "1 2 ");

  test_insert (f->store, "w", "tag", "name", "甲", NULL);
  test_insert (f->store, "w", "tag", "name", "乙", "condition", "{\"tag\":4,\"op\":\"has\"}", "rule_on", "1",
               NULL);
  follow (f->store);
  assert_tags (f->store, "1|3|rule:{}");
  test_update (f->store, "w", "tag", 4, "condition", "{\"none\":[{\"tag\":5,\"op\":\"has\"}]}", "rule_on",
               "1", NULL);
  follow (f->store);
  later = problem_tags (f->store);
  g_assert_true (g_str_has_prefix (later, "1 2 "));
  g_assert_cmpuint (strlen (later), >, strlen ("1 2 "));
  g_assert_cmpint (test_number (f->store, "SELECT count (*) FROM operation"), <, 100);
  test_insert (f->store, "w", "customer", "name", "王二", NULL);
  follow (f->store);
  g_assert_cmpint (test_number (f->store, "SELECT count (*) FROM customer_tag WHERE tag_id = 3"), ==, 2);
}

static gpointer
try_rule (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgCondition) condition = rg_condition_parse (CUSTOMER_RULE, error);

  return rg_rule_dry_run (read, *(gint64 *) data, condition, NULL, error);
}

static void
test_dry_run (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 tag = 1;

  test_insert (f->store, "w", "tag", "name", "姓王", NULL);
  for (guint i = 1; i <= 6; i++)
    test_insert (f->store, "w", "customer", "name", i % 2 == 0 ? "王" : "李", NULL);
  test_insert (f->store, "w", "customer_tag", "customer_id", "1", "tag_id", "1", NULL);
  test_insert (f->store, "w", "customer_tag", "customer_id", "2", "tag_id", "1", NULL);
  test_insert (f->store, "w", "customer_tag", "customer_id", "3", "tag_id", "1", "cause", "rule:{}", NULL);
  test_insert (f->store, "w", "customer_tag", "customer_id", "4", "tag_id", "1", "cause", "rule:{}", NULL);
  for (guint i = 0; i < 2; i++, tag = 0)
    {
      g_autoptr (RgRuleDryRun) run = rg_store_read_sync (f->store, try_rule, &tag, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (run->n_matched, ==, 3);
      g_assert_cmpuint (run->n_by_hand, ==, tag != 0 ? 2 : 0);
      g_assert_cmpuint (run->gain->len, ==, tag != 0 ? 1 : 3);
      g_assert_cmpuint (run->lose->len, ==, tag != 0 ? 1 : 0);
      if (tag != 0)
        {
          g_assert_cmpuint (g_array_index (run->gain, guint32, 0), ==, 6);
          g_assert_cmpuint (g_array_index (run->lose, guint32, 0), ==, 3);
        }
    }
}

/* --- contacts ------------------------------------------------------------------- */

static gpointer
add_kind (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgEntity *customer = rg_catalog_find (rg_write_get_catalog (write), "customer");
  RgFollowup followup = { .kind = data, .text = "…" };
  RgCell name = { rg_entity_find_field (customer, "name"), RG_VALUE_INIT };
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "w", "entry", error);
  gint64 id;

  g_assert_nonnull (op);
  rg_value_set_text (&name.value, data);
  id = rg_op_insert (op, customer, &name, 1, error);
  g_assert_cmpint (id, !=, 0);
  rg_followup_add (op, id, &followup, error);
  rg_value_clear (&name.value);
  return NULL;
}

/* Whom a filter for contacts finds, by name. */
static gpointer
find_contacted (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgCondition) condition = rg_condition_parse ("{\"timeline\":\"contact\",\"min\":1}", error);
  g_autoptr (GString) sql = g_string_new ("SELECT 1 FROM customer t WHERE t.name = ?1 AND ");
  g_autoptr (RgStatement) statement = NULL;

  g_assert_nonnull (condition);
  rg_condition_append_sql (condition, read, sql, error);
  statement = rg_database_prepare (rg_read_get_database (read), sql->str, error);
  g_assert_nonnull (statement);
  rg_statement_bind_text (statement, 0, data);
  return GINT_TO_POINTER (rg_statement_step (statement, error) == RG_STEP_ROW);
}

/* The record, the table, filters and the words of the defaults say the same of
 * each kind of entry. */
static void
test_contact (Fixture *f, gconstpointer data)
{
  g_autoptr (RgCatalog) catalog = rg_catalog_new (NULL);
  const RgField *field = rg_entity_find_field (rg_catalog_find (catalog, "event"), "kind");
  g_autoptr (RgDefaults) defaults = rg_defaults_new ();
  guint n = 0;

  for (const RgChoice *choice = field->choices; choice->key != NULL; choice++)
    {
      gboolean wanted = g_strv_contains (rg_defaults_get_contact_kinds (defaults), choice->key);
      g_autofree char *record =
          g_strdup_printf ("SELECT last_contact IS NOT NULL FROM customer WHERE name = '%s'", choice->key);
      g_autofree char *table = g_strdup_printf (
          "SELECT n_contacts FROM standing WHERE customer_id = (SELECT id FROM customer WHERE name = '%s')",
          choice->key);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", choice->key);
      rg_store_write_sync (f->store, add_kind, (gpointer) choice->key, NULL, &error);
      g_assert_no_error (error);
      follow (f->store);
      g_assert_cmpint (rg_followup_is_contact (choice->key), ==, wanted);
      g_assert_cmpint (test_number (f->store, record), ==, wanted);
      g_assert_cmpint (test_number (f->store, table), ==, wanted);
      g_assert_cmpint (GPOINTER_TO_INT (rg_store_read_sync (f->store, find_contacted, (gpointer) choice->key,
                                                            NULL, &error)),
                       ==, wanted);
      g_assert_no_error (error);
      n += wanted;
    }
  g_assert_cmpuint (n, ==, g_strv_length ((char **) rg_defaults_get_contact_kinds (defaults)));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/follow/life", test_life);
  g_test_add ("/follow/days", Fixture, NULL, set_up, test_days, tear_down);
  g_test_add ("/follow/contact", Fixture, NULL, set_up, test_contact, tear_down);
  g_test_add ("/follow/classes", Fixture, NULL, set_up, test_classes, tear_down);
  g_test_add ("/follow/rules", Fixture, NULL, set_up, test_rules, tear_down);
  g_test_add ("/follow/undo", Fixture, NULL, set_up, test_undo_through, tear_down);
  g_test_add ("/follow/undo-switch", Fixture, NULL, set_up, test_undo_switch, tear_down);
  g_test_add ("/follow/redo", Fixture, NULL, set_up, test_redo_through, tear_down);
  g_test_add ("/follow/problems", Fixture, NULL, set_up, test_problems, tear_down);
  g_test_add ("/follow/dry-run", Fixture, NULL, set_up, test_dry_run, tear_down);
  return g_test_run ();
}
