/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-demo.h"
#include "shop/rg-follow-private.h"
#include "shop/rg-followup.h"
#include "shop/rg-standing.h"

#include "follow-test.h"

/* Keeping up: stages and classes follow what happens. */

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

static gpointer
add_callers (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgEntity *customer = rg_catalog_find (rg_write_get_catalog (write), "customer");
  const RgEntity *sale = rg_catalog_find (rg_write_get_catalog (write), "sale");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "w", "callers", error);

  for (guint i = 0; i < *(guint *) data; i++)
    {
      RgCell name = { rg_entity_find_field (customer, "name"),
                      { .kind = RG_VALUE_TEXT, .text = (char *) "王" } };
      RgCell cells[2] = {
        { rg_entity_find_field (sale, "customer_id"), RG_VALUE_INIT },
        { rg_entity_find_field (sale, "date"), { .kind = RG_VALUE_TEXT, .text = (char *) "2025-11-20" } },
      };

      rg_value_set_integer (&cells[0].value, rg_op_insert (op, customer, &name, 1, error));
      if (rg_op_insert (op, sale, cells, 2, error) == 0)
        return NULL;
    }
  return data;
}

static gpointer
step_once (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_follow_step (write, data, cancellable, error) ? data : NULL;
}

static gpointer
ask_whether_caught_up (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  *(gboolean *) data = rg_follow_is_caught_up (read);
  return data;
}

/* A new day with more customers than one step does: until the last of them is done
 * nobody is told that what stands there is of today. */
static void
test_half_a_day (Fixture *f, gconstpointer data)
{
  guint n = 2 * RG_FOLLOW_STEP_IDS;
  gboolean more = TRUE, there = FALSE;
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (f->store, add_callers, &n, NULL, &error);
  g_assert_no_error (error);
  follow (f->store);
  rg_store_read_sync (f->store, ask_whether_caught_up, &there, NULL, &error);
  g_assert_true (there);
  rg_clock_set (TEST_NOW + 40 * DAY);
  rg_store_write_sync (f->store, step_once, &more, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (more);
  rg_store_read_sync (f->store, ask_whether_caught_up, &there, NULL, &error);
  g_assert_false (there);
  follow (f->store);
  rg_store_read_sync (f->store, ask_whether_caught_up, &there, NULL, &error);
  g_assert_true (there);
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
  rg_condition_append_sql (condition, read, "customer", sql, error);
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
  g_test_add ("/follow/half-a-day", Fixture, NULL, set_up, test_half_a_day, tear_down);
  g_test_add ("/follow/contact", Fixture, NULL, set_up, test_contact, tear_down);
  g_test_add ("/follow/classes", Fixture, NULL, set_up, test_classes, tear_down);
  return g_test_run ();
}
