/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "condition-test.h"


/* Conditions about deals, and across the bridge between deals and customers, on a shop
 * of a few of each, on 2026-06-15 (a Monday). */

#define DEAL "deal"
#define CUSTOMER "customer"

static void
add_stage (Shop *shop, const char *name, const char *key, const char *position, const char *days)
{
  add (shop, "stage", "name", name, "key", key, "position", position, "days", days, "retired", "0", NULL);
}

/* @since: the local day in whose morning it came to its stage. */
static void
add_deal (Shop *shop,
          const char *title,
          const char *customer,
          const char *stage,
          const char *state,
          const char *fen,
          const char *since)
{
  g_autofree char *at = g_strconcat (since, "T10:00:00+08:00", NULL);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, instant (at));
  gboolean open = g_str_equal (state, "open");

  add (shop, "deal", "title", title, "customer_id", customer, "stage_id", stage, "state", state, "amount_fen",
       fen, "opened", "2026-03-01", "closed", open ? NULL : since, "stage_since", text, "owner",
       g_str_equal (title, "厨房") ? "小林" : NULL, NULL);
}

/* A place is a stage and a state: "2 open". */
static void
add_move (Shop *shop, const char *deal, const char *from, const char *to, const char *at, const char *passed)
{
  g_auto (GStrv) was = g_strsplit (from, " ", 2);
  g_auto (GStrv) into = g_strsplit (to, " ", 2);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, instant (at));

  add (shop, "deal_move", "deal_id", deal, "from_id", *from != '\0' ? was[0] : NULL, "from_state",
       *from != '\0' ? was[1] : NULL, "to_id", into[0], "to_state", into[1], "at", text, "passed", passed,
       NULL);
}

static void
add_task (Shop *shop, const char *deal, const char *customer, const char *due, const char *state)
{
  add (shop, "task", "customer_id", customer, "deal_id", deal, "title", "x", "due", due, "first_due", due,
       "priority", "normal", "state", state, "put_off", "0", NULL);
}

/* Customers 1 to 4, deals 1 to 6; the third stage has the key of the first as its name. */
static void
fill (Shop *shop)
{
  add (shop, "customer", "name", "陈一", "phone", "13812345678", "region", "四川省 成都市", NULL);
  add (shop, "customer", "name", "林二", "region", "浙江省 杭州市", NULL);
  add (shop, "customer", "name", "张三", "region", "四川省", NULL);
  add (shop, "customer", "name", NULL, NULL);
  add (shop, "tag", "name", "贵宾", NULL);
  add (shop, "tag", "name", "老客", "parent_id", "1", NULL);
  add (shop, "customer_tag", "customer_id", "1", "tag_id", "2", NULL);
  add_stage (shop, "初步接触", "contact", "1", "14");
  add_stage (shop, "方案呈现", "proposal", "2", "7");
  add_stage (shop, "contact", NULL, "3", NULL);
  add_deal (shop, "厨房", "1", "1", "open", "1000000", "2026-06-01");
  add_deal (shop, "橱柜", "1", "2", "open", "5000", "2026-06-01");
  add_deal (shop, "地板", "2", "3", "open", NULL, "2026-01-01");
  add_deal (shop, "门窗", "3", "2", "won", "20000000", "2026-01-01");
  add_deal (shop, "阳台", "3", "2", "lost", "300", "2026-06-10");
  add_deal (shop, "散客", NULL, "1", "open", "300", "2026-05-31");
  add_move (shop, "1", "", "1 open", "2026-06-01T10:00:00+08:00", NULL);
  add_move (shop, "2", "", "1 open", "2026-05-01T10:00:00+08:00", NULL);
  add_move (shop, "2", "1 open", "2 open", "2026-06-01T00:00:00+08:00", "[\"x\"]");
  add_move (shop, "3", "", "3 open", "2026-01-01T10:00:00+08:00", NULL);
  add_move (shop, "4", "", "2 open", "2025-12-01T10:00:00+08:00", NULL);
  add_move (shop, "4", "2 open", "2 won", "2026-01-01T10:00:00+08:00", NULL);
  add_move (shop, "5", "", "1 open", "2026-01-01T10:00:00+08:00", NULL);
  add_move (shop, "5", "1 open", "1 lost", "2026-03-31T23:59:59+08:00", NULL);
  add_move (shop, "5", "1 lost", "1 open", "2026-04-01T00:00:00+08:00", NULL);
  add_move (shop, "5", "1 open", "2 lost", "2026-06-10T10:00:00+08:00", NULL);
  add_task (shop, "1", "1", "2026-06-15", "open");
  add_task (shop, "2", "1", "2026-06-14", "open");
  add_task (shop, "6", NULL, "2026-06-14", "done");
  add_task (shop, NULL, "2", "2026-06-14", "open");
}

