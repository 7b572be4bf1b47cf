/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reminders-test.h"

/* Each reminder comes exactly once, whatever the clock does. */

/* --- an ordinary day ------------------------------------------------------- */

static void
test_day (Fixture *f, gconstpointer data)
{
  g_autoptr (RgReminders) next = NULL;

  add (f, "two", "2025-11-22", "14:00");
  add (f, "three", "2025-11-22", "15:00");
  add (f, "done", "2025-11-22", "15:00");
  add (f, "some", "2025-11-22", NULL);
  add (f, "later", "2025-11-23", NULL);
  add (f, "before", "2025-11-21", NULL);
  change (f, done_cb, &(gint64) { 3 });
  add_customer (f, "王芳", "next_date", "2025-11-22");
  add_customer (f, "张三", "birthday", "1990-11-22");
  add_customer (f, "李四", "birthday", "1990-11-23");
  /* What was late before anybody looked stands on the day's page. */
  assert_takes (f, "day 2/0: some 王芳; birthdays 1: 张三@2025-11-22");
  assert_takes (f, "");
  /* The summary came; what is added now has been seen. */
  add (f, "new", "2025-11-22", NULL);
  assert_takes (f, "");
  next = take (f);
  g_assert_cmpint (next->next_at, ==, TEST_NOW + 5 * HOUR);
  pass (5 * HOUR - 1);
  assert_takes (f, "");
  pass (1);
  assert_takes (f, "timed 1/0: two");
  pass (HOUR + 5 * MINUTE);
  assert_takes (f, "timed 1/0: three");
  assert_takes (f, "");
  /* What stayed of yesterday's comes once more with today's. */
  set_clock ("2025-11-23T08:59:59+08:00");
  assert_takes (f, "");
  set_clock ("2025-11-23T09:00:00+08:00");
  assert_takes (f, "day 2/1: later new; birthdays 1: 李四@2025-11-23");
  assert_takes (f, "");
}

