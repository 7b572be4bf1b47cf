/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "support.h"

#include "app/task/rg-done-dialog-private.h"
#include "app/task/rg-task-dialog-private.h"
#include "records/rg-row.h"
#include "shop/rg-task.h"
#include "store/rg-op.h"

/* What is to be done, in its dialog; and how it went, in the other. Today is
 * 2026-11-22, a Sunday. */

typedef struct
{
  Shop *shop;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->shop = shop_new ();
  f->window = dialog_window_new (800, 800);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  dialog_window_close (f->window);
  shop_free (f->shop);
}

static AdwDialog *
dialog_of (Fixture *f)
{
  return adw_window_get_visible_dialog (ADW_WINDOW (f->window));
}

static gboolean
is_open (gpointer data)
{
  return dialog_of (data) != NULL;
}

static gboolean
is_closed (gpointer data)
{
  return dialog_of (data) == NULL;
}

static RgTaskDialog *
open_task (Fixture *f, gint64 task, gint64 customer, const char *day)
{
  rg_task_dialog_present (f->window, f->shop->store, task, customer, day);
  wait_until (is_open, f);
  return RG_TASK_DIALOG (dialog_of (f));
}

static RgDoneDialog *
open_done (Fixture *f, gint64 task, gint64 customer)
{
  rg_done_dialog_present (f->window, f->shop->store, task, customer);
  wait_until (is_open, f);
  return RG_DONE_DIALOG (dialog_of (f));
}

/* --- looking into the shop -------------------------------------------------- */

/* "due time staff priority repeat state first_due" of the newest task, the texts
 * of the newest event, and the customer's next step. */
static gpointer
look_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  static const char *const queries[] = {
    "SELECT concat_ws(' ', id, customer_id, title, kind, due, due_time, staff, priority, repeat, state,"
    " first_due, outcome) FROM task ORDER BY id DESC LIMIT 1",
    "SELECT concat_ws(' ', customer_id, kind, text, outcome, intent, budget) FROM event"
    " ORDER BY id DESC LIMIT 1",
    "SELECT concat_ws(' ', next_date, next_what) FROM customer WHERE id = 1",
  };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (RgStatement) query = rg_database_prepare (rg_read_get_database (read), queries[i], error);

      g_assert_no_error (*error);
      if (i > 0)
        g_string_append (text, " | ");
      if (rg_statement_step (query, error) == RG_STEP_ROW)
        g_string_append (text, rg_statement_get_text (query, 0));
    }
  return g_string_free_and_steal (text);
}

static void
assert_shop (Fixture *f, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = rg_store_read_sync (f->shop->store, look_func, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, wanted);
}

/* What is done behind a dialog that has gone. */
typedef struct
{
  RgStore *store;
  const char *text;
} Wanted;

static gboolean
is_there (gpointer data)
{
  const Wanted *wanted = data;
  g_autofree char *text = rg_store_read_sync (wanted->store, look_func, NULL, NULL, NULL);

  return g_str_equal (text, wanted->text);
}

static void
wait_for_shop (Fixture *f, const char *wanted)
{
  Wanted waiting = { f->shop->store, wanted };
  g_autofree char *text = NULL;

  wait_whether (is_there, &waiting);
  text = rg_store_read_sync (f->shop->store, look_func, NULL, NULL, NULL);
  g_assert_cmpstr (text, ==, wanted);
}

static void
undo (Fixture *f, const char *wanted)
{
  g_autofree char *label = shop_undo (f->shop->store);

  g_assert_cmpstr (label, ==, wanted);
}

static gpointer
add_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "other", "", error);
  gint64 id = op != NULL ? rg_task_add (op, data, error) : 0;

  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static gint64
add_task (Fixture *f, const RgTaskWords *words)
{
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *id = rg_store_write_sync (f->shop->store, add_func, (gpointer) words, NULL, &error);

  g_assert_no_error (error);
  return *id;
}

/* --- planning ---------------------------------------------------------------- */

