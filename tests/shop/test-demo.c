/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "catalog/rg-phone.h"
#include "shop/rg-demo.h"
#include "shop/rg-staff.h"
#include "shop/rg-today.h"

#include <glib/gstdio.h>

/* The example shop: as many as asked for, the same each time, believable. */

typedef struct
{
  char *folder;
  RgStore *store;
} Fixture;

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("regulars-demo-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->store = rg_store_open (fixture->folder, RG_STORE_CREATE, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  rg_store_close (fixture->store);
  g_clear_object (&fixture->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  remove_folder (fixture->folder);
  g_clear_pointer (&fixture->folder, g_free);
}

static RgDemoReport *
fill (Fixture *fixture, const RgDemoOptions *options, GCancellable *cancellable, GError **error)
{
  RgDemoJob job = { .options = options };

  return rg_store_write_sync (fixture->store, rg_demo_write_func, &job, cancellable, error);
}

static gpointer
ask (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_read_get_database (read), data, error);
  GString *answer = g_string_new (NULL);
  RgStep step;

  g_assert_no_error (*error);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      for (int i = 0; i < rg_statement_n_columns (statement); i++)
        {
          const char *text = rg_statement_get_text (statement, i);

          g_string_append_printf (answer, "%s%s", i > 0 || answer->len > 0 ? "|" : "",
                                  text != NULL ? text : "");
        }
    }
  g_assert_no_error (*error);
  return g_string_free_and_steal (answer);
}

static char *
answer (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;
  char *text = rg_store_read_sync (fixture->store, ask, (gpointer) sql, NULL, &error);

  g_assert_no_error (error);
  return text;
}

static gint64
number (Fixture *fixture, const char *sql)
{
  g_autofree char *text = answer (fixture, sql);

  return g_ascii_strtoll (text, NULL, 10);
}

static void
fill_well (Fixture *fixture, guint customers, guint64 seed, const char *pack)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDemoReport) report = NULL;
  GDate today;
  RgDemoOptions options = RG_DEMO_OPTIONS_INIT;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 2, G_DATE_MARCH, 2026);
  options.customers = customers;
  options.seed = seed;
  options.pack = pack;
  options.today = &today;
  report = fill (fixture, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->customers, ==, customers);
  g_assert_cmpuint (report->events, ==, customers * 3);
}

static void
test_counts (Fixture *fixture, gconstpointer data)
{
  fill_well (fixture, 1001, 1, NULL);
  g_assert_cmpint (number (fixture, "SELECT count (*) FROM customer"), ==, 1001);
  g_assert_cmpint (number (fixture, "SELECT count (*) FROM event"), ==, 3003);
  g_assert_cmpint (number (fixture, "SELECT count (*) FROM task WHERE deal_id IS NULL"), ==, 200);
  g_assert_cmpint (number (fixture, "SELECT count (*) FROM deal"), ==, 167);
  g_assert_cmpint (number (fixture, "SELECT count (*) FROM staff"), ==, 5);
  g_assert_cmpint (number (fixture, "SELECT count (*) FROM operation"), ==, 1);
}

