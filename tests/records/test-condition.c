/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "condition-test.h"


/* Conditions one by one, on a shop of a few people, on 2026-06-15 (a Monday). */

static void
add_sale (Shop *shop, gint64 customer, const char *date, const char *fen, const char *item, const char *promo)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, customer);

  add (shop, "sale", "customer_id", id, "date", date, "amount_fen", fen, "item", item, "promo", promo, NULL);
}

static void
add_event (Shop *shop, gint64 customer, const char *kind, const char *at)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, customer);
  g_autofree char *time = g_strdup_printf ("%" G_GINT64_FORMAT, instant (at));

  add (shop, "event", "customer_id", id, "kind", kind, "at", time, NULL);
}

static void
add_task (Shop *shop, const char *customer, const char *due, const char *state)
{
  add (shop, "task", "customer_id", customer, "title", "x", "due", due, "first_due", due, "priority",
       "normal", "state", state, "put_off", "0", NULL);
}

static gpointer
write_standing (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  static const char sql[] =
      "DELETE FROM standing; DELETE FROM life_move;"
      "INSERT INTO standing (customer_id, life, life_since, class, score, n_sales, sales_fen, n_contacts)"
      " VALUES (1, 'returning', '2026-05-20', 'A', 71.5, 3, 215000, 1), (2, 'asleep', '2026-06-15', NULL, 0, "
      "1,"
      " 5000, 0);"
      "INSERT INTO life_move (customer_id, at, from_life, to_life) VALUES (1, '2026-05-01', 'customer', "
      "'asleep'),"
      " (1, '2026-05-20', 'asleep', 'won-back'), (2, '2026-06-15', 'customer', 'asleep')";

  return rg_database_exec (rg_write_get_database (write), sql, error) ? write : NULL;
}

