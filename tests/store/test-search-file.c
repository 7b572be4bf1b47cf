/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search-shop.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* search.db itself: missing, damaged, of another making, behind or ahead of
 * shop.db, not to be written. */

static char *
search_path (Shop *shop, const char *ending)
{
  g_autofree char *name = g_strconcat ("search.db", ending, NULL);

  return g_build_filename (shop->folder, name, NULL);
}

static void
remove_search (Shop *shop)
{
  static const char *const endings[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = search_path (shop, endings[i]);

      g_unlink (path);
    }
}

static void
fill (Shop *shop)
{
  add (shop, "customer", "name", "张三丰", "phone", "13812345678", "notes", "武当山", NULL);
  add (shop, "customer", "name", "王重阳", "phone", "13987654321", NULL);
  add_of (shop, 2, "event", "kind", "note", "text", "来自终南山");
}

static void
assert_filled (Shop *shop)
{
  assert_finds (shop, "zsf", "1");
  assert_finds (shop, "武当", "1");
  assert_finds (shop, "5678", "1");
  assert_finds (shop, "王", "2");
  assert_finds (shop, "终南", "2");
}

static void
test_missing (void)
{
  Shop shop;

  shop_init (&shop);
  fill (&shop);
  assert_filled (&shop);
  shop_close (&shop);
  remove_search (&shop);
  shop_open (&shop);
  assert_filled (&shop);
  shop_clear (&shop);
}

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *contents = NULL;
  gsize length;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (from, &contents, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents (to, contents, (gssize) length, &error);
  g_assert_no_error (error);
}

/* The tables lag behind: they were put back as they were before. */
static void
test_lagging (void)
{
  Shop shop;
  g_autofree char *path = NULL, *kept = NULL;

  shop_init (&shop);
  fill (&shop);
  assert_filled (&shop);
  shop_close (&shop);
  path = search_path (&shop, "");
  kept = search_path (&shop, ".kept");
  copy_file (path, kept);
  shop_open (&shop);
  set (&shop, "customer", 1, "name", "张无忌", "phone", "13800001111", NULL);
  delete (&shop, "event", 1);
  assert_finds (&shop, "zwj", "1");
  shop_close (&shop);
  remove_search (&shop);
  copy_file (kept, path);
  shop_open (&shop);
  assert_finds (&shop, "zwj", "1");
  assert_finds (&shop, "1111", "1");
  assert_finds (&shop, "zsf", "");
  assert_finds (&shop, "5678", "");
  assert_finds (&shop, "终南", "");
  shop_clear (&shop);
}

/* The tables are ahead of the shop, or belong to another course of events:
 * shop.db was put back as it was before and went on differently. */
static void
test_ahead (void)
{
  Shop shop;
  g_autofree char *path = NULL, *kept = NULL;

  shop_init (&shop);
  fill (&shop);
  assert_filled (&shop);
  shop_close (&shop);
  path = g_build_filename (shop.folder, "shop.db", NULL);
  kept = g_build_filename (shop.folder, "shop.db.kept", NULL);
  copy_file (path, kept);
  shop_open (&shop);
  set (&shop, "customer", 1, "name", "张无忌", NULL);
  assert_finds (&shop, "zwj", "1");
  shop_close (&shop);

  copy_file (kept, path);
  shop_open (&shop);
  assert_filled (&shop);
  assert_finds (&shop, "zwj", "");
  set (&shop, "customer", 1, "name", "张无忌", NULL);
  assert_finds (&shop, "zwj", "1");
  shop_close (&shop);

  /* As many operations, but other ones. */
  copy_file (kept, path);
  g_unlink (kept);
  rg_clock_set (1800000000000);
  {
    g_autofree char *search = search_path (&shop, "");
    g_autofree char *aside = search_path (&shop, ".aside");

    g_assert_cmpint (g_rename (search, aside), ==, 0);
    shop_open (&shop);
    set (&shop, "customer", 2, "name", "周伯通", NULL);
    assert_finds (&shop, "zbt", "2");
    shop_close (&shop);
    remove_search (&shop);
    g_assert_cmpint (g_rename (aside, search), ==, 0);
  }
  rg_clock_set (0);
  shop_open (&shop);
  assert_finds (&shop, "zbt", "2");
  assert_finds (&shop, "zsf", "1");
  assert_finds (&shop, "zwj", "");
  shop_clear (&shop);
}

static void
damage_garbage (const char *path)
{
  g_assert_true (g_file_set_contents (path,
                                      "this is no database, and long enough to have a header "
                                      "............................................................",
                                      -1, NULL));
}

static void
damage_empty (const char *path)
{
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
}

static void
damage_cut (const char *path)
{
  g_assert_cmpint (truncate (path, 4096 + 100), ==, 0);
}

