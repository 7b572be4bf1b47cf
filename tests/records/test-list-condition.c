/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-record-list-private.h"

#include "list-recorder.h"

/* A list with a condition: rows come and go with what that asks of other
 * tables. */

static void
list_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static RgRecordList *
make_list (Shop *shop, const char *entity, const char *json, const char *search)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgCondition) condition = json != NULL ? rg_condition_parse (json, &error) : NULL;
  g_autoptr (RgQuery) query = rg_query_new (entity);
  g_autoptr (GAsyncResult) result = NULL;
  RgRecordList *list;

  g_assert_no_error (error);
  rg_query_set_condition (query, condition);
  rg_query_set_search (query, search);
  rg_record_list_new_async (shop->store, query, NULL, list_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  list = rg_record_list_new_finish (result, &error);
  g_assert_no_error (error);
  while (!rg_record_list_is_whole (list))
    g_main_context_iteration (NULL, TRUE);
  return list;
}

static void
test_followed (void)
{
  Shop shop;
  g_autoptr (RgRecordList) list = NULL;
  Recorder recorder;
  gint64 sale;

  shop_init (&shop);
  add (&shop, "customer", "name", "张三", NULL);
  add (&shop, "customer", "name", "李四", NULL);
  add_of (&shop, 2, "sale", "item", "衣柜", NULL, NULL);
  come_to_rest ();
  list = make_list (&shop, "customer", "{\"timeline\":\"sale\",\"min\":1}", NULL);
  recorder_init (&recorder, list);
  g_assert_cmpuint (recorder.mirror->len, ==, 1);
  sale = add_of (&shop, 1, "sale", "item", "床", NULL, NULL);
  settle (&shop, &recorder);
  assert_log (&recorder, "1-0+1");
  delete (&shop, "sale", sale);
  settle (&shop, &recorder);
  assert_log (&recorder, "1-1+0");
  recorder_clear (&recorder);
  shop_clear (&shop);
}

/* --- deals ------------------------------------------------------------------------ */

static void
fill (Shop *shop)
{
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, rg_clock_now ());

  add (shop, "stage", "name", "初步接触", "position", "1", "days", "14", "retired", "0", NULL);
  add (shop, "customer", "name", "张三", NULL);
  add (shop, "customer", "name", "李四", NULL);
  add (shop, "tag", "name", "贵宾", NULL);
  for (guint i = 0; i < 4; i++)
    add (shop, "deal", "title", "厨房", "stage_id", "1", "state", "open", "opened", "2026-06-01",
         "stage_since", now, "customer_id", i < 3 ? "1" : NULL, NULL);
}

static void
begin_list (Shop *shop, Recorder *recorder, const char *entity, const char *json, const char *search)
{
  wait_for_search (shop);
  come_to_rest ();
  recorder_init (recorder, make_list (shop, entity, json, search));
}

static void
end_list (Shop *shop, Recorder *recorder)
{
  RgRecordList *list = recorder->list;

  g_assert_cmpuint (recorder->n_outdated, ==, 0);
  recorder_clear (recorder);
  g_object_unref (list);
}

static void
test_customers_of_deals (void)
{
  Shop shop;
  Recorder recorder;
  gint64 task;

  shop_init (&shop);
  fill (&shop);
  begin_list (
      &shop, &recorder, "customer",
      "{\"deal\":{\"all\":[{\"field\":\"state\",\"op\":\"is\",\"value\":\"open\"},{\"field\":\"amount_fen\","
      "\"op\":\">\",\"value\":500}]}}",
      NULL);
  set (&shop, "deal", 2, "amount_fen", "501", NULL);
  settle (&shop, &recorder);
  assert_log (&recorder, "0-0+1");
  set (&shop, "deal", 2, "customer_id", "2", NULL);
  settle (&shop, &recorder);
  g_assert_cmpuint (g_array_index (recorder.mirror, guint32, 0), ==, 2);
  delete (&shop, "deal", 2);
  settle (&shop, &recorder);
  g_assert_cmpuint (recorder.mirror->len, ==, 0);
  end_list (&shop, &recorder);

  begin_list (&shop, &recorder, "customer", "{\"deal\":{\"task\":\"any\"}}", NULL);
  task = add (&shop, "task", "deal_id", "1", "title", "x", "due", "2026-06-15", "first_due", "2026-06-15",
              "priority", "normal", "state", "open", "put_off", "0", NULL);
  settle (&shop, &recorder);
  assert_log (&recorder, "0-0+1");
  delete (&shop, "task", task);
  settle (&shop, &recorder);
  g_assert_cmpuint (recorder.mirror->len, ==, 0);
  end_list (&shop, &recorder);
  shop_clear (&shop);
}

