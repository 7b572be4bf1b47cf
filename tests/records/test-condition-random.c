/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-query.h"

#include "random-people.h"

#include <string.h>

/* Random conditions on random shops: what SQL finds is what looking at everybody
 * finds, for every operator of every type. */

#define N_WORLDS 4
#define N_CONDITIONS 500

typedef struct
{
  const char *key;
  const char *ops; /* between blanks */
} Field;

#define TEXT_OPS "empty filled is is-not contains contains-not starts one-of none-of"
#define ORDER_OPS "empty filled = != < <= > >= between"

static const Field fields[] = {
  { "name", TEXT_OPS },
  { "notes", TEXT_OPS },
  { "stage", TEXT_OPS },
  { "region", TEXT_OPS },
  { "phone", TEXT_OPS },
  { "gender", "empty filled is is-not one-of none-of" },
  { "life", "empty filled is is-not one-of none-of" },
  { "class", "empty filled is is-not one-of none-of" },
  { "next_date", ORDER_OPS },
  { "last_sale", ORDER_OPS },
  { "created_at", ORDER_OPS },
  { "birthday", "empty filled within month age" },
  { "phones", "empty filled is is-not contains contains-not starts" },
  { "tags", "empty filled has has-not" },
  { "x1", "empty filled has has-not" },
  { "x2", ORDER_OPS },
  { "x3", ORDER_OPS },
  { "x4", ORDER_OPS },
  { "x5", "empty filled is" },
  { "n_sales", ORDER_OPS },
};

static const Field deal_fields[] = {
  { "title", TEXT_OPS },
  { "owner", TEXT_OPS },
  { "state", "empty filled is is-not one-of none-of" },
  { "stage_id", "empty filled is is-not one-of none-of" },
  { "customer_id", "empty filled" },
  { "amount_fen", ORDER_OPS },
  { "expected", ORDER_OPS },
  { "closed", ORDER_OPS },
  { "stage_since", ORDER_OPS },
};

static gboolean
one_in (int n)
{
  return g_test_rand_int_range (0, n) == 0;
}

/* --- making conditions -------------------------------------------------------- */

static char *
wanted_day (const World *world)
{
  static const char *const anchors[] = { "today",     "week-start", "week-end", "month-start",
                                         "month-end", "year-start", "year-end", NULL };
  const char *anchor = pick (anchors, FALSE);

  if (one_in (3))
    return g_strdup (pick_day (&world->today));
  return one_in (2) ? g_strdup (anchor) : g_strdup_printf ("%s%+d", anchor, g_test_rand_int_range (-40, 20));
}

static const char *const genders[] = { "male", "female", NULL };
static const char *const classes[] = { "A", "B", NULL };

static const char *const *
pool_of (const char *key)
{
  return g_str_equal (key, "region")                                 ? regions
         : g_str_equal (key, "phone") || g_str_equal (key, "phones") ? phones
         : g_str_equal (key, "gender")                               ? genders
         : g_str_equal (key, "life")                                 ? lives
         : g_str_equal (key, "class")                                ? classes
         : g_str_equal (key, "x1")                                   ? list_choices
         : g_str_equal (key, "x4")                                   ? times
         : g_str_equal (key, "tags")                                 ? tag_names + 1
         : g_str_equal (key, "state")                                ? deal_states
         : g_str_equal (key, "stage_id")                             ? stage_words
                                                                     : texts;
}

static const char *
pick_text (const char *key)
{
  return g_str_equal (key, "tags") ? tag_names[g_test_rand_int_range (1, N_TAGS + 1)]
                                   : pick (pool_of (key), FALSE);
}

/* A piece of a text, of one character or more. */
static char *
piece_of (const char *text)
{
  glong length = g_utf8_strlen (text, -1);
  glong start = g_test_rand_int_range (0, (gint32) length);
  g_autofree char *piece =
      g_utf8_substring (text, start, g_test_rand_int_range ((gint32) start + 1, (gint32) length + 1));

  return g_strcmp0 (piece, " ") == 0 || g_strcmp0 (piece, "-") == 0 ? g_strdup ("1")
                                                                    : g_steal_pointer (&piece);
}