/* Shares that a person would notice when they were far off. */
static void
test_believable (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *sql;
    gint64 min;
    gint64 max;
  } rules[] = {
    { "SELECT count (*) FROM customer WHERE kind = 'company'", 60, 160 },
    { "SELECT count (*) FROM customer WHERE name LIKE '王%'", 90, 240 },
    { "SELECT count (DISTINCT substr (name, 1, 1)) FROM customer WHERE kind = 'person'", 120, 320 },
    { "SELECT count (*) FROM customer WHERE name LIKE '欧阳%' OR name LIKE '司%' OR name LIKE '诸葛%'", 1,
      40 },
    { "SELECT count (*) FROM customer WHERE name LIKE '曾%'", 3, 40 },
    { "SELECT count (*) FROM customer WHERE phone IS NULL", 20, 120 },
    { "SELECT count (*) - count (DISTINCT phone) FROM customer WHERE phone IS NOT NULL", 30, 140 },
    { "SELECT count (*) FROM customer WHERE birthday LIKE 'lunar:%'", 200, 600 },
    { "SELECT count (*) FROM customer WHERE birthday LIKE '--%'", 100, 400 },
    { "SELECT count (*) FROM customer WHERE birthday LIKE '19%'", 300, 900 },
    { "SELECT count (*) FROM customer WHERE next_date < '2026-03-02'", 20, 200 },
    { "SELECT count (*) FROM customer WHERE next_date = '2026-03-02'", 15, 120 },
    { "SELECT count (*) FROM customer WHERE next_date > '2026-03-02'", 400, 1200 },
    { "SELECT count (*) FROM customer WHERE last_contact >= '2026-03-02'", 0, 0 },
    { "SELECT count (DISTINCT source) FROM customer", 6, 20 },
    { "SELECT count (DISTINCT owner) FROM customer", 4, 10 },
    { "SELECT count (DISTINCT stage) FROM customer", 5, 10 },
    { "SELECT count (DISTINCT kind) FROM event", 4, 8 },
    { "SELECT count (DISTINCT customer_id) FROM customer_tag", 800, 1900 },
    { "SELECT count (*) FROM sale WHERE amount_fen <= 0", 0, 0 },
    { "SELECT count (*) FROM sale", 500, 6000 },
    { "SELECT max (n) FROM (SELECT count (*) AS n FROM event GROUP BY customer_id)", 8, 8 },
    { "SELECT count (*) FROM event WHERE text LIKE '%{%' OR text LIKE '%！%' OR text LIKE '%您%'", 0, 0 },
    { "SELECT count (*) FROM event WHERE at > 1772416800000", 0, 0 },
    { "SELECT count (*) FROM customer WHERE notes IS NOT NULL", 1300, 1700 },
    { "SELECT count (*) FROM customer WHERE x1 IS NOT NULL", 1400, 1900 },
    { "SELECT count (*) FROM identity", 60, 160 },
    { "SELECT count (*) FROM contact", 80, 260 },
    { "SELECT count (*) FROM customer WHERE created_at > 1772416800000", 0, 0 },
    { "SELECT count (*) FROM deal", 240, 240 },
    { "SELECT count (*) FROM deal WHERE state = 'open'", 90, 170 },
    { "SELECT count (*) FROM deal WHERE state = 'won'", 40, 90 },
    { "SELECT count (*) FROM deal WHERE state = 'lost' AND lost_reason IS NOT NULL", 20, 70 },
    { "SELECT min (n) FROM (SELECT count (*) AS n FROM deal WHERE state = 'open' GROUP BY stage_id)", 8, 40 },
    { "SELECT count (*) FROM deal d JOIN stage s ON s.id = d.stage_id WHERE d.state = 'open'"
      " AND d.stage_since < 1772416800000 - s.days * 86400000",
      15, 60 },
    { "SELECT count (*) FROM deal WHERE next_date IS NOT NULL", 50, 120 },
    { "SELECT count (*) FROM deal_move WHERE passed IS NOT NULL AND reason IS NOT NULL", 8, 50 },
    { "SELECT count (DISTINCT stage_id) FROM gate", 2, 2 },
  };

  fill_well (fixture, 2000, 5, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      gint64 n = number (fixture, rules[i].sql);

      if (n < rules[i].min || n > rules[i].max)
        g_test_message ("%s: %" G_GINT64_FORMAT, rules[i].sql, n);
      g_assert_cmpint (n, >=, rules[i].min);
      g_assert_cmpint (n, <=, rules[i].max);
    }
}

/* What is stored could have been typed in. */
static gpointer
validate_all (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  const char *entities[] = {
    "customer", "contact", "identity", "event", "sale", "relation",
    "staff",    "task",    "stage",    "gate",  "deal", "deal_move",
  };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    {
      const RgEntity *entity = rg_catalog_find (rg_read_get_catalog (read), entities[i]);

      for (guint j = 0; j < rg_entity_get_n_fields (entity); j++)
        {
          const RgField *field = rg_entity_get_field (entity, j);
          g_autofree char *sql = g_strdup_printf ("SELECT \"%s\" FROM %s WHERE \"%s\" IS NOT NULL",
                                                  field->key, entities[i], field->key);
          g_autoptr (RgStatement) statement = NULL;

          if (field->flags & (RG_FIELD_VIRTUAL | RG_FIELD_DERIVED))
            continue;
          statement = rg_database_prepare (rg_read_get_database (read), sql, error);
          g_assert_no_error (*error);
          while (rg_statement_step (statement, error) == RG_STEP_ROW)
            {
              g_auto (RgValue) value = RG_VALUE_INIT;

              rg_statement_get_value (statement, 0, &value);
              if (!rg_field_validate (field, &value, error))
                g_test_message ("%s.%s: %s", entities[i], field->key, rg_value_get_text (&value));
              g_assert_no_error (*error);
              n++;
            }
        }
    }
  return GUINT_TO_POINTER (n);
}

