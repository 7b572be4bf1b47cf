/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "random-people.h"

#include "catalog/rg-date.h"
#include "catalog/rg-field-type.h"

const guint tag_parents[] = { 0, 0, 1, 2, 0, 4, 0 };
const char *const tag_names[] = { "", "家庭", "宝妈", "新手", "等级", "贵宾", "O'Tag \"x\"" };
/* Only a root's counts; one that has none is the owner's own. */
const char *const tag_kinds[] = { NULL, NULL, "basic", NULL, "channel", NULL, "basic" };
const char *const families[] = { "basic", "behaviour", "channel", "own", NULL };
const char *const list_choices[] = { "甲", "乙", "a\"b", "c'd", NULL };
const char *const texts[] = { "奶粉",  "奶粉一段", "O'Hara", "100%",  "a_b",   "AbC",
                              "abc d", "x\\y",     "\"q\"",  "100 %", "--; ;", NULL };
const char *const regions[] = { "四川省", "四川省 成都市", "四川省 成都市 锦江区", "浙江省 杭州市", NULL };
const char *const phones[] = { "13812345678", "13812340000", "02188889999", "13900001111", NULL };
const char *const birthdays[] = { "1990-06-20",        "--02-29",           "2004-02-29",
                                  "--12-31",           "1988-01-01",        "lunar:1988-05-05",
                                  "lunar:05-30",       "lunar:2020-L04-12", "lunar:L06-01",
                                  "lunar:2023-L02-29", "lunar:2023-12-30",  "2025-11-30",
                                  "2026-01-31",        "2024-02-29",        "lunar:2025-06-24",
                                  "lunar:2025-L06-01", "lunar:11-15",       NULL };
const char *const times[] = { "08:00", "09:30", "15:30", "23:59", NULL };
const char *const lives[] = { "lead", "talking", "customer", "returning", "asleep", "won-back", NULL };
const char *const kinds[] = {
  "note", "call", "visit", "onsite", "message", "meeting", "form", "other", NULL
};
const char *const relations[] = { "referrer", "child",     "spouse", "family",
                                  "friend",   "colleague", "other",  NULL };

const char *
pick (const char *const *list, gboolean maybe)
{
  guint n = g_strv_length ((char **) list);

  return maybe && g_test_rand_bit () ? NULL : list[g_test_rand_int_range (0, (gint32) n)];
}

static const char *
day_text (const GDate *today, int days)
{
  GDate day = *today;
  g_autofree char *text = NULL;

  if (days < 0)
    g_date_subtract_days (&day, (guint) -days);
  else
    g_date_add_days (&day, (guint) days);
  text = rg_date_to_iso (&day);
  return g_intern_string (text);
}

const char *
pick_day (const GDate *today)
{
  static const int spans[] = { 3, 40, 400 };
  int span = spans[g_test_rand_int_range (0, 3)];

  return day_text (today, g_test_rand_int_range (-span, span / 4 + 1));
}

gint64
moment (const char *day)
{
  static const int seconds[] = { 0, 1, 12 * 3600, 24 * 3600 - 1 };
  g_autofree char *text = g_strconcat (day, "T00:00:00+08:00", NULL);
  g_autoptr (GDateTime) start = g_date_time_new_from_iso8601 (text, NULL);

  return (g_date_time_to_unix (start) + seconds[g_test_rand_int_range (0, 4)]) * 1000;
}

static void
make_sale (const World *world, Entry *sale)
{
  static const gint64 amounts[] = { -1, 0, 5000, 10000, 15000, 200000 };

  sale->date = g_test_rand_int_range (0, 8) == 0 ? NULL : pick_day (&world->today);
  sale->fen = amounts[g_test_rand_int_range (0, 6)];
  sale->promo = g_test_rand_int_range (-1, 2);
  sale->item = pick (texts, TRUE);
  sale->category = pick (texts, TRUE);
  sale->channel = pick (texts, TRUE);
  sale->text = pick (texts, TRUE);
}

static void
make_event (const World *world, Entry *event)
{
  event->kind = pick (kinds, FALSE);
  event->date = pick_day (&world->today);
  event->at = moment (event->date);
  event->text = pick (texts, TRUE);
  event->outcome = pick (texts, TRUE);
  event->staff = pick (texts, TRUE);
}

static void
make_moves (const World *world, Person *person)
{
  guint n = (guint) g_test_rand_int_range (0, MOST_MOVES + 1);

  for (guint i = 0; i < n; i++)
    {
      Move move = { pick_day (&world->today), pick (lives, FALSE), pick (lives, FALSE) };
      gboolean taken = FALSE;

      for (guint j = 0; j < person->n_moves; j++)
        taken = taken || move.at == person->moves[j].at;
      if (!taken)
        person->moves[person->n_moves++] = move;
    }
}

