/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-bulk.h"
#include "shop/rg-follow.h"
#include "shop/rg-remove.h"

#include "store-test-util.h"

#include <locale.h>
#include <string.h>

/* One change of many customers, and a customer deleted with all that belongs to
 * it: one operation, one undo. */

#define MANY 10200

typedef struct
{
  char *folder;
  RgStore *store;
  RgQuery *query;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  rg_clock_set (G_GINT64_CONSTANT (1763773200000));
  f->folder = test_folder_new ();
  f->store = test_open (f->folder);
  f->query = rg_query_new ("customer");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  rg_query_unref (f->query);
  test_close (f->store);
  test_shop_free (f->folder);
  rg_clock_set (0);
}

/* What was done may not be what the undo finds the same time for. */
static void
undo_and_compare (Fixture *f, const char *before)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *after = NULL;

  test_undo (f->store, "test", 0, &error);
  g_assert_no_error (error);
  after = test_dump (f->store);
  test_assert_same (after, before);
}

static void
redo_and_compare (Fixture *f, const char *before)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *after = NULL;

  test_redo (f->store, "test", 0, &error);
  g_assert_no_error (error);
  after = test_dump (f->store);
  test_assert_same (after, before);
}

/* Runs a job; the report says "rows changed". */
static RgBulkReport *
run (Fixture *f, RgBulkJob *job, GCancellable *cancellable, GError **error)
{
  job->origin = RG_ORIGIN_WINDOW;
  job->session = "test";
  return rg_store_write_sync (f->store, rg_bulk_write_func, job, cancellable, error);
}

static void
assert_run (Fixture *f, RgBulkJob *job, guint64 rows, guint64 changed, const char *label)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgBulkReport) report = run (f, job, NULL, &error);
  g_autofree char *got = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (report->rows, ==, rows);
  g_assert_cmpuint (report->changed, ==, changed);
  g_assert_cmpint (report->operation != 0, ==, changed > 0);
  got = test_query (f->store, "SELECT label FROM operation ORDER BY id DESC LIMIT 1");
  if (label != NULL)
    g_assert_cmpstr (got, ==, label);
}

