/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-salvage.h"
#include "store-test-util.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

/* A shop's files damaged in every way that disks know. Never a crash, never a
 * fresh start, never a "saved" that is not; a sentence that says what to do,
 * and what can still be read comes into a new shop that is sound. */

#define PAGE 4096
#define N_CUSTOMERS 400

static char *whole;      /* a sound shop's folder */
static char *whole_dump; /* what is in it */
static GHashTable *whole_lines;

/* --- a shop with something of everything ------------------------------------- */

static gint64
insert (RgOp *op, const char *entity_key, const char *const *pairs, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), entity_key);
  RgCell cells[8];
  guint n = 0;
  gint64 id;

  for (; pairs[2 * n] != NULL; n++)
    test_cell (&cells[n], entity, pairs[2 * n], pairs[2 * n + 1]);
  id = rg_op_insert (op, entity, cells, n, error);
  for (guint i = 0; i < n; i++)
    rg_value_clear (&cells[i].value);
  return id;
}

static void
insert_customer (RgOp *op, int i, const char *own, GError **error)
{
  g_autofree char *name = g_strdup_printf ("顾客%d号", i);
  g_autofree char *phone = g_strdup_printf ("138%08d", i);
  g_autofree char *number = g_strdup_printf ("%d", i);
  g_autofree char *text = g_strnfill (i % 50 == 7 ? 9000 : 60, (char) ('a' + i % 26));

  insert (op, "customer",
          (const char *[]) { "name", name, "phone", phone, "notes", text, own, number, NULL, NULL }, error);
  insert (op, "event",
          (const char *[]) { "customer_id", number, "kind", "note", "at", number, "text", text, NULL, NULL },
          error);
  insert (op, "sale",
          (const char *[]) { "customer_id", number, "date", "2025-11-22", "amount_fen", number, NULL, NULL },
          error);
  insert (op, "customer_tag", (const char *[]) { "customer_id", number, "tag_id", "1", NULL, NULL }, error);
  if (i % 5 == 0)
    insert (op, "contact", (const char *[]) { "customer_id", number, "name", name, NULL, NULL }, error);
  if (i % 7 == 0)
    insert (op, "identity",
            (const char *[]) { "customer_id", number, "kind", "phone", "value", phone, NULL, NULL }, error);
  if (i % 11 == 0)
    insert (op, "relation",
            (const char *[]) { "customer_id", number, "kind", "friend", "other_id", "1", NULL, NULL }, error);
}

static gpointer
fill (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "a", "fill", error);
  g_autofree char *own =
      rg_op_add_own_field (op, entity, "鞋码", rg_field_type_find ("text"), NULL, NULL, error);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("contract", 8);

  g_assert_no_error (*error);
  insert (op, "tag", (const char *[]) { "name", "老客户", NULL, NULL }, error);
  for (int i = 1; i <= N_CUSTOMERS; i++)
    insert_customer (op, i, own, error);
  rg_op_attach_bytes (op, 3, bytes, "合同.pdf", "application/pdf", NULL, error);
  g_assert_no_error (*error);
  return NULL;
}

static void
make_whole (void)
{
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  RgStore *store;

  whole = test_folder_new ();
  store = test_open (whole);
  rg_store_write_sync (store, fill, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (rg_store_wait_for_search (store, NULL, NULL));
  whole_dump = test_dump (store);
  test_close (store);
  whole_lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  lines = g_strsplit (whole_dump, "\n", 0);
  for (guint i = 0; lines[i] != NULL; i++)
    g_hash_table_add (whole_lines, g_strdup (lines[i]));
}

/* --- files ---------------------------------------------------------------------- */

static void
copy_folder (const char *from, const char *to)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  g_mkdir (to, 0700);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *source = g_build_filename (from, name, NULL);
      g_autofree char *target = g_build_filename (to, name, NULL);
      g_autofree char *data = NULL;
      gsize size = 0;

      if (g_file_test (source, G_FILE_TEST_IS_DIR))
        {
          copy_folder (source, target);
          continue;
        }
      g_assert_true (g_file_get_contents (source, &data, &size, NULL));
      g_assert_true (
          g_file_set_contents_full (target, data, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
    }
}

static char *
copy_whole (void)
{
  char *folder = test_folder_new ();

  copy_folder (whole, folder);
  return folder;
}

static GByteArray *
load (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *data = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  return g_byte_array_new_take ((guint8 *) data, size);
}

static void
save (const char *folder, const char *name, GByteArray *bytes)
{
  test_write_file (folder, name, bytes->data, bytes->len);
}

/* --- what has to be true ----------------------------------------------------------- */

typedef struct
{
  guint n;
  guint refused;  /* at opening */
  guint found;    /* while reading or writing */
  guint unseen;   /* nobody noticed anything */
  guint salvaged; /* of those that were salvaged, with something missing */
  guint nothing;  /* nothing could be salvaged */
  gint64 rows;
  gint64 rows_missing;
} Tally;

static void
assert_sentence (const GError *error)
{
  static const char *const next[] = { "backup",     "update the program",      "copy",
                                      "permission", "another folder",          "was not made",
                                      "try again",  "nothing of it was saved", "any more" };
  gboolean says = FALSE;

  g_assert_cmpstr (g_quark_to_string (error->domain), ==, g_quark_to_string (RG_STORE_ERROR));
  for (guint i = 0; i < G_N_ELEMENTS (next); i++)
    says = says || strstr (error->message, next[i]) != NULL;
  if (!says)
    g_error ("No word of what to do: %s", error->message);
}

static gpointer
write_note (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "b", "note", error);
  RgCell cell;

  if (op == NULL)
    return NULL;
  test_cell (&cell, entity, "address", data);
  rg_op_update (op, entity, 2, &cell, 1, error);
  rg_value_clear (&cell.value);
  return NULL;
}

