/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-merge.h"

#include "store-test-util.h"

#include <locale.h>
#include <string.h>

/* Two customers become one: nothing is lost, one undo brings all back. */

#define DAY G_GINT64_CONSTANT (86400000)
#define TEST_NOW G_GINT64_CONSTANT (1763773200000)

typedef struct
{
  char *folder;
  RgStore *store;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  rg_clock_set (TEST_NOW);
  f->folder = test_folder_new ();
  f->store = test_open (f->folder);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  test_close (f->store);
  test_shop_free (f->folder);
  rg_clock_set (0);
}

typedef struct
{
  gint64 keep;
  gint64 gone;
} Pair;

static gpointer
merge (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const Pair *pair = data;
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "test", "Merge", error);

  return op != NULL && rg_people_merge (op, pair->keep, pair->gone, error) ? op : NULL;
}

/* Merges, undoes, makes again; leaves the two merged. */
static void
merge_there_and_back (Fixture *f, gint64 keep, gint64 gone)
{
  Pair pair = { keep, gone };
  g_autofree char *before = test_dump (f->store);
  g_autofree char *merged = NULL, *undone = NULL, *redone = NULL;
  g_autoptr (GError) error = NULL;

  rg_clock_set (rg_clock_now () + DAY);
  g_assert_nonnull (rg_store_write_sync (f->store, merge, &pair, NULL, &error));
  g_assert_no_error (error);
  merged = test_dump (f->store);
  test_undo (f->store, "test", 0, &error);
  g_assert_no_error (error);
  undone = test_dump (f->store);
  test_assert_same (undone, before);
  test_redo (f->store, "test", 0, &error);
  g_assert_no_error (error);
  redone = test_dump (f->store);
  test_assert_same (redone, merged);
}

static void
assert_query (Fixture *f, const char *sql, const char *expected)
{
  g_autofree char *got = test_query (f->store, sql);

  if (!g_str_equal (got, expected))
    g_test_message ("%s", sql);
  g_assert_cmpstr (got, ==, expected);
}

/* --- the customers' own fields -------------------------------------------- */

static void
test_fill (Fixture *f, gconstpointer data)
{
  test_insert (f->store, "a", "customer", "name", "王芳", "notes", "甲", NULL);
  test_insert (f->store, "a", "customer", "name", "王芳", "phone", "13800138000", "wechat", "wf1", "email",
               "a@b.cn", "gender", "female", "birthday", "1990-01-02", "region", "上海", "address", "路1",
               "source", "抖音", "owner", "小李", "stage", "老", "notes", "乙\n丙", "next_date", "2025-12-01",
               "last_contact", "2025-11-01", "reading", "wang fang", "kind", "person", NULL);
  merge_there_and_back (f, 1, 2);
  assert_query (f,
                "SELECT name, phone, wechat, email, gender, birthday, region, address, source, owner, stage, "
                "notes, next_date, last_contact, reading, kind, pinyin FROM customer",
                "王芳|13800138000|wf1|a@b.cn|female|1990-01-02|上海|路1|抖音|小李|老|甲\n乙\n丙|2025-12-01|"
                "2025-11-01|wang fang|person|wang fang");
  assert_query (f, "SELECT count (*) FROM identity", "0");
}