static void
test_plan (Fixture *f, gconstpointer data)
{
  RgTaskDialog *dialog = open_task (f, 0, 1, "2026-11-25");

  g_assert_cmpint (rg_customer_picker_get_id (rg_task_dialog_get_picker (dialog)), ==, 1);
  g_assert_cmpstr (rg_day_choices_get_day (rg_task_dialog_get_days (dialog)), ==, "2026-11-25");
  /* What has no name is not kept, and says so. */
  rg_task_dialog_save (dialog);
  run_for (50);
  g_assert_true (is_open (f));
  g_assert_nonnull (rg_field_editor_get_error (rg_task_dialog_find (dialog, "title")));

  rg_field_editor_enter (rg_task_dialog_find (dialog, "title"), "ring back");
  rg_field_editor_enter (rg_task_dialog_find (dialog, "due_time"), "15:30");
  rg_field_editor_enter (rg_task_dialog_find (dialog, "staff"), "李雷");
  rg_repeat_rows_set_text (rg_task_dialog_get_repeat (dialog), "2w+");
  rg_task_dialog_save (dialog);
  wait_until (is_closed, f);
  assert_shop (f, "1 1 ring back 2026-11-25 15:30 李雷 normal 2w+ open 2026-11-25 |  | 2026-11-20");
  undo (f, "Plan “ring back”");
  assert_shop (f, " |  | 2026-11-20");
}

static void
test_today (Fixture *f, gconstpointer data)
{
  RgTaskDialog *dialog = open_task (f, 0, 0, NULL);

  g_assert_cmpstr (rg_day_choices_get_day (rg_task_dialog_get_days (dialog)), ==, "2026-11-22");
  /* A name that was begun is nobody. */
  rg_field_editor_enter (rg_task_dialog_find (dialog, "title"), "tidy up");
  gtk_editable_set_text (rg_customer_picker_get_editable (rg_task_dialog_get_picker (dialog)), "zzz");
  rg_task_dialog_save (dialog);
  run_for (50);
  g_assert_true (is_open (f));
  gtk_editable_set_text (rg_customer_picker_get_editable (rg_task_dialog_get_picker (dialog)), "");
  rg_task_dialog_save (dialog);
  wait_until (is_closed, f);
  assert_shop (f, "1 tidy up 2026-11-22 normal open 2026-11-22 |  | 2026-11-20");
}

static void
test_change (Fixture *f, gconstpointer data)
{
  gint64 id = add_task (
      f, &(RgTaskWords) { .customer_id = 2, .title = "measure", .due = "2026-10-31", .repeat = "1m" });
  RgTaskDialog *dialog;

  assert_shop (f, "1 2 measure 2026-10-31 normal 1m@31 open 2026-10-31 |  | 2026-11-20");
  /* What is left alone stays, the day of the calendar too. */
  dialog = open_task (f, id, 0, NULL);
  rg_field_editor_enter (rg_task_dialog_find (dialog, "title"), "measure again");
  rg_task_dialog_save (dialog);
  wait_until (is_closed, f);
  assert_shop (f, "1 2 measure again 2026-10-31 normal 1m@31 open 2026-10-31 |  | 2026-11-20");
  /* Another day is the one that counts. */
  dialog = open_task (f, id, 0, NULL);
  rg_day_choices_choose (rg_task_dialog_get_days (dialog), "2026-11-23");
  rg_task_dialog_save (dialog);
  wait_until (is_closed, f);
  assert_shop (f, "1 2 measure again 2026-11-23 normal 1m@23 open 2026-11-23 |  | 2026-11-20");
  undo (f, "Change measure again");

  dialog = open_task (f, id, 0, NULL);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "task.drop", NULL);
  wait_until (is_closed, f);
  wait_for_shop (f, "1 2 measure again 2026-10-31 normal 1m@31 dropped 2026-10-31 |  | 2026-11-20");
  undo (f, "Drop “measure again”");
}

/* --- done --------------------------------------------------------------------- */

static void
test_step_done (Fixture *f, gconstpointer data)
{
  RgDoneDialog *dialog = open_done (f, 0, 1);

  /* Nobody is forgotten: a day is proposed. */
  g_assert_cmpstr (rg_kind_picker_get_kind (rg_done_dialog_get_kinds (dialog)), ==, "call");
  g_assert_cmpstr (rg_day_choices_get_day (rg_done_dialog_get_days (dialog)), ==, "2026-11-25");
  rg_field_editor_enter (rg_done_dialog_find (dialog, "outcome"), "comes on Friday");
  rg_field_editor_enter (rg_done_dialog_find (dialog, "next_what"), "ask again");
  rg_done_dialog_save (dialog);
  wait_until (is_closed, f);
  assert_shop (f, " | 1 call Done comes on Friday | 2026-11-25 ask again");
  undo (f, "Done: 张三丰");
  assert_shop (f, " |  | 2026-11-20");

  dialog = open_done (f, 0, 1);
  rg_day_choices_choose (rg_done_dialog_get_days (dialog), NULL);
  rg_done_dialog_save (dialog);
  wait_until (is_closed, f);
  assert_shop (f, " | 1 call Done | ");
}

