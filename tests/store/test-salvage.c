/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "damage-test.h"

#include "store/rg-op.h"

#include <signal.h>
#include <sys/resource.h>

/* --- what a salvage brings ---------------------------------------------------------------- */

static void
test_whole (void)
{
  g_autofree char *folder = copy_whole ();
  g_autofree char *new_folder = test_folder_new ();
  g_autoptr (RgSalvageReport) report = NULL;
  g_autofree char *dump = NULL;
  g_autoptr (GError) error = NULL;
  RgStore *store;
  TestSums sums;

  test_take_sums (folder, &sums);
  report = rg_salvage (folder, new_folder, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  test_assert_sums (folder, &sums);
  for (guint i = 0; i < report->tables->len; i++)
    g_test_message ("%s", ((RgSalvageTable *) g_ptr_array_index (report->tables, i))->sentence);
  g_assert_true (report->whole);
  g_assert_true (report->history);
  g_assert_cmpint (report->files, ==, 1);
  store = test_open (new_folder);
  dump = test_dump (store);
  test_assert_same (dump, whole_dump);
  /* The history works: everything is taken back at once. */
  g_assert_cmpint (test_undo (store, "a", 0, &error), >, 0);
  g_assert_no_error (error);
  g_assert_cmpint (test_number (store, "SELECT count (*) FROM customer"), ==, 0);
  test_close (store);
  /* Not over something that is there. */
  g_assert_null (rg_salvage (folder, new_folder, NULL, NULL, NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_FAILED);
  test_folder_remove (folder);
  test_folder_remove (new_folder);
}

static guint32
find_root (const char *folder, const char *table)
{
  RgStore *store = test_open (folder);
  g_autofree char *sql = g_strdup_printf ("SELECT rootpage FROM sqlite_schema WHERE name = '%s'", table);
  guint32 root = (guint32) test_number (store, sql);

  test_close (store);
  return root;
}

/* The page that leads to all customers is gone: the others still have them. */
static void
test_root (void)
{
  g_autofree char *folder = copy_whole ();
  g_autofree char *new_folder = test_folder_new ();
  guint32 root = find_root (folder, "customer");
  g_autoptr (GByteArray) bytes = load (folder, "shop.db");
  g_autoptr (RgSalvageReport) report = NULL;
  g_auto (GStrv) lines = NULL;
  g_autofree char *dump = NULL;
  Tally tally = { 0 };
  RgStore *store;
  guint n = 0;

  memset (bytes->data + (gsize) (root - 1) * PAGE, 0, PAGE);
  save (folder, "shop.db", bytes);
  report = salvage (folder, new_folder, &tally);
  g_assert_nonnull (report);
  g_assert_cmpint (find_table (report, "customer")->read, ==, N_CUSTOMERS);
  g_assert_cmpint (find_table (report, "customer")->missing, ==, 0);
  store = test_open (new_folder);
  dump = test_dump (store);
  lines = g_strsplit (dump, "\n", 0);
  for (guint i = 0; lines[i] != NULL; i++)
    n += g_hash_table_contains (whole_lines, lines[i]);
  g_assert_cmpuint (n, ==, g_hash_table_size (whole_lines));
  test_close (store);
  test_folder_remove (folder);
  test_folder_remove (new_folder);
}

/* A page of customers is gone: the report knows how many, and what they had is
 * kept under their number. */
static void
test_lost_rows (void)
{
  g_autofree char *folder = copy_whole ();
  g_autofree char *new_folder = test_folder_new ();
  guint32 root = find_root (folder, "customer");
  g_autoptr (GByteArray) bytes = load (folder, "shop.db");
  const guint8 *page = bytes->data + (gsize) (root - 1) * PAGE;
  guint at = (guint) page[14] << 8 | page[15];
  guint32 leaf =
      (guint32) page[at] << 24 | (guint32) page[at + 1] << 16 | (guint32) page[at + 2] << 8 | page[at + 3];
  g_autoptr (RgSalvageReport) report = NULL;
  const RgSalvageTable *customers;
  Tally tally = { 0 };
  RgStore *store;

  g_assert_cmpint (page[0], ==, 5);
  memset (bytes->data + (gsize) (leaf - 1) * PAGE, 0, PAGE);
  save (folder, "shop.db", bytes);
  report = salvage (folder, new_folder, &tally);
  g_assert_nonnull (report);
  customers = find_table (report, "customer");
  g_test_message ("%s", customers->sentence);
  g_assert_cmpint (customers->missing, >, 0);
  g_assert_cmpint (customers->read + customers->missing, ==, N_CUSTOMERS);
  g_assert_cmpint (customers->mended, ==, customers->missing);
  g_assert_false (report->whole);
  g_assert_false (report->history);
  check_salvaged (new_folder, report);
  store = test_open (new_folder);
  g_assert_cmpint (
      test_number (store, "SELECT count (*) FROM sale s JOIN customer c ON c.id = s.customer_id"), ==,
      N_CUSTOMERS);
  test_close (store);
  test_folder_remove (folder);
  test_folder_remove (new_folder);
}

/* What was deleted does not come back. */
static void
test_deleted (void)
{
  g_autofree char *folder = copy_whole ();
  g_autofree char *new_folder = test_folder_new ();
  g_autoptr (RgSalvageReport) report = NULL;
  g_autoptr (GError) error = NULL;
  RgStore *store = test_open (folder);
  Tally tally = { 0 };
  guint32 root;

  test_undo (store, "a", 0, &error);
  g_assert_no_error (error);
  test_insert (store, "a", "customer", "name", "只有一位", NULL);
  test_close (store);
  root = find_root (folder, "customer");
  {
    g_autoptr (GByteArray) bytes = load (folder, "shop.db");

    bytes->data[(gsize) (root - 1) * PAGE] = 0;
    save (folder, "shop.db", bytes);
  }
  report = salvage (folder, new_folder, &tally);
  g_assert_nonnull (report);
  g_assert_cmpint (find_table (report, "customer")->read, ==, 0);
  g_assert_cmpint (find_table (report, "customer")->missing, ==, 1);
  test_folder_remove (folder);
  test_folder_remove (new_folder);
}

/* A letter of a column's name flipped: the values are still that column's. */
static void
test_names (void)
{
  static const char *const names[][2] = {
    { "amount_fen", "amoun4_fen" },
    { "  label      TEXT", "  labem      TEXT" },
    { "\"x1\" TEXT", "\"x9\" TEXT" },
    { "pinyin       TEXT", "qinyin       TEXT" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *folder = copy_whole ();
      g_autofree char *new_folder = test_folder_new ();
      g_autoptr (GByteArray) bytes = load (folder, "shop.db");
      g_autoptr (RgSalvageReport) report = NULL;
      g_autofree char *dump = NULL;
      Tally tally = { 0 };
      guint8 *at = memmem (bytes->data, bytes->len, names[i][0], strlen (names[i][0]));
      RgStore *store;

      g_test_message ("%s", names[i][0]);
      g_assert_nonnull (at);
      memcpy (at, names[i][1], strlen (names[i][1]));
      save (folder, "shop.db", bytes);
      report = salvage (folder, new_folder, &tally);
      g_assert_nonnull (report);
      store = test_open (new_folder);
      dump = test_dump (store);
      test_assert_same (dump, whole_dump);
      test_close (store);
      test_folder_remove (folder);
      test_folder_remove (new_folder);
    }
}

static gpointer
attach_cb (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "t", "Attach", error);

  rg_op_attach_bytes (op, 1, data, "photo.jpg", "image/jpeg", NULL, error);
  return NULL;
}

/* Where the new folder cannot take an attachment, that is said; it is not the
 * attachment that is damaged. */
static void
test_no_room (void)
{
  g_autofree char *folder = test_shop_new ();
  g_autofree char *new_folder = test_folder_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (8 << 20), 8 << 20);
  g_autoptr (RgSalvageReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;
  struct rlimit limit, before;
  RgStore *store = test_open (folder);

  rg_store_write_sync (store, attach_cb, bytes, NULL, &error);
  g_assert_no_error (error);
  test_close (store);
  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &before);
  limit = (struct rlimit) { 4 << 20, before.rlim_max };
  setrlimit (RLIMIT_FSIZE, &limit);
  report = rg_salvage (folder, new_folder, NULL, NULL, NULL, &error);
  setrlimit (RLIMIT_FSIZE, &before);
  g_assert_null (report);
  g_assert_nonnull (error);
  dir = g_dir_open (new_folder, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
  g_clear_error (&error);
  report = rg_salvage (folder, new_folder, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->files, ==, 1);
  test_folder_remove (new_folder);
  test_shop_free (g_steal_pointer (&folder));
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);
  g_test_add_func ("/store/salvage/whole", test_whole);
  g_test_add_func ("/store/salvage/root", test_root);
  g_test_add_func ("/store/salvage/lost-rows", test_lost_rows);
  g_test_add_func ("/store/salvage/deleted", test_deleted);
  g_test_add_func ("/store/salvage/names", test_names);
  g_test_add_func ("/store/salvage/no-room", test_no_room);
  return run_tests ();
}
