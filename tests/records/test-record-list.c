/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-record-list-private.h"

#include "list-recorder.h"

/* The lazy list: what it says of itself is checked against what it has at
 * every single change. */

static void
spin (void)
{
  g_main_context_iteration (NULL, TRUE);
}

static void
list_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* With its first rows at least. */
static RgRecordList *
begin_list (Shop *shop, const char *search, const char *sort, gboolean descending)
{
  g_autoptr (RgQuery) query = rg_query_new ("customer");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  RgRecordList *list;

  rg_query_set_search (query, search);
  rg_query_set_sort (query, sort, descending);
  rg_record_list_new_async (shop->store, query, NULL, list_cb, &result);
  while (result == NULL)
    spin ();
  list = rg_record_list_new_finish (result, &error);
  g_assert_no_error (error);
  g_assert_true (rg_record_list_get_query (list) == query);
  return list;
}

static RgRecordList *
make_list (Shop *shop, const char *search, const char *sort, gboolean descending)
{
  RgRecordList *list = begin_list (shop, search, sort, descending);

  while (!rg_record_list_is_whole (list))
    spin ();
  return list;
}

static char *
text_of (RgRecord *record, const char *property)
{
  char *text;

  g_object_get (record, property, &text, NULL);
  return text;
}

/* --- tests ---------------------------------------------------------------- */

static void
test_basics (void)
{
  Shop shop;
  g_autoptr (RgRecordList) list = NULL;
  g_autoptr (RgRecord) first = NULL;
  g_autoptr (RgRecord) again = NULL;
  g_autofree char *name = NULL, *phone = NULL, *email = NULL;
  gboolean loaded;
  gint64 id;

  shop_init (&shop);
  add (&shop, "customer", "name", "张三", "phone", "13812345678", NULL);
  add (&shop, "customer", "name", "李四", NULL);
  add (&shop, "customer", "name", "王五", NULL);
  come_to_rest ();
  list = make_list (&shop, NULL, NULL, FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 3);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (list)) == RG_TYPE_CUSTOMER);
  g_assert_cmpint (rg_record_list_get_id (list, 0), ==, 2);
  g_assert_cmpint (rg_record_list_get_id (list, 2), ==, 1);
  g_assert_cmpint (rg_record_list_get_id (list, 3), ==, 0);
  g_assert_cmpuint (rg_record_list_find (list, 1), ==, 2);
  g_assert_cmpuint (rg_record_list_find (list, 4), ==, G_MAXUINT);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), 3));

  /* The first screen is there at once. */
  first = g_list_model_get_item (G_LIST_MODEL (list), 2);
  g_assert_true (RG_IS_CUSTOMER (first));
  g_assert_true (rg_record_is_loaded (first));
  again = g_list_model_get_item (G_LIST_MODEL (list), 2);
  g_assert_true (again == first);
  name = text_of (first, "name");
  phone = text_of (first, "phone");
  email = text_of (first, "email");
  g_assert_cmpstr (name, ==, "张三");
  g_assert_cmpstr (phone, ==, "138 1234 5678");
  g_assert_cmpstr (email, ==, "");
  g_object_get (first, "loaded", &loaded, "id", &id, NULL);
  g_assert_true (loaded);
  g_assert_cmpint (id, ==, 1);
  g_assert_nonnull (g_object_class_find_property (G_OBJECT_GET_CLASS (first), "next-date"));
  shop_clear (&shop);
}

static void
count_cb (GObject *object, gpointer data)
{
  (*(guint *) data)++;
}

static void
notify_cb (GObject *object, GParamSpec *pspec, guint *n)
{
  (*n)++;
}

/* What is on screen first does not wait for thousands behind it; they come as
 * one run, and that they came is said once. */