/* --- asking ----------------------------------------------------------------- */

typedef struct
{
  const char *entity;
  RgCondition *condition;
  const char *search;
  const char *sort; /* (nullable) */
  gboolean descending;
  gint64 n;
} Asked;

static gint64
amount_of (RgRead *read, guint32 id)
{
  g_autofree char *sql = g_strdup_printf ("SELECT ifnull (amount_fen, 0) FROM deal WHERE id = %u", id);
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_read_get_database (read), sql, NULL);

  g_assert_cmpint (rg_statement_step (statement, NULL), ==, RG_STEP_ROW);
  return rg_statement_get_integer (statement, 0);
}

/* By the statement for all, the one for few, and by counting; and what they come to. */
static gpointer
ask (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  Asked *asked = data;
  g_autoptr (RgQuery) query = rg_query_new (asked->entity);
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (RgStatement) statement = NULL;
  GArray *ids;
  gint64 sum = 0;

  rg_query_set_condition (query, asked->condition);
  rg_query_set_search (query, asked->search);
  rg_query_set_sort (query, asked->sort != NULL ? asked->sort : "created_at", asked->descending);
  if (!rg_query_count (query, read, cancellable, &asked->n, error))
    return NULL;
  ids = rg_query_run (query, read, 0, cancellable, error);
  if (ids != NULL && g_str_equal (asked->entity, "deal"))
    {
      g_assert_true (rg_query_sum (query, read, "amount_fen", cancellable, &sum, error));
      for (guint i = 0; i < ids->len; i++)
        sum -= amount_of (read, g_array_index (ids, guint32, i));
      g_assert_cmpint (sum, ==, 0);
    }
  if (ids == NULL || asked->search != NULL)
    return ids;
  g_string_printf (sql, "SELECT count (*) FROM main.%s t WHERE ", asked->entity);
  g_assert_true (rg_condition_append_sql_of_few (asked->condition, read, asked->entity, sql, error));
  statement = rg_database_prepare (rg_read_get_database (read), sql->str, error);
  g_assert_no_error (*error);
  g_assert_cmpint (rg_statement_step (statement, error), ==, RG_STEP_ROW);
  g_assert_cmpint (rg_statement_get_integer (statement, 0), ==, ids->len);
  return ids;
}

/* "1,2,5": by id, or what is said against it. */
static char *
ids_of (Shop *shop, const char *entity, const char *json, const char *search)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgCondition) condition = json != NULL ? rg_condition_parse (json, &error) : NULL;
  g_autoptr (GArray) ids = NULL;
  Asked asked = { entity, condition, search };

  if (error == NULL)
    ids = rg_store_read_sync (shop->store, ask, &asked, NULL, &error);
  return dup_answer (ids, asked.n, error);
}

typedef struct
{
  const char *entity;
  const char *json;
  const char *ids;
} Expected;

