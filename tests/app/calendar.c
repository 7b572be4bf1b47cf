/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "support.h"

#include "app/pages/calendar/rg-calendar-days.h"
#include "app/pages/today/rg-today-page.h"
#include "catalog/rg-date.h"
#include "shop/rg-task.h"

#include <langinfo.h>
#include <locale.h>

/* Today is Sunday, 2026-11-22; next steps are on 11-20, 11-22 and 12-24. */

typedef struct
{
  Shop *shop;
  GtkWidget *window;
  RgCalendarView *view;
} Fixture;

/* --- doing ---------------------------------------------------------------- */

static gpointer
task_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "other", "Add", error);

  return op != NULL && rg_task_add (op, data, error) != 0 ? data : NULL;
}

static void
add_task (Fixture *f, const char *title, const char *due, const char *time)
{
  g_autoptr (GError) error = NULL;
  RgTaskWords words = { .title = title, .due = due, .due_time = time };

  rg_store_write_sync (f->shop->store, task_func, &words, NULL, &error);
  g_assert_no_error (error);
}

static gpointer
birthday_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "other", "Change", error);
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer");
  RgCell cell = { .field = rg_entity_find_field (entity, "birthday"),
                  .value = { .kind = RG_VALUE_TEXT, .text = data } };

  return op != NULL && rg_op_update (op, entity, 5, &cell, 1, error) ? data : NULL;
}

static void
set_birthday (Fixture *f, const char *birthday)
{
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (f->shop->store, birthday_func, (gpointer) birthday, NULL, &error);
  g_assert_no_error (error);
}

static void
undo (Fixture *f, const char *label)
{
  g_autofree char *undone = shop_undo (f->shop->store);

  g_assert_cmpstr (undone, ==, label);
}

static gboolean
press (GtkWidget *widget, guint key, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (!GTK_IS_EVENT_CONTROLLER_KEY (controller) ||
          gtk_event_controller_get_propagation_phase (controller) != GTK_PHASE_CAPTURE)
        continue;
      g_signal_emit_by_name (controller, "key-pressed", key, 0, state, &handled);
      return handled;
    }
  g_assert_not_reached ();
}

static void
key (Fixture *f, guint keyval, GdkModifierType state)
{
  g_assert_true (press (GTK_WIDGET (f->view), keyval, state));
}

static gpointer
first_due_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgRow) row = rg_task_read (read, 1, error);

  return row != NULL ? g_strdup (rg_row_get_text (row, "first_due")) : NULL;
}

/* For when the only task was meant, before it was put off. */
static void
assert_first_due (Fixture *f, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *day = rg_store_read_sync (f->shop->store, first_due_func, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (day, ==, wanted);
}

/* --- looking -------------------------------------------------------------- */

static GDate
day_of (const char *iso)
{
  GDate day;

  g_date_clear (&day, 1);
  g_assert_true (rg_date_from_iso (iso, &day));
  return day;
}

static char *
shown_on (Fixture *f, const char *iso)
{
  GDate day = day_of (iso);
  RgCalendarCell *cell = rg_calendar_view_get_cell (f->view, &day);

  return cell != NULL ? rg_calendar_cell_dup_shown (cell) : g_strdup ("not shown");
}

typedef struct
{
  Fixture *f;
  const char *iso;
  const char *text;
} Wanted;

static gboolean
is_shown (gpointer data)
{
  const Wanted *wanted = data;
  g_autofree char *shown = shown_on (wanted->f, wanted->iso);

  return !rg_calendar_view_is_busy (wanted->f->view) && g_str_equal (shown, wanted->text);
}

static void
wait_for_shown (Fixture *f, const char *iso, const char *wanted)
{
  Wanted waiting = { f, iso, wanted };
  g_autofree char *shown = NULL;

  /* What is on its way has not begun yet. */
  run_for (10);
  wait_whether (is_shown, &waiting);
  shown = shown_on (f, iso);
  g_assert_cmpstr (shown, ==, wanted);
}

static void
assert_chosen (Fixture *f, const char *iso)
{
  g_autofree char *chosen = rg_date_to_iso (rg_calendar_view_get_chosen (f->view));
  GDate day = day_of (iso);

  g_assert_cmpstr (chosen, ==, iso);
  g_assert_nonnull (rg_calendar_view_get_cell (f->view, &day));
}

static GtkWidget *
focus (Fixture *f)
{
  return gtk_root_get_focus (GTK_ROOT (f->window));
}

static const char *
focused_text (Fixture *f)
{
  return RG_IS_CALENDAR_CHIP (focus (f)) ? rg_calendar_chip_get_text (RG_CALENDAR_CHIP (focus (f))) : "";
}

static gboolean
chip_is_focused (gpointer data)
{
  Fixture *f = data;

  return !rg_calendar_view_is_busy (f->view) && RG_IS_CALENDAR_CHIP (focus (f));
}

static gboolean
dialog_is_there (gpointer data)
{
  return adw_window_get_visible_dialog (ADW_WINDOW (((Fixture *) data)->window)) != NULL;
}

static gboolean
dialog_is_closed (gpointer data)
{
  return !dialog_is_there (data);
}

static void
close_dialog (Fixture *f)
{
  wait_until (dialog_is_there, f);
  adw_dialog_force_close (adw_window_get_visible_dialog (ADW_WINDOW (f->window)));
  wait_until (dialog_is_closed, f);
  let_paint (f->window);
}

static void
choose (Fixture *f, const char *iso)
{
  GDate day = day_of (iso);
  RgCalendarCell *cell;

  rg_calendar_view_choose (f->view, &day);
  cell = rg_calendar_view_get_cell (f->view, &day);
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (cell)));
}

