/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-test-util.h"

typedef struct
{
  char *folder;
  RgStore *store;
} Shop;

static void
set_up (Shop *shop, gconstpointer data)
{
  rg_clock_set (G_GINT64_CONSTANT (1700000000000));
  shop->folder = test_folder_new ();
  shop->store = test_open (shop->folder);
}

static void
tear_down (Shop *shop, gconstpointer data)
{
  rg_store_close (shop->store);
  test_settle ();
  g_assert_finalize_object (shop->store);
  test_folder_remove (shop->folder);
  g_free (shop->folder);
  rg_clock_set (0);
}

/* Runs @func as one write and returns its error's code, -1 for none. */
static int
write_code (Shop *shop, RgWriteFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (shop->store, func, data, NULL, &error);
  if (error == NULL)
    return -1;
  g_test_message ("%s", error->message);
  g_assert_true (error->domain == RG_STORE_ERROR);
  return error->code;
}

/* --- rows ----------------------------------------------------------------- */

static void
test_insert_row (Shop *shop, gconstpointer data)
{
  gint64 id = test_insert (shop->store, "a", "customer", "name", "曾国藩", "phone", "13812345678", NULL);
  g_autofree char *row = NULL;
  g_autofree char *journal = NULL;
  g_autofree char *operation = NULL;

  row = test_query (shop->store,
                    "SELECT id, name, kind, phone, pinyin, created_at, updated_at, "
                    "typeof (sort_key), substr (sort_key, 1, 1) = CAST ('z' AS BLOB) FROM customer");
  g_assert_cmpint (id, ==, 1);
  g_assert_cmpstr (row, ==, "1|曾国藩|person|13812345678|zeng guo fan|1700000000000|1700000000000|blob|1");
  journal = test_query (shop->store,
                        "SELECT op, tbl, row_id, kind, before IS NULL, after ->> '$.name', "
                        "after ->> '$.kind', after ->> '$.created_at', after -> '$.pinyin' FROM journal");
  g_assert_cmpstr (journal, ==, "1|customer|1|insert|1|曾国藩|person|1700000000000|");
  operation =
      test_query (shop->store, "SELECT id, origin, session, label, at, kind, target, state, changed, n_rows, "
                               "images FROM operation");
  g_assert_cmpstr (operation, ==, "1|window|a|customer|1700000000000|do||done|1|1|1");
}

static void
test_update_row (Shop *shop, gconstpointer data)
{
  gint64 id = test_insert (shop->store, "a", "customer", "name", "单雄信", "notes", "旧", NULL);
  g_autofree char *row = NULL;
  g_autofree char *journal = NULL;

  rg_clock_set (G_GINT64_CONSTANT (1700000001000));
  g_assert_true (
      test_update (shop->store, "a", "customer", id, "name", "单雄信", "notes", "新 \"two\"\n\x01", NULL));
  row = test_query (shop->store, "SELECT notes, created_at, updated_at, pinyin FROM customer");
  g_assert_cmpstr (row, ==, "新 \"two\"\n\x01|1700000000000|1700000001000|shan xiong xin");
  journal = test_query (shop->store, "SELECT before, after FROM journal WHERE kind = 'update'");
  g_assert_cmpstr (journal, ==,
                   "{\"notes\":\"旧\",\"updated_at\":1700000000000}|"
                   "{\"notes\":\"新 \\\"two\\\"\\n\\u0001\",\"updated_at\":1700000001000}");
}

static void
test_update_nothing (Shop *shop, gconstpointer data)
{
  gint64 id = test_insert (shop->store, "a", "customer", "name", "A", NULL);

  g_assert_true (test_update (shop->store, "a", "customer", id, "name", "A", "notes", NULL, NULL));
  g_assert_cmpint (test_number (shop->store, "SELECT count (*) FROM operation"), ==, 1);
  g_assert_cmpint (test_number (shop->store, "SELECT count (*) FROM journal"), ==, 1);
}

