/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A small shop in a folder of its own, written to and searched in one line
 * each. */

#include "store/rg-op.h"
#include "store/rg-search.h"
#include "store/rg-store.h"

#include <glib/gstdio.h>
#include <stdarg.h>

typedef struct
{
  char *folder;
  RgStore *store;
} Shop;

static inline void
shop_open (Shop *shop)
{
  g_autoptr (GError) error = NULL;

  shop->store = rg_store_open (shop->folder, RG_STORE_CREATE, &error);
  g_assert_no_error (error);
}

static inline void
shop_close (Shop *shop)
{
  rg_store_close (shop->store);
  g_clear_object (&shop->store);
  /* Signals that were on their way. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static inline void
shop_init (Shop *shop)
{
  g_autofree char *parent = g_dir_make_tmp ("regulars-search-XXXXXX", NULL);

  g_assert_nonnull (parent);
  shop->folder = g_build_filename (parent, "shop", NULL);
  shop_open (shop);
}

static inline void
remove_tree (const char *path)
{
  GDir *dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_tree (child);
      else
        g_unlink (child);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_rmdir (path);
}

static inline void
shop_clear (Shop *shop)
{
  g_autofree char *parent = g_path_get_dirname (shop->folder);

  if (shop->store != NULL)
    shop_close (shop);
  remove_tree (parent);
  g_free (shop->folder);
}

/* --- writing -------------------------------------------------------------- */

typedef struct
{
  const char *entity;
  gint64 id; /* 0: a new row */
  gboolean delete;
  const char *keys[16];
  const char *values[16];
  guint n;
} Change;

static inline gpointer
change_in_writer (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  Change *change = data;
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), change->entity);
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "test", "Change", error);
  RgCell cells[16];
  gboolean good;

  if (op == NULL)
    return NULL;
  memset (cells, 0, sizeof cells);
  for (guint i = 0; i < change->n; i++)
    {
      cells[i].field = rg_entity_find_field (entity, change->keys[i]);
      g_assert_nonnull (cells[i].field);
      if (change->values[i] == NULL)
        continue;
      if (cells[i].field->type->storage == RG_VALUE_INTEGER)
        rg_value_set_integer (&cells[i].value, g_ascii_strtoll (change->values[i], NULL, 10));
      else if (cells[i].field->type->storage == RG_VALUE_REAL)
        rg_value_set_real (&cells[i].value, g_ascii_strtod (change->values[i], NULL));
      else
        rg_value_set_text (&cells[i].value, change->values[i]);
    }
  if (change->delete)
    good = rg_op_delete (op, entity, change->id, error);
  else if (change->id != 0)
    good = rg_op_update (op, entity, change->id, cells, change->n, error);
  else
    good = (change->id = rg_op_insert (op, entity, cells, change->n, error)) != 0;
  for (guint i = 0; i < change->n; i++)
    rg_value_clear (&cells[i].value);
  return good ? GINT_TO_POINTER (1) : NULL;
}

static inline void
run_change (Shop *shop, Change *change)
{
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (shop->store, change_in_writer, change, NULL, &error);
  g_assert_no_error (error);
}

static inline void
read_cells (Change *change, va_list args)
{
  const char *key;

  while ((key = va_arg (args, const char *)) != NULL)
    {
      g_assert_cmpuint (change->n, <, G_N_ELEMENTS (change->keys));
      change->keys[change->n] = key;
      change->values[change->n++] = va_arg (args, const char *);
    }
}

/* Pairs of key and value, then NULL. Returns the new row's id. */
static inline gint64
add (Shop *shop, const char *entity, ...)
{
  Change change = { .entity = entity };
  va_list args;

  va_start (args, entity);
  read_cells (&change, args);
  va_end (args);
  run_change (shop, &change);
  return change.id;
}

static inline void
set (Shop *shop, const char *entity, gint64 id, ...)
{
  Change change = { .entity = entity, .id = id };
  va_list args;

  va_start (args, id);
  read_cells (&change, args);
  va_end (args);
  run_change (shop, &change);
}

static inline void delete (Shop *shop, const char *entity, gint64 id)
{
  Change change = { .entity = entity, .id = id, .delete = TRUE };

  run_change (shop, &change);
}

/* A row of an entity that belongs to a customer. */
static inline gint64
add_of (Shop *shop,
        gint64 customer,
        const char *entity,
        const char *key,
        const char *value,
        const char *second_key,
        const char *second_value)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, customer);
  gboolean event = g_str_equal (entity, "event");

  return add (shop, entity, "customer_id", id, key, value, second_key != NULL ? second_key : "customer_id",
              second_key != NULL ? second_value : id, event ? "at" : NULL, "1700000000000", NULL);
}

static inline gpointer
undo_in_writer (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOperation *undone = GPOINTER_TO_INT (data) != 0
                            ? rg_redo (write, 0, RG_ORIGIN_WINDOW, "test", cancellable, error)
                            : rg_undo (write, 0, RG_ORIGIN_WINDOW, "test", cancellable, error);

  if (undone == NULL)
    return NULL;
  rg_operation_free (undone);
  return GINT_TO_POINTER (1);
}

static inline void
undo (Shop *shop)
{
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (shop->store, undo_in_writer, GINT_TO_POINTER (0), NULL, &error);
  g_assert_no_error (error);
}

static inline void
redo (Shop *shop)
{
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (shop->store, undo_in_writer, GINT_TO_POINTER (1), NULL, &error);
  g_assert_no_error (error);
}

/* --- searching ------------------------------------------------------------ */

static inline gpointer
search_in_reader (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_search_customers (read, data, cancellable, error);
}

/* Does not wait for the search tables. */
static inline GArray *
search_now (Shop *shop, const char *text)
{
  g_autoptr (GError) error = NULL;
  GArray *ids = rg_store_read_sync (shop->store, search_in_reader, (gpointer) text, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (ids);
  for (guint i = 1; i < ids->len; i++)
    g_assert_cmpuint (g_array_index (ids, guint32, i - 1), <, g_array_index (ids, guint32, i));
  return ids;
}

static inline void
wait_for_search (Shop *shop)
{
  g_autoptr (GError) error = NULL;

  rg_store_wait_for_search (shop->store, NULL, &error);
  g_assert_no_error (error);
}

static inline char *
ids_to_text (const GArray *ids)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (text, i > 0 ? " %u" : "%u", g_array_index (ids, guint32, i));
  return g_string_free_and_steal (text);
}

static inline char *
find (Shop *shop, const char *text)
{
  g_autoptr (GArray) ids = NULL;

  wait_for_search (shop);
  ids = search_now (shop, text);
  return ids_to_text (ids);
}

/* The ids as text, "1 7 12", so that a failure says all. */
#define assert_finds(shop, text, expected)                                                                   \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    g_autofree char *found_ = find ((shop), (text));                                                         \
    if (!g_str_equal (found_, (expected)))                                                                   \
      g_test_message ("searching %s", (text));                                                               \
    g_assert_cmpstr (found_, ==, (expected));                                                                \
  }                                                                                                          \
  G_STMT_END