static void
test_packs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  guint n;

  fill_well (fixture, 300, 3, data);
  n = GPOINTER_TO_UINT (rg_store_read_sync (fixture->store, validate_all, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, >, 300 * 15);
  name = rg_store_dup_name (fixture->store);
  g_assert_false (g_str_has_prefix (name, "regulars-demo"));
}

static const char digest[] =
    "SELECT count (*), sum (id * length (coalesce (name, ''))), group_concat (name || coalesce (phone, '') "
    "|| coalesce (notes, '') || coalesce (next_date, '') || coalesce (next_what, '') || created_at, '') FROM "
    "customer";
static const char event_digest[] = "SELECT group_concat (customer_id || text || at, '') FROM event";
static const char plan_digest[] = "SELECT (SELECT group_concat (title || due || first_due || state || "
                                  "coalesce (due_time, ''), '') FROM task),"
                                  " (SELECT group_concat (name || birthday, '') FROM relation),"
                                  " (SELECT group_concat (title || state || stage_id || stage_since ||"
                                  " ifnull (amount_fen, '') || ifnull (next_date, '') || created_at, '') FROM"
                                  " deal), (SELECT group_concat (to_id || at, '') FROM deal_move)";

static void
test_same (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *first_events = NULL;
  g_autofree char *first_plans = NULL;

  fill_well (fixture, 200, 9, NULL);
  first = answer (fixture, digest);
  first_events = answer (fixture, event_digest);
  first_plans = answer (fixture, plan_digest);
  for (guint64 seed = 9; seed < 11; seed++)
    {
      g_autofree char *again = NULL;
      g_autofree char *events = NULL;
      g_autofree char *plans = NULL;

      tear_down (fixture, NULL);
      set_up (fixture, NULL);
      fill_well (fixture, 200, seed, NULL);
      again = answer (fixture, digest);
      events = answer (fixture, event_digest);
      plans = answer (fixture, plan_digest);
      g_assert_true (g_str_equal (first, again) == (seed == 9));
      g_assert_true (g_str_equal (first_events, events) == (seed == 9));
      g_assert_true (g_str_equal (first_plans, plans) == (seed == 9));
    }
}

static gpointer
look_at_day (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  RgTodayQuery query = { .limit = 1 };
  g_auto (GStrv) unknown = NULL;

  g_date_clear (&query.day, 1);
  g_date_set_dmy (&query.day, 2, G_DATE_MARCH, 2026);
  for (RgTodayPart part = 0; part < RG_N_TODAY_PARTS; part++)
    {
      g_autoptr (RgTodayList) list = rg_today_read (read, part, &query, error);

      g_assert_no_error (*error);
      g_test_message ("%s: %d", rg_today_part_get_key (part), (int) list->n);
      /* Of so few deals none may stand too long. */
      if (part != RG_TODAY_STALLED)
        g_assert_cmpint (list->n, >, 0);
    }
  unknown = rg_staff_unknown (read, 10, error);
  g_assert_no_error (*error);
  g_assert_cmpuint (g_strv_length (unknown), ==, 0);
  return NULL;
}

/* No part of the day's page is empty in a small shop of any kind, and each way of
 * planning is there to be looked at. */