static gpointer
read_all (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  RgCatalog *catalog = rg_read_get_catalog (read);
  gint64 *n = data;

  for (guint i = 0; i < rg_catalog_get_n_entities (catalog); i++)
    {
      const char *table = rg_entity_get_key (rg_catalog_get_entity (catalog, i));
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s", table);
      g_autoptr (RgStatement) statement = rg_database_prepare (rg_read_get_database (read), sql, error);
      RgStep step;

      if (statement == NULL)
        return NULL;
      while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
        *n += g_str_equal (table, "customer");
      if (step == RG_STEP_ERROR)
        return NULL;
    }
  return n;
}

static gpointer
read_address (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgStatement) statement =
      rg_database_prepare (rg_read_get_database (read), "SELECT address FROM customer WHERE id = 2", error);

  if (statement == NULL || rg_statement_step (statement, error) != RG_STEP_ROW)
    return NULL;
  return g_strdup (rg_statement_get_text (statement, 0));
}

/* What was called saved is there at the next start, if there is one. */
static void
check_saved (const char *folder)
{
  g_autoptr (GError) error = NULL;
  RgStore *store = rg_store_open (folder, RG_STORE_CREATE, &error);
  g_autofree char *address = NULL;

  if (store == NULL)
    {
      assert_sentence (error);
      return;
    }
  address = rg_store_read_sync (store, read_address, NULL, NULL, &error);
  if (error == NULL)
    g_assert_cmpstr (address, ==, "written after the damage");
  test_close (store);
}

static void
use_damaged (const char *folder, Tally *tally)
{
  g_autoptr (GError) error = NULL;
  RgStore *store = rg_store_open (folder, RG_STORE_CREATE, &error);
  gint64 n = 0;
  gboolean saved;

  tally->n++;
  if (store == NULL)
    {
      assert_sentence (error);
      tally->refused++;
      return;
    }
  rg_store_read_sync (store, read_all, &n, NULL, &error);
  if (error == NULL)
    g_assert_cmpint (n, >, 0);
  else
    assert_sentence (error);
  tally->found += error != NULL;
  tally->unseen += error == NULL;
  g_clear_error (&error);
  rg_store_write_sync (store, write_note, (gpointer) "written after the damage", NULL, &error);
  saved = error == NULL;
  if (!saved)
    assert_sentence (error);
  test_close (store);
  if (saved)
    check_saved (folder);
}

static const RgSalvageTable *
find_table (const RgSalvageReport *report, const char *name)
{
  for (guint i = 0; i < report->tables->len; i++)
    {
      const RgSalvageTable *table = g_ptr_array_index (report->tables, i);

      if (g_str_equal (table->name, name))
        return table;
    }
  g_assert_not_reached ();
}

/* The new shop stands every check, and has no more than the report says. */
static void
check_salvaged (const char *folder, const RgSalvageReport *report)
{
  RgStore *store = test_open (folder);
  g_autofree char *sound = test_query (store, "PRAGMA integrity_check");
  g_autofree char *loose = test_query (store, "PRAGMA foreign_key_check");
  const RgSalvageTable *customers = find_table (report, "customer");
  gint64 made = test_number (store, "SELECT count (*) FROM customer WHERE name LIKE 'Salvaged customer %'");

  g_assert_cmpstr (sound, ==, "ok");
  g_assert_cmpstr (loose, ==, "");
  g_assert_cmpint (test_number (store, "SELECT count (*) FROM customer"), ==, customers->read + made);
  g_assert_cmpint (test_number (store, "SELECT count (*) FROM sale"), ==, find_table (report, "sale")->read);
  g_assert_cmpint (test_number (store, "SELECT count (*) FROM operation WHERE state = 'open'"), ==, 0);
  test_insert (store, "c", "customer", "name", "new", NULL);
  test_close (store);
}

static RgSalvageReport *
salvage (const char *folder, const char *new_folder, Tally *tally)
{
  g_autoptr (GError) error = NULL;
  RgSalvageReport *report = rg_salvage (folder, new_folder, NULL, NULL, NULL, &error);

  if (report == NULL)
    {
      assert_sentence (error);
      tally->nothing++;
      return NULL;
    }
  tally->salvaged += !report->whole;
  tally->rows += find_table (report, "customer")->read;
  tally->rows_missing += MAX (find_table (report, "customer")->missing, 0);
  return report;
}

