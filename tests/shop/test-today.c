/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop-test.h"

#include "catalog/rg-date.h"
#include "shop/rg-deal.h"
#include "shop/rg-stages.h"
#include "shop/rg-task.h"
#include "shop/rg-today.h"

/* Whom to call today. Today is 2025-11-22. */

static char *
part_text (RgWrite *write, RgTodayPart part, const char *staff, guint limit)
{
  RgTodayQuery query = { .staff = staff, .limit = limit };
  g_autoptr (GError) error = NULL;
  g_autoptr (RgTodayList) list = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  rg_today_day (&query.day);
  list = rg_today_read (rg_write_as_read (write), part, &query, &error);
  g_assert_no_error (error);
  g_string_append_printf (text, "%" G_GINT64_FORMAT, list->n);
  for (guint i = 0; i < list->rows->len; i++)
    {
      const RgTodayRow *row = g_ptr_array_index (list->rows, i);

      g_string_append_printf (text, "|%s %s", row->day != NULL ? row->day + 5 : "-",
                              row->title != NULL ? row->title : row->name);
      if (row->person != NULL)
        g_string_append_printf (text, " %s", row->person);
      if (row->age >= 0)
        g_string_append_printf (text, " %d", row->age);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
assert_part (RgWrite *write, RgTodayPart part, const char *staff, guint limit, const char *expected)
{
  g_autofree char *text = part_text (write, part, staff, limit);

  g_assert_cmpstr (text, ==, expected);
}

static void
task (RgOp *op, gint64 customer, const char *title, const char *due, const char *time, const char *priority)
{
  g_autoptr (GError) error = NULL;

  rg_task_add (
      op,
      &(RgTaskWords) {
          .customer_id = customer, .title = title, .due = due, .due_time = time, .priority = priority },
      &error);
  g_assert_no_error (error);
}

static gpointer
due_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);
  gint64 wang = insert (op, "customer", "name", "王芳", "next_date", "2025-11-22", "owner", "小李", NULL);

  insert (op, "customer", "name", "张三", "next_date", "2025-11-01", NULL);
  insert (op, "customer", "name", "李四", "next_date", "2025-11-29", NULL);
  insert (op, "customer", "name", "赵五", "next_date", "2025-11-30", NULL);
  task (op, wang, "晚", "2025-11-22", "18:00", NULL);
  task (op, wang, "早", "2025-11-22", "08:30", "low");
  task (op, 0, "急", "2025-11-22", NULL, "high");
  task (op, 0, "闲", "2025-11-22", NULL, "low");
  task (op, wang, "昨", "2025-11-21", NULL, NULL);
  task (op, wang, "明", "2025-11-23", NULL, NULL);
  task (op, wang, "远", "2025-11-30", NULL, NULL);
  task (op, wang, "完", "2025-11-22", NULL, NULL);
  g_assert_true (rg_task_done (op, 8, &(RgTaskDone) { .kind = "note" }, NULL, error));
  assert_part (write, RG_TODAY_OVERDUE, NULL, 0, "2|11-01 张三|11-21 昨");
  assert_part (write, RG_TODAY_NOW, NULL, 0, "5|11-22 早|11-22 晚|11-22 急|11-22 王芳|11-22 闲");
  assert_part (write, RG_TODAY_NOW, NULL, 2, "5|11-22 早|11-22 晚");
  assert_part (write, RG_TODAY_SOON, NULL, 0, "2|11-23 明|11-29 李四");
  assert_part (write, RG_TODAY_NOW, "小李", 0, "1|11-22 王芳");
  assert_part (write, RG_TODAY_NOW, "", 0, "4|11-22 早|11-22 晚|11-22 急|11-22 闲");
  return NULL;
}

static void
test_due (Fixture *f, gconstpointer data)
{
  run (f, due_func);
}

/* The clock goes on while deals are added. */
static gpointer
deals_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);
  gint64 wang = insert (op, "customer", "name", "王芳", NULL);
  RgDealWords words = { .customer_id = wang, .owner = "小李" };
  static const struct
  {
    const char *title;
    int days;
    int stage;
  } deals[] = {
    { "晚一天", 15, 1 }, { "正好", 14, 1 },  { "最晚", 60, 3 }, { "丢了", 90, 1 },
    { "签约", 8, 5 },    { "随便", 400, 6 }, { "更晚", 30, 1 },
  };

  g_assert_true (rg_stages_ensure (op, error));
  g_assert_cmpint (rg_stage_add (op, &(RgStageWords) { .name = "没有期限" }, 0, error), ==, 6);
  for (guint i = 0; i < G_N_ELEMENTS (deals); i++)
    {
      rg_clock_set (TEST_NOW - deals[i].days * DAY);
      words.title = deals[i].title;
      words.stage_id = deals[i].stage;
      words.owner = i == 2 ? NULL : "小李";
      words.customer_id = i == 2 ? 0 : wang;
      g_assert_cmpint (rg_deal_add (op, &words, error), >, 0);
    }
  rg_clock_set (TEST_NOW);
  g_assert_true (rg_deal_lose (op, 4, NULL, "太贵", error));
  assert_part (write, RG_TODAY_STALLED, NULL, 0, "4|09-23 最晚|10-23 更晚|11-07 晚一天|11-14 签约");
  assert_part (write, RG_TODAY_STALLED, NULL, 1, "4|09-23 最晚");
  assert_part (write, RG_TODAY_STALLED, "小李", 0, "3|10-23 更晚|11-07 晚一天|11-14 签约");
  assert_part (write, RG_TODAY_STALLED, "小李", 1, "3|10-23 更晚");
  assert_part (write, RG_TODAY_STALLED, "", 0, "1|09-23 最晚");
  /* A moment later the next one is. */
  rg_clock_set (TEST_NOW + 1);
  assert_part (write, RG_TODAY_STALLED, NULL, 2, "5|09-23 最晚|10-23 更晚");
  rg_clock_set (TEST_NOW);
  return NULL;
}

