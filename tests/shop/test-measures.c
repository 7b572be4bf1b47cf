/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop-test.h"

#include "shop/rg-defaults.h"
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
  /* What is still to come has reached nobody. */
  say (op, 4, "visit", -2, "一二三四五六七八九十", NULL);
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

/* --- what is effective ------------------------------------------------------ */

static void
set_kinds (RgWrite *write, const char *const *kinds, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDefaults) defaults = NULL;
  g_autofree char *text = NULL;

  g_assert_true (rg_defaults_set_effective_kinds (write, kinds, &error));
  g_assert_no_error (error);
  defaults = rg_defaults_read (rg_write_as_read (write), &error);
  text = g_strjoinv (" ", (char **) rg_defaults_get_effective_kinds (defaults));
  g_assert_cmpstr (text, ==, expected);
}

static void
refuse_kinds (RgWrite *write, const char *const *kinds)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (rg_defaults_set_effective_kinds (write, kinds, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT);
}

#define SHIPPED "call visit onsite message meeting showing trial"
#define KINDS(...) ((const char *const[]) { __VA_ARGS__, NULL })

/* Each of two customers was told something, the one in a note, the other by
 * telephone, and a third one little. */
static gpointer
kinds_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);
  g_autoptr (RgDefaults) before = rg_defaults_read (rg_write_as_read (write), error);
  g_autofree char *judged = rg_defaults_to_text (before);

  for (guint i = 0; i < 3; i++)
    insert (op, "customer", "name", "某人", NULL);
  say (op, 1, "note", 3, "一二三四五六七八九十", NULL);
  say (op, 2, "call", 3, "一二三四五六七八九十", NULL);
  say (op, 3, "other", 3, "一二三四五", NULL);
  set_kinds (write, NULL, SHIPPED);
  assert_measures (write, RG_MEASURE_ALL, 90, "- 0=0+0+0 1/3|");
  set_kinds (write, KINDS ("note", "call"), "note call");
  assert_measures (write, RG_MEASURE_ALL, 90, "- 0=0+0+0 2/3|");
  set_kinds (write, KINDS ("other"), "other");
  assert_measures (write, RG_MEASURE_ALL, 90, "- 0=0+0+0 0/3|");
  g_assert_true (rg_defaults_set (write, "effective_chars", 5, error));
  assert_measures (write, RG_MEASURE_ALL, 90, "- 0=0+0+0 1/3|");
  g_assert_true (rg_defaults_set (write, "effective_chars", 0, error));
  /* Somebody was spoken to or not, whatever is said of it. */
  {
    g_autoptr (RgDefaults) after = rg_defaults_read (rg_write_as_read (write), error);
    g_autofree char *now = rg_defaults_to_text (after);

    g_assert_cmpstr (now, ==, judged);
  }
  return NULL;
}

static gpointer
odd_kinds_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *kept = NULL;

  refuse_kinds (write, KINDS ("call", "dance"));
  refuse_kinds (write, (const char *const[]) { NULL });
  /* The program's own are nothing of the shop's own. */
  set_kinds (write, KINDS ("trial", "showing", "meeting", "message", "onsite", "visit", "call"), SHIPPED);
  kept = rg_meta_get (rg_write_as_read (write), "effective_kinds");
  g_assert_null (kept);
  /* What another version or a strange hand left there asks for nothing. */
  g_assert_true (rg_meta_set (write, "effective_kinds", "dance,') OR 1 --", error));
  {
    g_autoptr (RgDefaults) defaults = rg_defaults_read (rg_write_as_read (write), error);
    g_autofree char *text = g_strjoinv (" ", (char **) rg_defaults_get_effective_kinds (defaults));

    g_assert_cmpstr (text, ==, SHIPPED);
  }
  return NULL;
}

static void
test_kinds (Fixture *f, gconstpointer data)
{
  run (f, kinds_func);
}

static void
test_odd_kinds (Fixture *f, gconstpointer data)
{
  run (f, odd_kinds_func);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/measures/lines", Fixture, NULL, set_up, test_measures, tear_down);
  g_test_add ("/measures/kinds", Fixture, NULL, set_up, test_kinds, tear_down);
  g_test_add ("/measures/odd-kinds", Fixture, NULL, set_up, test_odd_kinds, tear_down);
  return g_test_run ();
}
