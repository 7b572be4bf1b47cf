/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "common/bench.h"
#include "shop/rg-follow.h"

#include <string.h>

/* See README.md. */

#define CHANGES 1000
#define ROUNDS 5
#define SEED 20260304

/* Noon in Shanghai on the day around which the dates of the shop lie. */
#define TODAY G_GINT64_CONSTANT (1772424000000)

static const char *const conditions[] = {
  "{\"field\":\"class\",\"op\":\"is\",\"value\":\"A\"}",
  "{\"field\":\"life\",\"op\":\"one-of\",\"value\":[\"returning\",\"won-back\"]}",
  "{\"all\":[{\"field\":\"stage\",\"op\":\"contains\",\"value\":\"7\"},{\"field\":\"phone\",\"op\":"
  "\"filled\"}]}",
  "{\"timeline\":\"sale\",\"op\":\"sum\",\"min\":2000000,\"days\":365}",
  "{\"timeline\":\"contact\",\"op\":\"count\",\"min\":3,\"days\":90}",
  "{\"all\":[{\"timeline\":\"contact\",\"op\":\"none\",\"days\":60},"
  "{\"field\":\"class\",\"op\":\"is\",\"value\":\"B\"}]}",
  "{\"field\":\"next_date\",\"op\":\"between\",\"value\":\"today-7\",\"to\":\"today\"}",
  "{\"field\":\"region\",\"op\":\"starts\",\"value\":\"四川\"}",
  "{\"any\":[{\"field\":\"notes\",\"op\":\"contains\",\"value\":\"装修\"},"
  "{\"field\":\"address\",\"op\":\"contains\",\"value\":\"花园\"}]}",
  "{\"all\":[{\"field\":\"region\",\"op\":\"starts\",\"value\":\"北京\"},"
  "{\"none\":[{\"field\":\"birthday\",\"op\":\"filled\"},{\"field\":\"email\",\"op\":\"filled\"}]}]}",
};

static gpointer
add_rules (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgEntity *tag = rg_catalog_find (rg_write_get_catalog (write), "tag");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_SYSTEM, "bench", "rules", error);

  for (guint i = 0; op != NULL && i < G_N_ELEMENTS (conditions); i++)
    {
      g_autofree char *name = g_strdup_printf ("Rule %u", i);
      RgCell cells[] = {
        { rg_entity_find_field (tag, "name"), { .kind = RG_VALUE_TEXT, .text = name } },
        { rg_entity_find_field (tag, "condition"),
          { .kind = RG_VALUE_TEXT, .text = (char *) conditions[i] } },
        { rg_entity_find_field (tag, "rule_on"), { .kind = RG_VALUE_INTEGER, .integer = 1 } },
      };

      if (rg_op_insert (op, tag, cells, G_N_ELEMENTS (cells), error) == 0)
        return NULL;
    }
  return NULL;
}

static gint64
ask_number (RgRead *read, const char *sql)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_read_get_database (read), sql, NULL);

  if (statement == NULL || rg_statement_step (statement, NULL) != RG_STEP_ROW)
    bench_fail ("%s", sql);
  return rg_statement_get_integer (statement, 0);
}

/* A thousand customers here and there, one field of each. */
static gpointer
change (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  GRand *lots = data;
  const RgEntity *customer = rg_catalog_find (rg_write_get_catalog (write), "customer");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "bench", "changes", error);
  gint64 most = ask_number (rg_write_as_read (write), "SELECT max (id) FROM customer");

  for (guint i = 0; op != NULL && i < CHANGES; i++)
    {
      g_autofree char *stage = g_strdup_printf ("Stage %d", g_rand_int_range (lots, 0, 1000));
      RgCell cell = { rg_entity_find_field (customer, "stage"), { .kind = RG_VALUE_TEXT, .text = stage } };

      if (!rg_op_update (op, customer, g_rand_int_range (lots, 1, (int) most + 1), &cell, 1, error))
        return NULL;
    }
  return NULL;
}

static double
time_follow (RgStore *store)
{
  g_autoptr (GError) error = NULL;
  double begun = bench_now ();

  rg_follow_catch_up (store, NULL, &error);
  bench_check (error, "following");
  return bench_now () - begun;
}

/* All rules over everybody. Nothing may come out: the follower has been there. */
static gpointer
evaluate (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 first = *(gint64 *) data;

  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    {
      g_autoptr (RgCondition) condition = rg_condition_parse (conditions[i], error);
      g_autoptr (RgRuleDryRun) run =
          condition != NULL ? rg_rule_dry_run (read, first + i, condition, NULL, error) : NULL;

      if (run == NULL)
        return NULL;
      if (run->gain->len > 0 || run->lose->len > 0)
        bench_fail ("rule %u: %u customers lack its tag, %u have it without reason", i, run->gain->len,
                    run->lose->len);
    }
  return NULL;
}

static gpointer
find_first (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  *(gint64 *) data = ask_number (read, "SELECT min (id) FROM tag WHERE rule_on");
  return NULL;
}

static double
time_everything (RgStore *store, gint64 first)
{
  g_autoptr (GError) error = NULL;
  double begun = bench_now ();

  rg_store_read_sync (store, evaluate, &first, NULL, &error);
  bench_check (error, "evaluating everything");
  return bench_now () - begun;
}

/* How many have each tag, for whoever wants to know what is measured. */
static gpointer
say_counts (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    {
      g_autofree char *sql = g_strdup_printf (
          "SELECT count (*) FROM customer_tag WHERE tag_id = %" G_GINT64_FORMAT, *(gint64 *) data + i);

      g_printerr ("%" G_GINT64_FORMAT " ", ask_number (read, sql));
    }
  g_printerr ("customers have the ten tags\n");
  return NULL;
}

int
main (int argc, char **argv)
{
  g_autofree char *shop = bench_find_shop ();
  g_autofree char *copy = bench_copy_shop (shop);
  RgStore *store = bench_open_store (copy, RG_STORE_DEFAULT);
  g_autoptr (GRand) lots = g_rand_new_with_seed (SEED);
  g_autoptr (GError) error = NULL;
  double ours[ROUNDS], peer[ROUNDS];
  gint64 first = 0;

  rg_clock_set (TODAY);
  g_printerr ("first run: %.0f ms\n", time_follow (store));
  rg_store_write_sync (store, add_rules, NULL, NULL, &error);
  bench_check (error, "the rules");
  g_printerr ("ten rules switched on: %.0f ms\n", time_follow (store));
  rg_store_read_sync (store, find_first, &first, NULL, &error);
  bench_check (error, "the rules");
  rg_store_read_sync (store, say_counts, &first, NULL, &error);
  for (guint i = 0; i < ROUNDS; i++)
    {
      rg_store_write_sync (store, change, lots, NULL, &error);
      bench_check (error, "the changes");
      ours[i] = time_follow (store);
      peer[i] = time_everything (store, first);
    }
  bench_print ("retag", bench_median (ours, ROUNDS), "ms", bench_median (peer, ROUNDS));
  rg_store_close (store);
  g_object_unref (store);
  bench_remove_copy (copy);
  return 0;
}
