/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "support.h"

#include "app/rg-keep-up.h"
#include "shop/rg-follow.h"
#include "store/rg-op.h"

/* The window keeps the tags of rules up by itself: after changes, on a new day,
 * when a long operation is over, also after it failed. */

#define ANNA "{\"field\":\"name\",\"op\":\"contains\",\"value\":\"娜\"}"
#define OVERDUE "{\"field\":\"next_date\",\"op\":\"<\",\"value\":\"today\"}"
/* Longer than it waits before it looks. */
#define A_WHILE 600

typedef struct
{
  Shop *shop;
  RgStore *store;
  const char *wanted;
  char *found;
} Fixture;

/* --- asking --------------------------------------------------------------- */

static char *
dup_tagged (Fixture *f)
{
  return shop_ask (f->store, "SELECT group_concat (name) FROM (SELECT c.name FROM customer_tag t "
                             "JOIN customer c ON c.id = t.customer_id ORDER BY c.sort_key, c.id)");
}

static gboolean
is_tagged (gpointer data)
{
  Fixture *f = data;
  g_autofree char *found = dup_tagged (f);

  g_set_str (&f->found, found);
  return g_str_equal (found, f->wanted);
}

static void
wait_for_tagged (Fixture *f, const char *names)
{
  f->wanted = names;
  wait_whether (is_tagged, f);
  g_assert_cmpstr (f->found, ==, names);
}

static void
assert_stays (Fixture *f, const char *names)
{
  g_autofree char *found = NULL;

  run_for (A_WHILE);
  found = dup_tagged (f);
  g_assert_cmpstr (found, ==, names);
}

static int
n_operations (Fixture *f)
{
  g_autofree char *found =
      shop_ask (f->store, "SELECT count (*) FROM operation WHERE origin = '" RG_ORIGIN_RULE "'");

  return atoi (found);
}

/* --- changing ------------------------------------------------------------- */

static gpointer
rule_func (RgWrite *write, gpointer condition, GCancellable *cancellable, GError **error)
{
  const RgEntity *tag = rg_catalog_find (rg_write_get_catalog (write), "tag");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "other", "Rule", error);
  RgCell cells[] = {
    { .field = rg_entity_find_field (tag, "name"),
      .value = { .kind = RG_VALUE_TEXT, .text = (char *) "有名" } },
    { .field = rg_entity_find_field (tag, "condition"),
      .value = { .kind = RG_VALUE_TEXT, .text = condition } },
    { .field = rg_entity_find_field (tag, "rule_on"), .value = { .kind = RG_VALUE_INTEGER, .integer = 1 } },
  };

  return op != NULL && rg_op_insert (op, tag, cells, G_N_ELEMENTS (cells), error) != 0 ? write : NULL;
}

static void
set_up (Fixture *f, gconstpointer condition)
{
  g_autoptr (GError) error = NULL;

  f->shop = shop_new ();
  f->store = f->shop->store;
  rg_store_write_sync (f->store, rule_func, (gpointer) condition, NULL, &error);
  g_assert_no_error (error);
  rg_keep_up_start (f->store);
  /* Once more is nothing more. */
  rg_keep_up_start (f->store);
}

static void
tear_down (Fixture *f, gconstpointer condition)
{
  rg_keep_up_stop (f->store);
  shop_free (f->shop);
  g_free (f->found);
}

/* --- tests ---------------------------------------------------------------- */

/* What was there before, then what comes; several at once are one look. */
static void
test_change (Fixture *f, gconstpointer condition)
{
  wait_for_tagged (f, "安娜,欧阳娜娜");
  g_assert_cmpint (n_operations (f), ==, 1);
  for (guint i = 0; i < 5; i++)
    shop_add (f->store, "娜", NULL, NULL);
  wait_for_tagged (f, "安娜,娜,娜,娜,娜,娜,欧阳娜娜");
  run_for (A_WHILE);
  g_assert_cmpint (n_operations (f), ==, 2);
  shop_add (f->store, "包拯", NULL, NULL);
  run_for (A_WHILE);
  g_assert_cmpint (n_operations (f), ==, 2);
}

