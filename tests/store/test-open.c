/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-test-util.h"

#include "store/rg-store-log.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

/* Whatever lies in the folder: a clear answer, and nothing overwritten. */

/* Refused with @code for writing and for reading, with and without leave to
 * begin a new one; all files as they were. */
static void
assert_refused (const char *folder, int code, const char *words)
{
  static const RgStoreFlags flags[] = { RG_STORE_CREATE, RG_STORE_DEFAULT, RG_STORE_READ_ONLY };
  TestSums sums;

  test_take_sums (folder, &sums);
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (rg_store_open (folder, flags[i], &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, RG_STORE_ERROR, code);
      g_assert_nonnull (strstr (error->message, words));
    }
  test_assert_sums (folder, &sums);
}

static void
change_file (const char *folder, const char *sql)
{
  g_autofree char *path = g_build_filename (folder, "shop.db", NULL);
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
}

static void
patch_file (const char *folder, goffset at, gsize size)
{
  g_autofree char *path = g_build_filename (folder, "shop.db", NULL);
  FILE *file = g_fopen (path, "r+b");

  g_assert_cmpint (fseek (file, at, SEEK_SET), ==, 0);
  for (gsize i = 0; i < size; i++)
    g_assert_cmpint (fputc (0x5a, file), ==, 0x5a);
  fclose (file);
}

/* --- new ones ------------------------------------------------------------- */

