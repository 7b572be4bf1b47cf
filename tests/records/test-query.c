/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-query.h"
#include "records/rg-row.h"
#include "store/rg-pinyin.h"

#include "search-shop.h"

#include <string.h>

/* Rows as they are read, and queries against a plain sort. */

static gpointer
read_row (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_row_read (read, rg_catalog_find (rg_read_get_catalog (read), "customer"), *(gint64 *) data,
                      error);
}

static RgRow *
row_of (Shop *shop, gint64 id)
{
  g_autoptr (GError) error = NULL;
  RgRow *row = rg_store_read_sync (shop->store, read_row, &id, NULL, &error);

  g_assert_no_error (error);
  return row;
}

static void
test_row (void)
{
  Shop shop;
  g_autoptr (RgRow) row = NULL;
  g_autoptr (RgRow) bare = NULL;
  const RgField *field;
  g_autofree char *shown = NULL;

  shop_init (&shop);
  add (&shop, "customer", "name", "张\"三\"丰", "phone", "13812345678", "notes", "甲\n乙", NULL);
  add (&shop, "customer", "name", "乙", NULL);
  add (&shop, "tag", "name", "老\"客\"", NULL);
  add (&shop, "tag", "name", "贵宾", NULL);
  add (&shop, "customer_tag", "customer_id", "1", "tag_id", "2", NULL);
  add (&shop, "customer_tag", "customer_id", "1", "tag_id", "1", NULL);
  add_of (&shop, 1, "identity", "kind", "phone", "value", "02188889999");
  add_of (&shop, 1, "identity", "kind", "wechat", "value", "zhang3");
  add_of (&shop, 1, "identity", "kind", "phone", "value", "13812345678");
  add_of (&shop, 1, "identity", "kind", "phone", "value", "13900001111");
  add_of (&shop, 1, "identity", "kind", "phone", "value", "02188889999");

  row = row_of (&shop, 1);
  g_assert_cmpint (rg_row_get_id (row), ==, 1);
  g_assert_cmpstr (rg_entity_get_key (rg_row_get_entity (row)), ==, "customer");
  g_assert_cmpstr (rg_row_get_text (row, "name"), ==, "张\"三\"丰");
  g_assert_cmpstr (rg_row_get_text (row, "notes"), ==, "甲\n乙");
  g_assert_cmpstr (rg_row_get_text (row, "tags"), ==, "[\"贵宾\",\"老\\\"客\\\"\"]");
  g_assert_cmpstr (rg_row_get_text (row, "phones"), ==, "[\"13812345678\",\"02188889999\",\"13900001111\"]");
  g_assert_null (rg_row_get_text (row, "address"));
  g_assert_null (rg_row_get_text (row, "no such field"));
  field = rg_entity_find_field (rg_row_get_entity (row), "phone");
  shown = rg_row_format (row, field, RG_FORMAT_DISPLAY);
  g_assert_cmpstr (shown, ==, "138 1234 5678");
  field = rg_entity_find_field (rg_row_get_entity (row), "created_at");
  g_assert_cmpint (rg_row_get (row, field)->kind, ==, RG_VALUE_INTEGER);

  bare = row_of (&shop, 2);
  g_assert_cmpstr (rg_row_get_text (bare, "tags"), ==, "[]");
  g_assert_cmpstr (rg_row_get_text (bare, "phones"), ==, "[]");
  g_assert_null (row_of (&shop, 3));
  g_assert_null (row_of (&shop, 0));
  g_assert_null (row_of (&shop, -1));
  g_assert_null (row_of (&shop, G_MAXINT64));
  shop_clear (&shop);
}

static gpointer
read_some (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  static const guint32 ids[] = { 3, 1, 77, 2, 1 };

  return rg_rows_read (read, rg_catalog_find (rg_read_get_catalog (read), "customer"), ids,
                       G_N_ELEMENTS (ids), error);
}

static gpointer
read_contacts (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_rows_read_of (read, rg_catalog_find (rg_read_get_catalog (read), "contact"), "customer_id", 2,
                          error);
}