static void
test_day (Fixture *f, gconstpointer condition)
{
  wait_for_tagged (f, "张三丰");
  rg_keep_up_check_day (f->store);
  assert_stays (f, "张三丰");
  rg_clock_set (rg_clock_now () + G_GINT64_CONSTANT (86400000));
  rg_keep_up_check_day (f->store);
  wait_for_tagged (f, "曾国藩,张三丰");
  rg_clock_set (rg_clock_now () - G_GINT64_CONSTANT (86400000));
  rg_keep_up_check_day (f->store);
  wait_for_tagged (f, "张三丰");
}

static gpointer
long_func (RgWrite *write, gpointer over, GCancellable *cancellable, GError **error)
{
  const RgEntity *customer = rg_catalog_find (rg_write_get_catalog (write), "customer");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_IMPORT, "long", "Long", error);
  RgCell cell = { .field = rg_entity_find_field (customer, "name"),
                  .value = { .kind = RG_VALUE_TEXT, .text = (char *) "长娜" } };

  if (op == NULL || !rg_op_make_long (op, error) || rg_op_insert (op, customer, &cell, 1, error) == 0)
    return NULL;
  while (!g_atomic_int_get ((int *) over))
    {
      if (!rg_op_pause (op, cancellable, error))
        return NULL;
      g_usleep (5000);
    }
  return over;
}

/* Short changes go through its pauses, but nothing is followed before its end. */
static void
test_long (Fixture *f, gconstpointer condition)
{
  int over = 0;

  wait_for_tagged (f, "安娜,欧阳娜娜");
  rg_store_write_async (f->store, long_func, &over, NULL, NULL, NULL, NULL, NULL);
  run_for (100);
  shop_add (f->store, "短娜", NULL, NULL);
  assert_stays (f, "安娜,欧阳娜娜");
  g_assert_cmpint (n_operations (f), ==, 1);
  g_atomic_int_set (&over, 1);
  wait_for_tagged (f, "安娜,长娜,短娜,欧阳娜娜");
}

static gpointer
alter_func (RgWrite *write, gpointer sql, GCancellable *cancellable, GError **error)
{
  return rg_database_exec (rg_write_get_database (write), sql, error) ? sql : NULL;
}

static void
alter (Fixture *f, const char *sql)
{
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (f->store, alter_func, (gpointer) sql, NULL, &error);
  g_assert_no_error (error);
}

/* What fails stops nobody, and is made up for with the next change. */
static void
test_error (Fixture *f, gconstpointer condition)
{
  wait_for_tagged (f, "安娜,欧阳娜娜");
  alter (f, "ALTER TABLE standing RENAME TO hidden");
  shop_add (f->store, "一娜", NULL, NULL);
  assert_stays (f, "安娜,欧阳娜娜");
  alter (f, "ALTER TABLE hidden RENAME TO standing");
  shop_add (f->store, "二娜", NULL, NULL);
  wait_for_tagged (f, "安娜,二娜,欧阳娜娜,一娜");
}

static void
test_stop (Fixture *f, gconstpointer condition)
{
  wait_for_tagged (f, "安娜,欧阳娜娜");
  rg_keep_up_stop (f->store);
  shop_add (f->store, "娜", NULL, NULL);
  assert_stays (f, "安娜,欧阳娜娜");
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

#define ADD(path, condition, function)                                                                       \
  g_test_add ("/keep-up/" path, Fixture, condition, set_up, function, tear_down)
  ADD ("change", ANNA, test_change);
  ADD ("day", OVERDUE, test_day);
  ADD ("long", ANNA, test_long);
  ADD ("error", ANNA, test_error);
  ADD ("stop", ANNA, test_stop);
  return g_test_run ();
}
