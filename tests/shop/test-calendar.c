/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop-test.h"

#include "catalog/rg-date.h"
#include "shop/rg-calendar.h"
#include "shop/rg-task.h"

/* What stands on which day. Today is 2025-11-22. */

/* The days on which there is something: "11-22 2+1 急 王芳 *李四". */
static char *
calendar_text (RgWrite *write, const char *from, const char *to, const char *staff, guint limit)
{
  RgCalendarQuery query = { .staff = staff, .limit = limit };
  g_autoptr (GError) error = NULL;
  g_autoptr (RgCalendar) calendar = NULL;
  GString *text = g_string_new (NULL);

  g_assert_true (rg_date_from_iso (from, &query.from));
  g_assert_true (rg_date_from_iso (to, &query.to));
  calendar = rg_calendar_read (rg_write_as_read (write), &query, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < calendar->days->len; i++)
    {
      const RgCalendarDay *day = g_ptr_array_index (calendar->days, i);
      g_autofree char *iso = rg_date_to_iso (&day->day);

      g_assert_true (rg_calendar_get_day (calendar, &day->day) == day);
      if (day->n_due == 0 && day->n_birthdays == 0)
        continue;
      g_string_append_printf (text, "%s%s %d+%d", text->len > 0 ? "|" : "", iso + 5, (int) day->n_due,
                              (int) day->n_birthdays);
      for (guint j = 0; j < day->due->len; j++)
        {
          const RgTodayRow *row = g_ptr_array_index (day->due, j);

          g_string_append_printf (text, " %s", row->title != NULL ? row->title : row->name);
        }
      for (guint j = 0; j < day->birthdays->len; j++)
        {
          const RgTodayRow *row = g_ptr_array_index (day->birthdays, j);

          g_string_append_printf (text, " *%s%s", row->name, row->person != NULL ? row->person : "");
          g_assert_cmpstr (row->day, ==, iso);
        }
    }
  return g_string_free_and_steal (text);
}

static void
assert_calendar (RgWrite *write,
                 const char *from,
                 const char *to,
                 const char *staff,
                 guint limit,
                 const char *expected)
{
  g_autofree char *text = calendar_text (write, from, to, staff, limit);

  g_assert_cmpstr (text, ==, expected);
}

static gint64
task (RgOp *op, gint64 customer, const char *title, const char *due, const char *time, const char *staff)
{
  g_autoptr (GError) error = NULL;
  gint64 id = rg_task_add (
      op,
      &(RgTaskWords) {
          .customer_id = customer, .title = title, .due = due, .due_time = time, .staff = staff },
      &error);

  g_assert_no_error (error);
  return id;
}

static gpointer
due_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);
  gint64 wang = insert (op, "customer", "name", "王芳", "next_date", "2025-11-22", "owner", "小李", NULL);
  gint64 done;

  insert (op, "customer", "name", "张三", "next_date", "2025-10-31", "next_what", "回访", NULL);
  insert (op, "customer", "name", "李四", "next_date", "2025-11-30", NULL);
  insert (op, "customer", "name", "外", "next_date", "2025-12-01", NULL);
  task (op, wang, "晚", "2025-11-22", "18:00", NULL);
  task (op, wang, "早", "2025-11-22", "08:30", "小李");
  task (op, 0, "月初", "2025-11-01", NULL, NULL);
  done = task (op, wang, "完", "2025-11-22", NULL, NULL);
  g_assert_true (rg_task_done (op, done, &(RgTaskDone) { .kind = "note" }, NULL, error));
  assert_calendar (write, "2025-11-01", "2025-11-30", NULL, 0,
                   "11-01 1+0 月初|11-22 3+0 早 晚 王芳|11-30 1+0 李四");
  assert_calendar (write, "2025-10-27", "2025-11-02", NULL, 0, "10-31 1+0 回访|11-01 1+0 月初");
  assert_calendar (write, "2025-11-22", "2025-11-22", NULL, 1, "11-22 3+0 早");
  assert_calendar (write, "2025-11-22", "2025-11-22", "小李", 0, "11-22 2+0 早 王芳");
  assert_calendar (write, "2025-11-20", "2025-11-24", "", 0, "11-22 1+0 晚");
  return NULL;
}

static void
test_due (Fixture *f, gconstpointer data)
{
  run (f, due_func);
}

static gpointer
birthdays_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);

  insert (op, "customer", "name", "王芳", "birthday", "1990-11-25", "owner", "小李", NULL);
  /* The tenth month's fifth and the leap sixth month's: kept on the 24th of November
   * and, in a year with that month, on the 29th of July. */
  insert (op, "customer", "name", "张三", "birthday", "lunar:1988-10-05", NULL);
  insert (op, "customer", "name", "闰", "birthday", "lunar:1979-L06-05", NULL);
  insert (op, "customer", "name", "闰日", "birthday", "1992-02-29", NULL);
  insert (op, "customer", "name", "同日", "birthday", "--11-25", NULL);
  insert (op, "customer", "name", "未来", "birthday", "2026-11-25", NULL);
  insert (op, "relation", "customer_id", "#1", "kind", "child", "name", "小芳", "birthday", "2022-11-30",
          NULL);
  insert (op, "contact", "customer_id", "#2", "name", "老板", "birthday", "lunar:10-01", NULL);
  assert_calendar (write, "2025-11-01", "2025-11-30", NULL, 0,
                   "11-20 0+1 *张三老板|11-24 0+1 *张三|11-25 0+2 *王芳 *同日|11-30 0+1 *王芳小芳");
  assert_calendar (write, "2025-11-25", "2025-11-25", NULL, 1, "11-25 0+2 *王芳");
  assert_calendar (write, "2025-11-01", "2025-11-30", "小李", 0, "11-25 0+1 *王芳|11-30 0+1 *王芳小芳");
  assert_calendar (write, "2025-07-01", "2025-07-31", NULL, 0, "07-29 0+1 *闰");
  assert_calendar (write, "2026-07-01", "2026-07-31", NULL, 0, "07-18 0+1 *闰");
  assert_calendar (write, "2025-02-01", "2025-03-01", NULL, 0, "02-28 0+1 *闰日");
  assert_calendar (write, "2024-02-01", "2024-03-01", NULL, 0, "02-29 0+1 *闰日");
  /* Over the turn of both years. */
  assert_calendar (write, "2026-11-20", "2027-02-10", NULL, 0,
                   "11-25 0+3 *王芳 *同日 *未来|11-30 0+1 *王芳小芳");
  return NULL;
}

static void
test_birthdays (Fixture *f, gconstpointer data)
{
  run (f, birthdays_func);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/shop/calendar/due", Fixture, NULL, set_up, test_due, tear_down);
  g_test_add ("/shop/calendar/birthdays", Fixture, NULL, set_up, test_birthdays, tear_down);
  return g_test_run ();
}
