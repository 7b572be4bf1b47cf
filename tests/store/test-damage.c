/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "damage-test.h"

/* --- damages -------------------------------------------------------------------------- */

static void
test_truncated (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GByteArray) bytes = load (whole, "shop.db");
  guint n = rounds (50, 1000);
  Tally tally = { 0 };

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *folder = copy_whole ();
      guint size = (guint) g_rand_int_range (rand, 0, (gint32) bytes->len);

      if (i % 3 == 0)
        size -= size % PAGE;
      if (i < 8)
        size = (guint[]) { 0, 1, 15, 16, 99, 100, 512, PAGE }[i];
      test_write_file (folder, "shop.db", bytes->data, size);
      try_damage (folder, &tally);
      test_folder_remove (folder);
    }
  tell ("truncated", &tally);
  g_assert_cmpuint (tally.refused, ==, tally.n);
  g_assert_cmpint (tally.rows, >, 0);
}

/* Rows that are read are those that were there, letter by letter. */
static void
test_zeroed (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);
  guint n = rounds (50, 2000);
  Tally tally = { 0 };

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *folder = copy_whole ();
      g_autoptr (GByteArray) bytes = load (folder, "shop.db");
      guint count = i % 4 == 0 ? 5 : 1;

      for (guint j = 0; j < count; j++)
        {
          guint page = (guint) g_rand_int_range (rand, 0, (gint32) (bytes->len / PAGE));

          memset (bytes->data + (gsize) page * PAGE, 0, PAGE);
        }
      save (folder, "shop.db", bytes);
      try_damage (folder, &tally);
      test_folder_remove (folder);
    }
  tell ("zeroed pages", &tally);
  g_assert_cmpuint (tally.nothing, ==, 0);
  g_assert_cmpint (tally.rows, >, (gint64) tally.n * N_CUSTOMERS * 9 / 10);
}

static void
test_flipped (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  guint n = rounds (190, 5000);
  Tally tally = { 0 };

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *folder = copy_whole ();
      g_autoptr (GByteArray) bytes = load (folder, "shop.db");
      guint count = 1U << (i % 8);

      for (guint j = 0; j < count; j++)
        {
          guint at = (guint) g_rand_int_range (rand, 0, (gint32) bytes->len);

          /* The first bytes of pages are where it hurts. */
          if (g_rand_boolean (rand))
            at -= MIN (at % PAGE, at % PAGE - at % 16);
          bytes->data[at] ^= (guint8) (1 << g_rand_int_range (rand, 0, 8));
        }
      save (folder, "shop.db", bytes);
      try_damage (folder, &tally);
      test_folder_remove (folder);
    }
  tell ("flipped bits", &tally);
  g_assert_cmpint (tally.rows, >, (gint64) tally.n * N_CUSTOMERS * 9 / 10);
}

static void
test_header (void)
{
  Tally tally = { 0 };

  for (guint at = 0; at < 100; at += rounds (7, 1))
    {
      g_autofree char *folder = copy_whole ();
      g_autoptr (GByteArray) bytes = load (folder, "shop.db");

      for (guint i = at; i < MIN (at + 7, 100); i++)
        bytes->data[i] ^= 0x5a;
      save (folder, "shop.db", bytes);
      try_damage (folder, &tally);
      test_folder_remove (folder);
    }
  tell ("header", &tally);
  g_assert_cmpuint (tally.nothing, <=, 1);
}

/* A letter of a column's name: what asks for it finds a damaged file. */
static void
test_column (void)
{
  g_autofree char *folder = copy_whole ();
  g_autoptr (GByteArray) bytes = load (folder, "shop.db");
  char *at = memmem (bytes->data, bytes->len, "  address ", 10);
  g_autoptr (GError) error = NULL;
  RgStore *store;

  g_assert_nonnull (at);
  at[2] = 'q';
  save (folder, "shop.db", bytes);
  store = rg_store_open (folder, RG_STORE_CREATE, &error);
  if (store != NULL)
    {
      rg_store_read_sync (store, read_address, NULL, NULL, &error);
      test_close (store);
    }
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CORRUPT);
  assert_sentence (error);
  test_folder_remove (folder);
}

/* The first page, which leads to all others, is gone, and everything but that
 * is read. */