/* 1 to 6; 6 has nothing at all. */
static void
fill (Shop *shop)
{
  g_autoptr (GError) error = NULL;

  add (shop, "customer", "name", "陈一", "phone", "13812345678", "region", "四川省 成都市", "gender",
       "female", "birthday", "1990-06-20", "stage", "won", "next_date", "2026-06-15", NULL);
  add (shop, "customer", "name", "林二", "region", "四川省 成都市 锦江区", "gender", "male", "birthday",
       "lunar:1988-05-05", "next_date", "2026-06-01", NULL);
  add (shop, "customer", "name", "张三", "region", "四川省", "birthday", "--02-29", "email",
       "San@Example.com", NULL);
  add (shop, "customer", "name", "100% O'Hara_", "stage", "lost", "birthday", "2004-02-29", NULL);
  add (shop, "customer", "name", "王五", "kind", "company", "stage", "won", NULL);
  add (shop, "customer", "name", NULL, NULL);
  add_task (shop, "1", "2026-06-15", "open");
  add_task (shop, "2", "2026-06-14", "open");
  add_task (shop, "2", "2026-06-19", "open");
  add_task (shop, "3", "2026-06-14", "done");
  add_task (shop, "4", "2026-06-10", "dropped");
  add_task (shop, NULL, "2026-06-14", "open");
  add (shop, "tag", "name", "家庭", NULL);
  add (shop, "tag", "name", "宝妈", "parent_id", "1", NULL);
  add (shop, "tag", "name", "新手", "parent_id", "2", NULL);
  add (shop, "tag", "name", "贵宾", NULL);
  add (shop, "customer_tag", "customer_id", "1", "tag_id", "3", NULL);
  add (shop, "customer_tag", "customer_id", "2", "tag_id", "2", NULL);
  add (shop, "customer_tag", "customer_id", "3", "tag_id", "4", NULL);
  add_of (shop, 5, "identity", "kind", "phone", "value", "13900001111");
  add_sale (shop, 1, "2026-06-01", "150000", "奶粉一段", "1");
  add_sale (shop, 1, "2026-05-20", "60000", "奶粉二段", NULL);
  add_sale (shop, 1, "2026-01-20", "5000", "尿布", "0");
  add_sale (shop, 2, "2026-06-10", "5000", "尿布", "1");
  add_sale (shop, 5, NULL, "8000", NULL, NULL);
  add_event (shop, 1, "visit", "2026-05-16T23:30:00+08:00");
  add_event (shop, 2, "visit", "2026-05-17T00:30:00+08:00");
  add_event (shop, 3, "note", "2026-06-14T12:00:00+08:00");
  add_event (shop, 3, "call", "2025-06-14T12:00:00+08:00");
  add (shop, "relation", "customer_id", "1", "kind", "child", "name", "小宝", "birthday", "2026-01-10", NULL);
  add (shop, "relation", "customer_id", "2", "kind", "child", "birthday", "lunar:2024-01-01", NULL);
  add (shop, "relation", "customer_id", "3", "kind", "friend", "other_id", "4", NULL);
  rg_store_write_sync (shop->store, write_standing, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* --- asking ----------------------------------------------------------------- */

typedef struct
{
  const char *json;
  gint64 n;
  RgQuery *query;
} Asked;

static gpointer
ask_in_reader (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  Asked *asked = data;

  if (!rg_query_count (asked->query, read, cancellable, &asked->n, error))
    return NULL;
  return rg_query_run (asked->query, read, 0, cancellable, error);
}

static gpointer
ask_in_writer (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  return ask_in_reader (rg_write_as_read (write), data, cancellable, error);
}

/* "1,2,5": by id, or what is said against it. */
static char *
ids_of (Shop *shop, const char *json, gboolean writer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgCondition) condition = rg_condition_parse (json, &error);
  g_autoptr (RgQuery) query = rg_query_new ("customer");
  g_autoptr (GArray) ids = NULL;
  Asked asked = { .query = query };

  if (condition == NULL)
    return dup_answer (NULL, 0, error);
  rg_query_set_condition (query, condition);
  rg_query_set_sort (query, "created_at", FALSE);
  ids = writer ? rg_store_write_sync (shop->store, ask_in_writer, &asked, NULL, &error)
               : rg_store_read_sync (shop->store, ask_in_reader, &asked, NULL, &error);
  return dup_answer (ids, asked.n, error);
}

typedef struct
{
  const char *json;
  const char *ids;
} Expected;

static const Expected expected[] = {
  { "{\"all\":[]}", "1,2,3,4,5,6" },
  { "{\"any\":[]}", "" },
  { "{\"none\":[]}", "1,2,3,4,5,6" },
  { "{\"field\":\"region\",\"op\":\"is\",\"value\":\"成都\"}", "1,2" },
  { "{\"field\":\"region\",\"op\":\"is\",\"value\":\"四川省\"}", "1,2,3" },
  { "{\"field\":\"region\",\"op\":\"is-not\",\"value\":\"成都\"}", "3,4,5,6" },
  { "{\"none\":[{\"field\":\"region\",\"op\":\"is\",\"value\":\"成都\"}]}", "3,4,5,6" },
  { "{\"field\":\"stage\",\"op\":\"empty\"}", "2,3,6" },
  { "{\"field\":\"stage\",\"op\":\"is-not\",\"value\":\"won\"}", "2,3,4,6" },
  { "{\"field\":\"stage\",\"op\":\"one-of\",\"value\":[\"won\",\"lost\"]}", "1,4,5" },
  { "{\"field\":\"stage\",\"op\":\"one-of\",\"value\":[]}", "" },
  { "{\"field\":\"name\",\"op\":\"contains\",\"value\":\"o'h\"}", "4" },
  { "{\"field\":\"name\",\"op\":\"contains\",\"value\":\"%\"}", "4" },
  { "{\"field\":\"name\",\"op\":\"contains\",\"value\":\"_\"}", "4" },
  { "{\"field\":\"name\",\"op\":\"starts\",\"value\":\"王\"}", "5" },
  { "{\"field\":\"name\",\"op\":\"is\",\"value\":\"x' OR 1=1 --\"}", "" },
  { "{\"field\":\"name\",\"op\":\"contains\",\"value\":\"'); DELETE FROM customer; --\"}", "" },
  { "{\"field\":\"name\",\"op\":\"one-of\",\"value\":[\"') OR (1\",\"\\\\' OR 1\"]}", "" },
  { "{\"field\":\"tags\",\"op\":\"has\",\"value\":\"' OR ''='\"}", "" },
  { "{\"timeline\":\"sale\",\"where\":{\"item\":\"' OR 1) --\",\"channel\":\"' OR ''='\"}}", "" },
  { "{\"field\":\"gender\",\"op\":\"is\",\"value\":\"女\"}", "1" },
  { "{\"field\":\"kind\",\"op\":\"none-of\",\"value\":[\"company\"]}", "1,2,3,4,6" },
  { "{\"field\":\"phones\",\"op\":\"starts\",\"value\":\"139 0000\"}", "5" },
  { "{\"field\":\"phones\",\"op\":\"empty\"}", "2,3,4,6" },
  { "{\"field\":\"next_date\",\"op\":\"<\",\"value\":\"today\"}", "2" },
  { "{\"field\":\"next_date\",\"op\":\"<=\",\"value\":\"today\"}", "1,2" },
  { "{\"field\":\"next_date\",\"op\":\"=\",\"value\":\"week-start\"}", "1" },
  { "{\"field\":\"next_date\",\"op\":\"!=\",\"value\":\"2026-06-15\"}", "2,3,4,5,6" },
  { "{\"field\":\"next_date\",\"op\":\"between\",\"value\":\"month-start\",\"to\":\"today-1\"}", "2" },
  { "{\"field\":\"created_at\",\"op\":\">=\",\"value\":\"today\"}", "1,2,3,4,5,6" },
  { "{\"field\":\"created_at\",\"op\":\">\",\"value\":\"today\"}", "" },
  { "{\"field\":\"birthday\",\"op\":\"within\",\"value\":7}", "1,2" }, /* lunar 05-05 is 2026-06-19 */
  { "{\"field\":\"birthday\",\"op\":\"within\",\"value\":4}", "2" },
  { "{\"field\":\"birthday\",\"op\":\"within\",\"value\":3}", "" },
  { "{\"field\":\"birthday\",\"op\":\"month\",\"value\":2}", "3,4" },
  { "{\"field\":\"birthday\",\"op\":\"month\",\"value\":\"lunar-5\"}", "2" },
  { "{\"field\":\"birthday\",\"op\":\"age\",\"value\":22,\"to\":35}", "1,4" },
  { "{\"field\":\"birthday\",\"op\":\"age\",\"value\":36}", "2" },
  { "{\"field\":\"life\",\"op\":\"is\",\"value\":\"asleep\"}", "2" },
  { "{\"field\":\"life\",\"op\":\"is-not\",\"value\":\"asleep\"}", "1,3,4,5,6" },
  { "{\"field\":\"class\",\"op\":\"empty\"}", "2,3,4,5,6" },
  { "{\"field\":\"n_sales\",\"op\":\">=\",\"value\":2}", "1" },
  { "{\"field\":\"sales_fen\",\"op\":\"<\",\"value\":5001}", "2" },
  { "{\"field\":\"sales_fen\",\"op\":\"=\",\"value\":\"2150\"}", "1" },
  { "{\"field\":\"score\",\"op\":\"between\",\"value\":71.5,\"to\":80}", "1" },
  { "{\"field\":\"life_since\",\"op\":\"!=\",\"value\":\"today\"}", "1,3,4,5,6" },
  { "{\"tag\":1,\"op\":\"has\"}", "1,2" },
  { "{\"tag\":1,\"op\":\"has\",\"below\":false}", "" },
  { "{\"tag\":\"家庭/宝妈\"}", "1,2" },
  { "{\"tag\":\"宝妈\",\"below\":false}", "2" },
  { "{\"tag\":\"宝妈\",\"op\":\"has-not\"}", "3,4,5,6" },
  { "{\"tag\":\"\",\"op\":\"has\"}", "1,2,3" },
  { "{\"tag\":\"\",\"op\":\"has-not\"}", "4,5,6" },
  { "{\"tag\":\"\",\"op\":\"has\",\"family\":\"own\"}", "1,2,3" },
  { "{\"tag\":\"\",\"op\":\"has\",\"family\":\"basic\"}", "" },
  { "{\"field\":\"tags\",\"op\":\"has\",\"value\":\"贵宾\"}", "3" },
  { "{\"timeline\":\"sale\"}", "1,2,5" },
  { "{\"timeline\":\"sale\",\"min\":2,\"days\":30}", "1" },
  { "{\"timeline\":\"sale\",\"max\":1,\"days\":30}", "2,3,4,5,6" },
  { "{\"timeline\":\"sale\",\"min\":1,\"max\":1,\"from\":\"2026-06-01\"}", "1,2" },
  { "{\"timeline\":\"sale\",\"op\":\"sum\",\"min\":200001,\"where\":{\"item\":\"奶粉\"}}", "1" },
  { "{\"timeline\":\"sale\",\"op\":\"sum\",\"min\":210001,\"where\":{\"item\":\"奶粉\"}}", "" },
  { "{\"timeline\":\"sale\",\"op\":\"sum\",\"max\":0}", "3,4,6" },
  { "{\"timeline\":\"sale\",\"op\":\"every\",\"where\":{\"promo\":true}}", "2" },
  { "{\"timeline\":\"sale\",\"op\":\"every\",\"where\":{\"promo\":false}}", "5" },
  { "{\"timeline\":\"sale\",\"op\":\"last\",\"from\":\"2026-06-05\"}", "2" },
  { "{\"timeline\":\"visit\",\"op\":\"none\",\"days\":30}", "1,3,4,5,6" },
  { "{\"timeline\":\"visit\",\"op\":\"last\",\"to\":\"today-30\"}", "1" },
  { "{\"timeline\":\"contact\",\"days\":400}", "1,2,3" },
  { "{\"timeline\":\"contact\",\"days\":100}", "1,2" },
  { "{\"timeline\":\"event\",\"min\":2}", "3" },
  { "{\"relation\":\"child\",\"op\":\"has\"}", "1,2" },
  { "{\"relation\":\"child\",\"op\":\"none\"}", "3,4,5,6" },
  { "{\"relation\":\"child\",\"age_months\":[5,6]}", "1" },
  { "{\"relation\":\"child\",\"age_months\":[12,36]}", "2" },
  { "{\"relation\":\"friend\"}", "3,4" },
  { "{\"task\":\"open\"}", "1,2" },
  { "{\"task\":\"open\",\"op\":\"none\"}", "3,4,5,6" },
  { "{\"task\":\"overdue\",\"op\":\"has\"}", "2" },
  { "{\"task\":\"overdue\",\"op\":\"none\"}", "1,3,4,5,6" },
  { "{\"task\":\"any\"}", "1,2,3,4" },
  { "{\"task\":\"any\",\"op\":\"none\"}", "5,6" },
  { "{\"task\":\"open\",\"within\":0}", "1" },
  { "{\"task\":\"open\",\"within\":3}", "1" },
  { "{\"task\":\"open\",\"within\":4}", "1,2" },
  { "{\"task\":\"any\",\"op\":\"none\",\"within\":4}", "3,4,5,6" },
  { "{\"moved\":\"asleep\"}", "1,2" },
  { "{\"moved\":\"asleep\",\"from\":\"2026-06-01\",\"to\":\"2026-06-15\"}", "2" },
  { "{\"moved\":\"asleep\",\"op\":\"none\",\"from\":\"2026-06-01\",\"to\":\"2026-06-14\"}", "1,2,3,4,5,6" },
  { "{\"moved\":\"\",\"was\":\"asleep\"}", "1" },
  { "{\"all\":[{\"field\":\"region\",\"op\":\"is\",\"value\":\"成都\"},{\"timeline\":\"visit\",\"op\":"
    "\"none\","
    "\"days\":30}]}",
    "1" },
  { "{\"any\":[{\"field\":\"gender\",\"op\":\"is\",\"value\":\"male\"},{\"none\":[{\"field\":\"name\",\"op\":"
    "\"filled\"}]}]}",
    "2,6" },
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
      g_autofree char *ids = ids_of (&shop, expected[i].json, FALSE);
      g_autofree char *again = ids_of (&shop, expected[i].json, TRUE);

      wrong += !is_answer (expected[i].json, ids, expected[i].ids);
      wrong += !is_answer (expected[i].json, again, ids);
    }
  g_assert_cmpuint (wrong, ==, 0);
  shop_clear (&shop);
}