static void
test_deals_of_customers (void)
{
  Shop shop;
  Recorder recorder;
  gint64 tag;

  shop_init (&shop);
  fill (&shop);
  begin_list (&shop, &recorder, "deal", "{\"customer\":{\"tag\":\"贵宾\"}}", NULL);
  tag = add (&shop, "customer_tag", "customer_id", "1", "tag_id", "1", NULL);
  settle (&shop, &recorder);
  assert_log (&recorder, "0-0+3");
  delete (&shop, "customer_tag", tag);
  settle (&shop, &recorder);
  g_assert_cmpuint (recorder.mirror->len, ==, 0);
  end_list (&shop, &recorder);

  begin_list (&shop, &recorder, "deal",
              "{\"customer\":{\"field\":\"name\",\"op\":\"is\",\"value\":\"王五\"}}", NULL);
  set (&shop, "customer", 1, "name", "王五", NULL);
  settle (&shop, &recorder);
  assert_log (&recorder, "0-0+3");
  end_list (&shop, &recorder);
  shop_clear (&shop);
}

/* Of a customer whose name comes to have it, once searching knows. */
static void
test_deals_searched (void)
{
  Shop shop;
  Recorder recorder;

  shop_init (&shop);
  fill (&shop);
  begin_list (&shop, &recorder, "deal", NULL, "wangwu");
  g_assert_cmpuint (recorder.mirror->len, ==, 0);
  set (&shop, "customer", 1, "name", "王五", NULL);
  settle (&shop, &recorder);
  assert_log (&recorder, "0-0+3");
  set (&shop, "deal", 4, "customer_id", "1", NULL);
  settle (&shop, &recorder);
  g_assert_cmpuint (recorder.mirror->len, ==, 4);
  end_list (&shop, &recorder);
  shop_clear (&shop);
}

/* With the days of a stage, and with those that go by. */
static void
test_late (void)
{
  gint64 now = rg_clock_now ();
  Shop shop;
  Recorder recorder;

  shop_init (&shop);
  fill (&shop);
  begin_list (&shop, &recorder, "deal", "{\"late\":true}", NULL);
  rg_clock_set (now + 2 * G_GINT64_CONSTANT (86400000));
  set (&shop, "stage", 1, "days", "1", NULL);
  settle (&shop, &recorder);
  assert_log (&recorder, "0-0+4");
  set (&shop, "stage", 1, "days", "3", NULL);
  settle (&shop, &recorder);
  g_assert_cmpuint (recorder.mirror->len, ==, 0);
  rg_clock_set (now + 4 * G_GINT64_CONSTANT (86400000));
  rg_store_announce_day (shop.store);
  settle (&shop, &recorder);
  g_assert_cmpuint (recorder.mirror->len, ==, 4);
  end_list (&shop, &recorder);
  shop_clear (&shop);
  rg_clock_set (0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/list-condition/followed", test_followed);
  g_test_add_func ("/list-condition/customers-of-deals", test_customers_of_deals);
  g_test_add_func ("/list-condition/deals-of-customers", test_deals_of_customers);
  g_test_add_func ("/list-condition/deals-searched", test_deals_searched);
  g_test_add_func ("/list-condition/late", test_late);
  return g_test_run ();
}