static void
test_deals (Fixture *f, gconstpointer data)
{
  run (f, deals_func);
}

static gpointer
birthdays_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);
  gint64 wang = insert (op, "customer", "name", "王芳", "birthday", "1990-11-25", NULL);

  insert (op, "customer", "name", "张三", "birthday", "lunar:1988-10-05", NULL);
  insert (op, "customer", "name", "李四", "birthday", "--11-22", NULL);
  insert (op, "customer", "name", "晚了", "birthday", "1990-11-21", NULL);
  insert (op, "customer", "name", "太早", "birthday", "1990-11-30", NULL);
  /* Ends like a solar day that is near, and like a lunar one. */
  insert (op, "customer", "name", "像阴历", "birthday", "1990-10-05", NULL);
  insert (op, "customer", "name", "像阳历", "birthday", "lunar:1990-11-25", NULL);
  insert (op, "relation", "customer_id", "#1", "kind", "child", "name", "小芳", "birthday", "2022-11-29",
          NULL);
  insert (op, "contact", "customer_id", "#1", "name", "老板", "birthday", "lunar:10-09", NULL);
  insert (op, "relation", "customer_id", "#1", "kind", "spouse", "other_id", "#2", "birthday", "1988-11-24",
          NULL);
  g_assert_cmpint (wang, ==, 1);
  assert_part (write, RG_TODAY_BIRTHDAYS, NULL, 0,
               "5|11-22 李四|11-24 张三 37|11-25 王芳 35|11-28 王芳 老板|11-29 王芳 小芳 3");
  assert_part (write, RG_TODAY_BIRTHDAYS, NULL, 1, "5|11-22 李四");
  return NULL;
}

static void
test_birthdays (Fixture *f, gconstpointer data)
{
  run (f, birthdays_func);
}

static gpointer
old_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);

  insert (op, "customer", "name", "老客", "last_contact", "2025-06-01", NULL);
  insert (op, "customer", "name", "有事", "last_contact", "2025-06-01", NULL);
  insert (op, "customer", "name", "有约", "last_contact", "2025-06-01", "next_date", "2026-01-01", NULL);
  insert (op, "customer", "name", "常来", "last_contact", "2025-11-01", NULL);
  insert (op, "customer", "name", "没人理", NULL);
  task (op, 2, "事", "2026-01-01", NULL, NULL);
  return NULL;
}

static gpointer
people_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);

  insert (op, "customer", "name", "新来的", NULL);
  insert (op, "customer", "name", "谈过了", "last_contact", "2025-11-22", NULL);
  assert_part (write, RG_TODAY_NEW, NULL, 0, "1|11-22 新来的");
  /* How they stand is not known before the follower has been there. */
  g_assert_true (
      rg_database_exec (rg_write_get_database (write),
                        "INSERT INTO standing (customer_id, life, class, score, n_sales, sales_fen,"
                        " n_contacts) VALUES (1, 'asleep', 'C', 10, 0, 0, 1), (5, 'lead', NULL, 0, 0, 0, 0)",
                        error));
  assert_part (write, RG_TODAY_FORGOTTEN, NULL, 0, "2|06-01 老客|- 没人理");
  assert_part (write, RG_TODAY_FORGOTTEN, NULL, 1, "2|06-01 老客");
  return NULL;
}

static void
test_people (Fixture *f, gconstpointer data)
{
  rg_clock_set (TEST_NOW - 90 * DAY);
  run (f, old_func);
  rg_clock_set (TEST_NOW);
  run (f, people_func);
}

static gpointer
import_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_IMPORT, "test", "Import", error);

  g_assert_true (rg_op_make_long (op, error));
  insert (op, "customer", "name", "旧表", NULL);
  insert (op, "customer", "name", "旧表", NULL);
  return NULL;
}

/* A table of few rows is journalled like anything else. */
static gpointer
short_import_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_IMPORT, "test", "Import", error);

  g_assert_nonnull (op);
  insert (op, "customer", "name", "小表", NULL);
  return NULL;
}

static gpointer
imported_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);

  insert (op, "customer", "name", "新来的", NULL);
  assert_part (write, RG_TODAY_NEW, NULL, 0, "1|11-22 新来的");
  /* As while a small shop is filled. */
  g_assert_true (rg_database_exec (rg_write_get_database (write), "DROP INDEX customer_last_contact", error));
  insert (op, "customer", "name", "谈过了", "last_contact", "2025-11-22", NULL);
  assert_part (write, RG_TODAY_NEW, NULL, 0, "1|11-22 新来的");
  return NULL;
}

static void
test_imported (Fixture *f, gconstpointer data)
{
  run (f, import_func);
  run (f, short_import_func);
  run (f, imported_func);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/today/due", Fixture, NULL, set_up, test_due, tear_down);
  g_test_add ("/today/deals", Fixture, NULL, set_up, test_deals, tear_down);
  g_test_add ("/today/birthdays", Fixture, NULL, set_up, test_birthdays, tear_down);
  g_test_add ("/today/people", Fixture, NULL, set_up, test_people, tear_down);
  g_test_add ("/today/imported", Fixture, NULL, set_up, test_imported, tear_down);
  return g_test_run ();
}