/* Both have everything, and all of it differs. */
static void
test_differ (Fixture *f, gconstpointer data)
{
  test_insert (f->store, "a", "customer", "name", "王芳", "phone", "13800138000", "wechat", "wf1", "email",
               "a@b.cn", "gender", "female", "birthday", "1990-01-02", "address", "路1", "source", "抖音",
               "notes", "甲", "next_date", "2025-12-01", "last_contact", "2025-11-01", "kind", "company",
               NULL);
  rg_clock_set (TEST_NOW + 2 * DAY);
  test_insert (f->store, "a", "customer", "name", "王小芳", "phone", "13900139000", "wechat", "WF2", "email",
               "c@d.cn", "gender", "male", "birthday", "lunar:1991-08-15", "address", "路2", "source", "门店",
               "notes", "乙", "next_date", "2025-11-25", "last_contact", "2025-11-20", "reading",
               "wang xiao fang", NULL);
  merge_there_and_back (f, 1, 2);
  assert_query (f,
                "SELECT name, phone, wechat, email, gender, birthday, address, source, next_date, "
                "last_contact, reading, kind FROM customer",
                "王芳|13800138000|wf1|a@b.cn|female|1990-01-02|路1|抖音|2025-11-25|2025-11-20||company");
  assert_query (f, "SELECT kind, value FROM identity ORDER BY id",
                "phone|13900139000\nwechat|WF2\nemail|c@d.cn");
  assert_query (f, "SELECT notes FROM customer",
                "甲\n乙\nOther name: 王小芳\nGender: Male\nBirthday: 农历1991年八月十五\nAddress: 路2\n"
                "Source: 门店\nReading: wang xiao fang");
}

/* The later one stays: since when the other was known is not lost. */
static void
test_newer_stays (Fixture *f, gconstpointer data)
{
  test_insert (f->store, "a", "customer", "name", "王芳", "next_date", "2025-12-01", "next_what", "量尺寸",
               "kind", "company", NULL);
  rg_clock_set (TEST_NOW + 400 * DAY);
  test_insert (f->store, "a", "customer", "name", "ＷＡＮＧ", "next_date", "2025-12-24", "next_what",
               "送报价", NULL);
  merge_there_and_back (f, 2, 1);
  assert_query (f, "SELECT id, name, next_date, next_what, notes FROM customer",
                "2|ＷＡＮＧ|2025-12-01|量尺寸 · 送报价|Other name: 王芳\nKind: Company\nAdded: 22 Nov 2025");
}

static void
test_same (Fixture *f, gconstpointer data)
{
  test_insert (f->store, "a", "customer", "name", "Ann  Lee", "phone", "13800138000", "wechat", "ann",
               "notes", "甲乙丙", NULL);
  test_insert (f->store, "a", "customer", "name", "ann lee", "phone", "13800138000", "wechat", "ANN", "notes",
               "乙", NULL);
  merge_there_and_back (f, 1, 2);
  assert_query (f, "SELECT id, name, phone, wechat, notes FROM customer",
                "1|Ann  Lee|13800138000|ann|甲乙丙");
  assert_query (f, "SELECT count (*) FROM identity", "0");
}

typedef struct
{
  const RgFieldType *type;
  const char *first;
  const char *second;
  const char *kept;
} OwnField;

static const OwnField own_fields[] = {
  { &rg_type_text, "甲", "乙", "甲" },
  { &rg_type_long_text, "甲", "乙", "甲\n乙" },
  { &rg_type_number, "1.5", "2.5", "1.5" },
  { &rg_type_money, "100", "250", "100" },
  { &rg_type_date, "2025-01-02", "2025-01-03", "2025-01-02" },
  { &rg_type_choices, "[\"a\",\"b\"]", "[\"b\",\"c\"]", "[\"a\",\"b\",\"c\"]" },
  { &rg_type_choices, "[\"a\",\"b\"]", "[\"b\"]", "[\"a\",\"b\"]" },
  { &rg_type_yes_no, "0", "1", "0" },
  { &rg_type_link, "https://a.cn", "https://b.cn", "https://a.cn" },
  { &rg_type_phone, "13800138000", "13900139000", "13800138000" },
  { &rg_type_text, NULL, "乙", "乙" },
  { &rg_type_money, NULL, "250", "250" },
};