/* The keys follow the name, its kind and the owner's own reading. */
static void
test_derived (Shop *shop, gconstpointer data)
{
  gint64 id = test_insert (shop->store, "a", "customer", "name", "朴素", "kind", "company", NULL);
  g_autofree char *company = test_query (shop->store, "SELECT pinyin FROM customer");
  g_autofree char *key = test_query (shop->store, "SELECT sort_key FROM customer");
  g_autofree char *person = NULL;
  g_autofree char *person_key = NULL;
  g_autofree char *own = NULL;
  g_autofree char *back = NULL;
  g_autofree char *back_key = NULL;

  g_assert_cmpstr (company, ==, "pu su");
  test_update (shop->store, "a", "customer", id, "kind", "person", NULL);
  person = test_query (shop->store, "SELECT pinyin FROM customer");
  person_key = test_query (shop->store, "SELECT sort_key FROM customer");
  g_assert_cmpstr (person, ==, "piao su");
  g_assert_cmpstr (person_key, !=, key);
  test_update (shop->store, "a", "customer", id, "reading", "bu su", NULL);
  own = test_query (shop->store, "SELECT pinyin FROM customer");
  g_assert_cmpstr (own, ==, "bu su");
  g_assert_cmpint (test_undo (shop->store, "a", 0, NULL), ==, 3);
  g_assert_cmpint (test_undo (shop->store, "a", 0, NULL), ==, 2);
  back = test_query (shop->store, "SELECT pinyin FROM customer");
  back_key = test_query (shop->store, "SELECT sort_key FROM customer");
  g_assert_cmpstr (back, ==, company);
  g_assert_cmpstr (back_key, ==, key);
}

static void
test_delete_row (Shop *shop, gconstpointer data)
{
  gint64 id = test_insert (shop->store, "a", "customer", "name", "A", NULL);
  gint64 event = test_insert (shop->store, "a", "event", "customer_id", "1", "kind", "note", "at", "5", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (test_delete (shop->store, "a", "customer", id, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT);
  g_clear_error (&error);
  g_assert_cmpint (test_number (shop->store, "SELECT count (*) FROM customer"), ==, 1);
  g_assert_true (test_delete (shop->store, "a", "event", event, &error));
  g_assert_true (test_delete (shop->store, "a", "customer", id, &error));
  g_assert_no_error (error);
  g_assert_false (test_delete (shop->store, "a", "customer", id, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND);
  /* Never used again. */
  g_assert_cmpint (test_insert (shop->store, "a", "customer", "name", "B", NULL), ==, 2);
}

/* --- what is refused ------------------------------------------------------ */

static gpointer
insert_derived (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, "s", "x", error);
  RgCell cell = { rg_entity_find_field (entity, data), { .kind = RG_VALUE_TEXT, .text = (char *) "x" } };

  rg_op_insert (op, entity, &cell, 1, error);
  return NULL;
}

static gpointer
insert_wrong_kind (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, "s", "x", error);
  RgCell cell = { rg_entity_find_field (entity, "name"), { .kind = RG_VALUE_INTEGER, .integer = 5 } };

  rg_op_insert (op, entity, &cell, 1, error);
  return NULL;
}

static gpointer
insert_bad_text (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, "s", "x", error);
  RgCell cell = { rg_entity_find_field (entity, "name"),
                  { .kind = RG_VALUE_TEXT, .text = (char *) "\xff\xfe" } };

  rg_op_insert (op, entity, &cell, 1, error);
  return NULL;
}

static gpointer
insert_double_tag (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "tag");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, "s", "x", error);
  RgCell cell = { rg_entity_find_field (entity, "name"), { .kind = RG_VALUE_TEXT, .text = (char *) "VIP" } };

  if (rg_op_insert (op, entity, &cell, 1, error) != 0)
    rg_op_insert (op, entity, &cell, 1, error);
  return NULL;
}

