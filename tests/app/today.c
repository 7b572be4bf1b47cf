/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "support.h"

#include "app/deal/rg-deal-dialog-private.h"
#include "app/deal/rg-deal-entry-dialog-private.h"
#include "app/pages/today/rg-today-line.h"
#include "app/pages/today/rg-today-page.h"
#include "app/task/rg-done-dialog-private.h"
#include "app/task/rg-task-dialog-private.h"
#include "shop/rg-deal.h"
#include "shop/rg-staff.h"
#include "shop/rg-stages.h"
#include "shop/rg-task.h"
#include "store/rg-op.h"

#include <glib/gstdio.h>

/* The day's page. Today is 2026-11-22, a Sunday. */

#define DAY_MS ((gint64) 24 * 3600 * 1000)
#define NEWCOMERS "new:王小明,欧阳娜娜,安娜,李清照,曾国藩,张三丰"

typedef struct
{
  Shop *shop;
  RgSettings *settings;
  RgTodayPage *page;
  GtkWidget *window;
  gint64 now;
  const char *wanted;
} Fixture;

static gboolean
is_quiet (gpointer data)
{
  return !rg_today_page_is_busy (((Fixture *) data)->page);
}

static void
set_up (Fixture *f, gconstpointer width)
{
  f->now = rg_clock_now ();
  f->shop = shop_new ();
  f->settings = rg_settings_new ();
  f->page = RG_TODAY_PAGE (rg_today_page_new (f->settings));
  f->window = page_window_new (RG_PAGE (f->page), GPOINTER_TO_INT (width), f->shop->store);
  wait_until (is_quiet, f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  rg_clock_set (f->now);
  page_window_close (f->window, RG_PAGE (f->page));
  g_assert_finalize_object (f->settings);
  shop_free (f->shop);
}

static gboolean
is_shown (gpointer data)
{
  Fixture *f = data;
  g_autofree char *shown = rg_today_page_dup_shown (f->page);

  return !rg_today_page_is_busy (f->page) && g_str_equal (shown, f->wanted);
}

/* Tells what is there instead when it never comes. */
static void
wait_for (Fixture *f, const char *wanted)
{
  g_autofree char *shown = NULL;

  f->wanted = wanted;
  wait_whether (is_shown, f);
  shown = rg_today_page_dup_shown (f->page);
  g_assert_cmpstr (shown, ==, wanted);
}

static void
assert_selected (Fixture *f, const char *wanted)
{
  g_autofree char *selected = rg_today_page_dup_selected (f->page);

  g_assert_cmpstr (selected, ==, wanted);
}

/* --- doing ------------------------------------------------------------------ */

static gpointer
add_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "other", "", error);

  return op != NULL && rg_task_add (op, data, error) != 0 ? GINT_TO_POINTER (TRUE) : NULL;
}

static void
add_task (Fixture *f, gint64 customer, const char *title, const char *due, const char *staff)
{
  RgTaskWords words = { .customer_id = customer, .title = title, .due = due, .staff = staff };
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (f->shop->store, add_func, &words, NULL, &error);
  g_assert_no_error (error);
}

static void
add_visit (Fixture *f, const char *title, const char *kind)
{
  RgTaskWords words = { .customer_id = 4, .title = title, .due = "2026-11-22", .kind = kind };
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (f->shop->store, add_func, &words, NULL, &error);
  g_assert_no_error (error);
}

static gpointer
staff_func (RgWrite *write, gpointer name, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "other", "", error);
  RgStaffWords words = { .name = name };

  return op != NULL && rg_staff_add (op, &words, error) != 0 ? name : NULL;
}

static void
undo (Fixture *f, const char *wanted)
{
  g_autofree char *label = shop_undo (f->shop->store);

  g_assert_cmpstr (label, ==, wanted);
}

static void
press (Fixture *f, guint key)
{
  GtkWidget *list = find_widget (f->window, GTK_TYPE_LIST_VIEW);

  press_shortcut (list, key);
}

