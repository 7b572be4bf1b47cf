/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop-test.h"

#include "records/rg-row.h"
#include "shop/rg-task.h"

/* What is to be done, and what its being done does. Today is 2025-11-22. */

static char *
text_of (RgOp *op, const char *entity, gint64 id, const char *key)
{
  RgWrite *write = rg_op_get_write (op);
  const RgEntity *of = rg_catalog_find (rg_write_get_catalog (write), entity);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgRow) row = rg_row_read (rg_write_as_read (write), of, id, &error);

  g_assert_no_error (error);
  g_assert_nonnull (row);
  if (rg_row_get_text (row, key) != NULL)
    return g_strdup (rg_row_get_text (row, key));
  return rg_row_format (row, rg_entity_find_field (of, key), RG_FORMAT_EXCHANGE);
}

static void
assert_text (RgOp *op, const char *entity, gint64 id, const char *key, const char *expected)
{
  g_autofree char *text = text_of (op, entity, id, key);

  g_test_message ("%s %s", entity, key);
  g_assert_cmpstr (text != NULL ? text : "", ==, expected != NULL ? expected : "");
}

static gint64
add (RgOp *op, const RgTaskWords *words)
{
  g_autoptr (GError) error = NULL;
  gint64 id = rg_task_add (op, words, &error);

  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  return id;
}

static gpointer
done_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);
  gint64 customer = insert (op, "customer", "name", "王芳", "next_date", "2025-11-20", NULL);
  gint64 id = add (op, &(RgTaskWords) { .customer_id = customer,
                                        .title = "问问窗帘",
                                        .kind = "call",
                                        .due = "2025-11-21",
                                        .due_time = "下午3点半",
                                        .staff = "小李" });
  gint64 next = -1;

  assert_text (op, "task", id, "due_time", "15:30");
  assert_text (op, "task", id, "first_due", "2025-11-21");
  g_assert_true (rg_task_put_off (op, id, "2025-11-23", NULL, error));
  assert_text (op, "task", id, "due", "2025-11-23");
  assert_text (op, "task", id, "first_due", "2025-11-21");
  assert_text (op, "task", id, "put_off", "1");
  g_assert_true (rg_task_done (
      op, id, &(RgTaskDone) { .outcome = "要两幅", .next_date = "2025-12-01", .next_what = "量尺寸" }, &next,
      error));
  g_assert_cmpint (next, ==, 0);
  assert_text (op, "event", 1, "kind", "call");
  assert_text (op, "event", 1, "text", "问问窗帘");
  assert_text (op, "event", 1, "outcome", "要两幅");
  assert_text (op, "event", 1, "staff", "小李");
  assert_text (op, "customer", customer, "last_contact", "2025-11-22");
  assert_text (op, "customer", customer, "next_date", "2025-12-01");
  assert_text (op, "customer", customer, "next_what", "量尺寸");
  {
    g_autoptr (RgRow) row = rg_task_read (rg_write_as_read (write), id, error);
    g_autoptr (GError) problem = NULL;

    g_assert_cmpstr (rg_row_get_text (row, "state"), ==, "done");
    g_assert_cmpint (
        rg_value_get_integer (rg_row_get (row, rg_entity_find_field (rg_row_get_entity (row), "event_id"))),
        ==, 1);
    g_assert_false (rg_task_done (op, id, &(RgTaskDone) { .at = 0 }, NULL, &problem));
    g_assert_error (problem, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT);
  }
  return NULL;
}

static void
test_done (Fixture *f, gconstpointer data)
{
  run (f, done_func);
}

static gpointer
repeat_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);
  gint64 id =
      add (op, &(RgTaskWords) { .title = "交房租", .due = "2025-10-31", .repeat = "1m", .priority = "high" });
  gint64 next = 0, third = 0;

  assert_text (op, "task", id, "repeat", "1m@31");
  /* Put off, it comes again on the day that was meant. */
  g_assert_true (rg_task_put_off (op, id, "2025-11-05", NULL, error));
  g_assert_true (rg_task_done (op, id, &(RgTaskDone) { .at = 0 }, &next, error));
  assert_text (op, "task", next, "due", "2025-11-30");
  assert_text (op, "task", next, "repeat", "1m@31");
  assert_text (op, "task", next, "priority", "high");
  assert_text (op, "task", next, "put_off", "0");
  g_assert_true (rg_task_done (op, next, &(RgTaskDone) { .next_date = "2026-01-05" }, &third, error));
  assert_text (op, "task", third, "due", "2026-01-05");
  g_assert_true (rg_task_drop (op, third, error));
  assert_text (op, "task", third, "state", "dropped");
  g_assert_true (rg_task_reopen (op, third, error));
  assert_text (op, "task", third, "state", "open");
  /* Moved for good, it repeats on the new day. */
  g_assert_true (
      rg_task_change (op, third, &(RgTaskWords) { .customer_id = -1, .due = "2026-01-10" }, error));
  assert_text (op, "task", third, "repeat", "1m@10");
  assert_text (op, "task", third, "first_due", "2026-01-10");
  return NULL;
}

static void
test_repeat (Fixture *f, gconstpointer data)
{
  run (f, repeat_func);
}