static gboolean
is_money (const char *key)
{
  return g_str_equal (key, "x3") || g_str_equal (key, "amount_fen");
}

static gboolean
is_day (const char *key)
{
  static const char *const keys[] = { "next_date", "last_sale",   "created_at", "expected",
                                      "closed",    "stage_since", NULL };

  return g_strv_contains (keys, key);
}

static void
add_number (JsonObject *leaf, const char *member, const char *key)
{
  static const double numbers[] = { -2.5, 0, 1, 1.25, 2, 3, 1e6 };

  if (is_money (key) && one_in (2))
    json_object_set_string_member (leaf, member, one_in (2) ? "50" : "-100.00");
  else if (is_money (key))
    json_object_set_int_member (leaf, member, g_test_rand_int_range (-2, 5) * 5000);
  else
    json_object_set_double_member (leaf, member, numbers[g_test_rand_int_range (0, 7)]);
}

static void
add_operand (const World *world, JsonObject *leaf, const char *member, const char *key)
{
  if (is_day (key))
    {
      g_autofree char *day = wanted_day (world);

      json_object_set_string_member (leaf, member, day);
    }
  else if (g_str_equal (key, "x5"))
    json_object_set_boolean_member (leaf, member, g_test_rand_bit ());
  else if (g_str_equal (key, "x2") || is_money (key) || g_str_equal (key, "n_sales"))
    add_number (leaf, member, key);
  else
    json_object_set_string_member (leaf, member, pick_text (key));
}

static void
add_birthday (JsonObject *leaf, const char *op)
{
  static const int spans[] = { 0, 1, 7, 31, 200, 366, -1, -30 };
  gint64 first = g_test_rand_int_range (0, 40);

  if (g_str_equal (op, "within") && one_in (3))
    json_object_set_string_member (leaf, "value", one_in (2) ? "this-week" : "this-month");
  else if (g_str_equal (op, "within"))
    json_object_set_int_member (leaf, "value", spans[g_test_rand_int_range (0, 8)]);
  else if (g_str_equal (op, "month") && one_in (2))
    {
      g_autofree char *month = g_strdup_printf ("lunar-%d", g_test_rand_int_range (1, 13));

      json_object_set_string_member (leaf, "value", month);
    }
  else if (g_str_equal (op, "month"))
    json_object_set_int_member (leaf, "value", g_test_rand_int_range (1, 13));
  else
    {
      gboolean from = !one_in (3);

      if (from)
        json_object_set_int_member (leaf, "value", first);
      if (!from || one_in (2))
        json_object_set_int_member (leaf, "to", first + g_test_rand_int_range (0, 20));
    }
}

static JsonObject *
field_leaf (const World *world, gboolean deals)
{
  const Field *field = deals ? &deal_fields[g_test_rand_int_range (0, G_N_ELEMENTS (deal_fields))]
                             : &fields[g_test_rand_int_range (0, G_N_ELEMENTS (fields))];
  g_auto (GStrv) ops = g_strsplit (field->ops, " ", -1);
  const char *op = pick ((const char *const *) ops, FALSE);
  JsonObject *leaf = json_object_new ();

  json_object_set_string_member (leaf, "field", field->key);
  json_object_set_string_member (leaf, "op", op);
  if (g_str_equal (op, "empty") || g_str_equal (op, "filled"))
    return leaf;
  if (g_str_equal (field->key, "birthday"))
    add_birthday (leaf, op);
  else if (g_str_has_suffix (op, "-of"))
    {
      JsonArray *list = json_array_new ();

      for (int i = g_test_rand_int_range (0, 3); i > 0; i--)
        json_array_add_string_element (list, pick_text (field->key));
      json_object_set_array_member (leaf, "value", list);
    }
  else if (g_str_has_prefix (op, "contains") || g_str_equal (op, "starts"))
    {
      g_autofree char *piece = piece_of (pick_text (field->key));

      json_object_set_string_member (leaf, "value", piece);
    }
  else
    add_operand (world, leaf, "value", field->key);
  if (g_str_equal (op, "between"))
    add_operand (world, leaf, "to", field->key);
  return leaf;
}