/* Everything after the first page: the schema is read, the rest is not. */
static void
damage_pages (const char *path)
{
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_cmpuint (length, >, 8192);
  memset (contents + 4096, 0x5a, length - 4096);
  g_assert_true (g_file_set_contents (path, contents, (gssize) length, NULL));
}

/* All pages but those of the table of settings, so that only whoever looks for
 * words finds out. */
static void
damage_words (const char *path)
{
  g_autoptr (RgDatabase) db = rg_database_open (path, RG_DATABASE_WRITE, NULL);

  g_assert_nonnull (db);
  g_assert_true (rg_database_exec (db,
                                   "UPDATE doc_data SET block = x'ffffffffff';"
                                   "UPDATE word_data SET block = x'ffffffffff';",
                                   NULL));
}

static void
damage_state (const char *path)
{
  g_autoptr (RgDatabase) db = rg_database_open (path, RG_DATABASE_WRITE, NULL);

  g_assert_nonnull (db);
  /* A build that was cut off. */
  g_assert_true (rg_database_exec (db,
                                   "UPDATE meta SET value = 'building' WHERE key = 'state';"
                                   "DELETE FROM side; DELETE FROM word WHERE rowid = 1;",
                                   NULL));
}

static void
damage_version (const char *path)
{
  g_autoptr (RgDatabase) db = rg_database_open (path, RG_DATABASE_WRITE, NULL);

  g_assert_nonnull (db);
  g_assert_true (rg_database_exec (db,
                                   "UPDATE meta SET value = 'ready 0 another' WHERE key = 'state';"
                                   "DELETE FROM doc WHERE rowid = 1; DROP TABLE phone;"
                                   "CREATE TABLE phone (number TEXT);",
                                   NULL));
}

static void
test_damaged (gconstpointer data)
{
  void (*damage) (const char *path) = data;
  Shop shop;
  g_autofree char *path = NULL;

  shop_init (&shop);
  fill (&shop);
  assert_filled (&shop);
  shop_close (&shop);
  path = search_path (&shop, "");
  damage (path);
  shop_open (&shop);
  assert_filled (&shop);
  set (&shop, "customer", 1, "name", "张无忌", NULL);
  assert_finds (&shop, "zwj", "1");
  shop_close (&shop);
  shop_open (&shop);
  assert_finds (&shop, "zwj", "1");
  shop_clear (&shop);
}

/* Damage under an open shop: who searches gets an answer all the same, and the
 * tables are made again beneath the readers. */
static void
test_damaged_open (void)
{
  Shop shop;
  g_autofree char *path = NULL;
  g_autoptr (RgDatabase) db = NULL;

  shop_init (&shop);
  fill (&shop);
  assert_filled (&shop);
  path = search_path (&shop, "");
  db = rg_database_open (path, RG_DATABASE_WRITE, NULL);
  g_assert_nonnull (db);
  g_assert_true (rg_database_exec (db,
                                   "UPDATE doc_data SET block = x'ffffffffff' WHERE id > 1;"
                                   "UPDATE word_data SET block = x'ffffffffff' WHERE id > 1;",
                                   NULL));
  g_clear_pointer (&db, rg_database_close);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GArray) ids = search_now (&shop, "武当");
      g_autofree char *text = ids_to_text (ids);

      g_assert_cmpstr (text, ==, "1");
      wait_for_search (&shop);
    }
  assert_filled (&shop);
  db = rg_database_open (path, RG_DATABASE_READ, NULL);
  g_assert_nonnull (db);
  /* Whole again, word by word. */
  g_assert_true (rg_database_exec (db, "SELECT rowid FROM doc WHERE doc MATCH '\"武 当\"'", NULL));
  shop_clear (&shop);
}

/* Whatever keeps search.db from being made, the shop opens and is searched. */
static void
test_without (void)
{
  static const char *const queries[][2] = {
    { "zsf", "1" },    { "zhangsf", "1" }, { "张sf", "1" }, { "三丰", "1" },    { "5678", "1" },
    { "武当", "1" },   { "终南", "2" },    { "wang", "2" }, { "王 终南", "2" }, { "138 1234 5678", "1" },
    { "王 武当", "" }, { "%", "" },        { "_", "" },     { "会员", "2" },    { "13812345678", "1" },
  };
  Shop shop;
  g_autofree char *path = NULL;

  shop_init (&shop);
  fill (&shop);
  add (&shop, "tag", "name", "会员", NULL);
  add (&shop, "customer_tag", "customer_id", "2", "tag_id", "1", NULL);
  shop_close (&shop);
  remove_search (&shop);
  path = search_path (&shop, "");
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  shop_open (&shop);
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (GArray) ids = search_now (&shop, queries[i][0]);
      g_autofree char *text = ids_to_text (ids);

      if (!g_str_equal (text, queries[i][1]))
        g_test_message ("searching %s", queries[i][0]);
      g_assert_cmpstr (text, ==, queries[i][1]);
    }
  shop_close (&shop);
  g_rmdir (path);
  shop_open (&shop);
  assert_filled (&shop);
  shop_clear (&shop);
}