static void
test_first_page (void)
{
  g_autofree char *folder = copy_whole ();
  g_autofree char *new_folder = test_folder_new ();
  g_autoptr (GByteArray) bytes = load (folder, "shop.db");
  g_autoptr (RgSalvageReport) report = NULL;
  Tally tally = { 0 };

  memset (bytes->data, 0, PAGE);
  save (folder, "shop.db", bytes);
  report = salvage (folder, new_folder, &tally);
  g_assert_nonnull (report);
  g_assert_cmpint (find_table (report, "customer")->read, ==, N_CUSTOMERS);
  g_assert_cmpint (find_table (report, "event")->read, ==, N_CUSTOMERS);
  check_salvaged (new_folder, report);
  test_folder_remove (folder);
  test_folder_remove (new_folder);
}

/* --- logs ---------------------------------------------------------------------------------- */

/* A shop that was killed while @n customers were in its log alone. */
static char *
killed_copy (const char *folder, int n, const char *name)
{
  RgStore *store = test_open (folder);
  char *killed = test_folder_new ();

  for (int i = 0; i < n; i++)
    test_insert (store, "k", "customer", "name", name, NULL);
  test_copy_folder (folder, killed);
  test_close (store);
  return killed;
}

static void
move_log (const char *from, const char *to)
{
  g_autoptr (GByteArray) bytes = load (from, "shop.db-wal");

  g_assert_cmpuint (bytes->len, >, 0);
  save (to, "shop.db-wal", bytes);
}

static void
assert_stray (const char *folder)
{
  static const RgStoreFlags flags[] = { RG_STORE_CREATE, RG_STORE_DEFAULT, RG_STORE_READ_ONLY };
  g_autofree char *new_folder = test_folder_new ();
  g_autoptr (RgSalvageReport) report = NULL;
  g_autofree char *log = g_build_filename (folder, "shop.db-wal", NULL);
  TestSums sums;
  RgStore *store;

  test_take_sums (folder, &sums);
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      g_autoptr (GError) error = NULL;

      store = rg_store_open (folder, flags[i], &error);
      g_assert_null (store);
      g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CORRUPT);
      g_assert_nonnull (strstr (error->message, "shop.db-wal"));
    }
  test_assert_sums (folder, &sums);
  report = rg_salvage (folder, new_folder, NULL, NULL, NULL, NULL);
  g_assert_nonnull (report);
  g_assert_nonnull (strstr (report->summary, "another shop"));
  g_assert_true (report->whole);
  /* What the sentence says helps. */
  g_assert_cmpint (g_unlink (log), ==, 0);
  store = test_open (folder);
  g_assert_cmpint (test_number (store, "SELECT count (*) FROM customer WHERE name = 'stray'"), ==, 0);
  test_close (store);
  test_folder_remove (new_folder);
}

static void
test_stray (void)
{
  g_autofree char *mine = test_shop_new ();
  g_autofree char *other = test_shop_new ();
  g_autofree char *killed = killed_copy (other, 3, "stray");

  move_log (killed, mine);
  assert_stray (mine);
  test_folder_remove (mine);
  test_folder_remove (other);
  test_folder_remove (killed);
}

/* The log of last week's copy, and that of a copy that went on elsewhere. */
static void
test_stray_copy (void)
{
  g_autofree char *mine = test_shop_new ();
  g_autofree char *killed = killed_copy (mine, 3, "stray");
  RgStore *store;

  for (int i = 0; i < 2; i++)
    {
      store = test_open (mine);
      test_insert (store, "a", "customer", "name", "later", NULL);
      test_close (store);
    }
  store = test_open (mine);
  test_undo (store, "k", 0, NULL);
  test_undo (store, "k", 0, NULL);
  test_undo (store, "k", 0, NULL);
  test_close (store);
  move_log (killed, mine);
  assert_stray (mine);
  test_folder_remove (mine);
  test_folder_remove (killed);
}