static void
add_people (Fixture *f)
{
  static const char *const names[] = { "张三", "李四", "王五", "张飞", "赵云" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    test_insert (f->store, "a", "customer", "name", names[i], NULL);
}

/* --- tags ----------------------------------------------------------------- */

static void
test_tag (Fixture *f, gconstpointer data)
{
  static const guint32 ids[] = { 4, 1, 2 };
  static const char *const tags[] = { "VIP", "团购", NULL };
  static const char *const one[] = { "VIP", NULL };
  g_autoptr (RgChosen) some = NULL;
  g_autoptr (RgChosen) all = NULL;
  g_autofree char *before = NULL, *between = NULL, *got = NULL;
  RgBulkJob job = { .kind = RG_BULK_TAG, .tags = tags };

  add_people (f);
  test_insert (f->store, "a", "tag", "name", "VIP", NULL);
  test_insert (f->store, "a", "customer_tag", "customer_id", "1", "tag_id", "1", "cause", "import", NULL);
  before = test_dump (f->store);
  some = rg_chosen_new_ids (f->query, ids, G_N_ELEMENTS (ids));
  job.chosen = some;
  assert_run (f, &job, 3, 3, "Tag 3 customers “VIP”, “团购”");
  got =
      test_query (f->store, "SELECT c.customer_id, t.name, c.cause FROM customer_tag c JOIN tag t ON t.id = "
                            "c.tag_id ORDER BY 1, 2");
  g_assert_cmpstr (got, ==, "1|VIP|import\n1|团购|\n2|VIP|\n2|团购|\n4|VIP|\n4|团购|");
  /* Once more: they have them all. */
  assert_run (f, &job, 3, 0, "Tag 3 customers “VIP”, “团购”");

  between = test_dump (f->store);
  all = rg_chosen_new_all_except (f->query, &ids[1], 1);
  job = (RgBulkJob) { .kind = RG_BULK_UNTAG, .tags = one, .chosen = all };
  assert_run (f, &job, 4, 2, "Take the tag from 2 customers: “VIP”");
  g_assert_cmpint (test_number (f->store, "SELECT count (*) FROM customer_tag"), ==, 4);
  undo_and_compare (f, between);
  undo_and_compare (f, before);
}

/* Those who have it by a rule have it by hand afterwards, and by the rule again when
 * that is undone. */
static void
test_tag_by_rule (Fixture *f, gconstpointer data)
{
  static const guint32 ids[] = { 1, 2 };
  static const char *const tags[] = { "王家", NULL };
  static const char causes[] = "SELECT group_concat (ifnull (cause, '-'), ' ' ORDER BY customer_id) "
                               "FROM customer_tag";
  g_autoptr (RgChosen) two = rg_chosen_new_ids (f->query, ids, G_N_ELEMENTS (ids));
  g_autofree char *before = NULL, *given = NULL, *kept = NULL, *back = NULL;
  g_autoptr (GError) error = NULL;
  RgBulkJob job = { .kind = RG_BULK_TAG, .tags = tags, .chosen = two };

  add_people (f);
  test_insert (f->store, "a", "tag", "name", "王家", "condition",
               "{\"field\":\"name\",\"op\":\"starts\",\"value\":\"张\"}", "rule_on", "1", NULL);
  g_assert_true (rg_follow_catch_up (f->store, NULL, &error));
  before = test_query (f->store, causes);
  g_assert_cmpstr (before, ==, "rule:{} rule:{}");
  assert_run (f, &job, 2, 2, "Tag 2 customers “王家”");
  assert_run (f, &job, 2, 0, NULL);
  given = test_query (f->store, causes);
  g_assert_cmpstr (given, ==, "- - rule:{}");
  /* The rule's next word takes it from the one alone who has it by the rule. */
  test_update (f->store, "a", "tag", 1, "condition", "{\"field\":\"name\",\"op\":\"is\",\"value\":\"无\"}",
               NULL);
  g_assert_true (rg_follow_catch_up (f->store, NULL, &error));
  kept = test_query (f->store, causes);
  g_assert_cmpstr (kept, ==, "- -");
  test_undo (f->store, "test", 0, &error);
  g_assert_no_error (error);
  g_assert_true (rg_follow_catch_up (f->store, NULL, &error));
  back = test_query (f->store, causes);
  g_assert_cmpstr (back, ==, "");
}

/* What a write finds has to be what the list shows: "san" stands within a
 * word, which only a scan of all rows finds. */
static void
test_search (Fixture *f, gconstpointer data)
{
  static const char *const tags[] = { "VIP", NULL };
  g_autoptr (RgChosen) found = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *got = NULL;
  RgBulkJob job = { .kind = RG_BULK_TAG, .tags = tags };

  add_people (f);
  test_insert (f->store, "a", "customer", "name", "Tom", "notes", "artisan", NULL);
  rg_store_wait_for_search (f->store, NULL, &error);
  g_assert_no_error (error);
  rg_query_set_search (f->query, "san");
  found = rg_chosen_new_all_except (f->query, NULL, 0);
  job.chosen = found;
  assert_run (f, &job, 1, 1, "Tag 1 customer “VIP”");
  got = test_query (f->store, "SELECT customer_id FROM customer_tag");
  g_assert_cmpstr (got, ==, "1");
}

/* --- one field ------------------------------------------------------------ */

static void
test_set (Fixture *f, gconstpointer data)
{
  static const guint32 ids[] = { 1, 2, 3 };
  g_autoptr (RgChosen) some = rg_chosen_new_ids (f->query, ids, G_N_ELEMENTS (ids));
  g_auto (RgValue) value = RG_VALUE_INIT;
  g_auto (RgValue) wrong = RG_VALUE_INIT;
  RgValue nothing = RG_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *between = NULL, *names = NULL;
  RgBulkJob job = { .kind = RG_BULK_SET, .chosen = some, .key = "source", .value = &value };

  add_people (f);
  test_update (f->store, "a", "customer", 2, "source", "抖音", NULL);
  before = test_dump (f->store);
  rg_value_set_text (&value, "抖音");
  assert_run (f, &job, 3, 2, "Set Source of 2 customers to “抖音”");
  names = test_query (f->store, "SELECT name FROM channel");
  g_assert_cmpstr (names, ==, "抖音");
  between = test_dump (f->store);
  job.value = &nothing;
  assert_run (f, &job, 3, 3, "Empty Source of 3 customers");
  undo_and_compare (f, between);
  undo_and_compare (f, before);

  rg_value_set_text (&wrong, "nobody knows");
  job.key = "gender";
  job.value = &wrong;
  g_assert_null (run (f, &job, NULL, &error));
  g_assert_error (error, RG_FIELD_ERROR, RG_FIELD_ERROR_CHOICE);
  g_clear_error (&error);
  job.key = "tags";
  g_assert_null (run (f, &job, NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT);
  g_clear_error (&error);
  job.key = "x99";
  g_assert_null (run (f, &job, NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT);
}

/* --- deleting ------------------------------------------------------------- */

/* One row of everything for each of two customers, and what lies between them. */
static void
add_everything (Fixture *f)
{
  add_people (f);
  test_insert (f->store, "a", "tag", "name", "VIP", NULL);
  for (guint i = 0; i < 2; i++)
    {
      const char *id = i == 0 ? "1" : "2";

      test_insert (f->store, "a", "contact", "customer_id", id, "name", "张太太", NULL);
      test_insert (f->store, "a", "identity", "customer_id", id, "kind", "phone", "value", "13800000000",
                   NULL);
      test_insert (f->store, "a", "event", "customer_id", id, "kind", "note", "at", "1", "text", "甲", NULL);
      test_insert (f->store, "a", "sale", "customer_id", id, "item", "灯", NULL);
      test_insert (f->store, "a", "customer_tag", "customer_id", id, "tag_id", "1", NULL);
      test_insert (f->store, "a", "attachment", "customer_id", id, "event_id", id, "name", "a.pdf", "hash",
                   "h", "size", "1", NULL);
      test_insert (f->store, "a", "attachment", "customer_id", id, "name", "b.pdf", "hash", "h", "size", "1",
                   NULL);
    }
  /* Of the other's event. */
  test_insert (f->store, "a", "attachment", "customer_id", "2", "event_id", "1", "name", "c.pdf", "hash", "h",
               "size", "1", NULL);
  test_insert (f->store, "a", "relation", "customer_id", "1", "kind", "friend", "other_id", "2", NULL);
  test_insert (f->store, "a", "relation", "customer_id", "2", "kind", "spouse", "other_id", "1", NULL);
  test_insert (f->store, "a", "relation", "customer_id", "3", "kind", "friend", "other_id", "2", NULL);
  test_insert (f->store, "a", "not_same", "first_id", "1", "second_id", "2", NULL);
  test_insert (f->store, "a", "not_same", "first_id", "2", "second_id", "3", NULL);
}

static gpointer
delete_one (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "test", "Delete", error);

  return op != NULL && rg_people_delete (op, *(const gint64 *) data, error) ? op : NULL;
}

/* Rows of every table as "customer 4, contact 1 …". */
static char *
count_rows (Fixture *f)
{
  static const char *const tables[] = { "customer",     "contact",    "identity", "event",    "sale",
                                        "customer_tag", "attachment", "relation", "not_same", "tag" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM \"%s\"", tables[i]);

      g_string_append_printf (text, "%s %d ", tables[i], (int) test_number (f->store, sql));
    }
  return g_string_free_and_steal (text);
}

static void
test_delete_one (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL, *counted = NULL, *kept = NULL;
  gint64 id = 1;

  add_everything (f);
  before = test_dump (f->store);
  rg_store_write_sync (f->store, delete_one, &id, NULL, &error);
  g_assert_no_error (error);
  counted = count_rows (f);
  g_assert_cmpstr (counted, ==,
                   "customer 4 contact 1 identity 1 event 1 sale 1 customer_tag 1 attachment 3 relation 1 "
                   "not_same 1 tag 1 ");
  kept = test_query (f->store, "SELECT event_id FROM attachment WHERE name = 'c.pdf'");
  g_assert_cmpstr (kept, ==, "");
  after = test_dump (f->store);
  undo_and_compare (f, before);
  redo_and_compare (f, after);
  g_assert_null (rg_store_write_sync (f->store, delete_one, &id, NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND);
}

static void
test_delete_some (Fixture *f, gconstpointer data)
{
  static const guint32 ids[] = { 1, 2, 44 };
  g_autoptr (RgChosen) some = rg_chosen_new_ids (f->query, ids, G_N_ELEMENTS (ids));
  g_autoptr (RgChosen) nobody = rg_chosen_new_ids (f->query, NULL, 0);
  g_autofree char *before = NULL, *counted = NULL;
  RgBulkJob job = { .kind = RG_BULK_DELETE, .chosen = some };

  add_everything (f);
  before = test_dump (f->store);
  assert_run (f, &job, 2, 2, "Delete 2 customers");
  counted = count_rows (f);
  g_assert_cmpstr (counted, ==,
                   "customer 3 contact 0 identity 0 event 0 sale 0 customer_tag 0 attachment 0 relation 0 "
                   "not_same 0 tag 1 ");
  undo_and_compare (f, before);
  job.chosen = nobody;
  assert_run (f, &job, 0, 0, NULL);
}

/* --- very many ------------------------------------------------------------ */

static gpointer
add_many (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgEntity *customer = rg_catalog_find (rg_write_get_catalog (write), "customer");
  const RgEntity *event = rg_catalog_find (rg_write_get_catalog (write), "event");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_IMPORT, "a", "Load", error);

  if (op == NULL || !rg_op_make_long (op, error))
    return NULL;
  for (guint i = 0; i < MANY; i++)
    {
      RgCell cell = { .field = rg_entity_find_field (customer, "stage"),
                      .value = { .kind = RG_VALUE_TEXT, .text = (char *) (i % 3 == 0 ? "新" : "老") } };
      gint64 id = rg_op_insert (op, customer, &cell, 1, error);
      RgCell cells[] = {
        { .field = rg_entity_find_field (event, "customer_id"),
          .value = { .kind = RG_VALUE_INTEGER, .integer = id } },
        { .field = rg_entity_find_field (event, "kind"),
          .value = { .kind = RG_VALUE_TEXT, .text = (char *) "note" } },
        { .field = rg_entity_find_field (event, "at"), .value = { .kind = RG_VALUE_INTEGER, .integer = i } },
      };

      if (id == 0 || (i % 50 == 0 && rg_op_insert (op, event, cells, G_N_ELEMENTS (cells), error) == 0))
        return NULL;
    }
  return NULL;
}

typedef struct
{
  guint calls;
  guint64 last;
  guint64 cancel_at;
  GCancellable *cancellable;
} Progress;

static void
note_progress (guint64 done, guint64 total, gpointer data)
{
  Progress *progress = data;

  g_assert_cmpuint (done, >, progress->last);
  g_assert_cmpuint (total, ==, MANY);
  progress->calls++;
  progress->last = done;
  if (progress->cancel_at != 0 && done >= progress->cancel_at)
    g_cancellable_cancel (progress->cancellable);
}

static void
test_many (Fixture *f, gconstpointer data)
{
  static const char *const tags[] = { "VIP", NULL };
  g_autoptr (RgChosen) all = rg_chosen_new_all_except (f->query, NULL, 0);
  g_auto (RgValue) value = RG_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  RgBulkJob jobs[] = {
    { .kind = RG_BULK_TAG, .tags = tags },
    { .kind = RG_BULK_SET, .key = "stage", .value = &value },
    { .kind = RG_BULK_DELETE },
  };

  rg_value_set_text (&value, "老");
  rg_store_write_sync (f->store, add_many, NULL, NULL, &error);
  g_assert_no_error (error);
  before = test_dump (f->store);
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      Progress progress = { .cancel_at = 4000, .cancellable = cancellable };
      g_autofree char *left = NULL;

      jobs[i].chosen = all;
      jobs[i].progress = note_progress;
      jobs[i].progress_data = &progress;
      g_assert_null (run (f, &jobs[i], cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&error);
      g_assert_cmpuint (progress.last, ==, 4000);
      left = test_dump (f->store);
      test_assert_same (left, before);

      progress = (Progress) { 0 };
      assert_run (f, &jobs[i], MANY, jobs[i].kind == RG_BULK_SET ? MANY / 3 : MANY, NULL);
      g_assert_cmpuint (progress.last, ==, MANY);
      g_assert_cmpuint (progress.calls, >=, 10);
      undo_and_compare (f, before);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/bulk/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("tag", test_tag);
  ADD ("tag-by-rule", test_tag_by_rule);
  ADD ("search", test_search);
  ADD ("set", test_set);
  ADD ("delete-one", test_delete_one);
  ADD ("delete-some", test_delete_some);
  ADD ("many", test_many);
  return g_test_run ();
}