static void
set_up (Fixture *f, gconstpointer width)
{
  f->shop = shop_new ();
  f->view = RG_CALENDAR_VIEW (rg_calendar_view_new ());
  f->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), GPOINTER_TO_INT (width), 800);
  adw_window_set_content (ADW_WINDOW (f->window), GTK_WIDGET (f->view));
  gtk_window_present (GTK_WINDOW (f->window));
  rg_calendar_view_set_store (f->view, f->shop->store);
  wait_for_shown (f, "2026-11-20", GPOINTER_TO_INT (width) > 640 ? "11-20 十二 | 张三丰" : "11-20 十二 | 1");
}

static void
tear_down (Fixture *f, gconstpointer width)
{
  RgCalendarView *view = f->view;

  g_object_add_weak_pointer (G_OBJECT (view), (gpointer *) &view);
  gtk_window_destroy (GTK_WINDOW (f->window));
  while (view != NULL)
    g_main_context_iteration (NULL, TRUE);
  shop_free (f->shop);
}

/* --- days, without a window ----------------------------------------------- */

static void
test_week_start (void)
{
  GDate day = day_of ("2026-11-22"), first;
  g_autofree char *old = g_strdup (setlocale (LC_TIME, NULL));

  /* Of the locales that are there. */
  if (setlocale (LC_TIME, "zh_CN.UTF-8") != NULL)
    {
      g_assert_cmpint (rg_calendar_days_week_start (), ==, G_DATE_MONDAY);
      rg_calendar_days_week (&day, rg_calendar_days_week_start (), &first);
      g_assert_cmpint (g_date_get_day (&first), ==, 16);
    }
  if (setlocale (LC_TIME, "en_US.UTF-8") != NULL)
    {
      g_assert_cmpint (rg_calendar_days_week_start (), ==, G_DATE_SUNDAY);
      rg_calendar_days_week (&day, rg_calendar_days_week_start (), &first);
      g_assert_cmpint (g_date_get_day (&first), ==, 22);
    }
  setlocale (LC_TIME, old);
}