static void
press_on (Fixture *f, const char *title, guint key)
{
  g_assert_true (rg_today_page_select (f->page, title));
  press (f, key);
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

/* --- tests ------------------------------------------------------------------ */

static void
test_parts (Fixture *f, gconstpointer data)
{
  wait_for (f, "overdue:张三丰 today:曾国藩 " NEWCOMERS);
  g_assert_cmpstr (rg_today_page_get_state (f->page), ==, "list");
  g_assert_cmpstr (rg_page_get_badge (RG_PAGE (f->page)), ==, "2");
  g_assert_true (rg_page_is_urgent (RG_PAGE (f->page)));

  add_task (f, 0, "lamps", "2026-11-22", NULL);
  add_task (f, 4, "ring", "2026-11-24", NULL);
  add_task (f, 4, "late", "2026-11-01", NULL);
  wait_for (f, "overdue:late,张三丰 today:lamps,曾国藩 soon:ring " NEWCOMERS);
  g_assert_cmpstr (rg_page_get_badge (RG_PAGE (f->page)), ==, "4");
  g_assert_cmpint (rg_today_page_get_n (f->page, RG_TODAY_SOON), ==, 1);
}

static void
test_done (Fixture *f, gconstpointer data)
{
  add_task (f, 0, "lamps", "2026-11-22", NULL);
  wait_for (f, "overdue:张三丰 today:lamps,曾国藩 " NEWCOMERS);
  /* What concerns nobody needs no words. */
  press_on (f, "lamps", GDK_KEY_space);
  wait_for (f, "overdue:张三丰 today:曾国藩 " NEWCOMERS);
  /* The keys go on with what took its place. */
  assert_selected (f, "曾国藩");
  undo (f, "Done: lamps");
  wait_for (f, "overdue:张三丰 today:lamps,曾国藩 " NEWCOMERS);

  press_on (f, "张三丰", GDK_KEY_space);
  wait_until (is_open, f);
  rg_field_editor_enter (rg_done_dialog_find (RG_DONE_DIALOG (dialog_of (f)), "outcome"), "will come");
  rg_done_dialog_save (RG_DONE_DIALOG (dialog_of (f)));
  wait_until (is_closed, f);
  /* Spoken to, so not new any more, and planned anew. */
  wait_for (f, "today:lamps,曾国藩 soon:张三丰 new:王小明,欧阳娜娜,安娜,李清照,曾国藩");
  g_assert_false (rg_page_is_urgent (RG_PAGE (f->page)));
  undo (f, "Done: 张三丰");
  wait_for (f, "overdue:张三丰 today:lamps,曾国藩 " NEWCOMERS);
}

static void
test_tomorrow (Fixture *f, gconstpointer data)
{
  add_task (f, 0, "lamps", "2026-11-20", NULL);
  wait_for (f, "overdue:lamps,张三丰 today:曾国藩 " NEWCOMERS);
  press_on (f, "lamps", GDK_KEY_plus);
  wait_for (f, "overdue:张三丰 today:曾国藩 soon:lamps " NEWCOMERS);
  press_on (f, "张三丰", GDK_KEY_plus);
  wait_for (f, "today:曾国藩 soon:lamps,张三丰 " NEWCOMERS);
  undo (f, "Put off “张三丰”: Tomorrow");
  wait_for (f, "overdue:张三丰 today:曾国藩 soon:lamps " NEWCOMERS);
  press_on (f, "lamps", GDK_KEY_Delete);
  wait_for (f, "overdue:张三丰 today:曾国藩 " NEWCOMERS);
}

static void
test_midnight (Fixture *f, gconstpointer data)
{
  add_task (f, 4, "ring", "2026-11-23", NULL);
  wait_for (f, "overdue:张三丰 today:曾国藩 soon:ring " NEWCOMERS);
  rg_clock_set (f->now + DAY_MS);
  rg_store_announce_day (f->shop->store);
  wait_for (f, "overdue:张三丰,曾国藩 today:ring " NEWCOMERS);
  /* Nobody is new for ever. */
  rg_clock_set (f->now + 30 * DAY_MS);
  rg_store_announce_day (f->shop->store);
  wait_for (f, "overdue:张三丰,曾国藩,ring soon:李清照");
}

static void
test_staff (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GtkWidget *choice = find_widget (f->window, GTK_TYPE_DROP_DOWN);

  wait_for (f, "overdue:张三丰 today:曾国藩 " NEWCOMERS);
  /* Where nobody is known by name there is nothing to choose. */
  g_assert_false (gtk_widget_get_visible (choice));
  rg_store_write_sync (f->shop->store, staff_func, (gpointer) "李雷", NULL, &error);
  g_assert_no_error (error);
  add_task (f, 0, "lamps", "2026-11-22", "李雷");
  wait_for (f, "overdue:张三丰 today:lamps,曾国藩 " NEWCOMERS);
  g_assert_true (gtk_widget_get_visible (choice));

  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), 1);
  wait_for (f, "today:lamps");
  /* The sidebar says it for all. */
  g_assert_cmpstr (rg_page_get_badge (RG_PAGE (f->page)), ==, "3");
  /* Also when something is done meanwhile. */
  press_on (f, "lamps", GDK_KEY_space);
  wait_for (f, "");
  g_assert_cmpstr (rg_page_get_badge (RG_PAGE (f->page)), ==, "2");
  g_assert_true (rg_page_is_urgent (RG_PAGE (f->page)));
  undo (f, "Done: lamps");
  wait_for (f, "today:lamps");
  g_assert_cmpstr (rg_page_get_badge (RG_PAGE (f->page)), ==, "3");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), 2);
  wait_for (f, "overdue:张三丰 today:曾国藩 " NEWCOMERS);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), 0);
  wait_for (f, "overdue:张三丰 today:lamps,曾国藩 " NEWCOMERS);
}

