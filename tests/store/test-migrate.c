/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-test-util.h"

#include "store/rg-migrate.h"

#include <glib/gstdio.h>
#include <string.h>

/* A shop of an older program becomes one of today's, with all that is in it. */

static void
run_sql (const char *folder, const char *sql)
{
  g_autofree char *path = g_build_filename (folder, "shop.db", NULL);
  sqlite3 *handle = NULL;
  char *problem = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  sqlite3_exec (handle, sql, NULL, NULL, &problem);
  g_assert_cmpstr (problem, ==, NULL);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
}

/* A folder with a closed shop as the first schema left it. */
static char *
old_shop_new (void)
{
  char *folder = test_shop_new ();

  run_sql (folder, TEST_BACK_TO_FIRST_SCHEMA);

  return folder;
}

static char *
schema_of (RgStore *store)
{
  return test_query (store, "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' "
                            "ORDER BY type, name");
}

static void
test_first (void)
{
  g_autofree char *folder = old_shop_new ();
  g_autofree char *fresh = test_shop_new ();
  RgStore *store = test_open (folder);
  RgStore *other = test_open (fresh);
  g_autofree char *schema = schema_of (store);
  g_autofree char *expected = schema_of (other);
  g_autofree char *name = test_query (store, "SELECT name FROM customer");

  g_assert_cmpint (test_number (store, "SELECT user_version FROM pragma_user_version"), ==,
                   RG_SCHEMA_VERSION);
  test_assert_same (schema, expected);
  g_assert_cmpstr (name, ==, "张三丰");

  /* What is new can be written, and what was done before undone. */
  g_assert_cmpint (
      test_insert (store, "t", "relation", "customer_id", "1", "kind", "child", "name", "小丰", NULL), >, 0);
  test_close (store);
  test_close (other);
  test_shop_free (g_steal_pointer (&folder));
  test_shop_free (g_steal_pointer (&fresh));
}

static void
test_for_reading (void)
{
  g_autofree char *folder = old_shop_new ();
  g_autoptr (GError) error = NULL;
  TestSums sums;

  test_take_sums (folder, &sums);
  g_assert_null (rg_store_open (folder, RG_STORE_READ_ONLY, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_OLDER);
  test_assert_sums (folder, &sums);
  test_shop_free (g_steal_pointer (&folder));
}

/* A step that fails leaves the shop as it was. */
static void
test_in_the_way (void)
{
  g_autofree char *folder = old_shop_new ();
  g_autoptr (GError) error = NULL;
  TestSums sums;

  run_sql (folder, "CREATE TABLE not_same (id INTEGER PRIMARY KEY) STRICT");
  test_take_sums (folder, &sums);
  g_assert_null (rg_store_open (folder, RG_STORE_DEFAULT, &error));
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  test_assert_sums (folder, &sums);
  test_shop_free (g_steal_pointer (&folder));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/migrate/first", test_first);
  g_test_add_func ("/migrate/for-reading", test_for_reading);
  g_test_add_func ("/migrate/in-the-way", test_in_the_way);

  return g_test_run ();
}