static void
test_plans (Fixture *fixture, gconstpointer data)
{
  static const char *const wanted[] = {
    "task WHERE id = 1 AND kind = 'call' AND state = 'open' AND due = '2026-03-03'",
    "task WHERE id = 2 AND state = 'open' AND due = '2026-03-02' AND due_time = '15:00'",
    "task WHERE repeat LIKE '1m@%'",
    "task WHERE repeat LIKE '1lm@%'",
    "task WHERE id = 5 AND state = 'open' AND due < '2026-03-02'",
    "task WHERE customer_id IS NULL",
    "customer WHERE birthday = '1990-03-04'",
    "customer WHERE birthday LIKE 'lunar:01-1_'",
    "relation WHERE kind = 'child' AND birthday = '2018-03-03'",
    "customer WHERE next_what IS NOT NULL",
  };
  g_autoptr (GError) error = NULL;

  fill_well (fixture, 45, 3, data);
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autofree char *sql = g_strconcat ("SELECT count (*) FROM ", wanted[i], NULL);

      g_test_message ("%s", wanted[i]);
      g_assert_cmpint (number (fixture, sql), >, 0);
    }
  g_assert_cmpint (number (fixture, "SELECT count (*) FROM customer WHERE next_date IS NULL"
                                    " AND next_what IS NOT NULL"),
                   ==, 0);
  rg_clock_set (G_GINT64_CONSTANT (1772416800000));
  rg_store_read_sync (fixture->store, look_at_day, NULL, NULL, &error);
  g_assert_no_error (error);
  rg_clock_set (0);
}

/* What is done came to an entry of the same customer on that day, and some of it late. */
static void
test_done (Fixture *fixture, gconstpointer data)
{
  fill_well (fixture, 500, 4, NULL);
  g_assert_cmpint (number (fixture, "SELECT count (*) FROM task k LEFT JOIN event e ON e.id = k.event_id"
                                    " WHERE (k.state = 'done') <> (e.id IS NOT NULL)"
                                    " OR e.customer_id <> k.customer_id OR e.at <> k.done_at"),
                   ==, 0);
  g_assert_cmpint (number (fixture, "SELECT count (*) FROM task WHERE state = 'done' AND"
                                    " date (done_at / 1000, 'unixepoch', '+8 hours') > first_due"),
                   >, 5);
  g_assert_cmpint (number (fixture, "SELECT count (*) FROM task WHERE state = 'done' AND"
                                    " date (done_at / 1000, 'unixepoch', '+8 hours') <= first_due"),
                   >, 10);
}

/* Every deal's moves lead from one to the next, end where it is now, and lie between the
 * customer's first contact and today. */
static void
test_deals (Fixture *fixture, gconstpointer data)
{
  static const char *const wrong[] = {
    "deal d WHERE NOT EXISTS (SELECT 1 FROM deal_move m WHERE m.deal_id = d.id AND m.from_id IS NULL"
    " AND m.from_state IS NULL AND date (m.at / 1000, 'unixepoch', '+8 hours') = d.opened)",
    "deal d WHERE (SELECT to_id || to_state FROM deal_move WHERE deal_id = d.id ORDER BY at DESC, id DESC)"
    " <> d.stage_id || d.state",
    "deal_move m WHERE m.from_id || m.from_state <> (SELECT to_id || to_state FROM deal_move n"
    " WHERE n.deal_id = m.deal_id AND n.id < m.id ORDER BY n.at DESC, n.id DESC)",
    "deal_move m JOIN deal_move n ON n.deal_id = m.deal_id AND n.id > m.id AND n.at < m.at",
    "deal d WHERE d.stage_since <> (SELECT max (at) FROM deal_move WHERE deal_id = d.id AND to_state = "
    "'open')",
    "deal d WHERE d.next_date IS NOT (SELECT min (due) FROM task WHERE deal_id = d.id AND state = 'open')",
    "deal d JOIN customer c ON c.id = d.customer_id"
    " WHERE d.opened < date (c.created_at / 1000, 'unixepoch', '+8 hours')",
    "deal WHERE (state = 'open') <> (closed IS NULL) OR (state = 'lost') <> (lost_reason IS NOT NULL)"
    " OR closed < opened OR closed >= '2026-03-02'",
    "deal WHERE owner IS NOT NULL AND owner NOT IN (SELECT name FROM staff)",
    "deal WHERE title LIKE '%{%' OR updated_at > 1772416800000",
    "deal_move WHERE at > 1772380800000 OR created_at <> at",
  };

  fill_well (fixture, 1500, 7, data);
  g_assert_cmpint (number (fixture, "SELECT count (*) FROM deal"), ==, 240);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *sql = g_strconcat ("SELECT count (*) FROM ", wrong[i], NULL);

      g_test_message ("%s", wrong[i]);
      g_assert_cmpint (number (fixture, sql), ==, 0);
    }
}