static void
test_called (Fixture *f, gconstpointer data)
{
  wait_for (f, "overdue:张三丰 today:曾国藩 " NEWCOMERS);
  /* Somebody without a number cannot be called. */
  g_assert_true (rg_today_page_select (f->page, "王小明"));
  press (f, GDK_KEY_asterisk);
  run_for (50);
  g_assert_true (is_closed (f));
  press_on (f, "张三丰", GDK_KEY_asterisk);
  wait_until (is_open, f);
  g_assert_cmpstr (rg_kind_picker_get_kind (rg_done_dialog_get_kinds (RG_DONE_DIALOG (dialog_of (f)))), ==,
                   "call");
  adw_dialog_force_close (dialog_of (f));
  run_for (50);
}

/* Who is new, or has a birthday, is spoken to of nothing that is planned. */
static void
test_contact (Fixture *f, gconstpointer data)
{
  RgDoneDialog *dialog;

  wait_for (f, "overdue:张三丰 today:曾国藩 " NEWCOMERS);
  press_on (f, "李清照", GDK_KEY_space);
  wait_until (is_open, f);
  dialog = RG_DONE_DIALOG (dialog_of (f));
  g_assert_cmpstr (adw_dialog_get_title (ADW_DIALOG (dialog)), ==, "李清照");
  g_assert_cmpstr (rg_day_choices_get_day (rg_done_dialog_get_days (dialog)), ==, "2026-12-24");
  rg_field_editor_enter (rg_done_dialog_find (dialog, "outcome"), "was glad");
  rg_done_dialog_save (dialog);
  wait_until (is_closed, f);
  wait_for (f, "overdue:张三丰 today:曾国藩 new:王小明,欧阳娜娜,安娜,曾国藩,张三丰");
  rg_clock_set (f->now + 30 * DAY_MS);
  rg_store_announce_day (f->shop->store);
  wait_for (f, "overdue:张三丰,曾国藩 soon:李清照");
}

/* What has a form with parts that are needed is not done without a word. */
static void
test_brief (Fixture *f, gconstpointer data)
{
  GtkWidget *list = find_widget (f->window, GTK_TYPE_LIST_VIEW);

  add_visit (f, "lamps", NULL);
  add_visit (f, "measure", "onsite");
  wait_for (f, "overdue:张三丰 today:lamps,measure,曾国藩 " NEWCOMERS);
  g_assert_true (rg_today_page_select (f->page, "measure"));
  gtk_widget_activate_action (list, "today.done-now", NULL);
  run_for (300);
  wait_for (f, "overdue:张三丰 today:lamps,measure,曾国藩 " NEWCOMERS);
  g_assert_true (rg_today_page_select (f->page, "lamps"));
  gtk_widget_activate_action (list, "today.done-now", NULL);
  wait_for (f, "overdue:张三丰 today:measure,曾国藩 " NEWCOMERS);
}

static gpointer
nameless_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "other", "Change", error);
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer");
  RgCell cell = { .field = rg_entity_find_field (entity, "name"), .value = RG_VALUE_INIT };

  return op != NULL && rg_op_update (op, entity, 1, &cell, 1, error) ? write : NULL;
}

static gboolean
shows_in_calendar (Fixture *f, const char *text)
{
  GDate day;
  g_autofree char *shown = NULL;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 20, G_DATE_NOVEMBER, 2026);
  shown = rg_calendar_cell_dup_shown (rg_calendar_view_get_cell (rg_today_page_get_calendar (f->page), &day));
  return strstr (shown, text) != NULL;
}