static void
test_rows (void)
{
  Shop shop;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) contacts = NULL;

  shop_init (&shop);
  add (&shop, "customer", "name", "甲", NULL);
  add (&shop, "customer", "name", "乙", NULL);
  add (&shop, "customer", "name", "丙", NULL);
  add_of (&shop, 2, "contact", "name", "丁", NULL, NULL);
  add_of (&shop, 1, "contact", "name", "戊", NULL, NULL);
  add_of (&shop, 2, "contact", "name", "己", NULL, NULL);

  rows = rg_store_read_sync (shop.store, read_some, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 5);
  g_assert_cmpstr (rg_row_get_text (g_ptr_array_index (rows, 0), "name"), ==, "丙");
  g_assert_cmpstr (rg_row_get_text (g_ptr_array_index (rows, 1), "name"), ==, "甲");
  g_assert_null (g_ptr_array_index (rows, 2));
  g_assert_cmpstr (rg_row_get_text (g_ptr_array_index (rows, 3), "name"), ==, "乙");
  g_assert_cmpint (rg_row_get_id (g_ptr_array_index (rows, 4)), ==, 1);
  contacts = rg_store_read_sync (shop.store, read_contacts, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (contacts->len, ==, 2);
  g_assert_cmpstr (rg_row_get_text (g_ptr_array_index (contacts, 0), "name"), ==, "丁");
  g_assert_cmpstr (rg_row_get_text (g_ptr_array_index (contacts, 1), "name"), ==, "己");
  shop_clear (&shop);
}

/* --- queries -------------------------------------------------------------- */

typedef struct
{
  RgQuery *query;
  gsize limit;
} Run;

static gpointer
run_in_reader (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  Run *run = data;

  return rg_query_run (run->query, read, run->limit, cancellable, error);
}

static GArray *
run_query (Shop *shop, RgQuery *query, gsize limit)
{
  Run run = { query, limit };
  g_autoptr (GError) error = NULL;
  GArray *ids = rg_store_read_sync (shop->store, run_in_reader, &run, NULL, &error);

  g_assert_no_error (error);
  return ids;
}

typedef struct
{
  RgRow *row;
  const RgField *field;
  GBytes *sound; /* instead, for names */
  gboolean descending;
} Entry;

static int
compare_values (const RgValue *a, const RgValue *b)
{
  switch (a->kind)
    {
    case RG_VALUE_INTEGER:
      return (a->integer > b->integer) - (a->integer < b->integer);
    case RG_VALUE_REAL:
      return (a->real > b->real) - (a->real < b->real);
    case RG_VALUE_TEXT:
      return strcmp (a->text, b->text);
    case RG_VALUE_NULL:
    default:
      g_assert_not_reached ();
    }
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *x = a;
  const Entry *y = b;
  const RgValue *value_x = rg_row_get (x->row, x->field);
  const RgValue *value_y = rg_row_get (y->row, y->field);
  gint64 by_id = rg_row_get_id (x->row) - rg_row_get_id (y->row);
  int order = 0;

  if (rg_value_is_null (value_x) != rg_value_is_null (value_y))
    return rg_value_is_null (value_x) ? 1 : -1;
  if (!rg_value_is_null (value_x))
    order = x->sound != NULL ? g_bytes_compare (x->sound, y->sound) : compare_values (value_x, value_y);
  if (order == 0)
    order = by_id < 0 ? -1 : 1;
  return x->descending ? -order : order;
}

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  rg_row_unref (entry->row);
  g_clear_pointer (&entry->sound, g_bytes_unref);
}

/* The rows of @ids sorted by @key with nothing but a comparison. */
static char *
sort_plainly (Shop *shop, const GArray *ids, const char *key, gboolean descending)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_array_set_clear_func (entries, entry_clear);
  for (guint i = 0; i < ids->len; i++)
    {
      Entry entry = { .row = row_of (shop, g_array_index (ids, guint32, i)), .descending = descending };

      g_assert_nonnull (entry.row);
      entry.field = rg_entity_find_field (rg_row_get_entity (entry.row), key);
      if (g_str_equal (key, "name") && rg_row_get_text (entry.row, "name") != NULL)
        {
          g_auto (RgNameKeys) keys = { 0 };

          rg_name_keys (rg_row_get_text (entry.row, "name"), FALSE, NULL, &keys);
          entry.sound = g_bytes_ref (keys.sort_key);
        }
      g_array_append_val (entries, entry);
    }
  g_array_sort (entries, compare_entries);
  for (guint i = 0; i < entries->len; i++)
    {
      guint32 id = (guint32) rg_row_get_id (g_array_index (entries, Entry, i).row);

      g_array_append_val (sorted, id);
    }
  return ids_to_text (sorted);
}

