/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-test-util.h"

#include "store/rg-database-private.h"

/* A long operation in a small shop does without the customers' indexes;
 * however it ends, all of them are there again. */

#define INDEXES                                                                                              \
  "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'customer' ORDER BY name"
#define COUNT "SELECT count (*) FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'customer'"

typedef struct
{
  int rows;
  int fail_at;      /* -1: nowhere */
  gint64 meanwhile; /* indexes that were there */
} Fill;

static gpointer
fill_shop (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  Fill *fill = data;
  RgOp *op = rg_op_begin (write, RG_ORIGIN_IMPORT, "a", "Import", error);
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer");

  rg_op_make_long (op, error);
  rg_database_get_integer (rg_write_get_database (write), COUNT, -1, &fill->meanwhile, error);
  for (int i = 0; i < fill->rows && *error == NULL; i++)
    {
      g_autofree char *name = g_strdup_printf ("张%d", i);
      g_autofree char *phone = g_strdup_printf ("138%08d", (i * 7919) % 100000);
      RgCell cells[2];

      test_cell (&cells[0], entity, "name", name);
      test_cell (&cells[1], entity, "phone", phone);
      rg_op_insert (op, entity, cells, 2, error);
      rg_value_clear (&cells[0].value);
      rg_value_clear (&cells[1].value);
      if (i % (fill->rows / 5) == fill->rows / 5 - 1 && *error == NULL)
        rg_op_pause (op, cancellable, error);
      if (i == fill->fail_at && *error == NULL)
        g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_FAILED, "on purpose");
    }
  return NULL;
}

/* Returns how many indexes there were meanwhile. */
static gint64
run_fill (RgStore *store, int fail_at)
{
  g_autoptr (GError) error = NULL;
  Fill fill = { .rows = 500, .fail_at = fail_at };

  rg_store_write_sync (store, fill_shop, &fill, NULL, &error);
  if (fail_at < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_FAILED);
  return fill.meanwhile;
}

static void
test_done (void)
{
  g_autofree char *folder = test_folder_new ();
  RgStore *store = test_open (folder);
  g_autofree char *before = test_query (store, INDEXES);
  g_autofree char *after = NULL;
  g_autofree char *after2 = NULL;
  g_autofree char *check = NULL;

  g_assert_cmpint (test_number (store, COUNT), >, 0);
  /* None but those that keep rows from being there twice may stay. */
  g_assert_cmpint (run_fill (store, -1), ==, 0);
  after = test_query (store, INDEXES);
  test_assert_same (after, before);
  check = test_query (store, "PRAGMA integrity_check");
  g_assert_cmpstr (g_strstrip (check), ==, "ok");
  g_assert_cmpint (test_number (store, "SELECT count (*) FROM customer"), ==, 500);
  g_assert_cmpint (test_number (store, "SELECT count (*) FROM customer WHERE phone = '13800007919'"), ==, 1);
  g_assert_cmpint (run_fill (store, -1), ==, 0);
  after2 = test_query (store, INDEXES);
  test_assert_same (after2, before);
  test_close (store);
  test_folder_remove (folder);
}

static void
test_taken_back (gconstpointer data)
{
  g_autofree char *folder = test_folder_new ();
  RgStore *store = test_open (folder);
  g_autofree char *before = test_query (store, INDEXES);
  g_autofree char *after = NULL;

  g_assert_cmpint (run_fill (store, GPOINTER_TO_INT (data)), ==, 0);
  after = test_query (store, INDEXES);
  test_assert_same (after, before);
  g_assert_cmpint (test_number (store, "SELECT count (*) FROM customer"), ==, 0);
  test_close (store);
  test_folder_remove (folder);
}

/* Where there is much already, it is served by them while more comes. */
static void
test_large (void)
{
  g_autofree char *folder = test_folder_new ();
  RgStore *store = test_open (folder);
  g_autoptr (GError) error = NULL;
  Fill fill = { .rows = 20100, .fail_at = -1 };

  rg_store_write_sync (store, fill_shop, &fill, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fill.meanwhile, ==, 0);
  g_assert_cmpint (run_fill (store, -1), ==, test_number (store, COUNT));
  test_close (store);
  test_folder_remove (folder);
}

/* As after a power cut in the middle. */
static void
test_opened (void)
{
  g_autofree char *folder = test_shop_new ();
  g_autofree char *path = g_build_filename (folder, "shop.db", NULL);
  RgStore *store = test_open (folder);
  g_autofree char *before = test_query (store, INDEXES);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  RgDatabase *db;

  test_close (store);
  db = rg_database_open (path, RG_DATABASE_WRITE, &error);
  g_assert_no_error (error);
  rg_database_exec (db, "DROP INDEX customer_phone; DROP INDEX customer_created_at", &error);
  g_assert_no_error (error);
  rg_database_close (db);
  store = test_open (folder);
  after = test_query (store, INDEXES);
  test_assert_same (after, before);
  test_close (store);
  test_shop_free (g_steal_pointer (&folder));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/late-index/done", test_done);
  g_test_add_data_func ("/late-index/taken-back-early", GINT_TO_POINTER (50), test_taken_back);
  g_test_add_data_func ("/late-index/taken-back", GINT_TO_POINTER (350), test_taken_back);
  g_test_add_func ("/late-index/large", test_large);
  g_test_add_func ("/late-index/opened", test_opened);
  return g_test_run ();
}
