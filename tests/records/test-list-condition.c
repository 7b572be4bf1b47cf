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
make_list (Shop *shop, const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgCondition) condition = rg_condition_parse (json, &error);
  g_autoptr (RgQuery) query = rg_query_new ("customer");
  g_autoptr (GAsyncResult) result = NULL;
  RgRecordList *list;

  g_assert_no_error (error);
  rg_query_set_condition (query, condition);
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
  list = make_list (&shop, "{\"timeline\":\"sale\",\"min\":1}");
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/list-condition/followed", test_followed);
  return g_test_run ();
}
