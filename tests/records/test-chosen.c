/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-chosen.h"

#include "search-shop.h"

#include <string.h>

/* Rows that somebody chose, as they are when they are asked for. */

typedef struct
{
  const RgChosen *chosen;
  gboolean ordered;
} Asked;

static gpointer
ask (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  const Asked *asked = data;

  return asked->ordered ? rg_chosen_ordered (asked->chosen, read, cancellable, error)
                        : rg_chosen_ids (asked->chosen, read, cancellable, error);
}

static char *
ids_of (Shop *shop, const RgChosen *chosen)
{
  Asked asked = { chosen, FALSE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = rg_store_read_sync (shop->store, ask, &asked, NULL, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (text, i > 0 ? " %" G_GINT64_FORMAT : "%" G_GINT64_FORMAT,
                            g_array_index (ids, gint64, i));
  return g_string_free_and_steal (text);
}

static char *
ordered_of (Shop *shop, const RgChosen *chosen)
{
  Asked asked = { chosen, TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = rg_store_read_sync (shop->store, ask, &asked, NULL, &error);

  g_assert_no_error (error);
  return ids_to_text (ids);
}

#define assert_chosen(shop, chosen, ids, ordered)                                                            \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    g_autofree char *ids_ = ids_of ((shop), (chosen));                                                       \
    g_autofree char *ordered_ = ordered_of ((shop), (chosen));                                               \
    g_assert_cmpstr (ids_, ==, (ids));                                                                       \
    g_assert_cmpstr (ordered_, ==, (ordered));                                                               \
  }                                                                                                          \
  G_STMT_END

/* 1 张三, 2 李四, 3 王五, 4 张飞, 5 赵云: in the order of their names 2 3 4 1 5. */
static void
fill (Shop *shop)
{
  static const char *const names[] = { "张三", "李四", "王五", "张飞", "赵云" };

  shop_init (shop);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    add (shop, "customer", "name", names[i], NULL);
  wait_for_search (shop);
}

static void
test_ids (void)
{
  static const guint32 some[] = { 5, 1, 99, 2, 5, 1 };
  g_autoptr (RgQuery) query = rg_query_new ("customer");
  g_autoptr (RgChosen) chosen = NULL;
  g_autoptr (RgChosen) nobody = NULL;
  Shop shop;

  fill (&shop);
  rg_query_set_search (query, "没有");
  chosen = rg_chosen_new_ids (query, some, G_N_ELEMENTS (some));
  nobody = rg_chosen_new_ids (query, NULL, 0);
  g_assert_cmpstr (rg_query_get_search (rg_chosen_get_query (chosen)), ==, "没有");
  g_assert_false (rg_chosen_needs_search (chosen));
  /* Chosen is chosen, whatever is looked for now. */
  assert_chosen (&shop, chosen, "1 2 5", "2 1 5");
  assert_chosen (&shop, nobody, "", "");
  delete (&shop, "customer", 2);
  assert_chosen (&shop, chosen, "1 5", "1 5");
  shop_clear (&shop);
}

static void
test_all (void)
{
  static const guint32 some[] = { 4, 2, 4, 77 };
  g_autoptr (RgQuery) query = rg_query_new ("customer");
  g_autoptr (RgChosen) everybody = NULL;
  g_autoptr (RgChosen) most = NULL;
  g_autoptr (RgChosen) found = NULL;
  Shop shop;

  fill (&shop);
  everybody = rg_chosen_new_all_except (query, NULL, 0);
  most = rg_chosen_new_all_except (query, some, G_N_ELEMENTS (some));
  rg_query_set_search (query, "z");
  rg_query_set_sort (query, "name", TRUE);
  found = rg_chosen_new_all_except (query, some, G_N_ELEMENTS (some));
  g_assert_false (rg_chosen_needs_search (most));
  g_assert_true (rg_chosen_needs_search (found));
  assert_chosen (&shop, everybody, "1 2 3 4 5", "2 3 4 1 5");
  assert_chosen (&shop, most, "1 3 5", "3 1 5");
  assert_chosen (&shop, found, "1 5", "5 1");
  /* Who comes later is among them. */
  add (&shop, "customer", "name", "周瑜", NULL);
  wait_for_search (&shop);
  assert_chosen (&shop, everybody, "1 2 3 4 5 6", "2 3 4 1 5 6");
  assert_chosen (&shop, found, "1 5 6", "6 5 1");
  shop_clear (&shop);
}

static void
test_boxed (void)
{
  static const guint32 one = 1;
  g_autoptr (RgQuery) query = rg_query_new ("customer");
  g_autoptr (RgChosen) chosen = rg_chosen_new_ids (query, &one, 1);
  GValue value = G_VALUE_INIT;

  g_value_init (&value, RG_TYPE_CHOSEN);
  g_value_set_boxed (&value, chosen);
  g_assert_true (g_value_get_boxed (&value) == chosen);
  g_value_unset (&value);
}

static void
test_cancelled (void)
{
  g_autoptr (RgQuery) query = rg_query_new ("customer");
  g_autoptr (RgChosen) chosen = rg_chosen_new_all_except (query, NULL, 0);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Asked asked = { chosen, FALSE };
  Shop shop;

  fill (&shop);
  g_cancellable_cancel (cancellable);
  g_assert_null (rg_store_read_sync (shop.store, ask, &asked, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  shop_clear (&shop);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chosen/ids", test_ids);
  g_test_add_func ("/chosen/all", test_all);
  g_test_add_func ("/chosen/boxed", test_boxed);
  g_test_add_func ("/chosen/cancelled", test_cancelled);
  return g_test_run ();
}