static void
test_months (void)
{
  static const struct
  {
    const char *day;
    GDateWeekday start;
    const char *first;
    guint weeks;
  } cases[] = {
    { "2026-11-22", G_DATE_MONDAY, "2026-10-26", 6 }, { "2026-11-22", G_DATE_SUNDAY, "2026-11-01", 5 },
    { "2027-02-10", G_DATE_MONDAY, "2027-02-01", 4 }, { "2026-02-10", G_DATE_SUNDAY, "2026-02-01", 4 },
    { "2028-02-29", G_DATE_MONDAY, "2028-01-31", 5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GDate day = day_of (cases[i].day), first;
      guint weeks = rg_calendar_days_month (&day, cases[i].start, &first);
      g_autofree char *iso = rg_date_to_iso (&first);

      g_assert_cmpstr (iso, ==, cases[i].first);
      g_assert_cmpuint (weeks, ==, cases[i].weeks);
    }
}

static void
test_words (void)
{
  GDate day = day_of ("2025-11-25"), today = day_of ("2025-11-25"), other = day_of ("2025-11-26");
  RgCalendarDay stands = { .n_due = 3, .n_birthdays = 1 };
  g_autofree char *spoken = rg_calendar_days_describe (&day, &other, &stands);
  g_autofree char *empty = rg_calendar_days_describe (&day, &today, NULL);
  g_autofree char *title = rg_calendar_days_month_title (&day);

  g_assert_cmpstr (spoken, ==, "Tue, 25 Nov, 农历十月初六, 3 things to do, 1 birthday");
  g_assert_cmpstr (empty, ==, "Tue, 25 Nov, Today, 农历十月初六");
  g_assert_cmpstr (title, ==, "November 2025");
}

/* --- what stands where ---------------------------------------------------- */

static void
test_month (Fixture *f, gconstpointer data)
{
  g_assert_cmpstr (rg_calendar_view_get_title (f->view), ==, "November 2026");
  add_task (f, "量房", "2026-11-25", "09:00");
  set_birthday (f, "1990-11-25");
  wait_for_shown (f, "2026-11-25", "11-25 十七 | 欧阳娜娜 | 09:00 量房");
  wait_for_shown (f, "2026-11-22", "11-22 Minor Snow | 曾国藩");
  wait_for_shown (f, "2026-11-09", "11-09 十月");
  wait_for_shown (f, "2026-11-11", "11-11 Double Eleven");
  wait_for_shown (f, "2026-12-06", "not shown");
  for (int i = 0; i < 12; i++)
    add_task (f, "多", "2026-11-26", NULL);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->view), "calendar.next", NULL));
  wait_for_shown (f, "2026-12-24", "12-24 Christmas Eve | 李清照");
  assert_chosen (f, "2026-12-22");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->view), "calendar.today", NULL));
  assert_chosen (f, "2026-11-22");
}

/* There are as many chips as fit, and all are counted. */
static void
test_room (Fixture *f, gconstpointer data)
{
  g_autofree char *shown = NULL;
  GDate day = day_of ("2026-11-26");
  const char *more;
  guint n = 0;

  for (int i = 0; i < 30; i++)
    add_task (f, "多", "2026-11-26", NULL);
  while (rg_calendar_view_is_busy (f->view) || n == 0)
    {
      run_for (20);
      g_free (shown);
      shown = shown_on (f, "2026-11-26");
      more = strstr (shown, "| +");
      n = more != NULL ? (guint) g_ascii_strtoull (more + 3, NULL, 10) : 0;
    }
  g_assert_cmpuint (n, >, 20);
  g_assert_cmpuint (n, <, 30);
  for (const char *p = shown; (p = strstr (p, "| 多")) != NULL; p++)
    n++;
  g_assert_cmpuint (n, ==, 30);
  g_assert_nonnull (rg_calendar_view_get_cell (f->view, &day));
}

static void
test_week (Fixture *f, gconstpointer data)
{
  rg_calendar_view_set_week (f->view, TRUE);
  /* Weeks of en_US begin on Sunday. */
  wait_for_shown (f, "2026-11-22", "11-22 Minor Snow | 曾国藩");
  wait_for_shown (f, "2026-11-28", "11-28 二十");
  wait_for_shown (f, "2026-11-20", "not shown");
  choose (f, "2026-11-22");
  key (f, GDK_KEY_Left, 0);
  assert_chosen (f, "2026-11-21");
  wait_for_shown (f, "2026-11-20", "11-20 十二 | 张三丰");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->view), "calendar.next", NULL));
  assert_chosen (f, "2026-11-28");
}

/* --- keys ----------------------------------------------------------------- */

static void
test_keys (Fixture *f, gconstpointer data)
{
  choose (f, "2026-11-22");
  key (f, GDK_KEY_Right, 0);
  assert_chosen (f, "2026-11-23");
  g_assert_true (RG_IS_CALENDAR_CELL (focus (f)));
  key (f, GDK_KEY_Up, 0);
  assert_chosen (f, "2026-11-16");
  key (f, GDK_KEY_End, 0);
  assert_chosen (f, "2026-11-21");
  key (f, GDK_KEY_Home, 0);
  assert_chosen (f, "2026-11-15");
  key (f, GDK_KEY_Page_Down, 0);
  assert_chosen (f, "2026-12-15");
  key (f, GDK_KEY_Down, 0);
  key (f, GDK_KEY_Down, 0);
  key (f, GDK_KEY_Down, 0);
  /* Into the next month. */
  assert_chosen (f, "2027-01-05");
  g_assert_cmpstr (rg_calendar_view_get_title (f->view), ==, "January 2027");
  choose (f, "2026-10-31");
  key (f, GDK_KEY_Page_Down, 0);
  assert_chosen (f, "2026-11-30");
  g_assert_true (RG_IS_CALENDAR_CELL (focus (f)));
  g_assert_false (press (GTK_WIDGET (f->view), GDK_KEY_a, 0));
}