/* Who has no name is known by a number, but not by all of it. */
static void
test_nameless (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (f->shop->store, nameless_func, NULL, NULL, &error);
  g_assert_no_error (error);
  wait_for (f, "overdue:199****0001 today:曾国藩 new:王小明,欧阳娜娜,安娜,李清照,曾国藩,199****0001");
  press_on (f, "199****0001", GDK_KEY_space);
  wait_until (is_open, f);
  g_assert_cmpstr (adw_dialog_get_title (dialog_of (f)), ==, "199****0001");
  adw_dialog_force_close (dialog_of (f));
  wait_until (is_closed, f);
  rg_today_page_show_span (f->page, "month");
  while (!shows_in_calendar (f, "199****0001"))
    run_for (10);
}

static void
test_many (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < 230; i++)
    add_task (f, 0, "again", "2026-11-22", NULL);
  while (rg_today_page_get_n (f->page, RG_TODAY_NOW) < 231 || rg_today_page_is_busy (f->page))
    run_for (10);
  g_assert_true (rg_today_page_select (f->page, "Show All 231"));
  gtk_widget_activate_action (find_widget (f->window, GTK_TYPE_LIST_VIEW), "list.activate-item", "u", 201);
  while (rg_today_page_select (f->page, "Show All 231"))
    run_for (10);
  g_assert_true (rg_today_page_select (f->page, "曾国藩"));
}

/* How many lines there are, and how many of them are more than one widget. */
static void
count_lines (GtkWidget *widget, guint *n, guint *n_full)
{
  if (RG_IS_TODAY_LINE (widget))
    {
      *n += 1;
      *n_full += gtk_widget_get_first_child (widget) != NULL ? 1 : 0;
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count_lines (child, n, n_full);
}

static GtkWidget *
line_with (GtkWidget *root, GType type)
{
  GtkWidget *line = find_widget (root, RG_TYPE_TODAY_LINE);
  GtkWidget *list = gtk_widget_get_ancestor (line, GTK_TYPE_LIST_VIEW);

  return find_widget (list, type);
}

/* A list of any length makes a few hundred widgets, and buttons only where they can
 * be pressed. */
static void
test_light (Fixture *f, gconstpointer data)
{
  guint n = 0, n_full = 0;

  for (guint i = 0; i < 230; i++)
    add_task (f, 0, "again", "2026-11-22", NULL);
  while (rg_today_page_get_n (f->page, RG_TODAY_NOW) < 231 || rg_today_page_is_busy (f->page))
    run_for (10);
  g_assert_true (rg_today_page_select (f->page, "曾国藩"));
  run_for (100);
  count_lines (f->window, &n, &n_full);
  g_assert_cmpuint (n, >, 100);
  g_assert_cmpuint (n, <, 250);
  g_assert_cmpuint (n_full, ==, 1);
}

static void
test_buttons (Fixture *f, gconstpointer data)
{
  wait_for (f, "overdue:张三丰 today:曾国藩 " NEWCOMERS);
  g_assert_true (rg_today_page_select (f->page, "曾国藩"));
  run_for (50);
  /* The place of the tick asks how it went; the first button puts it off. */
  gtk_check_button_set_active (GTK_CHECK_BUTTON (line_with (f->window, GTK_TYPE_CHECK_BUTTON)), TRUE);
  wait_until (is_open, f);
  adw_dialog_force_close (dialog_of (f));
  run_for (50);
  assert_selected (f, "曾国藩");
  g_signal_emit_by_name (line_with (f->window, GTK_TYPE_BUTTON), "clicked");
  wait_for (f, "overdue:张三丰 soon:曾国藩 " NEWCOMERS);
}

static void
test_empty (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("regulars-app-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgStore) store = rg_store_open (folder, RG_STORE_CREATE, &error);

  g_assert_no_error (error);
  wait_for (f, "overdue:张三丰 today:曾国藩 " NEWCOMERS);
  rg_page_set_store (RG_PAGE (f->page), store);
  wait_for (f, "");
  g_assert_cmpstr (rg_today_page_get_state (f->page), ==, "empty");
  g_assert_null (rg_page_get_badge (RG_PAGE (f->page)));
  rg_page_set_store (RG_PAGE (f->page), NULL);
  rg_store_close (store);
  g_clear_object (&store);
  remove_folder (folder);
}

/* --- deals ------------------------------------------------------------------- */

static gpointer
deals_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "other", "", error);
  const Fixture *f = data;
  gboolean good = op != NULL && rg_stages_ensure (op, error);

  for (guint i = 0; good && i < 22; i++)
    {
      g_autofree char *title = g_strdup_printf ("deal %02u", i + 1);

      rg_clock_set (f->now - (gint64) (60 - i) * DAY_MS);
      good = rg_deal_add (op, &(RgDealWords) { .customer_id = i == 1 ? 0 : 4, .title = title }, error) != 0;
    }
  rg_clock_set (f->now);
  return good ? data : NULL;
}