static JsonObject *
tag_leaf (void)
{
  static const char *const names[] = { "家庭", "家庭/宝妈", "宝妈", "等级/贵宾", "O'Tag \"x\"", "", NULL };
  JsonObject *leaf = json_object_new ();

  if (one_in (2))
    json_object_set_int_member (leaf, "tag", g_test_rand_int_range (1, N_TAGS + 1));
  else
    json_object_set_string_member (leaf, "tag", pick (names, FALSE));
  if (!one_in (3))
    json_object_set_string_member (leaf, "op", one_in (2) ? "has" : "has-not");
  if (one_in (2))
    json_object_set_boolean_member (leaf, "below", g_test_rand_bit ());
  /* Only any tag can be of a kind. */
  if (one_in (5))
    {
      json_object_set_string_member (leaf, "tag", "");
      json_object_set_string_member (leaf, "family", pick (families, FALSE));
    }
  return leaf;
}

static JsonObject *
relation_leaf (void)
{
  JsonObject *leaf = json_object_new ();
  gint64 from = g_test_rand_int_range (0, 40) * g_test_rand_int_range (0, 12);

  json_object_set_string_member (leaf, "relation", pick (relations, FALSE));
  if (one_in (2))
    json_object_set_string_member (leaf, "op", one_in (2) ? "has" : "none");
  if (one_in (2))
    {
      JsonArray *pair = json_array_new ();

      json_array_add_int_element (pair, from);
      json_array_add_int_element (pair, from + g_test_rand_int_range (0, 200));
      json_object_set_array_member (leaf, "age_months", pair);
    }
  return leaf;
}

static void
add_window (const World *world, JsonObject *leaf, gboolean must)
{
  static const int spans[] = { 1, 2, 30, 90, 400 };

  if (one_in (2))
    json_object_set_int_member (leaf, "days", spans[g_test_rand_int_range (0, 5)]);
  else
    for (int i = 0; i < 2; i++)
      {
        g_autofree char *day = wanted_day (world);

        if (one_in (2) || (must && i == 0))
          json_object_set_string_member (leaf, i == 0 ? "from" : "to", day);
      }
}

static JsonObject *
where_of (gboolean sale)
{
  static const char *const of_sales[] = { "item", "text", "category", "channel", "promo", "min_fen", NULL };
  static const char *const of_events[] = { "text", "outcome", "staff", NULL };
  JsonObject *where = json_object_new ();

  for (int i = g_test_rand_int_range (1, 3); i > 0; i--)
    {
      const char *key = pick (sale ? of_sales : of_events, FALSE);
      g_autofree char *piece = piece_of (pick (texts, FALSE));

      if (g_str_equal (key, "promo"))
        json_object_set_boolean_member (where, key, g_test_rand_bit ());
      else if (g_str_equal (key, "min_fen"))
        json_object_set_int_member (where, key, g_test_rand_int_range (0, 4) * 5000);
      else if (g_str_equal (key, "item") || g_str_equal (key, "text"))
        json_object_set_string_member (where, key, piece);
      else
        json_object_set_string_member (where, key, pick (texts, FALSE));
    }
  return where;
}

static JsonObject *
timeline_leaf (const World *world)
{
  static const char *const ops[] = { "count", "sum", "none", "last", "every", NULL };
  static const char *const wide[] = { "sale", "sale", "event", "contact", NULL };
  const char *what = one_in (3) ? pick (kinds, FALSE) : pick (wide, FALSE);
  const char *op = pick (ops, FALSE);
  gboolean sale = g_str_equal (what, "sale");
  gboolean sum = sale && g_str_equal (op, "sum");
  JsonObject *leaf = json_object_new ();

  if (!sale && g_str_equal (op, "sum"))
    op = "count";
  json_object_set_string_member (leaf, "timeline", what);
  if (!g_str_equal (op, "count") || one_in (2))
    json_object_set_string_member (leaf, "op", op);
  if (sum || g_str_equal (op, "count"))
    {
      gint64 unit = sum ? 5000 : 1;

      if (sum || one_in (2))
        json_object_set_int_member (leaf, "min", g_test_rand_int_range (0, 4) * unit);
      if (one_in (2))
        json_object_set_int_member (leaf, "max", g_test_rand_int_range (0, 4) * unit);
    }
  if (g_str_equal (op, "last") || !one_in (3))
    add_window (world, leaf, g_str_equal (op, "last"));
  if (g_str_equal (op, "every") || one_in (3))
    json_object_set_object_member (leaf, "where", where_of (sale));
  return leaf;
}