static const Expected expected[] = {
  { DEAL, "{\"all\":[]}", "1,2,3,4,5,6" },
  { DEAL, "{\"field\":\"state\",\"op\":\"is\",\"value\":\"open\"}", "1,2,3,6" },
  { DEAL, "{\"field\":\"state\",\"op\":\"one-of\",\"value\":[\"won\",\"lost\"]}", "4,5" },
  { DEAL, "{\"field\":\"amount_fen\",\"op\":\">\",\"value\":\"5000\"}", "1,4" },
  { DEAL, "{\"field\":\"owner\",\"op\":\"empty\"}", "2,3,4,5,6" },
  { DEAL, "{\"field\":\"closed\",\"op\":\">=\",\"value\":\"month-start\"}", "5" },
  { DEAL, "{\"field\":\"stage_since\",\"op\":\"<\",\"value\":\"2026-06-01\"}", "3,4,6" },
  { DEAL, "{\"field\":\"stage_since\",\"op\":\"<=\",\"value\":\"today-14\"}", "1,2,3,4,6" },
  { DEAL, "{\"field\":\"customer_id\",\"op\":\"empty\"}", "6" },
  { DEAL, "{\"field\":\"contact_id\",\"op\":\"filled\"}", "" },
  { DEAL, "{\"field\":\"stage_id\",\"op\":\"is\",\"value\":\"方案呈现\"}", "2,4,5" },
  { DEAL, "{\"field\":\"stage_id\",\"op\":\"is\",\"value\":\"proposal\"}", "2,4,5" },
  { DEAL, "{\"field\":\"stage_id\",\"op\":\"is\",\"value\":\"2\"}", "2,4,5" },
  { DEAL, "{\"field\":\"stage_id\",\"op\":\"is\",\"value\":2}", "2,4,5" },
  { DEAL, "{\"field\":\"stage_id\",\"op\":\"is\",\"value\":\"contact\"}", "3" },
  { DEAL, "{\"field\":\"stage_id\",\"op\":\"is-not\",\"value\":2}", "1,3,6" },
  { DEAL, "{\"field\":\"stage_id\",\"op\":\"one-of\",\"value\":[\"初步接触\",3]}", "1,3,6" },
  { DEAL, "{\"field\":\"stage_id\",\"op\":\"none-of\",\"value\":[\"初步接触\",3]}", "2,4,5" },
  /* The first is a moment short of too long, the third may stay. */
  { DEAL, "{\"late\":true}", "2,6" },
  { DEAL, "{\"late\":false}", "1,3,4,5" },
  { DEAL, "{\"passed\":true}", "2" },
  { DEAL, "{\"passed\":false}", "1,3,4,5,6" },
  /* On the first moment of June. */
  { DEAL, "{\"passed\":true,\"from\":\"2026-06-01\",\"to\":\"2026-06-01\"}", "2" },
  { DEAL, "{\"passed\":true,\"to\":\"2026-05-31\"}", "" },
  { DEAL, "{\"passed\":false,\"from\":\"2026-06-02\"}", "1,2,3,4,5,6" },
  { DEAL, "{\"task\":\"open\"}", "1,2" },
  { DEAL, "{\"task\":\"overdue\"}", "2" },
  { DEAL, "{\"task\":\"any\",\"op\":\"none\"}", "3,4,5" },
  { DEAL, "{\"task\":\"open\",\"within\":0}", "1" },
  { DEAL, "{\"moved\":\"\"}", "2,4,5" },
  { DEAL, "{\"moved\":\"\",\"op\":\"none\"}", "1,3,6" },
  { DEAL, "{\"moved\":\"方案呈现\"}", "2,4,5" },
  { DEAL, "{\"moved\":\"方案呈现\",\"was\":\"\"}", "2,4,5" },
  { DEAL, "{\"moved\":\"方案呈现\",\"was\":\"初步接触\"}", "2,5" },
  { DEAL, "{\"moved\":\"方案呈现\",\"days\":15}", "2,5" },
  { DEAL, "{\"moved\":\"方案呈现\",\"days\":14}", "5" },
  { DEAL, "{\"moved\":\"won\"}", "4" },
  { DEAL, "{\"moved\":\"lost\"}", "5" },
  { DEAL, "{\"moved\":\"lost\",\"to\":\"2026-03-31\"}", "5" },
  { DEAL, "{\"moved\":\"lost\",\"from\":\"2026-04-01\",\"to\":\"2026-06-09\"}", "" },
  { DEAL, "{\"moved\":\"won\",\"was\":\"proposal\"}", "4" },
  { DEAL, "{\"moved\":\"lost\",\"was\":\"初步接触\"}", "5" },
  { DEAL, "{\"moved\":\"\",\"was\":\"lost\"}", "5" },
  { DEAL, "{\"moved\":\"初步接触\",\"was\":\"lost\",\"from\":\"2026-04-01\"}", "5" },
  { DEAL, "{\"moved\":\"\",\"was\":\"won\"}", "" },
  { DEAL, "{\"moved\":\"\",\"was\":\"初步接触\",\"days\":10}", "5" },
  { DEAL, "{\"customer\":{\"all\":[]}}", "1,2,3,4,5" },
  { DEAL, "{\"customer\":{\"all\":[]},\"op\":\"none\"}", "6" },
  { DEAL, "{\"customer\":{\"field\":\"region\",\"op\":\"is\",\"value\":\"四川省\"}}", "1,2,4,5" },
  { DEAL, "{\"customer\":{\"field\":\"region\",\"op\":\"is\",\"value\":\"四川省\"},\"op\":\"none\"}", "3,6" },
  { DEAL, "{\"customer\":{\"tag\":\"贵宾\"}}", "1,2" },
  { DEAL, "{\"customer\":{\"task\":\"open\"}}", "1,2,3" },
  /* Of a customer who also has another one. */
  { DEAL, "{\"customer\":{\"deal\":{\"field\":\"state\",\"op\":\"is\",\"value\":\"lost\"}}}", "4,5" },
  { DEAL,
    "{\"all\":[{\"field\":\"stage_id\",\"op\":\"is\",\"value\":1},{\"none\":[{\"customer\":{\"all\":[]}}]}]}",
    "6" },
  { CUSTOMER, "{\"deal\":{\"all\":[]}}", "1,2,3" },
  { CUSTOMER, "{\"deal\":{\"all\":[]},\"op\":\"none\"}", "4" },
  { CUSTOMER, "{\"deal\":{\"late\":true}}", "1" },
  { CUSTOMER, "{\"deal\":{\"moved\":\"won\"}}", "3" },
  { CUSTOMER, "{\"deal\":{\"task\":\"overdue\"}}", "1" },
  { CUSTOMER,
    "{\"deal\":{\"all\":[{\"field\":\"state\",\"op\":\"is\",\"value\":\"open\"},{\"field\":\"amount_fen\","
    "\"op\":\">\",\"value\":500000}]},\"op\":\"none\"}",
    "2,3,4" },
  { CUSTOMER,
    "{\"any\":[{\"tag\":\"贵宾\"},{\"deal\":{\"customer\":{\"field\":\"name\",\"op\":\"is\","
    "\"value\":\"张三\"}}}]}",
    "1,3" },
};