static void
add_random (Shop *shop, GRand *rand, guint n)
{
  static const char *const names[] = { "曾国藩", "张三丰", "单雄信", "Anna", "李四", "12号", NULL };
  static const char *const dates[] = { "2025-01-02", "2024-12-31", "2025-11-22", NULL, NULL };
  static const char *const regions[] = { "浙江 杭州", "上海", "北京", NULL };

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *phone = g_strdup_printf ("138%08d", g_rand_int_range (rand, 0, 100000000));
      const char *name = names[g_rand_int_range (rand, 0, G_N_ELEMENTS (names))];

      rg_clock_set (1700000000000 + g_rand_int_range (rand, 0, 5) * 1000);
      add (shop, "customer", "name", name, "phone", name == NULL || i % 3 != 0 ? phone : NULL, "next_date",
           dates[g_rand_int_range (rand, 0, G_N_ELEMENTS (dates))], "region",
           regions[g_rand_int_range (rand, 0, G_N_ELEMENTS (regions))], NULL);
    }
  rg_clock_set (0);
}

/* How some of them stand; the others have no line there. */
static gpointer
add_standing (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  rg_database_exec (rg_write_get_database (write),
                    "INSERT INTO standing (customer_id, life, life_since, class, score, n_sales, sales_fen, "
                    "last_sale, n_contacts) SELECT id, CASE id % 3 WHEN 0 THEN 'lead' ELSE 'talking' END, "
                    "'2026-01-0' || (id % 5 + 1), nullif (substr ('ABCx', id % 4 + 1, 1), 'x'), id * 7 % 11, "
                    "id % 3, id % 3 * 1000, iif (id % 3 > 0, '2026-02-0' || (id % 3), NULL), id % 2 "
                    "FROM customer WHERE id % 10 <> 4",
                    error);
  return NULL;
}

static void
test_sort (void)
{
  static const char *const keys[] = { "name",  "phone", "next_date", "region",  "created_at",
                                      "stage", "life",  "class",     "n_sales", "last_sale" };
  static const char *const searches[] = { NULL, "zsf", "张", "没有" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autoptr (GError) error = NULL;
  Shop shop;

  shop_init (&shop);
  add_random (&shop, rand, 120);
  rg_store_write_sync (shop.store, add_standing, NULL, NULL, &error);
  g_assert_no_error (error);
  wait_for_search (&shop);
  for (guint i = 0; i < G_N_ELEMENTS (keys) * 2 * G_N_ELEMENTS (searches); i++)
    {
      const char *key = keys[i % G_N_ELEMENTS (keys)];
      gboolean descending = i / G_N_ELEMENTS (keys) % 2 == 1;
      g_autoptr (RgQuery) query = rg_query_new ("customer");
      g_autoptr (GArray) ids = NULL;
      g_autoptr (GArray) few = NULL;
      g_autofree char *text = NULL, *plain = NULL;

      rg_query_set_search (query, searches[i / G_N_ELEMENTS (keys) / 2]);
      rg_query_set_sort (query, key, descending);
      ids = run_query (&shop, query, 0);
      text = ids_to_text (ids);
      plain = sort_plainly (&shop, ids, key, descending);
      g_assert_cmpstr (text, ==, plain);
      if (rg_query_get_search (query) == NULL)
        g_assert_cmpuint (ids->len, ==, 120);
      few = run_query (&shop, query, 7);
      g_assert_cmpuint (few->len, ==, MIN (ids->len, 7));
      g_assert_cmpmem (few->data, few->len * 4, ids->data, few->len * 4);
    }
  shop_clear (&shop);
}

static void
test_natural (void)
{
  Shop shop;
  g_autoptr (RgQuery) query = rg_query_new ("customer");
  g_autoptr (RgQuery) tags = rg_query_new ("tag");
  g_autoptr (RgQuery) events = rg_query_new ("event");

  shop_init (&shop);
  add (&shop, "customer", "phone", "13800001111", NULL);
  add (&shop, "customer", "name", "张三", NULL);
  add (&shop, "customer", "name", "李四", NULL);
  add (&shop, "tag", "name", "b 100%", NULL);
  add (&shop, "tag", "name", "a_1", NULL);
  add_of (&shop, 2, "event", "kind", "note", "text", "二");
  add_of (&shop, 1, "event", "kind", "note", "text", "一");
#define assert_ids(query, expected)                                                                          \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    g_autoptr (GArray) ids_ = run_query (&shop, (query), 0);                                                 \
    g_autofree char *text_ = ids_to_text (ids_);                                                             \
    g_assert_cmpstr (text_, ==, (expected));                                                                 \
  }                                                                                                          \
  G_STMT_END
  assert_ids (query, "3 2 1");
  /* A field that is not there, or that has no column, is no order. */
  rg_query_set_sort (query, "x99", FALSE);
  assert_ids (query, "3 2 1");
  rg_query_set_sort (query, "tags", FALSE);
  assert_ids (query, "3 2 1");
  rg_query_set_sort (query, "name", TRUE);
  assert_ids (query, "2 3 1");
  rg_query_set_search (query, "  ");
  g_assert_null (rg_query_get_search (query));
  assert_ids (tags, "2 1");
  rg_query_set_search (tags, "100%");
  assert_ids (tags, "1");
  rg_query_set_search (tags, "_");
  assert_ids (tags, "2");
  assert_ids (events, "1 2");
  rg_query_set_search (events, "一");
  assert_ids (events, "2");
  shop_clear (&shop);
}