static void
test_hour (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  do_write (f, time_func, (gpointer) "10:30");
  add (f, "some", "2025-11-22", NULL);
  assert_takes (f, "");
  pass (HOUR + 29 * MINUTE);
  assert_takes (f, "");
  pass (MINUTE);
  assert_takes (f, "day 1/0: some");
  g_assert_null (rg_store_write_sync (f->store, time_func, (gpointer) "24:00", NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT);
  do_write (f, time_func, (gpointer) "09:00");
}

/* --- put off, undone, done, gone -------------------------------------------- */

static void
test_put_off (Fixture *f, gconstpointer data)
{
  gint64 id;

  assert_takes (f, "");
  id = add (f, "call", "2025-11-22", "10:00");
  pass (HOUR);
  assert_takes (f, "timed 1/0: call");
  put_off (f, id, "2025-11-22", "11:00");
  assert_takes (f, "");
  pass (HOUR);
  assert_takes (f, "timed 1/0: call");
  /* Back to ten, of which was reminded. */
  g_assert_true (undo (f));
  assert_takes (f, "");
  /* Put off before its time, and that taken back. */
  id = add (f, "visit", "2025-11-22", "13:00");
  put_off (f, id, "2025-11-23", "");
  g_assert_true (undo (f));
  pass (2 * HOUR);
  assert_takes (f, "timed 1/0: visit");
  put_off (f, id, "2025-11-23", "");
  pass (20 * HOUR);
  assert_takes (f, "day 1/0: visit");
}

static void
test_done (Fixture *f, gconstpointer data)
{
  gint64 done, gone, again;

  assert_takes (f, "");
  done = add (f, "done", "2025-11-22", "10:00");
  gone = add (f, "gone", "2025-11-22", "10:00");
  again = add (f, "again", "2025-11-22", "10:00");
  change (f, done_cb, &done);
  change (f, delete_cb, &gone);
  change (f, done_cb, &again);
  pass (HOUR);
  assert_takes (f, "");
  change (f, reopen_cb, &again);
  assert_takes (f, "timed 1/0: again");
  change (f, done_cb, &again);
  g_assert_true (undo (f));
  assert_takes (f, "");
}

/* --- clocks ----------------------------------------------------------------- */

static void
test_jumps (Fixture *f, gconstpointer data)
{
  assert_takes (f, "");
  add (f, "today", "2025-11-22", "10:00");
  add (f, "tomorrow", "2025-11-23", "10:00");
  add (f, "all day", "2025-11-23", NULL);
  pass (DAY);
  assert_takes (f, "timed 1/1: today; day 1/0: all day");
  pass (-DAY);
  assert_takes (f, "");
  pass (HOUR);
  assert_takes (f, "");
  pass (DAY);
  assert_takes (f, "timed 1/0: tomorrow");
  pass (-DAY);
  assert_takes (f, "");
  pass (3 * DAY);
  assert_takes (f, "");
}

static void
test_asleep (Fixture *f, gconstpointer data)
{
  g_autoptr (RgReminders) next = NULL;

  set_clock ("2025-11-22T23:00:00+08:00");
  assert_takes (f, "");
  add (f, "half past", "2025-11-22", "23:30");
  add (f, "two", "2025-11-23", "02:00");
  add (f, "ten to seven", "2025-11-23", "06:55");
  add (f, "day", "2025-11-23", NULL);
  pass (8 * HOUR);
  assert_takes (f, "timed 3/2: half past two ten to seven");
  pass (2 * HOUR);
  assert_takes (f, "day 1/0: day");
  /* Closed for three weeks. */
  for (int i = 1; i <= 9; i++)
    {
      g_autofree char *day = g_strdup_printf ("2025-12-0%d", i);

      add (f, day, day, i % 2 == 0 ? "12:00" : NULL);
    }
  add_customer (f, "久", "birthday", "1990-12-01");
  add_customer (f, "昨", "birthday", "1990-12-13");
  add_customer (f, "今", "birthday", "1990-12-14");
  set_clock ("2025-12-14T09:00:00+08:00");
  assert_takes (f, "timed 4/4: 2025-12-02 2025-12-04 2025-12-06 2025-12-08; "
                   "day 5/5: 2025-12-09 2025-12-07 2025-12-05 2025-12-03 2025-12-01; "
                   "birthdays 2: 昨@2025-12-13 今@2025-12-14");
  assert_takes (f, "");
}

/* In New York the clock goes from 02:00 to 03:00 on 2026-03-08 and from 02:00 back
 * to 01:00 on 2025-11-02. */
static void
test_daylight (Fixture *f, gconstpointer data)
{
  set_zone ("America/New_York");
  set_clock ("2025-11-02T00:00:00-04:00");
  assert_takes (f, "");
  add (f, "twice", "2025-11-02", "01:30");
  add (f, "after", "2025-11-02", "02:10");
  set_clock ("2025-11-02T01:30:00-04:00");
  assert_takes (f, "timed 1/0: twice");
  set_clock ("2025-11-02T01:30:00-05:00");
  assert_takes (f, "");
  set_clock ("2025-11-02T02:09:00-05:00");
  assert_takes (f, "");
  set_clock ("2025-11-02T02:10:00-05:00");
  assert_takes (f, "timed 1/0: after");
  set_clock ("2026-03-08T01:00:00-05:00");
  assert_takes (f, "");
  add (f, "never", "2026-03-08", "02:30");
  {
    g_autoptr (RgReminders) next = take (f);

    g_assert_cmpint (next->next_at, >, rg_clock_now ());
    g_assert_cmpint (next->next_at, <=, rg_clock_now () + 2 * HOUR);
  }
  set_clock ("2026-03-08T01:59:59-05:00");
  assert_takes (f, "");
  pass (1000);
  assert_takes (f, "timed 1/0: never");
  pass (HOUR);
  assert_takes (f, "");
  set_zone ("Asia/Shanghai");
}

static void
test_zone (Fixture *f, gconstpointer data)
{
  assert_takes (f, "");
  add (f, "ten", "2025-11-22", "10:00");
  add (f, "noon", "2025-11-22", "12:00");
  pass (HOUR);
  assert_takes (f, "timed 1/0: ten");
  /* 21:00 of the day before; ten comes a second time, and noon for the first. */
  set_zone ("America/New_York");
  assert_takes (f, "");
  pass (13 * HOUR);
  assert_takes (f, "");
  pass (2 * HOUR);
  assert_takes (f, "timed 1/0: noon");
  /* One o'clock at night of the next day. */
  set_zone ("Asia/Shanghai");
  assert_takes (f, "");
  set_zone ("Pacific/Auckland");
  assert_takes (f, "");
  set_zone ("Asia/Shanghai");
}

static void
test_2038 (Fixture *f, gconstpointer data)
{
  static const char *const noons[] = { "2038-01-18T09:00:00+08:00", "2040-02-29T09:00:00+08:00",
                                       "2106-02-07T09:00:00+08:00" };

  for (guint i = 0; i < G_N_ELEMENTS (noons); i++)
    {
      g_autofree char *day = g_strndup (noons[i], 10);

      set_clock (noons[i]);
      assert_takes (f, "clock 3");
      do_write (f, accept_func, NULL);
      assert_takes (f, "");
      add (f, "then", day, "23:59");
      pass (15 * HOUR - MINUTE);
      assert_takes (f, "timed 1/0: then");
      pass (10 * MINUTE);
      assert_takes (f, "");
    }
  /* Over the last second of 32 bits. */
  set_clock ("2038-01-19T09:00:00+08:00");
  do_write (f, accept_func, NULL);
  assert_takes (f, "");
  add (f, "over", "2038-01-19", "11:15");
  pass (2 * HOUR + 14 * MINUTE + 7000);
  assert_takes (f, "");
  pass (53000);
  assert_takes (f, "timed 1/0: over");
}

static void
test_wrong_clock (Fixture *f, gconstpointer data)
{
  assert_takes (f, "");
  add (f, "ten", "2025-11-22", "10:00");
  set_clock ("1970-01-01T00:10:00+08:00");
  assert_takes (f, "clock 1");
  set_clock ("2099-11-22T10:00:00+08:00");
  assert_takes (f, "clock 3");
  set_clock ("2025-11-20T10:00:00+08:00");
  assert_takes (f, "clock 2");
  set_clock ("2025-11-22T10:00:00+08:00");
  assert_takes (f, "timed 1/0: ten");
  /* What was done by the wrong clock says nothing, once the owner has spoken. */
  set_clock ("2099-11-22T10:00:00+08:00");
  add (f, "eleven", "2025-11-22", "11:00");
  set_clock ("2025-11-22T11:00:00+08:00");
  assert_takes (f, "clock 2");
  do_write (f, accept_func, NULL);
  assert_takes (f, "timed 1/0: eleven");
  pass (DAY);
  assert_takes (f, "");
  /* It may really be 1999. */
  set_clock ("1999-11-22T10:00:00+08:00");
  assert_takes (f, "clock 1");
  do_write (f, accept_func, NULL);
  assert_takes (f, "");
  add (f, "old", "1999-11-22", "11:00");
  pass (HOUR);
  assert_takes (f, "timed 1/0: old");
}

/* A new shop by a wrong clock, and a wrong year that was believed: when the right
 * one comes, nothing is said again and nothing is forgotten. */
static void
test_believed (Fixture *f, gconstpointer data)
{
  set_clock ("2099-01-01T09:00:00+08:00");
  assert_takes (f, "clock 3");
  do_write (f, accept_func, NULL);
  assert_takes (f, "");
  set_clock ("2025-11-22T09:00:00+08:00");
  assert_takes (f, "");
  add (f, "ten", "2025-11-22", "10:00");
  pass (HOUR);
  assert_takes (f, "timed 1/0: ten");
}

/* --- birthdays ---------------------------------------------------------------- */

/* 2025 has a leap sixth month: its 3rd is 2025-07-27, that of the ordinary month
 * 2025-06-27; 2026 has none, and both are kept on 2026-07-16. */
static void
test_leap (Fixture *f, gconstpointer data)
{
  GString *days = g_string_new (NULL);
  g_autofree char *found = NULL;

  set_clock ("2025-06-01T09:00:00+08:00");
  assert_takes (f, "");
  add_customer (f, "闰", "birthday", "lunar:L06-03");
  add_customer (f, "平", "birthday", "lunar:06-03");
  add_customer (f, "二月", "birthday", "1992-02-29");
  for (int i = 0; i < 500; i++)
    {
      g_autoptr (RgReminders) reminders = NULL;

      pass (DAY);
      reminders = take (f);
      g_assert_cmpint (reminders->clock, ==, RG_CLOCK_GOOD);
      if (reminders->n_birthdays > 0)
        add_titles (days, reminders->birthdays, TRUE);
    }
  found = g_string_free_and_steal (days);
  g_assert_cmpstr (found, ==, " 平@2025-06-27 闰@2025-07-27 二月@2026-02-28 闰@2026-07-16 平@2026-07-16");
}

/* --- what is kept --------------------------------------------------------------- */

static gpointer
n_reminded_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgStatement) statement =
      rg_database_prepare (rg_read_get_database (read), "SELECT count (*) FROM reminded", error);

  if (statement == NULL || rg_statement_step (statement, error) != RG_STEP_ROW)
    return NULL;
  return GSIZE_TO_POINTER ((gsize) rg_statement_get_integer (statement, 0));
}