static gpointer
step_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);
  gint64 id = insert (op, "customer", "name", "王芳", "next_date", "2025-11-20", "next_what", "报价", NULL);

  g_assert_true (rg_step_put_off (op, id, "2025-11-22", error));
  assert_text (op, "customer", id, "next_date", "2025-11-22");
  assert_text (op, "customer", id, "next_what", "报价");
  g_assert_true (rg_step_done (op, id, &(RgTaskDone) { .kind = "message" }, error));
  assert_text (op, "event", 1, "text", "报价");
  assert_text (op, "event", 1, "kind", "message");
  assert_text (op, "customer", id, "next_date", NULL);
  assert_text (op, "customer", id, "next_what", NULL);
  assert_text (op, "customer", id, "last_contact", "2025-11-22");
  return NULL;
}

static void
test_step (Fixture *f, gconstpointer data)
{
  run (f, step_func);
}

/* Opened again it repeats no more: the one that was made for the next time does. */
static gpointer
reopen_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);
  gint64 id = add (op, &(RgTaskWords) { .title = "交房租", .due = "2025-11-20", .repeat = "1m" });
  gint64 next = 0, third = -1;

  g_assert_true (rg_task_done (op, id, &(RgTaskDone) { .outcome = "转账" }, &next, error));
  g_assert_cmpint (next, >, 0);
  g_assert_true (rg_task_reopen (op, id, error));
  assert_text (op, "task", id, "outcome", NULL);
  assert_text (op, "task", id, "repeat", NULL);
  assert_text (op, "task", next, "repeat", "1m@20");
  g_assert_true (rg_task_done (op, id, &(RgTaskDone) { .at = 0 }, &third, error));
  g_assert_cmpint (third, ==, 0);
  assert_text (op, "task", id, "outcome", NULL);
  return NULL;
}

static void
test_reopen (Fixture *f, gconstpointer data)
{
  run (f, reopen_func);
}

/* To be told the day that it has makes nobody punctual who was late. */
static gpointer
same_day_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);
  gint64 id = add (op, &(RgTaskWords) { .title = "交房租", .due = "2025-10-31", .repeat = "1m" });

  g_assert_true (rg_task_put_off (op, id, "2025-11-05", NULL, error));
  g_assert_true (rg_task_change (
      op, id, &(RgTaskWords) { .customer_id = -1, .title = "房租", .due = "2025/11/5" }, error));
  assert_text (op, "task", id, "title", "房租");
  assert_text (op, "task", id, "first_due", "2025-10-31");
  assert_text (op, "task", id, "repeat", "1m@31");
  return NULL;
}

static void
test_same_day (Fixture *f, gconstpointer data)
{
  run (f, same_day_func);
}

/* A birthday call is no reason to forget what is planned. */
static gpointer
contact_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);
  gint64 id = insert (op, "customer", "name", "王芳", "next_date", "2025-12-01", "next_what", "装窗帘", NULL);

  g_assert_true (rg_contact_done (op, id, &(RgTaskDone) { .kind = "call", .text = "生日快乐" }, error));
  assert_text (op, "event", 1, "kind", "call");
  assert_text (op, "event", 1, "text", "生日快乐");
  assert_text (op, "customer", id, "last_contact", "2025-11-22");
  assert_text (op, "customer", id, "next_date", "2025-12-01");
  assert_text (op, "customer", id, "next_what", "装窗帘");
  g_assert_true (rg_contact_done (op, id, &(RgTaskDone) { .next_date = "2025-12-05" }, error));
  assert_text (op, "customer", id, "next_date", "2025-12-05");
  g_assert_true (rg_contact_done (op, id, &(RgTaskDone) { .next_date = "" }, error));
  assert_text (op, "customer", id, "next_date", NULL);
  return NULL;
}

static void
test_contact (Fixture *f, gconstpointer data)
{
  run (f, contact_func);
}

static gpointer
refuse_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  static const RgTaskWords wrong[] = {
    { .title = "", .due = "2025-11-22" },
    { .title = "a" },
    { .title = "a", .due = "someday" },
    { .title = "a", .due = "2025-11-22", .due_time = "25:00" },
    { .title = "a", .due = "2025-11-22", .repeat = "often" },
    { .title = "a", .due = "2025-11-22", .kind = "dance" },
    { .title = "a", .due = "2025-11-22", .customer_id = 77 },
  };
  RgOp *op = begin (write);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) problem = NULL;

      g_test_message ("%u", i);
      g_assert_cmpint (rg_task_add (op, &wrong[i], &problem), ==, 0);
      g_assert_nonnull (problem);
    }
  return NULL;
}

static void
test_refuse (Fixture *f, gconstpointer data)
{
  run (f, refuse_func);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/task/done", Fixture, NULL, set_up, test_done, tear_down);
  g_test_add ("/task/repeat", Fixture, NULL, set_up, test_repeat, tear_down);
  g_test_add ("/task/step", Fixture, NULL, set_up, test_step, tear_down);
  g_test_add ("/task/reopen", Fixture, NULL, set_up, test_reopen, tear_down);
  g_test_add ("/task/same-day", Fixture, NULL, set_up, test_same_day, tear_down);
  g_test_add ("/task/contact", Fixture, NULL, set_up, test_contact, tear_down);
  g_test_add ("/task/refuse", Fixture, NULL, set_up, test_refuse, tear_down);
  return g_test_run ();
}
