/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-test-util.h"

#include <glib/gstdio.h>

/* The shop's own fields, the catalogue as the tables have it, and attachments. */

typedef struct
{
  char *folder;
  RgStore *store;
  int notified;
} Shop;

static void
notify_cb (GObject *object, GParamSpec *pspec, Shop *shop)
{
  shop->notified++;
}

static void
set_up (Shop *shop, gconstpointer data)
{
  shop->folder = test_folder_new ();
  shop->store = test_open (shop->folder);
  g_signal_connect (shop->store, "notify::catalog", G_CALLBACK (notify_cb), shop);
}

static void
tear_down (Shop *shop, gconstpointer data)
{
  rg_store_close (shop->store);
  test_settle ();
  g_assert_finalize_object (shop->store);
  test_folder_remove (shop->folder);
  g_free (shop->folder);
}

typedef struct
{
  const char *entity;
  const char *label;
  const RgFieldType *type;
  const char *const *choices;
  const char *group;
  int times;
} New;

static gpointer
add_field (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  New *new = data;
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), new->entity);
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "a", "field", error);
  char *key = NULL;

  for (int i = 0; i < new->times && *error == NULL; i++)
    {
      g_free (key);
      key = rg_op_add_own_field (op, entity, new->label, new->type, new->choices, new->group, error);
      if (key != NULL)
        g_assert_nonnull (
            rg_entity_find_field (rg_catalog_find (rg_write_get_catalog (write), new->entity), key));
    }
  return key;
}

static char *
add (Shop *shop, New new, GError **error)
{
  new.times = MAX (new.times, 1);
  return rg_store_write_sync (shop->store, add_field, &new, NULL, error);
}

/* "key label type flags; …" of the own fields of @entity today. */
static char *
own_fields (Shop *shop, const char *entity_key)
{
  g_autoptr (RgCatalog) catalog = rg_store_ref_catalog (shop->store);
  const RgEntity *entity = rg_catalog_find (catalog, entity_key);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);

      if ((field->flags & RG_FIELD_OWN) == 0)
        continue;
      g_string_append_printf (text, "%s %s %s%s", field->key, field->label, field->type->id,
                              (field->flags & RG_FIELD_RETIRED) != 0 ? " retired" : "");
      for (guint j = 0; field->choices != NULL && field->choices[j].key != NULL; j++)
        g_string_append_printf (text, " %s", field->choices[j].key);
      g_string_append (text, field->group != NULL ? " in " : "");
      g_string_append (text, field->group != NULL ? field->group : "");
      g_string_append (text, "; ");
    }
  return g_string_free (text, FALSE);
}