static void
test_answers (void)
{
  Shop shop;
  guint wrong = 0;

  shop_init (&shop);
  fill (&shop);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *ids = ids_of (&shop, expected[i].entity, expected[i].json, NULL);
      g_autoptr (RgCondition) condition = rg_condition_parse (expected[i].json, NULL);
      g_autofree char *json = rg_condition_to_json (condition);

      g_assert_cmpstr (json, ==, expected[i].json);
      wrong += !is_answer (expected[i].json, ids, expected[i].ids);
    }
  g_assert_cmpuint (wrong, ==, 0);
  shop_clear (&shop);
}

static const Expected refused[] = {
  { DEAL, "{\"field\":\"stage_id\",\"op\":\"is\",\"value\":\"没有\"}", "没有" },
  { DEAL, "{\"field\":\"stage_id\",\"op\":\"is\",\"value\":9}", "9" },
  { DEAL, "{\"field\":\"stage_id\",\"op\":\"is\",\"value\":\"' OR 1=1 --\"}", "OR 1=1" },
  { DEAL, "{\"field\":\"stage_id\",\"op\":\"is\"}", "" },
  { DEAL, "{\"field\":\"stage_id\",\"op\":\"one-of\",\"value\":[1,[2]]}", "[2]" },
  { DEAL, "{\"field\":\"stage_id\",\"op\":\"contains\",\"value\":\"触\"}", "contains" },
  { DEAL, "{\"field\":\"customer_id\",\"op\":\"is\",\"value\":1}", "is" },
  { DEAL, "{\"field\":\"region\",\"op\":\"filled\"}", "region" },
  { DEAL, "{\"tag\":\"贵宾\"}", "“customer”" },
  { DEAL, "{\"timeline\":\"sale\"}", "“timeline”" },
  { DEAL, "{\"relation\":\"child\"}", "“relation”" },
  { DEAL, "{\"deal\":{\"all\":[]}}", "“deal”" },
  { DEAL, "{\"customer\":{\"late\":true}}", "“late”" },
  { DEAL, "{\"customer\":{\"field\":\"amount_fen\",\"op\":\"filled\"}}", "amount_fen" },
  { DEAL, "{\"customer\":{\"tag\":\"没有\"},\"op\":\"none\"}", "没有" },
  { DEAL, "{\"customer\":{\"all\":[]},\"op\":\"any\"}", "any" },
  { DEAL, "{\"customer\":{\"all\":[]},\"late\":true}", "customer" },
  { DEAL, "{\"customer\":\"x\"}", "x" },
  { DEAL, "{\"customer\":null}", "null" },
  { DEAL, "{\"late\":1}", "1" },
  { DEAL, "{\"late\":null}", "late" },
  { DEAL, "{\"late\":true,\"op\":\"has\"}", "op" },
  { DEAL, "{\"passed\":\"yes\"}", "yes" },
  { DEAL, "{\"passed\":true,\"from\":\"soon\"}", "soon" },
  { DEAL, "{\"passed\":true,\"within\":7}", "“within”" },
  { DEAL, "{\"moved\":\"asleep\"}", "asleep" },
  { DEAL, "{\"moved\":null}", "moved" },
  { DEAL, "{\"moved\":\"won\",\"was\":\"' OR 1=1 --\"}", "OR 1=1" },
  { DEAL, "{\"moved\":\"won\",\"where\":{}}", "where" },
  { CUSTOMER, "{\"late\":true}", "“deal”" },
  { CUSTOMER, "{\"passed\":true}", "“passed”" },
  { CUSTOMER, "{\"customer\":{\"all\":[]}}", "“customer”" },
  { CUSTOMER, "{\"deal\":{\"tag\":1}}", "“tag”" },
  { CUSTOMER, "{\"deal\":{\"field\":\"stage_id\",\"op\":\"is\",\"value\":\"没有\"}}", "没有" },
};