static gpointer
add_own_fields (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  static const char *const choices[] = { "a", "b", "c", NULL };
  const RgEntity *customer = rg_catalog_find (rg_write_get_catalog (write), "customer");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "a", "Fields", error);

  for (guint i = 0; op != NULL && i < G_N_ELEMENTS (own_fields); i++)
    {
      g_autofree char *label = g_strdup_printf ("F%u", i + 1);
      const char *const *list = own_fields[i].type == &rg_type_choices ? choices : NULL;
      g_autofree char *key = rg_op_add_own_field (op, customer, label, own_fields[i].type, list, NULL, error);

      if (key == NULL)
        return NULL;
      customer = rg_catalog_find (rg_write_get_catalog (write), "customer");
    }
  return op;
}

static gpointer
retire_first (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgEntity *customer = rg_catalog_find (rg_write_get_catalog (write), "customer");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "a", "Retire", error);

  return op != NULL && rg_op_change_own_field (op, customer, "x1", NULL, NULL, NULL, TRUE, -1, error) ? op
                                                                                                      : NULL;
}

static void
test_own_fields (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  test_insert (f->store, "a", "customer", "name", "王芳", NULL);
  test_insert (f->store, "a", "customer", "name", "王芳", NULL);
  rg_store_write_sync (f->store, add_own_fields, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (own_fields); i++)
    {
      g_autofree char *key = g_strdup_printf ("x%u", i + 1);

      test_update (f->store, "a", "customer", 1, key, own_fields[i].first, NULL);
      test_update (f->store, "a", "customer", 2, key, own_fields[i].second, NULL);
    }
  rg_store_write_sync (f->store, retire_first, NULL, NULL, &error);
  g_assert_no_error (error);
  merge_there_and_back (f, 1, 2);
  for (guint i = 0; i < G_N_ELEMENTS (own_fields); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT x%u FROM customer", i + 1);

      assert_query (f, sql, own_fields[i].kept);
    }
  assert_query (f, "SELECT notes FROM customer",
                "F1: 乙\nF3: 2.5\nF4: ¥2.50\nF5: 3 Jan 2025\nF8: Yes\nF9: https://b.cn\nF10: 139 0013 9000");
}

/* --- what belongs to them ------------------------------------------------- */

static void
test_belongings (Fixture *f, gconstpointer data)
{
  test_insert (f->store, "a", "customer", "name", "王芳", "phone", "13800138000", NULL);
  test_insert (f->store, "a", "customer", "name", "王芳", "phone", "13900139000", NULL);
  for (guint i = 0; i < 2; i++)
    {
      const char *id = i == 0 ? "1" : "2";

      test_insert (f->store, "a", "contact", "customer_id", id, "name", "张太太", NULL);
      test_insert (f->store, "a", "event", "customer_id", id, "kind", "note", "at", "1", "text", "甲", NULL);
      test_insert (f->store, "a", "sale", "customer_id", id, "item", "灯", NULL);
      test_insert (f->store, "a", "attachment", "customer_id", id, "event_id", id, "name", "a.pdf", "hash",
                   "h", "size", "1", NULL);
      test_insert (f->store, "a", "tag", "name", i == 0 ? "甲" : "乙", NULL);
    }
  test_insert (f->store, "a", "customer_tag", "customer_id", "1", "tag_id", "1", NULL);
  test_insert (f->store, "a", "customer_tag", "customer_id", "2", "tag_id", "1", "cause", "import", NULL);
  test_insert (f->store, "a", "customer_tag", "customer_id", "2", "tag_id", "2", "cause", "import", NULL);
  merge_there_and_back (f, 1, 2);
  assert_query (f,
                "SELECT 'contact', id FROM contact WHERE customer_id = 1 UNION ALL "
                "SELECT 'event', id FROM event WHERE customer_id = 1 UNION ALL "
                "SELECT 'sale', id FROM sale WHERE customer_id = 1 UNION ALL "
                "SELECT 'attachment', event_id FROM attachment WHERE customer_id = 1",
                "contact|1\ncontact|2\nevent|1\nevent|2\nsale|1\nsale|2\nattachment|1\nattachment|2");
  assert_query (f, "SELECT customer_id, tag_id, cause FROM customer_tag ORDER BY tag_id", "1|1|\n1|2|import");
}

