/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-test-util.h"

#include <math.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *path;
  RgDatabase *db;
} File;

static void
set_up (File *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  file->folder = test_folder_new ();
  file->path = g_build_filename (file->folder, "x.db", NULL);
  file->db = rg_database_open (file->path, RG_DATABASE_CREATE, &error);
  g_assert_no_error (error);
}

static void
tear_down (File *file, gconstpointer data)
{
  rg_database_close (file->db);
  test_folder_remove (file->folder);
  g_free (file->folder);
  g_free (file->path);
}

static gint64
pragma (RgDatabase *db, const char *name)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA %s", name);
  g_autoptr (RgStatement) statement = rg_database_prepare (db, sql, NULL);

  g_assert_cmpint (rg_statement_step (statement, NULL), ==, RG_STEP_ROW);
  return rg_statement_get_integer (statement, 0);
}

static void
test_recipe (File *file, gconstpointer data)
{
  g_autoptr (RgDatabase) reader = NULL;
  g_autoptr (RgStatement) mode = NULL;
  g_autoptr (GError) error = NULL;

  mode = rg_database_prepare (file->db, "PRAGMA journal_mode", NULL);
  g_assert_cmpint (rg_statement_step (mode, NULL), ==, RG_STEP_ROW);
  g_assert_cmpstr (rg_statement_get_text (mode, 0), ==, "wal");
  rg_statement_reset (mode);
  g_assert_cmpint (pragma (file->db, "synchronous"), ==, 2);
  g_assert_cmpint (pragma (file->db, "foreign_keys"), ==, 1);
  g_assert_cmpint (pragma (file->db, "trusted_schema"), ==, 0);
  g_assert_cmpint (pragma (file->db, "cell_size_check"), ==, 1);
  g_assert_cmpint (pragma (file->db, "mmap_size"), ==, 0);
  g_assert_cmpint (pragma (file->db, "temp_store"), ==, 2);
  g_assert_cmpint (pragma (file->db, "journal_size_limit"), ==, 67108864);
  g_assert_true (rg_database_exec (file->db, "CREATE TABLE t (a)", NULL));
  reader = rg_database_open (file->path, RG_DATABASE_READ, &error);
  g_assert_no_error (error);
  g_assert_cmpint (pragma (reader, "foreign_keys"), ==, 1);
  g_assert_false (rg_database_exec (reader, "INSERT INTO t VALUES (1)", &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_READ_ONLY);
  g_clear_error (&error);
  /* Text in double quotes is a name, never a text. */
  g_assert_null (rg_database_prepare (file->db, "SELECT \"nothing\" FROM t", &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CORRUPT);
}

static void
test_missing (File *file, gconstpointer data)
{
  g_autofree char *path = g_build_filename (file->folder, "none.db", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (rg_database_open (path, RG_DATABASE_READ, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (rg_database_open (path, RG_DATABASE_WRITE, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* Every kind goes in and comes out, each at its own place, counted from 0. */
static void
test_bind (File *file, gconstpointer data)
{
  static const char bytes[] = "a\0b";
  RgValue values[] = { RG_VALUE_INIT,
                       { .kind = RG_VALUE_INTEGER, .integer = G_MININT64 },
                       { .kind = RG_VALUE_REAL, .real = 0.1 },
                       { .kind = RG_VALUE_TEXT, .text = (char *) "文" } };
  g_autoptr (RgStatement) statement = NULL;
  g_autoptr (GError) error = NULL;
  gsize size = 0;

  statement = rg_database_prepare (file->db, "SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?", &error);
  g_assert_no_error (error);
  g_assert_cmpint (rg_statement_n_columns (statement), ==, 11);
  rg_statement_bind_null (statement, 0);
  rg_statement_bind_integer (statement, 1, G_MAXINT64);
  rg_statement_bind_real (statement, 2, -1.5);
  rg_statement_bind_text (statement, 3, "曾\"'");
  rg_statement_bind_text (statement, 4, NULL);
  rg_statement_bind_blob (statement, 5, bytes, sizeof bytes);
  for (int i = 0; i < 4; i++)
    rg_statement_bind_value (statement, 6 + i, &values[i]);
  rg_statement_bind_value (statement, 10, NULL);
  g_assert_cmpint (rg_statement_step (statement, &error), ==, RG_STEP_ROW);
  g_assert_no_error (error);
  g_assert_true (rg_statement_is_null (statement, 0));
  g_assert_null (rg_statement_get_text (statement, 0));
  g_assert_cmpint (rg_statement_get_integer (statement, 1), ==, G_MAXINT64);
  g_assert_cmpfloat (rg_statement_get_real (statement, 2), ==, -1.5);
  g_assert_cmpstr (rg_statement_get_text (statement, 3), ==, "曾\"'");
  g_assert_true (rg_statement_is_null (statement, 4));
  g_assert_cmpmem (rg_statement_get_blob (statement, 5, &size), sizeof bytes, bytes, sizeof bytes);
  g_assert_cmpuint (size, ==, sizeof bytes);
  for (int i = 0; i < 4; i++)
    {
      g_auto (RgValue) value = RG_VALUE_INIT;

      rg_statement_get_value (statement, 6 + i, &value);
      g_assert_true (rg_value_equal (&value, &values[i]));
    }
  g_assert_true (rg_statement_is_null (statement, 10));
  g_assert_cmpint (rg_statement_step (statement, &error), ==, RG_STEP_DONE);
}

static void
test_bind_outside (File *file, gconstpointer data)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (file->db, "SELECT ?", NULL);
  g_autoptr (GError) error = NULL;

  rg_statement_bind_integer (statement, 1, 5);
  g_assert_cmpint (rg_statement_step (statement, &error), ==, RG_STEP_ERROR);
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_FAILED);
}

static void
test_cache (File *file, gconstpointer data)
{
  RgStatement *first = rg_database_prepare (file->db, "SELECT ?", NULL);
  RgStatement *second;
  RgStatement *third;

  rg_statement_bind_integer (first, 0, 1);
  g_assert_cmpint (rg_statement_step (first, NULL), ==, RG_STEP_ROW);
  /* While one is in use, there is another. */
  second = rg_database_prepare (file->db, "SELECT ?", NULL);
  g_assert_true (second != first);
  g_assert_cmpint (rg_statement_step (second, NULL), ==, RG_STEP_ROW);
  g_assert_true (rg_statement_is_null (second, 0));
  g_assert_cmpint (rg_statement_get_integer (first, 0), ==, 1);
  rg_statement_reset (first);
  third = rg_database_prepare (file->db, "SELECT ?", NULL);
  g_assert_true (third == first);
  /* Nothing of its former life is left. */
  g_assert_cmpint (rg_statement_step (third, NULL), ==, RG_STEP_ROW);
  g_assert_true (rg_statement_is_null (third, 0));
  rg_statement_reset (second);
  rg_statement_reset (third);
  rg_statement_reset (NULL);
}

static void
test_run (File *file, gconstpointer data)
{
  g_autoptr (RgStatement) insert = NULL;
  g_autoptr (RgStatement) sum = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (rg_database_exec (file->db,
                                   "CREATE TABLE t (a INTEGER UNIQUE, b TEXT) STRICT; "
                                   "CREATE TABLE u (c INTEGER REFERENCES t (a)) STRICT",
                                   NULL));
  insert = rg_database_prepare (file->db, "INSERT INTO t VALUES (?, ?)", NULL);
  rg_statement_bind_text (insert, 1, "stays");
  for (int i = 0; i < 3; i++)
    {
      rg_statement_bind_integer (insert, 0, i);
      g_assert_true (rg_statement_run (insert, &error));
    }
  sum = rg_database_prepare (file->db, "SELECT sum (a), count (DISTINCT b), max (b) FROM t", NULL);
  g_assert_cmpint (rg_statement_step (sum, NULL), ==, RG_STEP_ROW);
  g_assert_cmpint (rg_statement_get_integer (sum, 0), ==, 3);
  g_assert_cmpstr (rg_statement_get_text (sum, 2), ==, "stays");
  rg_statement_bind_integer (insert, 0, 2);
  g_assert_false (rg_statement_run (insert, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT);
  g_clear_error (&error);
  rg_statement_bind_text (insert, 0, "no number");
  g_assert_false (rg_statement_run (insert, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT);
  g_clear_error (&error);
  g_assert_false (rg_database_exec (file->db, "INSERT INTO u VALUES (99)", &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT);
  g_clear_error (&error);
  g_assert_null (rg_database_prepare (file->db, "SELEKT", &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_FAILED);
}

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (30000);
  g_cancellable_cancel (data);
  return NULL;
}

static void
test_cancel (File *file, gconstpointer data)
{
  static const char endless[] =
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max (i) FROM n";
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RgStatement) statement = rg_database_prepare (file->db, endless, NULL);
  g_autoptr (GError) error = NULL;
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);

  rg_database_set_cancellable (file->db, cancellable);
  g_assert_cmpint (rg_statement_step (statement, &error), ==, RG_STEP_ERROR);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
  rg_database_set_cancellable (file->db, NULL);
  g_assert_true (rg_database_exec (file->db, "SELECT 1", NULL));
}

static void
test_locked (File *file, gconstpointer data)
{
  g_autoptr (RgDatabase) other = rg_database_open (file->path, RG_DATABASE_WRITE, NULL);
  g_autoptr (GError) error = NULL;

  sqlite3_busy_timeout (rg_database_get_handle (other), 0);
  g_assert_true (rg_database_exec (file->db, "BEGIN IMMEDIATE", NULL));
  g_assert_false (rg_database_exec (other, "BEGIN IMMEDIATE", &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_LOCKED);
  g_assert_true (rg_database_exec (file->db, "ROLLBACK", NULL));
}

static void
test_clock (File *file, gconstpointer data)
{
  gint64 real = g_get_real_time () / 1000;

  g_assert_cmpint (rg_clock_now (), ==, G_GINT64_CONSTANT (1763800200000));
  rg_clock_set (5);
  g_assert_cmpint (rg_clock_now (), ==, 5);
  rg_clock_set (0);
  g_assert_cmpint (rg_clock_now (), >=, real);
  g_assert_cmpint (rg_clock_now (), <, real + 60000);
}

int
main (int argc, char **argv)
{
  g_setenv ("REGULARS_NOW", "2025-11-22T16:30:00+08:00", TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/store/database/" path, File, NULL, set_up, func, tear_down)
  ADD ("recipe", test_recipe);
  ADD ("missing", test_missing);
  ADD ("bind", test_bind);
  ADD ("bind-outside", test_bind_outside);
  ADD ("cache", test_cache);
  ADD ("run", test_run);
  ADD ("cancel", test_cancel);
  ADD ("locked", test_locked);
  ADD ("clock", test_clock);
  return g_test_run ();
}