static void
test_refusals (Shop *shop, gconstpointer data)
{
  g_assert_cmpint (write_code (shop, insert_derived, (gpointer) "pinyin"), ==, RG_STORE_ERROR_CONSTRAINT);
  g_assert_cmpint (write_code (shop, insert_derived, (gpointer) "created_at"), ==, RG_STORE_ERROR_CONSTRAINT);
  g_assert_cmpint (write_code (shop, insert_derived, (gpointer) "phones"), ==, RG_STORE_ERROR_CONSTRAINT);
  g_assert_cmpint (write_code (shop, insert_wrong_kind, NULL), ==, RG_STORE_ERROR_CONSTRAINT);
  g_assert_cmpint (write_code (shop, insert_bad_text, NULL), ==, RG_STORE_ERROR_CONSTRAINT);
  g_assert_cmpint (write_code (shop, insert_double_tag, NULL), ==, RG_STORE_ERROR_CONSTRAINT);
  g_assert_cmpint (test_number (shop->store,
                                "SELECT (SELECT count (*) FROM operation) + (SELECT count (*) FROM tag) "
                                "+ (SELECT count (*) FROM customer)"),
                   ==, 0);
}

static gpointer
change_unseen (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  rg_op_begin (write, RG_ORIGIN_CLI, "s", "x", error);
  rg_database_exec (rg_write_get_database (write), data, error);
  return NULL;
}

/* A change past the operation is found before COMMIT. */
static void
test_guard (Shop *shop, gconstpointer data)
{
#ifdef RG_DEBUG_JOURNAL
  static const char *const changes[] = {
    "UPDATE customer SET notes = 'x' WHERE id = 1",
    "DELETE FROM customer WHERE id = 1",
    "INSERT INTO channel (name, created_at, updated_at) VALUES ('x', 1, 1)",
  };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  test_insert (shop->store, "a", "customer", "name", "A", NULL);
  before = test_dump (shop->store);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*without a line in the journal*");
      g_assert_cmpint (write_code (shop, change_unseen, (gpointer) changes[i]), ==, RG_STORE_ERROR_FAILED);
      g_test_assert_expected_messages ();
    }
  after = test_dump (shop->store);
  test_assert_same (after, before);
#else
  g_test_skip ("only in development builds");
#endif
}

/* --- many rows ------------------------------------------------------------ */

typedef struct
{
  const char *entity;
  const char *key;
  const char *value;
  GArray *ids;
} Many;

static gpointer
update_many (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  Many *many = data;
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), many->entity);
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "a", "many", error);
  RgCell cell;

  test_cell (&cell, entity, many->key, many->value);
  rg_op_update_many (op, entity, (gint64 *) (gpointer) many->ids->data, many->ids->len, &cell, error);
  rg_value_clear (&cell.value);
  return NULL;
}

static gpointer
insert_many (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "a", "rows", error);

  for (int i = 0; i < GPOINTER_TO_INT (data); i++)
    {
      g_autofree char *name = g_strdup_printf ("客户%d", i);
      RgCell cells[2];

      test_cell (&cells[0], entity, "name", name);
      test_cell (&cells[1], entity, "stage", i % 3 == 0 ? "旧" : NULL);
      rg_op_insert (op, entity, cells, 2, error);
      rg_value_clear (&cells[0].value);
      rg_value_clear (&cells[1].value);
    }
  return NULL;
}

static void
test_many (Shop *shop, gconstpointer data)
{
  Many many = { "customer", "stage", "新", g_array_new (FALSE, FALSE, sizeof (gint64)) };
  g_autofree char *before = NULL;
  g_autofree char *done = NULL;
  g_autofree char *after = NULL;
  g_autofree char *again = NULL;

  g_assert_cmpint (write_code (shop, insert_many, GINT_TO_POINTER (3000)), ==, -1);
  /* Every second row, and some that are not there. */
  for (gint64 id = 2; id <= 4000; id += 2)
    g_array_append_val (many.ids, id);
  before = test_dump (shop->store);
  rg_clock_set (G_GINT64_CONSTANT (1700000002000));
  g_assert_cmpint (write_code (shop, update_many, &many), ==, -1);
  g_assert_cmpint (test_number (shop->store,
                                "SELECT count (*) FROM customer WHERE stage = '新' AND id % 2 = 0 AND "
                                "updated_at = 1700000002000"),
                   ==, 1500);
  g_assert_cmpint (test_number (shop->store, "SELECT count (*) FROM journal WHERE op = 2"), ==, 0);
  g_assert_cmpint (test_number (shop->store, "SELECT sum (n) FROM journal_bulk WHERE op = 2"), ==, 1500);
  g_assert_cmpint (test_number (shop->store, "SELECT n_rows FROM operation WHERE id = 2"), ==, 1500);
  done = test_dump (shop->store);
  g_assert_cmpint (test_undo (shop->store, "a", 0, NULL), ==, 2);
  after = test_dump (shop->store);
  test_assert_same (after, before);
  g_assert_cmpint (test_redo (shop->store, "a", 0, NULL), ==, 2);
  again = test_dump (shop->store);
  test_assert_same (again, done);
  g_array_unref (many.ids);
}

