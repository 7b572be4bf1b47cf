/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "old-shop.h"
#include "store-test-look.h"

#include <gio/gio.h>
#include <sqlite3.h>

/* Straight from SQLite: the store would bring it up to date. */
static sqlite3 *
open_raw (const char *path)
{
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  return handle;
}

static sqlite3_stmt *
prepare (sqlite3 *handle, const char *sql)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (handle));
  return statement;
}

static void
unpack (const char *from, const char *to)
{
  g_autoptr (GZlibDecompressor) unzip = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) packed = g_file_read (source, NULL, &error);
  g_autoptr (GInputStream) in = NULL;
  g_autoptr (GFileOutputStream) out = NULL;

  g_assert_no_error (error);
  in = g_converter_input_stream_new (G_INPUT_STREAM (packed), G_CONVERTER (unzip));
  out = g_file_create (target, G_FILE_CREATE_PRIVATE, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_splice (G_OUTPUT_STREAM (out), in, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &error);
  g_assert_no_error (error);
}

char *
old_shop_new (int schema)
{
  g_autofree char *name = g_strdup_printf ("schema-%d", schema);
  g_autofree char *packed = g_test_build_filename (G_TEST_DIST, "data", name, "shop.db.gz", NULL);
  g_autofree char *files = g_test_build_filename (G_TEST_DIST, "data", name, "files", NULL);
  char *folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "shop.db", NULL);
  g_autofree char *own_files = g_build_filename (folder, "files", NULL);

  unpack (packed, path);
  test_copy_folder (files, own_files);
  return folder;
}

/* Rows that are not compared. */
static const char *
left_out (const char *table)
{
#define UNDER_WAY "(SELECT id FROM operation WHERE label = 'Import under way')"
  if (g_str_equal (table, "customer"))
    return "name LIKE '断电%'";
  if (g_str_equal (table, "operation"))
    return "id >= " UNDER_WAY;
  if (g_str_equal (table, "journal") || g_str_equal (table, "journal_bulk") || g_str_equal (table, "removed"))
    return "op >= " UNDER_WAY;
  return "0";
#undef UNDER_WAY
}

static char *
query_for (sqlite3 *handle, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT name FROM pragma_table_info ('%s')", table);
  sqlite3_stmt *columns = prepare (handle, sql);
  GString *query = g_string_new ("SELECT ");

  while (sqlite3_step (columns) == SQLITE_ROW)
    {
      const char *name = (const char *) sqlite3_column_text (columns, 0);

      if (!g_str_equal (name, "sort_key") && !g_str_equal (name, "pinyin"))
        g_string_append_printf (query, "%s\"%s\"", query->len > 7 ? ", " : "", name);
    }
  sqlite3_finalize (columns);
  g_string_append_printf (query, " FROM \"%s\" WHERE NOT (%s) ORDER BY 1", table, left_out (table));
  return g_string_free (query, FALSE);
}

static void
append_rows (GString *text, sqlite3 *handle, const char *table, const char *query)
{
  sqlite3_stmt *rows = prepare (handle, query);

  while (sqlite3_step (rows) == SQLITE_ROW)
    {
      gsize start = text->len;

      g_string_append (text, table);
      for (int i = 0; i < sqlite3_column_count (rows); i++)
        if (sqlite3_column_type (rows, i) != SQLITE_NULL)
          g_string_append_printf (text, " %s=%s", sqlite3_column_name (rows, i),
                                  sqlite3_column_text (rows, i));
      for (gsize at = start; at < text->len; at++)
        if (text->str[at] == '\n')
          text->str[at] = '\x1f';
      g_string_append_c (text, '\n');
    }
  sqlite3_finalize (rows);
}

char *
old_shop_rows (const char *path, const char *like)
{
  sqlite3 *handle = open_raw (path);
  sqlite3 *model = open_raw (like != NULL ? like : path);
  /* What is known of the collator is the newer program's. */
  sqlite3_stmt *tables =
      prepare (model, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
                      "AND name <> 'meta' ORDER BY name");
  GString *text = g_string_new (NULL);

  while (sqlite3_step (tables) == SQLITE_ROW)
    {
      const char *table = (const char *) sqlite3_column_text (tables, 0);
      g_autofree char *query = query_for (model, table);

      append_rows (text, handle, table, query);
    }
  sqlite3_finalize (tables);
  sqlite3_close (handle);
  sqlite3_close (model);
  return g_string_free (text, FALSE);
}

int
old_shop_schema (const char *path)
{
  sqlite3 *handle = open_raw (path);
  sqlite3_stmt *statement = prepare (handle, "PRAGMA user_version");
  int schema;

  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  schema = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (handle);
  return schema;
}