static void
test_refused (void)
{
  Shop shop;
  guint wrong = 0;

  shop_init (&shop);
  fill (&shop);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *said = ids_of (&shop, refused[i].entity, refused[i].json, NULL);

      wrong += !is_refused (refused[i].json, said, refused[i].ids);
    }
  g_assert_cmpuint (wrong, ==, 0);
  shop_clear (&shop);
}

/* --- searching ------------------------------------------------------------------ */

static void
test_searched (void)
{
  static const Expected cases[] = {
    { "陈一", NULL, "1,2" },
    { "liner", NULL, "3" },
    { "5678", NULL, "1,2" },
    { "小林", NULL, "1" },
    { "橱", NULL, "2" },
    { "陈一", "{\"late\":true}", "2" },
    { "散客", "{\"late\":true}", "6" },
    { "没有的", NULL, "" },
    { "%", NULL, "" },
  };
  g_autoptr (GError) error = NULL;
  Shop shop;

  shop_init (&shop);
  fill (&shop);
  g_assert_true (rg_store_wait_for_search (shop.store, NULL, &error));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *ids = ids_of (&shop, DEAL, cases[i].json, cases[i].entity);

      g_test_message ("%s", cases[i].entity);
      g_assert_cmpstr (ids, ==, cases[i].ids);
    }
  shop_clear (&shop);
}

/* --- the order -------------------------------------------------------------------- */

/* By the place of the stage and by the name of the customer. */
static void
test_order (void)
{
  static const struct
  {
    const char *json;
    const char *sort;
    gboolean descending;
    const char *ids;
  } cases[] = {
    { "{\"all\":[]}", "stage_id", FALSE, "3,1,6,2,4,5" },
    { "{\"all\":[]}", "stage_id", TRUE, "5,4,2,6,1,3" },
    { "{\"late\":true}", "stage_id", FALSE, "6,2" },
    { "{\"all\":[]}", "customer_id", FALSE, "3,1,2,4,5,6" },
    { "{\"all\":[]}", "customer_id", TRUE, "5,4,2,1,3,6" },
  };
  Shop shop;

  shop_init (&shop);
  fill (&shop);
  set (&shop, "stage", 3, "position", "0.5", NULL);
  set (&shop, "customer", 2, "name", "艾二", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RgCondition) condition = rg_condition_parse (cases[i].json, NULL);
      Asked asked = { DEAL, condition, NULL, cases[i].sort, cases[i].descending };
      g_autoptr (GArray) ids = rg_store_read_sync (shop.store, ask, &asked, NULL, NULL);
      g_autofree char *text = ids_to_text (ids);
      g_auto (GStrv) parts = g_strsplit (text, " ", -1);
      g_autofree char *listed = g_strjoinv (",", parts);

      g_assert_cmpstr (listed, ==, cases[i].ids);
    }
  shop_clear (&shop);
}

/* --- looking inside --------------------------------------------------------------- */

static void
test_inside (void)
{
  g_autoptr (RgCondition) condition =
      rg_condition_parse ("{\"all\":[{\"none\":[{\"field\":\"owner\",\"op\":\"empty\"}]},{\"late\":true},"
                          "{\"customer\":{\"field\":\"region\",\"op\":\"filled\"}}]}",
                          NULL);

  g_assert_true (rg_condition_names_field (condition, "owner"));
  g_assert_false (rg_condition_names_field (condition, "region"));
  g_assert_false (rg_condition_names_field (condition, "late"));
}