static void
test_first_rows (void)
{
  Shop shop;
  g_autoptr (RgRecordList) list = NULL;
  g_autoptr (RgRecordList) small = NULL;
  g_autoptr (RgRecordList) found = NULL;
  Recorder recorder;
  guint n_whole = 0;

  shop_init (&shop);
  load (&shop, RG_FIRST_ROWS - 1);
  small = begin_list (&shop, NULL, NULL, FALSE);
  g_assert_true (rg_record_list_is_whole (small));
  load (&shop, 2000);
  list = begin_list (&shop, NULL, NULL, FALSE);
  g_assert_false (rg_record_list_is_whole (list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, RG_FIRST_ROWS);
  g_signal_connect (list, "whole", G_CALLBACK (count_cb), &n_whole);
  recorder_init (&recorder, list);
  while (!rg_record_list_is_whole (list))
    spin ();
  come_to_rest ();
  g_assert_cmpuint (n_whole, ==, 1);
  assert_log (&recorder, "256-0+1999");
  assert_mirrored (&recorder);
  /* What must be looked for comes whole. */
  found = begin_list (&shop, "n0", NULL, FALSE);
  g_assert_true (rg_record_list_is_whole (found));
  recorder_clear (&recorder);
  shop_clear (&shop);
}

/* Rows far down are read when they are asked for, and say so themselves. */
static void
test_pages (void)
{
  Shop shop;
  g_autoptr (RgRecordList) list = NULL;
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func (g_object_unref);
  Recorder recorder;
  guint n_changed = 0, n_notified = 0, n_loaded = 0;
  RgRecord *record;
  g_autofree char *name = NULL;

  shop_init (&shop);
  load (&shop, 2000);
  list = make_list (&shop, NULL, NULL, FALSE);
  recorder_init (&recorder, list);
  for (guint i = 0; i < 2000; i += 7)
    g_ptr_array_add (held, g_list_model_get_item (G_LIST_MODEL (list), i));
  record = g_list_model_get_item (G_LIST_MODEL (list), 1000);
  g_ptr_array_add (held, record);
  g_assert_false (rg_record_is_loaded (record));
  g_assert_null (rg_record_get_row (record));
  name = text_of (record, "name");
  g_assert_cmpstr (name, ==, "");
  g_clear_pointer (&name, g_free);
  g_signal_connect (record, "changed::name", G_CALLBACK (count_cb), &n_changed);
  g_signal_connect (record, "notify::name", G_CALLBACK (notify_cb), &n_notified);
  g_signal_connect (record, "notify::loaded", G_CALLBACK (notify_cb), &n_loaded);
  while (!rg_record_is_loaded (record))
    {
      g_assert_cmpuint (rg_pager_get_in_flight (rg_record_list_get_pager (list)), <=, 2);
      spin ();
    }
  name = text_of (record, "name");
  g_assert_cmpstr (name, ==, "n01000");
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_cmpuint (n_loaded, ==, 1);
  /* It was asked for last, so its page came before nearly all others. */
  {
    guint n = 0;

    for (guint i = 0; i < held->len; i++)
      n += rg_record_is_loaded (g_ptr_array_index (held, i)) ? 1 : 0;
    g_assert_cmpuint (n, <, held->len / 2);
  }
  for (;;)
    {
      guint n = 0;

      for (guint i = 0; i < held->len; i++)
        n += rg_record_is_loaded (g_ptr_array_index (held, i)) ? 1 : 0;
      if (n == held->len)
        break;
      spin ();
    }
  g_assert_cmpuint (recorder.n_changes, ==, 0);
  recorder_clear (&recorder);
  shop_clear (&shop);
}

/* Nothing keeps a record but those who hold it. */
static void
test_weak (void)
{
  Shop shop;
  RgRecordList *list;
  g_autoptr (RgRecordList) other = NULL;
  RgRecord *record, *same;

  shop_init (&shop);
  load (&shop, 600);
  list = make_list (&shop, NULL, NULL, FALSE);
  other = make_list (&shop, NULL, "notes", FALSE);
  record = g_list_model_get_item (G_LIST_MODEL (list), 500);
  same = g_list_model_get_item (G_LIST_MODEL (other), rg_record_list_find (other, rg_record_get_id (record)));
  g_assert_true (record == same);
  g_object_unref (same);
  come_to_rest ();
  g_assert_true (rg_record_is_loaded (record));
  g_assert_finalize_object (record);
  /* A new one knows nothing yet. */
  record = g_list_model_get_item (G_LIST_MODEL (list), 500);
  g_assert_false (rg_record_is_loaded (record));
  /* The list goes while a page is under way: the record stays what it is. */
  spin ();
  g_assert_finalize_object (list);
  come_to_rest ();
  g_assert_finalize_object (record);
  shop_clear (&shop);
}

static void
test_edits (void)
{
  Shop shop;
  g_autoptr (RgRecordList) by_name = NULL;
  g_autoptr (RgRecordList) by_phone = NULL;
  Recorder name_recorder, phone_recorder;
  g_autoptr (RgRecord) record = NULL;
  g_autofree char *notes = NULL, *phones = NULL;
  guint n_notes = 0, n_name = 0, n_tags = 0, n_shown = 0;

  shop_init (&shop);
  add (&shop, "customer", "name", "阿一", "phone", "13800000005", NULL);
  add (&shop, "customer", "name", "波二", "phone", "13800000004", NULL);
  add (&shop, "customer", "name", "陈三", "phone", "13800000003", NULL);
  add (&shop, "customer", "name", "邓四", "phone", "13800000002", NULL);
  add (&shop, "customer", "name", "冯五", "phone", "13800000001", NULL);
  come_to_rest ();
  by_name = make_list (&shop, NULL, NULL, FALSE);
  by_phone = make_list (&shop, NULL, "phone", FALSE);
  recorder_init (&name_recorder, by_name);
  recorder_init (&phone_recorder, by_phone);
  record = g_list_model_get_item (G_LIST_MODEL (by_name), 2);
  g_assert_cmpint (rg_record_get_id (record), ==, 3);
  g_signal_connect (record, "changed::notes", G_CALLBACK (count_cb), &n_notes);
  g_signal_connect (record, "changed::name", G_CALLBACK (count_cb), &n_name);
  g_signal_connect (record, "changed::tags", G_CALLBACK (count_cb), &n_tags);
  g_signal_connect (record, "shown", G_CALLBACK (count_cb), &n_shown);

  /* A field that is no order: the record says it, the lists say nothing. */
  set (&shop, "customer", 3, "notes", "甲", NULL);
  come_to_rest ();
  notes = text_of (record, "notes");
  g_assert_cmpstr (notes, ==, "甲");
  g_assert_cmpuint (n_notes, ==, 1);
  g_assert_cmpuint (n_name, ==, 0);
  g_assert_cmpuint (n_shown, ==, 1);
  assert_log (&name_recorder, "");
  assert_log (&phone_recorder, "");
  /* Several fields at once are one thing to draw; what somebody else has is none. */
  set (&shop, "customer", 3, "notes", "乙", "source", "抖音", "owner", "小周", NULL);
  come_to_rest ();
  g_assert_cmpuint (n_notes, ==, 2);
  g_assert_cmpuint (n_shown, ==, 2);
  add (&shop, "tag", "name", "新客户", NULL);
  add (&shop, "customer_tag", "customer_id", "4", "tag_id", "1", NULL);
  come_to_rest ();
  g_assert_cmpuint (n_shown, ==, 2);

  /* A move in one list, an edit in the other. */
  set (&shop, "customer", 3, "phone", "13800000009", NULL);
  settle (&shop, &name_recorder);
  settle (&shop, &phone_recorder);
  assert_log (&name_recorder, "");
  assert_log (&phone_recorder, "2-1+0 4-0+1");

  add (&shop, "customer", "name", "蔡六", "phone", "13800000000", NULL);
  settle (&shop, &name_recorder);
  settle (&shop, &phone_recorder);
  assert_log (&name_recorder, "2-0+1");
  assert_log (&phone_recorder, "0-0+1");

  delete (&shop, "customer", 1);
  settle (&shop, &name_recorder);
  settle (&shop, &phone_recorder);
  assert_log (&name_recorder, "0-1+0");
  assert_log (&phone_recorder, "4-1+0");
  undo (&shop);
  settle (&shop, &name_recorder);
  assert_log (&name_recorder, "0-0+1");

  /* What lies in other tables shows in the record too. */
  add (&shop, "tag", "name", "老客户", NULL);
  add (&shop, "customer_tag", "customer_id", "3", "tag_id", "2", NULL);
  add_of (&shop, 3, "identity", "kind", "phone", "value", "02188889999");
  come_to_rest ();
  g_assert_cmpuint (n_tags, ==, 1);
  g_assert_cmpstr (rg_row_get_text (rg_record_get_row (record), "tags"), ==, "[\"老客户\"]");
  g_assert_cmpstr (rg_row_get_text (rg_record_get_row (record), "phones"), ==,
                   "[\"13800000009\",\"02188889999\"]");
  set (&shop, "tag", 2, "name", "贵宾", NULL);
  come_to_rest ();
  g_assert_cmpuint (n_tags, ==, 2);
  g_assert_cmpuint (name_recorder.n_outdated, ==, 0);
  recorder_clear (&name_recorder);
  recorder_clear (&phone_recorder);
  shop_clear (&shop);
}

static gpointer
add_names (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const char *const *names = data;
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "test", "Names", error);

  for (guint i = 0; op != NULL && names[i] != NULL; i++)
    {
      RgCell cell = { rg_entity_find_field (entity, "name"), RG_VALUE_INIT };
      gint64 id;

      rg_value_set_text (&cell.value, names[i]);
      id = rg_op_insert (op, entity, &cell, 1, error);
      rg_value_clear (&cell.value);
      if (id == 0)
        return NULL;
    }
  return op;
}