/* A log's own file takes it, however often it has begun anew. */
static void
test_own_log (void)
{
  g_autofree char *mine = test_shop_new ();

  for (int i = 0; i < 5; i++)
    {
      g_autofree char *killed = killed_copy (mine, 2, "own");
      g_autofree char *again = NULL;
      RgStore *store = test_open (killed);

      g_assert_cmpint (test_number (store, "SELECT count (*) FROM customer WHERE name = 'own'"), ==,
                       2 * (i + 1));
      test_close (store);
      again = killed_copy (killed, 1, "again");
      store = rg_store_open (again, RG_STORE_READ_ONLY, NULL);
      g_assert_nonnull (store);
      test_close (store);
      test_folder_remove (killed);
      test_folder_remove (again);
    }
  test_folder_remove (mine);
}

/* Cut at any length: what was committed before the cut is there, in order. */
static void
test_torn_log (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autofree char *mine = test_shop_new ();
  g_autofree char *killed = killed_copy (mine, 20, "torn");
  g_autoptr (GByteArray) bytes = load (killed, "shop.db-wal");
  guint n = rounds (30, 500);
  guint lost = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *folder = test_folder_new ();
      guint size = i == 0 ? bytes->len : (guint) g_rand_int_range (rand, 0, (gint32) bytes->len);
      RgStore *store;
      gint64 count;

      test_copy_folder (killed, folder);
      test_write_file (folder, "shop.db-wal", bytes->data, size);
      store = test_open (folder);
      count = test_number (store, "SELECT count (*) FROM customer WHERE name = 'torn'");
      g_assert_cmpint (test_number (store, "SELECT count (*) FROM journal WHERE kind = 'insert'"), ==,
                       count + 1);
      if (i == 0)
        g_assert_cmpint (count, ==, 20);
      lost += count < 20;
      test_insert (store, "a", "customer", "name", "after", NULL);
      test_close (store);
      test_folder_remove (folder);
    }
  g_assert_cmpuint (lost, >, n / 2);
  test_folder_remove (mine);
  test_folder_remove (killed);
}

/* --- the search tables ----------------------------------------------------------------------- */

/* Letters of what made the tables, which then cannot even be dropped. */
static void
spoil_schema (GByteArray *bytes, guint i)
{
  static const char *const words[] = { "contentless_delete", "fts5", "ascii", "detail", "prefix", "WITHOUT" };
  const char *word = words[i % G_N_ELEMENTS (words)];
  char *at = memmem (bytes->data, bytes->len, word, strlen (word));

  g_assert_nonnull (at);
  at[strlen (word) / 2] ^= 0x10;
}

/* They are made again, and nothing is wrong with the shop. */
static void
test_search_file (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);
  guint n = rounds (30, 500);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *folder = copy_whole ();
      g_autoptr (GByteArray) bytes = load (folder, "search.db");
      g_autoptr (GError) error = NULL;
      RgStore *store;

      if (i % 5 == 4)
        spoil_schema (bytes, i / 5);
      else if (i % 4 == 0)
        g_byte_array_set_size (bytes, (guint) g_rand_int_range (rand, 0, (gint32) bytes->len));
      else if (i % 4 == 1)
        memset (bytes->data + (gsize) g_rand_int_range (rand, 0, (gint32) bytes->len / PAGE) * PAGE, 0, PAGE);
      else
        for (guint j = 0; j < 64; j++)
          bytes->data[g_rand_int_range (rand, 0, (gint32) bytes->len)] ^= 0x10;
      save (folder, "search.db", bytes);
      store = test_open (folder);
      test_insert (store, "a", "customer", "name", "张三丰", NULL);
      rg_store_wait_for_search (store, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (test_number (store, "SELECT count (*) FROM customer"), ==, N_CUSTOMERS + 1);
      test_close (store);
      test_folder_remove (folder);
    }
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);
  g_test_add_func ("/store/salvage/first-page", test_first_page);
  g_test_add_func ("/store/damage/truncated", test_truncated);
  g_test_add_func ("/store/damage/zeroed", test_zeroed);
  g_test_add_func ("/store/damage/flipped", test_flipped);
  g_test_add_func ("/store/damage/header", test_header);
  g_test_add_func ("/store/damage/column", test_column);
  g_test_add_func ("/store/damage/stray-log", test_stray);
  g_test_add_func ("/store/damage/stray-log-of-a-copy", test_stray_copy);
  g_test_add_func ("/store/damage/own-log", test_own_log);
  g_test_add_func ("/store/damage/torn-log", test_torn_log);
  g_test_add_func ("/store/damage/search-file", test_search_file);
  return run_tests ();
}