static void
test_boxed (void)
{
  g_autoptr (RgQuery) query = rg_query_new ("customer");
  g_autoptr (RgQuery) copy = NULL;
  GValue value = G_VALUE_INIT;

  rg_query_set_search (query, "zsf");
  rg_query_set_sort (query, "phone", TRUE);
  copy = rg_query_copy (query);
  rg_query_set_search (query, NULL);
  g_assert_cmpstr (rg_query_get_entity (copy), ==, "customer");
  g_assert_cmpstr (rg_query_get_search (copy), ==, "zsf");
  g_assert_cmpstr (rg_query_get_sort (copy), ==, "phone");
  g_assert_true (rg_query_get_descending (copy));
  g_value_init (&value, RG_TYPE_QUERY);
  g_value_set_boxed (&value, copy);
  g_assert_true (g_value_get_boxed (&value) == copy);
  g_value_unset (&value);
}

/* Enough answers that the whole order is walked instead of sorting them. */
static gpointer
load_many (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_IMPORT, "test", "Load", error);

  for (guint i = 0; op != NULL && i < 3000; i++)
    {
      RgCell cells[2] = { { rg_entity_find_field (entity, "name"), RG_VALUE_INIT },
                          { rg_entity_find_field (entity, "stage"), RG_VALUE_INIT } };
      gint64 id;

      rg_value_set_text (&cells[0].value, i % 3 == 0 ? "李四" : "张三");
      if (i % 5 != 0)
        rg_value_take_text (&cells[1].value, g_strdup_printf ("%u", i * 7919 % 1000));
      id = rg_op_insert (op, entity, cells, 2, error);
      rg_value_clear (&cells[0].value);
      rg_value_clear (&cells[1].value);
      if (id == 0)
        return NULL;
    }
  return op;
}

static void
test_many (void)
{
  g_autoptr (RgQuery) query = rg_query_new ("customer");
  g_autoptr (GArray) found = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL, *plain = NULL;
  Shop shop;

  shop_init (&shop);
  rg_store_write_sync (shop.store, load_many, NULL, NULL, &error);
  g_assert_no_error (error);
  wait_for_search (&shop);
  rg_query_set_search (query, "zs");
  rg_query_set_sort (query, "stage", FALSE);
  found = run_query (&shop, query, 0);
  g_assert_cmpuint (found->len, ==, 2000);
  text = ids_to_text (found);
  plain = sort_plainly (&shop, found, "stage", FALSE);
  g_assert_cmpstr (text, ==, plain);
  shop_clear (&shop);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rows/one", test_row);
  g_test_add_func ("/rows/many", test_rows);
  g_test_add_func ("/query/sort", test_sort);
  g_test_add_func ("/query/natural", test_natural);
  g_test_add_func ("/query/boxed", test_boxed);
  g_test_add_func ("/query/many", test_many);
  return g_test_run ();
}