/* The keys of names are made row by row. */
static void
test_many_derived (Shop *shop, gconstpointer data)
{
  Many many = { "customer", "kind", "company", g_array_new (FALSE, FALSE, sizeof (gint64)) };
  gint64 ids[2];
  g_autofree char *before = NULL;
  g_autofree char *done = NULL;
  g_autofree char *after = NULL;

  ids[0] = test_insert (shop->store, "a", "customer", "name", "朴素", NULL);
  ids[1] = test_insert (shop->store, "a", "customer", "name", "曾经", NULL);
  g_array_append_vals (many.ids, ids, 2);
  before = test_dump (shop->store);
  g_assert_cmpint (write_code (shop, update_many, &many), ==, -1);
  done = test_query (shop->store, "SELECT pinyin FROM customer ORDER BY id");
  g_assert_cmpstr (done, ==, "pu su\nceng jing");
  test_undo (shop->store, "a", 0, NULL);
  after = test_dump (shop->store);
  test_assert_same (after, before);
  g_array_unref (many.ids);
}

/* --- the feed ------------------------------------------------------------- */

static void
changed_cb (RgStore *store, gint64 operation, const char *origin, RgChanges *changes, GString *log)
{
  g_assert_cmpint (operation, ==, rg_changes_get_operation (changes));
  g_assert_cmpstr (origin, ==, rg_changes_get_origin (changes));
  for (guint i = 0; i < rg_changes_get_n (changes); i++)
    {
      const RgChange *change = rg_changes_get (changes, i);

      g_string_append_printf (log, "%d %s %s %d:", (int) operation, origin, change->entity, change->kind);
      for (guint j = 0; change->ids != NULL && j < change->ids->len; j++)
        g_string_append_printf (log, " %d", (int) g_array_index (change->ids, gint64, j));
      g_string_append (log, change->ids == NULL ? " many\n" : "\n");
    }
}

static void
test_feed (Shop *shop, gconstpointer data)
{
  g_autoptr (GString) log = g_string_new (NULL);
  gint64 id;

  g_signal_connect (shop->store, "changed", G_CALLBACK (changed_cb), log);
  id = test_insert (shop->store, "a", "customer", "name", "A", NULL);
  /* Not before the main context runs. */
  g_assert_cmpstr (log->str, ==, "");
  test_settle ();
  g_assert_cmpstr (log->str, ==, "1 window customer 0: 1\n");
  g_string_truncate (log, 0);
  test_update (shop->store, "a", "customer", id, "notes", "x", NULL);
  test_update (shop->store, "a", "customer", id, "notes", "x", NULL);
  test_undo (shop->store, "a", 2, NULL);
  g_assert_cmpint (write_code (shop, insert_bad_text, NULL), ==, RG_STORE_ERROR_CONSTRAINT);
  test_delete (shop->store, "a", "customer", id, NULL);
  g_assert_cmpint (write_code (shop, insert_many, GINT_TO_POINTER (1001)), ==, -1);
  test_settle ();
  g_assert_cmpstr (log->str, ==,
                   "2 window customer 1: 1\n4 window customer 1: 1\n5 window customer 2: 1\n"
                   "6 window customer 0: many\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/store/op/" path, Shop, NULL, set_up, func, tear_down)
  ADD ("insert", test_insert_row);
  ADD ("update", test_update_row);
  ADD ("update-nothing", test_update_nothing);
  ADD ("derived", test_derived);
  ADD ("delete", test_delete_row);
  ADD ("refusals", test_refusals);
  ADD ("guard", test_guard);
  ADD ("many", test_many);
  ADD ("many-derived", test_many_derived);
  ADD ("feed", test_feed);
  return g_test_run ();
}
