/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sections.h"

#include "app/record/rg-date-button.h"
#include "app/record/rg-todo-section.h"
#include "app/task/rg-done-dialog-private.h"
#include "shop/rg-task.h"
#include "store/rg-op.h"

/* What is to be done for a customer, on the record page. */

static void
set_up (Desk *desk, gconstpointer width)
{
  desk_set_up (desk, rg_todo_section_new (), GPOINTER_TO_INT (width));
}

static void
tear_down (Desk *desk, gconstpointer width)
{
  desk_tear_down (desk);
}

static gpointer
plan_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, "elsewhere", "Plan", error);
  RgTaskWords call = { .customer_id = 1,
                       .title = "问量房时间",
                       .kind = "call",
                       .due = "2026-11-24",
                       .due_time = "15:30",
                       .staff = "王芳",
                       .priority = "high" };
  RgTaskWords visit = { .customer_id = 1, .title = "送样品", .due = "2026-11-22", .repeat = "2w" };
  RgTaskWords other = { .customer_id = 2, .title = "别人的", .due = "2026-11-22" };

  return rg_task_add (op, &call, error) != 0 && rg_task_add (op, &visit, error) != 0 &&
                 rg_task_add (op, &other, error) != 0
             ? data
             : NULL;
}

static void
plan (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (desk->shop->store, plan_func, desk, NULL, &error);
  g_assert_no_error (error);
}

/* The open ones: title, what else, day. (transfer full) */
static char *
shown (Desk *desk)
{
  GtkListBox *list = GTK_LIST_BOX (find_nth (desk->window, GTK_TYPE_LIST_BOX, 0));
  GString *text = g_string_new (NULL);
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    {
      GtkWidget *title = find_nth (GTK_WIDGET (row), GTK_TYPE_LABEL, 0);
      GtkWidget *about = find_nth (GTK_WIDGET (row), GTK_TYPE_LABEL, 1);
      GtkWidget *day = find_widget (GTK_WIDGET (row), RG_TYPE_DATE_BUTTON);

      g_string_append_printf (text, "%s [%s] %s;", gtk_label_get_label (GTK_LABEL (title)),
                              gtk_label_get_label (GTK_LABEL (about)),
                              rg_date_button_get_choice (RG_DATE_BUTTON (day)));
    }
  return g_string_free_and_steal (text);
}

static const char *wanted;

static gboolean
is_shown (gpointer desk)
{
  g_autofree char *text = shown (desk);

  return g_str_equal (text, wanted);
}

static void
wait_for (Desk *desk, const char *text)
{
  wanted = text;
  wait_until (is_shown, desk);
}

static RgDateButton *
day_of (Desk *desk, guint row)
{
  return RG_DATE_BUTTON (find_nth (desk->window, RG_TYPE_DATE_BUTTON, row));
}

#define STEP "Next step [] 2026-11-20;"
#define SAMPLES "送样品 [every 2 weeks] 2026-11-22;"
#define CALL "问量房时间 [High · 15:30 · Call · 王芳] 2026-11-24;"

static void
test_shown (Desk *desk, gconstpointer width)
{
  wait_for (desk, STEP);
  plan (desk);
  wait_for (desk, STEP SAMPLES CALL);
  desk_show (desk, 2);
  wait_for (desk, "Next step [] 2026-11-22;别人的 [] 2026-11-22;");
  desk_show (desk, 6);
  wait_for (desk, "");
  g_assert_nonnull (find_text (desk->window, "Nothing planned"));
}

