/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop-test.h"

#include "catalog/rg-date.h"
#include "records/rg-query.h"
#include "shop/rg-child-stages.h"

/* Stages in the lives of children: the record and a list of customers agree. */

static void
test_all (void)
{
  guint n;
  const RgChildStage *stages = rg_child_stages (&n);

  g_assert_cmpuint (n, ==, 6);
  g_assert_cmpuint (stages[0].from, ==, 0);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpuint (stages[i].from, <, stages[i].to);
      /* Nobody falls between two. */
      if (i > 0)
        g_assert_cmpuint (stages[i].from, ==, stages[i - 1].to);
    }
}

static const char *
stage_of (const char *birthday)
{
  GDate today;
  const RgChildStage *stage;

  g_date_set_dmy (&today, 22, G_DATE_NOVEMBER, 2025);
  stage = rg_child_stages_find (birthday, &today);
  return stage != NULL ? stage->key : "";
}

static void
test_find (void)
{
  g_assert_cmpstr (stage_of ("2025-11-22"), ==, "newborn");
  g_assert_cmpstr (stage_of ("2025-10-23"), ==, "newborn");
  g_assert_cmpstr (stage_of ("2025-10-22"), ==, "milk");
  g_assert_cmpstr (stage_of ("2025-05-22"), ==, "first-food");
  g_assert_cmpstr (stage_of ("2024-11-22"), ==, "toddler");
  g_assert_cmpstr (stage_of ("2024-11-23"), ==, "first-food");
  g_assert_cmpstr (stage_of ("2022-11-22"), ==, "kindergarten");
  g_assert_cmpstr (stage_of ("2007-11-23"), ==, "school");
  g_assert_cmpstr (stage_of ("2007-11-22"), ==, "");
  g_assert_cmpstr (stage_of ("2025-11-23"), ==, "");
  g_assert_cmpstr (stage_of ("--05-01"), ==, "");
  g_assert_cmpstr (stage_of ("lunar:2025-L06-01"), ==, "milk");
  g_assert_cmpstr (stage_of ("lunar:06-01"), ==, "");
  g_assert_cmpstr (stage_of (NULL), ==, "");
}

#define N_CHILDREN 300

static char *
make_birthday (void)
{
  g_autoptr (GDate) day = g_date_new_dmy (22, G_DATE_NOVEMBER, 2025);
  RgLunarDate lunar;

  /* Half of them around the ends of a stage. */
  if (g_test_rand_bit ())
    g_date_subtract_days (day, (guint) g_test_rand_int_range (0, 7500));
  else
    {
      static const guint months[] = { 0, 1, 6, 12, 36, 72, 216 };

      g_date_subtract_months (day, months[g_test_rand_int_range (0, G_N_ELEMENTS (months))]);
      g_date_add_days (day, (guint) g_test_rand_int_range (0, 3));
      g_date_subtract_days (day, 1);
    }
  if (g_test_rand_bit () && rg_lunar_from_solar (day, &lunar))
    return rg_lunar_to_string (&lunar);
  return rg_date_to_iso (day);
}

static gpointer
fill (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  GPtrArray *birthdays = data;
  RgOp *op = begin (write);

  for (guint i = 0; i < N_CHILDREN; i++)
    {
      char *birthday = make_birthday ();
      g_autofree char *id = g_strdup_printf ("#%u", i + 1);

      g_ptr_array_add (birthdays, birthday);
      insert (op, "customer", "name", "妈妈", NULL);
      insert (op, "relation", "customer_id", id, "kind", "child", "name", "宝宝", "birthday", birthday, NULL);
    }
  return NULL;
}

static gpointer
compare (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  GPtrArray *birthdays = data;
  guint n;
  const RgChildStage *stages = rg_child_stages (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *json =
          g_strdup_printf ("{\"relation\":\"child\",\"age_months\":[%u,%u]}", stages[i].from, stages[i].to);
      g_autoptr (RgCondition) condition = rg_condition_parse (json, error);
      g_autoptr (RgQuery) query = rg_query_new ("customer");
      gint64 counted = 0, found = 0;

      g_assert_no_error (*error);
      rg_query_set_condition (query, condition);
      g_assert_true (rg_query_count (query, read, cancellable, &counted, error));
      for (guint j = 0; j < birthdays->len; j++)
        found += g_str_equal (stage_of (g_ptr_array_index (birthdays, j)), stages[i].key);
      g_assert_cmpint (counted, >, 0);
      g_assert_cmpint (found, ==, counted);
    }
  return NULL;
}

static void
test_lists (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) birthdays = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (f->store, fill, birthdays, NULL, &error);
  g_assert_no_error (error);
  rg_store_read_sync (f->store, compare, birthdays, NULL, &error);
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/shop/child-stages/all", test_all);
  g_test_add_func ("/shop/child-stages/find", test_find);
  g_test_add ("/shop/child-stages/lists", Fixture, NULL, set_up, test_lists, tear_down);

  return g_test_run ();
}