static void
assert_fields (Shop *shop, const char *entity, const char *expected)
{
  g_autofree char *text = own_fields (shop, entity);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_add (Shop *shop, gconstpointer data)
{
  static const char *const choices[] = { "大", "小", NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *first = add (shop, (New) { "customer", "面积", &rg_type_number }, &error);
  g_autofree char *second =
      add (shop, (New) { "customer", "户型", &rg_type_choice, choices, "房子" }, &error);
  g_autofree char *event = add (shop, (New) { "event", "预算", &rg_type_money }, &error);
  g_autofree char *types = NULL;
  g_autofree char *row = NULL;
  gint64 id;

  g_assert_no_error (error);
  g_assert_cmpstr (first, ==, "x1");
  g_assert_cmpstr (second, ==, "x2");
  g_assert_cmpstr (event, ==, "x1");
  g_assert_cmpint (shop->notified, ==, 0);
  test_settle ();
  g_assert_cmpint (shop->notified, ==, 3);
  assert_fields (shop, "customer", "x1 面积 number; x2 户型 choice 大 小 in 房子; ");
  types = test_query (shop->store,
                      "SELECT type FROM pragma_table_info ('customer') WHERE name LIKE 'x%' UNION ALL "
                      "SELECT type FROM pragma_table_info ('event') WHERE name = 'x1'");
  g_assert_cmpstr (types, ==, "REAL\nTEXT\nINTEGER");
  id = test_insert (shop->store, "a", "customer", "name", "A", "x1", "89.5", "x2", "大", NULL);
  test_update (shop->store, "a", "customer", id, "x1", "90", NULL);
  row = test_query (shop->store, "SELECT x1, x2 FROM customer");
  g_assert_cmpstr (row, ==, "90.0|大");
  test_reopen (&shop->store);
  assert_fields (shop, "customer", "x1 面积 number; x2 户型 choice 大 小 in 房子; ");
}

/* The field goes, the column and what is in it stay for the redo. */
static void
test_undo_add (Shop *shop, gconstpointer data)
{
  g_autofree char *key = add (shop, (New) { "customer", "面积", &rg_type_number }, NULL);
  g_autofree char *other = NULL;
  g_autofree char *row = NULL;
  gint64 id = test_insert (shop->store, "b", "customer", "name", "A", "x1", "5", NULL);

  test_settle ();
  shop->notified = 0;
  g_assert_cmpint (test_undo (shop->store, "a", 0, NULL), ==, 1);
  test_settle ();
  g_assert_cmpint (shop->notified, ==, 1);
  assert_fields (shop, "customer", "");
  /* A row that goes and comes back meanwhile keeps what no field shows. */
  g_assert_true (test_delete (shop->store, "b", "customer", id, NULL));
  g_assert_cmpint (test_undo (shop->store, "b", 0, NULL), ==, 4);
  other = add (shop, (New) { "customer", "朝向", &rg_type_text }, NULL);
  g_assert_cmpstr (other, ==, "x2");
  g_assert_cmpint (test_redo (shop->store, "a", 1, NULL), ==, 1);
  assert_fields (shop, "customer", "x1 面积 number; x2 朝向 text; ");
  row = test_query (shop->store, "SELECT x1 FROM customer");
  g_assert_cmpstr (row, ==, "5.0");
}

static void
test_limit (Shop *shop, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *last = add (shop, (New) { "sale", "字段", &rg_type_text, .times = 200 }, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (last, ==, "x200");
  g_assert_null (add (shop, (New) { "sale", "字段", &rg_type_text }, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT);
  g_clear_error (&error);
  g_assert_null (add (shop, (New) { "event", "", &rg_type_text }, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT);
  g_clear_error (&error);
  g_assert_null (add (shop, (New) { "event", "x", &rg_type_instant }, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT);
  g_assert_cmpint (
      test_number (shop->store, "SELECT count (*) FROM pragma_table_info ('event') WHERE name LIKE 'x%'"), ==,
      0);
}

typedef struct
{
  const char *key;
  const char *label;
  const char *const *choices;
  const char *group;
  int retired;
  int place;
} Change;

static gpointer
change_field (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  Change *change = data;
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "a", "change", error);

  rg_op_change_own_field (op, rg_catalog_find (rg_write_get_catalog (write), "customer"), change->key,
                          change->label, change->choices, change->group, change->retired, change->place,
                          error);
  return NULL;
}

static void
change (Shop *shop, Change change)
{
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (shop->store, change_field, &change, NULL, &error);
  g_assert_no_error (error);
}

static void
test_change (Shop *shop, gconstpointer data)
{
  static const char *const few[] = { "a", NULL };
  static const char *const more[] = { "a", "b", NULL };
  Change wrong = { "x9", "y", NULL, NULL, -1, -1 };
  g_autoptr (GError) error = NULL;

  g_free (add (shop, (New) { "customer", "one", &rg_type_text }, NULL));
  g_free (add (shop, (New) { "customer", "two", &rg_type_choice, few, "g" }, NULL));
  g_free (add (shop, (New) { "customer", "three", &rg_type_text }, NULL));
  change (shop, (Change) { "x1", "uno", NULL, NULL, -1, -1 });
  assert_fields (shop, "customer", "x1 uno text; x2 two choice a in g; x3 three text; ");
  change (shop, (Change) { "x3", NULL, NULL, NULL, -1, 0 });
  assert_fields (shop, "customer", "x3 three text; x1 uno text; x2 two choice a in g; ");
  change (shop, (Change) { "x3", NULL, NULL, NULL, -1, 1 });
  assert_fields (shop, "customer", "x1 uno text; x3 three text; x2 two choice a in g; ");
  change (shop, (Change) { "x1", NULL, NULL, NULL, 1, 2 });
  assert_fields (shop, "customer", "x3 three text; x2 two choice a in g; x1 uno text retired; ");
  change (shop, (Change) { "x2", NULL, more, "", -1, -1 });
  assert_fields (shop, "customer", "x3 three text; x2 two choice a b; x1 uno text retired; ");
  g_assert_cmpint (test_undo (shop->store, "a", 0, NULL), ==, 8);
  g_assert_cmpint (test_undo (shop->store, "a", 0, NULL), ==, 7);
  assert_fields (shop, "customer", "x1 uno text; x3 three text; x2 two choice a in g; ");
  rg_store_write_sync (shop->store, change_field, &wrong, NULL, &error);
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND);
}

/* --- the catalogue and the tables ----------------------------------------- */

static const char *
type_of (const RgField *field)
{
  /* Bytes, which no value holds. */
  if (g_str_equal (field->key, "sort_key"))
    return "BLOB";
  if (field->type->storage == RG_VALUE_INTEGER)
    return "INTEGER";
  return field->type->storage == RG_VALUE_REAL ? "REAL" : "TEXT";
}

static void
test_schema (Shop *shop, gconstpointer data)
{
  g_autoptr (RgCatalog) catalog = rg_store_ref_catalog (shop->store);

  for (guint i = 0; i < rg_catalog_get_n_entities (catalog); i++)
    {
      const RgEntity *entity = rg_catalog_get_entity (catalog, i);
      const char *table = rg_entity_get_key (entity);
      g_autofree char *sql = NULL;
      g_autofree char *actual = NULL;
      g_autoptr (GPtrArray) expected = g_ptr_array_new_with_free_func (g_free);
      g_auto (GStrv) lines = NULL;

      sql = g_strdup_printf (
          "SELECT c.name, c.type, ifnull (f.\"table\", '') FROM pragma_table_info ('%s') c "
          "LEFT JOIN pragma_foreign_key_list ('%s') f ON f.\"from\" = c.name WHERE c.name <> 'id'",
          table, table);
      actual = test_query (shop->store, sql);
      lines = g_strsplit (actual, "\n", 0);
      for (guint j = 0; j < rg_entity_get_n_fields (entity); j++)
        {
          const RgField *field = rg_entity_get_field (entity, j);

          if (rg_field_has_column (field))
            g_ptr_array_add (expected, g_strdup_printf ("%s|%s|%s", field->key, type_of (field),
                                                        field->target != NULL ? field->target : ""));
        }
      g_assert_cmpuint (g_strv_length (lines), ==, expected->len);
      for (guint j = 0; j < expected->len; j++)
        {
          g_test_message ("%s %s", table, (char *) g_ptr_array_index (expected, j));
          g_assert_true (g_strv_contains ((const char *const *) lines, g_ptr_array_index (expected, j)));
        }
    }
}

/* --- attachments ---------------------------------------------------------- */

typedef struct
{
  GFile *file;
  gint64 id;
} Attach;

static gpointer
attach (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  Attach *attach = data;
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "a", "attach", error);

  attach->id = rg_op_attach (op, 1, attach->file, "合同", cancellable, error);
  return NULL;
}

static gint64
attach_file (Shop *shop, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  Attach data = { file, 0 };

  rg_store_write_sync (shop->store, attach, &data, NULL, error);
  return data.id;
}

static guint
count_files (Shop *shop)
{
  g_autofree char *folder = g_build_filename (shop->folder, "files", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_attach (Shop *shop, gconstpointer data)
{
  static const char hash[] = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
  g_autofree char *outside = test_folder_new ();
  g_autofree char *first = g_build_filename (outside, "合同.txt", NULL);
  g_autofree char *second = g_build_filename (outside, "copy.txt", NULL);
  g_autofree char *missing = g_build_filename (outside, "none", NULL);
  g_autofree char *kept = g_build_filename (shop->folder, "files", hash, NULL);
  g_autofree char *content = NULL;
  g_autofree char *rows = NULL;
  g_autoptr (GError) error = NULL;

  test_insert (shop->store, "a", "customer", "name", "A", NULL);
  test_write_file (outside, "合同.txt", "hello", 5);
  test_write_file (outside, "copy.txt", "hello", 5);
  g_assert_cmpint (attach_file (shop, first, &error), ==, 1);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (kept, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "hello");
  g_unlink (first);
  /* The same content is kept once. */
  g_assert_cmpint (attach_file (shop, second, &error), ==, 2);
  g_assert_cmpuint (count_files (shop), ==, 1);
  rows = test_query (shop->store, "SELECT customer_id, kind, name, hash, size, mime FROM attachment");
  g_assert_cmpstr (
      rows, ==,
      "1|合同|合同.txt|2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824|5.0|text/plain\n"
      "1|合同|copy.txt|2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824|5.0|text/plain");
  g_assert_cmpint (attach_file (shop, missing, &error), ==, 0);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpint (attach_file (shop, outside, &error), ==, 0);
  g_assert_nonnull (error);
  g_assert_cmpuint (count_files (shop), ==, 1);
  /* The row goes and comes back, the content stays. */
  g_assert_cmpint (test_undo (shop->store, "a", 0, NULL), ==, 3);
  g_assert_cmpint (test_undo (shop->store, "a", 0, NULL), ==, 2);
  g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));
  g_assert_cmpint (test_redo (shop->store, "a", 0, NULL), ==, 2);
  test_folder_remove (outside);
}

typedef struct
{
  gint64 customer;
  GBytes *bytes;
  gint64 id;
} Paste;

static gpointer
attach_bytes (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  Paste *paste = data;
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "a", "paste", error);

  paste->id = rg_op_attach_bytes (op, paste->customer, paste->bytes, "Pasted.png", "image/png", NULL, error);
  return NULL;
}

static void
test_attach_bytes (Shop *shop, gconstpointer data)
{
  static const char hash[] = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
  g_autoptr (GBytes) hello = g_bytes_new_static ("hello", 5);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autofree char *path = rg_store_dup_attachment_path (shop->store, hash);
  g_autofree char *beside = rg_store_dup_attachment_path (shop->store, "../../etc/hello");
  g_autofree char *inside = g_build_filename (shop->folder, "files", "hello", NULL);
  g_autofree char *content = NULL;
  g_autofree char *rows = NULL;
  g_autoptr (GError) error = NULL;
  Paste paste = { 1, hello, 0 };

  test_insert (shop->store, "a", "customer", "name", "A", NULL);
  rg_store_write_sync (shop->store, attach_bytes, &paste, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (paste.id, ==, 1);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "hello");
  rg_store_write_sync (shop->store, attach_bytes, &paste, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (shop), ==, 1);
  paste.bytes = nothing;
  rg_store_write_sync (shop->store, attach_bytes, &paste, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (shop), ==, 2);
  rows = test_query (
      shop->store,
      "SELECT name, hash = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824', size, mime "
      "FROM attachment WHERE id > 1");
  g_assert_cmpstr (rows, ==, "Pasted.png|1|5.0|image/png\nPasted.png|0|0.0|image/png");
  /* Nobody has this number. */
  paste.customer = 99;
  rg_store_write_sync (shop->store, attach_bytes, &paste, NULL, &error);
  g_assert_nonnull (error);
  g_assert_cmpstr (beside, ==, inside);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/store/fields/" path, Shop, NULL, set_up, func, tear_down)
  ADD ("add", test_add);
  ADD ("undo-add", test_undo_add);
  ADD ("limit", test_limit);
  ADD ("change", test_change);
  ADD ("schema", test_schema);
  ADD ("attach", test_attach);
  ADD ("attach-bytes", test_attach_bytes);
  return g_test_run ();
}