/* What is refused, and a word that its sentence must have. */
static const Expected refused[] = {
  { "", "JSON" },
  { "[]", "[]" },
  { "{\"all\":1}", "all" },
  { "{\"all\":[],\"any\":[]}", "all" },
  { "{\"all\":[3]}", "3" },
  { "{}", "" },
  { "{\"feld\":\"name\"}", "" },
  { "{\"field\":\"nix\",\"op\":\"is\",\"value\":\"1\"}", "nix" },
  { "{\"field\":\"sort_key\",\"op\":\"filled\"}", "sort_key" },
  { "{\"field\":\"name\",\"op\":\"=\",\"value\":\"1\"}", "=" },
  { "{\"field\":\"name\",\"op\":\"is\",\"value\":\"1\",\"extra\":1}", "extra" },
  { "{\"field\":\"name\",\"op\":\"is\"}", "missing" },
  { "{\"field\":\"name\",\"op\":\"is\",\"value\":[1]}", "[1]" },
  { "{\"field\":\"name\",\"op\":\"empty\",\"value\":\"x\"}", "x" },
  { "{\"field\":\"gender\",\"op\":\"is\",\"value\":\"blue\"}", "blue" },
  { "{\"field\":\"next_date\",\"op\":\"<\",\"value\":\"todayish\"}", "todayish" },
  { "{\"field\":\"next_date\",\"op\":\"<\",\"value\":\"2026-02-30\"}", "2026-02-30" },
  { "{\"field\":\"next_date\",\"op\":\"<\",\"value\":\"today-99999999999999999999\"}", "today-9" },
  { "{\"field\":\"next_date\",\"op\":\"<\",\"value\":\"today\",\"to\":\"today\"}", "today" },
  { "{\"field\":\"birthday\",\"op\":\"within\",\"value\":4000}", "4000" },
  { "{\"field\":\"birthday\",\"op\":\"month\",\"value\":13}", "13" },
  { "{\"tag\":99}", "99" },
  { "{\"tag\":\"没有\"}", "没有" },
  { "{\"tag\":\"' OR 1=1 --\"}", "OR 1=1" },
  { "{\"timeline\":\"sale' OR 1=1 --\"}", "OR 1=1" },
  { "{\"relation\":\"child' OR 1=1 --\"}", "OR 1=1" },
  { "{\"field\":\"name\\\" OR 1=1 --\",\"op\":\"filled\"}", "OR 1=1" },
  { "{\"tag\":null}", "null" },
  { "{\"tag\":[1]}", "[1]" },
  { "{\"timeline\":\"nix\"}", "nix" },
  { "{\"timeline\":\"sale\",\"op\":\"average\"}", "average" },
  { "{\"timeline\":\"visit\",\"op\":\"sum\",\"min\":1}", "sum" },
  { "{\"timeline\":\"sale\",\"op\":\"none\",\"min\":1}", "min" },
  { "{\"timeline\":\"sale\",\"days\":0}", "0" },
  { "{\"timeline\":\"sale\",\"days\":3,\"from\":\"today\"}", "from" },
  { "{\"timeline\":\"visit\",\"where\":{\"item\":\"x\"}}", "item" },
  { "{\"relation\":\"boss\"}", "boss" },
  { "{\"relation\":\"child\",\"age_months\":[1]}", "[1]" },
  { "{\"task\":\"late\"}", "late" },
  { "{\"task\":\"open\",\"op\":\"every\"}", "every" },
  { "{\"task\":\"open\",\"within\":-1}", "-1" },
  { "{\"task\":\"overdue\",\"within\":7}", "within" },
  { "{\"task\":\"open\",\"days\":7}", "days" },
  { "{\"task\":7}", "task" },
  { "{\"moved\":\"rich\"}", "rich" },
  { "{\"moved\":\"asleep\",\"was\":\"' OR 1=1 --\"}", "OR 1=1" },
  { "{\"moved\":\"asleep\",\"op\":\"every\"}", "every" },
  { "{\"moved\":null}", "moved" },
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
      g_autofree char *said = ids_of (&shop, refused[i].json, FALSE);

      wrong += !is_refused (refused[i].json, said, refused[i].ids);
    }
  g_assert_cmpuint (wrong, ==, 0);
  shop_clear (&shop);
}

