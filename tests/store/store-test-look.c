/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-test-look.h"

#include "store/rg-search.h"

#include <glib/gstdio.h>

#define MOST_CELLS 12

/* --- doing ------------------------------------------------------------------ */

gint64
test_op_insert (RgOp *op, const char *entity_key, const char *const *pairs, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), entity_key);
  RgCell cells[MOST_CELLS];
  guint n = 0;
  gint64 id;

  for (; pairs[2 * n] != NULL; n++)
    {
      g_assert_cmpuint (n, <, MOST_CELLS);
      test_cell (&cells[n], entity, pairs[2 * n], pairs[2 * n + 1]);
    }
  id = rg_op_insert (op, entity, cells, n, error);
  for (guint i = 0; i < n; i++)
    rg_value_clear (&cells[i].value);
  return id;
}

gint64
test_op_customer (RgOp *op, const char *name, GError **error)
{
  return test_op_insert (op, "customer", (const char *[]) { "name", name, NULL }, error);
}

gint64
test_op_note (RgOp *op, gint64 customer, const char *text, GError **error)
{
  g_autofree char *owner = g_strdup_printf ("%" G_GINT64_FORMAT, customer);

  return test_op_insert (
      op, "event", (const char *[]) { "text", text, "customer_id", owner, "kind", "note", "at", "1", NULL },
      error);
}

void
test_copy_folder (const char *from, const char *to)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  g_mkdir (to, 0700);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *source = g_build_filename (from, name, NULL);
      g_autofree char *target = g_build_filename (to, name, NULL);
      g_autofree char *data = NULL;
      g_autoptr (GError) error = NULL;
      gsize size = 0;

      if (g_file_test (source, G_FILE_TEST_IS_DIR))
        {
          test_copy_folder (source, target);
          continue;
        }
      g_file_get_contents (source, &data, &size, &error);
      g_assert_no_error (error);
      test_write_file (to, name, data, size);
    }
}

/* --- looking ---------------------------------------------------------------- */

static gpointer
search_in_reader (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_search_customers (read, data, cancellable, error);
}

GArray *
test_find (RgStore *store, const char *text)
{
  g_autoptr (GError) error = NULL;
  GArray *ids;

  rg_store_wait_for_search (store, NULL, &error);
  g_assert_no_error (error);
  ids = rg_store_read_sync (store, search_in_reader, (gpointer) text, NULL, &error);
  g_assert_no_error (error);
  return ids;
}

char *
test_answers (RgStore *store, const char *const *texts)
{
  GString *answers = g_string_new (NULL);

  for (; *texts != NULL; texts++)
    {
      g_autoptr (GArray) ids = test_find (store, *texts);

      g_string_append_printf (answers, "%s:", *texts);
      for (guint i = 0; i < ids->len; i++)
        g_string_append_printf (answers, " %u", g_array_index (ids, guint32, i));
      g_string_append_c (answers, '\n');
    }
  return g_string_free (answers, FALSE);
}

void
test_assert_files (RgStore *store)
{
  g_autofree char *text = test_query (store, "SELECT DISTINCT hash FROM attachment");
  g_auto (GStrv) hashes = g_strsplit (text, "\n", 0);

  for (guint i = 0; hashes[i] != NULL && *hashes[i] != '\0'; i++)
    {
      g_autofree char *name = g_build_filename ("files", hashes[i], NULL);
      g_autofree char *sum = test_checksum (rg_store_get_folder (store), name);

      g_assert_cmpstr (sum, ==, hashes[i]);
    }
}

void
test_assert_sound (RgStore *store)
{
  g_autofree char *sound = test_query (store, "PRAGMA main.integrity_check");
  g_autofree char *loose = test_query (store, "PRAGMA foreign_key_check");

  g_assert_cmpstr (sound, ==, "ok");
  g_assert_cmpstr (loose, ==, "");
  g_assert_cmpint (test_number (store, "SELECT count (*) FROM operation WHERE state = 'open'"), ==, 0);
}