/* Several rows in several places at once, coming and going. */
static void
test_runs (void)
{
  static const char *const two[] = { "b", "d", NULL };
  static const char *const more[] = { "c1", "a1", "e1", "c2", "a2", "a3", "e2", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (RgRecordList) list = NULL;
  Recorder recorder;
  Shop shop;

  shop_init (&shop);
  rg_store_write_sync (shop.store, add_names, (gpointer) two, NULL, &error);
  g_assert_no_error (error);
  come_to_rest ();
  list = make_list (&shop, NULL, NULL, FALSE);
  recorder_init (&recorder, list);
  rg_store_write_sync (shop.store, add_names, (gpointer) more, NULL, &error);
  g_assert_no_error (error);
  settle (&shop, &recorder);
  assert_log (&recorder, "0-0+3 4-0+2 7-0+2");
  undo (&shop);
  settle (&shop, &recorder);
  assert_log (&recorder, "0-3+0 1-2+0 2-2+0");
  recorder_clear (&recorder);
  shop_clear (&shop);
}

static void
test_search (void)
{
  Shop shop;
  g_autoptr (RgRecordList) list = NULL;
  Recorder recorder;
  gint64 event;

  shop_init (&shop);
  add (&shop, "customer", "name", "张三", "notes", "衣柜", NULL);
  add (&shop, "customer", "name", "李四", NULL);
  add (&shop, "customer", "name", "王五", NULL);
  wait_for_search (&shop);
  come_to_rest ();
  list = make_list (&shop, "衣柜", NULL, FALSE);
  recorder_init (&recorder, list);
  g_assert_cmpuint (recorder.mirror->len, ==, 1);
  event = add_of (&shop, 2, "event", "kind", "note", "text", "也要衣柜");
  settle (&shop, &recorder);
  assert_log (&recorder, "0-0+1");
  add (&shop, "customer", "name", "衣柜厂", NULL);
  settle (&shop, &recorder);
  g_assert_cmpuint (recorder.mirror->len, ==, 3);
  g_string_truncate (recorder.log, 0);
  delete (&shop, "event", event);
  settle (&shop, &recorder);
  g_assert_cmpuint (recorder.mirror->len, ==, 2);
  set (&shop, "customer", 1, "notes", NULL, NULL);
  settle (&shop, &recorder);
  g_assert_cmpuint (recorder.mirror->len, ==, 1);
  recorder_clear (&recorder);
  shop_clear (&shop);
}

/* A list that was asked for before the search tables knew of a change learns of
 * it when they do. */
static void
test_search_behind (void)
{
  Shop shop;
  g_autoptr (RgRecordList) list = NULL;
  g_autofree char *path = NULL;
  g_autoptr (RgDatabase) db = NULL;
  Recorder recorder;

  shop_init (&shop);
  add (&shop, "customer", "name", "张三", "notes", "衣柜", NULL);
  wait_for_search (&shop);
  path = g_build_filename (shop.folder, "search.db", NULL);
  db = rg_database_open (path, RG_DATABASE_WRITE, NULL);
  g_assert_true (rg_database_exec (db, "BEGIN IMMEDIATE", NULL));
  add (&shop, "customer", "name", "李四", "notes", "衣柜", NULL);
  come_to_rest ();
  list = make_list (&shop, "衣柜", NULL, FALSE);
  recorder_init (&recorder, list);
  g_assert_cmpuint (recorder.mirror->len, ==, 1);
  g_assert_true (rg_database_exec (db, "COMMIT", NULL));
  settle (&shop, &recorder);
  assert_log (&recorder, "0-0+1");
  recorder_clear (&recorder);
  shop_clear (&shop);
}

static void
test_outdated (void)
{
  Shop shop;
  g_autoptr (RgRecordList) list = NULL;
  Recorder recorder;

  shop_init (&shop);
  load (&shop, 10);
  list = make_list (&shop, NULL, NULL, FALSE);
  recorder_init (&recorder, list);
  load (&shop, 1500);
  come_to_rest ();
  g_assert_cmpuint (recorder.n_outdated, ==, 1);
  g_assert_cmpuint (recorder.n_changes, ==, 0);
  add (&shop, "customer", "name", "一", NULL);
  come_to_rest ();
  g_assert_cmpuint (recorder.n_outdated, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 10);
  recorder_clear (&recorder);
  shop_clear (&shop);
}

static void
test_random (void)
{
  static const char *const names[] = { "赵一", "钱二", "孙三", "李四", "周五",
                                       "吴六", "郑七", "王八", "Anna", "Zoe" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (77);
  Shop shop;
  RgRecordList *lists[3];
  Recorder recorders[3];

  shop_init (&shop);
  load (&shop, 40);
  lists[0] = make_list (&shop, NULL, NULL, FALSE);
  lists[1] = make_list (&shop, NULL, "notes", TRUE);
  lists[2] = make_list (&shop, "s", "notes", FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    recorder_init (&recorders[i], lists[i]);
  for (guint round = 0; round < 60; round++)
    {
      guint n = (guint) g_rand_int_range (rand, 1, 4);

      for (guint i = 0; i < n; i++)
        {
          const char *name = names[g_rand_int_range (rand, 0, G_N_ELEMENTS (names))];
          guint at = (guint) g_rand_int_range (rand, 0, (gint32) recorders[0].mirror->len);
          gint64 id = g_array_index (recorders[0].mirror, guint32, at);

          switch (g_rand_int_range (rand, 0, 5))
            {
            case 0:
              add (&shop, "customer", "name", name, "notes", name, NULL);
              break;
            case 1:
              set (&shop, "customer", id, "name", name, NULL);
              break;
            case 2:
              set (&shop, "customer", id, "notes", name, NULL);
              break;
            case 3:
              undo (&shop);
              break;
            default:
              if (i == 0)
                delete (&shop, "customer", id);
              break;
            }
          /* Deleted rows are not to be chosen again before the list knows. */
          settle (&shop, &recorders[0]);
        }
      for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
        settle (&shop, &recorders[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_assert_cmpuint (recorders[i].n_outdated, ==, 0);
      recorder_clear (&recorders[i]);
      g_assert_finalize_object (lists[i]);
    }
  shop_clear (&shop);
}

static void
test_cancelled (void)
{
  Shop shop;
  g_autoptr (RgQuery) query = rg_query_new ("customer");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  shop_init (&shop);
  g_cancellable_cancel (cancellable);
  rg_record_list_new_async (shop.store, query, cancellable, list_cb, &result);
  while (result == NULL)
    spin ();
  g_assert_null (rg_record_list_new_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);
  shop_clear (&shop);
}

/* A shop is closed with lists and records still held: they stay as they are. */
static void
test_store_gone (void)
{
  Shop shop;
  RgRecordList *list;
  RgRecord *record;

  shop_init (&shop);
  add (&shop, "customer", "name", "张三", NULL);
  come_to_rest ();
  list = make_list (&shop, NULL, NULL, FALSE);
  record = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_object_unref (list);
  come_to_rest ();
  shop_close (&shop);
  g_assert_cmpstr (rg_row_get_text (rg_record_get_row (record), "name"), ==, "张三");
  g_assert_finalize_object (record);
  shop_clear (&shop);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record-list/basics", test_basics);
  g_test_add_func ("/record-list/first-rows", test_first_rows);
  g_test_add_func ("/record-list/pages", test_pages);
  g_test_add_func ("/record-list/weak", test_weak);
  g_test_add_func ("/record-list/edits", test_edits);
  g_test_add_func ("/record-list/runs", test_runs);
  g_test_add_func ("/record-list/search", test_search);
  g_test_add_func ("/record-list/search-behind", test_search_behind);
  g_test_add_func ("/record-list/outdated", test_outdated);
  g_test_add_func ("/record-list/random", test_random);
  g_test_add_func ("/record-list/cancelled", test_cancelled);
  g_test_add_func ("/record-list/store-gone", test_store_gone);
  return g_test_run ();
}