static void
test_form (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (RgCondition) first = rg_condition_parse (expected[i].json, NULL);
      g_autofree char *json = rg_condition_to_json (first);
      g_autoptr (RgCondition) second = rg_condition_parse (json, NULL);

      g_assert_cmpstr (json, ==, expected[i].json);
      g_assert_true (rg_condition_equal (first, second));
      for (guint j = 0; j < i; j++)
        {
          g_autoptr (RgCondition) other = rg_condition_parse (expected[j].json, NULL);

          g_assert_false (rg_condition_equal (first, other));
        }
    }
}

/* --- many rows -------------------------------------------------------------------- */

#define N_MANY 30000

static gpointer
write_many (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_IMPORT, "test", "Many", error);
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer");

  for (guint i = 1; op != NULL && i <= N_MANY; i++)
    {
      /* The last ones by name are those with a stage. */
      g_autofree char *name = g_strdup_printf ("n%05u", i);
      RgCell cells[] = {
        { .field = rg_entity_find_field (entity, "name"), .value = { .kind = RG_VALUE_TEXT, .text = name } },
        { .field = rg_entity_find_field (entity, "stage"),
          .value = { .kind = RG_VALUE_TEXT, .text = (char *) (i % 3 == 0 ? "third" : "other") } },
        { .field = rg_entity_find_field (entity, "owner"),
          .value = { .kind = RG_VALUE_TEXT, .text = (char *) "last" } },
      };

      if (rg_op_insert (op, entity, cells, i == 1 || i > N_MANY - 50 ? 3 : 2, error) == 0)
        return NULL;
    }
  return op;
}