/* A long operation is followed when it is done, however many rows it has, and
 * not at all when it is taken back. */
typedef struct
{
  guint n;
  gboolean fail;
} Load;

static gpointer
load_in_writer (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const Load *load = data;
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_IMPORT, "test", "Load", error);

  if (!rg_op_make_long (op, error))
    return NULL;
  for (guint i = 0; i < load->n; i++)
    {
      g_autofree char *phone = g_strdup_printf ("13%05u0000", i);
      RgCell cells[2] = { { rg_entity_find_field (entity, "name"), RG_VALUE_INIT },
                          { rg_entity_find_field (entity, "phone"), RG_VALUE_INIT } };
      gint64 id;

      rg_value_set_text (&cells[0].value, i % 2 == 0 ? "周芷若" : "赵敏");
      rg_value_take_text (&cells[1].value, g_steal_pointer (&phone));
      id = rg_op_insert (op, entity, cells, 2, error);
      rg_value_clear (&cells[0].value);
      rg_value_clear (&cells[1].value);
      if (id == 0 || (i % 1000 == 999 && !rg_op_pause (op, cancellable, error)))
        return NULL;
    }
  if (load->fail)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "on purpose");
      return NULL;
    }
  return GINT_TO_POINTER (1);
}

static guint
count (Shop *shop, const char *text)
{
  g_autoptr (GArray) ids = NULL;

  wait_for_search (shop);
  ids = search_now (shop, text);
  return ids->len;
}

static void
test_long (gconstpointer data)
{
  Load load = { GPOINTER_TO_UINT (data), FALSE };
  g_autoptr (GError) error = NULL;
  Shop shop;

  shop_init (&shop);
  fill (&shop);
  rg_store_write_sync (shop.store, load_in_writer, &load, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count (&shop, "zzr"), ==, (load.n + 1) / 2);
  g_assert_cmpuint (count (&shop, "赵敏"), ==, load.n / 2);
  g_assert_cmpuint (count (&shop, "13000"), ==, 100);
  assert_filled (&shop);
  undo (&shop);
  g_assert_cmpuint (count (&shop, "zzr"), ==, 0);
  g_assert_cmpuint (count (&shop, "赵"), ==, 0);
  g_assert_cmpuint (count (&shop, "139"), ==, 1);
  redo (&shop);
  g_assert_cmpuint (count (&shop, "zzr"), ==, (load.n + 1) / 2);
  assert_filled (&shop);
  shop_clear (&shop);
}

static void
test_taken_back (void)
{
  Load load = { 3000, TRUE };
  g_autoptr (GError) error = NULL;
  Shop shop;

  shop_init (&shop);
  fill (&shop);
  assert_filled (&shop);
  rg_store_write_sync (shop.store, load_in_writer, &load, NULL, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  assert_finds (&shop, "zzr", "");
  assert_finds (&shop, "13000", "");
  assert_filled (&shop);
  shop_clear (&shop);
}

static void
test_wait_cancelled (void)
{
  Shop shop;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  shop_init (&shop);
  g_cancellable_cancel (cancellable);
  g_assert_false (rg_store_wait_for_search (shop.store, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  wait_for_search (&shop);
  shop_clear (&shop);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*damage) (const char *path);
  } damages[] = {
    { "/search/damaged/garbage", damage_garbage },
    { "/search/damaged/empty", damage_empty },
    { "/search/damaged/cut", damage_cut },
    { "/search/damaged/pages", damage_pages },
    { "/search/damaged/words", damage_words },
    { "/search/damaged/half-built", damage_state },
    { "/search/damaged/other-version", damage_version },
  };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/missing", test_missing);
  g_test_add_func ("/search/lagging", test_lagging);
  g_test_add_func ("/search/ahead", test_ahead);
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    g_test_add_data_func (damages[i].path, damages[i].damage, test_damaged);
  g_test_add_func ("/search/damaged/under-way", test_damaged_open);
  g_test_add_func ("/search/without", test_without);
  g_test_add_data_func ("/search/long/some", GUINT_TO_POINTER (5000), test_long);
  g_test_add_data_func ("/search/long/many", GUINT_TO_POINTER (25000), test_long);
  g_test_add_func ("/search/taken-back", test_taken_back);
  g_test_add_func ("/search/wait-cancelled", test_wait_cancelled);
  return g_test_run ();
}