static void
test_missing (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *inner = g_build_filename (folder, "a", "b", NULL);
  g_autoptr (GError) error = NULL;
  RgStore *store;

  g_assert_null (rg_store_open (inner, RG_STORE_DEFAULT, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (g_file_test (inner, G_FILE_TEST_EXISTS));
  g_assert_null (rg_store_open (folder, RG_STORE_DEFAULT, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (rg_store_open (folder, RG_STORE_READ_ONLY | RG_STORE_CREATE, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  store = test_open (inner);
  g_assert_cmpstr (rg_store_get_folder (store), ==, inner);
  g_assert_false (rg_store_is_read_only (store));
  test_close (store);
  store = rg_store_open (inner, RG_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  test_close (store);
  test_folder_remove (folder);
}

/* A folder with other things in it may get a shop, and keeps them; what a start
 * left that was killed before there was a shop is no shop. */
static void
test_beside (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *files_folder = g_build_filename (folder, "files", NULL);
  g_autofree char *sum = NULL;
  RgStore *store;

  test_write_file (folder, "letter.txt", "x", 1);
  test_write_file (folder, "shop.db.new", "half", 4);
  test_write_file (folder, "shop.lock", "", 0);
  g_mkdir (files_folder, 0700);
  store = test_open (folder);
  g_assert_cmpint (test_number (store, "SELECT count (*) FROM customer"), ==, 0);
  test_close (store);
  sum = test_checksum (folder, "letter.txt");
  g_assert_true (g_str_has_prefix (sum, "2d711642"));
  test_folder_remove (folder);
}

static void
test_name (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *base = g_path_get_basename (folder);
  RgStore *store = test_open (folder);
  g_autofree char *unnamed = rg_store_dup_name (store);
  g_autofree char *named = NULL;

  g_assert_cmpstr (unnamed, ==, base);
  test_close (store);
  change_file (folder, "INSERT INTO meta VALUES ('name', '小店')");
  store = test_open (folder);
  named = rg_store_dup_name (store);
  g_assert_cmpstr (named, ==, "小店");
  test_close (store);
  test_folder_remove (folder);
}

/* --- what is not a shop --------------------------------------------------- */

static void
test_not_a_shop (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "shop.db", NULL);
  g_autofree char *noise = g_malloc (8192);

  test_write_file (folder, "shop.db", "name,phone\n", 11);
  assert_refused (folder, RG_STORE_ERROR_NOT_A_SHOP, "not a database");
  memset (noise, 7, 8192);
  test_write_file (folder, "shop.db", noise, 8192);
  assert_refused (folder, RG_STORE_ERROR_NOT_A_SHOP, "not a database");
  g_unlink (path);
  change_file (folder, "CREATE TABLE customer (id INTEGER)");
  assert_refused (folder, RG_STORE_ERROR_NOT_A_SHOP, "another program");
  assert_refused (path, RG_STORE_ERROR_NOT_A_SHOP, "is a file");
  g_unlink (path);
  g_mkdir (path, 0700);
  test_write_file (path, "x", "x", 1);
  {
    g_autoptr (GError) error = NULL;

    g_assert_null (rg_store_open (folder, RG_STORE_CREATE, &error));
    g_assert_true (error->domain == RG_STORE_ERROR);
  }
  test_folder_remove (folder);
}

static void
put (const char *folder, const char *below, const char *name)
{
  g_autofree char *inner = g_build_filename (folder, below, NULL);

  g_assert_cmpint (g_mkdir_with_parents (inner, 0700), ==, 0);
  test_write_file (inner, name, "x", 1);
}

/* No database by its first bytes: whether it was a shop is told by what lies
 * beside it. */
static void
test_remains (void)
{
  static const char hash[] = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881";
  static const struct
  {
    const char *below;
    const char *name;
    gboolean shop;
    gboolean database; /* of another program */
  } remains[] = {
    { "backups", "2026-03-02T101500-import.db", TRUE, FALSE },
    { "backups", "2026-03-02T101500-import.db", TRUE, TRUE },
    { "backups", "photos.zip", FALSE, FALSE },
    { "files", hash, TRUE, FALSE },
    { "files", hash, TRUE, TRUE },
    { "files", "letter.txt", FALSE, TRUE },
    { ".", "search.db", TRUE, FALSE },
    { ".", "shop.db-wal", TRUE, FALSE },
    /* Any program's database may have one. */
    { ".", "shop.db-wal", FALSE, TRUE },
    { ".", "shop.lock", FALSE, FALSE },
  };
  g_autofree char *noise = g_malloc (8192);

  memset (noise, 7, 8192);
  for (guint i = 0; i < G_N_ELEMENTS (remains); i++)
    {
      g_autofree char *folder = test_folder_new ();

      if (remains[i].database)
        change_file (folder, "CREATE TABLE customer (id INTEGER)");
      else
        test_write_file (folder, "shop.db", noise, 8192);
      put (folder, remains[i].below, remains[i].name);
      if (remains[i].shop)
        assert_refused (folder, RG_STORE_ERROR_CORRUPT, "restore a backup, or salvage");
      else
        assert_refused (folder, RG_STORE_ERROR_NOT_A_SHOP, "choose another folder");
      test_folder_remove (folder);
    }
}

/* Alone, with nothing but its own number in a header that is none any more. */
static void
test_lone_header (void)
{
  char *folder = test_shop_new ();
  g_autofree char *search = g_build_filename (folder, "search.db", NULL);

  g_unlink (search);
  patch_file (folder, 0, 16);
  assert_refused (folder, RG_STORE_ERROR_CORRUPT, "its beginning");
  patch_file (folder, 68, 4);
  assert_refused (folder, RG_STORE_ERROR_NOT_A_SHOP, "not a database");
  test_shop_free (folder);
}

static void
test_newer (void)
{
  char *folder = test_shop_new ();

  change_file (folder, "PRAGMA user_version = 99");
  assert_refused (folder, RG_STORE_ERROR_NEWER, "newer version");
  test_shop_free (folder);
}

/* --- what is damaged ------------------------------------------------------ */

static void
test_damaged (void)
{
  char *folder = test_shop_new ();
  g_autofree char *path = g_build_filename (folder, "shop.db", NULL);
  g_autofree char *whole = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (path, &whole, &size, NULL));
  /* Cut off, at a page and within one. */
  test_write_file (folder, "shop.db", whole, size - 4096);
  assert_refused (folder, RG_STORE_ERROR_CORRUPT, "its end is missing");
  test_write_file (folder, "shop.db", whole, 5000);
  assert_refused (folder, RG_STORE_ERROR_CORRUPT, "its end is missing");
  test_write_file (folder, "shop.db", whole, 50);
  assert_refused (folder, RG_STORE_ERROR_CORRUPT, "its beginning");
  test_write_file (folder, "shop.db", "", 0);
  assert_refused (folder, RG_STORE_ERROR_CORRUPT, "it is empty");
  /* The schema's page, and its text. */
  test_write_file (folder, "shop.db", whole, size);
  patch_file (folder, 100, 8);
  assert_refused (folder, RG_STORE_ERROR_CORRUPT, "");
  test_write_file (folder, "shop.db", whole, size);
  change_file (folder, "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = 'own_field'");
  assert_refused (folder, RG_STORE_ERROR_CORRUPT, "");
  test_shop_free (folder);
}

/* Damage that only shows later is told as damage, not as a riddle. */
static gpointer
read_all (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgStatement) statement = NULL;

  statement = rg_database_prepare (rg_read_get_database (read), "SELECT * FROM customer", error);
  while (statement != NULL && rg_statement_step (statement, error) == RG_STEP_ROW)
    ;
  return NULL;
}

static void
test_damaged_later (void)
{
  char *folder = test_shop_new ();
  g_autofree char *page = NULL;
  g_autoptr (GError) error = NULL;
  RgStore *store = test_open (folder);

  page = test_query (store, "SELECT rootpage FROM sqlite_schema WHERE name = 'customer'");
  test_close (store);
  patch_file (folder, (g_ascii_strtoll (page, NULL, 10) - 1) * 4096, 4096);
  store = rg_store_open (folder, RG_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  rg_store_read_sync (store, read_all, NULL, NULL, &error);
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CORRUPT);
  test_close (store);
  test_shop_free (folder);
}

/* shop.db has gone: whatever is left of the shop is not built over. */
static void
test_lost (void)
{
  static const char *const parts[] = { "search.db", "shop.db-wal", "files", "backups" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *folder = test_folder_new ();
      g_autofree char *path = g_build_filename (folder, parts[i], NULL);

      if (i < 2)
        {
          test_write_file (folder, parts[i], "x", 1);
        }
      else
        {
          g_mkdir (path, 0700);
          test_write_file (path, "x", "x", 1);
        }
      assert_refused (folder, RG_STORE_ERROR_CORRUPT, parts[i]);
      test_folder_remove (folder);
    }
}

/* An empty file beside its log is not a new shop. */
static void
test_empty_with_log (void)
{
  char *folder = test_shop_new ();

  test_write_file (folder, "shop.db", "", 0);
  test_write_file (folder, "shop.db-wal", "log", 3);
  assert_refused (folder, RG_STORE_ERROR_CORRUPT, "it is empty");
  test_shop_free (folder);
}

/* --- without blocking ----------------------------------------------------- */

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(RgStore **) data = rg_store_open_finish (result, &error);
  g_assert_no_error (error);
}

static void
test_async (void)
{
  char *folder = test_shop_new ();
  RgStore *store = NULL;

  rg_store_open_async (folder, RG_STORE_DEFAULT, NULL, opened_cb, &store);
  while (store == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (test_number (store, "SELECT count (*) FROM customer"), ==, 1);
  test_close (store);
  test_shop_free (folder);
}

/* --- the stamp of the log ------------------------------------------------------ */

#define SETTINGS                                                                                             \
  "INSERT INTO meta (key, value) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE "     \
  "i < 40) SELECT 'setting ' || i, hex (zeroblob (500)) FROM n"

static RgDatabase *
open_plain (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "shop.db", NULL);
  g_autoptr (GError) error = NULL;
  RgDatabase *db = rg_database_open_flags (path, RG_OPEN_WRITE, &error);

  g_assert_no_error (error);
  return db;
}

static void
plain_exec (RgDatabase *db, const char *sql)
{
  g_autoptr (GError) error = NULL;

  rg_database_exec (db, sql, &error);
  g_assert_no_error (error);
}

static void
live_some_days (const char *folder)
{
  for (int i = 0; i < 3; i++)
    {
      RgStore *store = test_open (folder);

      test_insert (store, "t", "customer", "name", "李四", NULL);
      test_close (store);
    }
}

/* A shop that was there before stamps were has settings of several pages: its stamp
 * stands behind them. */
static void
test_stamp_behind (void)
{
  g_autofree char *folder = test_shop_new ();
  RgDatabase *db = open_plain (folder);

  plain_exec (db, "DELETE FROM meta WHERE key = '" RG_LOG_KEY "'");
  plain_exec (db, SETTINGS);
  rg_database_checkpoint (db, TRUE, NULL);
  rg_database_close (db);
  live_some_days (folder);
  test_shop_free (g_steal_pointer (&folder));
}

/* The log was on its way into the file: what leads to the settings' pages is there,
 * the pages are not. */
static void
test_stamp_half_moved (void)
{
  g_autofree char *folder = test_shop_new ();
  g_autofree char *copy = test_folder_new ();
  g_autofree char *bytes = NULL;
  g_autofree char *log = NULL;
  g_autofree char *path = g_build_filename (folder, "shop.db", NULL);
  g_autofree char *log_path = g_build_filename (folder, "shop.db-wal", NULL);
  g_autofree char *moved = NULL;
  gsize size, log_size;
  gint64 root = 0;
  RgDatabase *db;

  live_some_days (folder);
  db = open_plain (folder);
  g_assert_true (
      rg_database_get_integer (db, "SELECT rootpage FROM sqlite_schema WHERE name = 'meta'", 0, &root, NULL));
  rg_database_manage_log (db);
  plain_exec (db, SETTINGS);
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_true (g_file_get_contents (log_path, &log, &log_size, NULL));
  rg_database_checkpoint (db, TRUE, NULL);
  g_assert_true (g_file_get_contents (path, &moved, NULL, NULL));
  rg_database_close (db);
  g_assert_cmpint (moved[(root - 1) * 4096], ==, 5);
  memcpy (bytes + (root - 1) * 4096, moved + (root - 1) * 4096, 4096);
  test_write_file (copy, "shop.db", bytes, size);
  test_write_file (copy, "shop.db-wal", log, log_size);
  live_some_days (copy);
  test_folder_remove (copy);
  test_shop_free (g_steal_pointer (&folder));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/open/missing", test_missing);
  g_test_add_func ("/store/open/beside", test_beside);
  g_test_add_func ("/store/open/name", test_name);
  g_test_add_func ("/store/open/not-a-shop", test_not_a_shop);
  g_test_add_func ("/store/open/remains", test_remains);
  g_test_add_func ("/store/open/lone-header", test_lone_header);
  g_test_add_func ("/store/open/newer", test_newer);
  g_test_add_func ("/store/open/damaged", test_damaged);
  g_test_add_func ("/store/open/damaged-later", test_damaged_later);
  g_test_add_func ("/store/open/lost", test_lost);
  g_test_add_func ("/store/open/empty-with-log", test_empty_with_log);
  g_test_add_func ("/store/open/async", test_async);
  g_test_add_func ("/store/open/stamp-behind", test_stamp_behind);
  g_test_add_func ("/store/open/stamp-half-moved", test_stamp_half_moved);
  return g_test_run ();
}