static void
test_form (Fixture *f, gconstpointer data)
{
  gint64 id = add_task (
      f, &(RgTaskWords) { .customer_id = 1, .title = "the flat", .kind = "showing", .due = "2026-11-22" });
  RgDoneDialog *dialog = open_done (f, id, 0);

  g_assert_null (rg_done_dialog_find (dialog, "purpose"));
  /* What the form needs is asked for. */
  rg_done_dialog_save (dialog);
  run_for (50);
  g_assert_true (is_open (f));
  g_assert_nonnull (rg_field_editor_get_error (rg_done_dialog_find (dialog, "intent")));
  /* How much they want it says when to ask again. */
  rg_field_editor_enter (rg_done_dialog_find (dialog, "intent"), "high");
  g_assert_cmpstr (rg_day_choices_get_day (rg_done_dialog_get_days (dialog)), ==, "2026-11-23");
  rg_field_editor_enter (rg_done_dialog_find (dialog, "intent"), "low");
  g_assert_cmpstr (rg_day_choices_get_day (rg_done_dialog_get_days (dialog)), ==, "2026-12-06");
  rg_field_editor_enter (rg_done_dialog_find (dialog, "intent"), "medium");
  g_assert_cmpstr (rg_day_choices_get_day (rg_done_dialog_get_days (dialog)), ==, "2026-11-25");
  /* But for who has said so. */
  rg_day_choices_choose (rg_done_dialog_get_days (dialog), "2026-11-29");
  rg_field_editor_enter (rg_done_dialog_find (dialog, "intent"), "high");
  g_assert_cmpstr (rg_day_choices_get_day (rg_done_dialog_get_days (dialog)), ==, "2026-11-29");
  rg_field_editor_enter (rg_done_dialog_find (dialog, "budget"), "80");
  rg_done_dialog_save (dialog);
  wait_until (is_closed, f);
  assert_shop (f, "1 1 the flat showing 2026-11-22 normal done 2026-11-22 |"
                  " 1 showing the flat high 80 | 2026-11-29");
}

static void
test_kinds (Fixture *f, gconstpointer data)
{
  RgDoneDialog *dialog = open_done (f, 0, 1);

  g_assert_null (rg_done_dialog_find (dialog, "purpose"));
  rg_kind_picker_set_kind (rg_done_dialog_get_kinds (dialog), "onsite");
  g_assert_nonnull (rg_done_dialog_find (dialog, "purpose"));
  g_assert_null (rg_done_dialog_find (dialog, "intent"));
  /* A call needs none of it, and nothing of it is kept. */
  rg_field_editor_enter (rg_done_dialog_find (dialog, "budget"), "80");
  rg_kind_picker_set_kind (rg_done_dialog_get_kinds (dialog), "call");
  g_assert_null (rg_done_dialog_find (dialog, "budget"));
  rg_done_dialog_save (dialog);
  wait_until (is_closed, f);
  assert_shop (f, " | 1 call Done | 2026-11-25");
}

/* What comes again needs no other day; what is planned with somebody stays. */
static void
test_again (Fixture *f, gconstpointer data)
{
  gint64 id =
      add_task (f, &(RgTaskWords) { .customer_id = 3, .title = "ask", .due = "2026-11-22", .repeat = "2w" });
  gint64 other = add_task (f, &(RgTaskWords) { .customer_id = 3, .title = "send", .due = "2026-11-22" });
  RgDoneDialog *dialog = open_done (f, id, 0);

  g_assert_null (rg_day_choices_get_day (rg_done_dialog_get_days (dialog)));
  rg_done_dialog_save (dialog);
  wait_until (is_closed, f);
  assert_shop (f, "3 3 ask 2026-12-06 normal 2w open 2026-12-06 | 3 note ask | 2026-11-20");

  dialog = open_done (f, other, 0);
  g_assert_cmpstr (rg_day_choices_get_day (rg_done_dialog_get_days (dialog)), ==, "2026-12-24");
  rg_done_dialog_save (dialog);
  wait_until (is_closed, f);
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/tasks/plan", test_plan);
  ADD ("/tasks/today", test_today);
  ADD ("/tasks/change", test_change);
  ADD ("/tasks/step-done", test_step_done);
  ADD ("/tasks/form", test_form);
  ADD ("/tasks/kinds", test_kinds);
  ADD ("/tasks/again", test_again);

  return g_test_run ();
}