static guint
n_reminded (Fixture *f)
{
  return GPOINTER_TO_UINT (rg_store_read_sync (f->store, n_reminded_func, NULL, NULL, NULL));
}

/* Old lines go; what they were about does not come again, not even reopened. */
static void
test_prune (Fixture *f, gconstpointer data)
{
  gint64 old, day;

  assert_takes (f, "");
  old = add (f, "old", "2025-11-22", "10:00");
  day = add (f, "day", "2025-11-23", NULL);
  pass (HOUR);
  assert_takes (f, "timed 1/0: old");
  pass (DAY);
  assert_takes (f, "day 1/0: day");
  for (int i = 0; i < 398; i++)
    {
      pass (DAY);
      assert_takes (f, "");
    }
  g_assert_cmpuint (n_reminded (f), ==, 802);
  for (int i = 0; i < 10; i++)
    {
      pass (DAY);
      assert_takes (f, "");
    }
  g_assert_cmpuint (n_reminded (f), ==, 800);
  change (f, done_cb, &old);
  change (f, reopen_cb, &old);
  pass (DAY);
  assert_takes (f, "");
  g_assert_cmpint (day, !=, 0);
}

/* --- whether it holds -------------------------------------------------------- */

static gpointer
stale_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  gboolean stale = FALSE;

  g_assert_true (rg_reminders_is_stale (read, *(gint64 *) data, &stale, error));
  return stale ? read : NULL;
}

