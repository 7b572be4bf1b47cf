/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-test-util.h"

#include <glib/gstdio.h>
#include <string.h>

/* The files of a shop that nobody may change who only looks. */
static const char *const summed[] = { "shop.db", "shop.db-wal", "search.db", "shop.db.new" };

G_STATIC_ASSERT (G_N_ELEMENTS (summed) == G_N_ELEMENTS (((TestSums *) NULL)->sums));

char *
test_folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("regulars-store-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

void
test_folder_remove (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        test_folder_remove (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

RgStore *
test_open (const char *folder)
{
  g_autoptr (GError) error = NULL;
  RgStore *store = rg_store_open (folder, RG_STORE_CREATE, &error);

  g_assert_no_error (error);
  g_assert_nonnull (store);
  return store;
}

void
test_reopen (RgStore **store)
{
  g_autofree char *folder = g_strdup (rg_store_get_folder (*store));

  rg_store_close (*store);
  test_settle ();
  g_assert_finalize_object (*store);
  *store = test_open (folder);
}

void
test_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

void
test_cell (RgCell *cell, const RgEntity *entity, const char *key, const char *text)
{
  cell->field = rg_entity_find_field (entity, key);
  g_assert_nonnull (cell->field);
  cell->value = (RgValue) RG_VALUE_INIT;
  if (text == NULL)
    return;
  if (cell->field->type->storage == RG_VALUE_INTEGER)
    rg_value_set_integer (&cell->value, g_ascii_strtoll (text, NULL, 10));
  else if (cell->field->type->storage == RG_VALUE_REAL)
    rg_value_set_real (&cell->value, g_ascii_strtod (text, NULL));
  else
    rg_value_set_text (&cell->value, text);
}

#define MOST_PAIRS 16

typedef enum
{
  INSERT,
  UPDATE,
  DELETE,
  UNDO,
  REDO,
} What;

typedef struct
{
  What what;
  const char *session;
  const char *entity;
  gint64 id;
  const char *keys[MOST_PAIRS];
  const char *texts[MOST_PAIRS];
  guint n;
  gint64 result;
} Step;

static void
read_pairs (Step *step, va_list args)
{
  const char *key;

  while ((key = va_arg (args, const char *)) != NULL)
    {
      g_assert_cmpuint (step->n, <, MOST_PAIRS);
      step->keys[step->n] = key;
      step->texts[step->n++] = va_arg (args, const char *);
    }
}

static void
do_row (RgWrite *write, Step *step, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), step->entity);
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, step->session, step->entity, error);
  RgCell cells[MOST_PAIRS];

  g_assert_nonnull (entity);
  if (op == NULL)
    return;
  for (guint i = 0; i < step->n; i++)
    test_cell (&cells[i], entity, step->keys[i], step->texts[i]);
  if (step->what == INSERT)
    step->result = rg_op_insert (op, entity, cells, step->n, error);
  else if (step->what == UPDATE)
    step->result = rg_op_update (op, entity, step->id, cells, step->n, error);
  else
    step->result = rg_op_delete (op, entity, step->id, error);
  for (guint i = 0; i < step->n; i++)
    rg_value_clear (&cells[i].value);
}

static gpointer
do_step (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  Step *step = data;
  g_autoptr (RgOperation) operation = NULL;

  if (step->what == UNDO)
    operation = rg_undo (write, step->id, RG_ORIGIN_WINDOW, step->session, cancellable, error);
  else if (step->what == REDO)
    operation = rg_redo (write, step->id, RG_ORIGIN_WINDOW, step->session, cancellable, error);
  else
    do_row (write, step, error);
  if (operation != NULL)
    step->result = operation->id;
  return NULL;
}

static gint64
run_step (RgStore *store, Step *step, GError **error)
{
  g_autoptr (GError) problem = NULL;

  rg_store_write_sync (store, do_step, step, NULL, &problem);
  if (problem == NULL)
    return step->result;
  g_propagate_error (error, g_steal_pointer (&problem));
  return 0;
}

gint64
test_insert (RgStore *store, const char *session, const char *entity, ...)
{
  Step step = { .what = INSERT, .session = session, .entity = entity };
  g_autoptr (GError) error = NULL;
  va_list args;
  gint64 id;

  va_start (args, entity);
  read_pairs (&step, args);
  va_end (args);
  id = run_step (store, &step, &error);
  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  return id;
}

gboolean
test_update (RgStore *store, const char *session, const char *entity, gint64 id, ...)
{
  Step step = { .what = UPDATE, .session = session, .entity = entity, .id = id };
  g_autoptr (GError) error = NULL;
  gboolean ok;
  va_list args;

  va_start (args, id);
  read_pairs (&step, args);
  va_end (args);
  ok = run_step (store, &step, &error) != 0;
  g_assert_no_error (error);
  return ok;
}

gboolean
test_delete (RgStore *store, const char *session, const char *entity, gint64 id, GError **error)
{
  Step step = { .what = DELETE, .session = session, .entity = entity, .id = id };

  return run_step (store, &step, error) != 0;
}

gint64
test_undo (RgStore *store, const char *session, gint64 id, GError **error)
{
  Step step = { .what = UNDO, .session = session, .id = id };

  return run_step (store, &step, error);
}