static JsonObject *
moved_leaf (const World *world, gboolean deals)
{
  JsonObject *leaf = json_object_new ();
  const char *const *places = !deals ? lives : one_in (3) ? deal_states + 1 : stage_words;

  json_object_set_string_member (leaf, "moved", one_in (3) ? "" : pick (places, FALSE));
  if (deals)
    places = one_in (3) ? deal_states + 1 : stage_words;
  if (one_in (2))
    json_object_set_string_member (leaf, "was", one_in (4) ? "" : pick (places, FALSE));
  if (one_in (2))
    json_object_set_string_member (leaf, "op", one_in (2) ? "has" : "none");
  if (!one_in (3))
    add_window (world, leaf, FALSE);
  return leaf;
}

static JsonObject *
task_leaf (void)
{
  static const char *const whats[] = { "open", "overdue", "any", NULL };
  JsonObject *leaf = json_object_new ();
  const char *what = pick (whats, FALSE);

  json_object_set_string_member (leaf, "task", what);
  if (one_in (2))
    json_object_set_string_member (leaf, "op", one_in (2) ? "has" : "none");
  if (!g_str_equal (what, "overdue") && one_in (2))
    json_object_set_int_member (leaf, "within", g_test_rand_int_range (0, 60));
  return leaf;
}

static JsonObject *random_part (const World *world, gboolean deals, int depth);

/* Asked of the deals of a customer, or of the customer of a deal. */
static JsonObject *
bridge_leaf (const World *world, gboolean deals, int depth)
{
  JsonObject *leaf = json_object_new ();

  json_object_set_object_member (leaf, deals ? "customer" : "deal",
                                 random_part (world, !deals, MAX (depth - 1, 0)));
  if (one_in (2))
    json_object_set_string_member (leaf, "op", one_in (2) ? "has" : "none");
  return leaf;
}

static JsonObject *
flag_leaf (const char *word)
{
  JsonObject *leaf = json_object_new ();

  json_object_set_boolean_member (leaf, word, g_test_rand_bit ());
  return leaf;
}

static JsonObject *
deal_leaf (const World *world, int depth)
{
  switch (g_test_rand_int_range (0, 8))
    {
    case 0:
      return flag_leaf ("late");
    case 1:
      {
        JsonObject *leaf = flag_leaf ("passed");

        if (one_in (2))
          add_window (world, leaf, FALSE);
        return leaf;
      }
    case 2:
    case 3:
      return moved_leaf (world, TRUE);
    case 4:
      return task_leaf ();
    case 5:
      return bridge_leaf (world, TRUE, depth);
    default:
      return field_leaf (world, TRUE);
    }
}

static JsonObject *
random_part (const World *world, gboolean deals, int depth)
{
  static const char *const groups[] = { "all", "any", "none", NULL };
  JsonObject *part;
  JsonArray *parts;
  gboolean leaf = depth == 0 || one_in (2);

  if (leaf && deals)
    return deal_leaf (world, depth);
  if (leaf)
    switch (g_test_rand_int_range (0, 9))
      {
      case 0:
        return tag_leaf ();
      case 1:
        return relation_leaf ();
      case 2:
        return timeline_leaf (world);
      case 3:
        return moved_leaf (world, FALSE);
      case 4:
        return task_leaf ();
      case 5:
        return bridge_leaf (world, FALSE, depth);
      default:
        return field_leaf (world, FALSE);
      }
  part = json_object_new ();
  parts = json_array_new ();
  for (int i = g_test_rand_int_range (0, 4); i > 0; i--)
    json_array_add_object_element (parts, random_part (world, deals, depth - 1));
  json_object_set_array_member (part, pick (groups, FALSE), parts);
  return part;
}