/* The same without the store, which takes its time. */
static void
check_sound (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "shop.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDatabase) db = rg_database_open (path, RG_DATABASE_WRITE, &error);
  g_autoptr (RgStatement) sound = NULL;
  g_autoptr (RgStatement) loose = NULL;

  g_assert_no_error (error);
  sound = rg_database_prepare (db, "PRAGMA integrity_check", NULL);
  g_assert_cmpint (rg_statement_step (sound, NULL), ==, RG_STEP_ROW);
  g_assert_cmpstr (rg_statement_get_text (sound, 0), ==, "ok");
  loose = rg_database_prepare (db, "PRAGMA foreign_key_check", NULL);
  g_assert_cmpint (rg_statement_step (loose, NULL), ==, RG_STEP_DONE);
}

/* Both: it is used as if nothing had happened, and it is salvaged. */
static void
try_damage (const char *folder, Tally *tally)
{
  g_autofree char *new_folder = test_folder_new ();
  g_autoptr (RgSalvageReport) report = salvage (folder, new_folder, tally);

  if (report != NULL)
    check_sound (new_folder);
  if (report != NULL && tally->n % 10 == 0)
    check_salvaged (new_folder, report);
  test_folder_remove (new_folder);
  use_damaged (folder, tally);
}

static void
tell (const char *kind, const Tally *tally)
{
  g_test_message ("%s: %u damages: %u refused at opening, %u found later, %u not seen; %u salvaged in part, "
                  "%u with nothing left; %d customers read, %d known to be missing",
                  kind, tally->n, tally->refused, tally->found, tally->unseen, tally->salvaged,
                  tally->nothing, (int) tally->rows, (int) tally->rows_missing);
}

static guint
rounds (guint few, guint many)
{
  return g_getenv ("REGULARS_TEST_LONG") != NULL ? many : few;
}

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

/* --- logs ---------------------------------------------------------------------------------- */

/* A shop that was killed while @n customers were in its log alone. */
static char *
killed_copy (const char *folder, int n, const char *name)
{
  RgStore *store = test_open (folder);
  char *killed = test_folder_new ();

  for (int i = 0; i < n; i++)
    test_insert (store, "k", "customer", "name", name, NULL);
  copy_folder (folder, killed);
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

      copy_folder (killed, folder);
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

/* They are made again, and nothing is wrong with the shop. */
static void
test_search_file (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);
  guint n = rounds (20, 500);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *folder = copy_whole ();
      g_autoptr (GByteArray) bytes = load (folder, "search.db");
      RgStore *store;

      if (i % 4 == 0)
        g_byte_array_set_size (bytes, (guint) g_rand_int_range (rand, 0, (gint32) bytes->len));
      else if (i % 4 == 1)
        memset (bytes->data + (gsize) g_rand_int_range (rand, 0, (gint32) bytes->len / PAGE) * PAGE, 0, PAGE);
      else
        for (guint j = 0; j < 64; j++)
          bytes->data[g_rand_int_range (rand, 0, (gint32) bytes->len)] ^= 0x10;
      save (folder, "search.db", bytes);
      store = test_open (folder);
      test_insert (store, "a", "customer", "name", "张三丰", NULL);
      g_assert_true (rg_store_wait_for_search (store, NULL, NULL));
      g_assert_cmpint (test_number (store, "SELECT count (*) FROM customer"), ==, N_CUSTOMERS + 1);
      test_close (store);
      test_folder_remove (folder);
    }
}

int
main (int argc, char **argv)
{
  int status;

  /* Nothing here is about what a disk keeps when the power goes. */
  if (g_access ("/dev/shm", W_OK | X_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
  g_test_init (&argc, &argv, NULL);
  make_whole ();
  g_test_add_func ("/store/salvage/whole", test_whole);
  g_test_add_func ("/store/salvage/first-page", test_first_page);
  g_test_add_func ("/store/salvage/root", test_root);
  g_test_add_func ("/store/salvage/lost-rows", test_lost_rows);
  g_test_add_func ("/store/salvage/deleted", test_deleted);
  g_test_add_func ("/store/damage/truncated", test_truncated);
  g_test_add_func ("/store/damage/zeroed", test_zeroed);
  g_test_add_func ("/store/damage/flipped", test_flipped);
  g_test_add_func ("/store/damage/header", test_header);
  g_test_add_func ("/store/damage/stray-log", test_stray);
  g_test_add_func ("/store/damage/stray-log-of-a-copy", test_stray_copy);
  g_test_add_func ("/store/damage/own-log", test_own_log);
  g_test_add_func ("/store/damage/torn-log", test_torn_log);
  g_test_add_func ("/store/damage/search-file", test_search_file);
  status = g_test_run ();
  test_folder_remove (whole);
  g_free (whole);
  g_free (whole_dump);
  g_hash_table_unref (whole_lines);
  return status;
}