gint64
test_redo (RgStore *store, const char *session, gint64 id, GError **error)
{
  Step step = { .what = REDO, .session = session, .id = id };

  return run_step (store, &step, error);
}

/* --- looking -------------------------------------------------------------- */

static void
append_column (GString *text, RgStatement *statement, int column)
{
  gsize size = 0;
  const guint8 *bytes = rg_statement_get_blob (statement, column, &size);

  if (bytes != NULL && !g_utf8_validate ((const char *) bytes, (gssize) size, NULL))
    for (gsize i = 0; i < size; i++)
      g_string_append_printf (text, "%02x", bytes[i]);
  else
    g_string_append (text, rg_statement_get_text (statement, column));
}

static gpointer
read_query (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_read_get_database (read), data, error);
  g_autoptr (GString) text = g_string_new (NULL);
  RgStep step;

  if (statement == NULL)
    return NULL;
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      if (text->len > 0)
        g_string_append_c (text, '\n');
      for (int i = 0; i < rg_statement_n_columns (statement); i++)
        {
          if (i > 0)
            g_string_append_c (text, '|');
          if (!rg_statement_is_null (statement, i))
            append_column (text, statement, i);
        }
    }
  return step == RG_STEP_DONE ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

char *
test_query (RgStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;
  char *text = rg_store_read_sync (store, read_query, (gpointer) sql, NULL, &error);

  g_assert_no_error (error);
  return text;
}

gint64
test_number (RgStore *store, const char *sql)
{
  g_autofree char *text = test_query (store, sql);

  return g_ascii_strtoll (text, NULL, 10);
}

static gboolean
dump_table (RgRead *read, const char *table, GString *text, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\" ORDER BY id", table);
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_read_get_database (read), sql, error);
  sqlite3_stmt *handle;
  RgStep step;

  if (statement == NULL)
    return FALSE;
  /* The names of the columns, which the statement does not tell. */
  g_assert_cmpint (
      sqlite3_prepare_v2 (rg_database_get_handle (rg_read_get_database (read)), sql, -1, &handle, NULL), ==,
      SQLITE_OK);
  /* Only a step sees that the shop has got columns meanwhile. */
  sqlite3_step (handle);
  sqlite3_reset (handle);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      g_string_append (text, table);
      for (int i = 0; i < rg_statement_n_columns (statement); i++)
        if (!rg_statement_is_null (statement, i))
          {
            gsize start = text->len;

            g_string_append_printf (text, " %s=", sqlite3_column_name (handle, i));
            append_column (text, statement, i);
            /* One line a row. */
            for (gsize at = start; at < text->len; at++)
              if (text->str[at] == '\n')
                text->str[at] = '\x1f';
          }
      g_string_append_c (text, '\n');
    }
  sqlite3_finalize (handle);
  return step == RG_STEP_DONE;
}

static gpointer
read_dump (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  RgCatalog *catalog = rg_read_get_catalog (read);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < rg_catalog_get_n_entities (catalog); i++)
    if (!dump_table (read, rg_entity_get_key (rg_catalog_get_entity (catalog, i)), text, error))
      return NULL;
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
test_dump (RgStore *store)
{
  g_autoptr (GError) error = NULL;
  char *text = rg_store_read_sync (store, read_dump, NULL, NULL, &error);

  g_assert_no_error (error);
  return text;
}

void
test_assert_same (const char *actual, const char *expected)
{
  g_auto (GStrv) a = NULL;
  g_auto (GStrv) b = NULL;

  if (strcmp (actual, expected) == 0)
    return;
  a = g_strsplit (actual, "\n", 0);
  b = g_strsplit (expected, "\n", 0);
  for (guint i = 0; a[i] != NULL && b[i] != NULL; i++)
    g_assert_cmpstr (a[i], ==, b[i]);
  g_assert_cmpuint (g_strv_length (a), ==, g_strv_length (b));
}

char *
test_checksum (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *data = NULL;
  gsize size = 0;

  /* Readers make an empty log, which says nothing. */
  if (!g_file_get_contents (path, &data, &size, NULL) || (size == 0 && g_str_has_suffix (name, "-wal")))
    return g_strdup ("");
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) data, size);
}

void
test_write_file (const char *folder, const char *name, gconstpointer data, gsize size)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, data, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

char *
test_shop_new (void)
{
  char *folder = test_folder_new ();
  RgStore *store = test_open (folder);

  test_insert (store, "a", "customer", "name", "张三丰", "notes", "x", NULL);
  test_close (store);
  return folder;
}

void
test_shop_free (char *folder)
{
  test_folder_remove (folder);
  g_free (folder);
}

void
test_close (RgStore *store)
{
  rg_store_close (store);
  test_settle ();
  g_assert_finalize_object (store);
}

void
test_take_sums (const char *folder, TestSums *sums)
{
  for (guint i = 0; i < G_N_ELEMENTS (summed); i++)
    sums->sums[i] = test_checksum (folder, summed[i]);
}

void
test_assert_sums (const char *folder, TestSums *sums)
{
  for (guint i = 0; i < G_N_ELEMENTS (summed); i++)
    {
      g_autofree char *now = test_checksum (folder, summed[i]);

      g_test_message ("%s", summed[i]);
      g_assert_cmpstr (now, ==, sums->sums[i]);
      g_free (sums->sums[i]);
    }
}