static void
make_tasks (const World *world, Person *person)
{
  static const char *const states[] = { "open", "open", "done", "dropped", NULL };

  person->n_tasks = (guint) g_test_rand_int_range (0, MOST_TASKS + 1);
  for (guint i = 0; i < person->n_tasks; i++)
    person->tasks[i] = (Task) { pick_day (&world->today), pick (states, FALSE) };
}

static void
make_person (const World *world, Person *person)
{
  static const double numbers[] = { -2.5, 0, 1, 1.25, 3, 1e6 };

  person->name = pick (texts, TRUE);
  person->phone = pick (phones, TRUE);
  person->second_phone = pick (phones, TRUE);
  person->region = pick (regions, TRUE);
  person->stage = pick (texts, TRUE);
  person->gender = g_test_rand_bit () ? NULL : g_test_rand_bit () ? "male" : "female";
  person->birthday = pick (birthdays, TRUE);
  person->next_date = g_test_rand_bit () ? NULL : pick_day (&world->today);
  person->notes = pick (texts, TRUE);
  person->time = pick (times, TRUE);
  person->created_at = moment (pick_day (&world->today));
  person->has_number = g_test_rand_bit ();
  person->number = numbers[g_test_rand_int_range (0, 6)];
  person->has_money = g_test_rand_bit ();
  person->fen = g_test_rand_int_range (-2, 5) * 5000;
  person->yes = g_test_rand_int_range (-1, 2);
  person->has_list = g_test_rand_bit ();
  person->list = (guint) g_test_rand_int_range (1, 16);
  person->tags = g_test_rand_bit () ? 0 : (guint) g_test_rand_int_range (0, 1 << N_TAGS);
  person->stands = g_test_rand_bit ();
  person->life = pick (lives, FALSE);
  person->class = g_test_rand_bit () ? NULL : g_test_rand_bit () ? "A" : "B";
  person->last_sale = g_test_rand_bit () ? NULL : pick_day (&world->today);
  person->n_sales = g_test_rand_int_range (0, 4);
  person->n_sale_rows = g_test_rand_bit () ? 0 : (guint) g_test_rand_int_range (0, MOST_ENTRIES);
  for (guint i = 0; i < person->n_sale_rows; i++)
    make_sale (world, &person->sales[i]);
  person->n_events = g_test_rand_bit () ? 0 : (guint) g_test_rand_int_range (0, MOST_ENTRIES);
  for (guint i = 0; i < person->n_events; i++)
    make_event (world, &person->events[i]);
  if (g_test_rand_bit ())
    person->tie = (Tie) { pick (relations, FALSE), (guint) g_test_rand_int_range (0, N_PEOPLE + 1),
                          pick (birthdays, TRUE) };
  make_moves (world, person);
  make_tasks (world, person);
}

/* --- the same as rows ---------------------------------------------------------- */

void
world_run (sqlite3 *db, const char *format, ...)
{
  va_list arguments;
  char *sql;

  va_start (arguments, format);
  sql = sqlite3_vmprintf (format, arguments);
  va_end (arguments);
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));
  sqlite3_free (sql);
}

static char *
list_json (guint bits)
{
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) node = json_node_init_array (json_node_alloc (), array);

  for (guint i = 0; list_choices[i] != NULL; i++)
    if ((bits >> i & 1) != 0)
      json_array_add_string_element (array, list_choices[i]);
  return json_to_string (node, FALSE);
}

static void
write_person (sqlite3 *db, guint id, const Person *p)
{
  g_autofree char *list = p->has_list ? list_json (p->list) : NULL;
  char number[G_ASCII_DTOSTR_BUF_SIZE] = "NULL";

  if (p->has_number)
    g_ascii_dtostr (number, sizeof number, p->number);
  world_run (
      db,
      "INSERT INTO customer (id, name, phone, region, stage, gender, birthday, next_date, notes, created_at, "
      "updated_at, x1, x2, x3, x4, x5) VALUES (%u, %Q, %Q, %Q, %Q, %Q, %Q, %Q, %Q, %lld, 1, %Q, %s, %s, %Q, "
      "%s)",
      id, p->name, p->phone, p->region, p->stage, p->gender, p->birthday, p->next_date, p->notes,
      (long long) p->created_at, list, number, "NULL", p->time,
      p->yes < 0   ? "NULL"
      : p->yes > 0 ? "1"
                   : "0");
  if (p->has_money)
    world_run (db, "UPDATE customer SET x3 = %lld WHERE id = %u", (long long) p->fen, id);
  if (p->second_phone != NULL)
    world_run (
        db,
        "INSERT INTO identity (customer_id, kind, value, created_at, updated_at) VALUES (%u, 'phone', %Q, "
        "1, 1)",
        id, p->second_phone);
  world_run (
      db,
      "INSERT INTO identity (customer_id, kind, value, created_at, updated_at) VALUES (%u, 'qq', '139', 1, "
      "1)",
      id);
  for (guint tag = 1; tag <= N_TAGS; tag++)
    if ((p->tags >> (tag - 1) & 1) != 0)
      world_run (
          db, "INSERT INTO customer_tag (customer_id, tag_id, created_at, updated_at) VALUES (%u, %u, 1, 1)",
          id, tag);
  if (p->stands)
    world_run (
        db,
        "INSERT INTO standing (customer_id, life, class, score, n_sales, sales_fen, last_sale, n_contacts) "
        "VALUES (%u, %Q, %Q, 1.5, %lld, 0, %Q, 0)",
        id, p->life, p->class, (long long) p->n_sales, p->last_sale);
}