static const struct
{
  const char *entity;
  const char *json;
  const char *minds; /* which of those below, in their order */
} minded[] = {
  { DEAL, "{\"field\":\"owner\",\"op\":\"empty\"}", "stage," },
  { DEAL, "{\"late\":true}", "stage," },
  { DEAL, "{\"none\":[{\"moved\":\"\"}]}", "stage,deal_move," },
  { DEAL, "{\"passed\":true}", "stage,deal_move," },
  { DEAL, "{\"task\":\"any\"}", "stage,task," },
  { DEAL, "{\"customer\":{\"all\":[]}}", "customer,stage,task,sale," },
  { DEAL, "{\"customer\":{\"deal\":{\"passed\":true}}}", "customer,deal,stage,deal_move,task,sale," },
  { CUSTOMER, "{\"field\":\"name\",\"op\":\"empty\"}", "task,sale," },
  { CUSTOMER, "{\"any\":[{\"deal\":{\"all\":[]}}]}", "deal,stage,task,sale," },
};

static void
test_minds (void)
{
  static const char *const all[] = { "customer", "deal", "stage", "deal_move", "task", "sale", "gate" };

  for (guint i = 0; i < G_N_ELEMENTS (minded); i++)
    {
      g_autoptr (RgCondition) condition = rg_condition_parse (minded[i].json, NULL);
      g_autoptr (GString) found = g_string_new (NULL);

      for (guint j = 0; j < G_N_ELEMENTS (all); j++)
        if (rg_condition_minds (condition, minded[i].entity, all[j]))
          g_string_append_printf (found, "%s,", all[j]);
      g_test_message ("%s", minded[i].json);
      g_assert_cmpstr (found->str, ==, minded[i].minds);
    }
}

static gpointer
settle_in_reader (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgCondition) condition = rg_condition_parse (data, error);
  g_autoptr (RgCondition) settled = rg_condition_settle (condition, read, DEAL);
  g_autofree char *json = rg_condition_to_json (settled);
  g_autoptr (RgCondition) again = rg_condition_parse (json, error);

  g_assert_true (rg_condition_equal (settled, again));
  return g_steal_pointer (&json);
}

static void
test_settled (void)
{
  static const char *const cases[][2] = {
    { "{\"any\":[{\"customer\":{\"all\":[{\"tag\":\"贵宾/老客\"}]},\"op\":\"none\"},{\"late\":true}]}",
      "{\"any\":[{\"customer\":{\"all\":[{\"tag\":2}]},\"op\":\"none\"},{\"late\":true}]}" },
    { "{\"field\":\"stage_id\",\"op\":\"is\",\"value\":\"contact\"}",
      "{\"field\":\"stage_id\",\"op\":\"is\",\"value\":3}" },
    { "{\"field\":\"stage_id\",\"op\":\"one-of\",\"value\":[\"proposal\",\"没有\",1]}",
      "{\"field\":\"stage_id\",\"op\":\"one-of\",\"value\":[2,\"没有\",1]}" },
    { "{\"moved\":\"won\",\"was\":\"方案呈现\"}", "{\"moved\":\"won\",\"was\":2}" },
    { "{\"customer\":{\"moved\":\"asleep\"}}", "{\"customer\":{\"moved\":\"asleep\"}}" },
    { "{\"customer\":{\"deal\":{\"moved\":\"2\",\"was\":\"\"}}}",
      "{\"customer\":{\"deal\":{\"moved\":2,\"was\":\"\"}}}" },
    { "{\"field\":\"title\",\"op\":\"is\",\"value\":\"contact\"}",
      "{\"field\":\"title\",\"op\":\"is\",\"value\":\"contact\"}" },
  };
  Shop shop;

  shop_init (&shop);
  fill (&shop);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json =
          rg_store_read_sync (shop.store, settle_in_reader, (gpointer) cases[i][0], NULL, NULL);

      g_assert_cmpstr (json, ==, cases[i][1]);
    }
  shop_clear (&shop);
}

/* --- sentences ---------------------------------------------------------------------- */

static gpointer
say_in_reader (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  const Expected *said = data;
  g_autoptr (RgCondition) condition = rg_condition_parse (said->json, error);

  return rg_condition_describe (condition, read, said->entity);
}