static void
test_identities (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *id;
    const char *kind;
    const char *value;
    const char *label;
  } identities[] = {
    { "1", "phone", "13700137000", NULL },   { "1", "phone", "13600136000", "公司" },
    { "1", "openid", "o1", NULL },           { "2", "phone", "13700137000", "家里" },
    { "2", "phone", "13600136000", "办公" }, { "2", "phone", "13800138000", NULL },
    { "2", "wechat", "WF1", "小号" },        { "2", "openid", "o2", NULL },
    { "2", "phone", "13900139000", NULL },
  };

  test_insert (f->store, "a", "customer", "name", "王芳", "phone", "13800138000", "wechat", "wf1", NULL);
  test_insert (f->store, "a", "customer", "name", "王芳", "phone", "13700137000", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (identities); i++)
    test_insert (f->store, "a", "identity", "customer_id", identities[i].id, "kind", identities[i].kind,
                 "value", identities[i].value, "label", identities[i].label, NULL);
  merge_there_and_back (f, 1, 2);
  assert_query (f, "SELECT id, customer_id, kind, value, label FROM identity ORDER BY id",
                "1|1|phone|13700137000|家里\n2|1|phone|13600136000|公司 / 办公\n3|1|openid|o1|\n"
                "7|1|wechat|WF1|小号\n8|1|openid|o2|\n9|1|phone|13900139000|");
}

static void
test_relations (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < 4; i++)
    test_insert (f->store, "a", "customer", "name", "王芳", NULL);
#define RELATION(from, what, to, ...)                                                                        \
  test_insert (f->store, "a", "relation", "customer_id", from, "kind", what, "other_id", to, __VA_ARGS__)
  RELATION ("1", "friend", "2", "notes", "一起来的", NULL);
  RELATION ("2", "spouse", "1", NULL);
  RELATION ("1", "friend", "3", NULL);
  RELATION ("2", "friend", "3", NULL);
  RELATION ("2", "friend", "3", "notes", "同学", NULL);
  RELATION ("3", "referrer", "1", NULL);
  RELATION ("3", "referrer", "2", NULL);
  RELATION ("4", "referrer", "2", NULL);
  RELATION ("2", "child", NULL, "name", "小宝", "birthday", "2020-01-02", NULL);
  RELATION ("1", "child", NULL, "name", "小宝", "birthday", "2020-01-02", NULL);
#undef RELATION
  merge_there_and_back (f, 1, 2);
  assert_query (f, "SELECT id, customer_id, kind, other_id, name, notes FROM relation ORDER BY id",
                "3|1|friend|3||\n5|1|friend|3||同学\n6|3|referrer|1||\n8|4|referrer|1||\n9|1|child||小宝|\n"
                "10|1|child||小宝|");
  assert_query (f, "SELECT notes FROM customer WHERE id = 1", "一起来的");
}

