/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the tests of files share: a shop in a folder of its own. */

#include "catalog/rg-text.h"
#include "exchange/rg-export.h"
#include "exchange/rg-import.h"
#include "records/rg-row.h"
#include "shop/rg-people.h"
#include "shop/rg-tags.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

/* 2025-11-22 09:00 in Shanghai. */
#define TEST_NOW G_GINT64_CONSTANT (1763773200000)

typedef struct
{
  char *folder;
  char *shop;
  RgStore *store;
} Fixture;

static inline void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_tree (child);
      else
        g_assert_cmpint (g_unlink (child), ==, 0);
    }
  g_rmdir (path);
}

/* Files and folders in a folder. */
static inline guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static inline RgStore *
open_shop (const char *path)
{
  g_autoptr (GError) error = NULL;
  RgStore *store = rg_store_open (path, RG_STORE_CREATE, &error);

  g_assert_no_error (error);
  return store;
}

static inline void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  rg_clock_set (TEST_NOW);
  fixture->folder = g_dir_make_tmp ("regulars-exchange-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->shop = g_build_filename (fixture->folder, "shop", NULL);
  fixture->store = open_shop (fixture->shop);
}

static inline void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  rg_store_close (fixture->store);
  g_object_unref (fixture->store);
  remove_tree (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->shop);
}

#define add_test(path, function) g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

/* Writes a file into the test's folder. (transfer full) */
static inline char *
write_bytes (Fixture *fixture, const char *name, const char *bytes, gssize size)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_file_set_contents (path, bytes, size, &error);
  g_assert_no_error (error);
  return path;
}

static inline RgImportPlan *
plan_file (Fixture *fixture, const char *path, const RgImportOptions *options, GError **error)
{
  g_autoptr (RgCatalog) catalog = rg_store_ref_catalog (fixture->store);
  RgImportOptions plain = RG_IMPORT_OPTIONS_INIT;

  return rg_import_plan_new (catalog, path, options != NULL ? options : &plain, NULL, error);
}

static inline RgImportReport *
run_file (Fixture *fixture, const char *path, const RgImportOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgImportPlan) plan = plan_file (fixture, path, options, &error);
  RgImportJob job = { .plan = plan };
  RgImportReport *report;

  g_assert_no_error (error);
  report = rg_store_write_sync (fixture->store, rg_import_write_func, &job, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (report);
  g_assert_cmpuint (report->rows, ==, report->created + report->updated + report->skipped + report->refused);
  return report;
}

/* Imports a text. */
static inline RgImportReport *
run_text (Fixture *fixture, const char *text, const RgImportOptions *options)
{
  g_autofree char *path = write_bytes (fixture, "file.csv", text, -1);

  return run_file (fixture, path, options);
}

/* --- looking into the shop ------------------------------------------------ */

static inline gpointer
ask_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_read_get_database (read), data, error);
  g_autoptr (GString) text = g_string_new (NULL);
  RgStep step;

  if (statement == NULL)
    return NULL;
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      if (text->len > 0)
        g_string_append_c (text, '/');
      for (int i = 0; i < rg_statement_n_columns (statement); i++)
        {
          const char *cell = rg_statement_get_text (statement, i);

          g_string_append_printf (text, "%s%s", i > 0 ? "," : "", cell != NULL ? cell : "~");
        }
    }
  return step == RG_STEP_ERROR ? NULL : g_string_free_and_steal (g_steal_pointer (&text));
}

/* What a statement gives: cells parted by commas, rows by slashes, null as ~. */
static inline char *
ask (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;
  char *text = rg_store_read_sync (fixture->store, ask_func, (gpointer) sql, NULL, &error);

  g_assert_no_error (error);
  return text;
}

#define assert_sql(fixture, sql, expected)                                                                   \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    g_autofree char *got_ = ask (fixture, sql);                                                              \
    g_assert_cmpstr (got_, ==, expected);                                                                    \
  }                                                                                                          \
  G_STMT_END

static inline gpointer
undo_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_undo (write, *(gint64 *) data, RG_ORIGIN_CLI, "test", cancellable, error);
}

static inline void
undo (Fixture *fixture, gint64 operation)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgOperation) undone = rg_store_write_sync (fixture->store, undo_func, &operation, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (undone);
}
