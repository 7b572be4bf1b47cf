/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the tests of the shop share: a shop in a folder of its own, and rows
 * made from words. */

#include "shop/rg-people.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

/* 2025-11-22 09:00 in Shanghai. */
#define TEST_NOW G_GINT64_CONSTANT (1763773200000)
#define DAY G_GINT64_CONSTANT (86400000)

typedef struct
{
  char *folder;
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

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_tree (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static inline void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *shop = NULL;

  rg_clock_set (TEST_NOW);
  f->folder = g_dir_make_tmp ("regulars-shop-XXXXXX", &error);
  g_assert_no_error (error);
  shop = g_build_filename (f->folder, "shop", NULL);
  f->store = rg_store_open (shop, RG_STORE_CREATE, &error);
  g_assert_no_error (error);
}

static inline void
tear_down (Fixture *f, gconstpointer data)
{
  rg_store_close (f->store);
  g_object_unref (f->store);
  remove_tree (f->folder);
  g_free (f->folder);
}

/* A test runs as one write. */
static inline void
run (Fixture *f, RgWriteFunc func)
{
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (f->store, func, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* Inserts a row of text and number fields: key, value … NULL. A value that
 * begins with # is a number. */
static inline gint64 insert (RgOp *op, const char *entity_key, ...) G_GNUC_NULL_TERMINATED;

static inline gint64
insert (RgOp *op, const char *entity_key, ...)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), entity_key);
  g_autoptr (GError) error = NULL;
  RgCell cells[8];
  guint n = 0;
  const char *key;
  gint64 id;
  va_list args;

  va_start (args, entity_key);
  while ((key = va_arg (args, const char *)) != NULL)
    {
      const char *value = va_arg (args, const char *);

      cells[n].field = rg_entity_find_field (entity, key);
      cells[n].value = (RgValue) RG_VALUE_INIT;
      if (*value == '#' && cells[n].field->type->storage == RG_VALUE_REAL)
        rg_value_set_real (&cells[n].value, g_ascii_strtod (value + 1, NULL));
      else if (*value == '#')
        rg_value_set_integer (&cells[n].value, g_ascii_strtoll (value + 1, NULL, 10));
      else
        rg_value_set_text (&cells[n].value, value);
      n++;
    }
  va_end (args);
  id = rg_op_insert (op, entity, cells, n, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < n; i++)
    rg_value_clear (&cells[i].value);
  return id;
}

static inline RgOp *
begin (RgWrite *write)
{
  g_autoptr (GError) error = NULL;
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, "test", "Test", &error);

  g_assert_no_error (error);
  return op;
}
