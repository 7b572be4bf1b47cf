/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop-test.h"

#include "shop/rg-followup.h"
#include "shop/rg-measures.h"
#include "shop/rg-task.h"
#include "shop/rg-today.h"

/* How well what was planned is done. Today is 2025-11-22. */

static void
assert_measures (RgWrite *write, RgMeasureBy by, guint days, const char *expected)
{
  RgMeasureQuery query = { .days = days, .by = by };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  rg_today_day (&query.day);
  lines = rg_measures_read (rg_write_as_read (write), &query, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < lines->len; i++)
    {
      const RgMeasure *line = g_ptr_array_index (lines, i);

      g_string_append_printf (text, "%s %d=%d+%d+%d %d/%d|", line->who != NULL ? line->who : "-",
                              (int) line->n_due, (int) line->n_in_time, (int) line->n_late,
                              (int) line->n_missed, (int) line->n_reached, (int) line->n_customers);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static gint64
task (RgOp *op, gint64 customer, const char *staff, const char *due)
{
  g_autoptr (GError) error = NULL;
  gint64 id = rg_task_add (
      op, &(RgTaskWords) { .customer_id = customer, .title = "事", .due = due, .staff = staff }, &error);

  g_assert_no_error (error);
  return id;
}

static void
done (RgOp *op, gint64 id)
{
  g_autoptr (GError) error = NULL;

  rg_task_done (op, id, &(RgTaskDone) { .kind = "note" }, NULL, &error);
  g_assert_no_error (error);
}

static void
say (RgOp *op, gint64 customer, const char *kind, gint64 days_ago, const char *text, const char *outcome)
{
  g_autoptr (GError) error = NULL;
  RgFollowup followup = { .kind = kind, .at = TEST_NOW - days_ago * DAY, .text = text, .outcome = outcome };

  rg_followup_add (op, customer, &followup, &error);
  g_assert_no_error (error);
}

static gpointer
measures_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);
  gint64 late;

  insert (op, "customer", "name", "王芳", "owner", "周敏", NULL);
  insert (op, "customer", "name", "张三", "owner", "周敏", NULL);
  insert (op, "customer", "name", "李四", "owner", "老方", NULL);
  insert (op, "customer", "name", "赵五", NULL);
  done (op, task (op, 1, "周敏", "2025-11-22"));
  done (op, task (op, 1, "周敏", "2025-11-21"));
  late = task (op, 1, "周敏", "2025-11-20");
  /* Put off, it is still late. */
  g_assert_true (rg_task_put_off (op, late, "2025-12-20", NULL, error));
  task (op, 3, "老方", "2025-11-22");
  task (op, 3, "老方", "2025-11-23");
  task (op, 0, NULL, "2025-08-24");
  g_assert_true (rg_task_drop (op, task (op, 3, "老方", "2025-11-01"), error));
  /* Nine characters are too few, ten are enough, an outcome is too. */
  say (op, 1, "call", 3, "一二三四五六七八九", NULL);
  say (op, 1, "note", 3, "一二三四五六七八九十", NULL);
  say (op, 2, "call", 3, "一二三四五六七八九十", NULL);
  say (op, 2, "call", 2, "一二三四五六七八九十", NULL);
  say (op, 3, "visit", 3, "来", "下单");
  say (op, 4, "visit", 91, "一二三四五六七八九十", NULL);
  assert_measures (write, RG_MEASURE_ALL, 90, "- 4=1+1+1 2/4|");
  assert_measures (write, RG_MEASURE_ALL, 92, "- 5=1+1+2 3/4|");
  assert_measures (write, RG_MEASURE_STAFF, 92, "周敏 3=1+1+1 1/2|老方 1=0+0+0 1/1|- 1=0+0+1 1/1|");
  g_assert_true (
      rg_database_exec (rg_write_get_database (write),
                        "INSERT INTO standing (customer_id, life, class, score, n_sales, sales_fen,"
                        " n_contacts) VALUES (1, 'talking', 'A', 90, 0, 0, 1),"
                        " (2, 'talking', 'B', 40, 0, 0, 1)",
                        error));
  assert_measures (write, RG_MEASURE_CLASS, 90, "A 3=1+1+1 0/1|B 0=0+0+0 1/1|- 1=0+0+0 1/2|");
  return NULL;
}

static void
test_measures (Fixture *f, gconstpointer data)
{
  run (f, measures_func);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/measures/lines", Fixture, NULL, set_up, test_measures, tear_down);
  return g_test_run ();
}
