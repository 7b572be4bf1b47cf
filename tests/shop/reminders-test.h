/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the tests of reminders share. A test begins on 2025-11-22 at 09:00 in
 * Shanghai. */

#include "shop-test.h"

#include "shop/rg-reminders.h"
#include "shop/rg-task.h"

#define HOUR G_GINT64_CONSTANT (3600000)
#define MINUTE G_GINT64_CONSTANT (60000)

/* --- doing ---------------------------------------------------------------- */

typedef gboolean (*Change) (RgOp *op, gpointer data, GError **error);

typedef struct
{
  Change change;
  gpointer data;
} Changing;

static inline gpointer
change_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const Changing *changing = data;
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, "test", "Test", error);

  return op != NULL && changing->change (op, changing->data, error) ? write : NULL;
}

static inline void
change (Fixture *f, Change what, gpointer data)
{
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (f->store, change_func, &(Changing) { what, data }, NULL, &error);
  g_assert_no_error (error);
}

static inline gboolean
add_cb (RgOp *op, gpointer data, GError **error)
{
  RgTaskWords *words = data;

  words->customer_id = rg_task_add (op, words, error);
  return words->customer_id != 0;
}

static inline gint64
add (Fixture *f, const char *title, const char *due, const char *time)
{
  RgTaskWords words = { .title = title, .due = due, .due_time = time };

  change (f, add_cb, &words);
  return words.customer_id;
}

typedef struct
{
  gint64 id;
  const char *due;
  const char *time;
} Moving;

static inline gboolean
put_off_cb (RgOp *op, gpointer data, GError **error)
{
  const Moving *moving = data;

  return rg_task_put_off (op, moving->id, moving->due, moving->time, error);
}

static inline void
put_off (Fixture *f, gint64 id, const char *due, const char *time)
{
  change (f, put_off_cb, &(Moving) { id, due, time });
}

static inline gboolean
done_cb (RgOp *op, gpointer data, GError **error)
{
  return rg_task_done (op, *(gint64 *) data, &(RgTaskDone) { .kind = "note" }, NULL, error);
}

static inline gboolean
reopen_cb (RgOp *op, gpointer data, GError **error)
{
  return rg_task_reopen (op, *(gint64 *) data, error);
}

static inline gboolean
delete_cb (RgOp *op, gpointer data, GError **error)
{
  return rg_task_delete (op, *(gint64 *) data, error);
}

/* A customer: name, key, value. */
static inline gboolean
customer_cb (RgOp *op, gpointer data, GError **error)
{
  const char *const *words = data;

  return insert (op, "customer", "name", words[0], words[1], words[2], NULL) != 0;
}

static inline void
add_customer (Fixture *f, const char *name, const char *key, const char *value)
{
  const char *words[] = { name, key, value };

  change (f, customer_cb, words);
}

static inline gpointer
undo_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgOperation) operation = rg_undo (write, 0, RG_ORIGIN_CLI, "test", NULL, error);

  return operation != NULL ? write : NULL;
}

static inline gboolean
undo (Fixture *f)
{
  return rg_store_write_sync (f->store, undo_func, NULL, NULL, NULL) != NULL;
}

/* --- asking --------------------------------------------------------------- */

static inline gpointer
take_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_reminders_take (write, rg_clock_now (), error);
}

static inline RgReminders *
take (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  RgReminders *reminders = rg_store_write_sync (f->store, take_func, NULL, NULL, &error);

  g_assert_no_error (error);
  return reminders;
}

static inline void
add_titles (GString *text, GPtrArray *rows, gboolean with_day)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const RgTodayRow *row = g_ptr_array_index (rows, i);

      g_string_append_printf (text, " %s", row->title != NULL ? row->title : row->name);
      if (with_day)
        g_string_append_printf (text, "@%s", row->day);
    }
}

/* "clock N: times /missed| day /late| birthdays" */
static inline char *
take_text (Fixture *f)
{
  g_autoptr (RgReminders) reminders = take (f);
  GString *text = g_string_new (NULL);

  if (reminders->clock != RG_CLOCK_GOOD)
    g_string_append_printf (text, "clock %d", reminders->clock);
  if (reminders->n_timed > 0)
    {
      g_string_append_printf (text, "timed %d/%d:", (int) reminders->n_timed, (int) reminders->n_missed);
      add_titles (text, reminders->timed, FALSE);
    }
  if (reminders->is_summary)
    {
      g_string_append_printf (text, "%sday %d/%d:", text->len > 0 ? "; " : "", (int) reminders->n_rows,
                              (int) reminders->n_late);
      add_titles (text, reminders->rows, FALSE);
    }
  if (reminders->n_birthdays > 0)
    {
      g_string_append_printf (text, "; birthdays %d:", (int) reminders->n_birthdays);
      add_titles (text, reminders->birthdays, TRUE);
    }
  return g_string_free_and_steal (text);
}

static inline void
assert_takes (Fixture *f, const char *expected)
{
  g_autofree char *text = take_text (f);

  g_assert_cmpstr (text, ==, expected);
}

static inline void
pass (gint64 milliseconds)
{
  rg_clock_set (rg_clock_now () + milliseconds);
}

static inline void
set_clock (const char *iso)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (iso, NULL);

  g_assert_nonnull (time);
  rg_clock_set (g_date_time_to_unix (time) * 1000);
}

static inline void
set_zone (const char *zone)
{
  g_setenv ("TZ", zone, TRUE);
  tzset ();
}

static inline gpointer
accept_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_clock_accept (write, rg_clock_now (), error) ? write : NULL;
}

static inline gpointer
time_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_reminders_set_time (write, data, error) ? write : NULL;
}

static inline void
do_write (Fixture *f, RgWriteFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (f->store, func, data, NULL, &error);
  g_assert_no_error (error);
}