typedef struct
{
  const char *json;
  gsize limit;
  gboolean cancel;
} Many;

static gpointer
ask_many (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  const Many *many = data;
  g_autoptr (RgQuery) query = rg_query_new ("customer");
  g_autoptr (RgCondition) condition = rg_condition_parse (many->json, error);
  g_autoptr (GCancellable) own = g_cancellable_new ();

  rg_query_set_condition (query, condition);
  if (many->cancel)
    g_cancellable_cancel (own);
  return rg_query_run (query, read, many->limit, own, error);
}

/* Pages of what is frequent are found along the order, those of what is rare by
 * asking for all of it; both are the first of the whole. */
static void
test_pages (void)
{
  static const Many cases[] = {
    { "{\"field\":\"stage\",\"op\":\"is\",\"value\":\"third\"}", 200, FALSE },
    { "{\"field\":\"owner\",\"op\":\"filled\"}", 20, FALSE },
    { "{\"field\":\"owner\",\"op\":\"filled\"}", 200, FALSE },
  };
  Many cancelled = { cases[1].json, 20, TRUE };
  Shop shop;
  g_autoptr (GError) error = NULL;

  shop_init (&shop);
  rg_store_write_sync (shop.store, write_many, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Many whole = { cases[i].json, 0, FALSE };
      g_autoptr (GArray) page = rg_store_read_sync (shop.store, ask_many, (gpointer) &cases[i], NULL, &error);
      g_autoptr (GArray) all = rg_store_read_sync (shop.store, ask_many, &whole, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (all->len, ==, i == 0 ? N_MANY / 3 : 51);
      g_assert_cmpuint (page->len, ==, MIN (all->len, cases[i].limit));
      g_assert_cmpmem (page->data, page->len * 4, all->data, page->len * 4);
    }
  g_assert_null (rg_store_read_sync (shop.store, ask_many, &cancelled, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  shop_clear (&shop);
}

/* --- sentences ---------------------------------------------------------------- */

typedef struct
{
  const char *json;
  gint64 customer;
} Said;

static gpointer
say_in_reader (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  Said *said = data;
  g_autoptr (RgCondition) condition = rg_condition_parse (said->json, error);

  return said->customer != 0 ? rg_condition_explain (condition, read, said->customer)
                             : rg_condition_describe (condition, read, "customer");
}

static const struct
{
  const char *json;
  gint64 customer; /* 0: the sentence, else why it holds */
  const char *words;
} sentences[] = {
  { "{\"all\":[{\"field\":\"region\",\"op\":\"is\",\"value\":\"成都\"},{\"timeline\":\"visit\",\"op\":"
    "\"none\","
    "\"days\":30}]}",
    0, "Region is 四川省成都市, and no visit for 30 days" },
  { "{\"any\":[{\"tag\":4},{\"all\":[{\"tag\":\"\",\"op\":\"has-not\"},{\"none\":[{\"field\":\"name\",\"op\":"
    "\"empty\"}]}]}]}",
    0, "Has the tag “贵宾”, or (has no tag, and not (Name is empty))" },
  { "{\"timeline\":\"sale\",\"min\":3,\"days\":90,\"where\":{\"item\":\"奶粉\",\"promo\":true}}", 0,
    "At least 3 sales in the last 90 days (Item contains “奶粉”, at a discount)" },
  { "{\"timeline\":\"sale\",\"op\":\"sum\",\"min\":200000,\"from\":\"2026-03-01\"}", 0,
    "Sales of at least ¥2,000.00 since 1 Mar 2026" },
  { "{\"timeline\":\"sale\",\"op\":\"every\",\"where\":{\"promo\":true}}", 0, "Every sale: at a discount" },
  { "{\"field\":\"birthday\",\"op\":\"within\",\"value\":\"this-week\"}", 0, "Birthday is this week" },
  { "{\"field\":\"next_date\",\"op\":\"<\",\"value\":\"today-30\"}", 0, "Next step is before 30 days ago" },
  { "{\"relation\":\"child\",\"age_months\":[6,12]}", 0, "Has a child aged 6 to under 12 months" },
  { "{\"task\":\"open\",\"op\":\"none\"}", 0, "Has no open task" },
  { "{\"all\":[{\"field\":\"next_date\",\"op\":\"empty\"},{\"task\":\"overdue\"}]}", 0,
    "Next step is empty, and has an overdue task" },
  { "{\"task\":\"any\",\"op\":\"none\",\"within\":7}", 0, "Has no task due within 7 days" },
  { "{\"task\":\"open\",\"within\":0}", 0, "Has an open task due today" },
  { "{\"moved\":\"asleep\",\"from\":\"2026-03-01\",\"to\":\"2026-03-31\"}", 0,
    "Became “Asleep” from 1 Mar 2026 to 31 Mar 2026" },
  { "{\"moved\":\"returning\",\"was\":\"customer\",\"days\":7}", 0,
    "Went from “Customer” to “Returning” in the last 7 days" },
  { "{\"moved\":\"\",\"op\":\"none\",\"was\":\"\",\"days\":7}", 0,
    "Did not change the life stage for 7 days" },
  { "{\"field\":\"gone\",\"op\":\"is\"}", 0, "(a part that cannot be understood)" },
  { "{\"all\":[]}", 0, "Everybody" },
  { "{\"timeline\":\"sale\",\"min\":2,\"from\":\"2026-03-01\"}", 1, "2 sales since 1 Mar" },
  { "{\"timeline\":\"sale\",\"op\":\"sum\",\"min\":2,\"days\":30}", 1, "sales of ¥2,100.00 since 17 May" },
  { "{\"timeline\":\"visit\",\"op\":\"none\",\"days\":30}", 1, "last visit on 16 May" },
  { "{\"timeline\":\"visit\",\"op\":\"none\",\"days\":30}", 3, "no visit" },
  { "{\"timeline\":\"visit\",\"op\":\"none\",\"days\":30}", 2, "" },
  { "{\"any\":[{\"tag\":4},{\"field\":\"region\",\"op\":\"is\",\"value\":\"成都\"},{\"tag\":1}]}", 2,
    "Region: 四川省成都市锦江区; has the tag “家庭”" },
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
      Said said = { sentences[i].json, sentences[i].customer };
      g_autofree char *words = rg_store_read_sync (shop.store, say_in_reader, &said, NULL, NULL);

      wrong += !is_answer (said.json, words, sentences[i].words);
    }
  g_assert_cmpuint (wrong, ==, 0);
  shop_clear (&shop);
}

int
main (int argc, char **argv)
{
  conditions_init (&argc, &argv);
  g_test_add_func ("/condition/answers", test_answers);
  g_test_add_func ("/condition/refused", test_refused);
  g_test_add_func ("/condition/form", test_form);
  g_test_add_func ("/condition/pages", test_pages);
  g_test_add_func ("/condition/sentences", test_sentences);
  return g_test_run ();
}