/* --- asking ------------------------------------------------------------------------ */

typedef struct
{
  RgQuery *query;
  gsize limit;
  gint64 n;
} Asked;

/* By the statement that is made for a few rows. */
static gint64
count_few (const RgQuery *query, RgRead *read)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (RgStatement) statement = NULL;
  g_autoptr (GError) error = NULL;

  g_string_printf (sql, "SELECT count (*) FROM main.%s t WHERE ", rg_query_get_entity (query));
  rg_condition_append_sql_of_few (rg_query_get_condition (query), read, rg_query_get_entity (query), sql,
                                  &error);
  g_assert_no_error (error);
  statement = rg_database_prepare (rg_read_get_database (read), sql->str, &error);
  g_assert_no_error (error);
  g_assert_cmpint (rg_statement_step (statement, &error), ==, RG_STEP_ROW);
  return rg_statement_get_integer (statement, 0);
}

static gpointer
ask (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  Asked *asked = data;
  g_autofree char *words =
      rg_condition_describe (rg_query_get_condition (asked->query), read, rg_query_get_entity (asked->query));

  g_assert_cmpint (*words, !=, '\0');
  if (!rg_query_count (asked->query, read, cancellable, &asked->n, error))
    return NULL;
  g_assert_cmpint (count_few (asked->query, read), ==, asked->n);
  return rg_query_run (asked->query, read, asked->limit, cancellable, error);
}

static void
check_condition (const World *world, gboolean deals, JsonObject *part, guint *some)
{
  guint n = deals ? N_DEALS : N_PEOPLE;
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), part);
  g_autofree char *json = json_to_string (node, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgCondition) condition = rg_condition_parse (json, &error);
  g_autofree char *again = condition != NULL ? rg_condition_to_json (condition) : NULL;
  g_autoptr (RgQuery) query = rg_query_new (deals ? "deal" : "customer");
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GArray) page = NULL;
  Asked asked = { .query = query };
  guint at = 0;

  g_test_message ("%s", json);
  g_assert_no_error (error);
  g_assert_cmpstr (again, ==, json);
  rg_query_set_condition (query, condition);
  ids = rg_store_read_sync (world->shop.store, ask, &asked, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (asked.n, ==, ids->len);
  asked.limit = 5;
  page = rg_store_read_sync (world->shop.store, ask, &asked, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (page->data, page->len * sizeof (guint32), ids->data, MIN (ids->len, 5) * sizeof (guint32));
  /* Without sort keys the natural order is that of ids. */
  for (guint id = 1; id <= n; id++)
    {
      gboolean found = at < ids->len && g_array_index (ids, guint32, at) == id;

      if (found != naive_holds (world, id, deals, part))
        g_error ("%s: %s %u is %s", json, deals ? "deal" : "customer", id, found ? "found" : "not found");
      at += found ? 1 : 0;
    }
  g_assert_cmpuint (at, ==, ids->len);
  *some += ids->len > 0 && ids->len < n ? 1 : 0;
}

static void
test_random (void)
{
  guint some = 0;

  for (guint i = 0; i < N_WORLDS; i++)
    {
      World world;

      world_init (&world);
      for (guint j = 0; j < N_CONDITIONS; j++)
        {
          gboolean deals = j % 5 < 2;
          JsonObject *part = random_part (&world, deals, j % 4 == 0 ? 3 : 0);

          check_condition (&world, deals, part, &some);
          json_object_unref (part);
        }
      world_clear (&world);
    }
  /* Else little was said. */
  g_assert_cmpuint (some, >, N_WORLDS * N_CONDITIONS / 2);
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "Asia/Shanghai", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/condition/random", test_random);
  return g_test_run ();
}