/* Another day: one step back each; a task keeps one, the step may go. */
static void
test_put_off (Desk *desk, gconstpointer width)
{
  plan (desk);
  wait_for (desk, STEP SAMPLES CALL);
  rg_date_button_choose (day_of (desk, 1), "2026-11-23");
  wait_for (desk, STEP "送样品 [every 2 weeks] 2026-11-23;" CALL);
  desk_assert (desk, "SELECT CAST (put_off AS INTEGER) || first_due FROM task WHERE title = '送样品'",
               "12026-11-22");
  desk_undo (desk);
  wait_for (desk, STEP SAMPLES CALL);

  rg_date_button_choose (day_of (desk, 0), "2026-11-25");
  wait_for (desk, SAMPLES CALL "Next step [] 2026-11-25;");
  rg_date_button_fill (day_of (desk, 2));
  rg_date_button_fill (day_of (desk, 0));
  g_assert_nonnull (find_text (
      gtk_popover_get_child (GTK_POPOVER (find_widget (GTK_WIDGET (day_of (desk, 2)), GTK_TYPE_POPOVER))),
      "None"));
  g_assert_null (find_text (
      gtk_popover_get_child (GTK_POPOVER (find_widget (GTK_WIDGET (day_of (desk, 0)), GTK_TYPE_POPOVER))),
      "None"));
  rg_date_button_choose (day_of (desk, 2), NULL);
  wait_for (desk, SAMPLES CALL);
  desk_undo (desk);
  wait_for (desk, SAMPLES CALL "Next step [] 2026-11-25;");
}

static RgDoneDialog *
done_dialog (Desk *desk)
{
  AdwDialog *dialog = adw_window_get_visible_dialog (ADW_WINDOW (desk->window));

  return dialog != NULL && RG_IS_DONE_DIALOG (dialog) ? RG_DONE_DIALOG (dialog) : NULL;
}

static gboolean
is_asked (gpointer desk)
{
  return done_dialog (desk) != NULL;
}

static gboolean
is_answered (gpointer desk)
{
  return done_dialog (desk) == NULL;
}

static gboolean
is_opened (gpointer desk)
{
  return adw_window_get_visible_dialog (ADW_WINDOW (((Desk *) desk)->window)) != NULL;
}

/* What is done is folded, and can be seen. */
static void
test_done (Desk *desk, gconstpointer width)
{
  GtkWidget *folded = find_nth (desk->window, GTK_TYPE_LIST_BOX, 1);

  plan (desk);
  wait_for (desk, STEP SAMPLES CALL);
  g_signal_emit_by_name (
      gtk_list_box_get_row_at_index (GTK_LIST_BOX (find_nth (desk->window, GTK_TYPE_LIST_BOX, 0)), 2),
      "activate");
  wait_until (is_opened, desk);
  adw_dialog_force_close (adw_window_get_visible_dialog (ADW_WINDOW (desk->window)));
  g_signal_emit_by_name (find_nth (gtk_widget_get_first_child (find_nth (desk->window, GTK_TYPE_LIST_BOX, 0)),
                                   GTK_TYPE_BUTTON, 0),
                         "clicked");
  wait_until (is_asked, desk);
  rg_done_dialog_save (done_dialog (desk));
  wait_until (is_answered, desk);
  desk_assert (desk, "SELECT count(*) FROM event", "1");
  desk_undo (desk);
  wait_for (desk, STEP SAMPLES CALL);

  g_signal_emit_by_name (find_nth (GTK_WIDGET (gtk_list_box_get_row_at_index (
                                       GTK_LIST_BOX (find_nth (desk->window, GTK_TYPE_LIST_BOX, 0)), 2)),
                                   GTK_TYPE_BUTTON, 0),
                         "clicked");
  wait_until (is_asked, desk);
  rg_done_dialog_save (done_dialog (desk));
  wait_until (is_answered, desk);
  desk_wait_for (desk, "SELECT count(*) FROM task WHERE state = 'done'", "1");
  g_assert_false (gtk_widget_get_visible (folded));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (gtk_widget_get_ancestor (
                                    find_text (desk->window, "1 Done"), GTK_TYPE_TOGGLE_BUTTON)),
                                TRUE);
  g_assert_true (gtk_widget_get_visible (folded));
  g_assert_nonnull (find_text (folded, "问量房时间"));
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

#define ADD(path, width, function)                                                                           \
  g_test_add (path, Desk, GINT_TO_POINTER (width), set_up, function, tear_down)
  ADD ("/app/todo/shown", 700, test_shown);
  ADD ("/app/todo/put-off", 360, test_put_off);
  ADD ("/app/todo/done", 700, test_done);

  return g_test_run ();
}