static gboolean
is_stale (Fixture *f, gint64 id)
{
  return rg_store_read_sync (f->store, stale_func, &id, NULL, NULL) != NULL;
}

static gpointer
day_holds_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  gboolean holds = FALSE;

  g_assert_true (rg_reminders_day_holds (read, rg_clock_now (), &holds, error));
  return holds ? read : NULL;
}

static gboolean
day_holds (Fixture *f)
{
  return rg_store_read_sync (f->store, day_holds_func, NULL, NULL, NULL) != NULL;
}

static void
test_holds (Fixture *f, gconstpointer data)
{
  gint64 timed = add (f, "timed", "2025-11-22", "09:00");
  gint64 day = add (f, "day", "2025-11-22", NULL);

  g_assert_false (is_stale (f, timed));
  g_assert_false (day_holds (f));
  assert_takes (f, "timed 1/0: timed; day 1/0: day");
  g_assert_false (is_stale (f, timed));
  g_assert_false (is_stale (f, day));
  g_assert_true (day_holds (f));
  put_off (f, timed, "2025-11-22", "09:30");
  g_assert_true (is_stale (f, timed));
  g_assert_true (undo (f));
  g_assert_false (is_stale (f, timed));
  change (f, delete_cb, &timed);
  g_assert_true (is_stale (f, timed));
  change (f, done_cb, &day);
  g_assert_true (is_stale (f, day));
  g_assert_false (day_holds (f));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/reminders/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("day", test_day);
  ADD ("hour", test_hour);
  ADD ("put-off", test_put_off);
  ADD ("done", test_done);
  ADD ("jumps", test_jumps);
  ADD ("asleep", test_asleep);
  ADD ("daylight", test_daylight);
  ADD ("zone", test_zone);
  ADD ("2038", test_2038);
  ADD ("wrong-clock", test_wrong_clock);
  ADD ("believed", test_believed);
  ADD ("leap", test_leap);
  ADD ("prune", test_prune);
  ADD ("holds", test_holds);
  return g_test_run ();
}