/* Where something stands on the day it opens its list; see "narrow". */
static void
test_enter (Fixture *f, gconstpointer data)
{
  choose (f, "2026-11-24");
  key (f, GDK_KEY_Return, 0);
  close_dialog (f);
}

static void
test_move (Fixture *f, gconstpointer data)
{
  add_task (f, "量房", "2026-11-24", NULL);
  wait_for_shown (f, "2026-11-24", "11-24 十六 | 量房");
  choose (f, "2026-11-24");
  /* The only thing on its day; the focus goes with it. */
  key (f, GDK_KEY_Right, GDK_SHIFT_MASK);
  assert_chosen (f, "2026-11-25");
  wait_for_shown (f, "2026-11-25", "11-25 十七 | 量房");
  wait_for_shown (f, "2026-11-24", "11-24 十六");
  wait_until (chip_is_focused, f);
  /* It is planned anew, not late. */
  assert_first_due (f, "2026-11-25");
  g_assert_cmpstr (focused_text (f), ==, "量房");
  /* Faster than it is written. */
  key (f, GDK_KEY_Down, GDK_CONTROL_MASK);
  key (f, GDK_KEY_Left, GDK_SHIFT_MASK);
  wait_for_shown (f, "2026-12-01", "12-01 廿三 | 量房");
  assert_chosen (f, "2026-12-01");
  undo (f, "Move “量房”: Tuesday, 1 Dec");
  undo (f, "Move “量房”: Wednesday, 2 Dec");
  choose (f, "2026-11-25");
  wait_for_shown (f, "2026-11-25", "11-25 十七 | 量房");
  undo (f, "Move “量房”: Wednesday, 25 Nov");
  wait_for_shown (f, "2026-11-24", "11-24 十六 | 量房");
}

static void
test_move_step (Fixture *f, gconstpointer data)
{
  choose (f, "2026-11-20");
  key (f, GDK_KEY_Down, GDK_SHIFT_MASK);
  wait_for_shown (f, "2026-11-27", "11-27 十九 | 张三丰");
  wait_for_shown (f, "2026-11-20", "11-20 十二");
  undo (f, "Move “张三丰”: Friday, 27 Nov");
  wait_for_shown (f, "2026-11-20", "11-20 十二 | 张三丰");
}

/* Of several the first gets the focus and nothing is moved yet. */
static void
test_move_one_of_several (Fixture *f, gconstpointer data)
{
  add_task (f, "早", "2026-11-24", "08:00");
  add_task (f, "晚", "2026-11-24", "18:00");
  wait_for_shown (f, "2026-11-24", "11-24 十六 | 08:00 早 | 18:00 晚");
  choose (f, "2026-11-24");
  key (f, GDK_KEY_Right, GDK_SHIFT_MASK);
  g_assert_cmpstr (focused_text (f), ==, "08:00 早");
  assert_chosen (f, "2026-11-24");
  key (f, GDK_KEY_Down, 0);
  g_assert_cmpstr (focused_text (f), ==, "18:00 晚");
  key (f, GDK_KEY_Right, GDK_SHIFT_MASK);
  wait_for_shown (f, "2026-11-25", "11-25 十七 | 18:00 晚");
  wait_for_shown (f, "2026-11-24", "11-24 十六 | 08:00 早");
}

/* A birthday stays. */
static void
test_birthday_stays (Fixture *f, gconstpointer data)
{
  set_birthday (f, "1990-11-25");
  wait_for_shown (f, "2026-11-25", "11-25 十七 | 欧阳娜娜");
  choose (f, "2026-11-25");
  key (f, GDK_KEY_Right, GDK_SHIFT_MASK);
  run_for (200);
  assert_chosen (f, "2026-11-25");
  wait_for_shown (f, "2026-11-25", "11-25 十七 | 欧阳娜娜");
}

