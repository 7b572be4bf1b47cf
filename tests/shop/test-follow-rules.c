/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "follow-test.h"

/* Keeping up: tags by rule follow what happens, and get in nobody's way. */

#define CUSTOMER_RULE "{\"field\":\"name\",\"op\":\"starts\",\"value\":\"王\"}"

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

/* Deals, their tasks and the stages bring tags and take them away. */
static void
test_deals (Fixture *f, gconstpointer data)
{
  g_autofree char *since = g_strdup_printf ("%" G_GINT64_FORMAT, TEST_NOW - 3 * DAY);

  test_insert (f->store, "w", "stage", "name", "初步接触", "position", "1", "days", "5", "retired", "0",
               NULL);
  test_insert (f->store, "w", "customer", "name", "王一", NULL);
  test_insert (f->store, "w", "customer", "name", "李二", NULL);
  test_insert (f->store, "w", "tag", "name", "大单", "rule_on", "1", "condition",
               "{\"deal\":{\"field\":\"amount_fen\",\"op\":\">\",\"value\":500}}", NULL);
  test_insert (f->store, "w", "tag", "name", "停滞", "rule_on", "1", "condition",
               "{\"deal\":{\"late\":true}}", NULL);
  test_insert (f->store, "w", "tag", "name", "有事", "rule_on", "1", "condition",
               "{\"deal\":{\"task\":\"open\"}}", NULL);
  test_insert (f->store, "w", "deal", "title", "厨房", "stage_id", "1", "state", "open", "opened",
               "2026-06-01", "stage_since", since, "customer_id", "1", "amount_fen", "500", NULL);
  follow (f->store);
  assert_tags (f->store, "");
  test_update (f->store, "w", "deal", 1, "amount_fen", "501", NULL);
  follow (f->store);
  assert_tags (f->store, "1|1|rule:{}");
  test_update (f->store, "w", "deal", 1, "customer_id", "2", NULL);
  follow (f->store);
  assert_tags (f->store, "2|1|rule:{}");
  test_update (f->store, "w", "stage", 1, "days", "2", NULL);
  follow (f->store);
  assert_tags (f->store, "2|1|rule:{}\n2|2|rule:{}");
  test_insert (f->store, "w", "task", "deal_id", "1", "title", "x", "due", "2026-06-15", "first_due",
               "2026-06-15", "priority", "normal", "state", "open", "put_off", "0", NULL);
  follow (f->store);
  assert_tags (f->store, "2|1|rule:{}\n2|2|rule:{}\n2|3|rule:{}");
  test_update (f->store, "w", "task", 1, "state", "done", NULL);
  test_update (f->store, "w", "deal", 1, "state", "won", NULL);
  follow (f->store);
  assert_tags (f->store, "2|1|rule:{}");
  assert_as_anew (f->store);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/follow-rules/rules", Fixture, NULL, set_up, test_rules, tear_down);
  g_test_add ("/follow-rules/undo", Fixture, NULL, set_up, test_undo_through, tear_down);
  g_test_add ("/follow-rules/undo-switch", Fixture, NULL, set_up, test_undo_switch, tear_down);
  g_test_add ("/follow-rules/redo", Fixture, NULL, set_up, test_redo_through, tear_down);
  g_test_add ("/follow-rules/problems", Fixture, NULL, set_up, test_problems, tear_down);
  g_test_add ("/follow-rules/dry-run", Fixture, NULL, set_up, test_dry_run, tear_down);
  g_test_add ("/follow-rules/deals", Fixture, NULL, set_up, test_deals, tear_down);
  return g_test_run ();
}