/* Two people share a number only when the second is of the first's family. */
static void
test_phones (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) phones = NULL;
  guint many = GPOINTER_TO_UINT (data);

  fill_well (fixture, 400, 1, NULL);
  text = answer (fixture, "SELECT phone FROM customer WHERE phone IS NOT NULL");
  phones = g_strsplit (text, "|", -1);
  for (char **phone = phones; *phone != NULL; phone++)
    {
      g_autofree char *normal = NULL;

      g_assert_cmpint (rg_phone_normalize (*phone, &normal), ==, RG_PHONE_MOBILE);
      g_assert_cmpstr (normal, ==, *phone);
      g_assert_true (g_str_has_prefix (*phone, "199000"));
    }
  g_assert_cmpint (
      number (fixture,
              "SELECT count (*) FROM customer a JOIN customer b ON a.phone = b.phone AND b.id > a.id + 1"),
      ==, many);
  g_assert_cmpint (number (fixture,
                           "SELECT count (*) FROM customer WHERE phone IN (SELECT value FROM identity UNION "
                           "SELECT phone FROM contact UNION SELECT phone FROM staff)"),
                   ==, 0);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RgDemoOptions options = RG_DEMO_OPTIONS_INIT;

  options.pack = "people";
  g_assert_null (fill (fixture, &options, NULL, &error));
  g_assert_error (error, RG_DEMO_ERROR, RG_DEMO_ERROR_PACK);
  g_clear_error (&error);
  options.pack = "bank";
  g_assert_null (fill (fixture, &options, NULL, &error));
  g_assert_error (error, RG_DEMO_ERROR, RG_DEMO_ERROR_PACK);
  g_clear_error (&error);

  fill_well (fixture, 3, 1, NULL);
  options.pack = NULL;
  g_assert_null (fill (fixture, &options, NULL, &error));
  g_assert_error (error, RG_DEMO_ERROR, RG_DEMO_ERROR_NOT_EMPTY);
  g_assert_cmpint (number (fixture, "SELECT count (*) FROM customer"), ==, 3);
  g_assert_cmpint (number (fixture, "SELECT count (*) FROM operation"), ==, 1);
}

static void
cancel_half_way (guint customers, guint total, gpointer data)
{
  if (customers > total / 3)
    g_cancellable_cancel (data);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  RgDemoOptions options = RG_DEMO_OPTIONS_INIT;
  RgDemoJob job = { .options = &options, .progress = cancel_half_way, .progress_data = cancellable };

  options.customers = 30000;
  options.events_per_customer = 2;
  g_assert_null (rg_store_write_sync (fixture->store, rg_demo_write_func, &job, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (number (fixture,
                           "SELECT (SELECT count (*) FROM customer) + (SELECT count (*) FROM event) + "
                           "(SELECT count (*) FROM tag) + (SELECT count (*) FROM own_field) + "
                           "(SELECT count (*) FROM task) + (SELECT count (*) FROM staff) + "
                           "(SELECT count (*) FROM stage) + (SELECT count (*) FROM gate)"),
                   ==, 0);
  g_clear_error (&error);
  fill_well (fixture, 20, 1, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/demo/counts", Fixture, NULL, set_up, test_counts, tear_down);
  g_test_add ("/demo/believable", Fixture, NULL, set_up, test_believable, tear_down);
  for (const char *const *pack = rg_demo_list_packs (); *pack != NULL; pack++)
    {
      g_autofree char *path = g_strconcat ("/demo/pack/", *pack, NULL);
      g_autofree char *plans = g_strconcat ("/demo/plans/", *pack, NULL);
      g_autofree char *deals = g_strconcat ("/demo/deals/", *pack, NULL);

      g_test_add (path, Fixture, *pack, set_up, test_packs, tear_down);
      g_test_add (plans, Fixture, *pack, set_up, test_plans, tear_down);
      g_test_add (deals, Fixture, *pack, set_up, test_deals, tear_down);
    }
  g_test_add ("/demo/done", Fixture, NULL, set_up, test_done, tear_down);
  g_test_add ("/demo/same", Fixture, NULL, set_up, test_same, tear_down);
  g_test_add ("/demo/phones", Fixture, NULL, set_up, test_phones, tear_down);
  g_test_add ("/demo/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/demo/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  return g_test_run ();
}