static void
test_drop (Fixture *f, gconstpointer data)
{
  GDate from = day_of ("2026-11-20"), to = day_of ("2026-11-30");
  RgCalendarCell *source = rg_calendar_view_get_cell (f->view, &from);
  RgCalendarCell *cell = rg_calendar_view_get_cell (f->view, &to);
  RgCalendarChip *chip = rg_calendar_cell_next (source, NULL, 0);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (cell));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      g_auto (GValue) value = G_VALUE_INIT;
      gboolean taken = FALSE;

      if (!GTK_IS_DROP_TARGET (controller))
        continue;
      g_value_init (&value, RG_TYPE_CALENDAR_CHIP);
      g_value_set_object (&value, chip);
      g_signal_emit_by_name (controller, "drop", &value, 1.0, 1.0, &taken);
      g_assert_true (taken);
    }
  wait_for_shown (f, "2026-11-30", "11-30 廿二 | 张三丰");
  undo (f, "Move “张三丰”: Monday, 30 Nov");
  wait_for_shown (f, "2026-11-20", "11-20 十二 | 张三丰");
}

/* --- narrow --------------------------------------------------------------- */

static void
test_narrow (Fixture *f, gconstpointer data)
{
  RgCalendarList *list = rg_calendar_view_get_list (f->view);

  add_task (f, "量房", "2026-11-20", "09:00");
  wait_for_shown (f, "2026-11-20", "11-20 十二 | 2");
  wait_for_shown (f, "2026-11-21", "11-21 十三");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (list)));
  choose (f, "2026-11-20");
  g_assert_cmpuint (rg_calendar_list_get_n (list), ==, 2);
  key (f, GDK_KEY_Right, 0);
  g_assert_cmpuint (rg_calendar_list_get_n (list), ==, 0);
  choose (f, "2026-11-20");
  key (f, GDK_KEY_Return, 0);
  /* The first row moves as a chip does. */
  key (f, GDK_KEY_Right, GDK_SHIFT_MASK);
  wait_for_shown (f, "2026-11-21", "11-21 十三 | 1");
  wait_for_shown (f, "2026-11-20", "11-20 十二 | 1");
}

/* --- in the page of the day ----------------------------------------------- */

static gboolean
page_is_still (gpointer page)
{
  return !rg_today_page_is_busy (page);
}

static void
test_page (void)
{
  g_autoptr (Shop) shop = shop_new ();
  RgSettings *settings = rg_settings_new ();
  RgTodayPage *page = RG_TODAY_PAGE (rg_today_page_new (settings));
  GtkWidget *window = page_window_new (RG_PAGE (page), 1100, shop->store);
  Fixture f = { .shop = shop, .window = window };

  g_assert_null (rg_today_page_get_calendar (page));
  rg_today_page_show_span (page, "month");
  f.view = rg_today_page_get_calendar (page);
  wait_for_shown (&f, "2026-11-20", "11-20 十二 | 张三丰");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (f.view)));
  /* Whose list it is, that one's calendar. */
  rg_today_page_set_staff (page, "小李");
  wait_for_shown (&f, "2026-11-20", "11-20 十二");
  rg_today_page_set_staff (page, NULL);
  rg_today_page_show_span (page, "week");
  wait_for_shown (&f, "2026-11-22", "11-22 Minor Snow | 曾国藩");
  g_assert_true (rg_calendar_view_get_week (f.view));
  rg_today_page_show_span (page, "list");
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (f.view)));
  wait_until (page_is_still, page);
  page_window_close (window, RG_PAGE (page));
  g_assert_finalize_object (settings);
}

#define ADD(NAME, WIDTH, TEST)                                                                               \
  g_test_add ("/app/calendar/" NAME, Fixture, GINT_TO_POINTER (WIDTH), set_up, TEST, tear_down)

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);
  g_test_add_func ("/app/calendar/week-start", test_week_start);
  g_test_add_func ("/app/calendar/months", test_months);
  g_test_add_func ("/app/calendar/words", test_words);
  ADD ("month", 1100, test_month);
  ADD ("room", 1100, test_room);
  ADD ("week", 1100, test_week);
  ADD ("keys", 1100, test_keys);
  ADD ("enter", 1100, test_enter);
  ADD ("move", 1100, test_move);
  ADD ("move-step", 1100, test_move_step);
  ADD ("move-one-of-several", 1100, test_move_one_of_several);
  ADD ("birthday-stays", 1100, test_birthday_stays);
  ADD ("drop", 1100, test_drop);
  ADD ("narrow", 360, test_narrow);
  g_test_add_func ("/app/calendar/page", test_page);
  return g_test_run ();
}