static void
write_entries (sqlite3 *db, guint id, const Person *p)
{
  for (guint i = 0; i < p->n_sale_rows; i++)
    {
      const Entry *e = &p->sales[i];

      world_run (db,
                 "INSERT INTO sale (customer_id, date, amount_fen, item, category, channel, notes, promo, "
                 "created_at, "
                 "updated_at) VALUES (%u, %Q, nullif (%lld, -1), %Q, %Q, %Q, %Q, nullif (%d, -1), 1, 1)",
                 id, e->date, (long long) e->fen, e->item, e->category, e->channel, e->text, e->promo);
    }
  for (guint i = 0; i < p->n_events; i++)
    {
      const Entry *e = &p->events[i];

      world_run (
          db,
          "INSERT INTO event (customer_id, kind, at, text, outcome, staff, created_at, updated_at) VALUES "
          "(%u, %Q, "
          "%lld, %Q, %Q, %Q, 1, 1)",
          id, e->kind, (long long) e->at, e->text, e->outcome, e->staff);
    }
  for (guint i = 0; i < p->n_tasks; i++)
    world_run (
        db,
        "INSERT INTO task (customer_id, title, due, first_due, state, created_at, updated_at) VALUES (%u, "
        "'x', "
        "%Q, %Q, %Q, 1, 1)",
        id, p->tasks[i].due, p->tasks[i].due, p->tasks[i].state);
  for (guint i = 0; i < p->n_moves; i++)
    world_run (db, "INSERT INTO life_move (customer_id, at, from_life, to_life) VALUES (%u, %Q, %Q, %Q)", id,
               p->moves[i].at, p->moves[i].was, p->moves[i].into);
  if (p->tie.kind != NULL)
    world_run (
        db,
        "INSERT INTO relation (customer_id, kind, other_id, birthday, created_at, updated_at) VALUES (%u, "
        "%Q, "
        "nullif (%u, 0), %Q, 1, 1)",
        id, p->tie.kind, p->tie.other, p->tie.birthday);
}

/* Past the journal, while the store is closed. */
static void
write_all (const World *world)
{
  g_autofree char *path = g_build_filename (world->shop.folder, "shop.db", NULL);
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  world_run (db, "BEGIN");
  for (guint tag = 1; tag <= N_TAGS; tag++)
    world_run (
        db,
        "INSERT INTO tag (id, name, parent_id, family, created_at, updated_at) VALUES (%u, %Q, nullif (%u, "
        "0), %Q, 1, 1)",
        tag, tag_names[tag], tag_parents[tag], tag_kinds[tag]);
  for (guint id = 1; id <= N_PEOPLE; id++)
    write_person (db, id, &world->people[id]);
  for (guint id = 1; id <= N_PEOPLE; id++)
    write_entries (db, id, &world->people[id]);
  write_deals (world, db);
  world_run (db, "COMMIT");
  sqlite3_close (db);
}

static gpointer
add_fields (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgFieldType *types[] = { &rg_type_choices, &rg_type_number, &rg_type_money, &rg_type_time,
                                 &rg_type_yes_no };
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "test", "Fields", error);

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer");
      g_autofree char *key =
          rg_op_add_own_field (op, entity, types[i]->id, types[i], i == 0 ? list_choices : NULL, NULL, error);

      g_assert_nonnull (key);
    }
  return write;
}

void
world_init (World *world)
{
  static const char *const days[] = { "2026-06-15", "2028-02-29", "2026-03-31",
                                      "2026-01-01", "2025-12-31", NULL };
  const char *today = pick (days, FALSE);
  g_autoptr (GError) error = NULL;

  memset (world, 0, sizeof *world);
  g_date_clear (&world->today, 1);
  g_assert_true (rg_date_from_iso (today, &world->today));
  world->now = moment (today);
  rg_clock_set (world->now);
  for (guint id = 1; id <= N_PEOPLE; id++)
    make_person (world, &world->people[id]);
  make_deals (world);
  shop_init (&world->shop);
  rg_store_write_sync (world->shop.store, add_fields, NULL, NULL, &error);
  g_assert_no_error (error);
  shop_close (&world->shop);
  write_all (world);
  shop_open (&world->shop);
}

void
world_clear (World *world)
{
  shop_clear (&world->shop);
}
