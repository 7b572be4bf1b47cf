/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the tests of damaged files share. */

#include "store/rg-salvage.h"
#include "store-test-look.h"

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

static inline void
insert_customer (RgOp *op, int i, const char *own, GError **error)
{
  g_autofree char *name = g_strdup_printf ("顾客%d号", i);
  g_autofree char *phone = g_strdup_printf ("138%08d", i);
  g_autofree char *number = g_strdup_printf ("%d", i);
  g_autofree char *text = g_strnfill (i % 50 == 7 ? 9000 : 60, (char) ('a' + i % 26));

  test_op_insert (op, "customer",
                  (const char *[]) { "name", name, "phone", phone, "notes", text, own, number, NULL, NULL },
                  error);
  test_op_insert (
      op, "event",
      (const char *[]) { "customer_id", number, "kind", "note", "at", number, "text", text, NULL, NULL },
      error);
  test_op_insert (
      op, "sale",
      (const char *[]) { "customer_id", number, "date", "2025-11-22", "amount_fen", number, NULL, NULL },
      error);
  test_op_insert (op, "customer_tag", (const char *[]) { "customer_id", number, "tag_id", "1", NULL, NULL },
                  error);
  if (i % 5 == 0)
    test_op_insert (op, "contact", (const char *[]) { "customer_id", number, "name", name, NULL, NULL },
                    error);
  if (i % 7 == 0)
    test_op_insert (op, "identity",
                    (const char *[]) { "customer_id", number, "kind", "phone", "value", phone, NULL, NULL },
                    error);
  if (i % 11 == 0)
    test_op_insert (op, "relation",
                    (const char *[]) { "customer_id", number, "kind", "friend", "other_id", "1", NULL, NULL },
                    error);
}

static inline gpointer
fill (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "a", "fill", error);
  g_autofree char *own =
      rg_op_add_own_field (op, entity, "鞋码", rg_field_type_find ("text"), NULL, NULL, error);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("contract", 8);

  g_assert_no_error (*error);
  test_op_insert (op, "tag", (const char *[]) { "name", "老客户", NULL, NULL }, error);
  for (int i = 1; i <= N_CUSTOMERS; i++)
    insert_customer (op, i, own, error);
  rg_op_attach_bytes (op, 3, bytes, "合同.pdf", "application/pdf", NULL, error);
  g_assert_no_error (*error);
  return NULL;
}

static inline void
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

static inline char *
copy_whole (void)
{
  char *folder = test_folder_new ();

  test_copy_folder (whole, folder);
  return folder;
}

static inline GByteArray *
load (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *data = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  return g_byte_array_new_take ((guint8 *) data, size);
}

static inline void
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

static inline void
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

static inline gpointer
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

static inline gpointer
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

static inline gpointer
read_address (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgStatement) statement =
      rg_database_prepare (rg_read_get_database (read), "SELECT address FROM customer WHERE id = 2", error);

  if (statement == NULL || rg_statement_step (statement, error) != RG_STEP_ROW)
    return NULL;
  return g_strdup (rg_statement_get_text (statement, 0));
}

/* What was called saved is there at the next start, if there is one. */
static inline void
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

static inline void
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
static inline void
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

static inline RgSalvageReport *
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
static inline void
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
static inline void
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

static inline void
tell (const char *kind, const Tally *tally)
{
  g_test_message ("%s: %u damages: %u refused at opening, %u found later, %u not seen; %u salvaged in part, "
                  "%u with nothing left; %d customers read, %d known to be missing",
                  kind, tally->n, tally->refused, tally->found, tally->unseen, tally->salvaged,
                  tally->nothing, (int) tally->rows, (int) tally->rows_missing);
}

static inline guint
rounds (guint few, guint many)
{
  return g_getenv ("REGULARS_TEST_LONG") != NULL ? many : few;
}

/* --- the program --------------------------------------------------------------- */

static inline void
begin_tests (int *argc, char ***argv)
{
  /* Nothing here is about what a disk keeps when the power goes. */
  if (g_access ("/dev/shm", W_OK | X_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
  g_test_init (argc, argv, NULL);
  make_whole ();
}

static inline int
run_tests (void)
{
  int status = g_test_run ();

  test_folder_remove (whole);
  g_free (whole);
  g_free (whole_dump);
  g_hash_table_unref (whole_lines);
  return status;
}