static const Expected sentences[] = {
  { DEAL, "{\"all\":[]}", "Every deal" },
  { DEAL, "{\"any\":[]}", "No deal" },
  { DEAL, "{\"field\":\"stage_id\",\"op\":\"is\",\"value\":\"proposal\"}", "Stage is 方案呈现" },
  { DEAL, "{\"field\":\"stage_id\",\"op\":\"none-of\",\"value\":[1,2]}",
    "Stage is none of 初步接触, 方案呈现" },
  { DEAL, "{\"field\":\"stage_id\",\"op\":\"is\",\"value\":9}", "(a part that cannot be understood)" },
  { DEAL, "{\"field\":\"stage_since\",\"op\":\"<\",\"value\":\"today-30\"}",
    "In its stage since is before 30 days ago" },
  { DEAL, "{\"all\":[{\"late\":true},{\"passed\":false}]}",
    "Too long in its stage, and never went through a closed gate" },
  { DEAL, "{\"passed\":true,\"from\":\"2026-03-01\"}", "Went through a closed gate since 1 Mar 2026" },
  { DEAL, "{\"passed\":false,\"days\":7}", "Never went through a closed gate for 7 days" },
  { DEAL, "{\"moved\":\"won\",\"was\":\"proposal\",\"days\":7}",
    "Went from “方案呈现” to “Won” in the last 7 days" },
  { DEAL, "{\"moved\":\"\",\"op\":\"none\",\"days\":7}", "Was not moved for 7 days" },
  { DEAL, "{\"moved\":\"\",\"was\":\"proposal\",\"op\":\"none\"}", "Did not leave “方案呈现”" },
  { DEAL, "{\"moved\":\"proposal\",\"from\":\"2026-03-01\"}", "Came to “方案呈现” since 1 Mar 2026" },
  { DEAL, "{\"task\":\"overdue\"}", "Has an overdue task" },
  { DEAL,
    "{\"all\":[{\"late\":true},{\"customer\":{\"all\":[{\"tag\":\"贵宾\"},{\"deal\":{\"late\":false}}]}}]}",
    "Too long in its stage, and the customer: (has the tag “贵宾”, and has a deal (not too long in its "
    "stage))" },
  { DEAL, "{\"customer\":{\"tag\":1},\"op\":\"none\"}", "Not (the customer: has the tag “贵宾”)" },
  { DEAL, "{\"customer\":{\"all\":[]},\"op\":\"none\"}", "Has no customer" },
  { DEAL, "{\"tag\":1}", "(a part that cannot be understood)" },
  { CUSTOMER, "{\"deal\":{\"all\":[]}}", "Has a deal" },
  { CUSTOMER,
    "{\"deal\":{\"all\":[{\"field\":\"state\",\"op\":\"is\",\"value\":\"open\"},{\"field\":\"amount_fen\","
    "\"op\":\">\",\"value\":10000000}]}}",
    "Has a deal (State is In progress, and Amount is more than ¥100,000.00)" },
  { CUSTOMER, "{\"deal\":{\"late\":true},\"op\":\"none\"}", "Has no deal (too long in its stage)" },
  { CUSTOMER, "{\"late\":true}", "(a part that cannot be understood)" },
};

static void
test_sentences (void)
{
  Shop shop;
  guint wrong = 0;

  shop_init (&shop);
  fill (&shop);
  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      g_autofree char *words =
          rg_store_read_sync (shop.store, say_in_reader, (gpointer) &sentences[i], NULL, NULL);

      wrong += !is_answer (sentences[i].json, words, sentences[i].ids);
    }
  g_assert_cmpuint (wrong, ==, 0);
  shop_clear (&shop);
}

int
main (int argc, char **argv)
{
  conditions_init (&argc, &argv);
  g_test_add_func ("/condition-deal/answers", test_answers);
  g_test_add_func ("/condition-deal/refused", test_refused);
  g_test_add_func ("/condition-deal/searched", test_searched);
  g_test_add_func ("/condition-deal/order", test_order);
  g_test_add_func ("/condition-deal/inside", test_inside);
  g_test_add_func ("/condition-deal/minds", test_minds);
  g_test_add_func ("/condition-deal/settled", test_settled);
  g_test_add_func ("/condition-deal/sentences", test_sentences);
  return g_test_run ();
}