static void
shown_cb (GSimpleAction *action, GVariant *parameter, char **shown)
{
  const char *condition, *title;

  g_variant_get (parameter, "(&s&s)", &condition, &title);
  g_free (*shown);
  *shown = g_strdup_printf ("%s %s", title, condition);
}

/* All of them stand on the page of the pipeline. */
static void
show_all_deals (Fixture *f)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new ("show-deals", G_VARIANT_TYPE ("(ss)"));
  g_autofree char *shown = NULL;

  g_signal_connect (action, "activate", G_CALLBACK (shown_cb), &shown);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (f->window, "win", G_ACTION_GROUP (group));
  g_signal_emit_by_name (find_widget (f->window, GTK_TYPE_LIST_VIEW), "activate", 22u);
  g_assert_cmpstr (shown, ==, "Stalled Deals {\"late\":true}");
  gtk_widget_insert_action_group (f->window, "win", NULL);
}

/* Deals that wait for too long: the worst first, opened, spoken of and planned for. */
static void
test_deals (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) all = g_string_new ("overdue:张三丰 today:曾国藩 stalled:");
  RgTaskDialog *task;

  wait_for (f, "overdue:张三丰 today:曾国藩 " NEWCOMERS);
  rg_store_write_sync (f->shop->store, deals_func, f, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 1; i <= 20; i++)
    g_string_append_printf (all, "deal %02u,", i);
  g_string_append (all, "Show All 22 " NEWCOMERS);
  wait_for (f, all->str);
  g_assert_cmpint (rg_today_page_get_n (f->page, RG_TODAY_STALLED), ==, 22);
  /* Nothing that is due. */
  g_assert_cmpstr (rg_page_get_badge (RG_PAGE (f->page)), ==, "2");
  show_all_deals (f);

  g_assert_true (rg_today_page_select (f->page, "deal 01"));
  g_signal_emit_by_name (find_widget (f->window, GTK_TYPE_LIST_VIEW), "activate", 2u);
  wait_until (is_open, f);
  g_assert_true (RG_IS_DEAL_DIALOG (dialog_of (f)));
  adw_dialog_force_close (dialog_of (f));
  wait_until (is_closed, f);

  press_on (f, "deal 01", GDK_KEY_space);
  wait_until (is_open, f);
  g_assert_true (RG_IS_DEAL_ENTRY_DIALOG (dialog_of (f)));
  adw_dialog_force_close (dialog_of (f));
  wait_until (is_closed, f);
  /* With nobody there is nothing to write down. */
  press_on (f, "deal 02", GDK_KEY_space);
  run_for (50);
  g_assert_true (is_closed (f));

  press_on (f, "deal 02", GDK_KEY_plus);
  wait_until (is_open, f);
  task = RG_TASK_DIALOG (dialog_of (f));
  g_assert_cmpstr (rg_day_choices_get_day (rg_task_dialog_get_days (task)), ==, "2026-11-23");
  rg_field_editor_enter (rg_task_dialog_find (task, "title"), "ask who it is");
  rg_task_dialog_save (task);
  wait_until (is_closed, f);
  g_string_replace (all, "stalled:", "soon:ask who it is stalled:", 1);
  wait_for (f, all->str);
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

#define ADD(name, func, width) g_test_add (name, Fixture, GINT_TO_POINTER (width), set_up, func, tear_down)
  ADD ("/today/parts", test_parts, 900);
  ADD ("/today/done", test_done, 900);
  ADD ("/today/done/narrow", test_done, 360);
  ADD ("/today/tomorrow", test_tomorrow, 900);
  ADD ("/today/midnight", test_midnight, 900);
  ADD ("/today/staff", test_staff, 900);
  ADD ("/today/contact", test_contact, 900);
  ADD ("/today/brief", test_brief, 900);
  ADD ("/today/nameless", test_nameless, 900);
  ADD ("/today/called", test_called, 900);
  ADD ("/today/many", test_many, 900);
  ADD ("/today/light", test_light, 900);
  ADD ("/today/buttons", test_buttons, 900);
  ADD ("/today/empty", test_empty, 900);
  ADD ("/today/deals", test_deals, 900);
  ADD ("/today/deals/narrow", test_deals, 360);

  return g_test_run ();
}
