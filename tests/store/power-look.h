/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store-test-util.h"
#include "store/rg-search.h"

/* What the shop that came through has besides its rows. */

static inline void
wait_for_search (RgStore *store)
{
  g_autoptr (GError) error = NULL;

  rg_store_wait_for_search (store, NULL, &error);
  g_assert_no_error (error);
}

static inline gpointer
search_in_reader (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_search_customers (read, data, cancellable, error);
}

static inline char *
collect_answers (RgStore *store, const char *mark)
{
  const char *const texts[] = { "张三", "zsf", "zeng", "w", "1390", "0002", "银行", "三居", mark };
  g_autoptr (GString) text = g_string_new (NULL);

  wait_for_search (store);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) ids =
          rg_store_read_sync (store, search_in_reader, (gpointer) texts[i], NULL, &error);

      g_assert_no_error (error);
      g_string_append_printf (text, "%s:", texts[i]);
      for (guint k = 0; k < ids->len; k++)
        g_string_append_printf (text, " %u", g_array_index (ids, guint32, k));
      g_string_append_c (text, '\n');
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static inline void
check_attachments (RgStore *store, const char *shop)
{
  g_autofree char *text = test_query (store, "SELECT hash FROM attachment");
  g_auto (GStrv) hashes = g_strsplit (text, "\n", 0);

  for (guint i = 0; hashes[i] != NULL && *hashes[i] != '\0'; i++)
    {
      g_autofree char *name = g_build_filename ("files", hashes[i], NULL);
      g_autofree char *sum = test_checksum (shop, name);

      g_assert_cmpstr (sum, ==, hashes[i]);
    }
}