static void
test_not_same (Fixture *f, gconstpointer data)
{
  static const char *const pairs[][2] = {
    { "1", "2" }, { "1", "3" }, { "2", "3" }, { "2", "4" }, { "3", "4" }
  };

  for (guint i = 0; i < 4; i++)
    test_insert (f->store, "a", "customer", "name", "王芳", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    test_insert (f->store, "a", "not_same", "first_id", pairs[i][0], "second_id", pairs[i][1], NULL);
  merge_there_and_back (f, 3, 2);
  assert_query (f, "SELECT first_id, second_id FROM not_same ORDER BY id", "1|3\n3|4");
  merge_there_and_back (f, 4, 1);
  assert_query (f, "SELECT first_id, second_id FROM not_same ORDER BY id", "3|4");
  merge_there_and_back (f, 3, 4);
  assert_query (f, "SELECT count (*) FROM not_same", "0");
}

static void
assert_refused (Fixture *f, gint64 keep, gint64 gone, RgStoreError code)
{
  Pair pair = { keep, gone };
  g_autofree char *before = test_dump (f->store);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (rg_store_write_sync (f->store, merge, &pair, NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, (int) code);
  after = test_dump (f->store);
  test_assert_same (after, before);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  test_insert (f->store, "a", "customer", "name", "王芳", NULL);
  assert_refused (f, 1, 1, RG_STORE_ERROR_CONSTRAINT);
  assert_refused (f, 1, 2, RG_STORE_ERROR_NOT_FOUND);
  assert_refused (f, 2, 1, RG_STORE_ERROR_NOT_FOUND);
}

/* --- at random ------------------------------------------------------------ */

#define PEOPLE 6

static void
add_at_random (Fixture *f, GRand *rand)
{
  char one[8], other[8], value[24];
  int which = g_rand_int_range (rand, 0, 5);

  g_snprintf (one, sizeof one, "%d", g_rand_int_range (rand, 1, PEOPLE + 1));
  g_snprintf (other, sizeof other, "%d", g_rand_int_range (rand, 1, PEOPLE + 1));
  g_snprintf (value, sizeof value, "1380000000%d", g_rand_int_range (rand, 0, 10));
  if (which == 0)
    test_insert (f->store, "a", "identity", "customer_id", one, "kind", "phone", "value", value, NULL);
  else if (which == 1)
    test_insert (f->store, "a", "event", "customer_id", one, "kind", "note", "at", "1", "text", value, NULL);
  else if (which == 2 && strcmp (one, other) != 0)
    test_insert (f->store, "a", "relation", "customer_id", one, "kind", "friend", "other_id", other, NULL);
  else if (which == 3)
    test_update (f->store, "a", "customer", atoi (one), "phone", value, NULL);
  else
    test_update (f->store, "a", "customer", atoi (one), "notes", value, NULL);
}

/* Every number that somebody has, and every event, is still there; a relation
 * is one between two. */
static void
test_random (Fixture *f, gconstpointer data)
{
  static const char numbers[] = "SELECT DISTINCT phone FROM customer WHERE phone IS NOT NULL UNION "
                                "SELECT value FROM identity ORDER BY 1";
  static const char events[] = "SELECT id, text FROM event ORDER BY id";
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autofree char *all_numbers = NULL, *all_events = NULL;
  gboolean there[PEOPLE + 1] = { FALSE };

  for (guint i = 1; i <= PEOPLE; i++)
    there[i] = test_insert (f->store, "a", "customer", "name", i % 2 == 0 ? "王芳" : "王方", NULL) > 0;
  for (guint i = 0; i < 60; i++)
    add_at_random (f, rand);
  all_numbers = test_query (f->store, numbers);
  all_events = test_query (f->store, events);
  for (guint left = PEOPLE; left > 1;)
    {
      int keep = g_rand_int_range (rand, 1, PEOPLE + 1);
      int gone = g_rand_int_range (rand, 1, PEOPLE + 1);

      if (keep == gone || !there[keep] || !there[gone])
        continue;
      merge_there_and_back (f, keep, gone);
      there[gone] = FALSE;
      left--;
      assert_query (f, numbers, all_numbers);
      assert_query (f, events, all_events);
      assert_query (f, "SELECT count (*) FROM relation WHERE customer_id = other_id", "0");
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/merge/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("fill", test_fill);
  ADD ("differ", test_differ);
  ADD ("newer-stays", test_newer_stays);
  ADD ("same", test_same);
  ADD ("own-fields", test_own_fields);
  ADD ("belongings", test_belongings);
  ADD ("identities", test_identities);
  ADD ("relations", test_relations);
  ADD ("not-same", test_not_same);
  ADD ("refused", test_refused);
  ADD ("random", test_random);
  return g_test_run ();
}
