/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "filters-fixture.h"

#include "app/filter/rg-condition-dialog.h"
#include "app/filter/rg-view-dialog.h"
#include "app/filter/rg-view-row.h"
#include "app/pages/pipeline/rg-pipeline-page.h"
#include "app/preferences/rg-preferences.h"
#include "app/rg-change.h"
#include "app/rg-keep-up.h"
#include "shop/rg-deal.h"
#include "shop/rg-followup.h"

#include <string.h>

/* Filters of the list, and views in the sidebar. */

/* --- the list ------------------------------------------------------------- */

static gboolean
has_sentences (gpointer data)
{
  RgFilterBar *bar = data;

  return *rg_filter_bar_get_part (bar, 0) != '\0';
}

/* How far down the button of an action stands. */
static float
find_action (GtkWidget *widget, GtkWidget *root, const char *action)
{
  graphene_point_t point;

  if (GTK_IS_BUTTON (widget) &&
      g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0 &&
      gtk_widget_compute_point (widget, root, &GRAPHENE_POINT_INIT (0, 0), &point))
    return point.y;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      float y = find_action (child, root, action);

      if (y >= 0)
        return y;
    }
  return -1;
}

/* However many chips there are, what can be done with them stands in one line. */
static void
test_bar_line (Fixture *f, gconstpointer data)
{
  static const char *const kinds[] = { "安", "安娜安娜", "安娜安娜安娜安娜", "安娜安娜安娜安娜安娜安娜" };

  for (guint i = 0; i < 16; i++)
    {
      g_autofree char *json =
          g_strdup_printf ("{\"all\":[{\"field\":\"name\",\"op\":\"contains\",\"value\":\"%s\"},"
                           "{\"field\":\"name\",\"op\":\"contains\",\"value\":\"%s\"},"
                           "{\"field\":\"name\",\"op\":\"contains\",\"value\":\"%s\"}]}",
                           kinds[i % 4], kinds[i / 4], kinds[i % 4]);
      GtkWidget *bar;
      float y;

      show (f, json, NULL);
      bar = GTK_WIDGET (rg_customers_page_get_filter_bar (f->page));
      wait_until (has_sentences, bar);
      let_paint (GTK_WIDGET (f->window));
      y = find_action (bar, bar, "page.filter");
      g_assert_cmpfloat (y, >=, 0);
      g_assert_cmpfloat (find_action (bar, bar, "page.clear-filter"), ==, y);
    }
}

static void
test_bar (Fixture *f, gconstpointer data)
{
  RgFilterBar *bar;

  g_assert_null (rg_customers_page_get_filter_bar (f->page));
  show (f, "{\"all\":[" UNPLANNED "," WITH_PHONE "]}", "试试");
  wait_for_names (f, "安娜,欧阳娜娜");
  /* The whole shop is still counted. */
  g_assert_cmpstr (rg_page_get_badge (RG_PAGE (f->page)), ==, "6");
  bar = rg_customers_page_get_filter_bar (f->page);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (bar)));
  g_assert_cmpuint (rg_filter_bar_get_n_parts (bar), ==, 2);
  wait_until (has_sentences, bar);
  g_assert_cmpstr (rg_filter_bar_get_part (bar, 0), ==, "Next step is empty");

  /* What is selected is what is listed. */
  gtk_widget_activate_action (GTK_WIDGET (f->page), "page.select-all", NULL);
  g_assert_cmpuint (rg_selection_get_n (rg_customers_page_get_selection (f->page)), ==, 2);
  gtk_widget_activate_action (GTK_WIDGET (f->page), "page.end-selection", NULL);

  rg_filter_bar_remove (bar, 1);
  wait_for_names (f, "安娜,欧阳娜娜,王小明");
  rg_customers_page_set_search (f->page, "an");
  wait_for_names (f, "安娜");
  rg_customers_page_set_search (f->page, "");
  rg_filter_bar_remove (bar, 0);
  wait_for_names (f, EVERYBODY);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (bar)));
  g_assert_null (rg_customers_page_get_condition (f->page));
}

/* Who does not fit any more goes, who fits comes. */
static void
test_follows (Fixture *f, gconstpointer data)
{
  show (f, UNPLANNED, NULL);
  wait_for_names (f, "安娜,欧阳娜娜,王小明");
  shop_add (rg_window_get_store (f->window), "包拯", NULL, NULL);
  shop_add (rg_window_get_store (f->window), "包青天", NULL, "2026-11-22");
  wait_for_names (f, "安娜,包拯,欧阳娜娜,王小明");
}

static void
test_nobody (Fixture *f, gconstpointer data)
{
  show (f, NOBODY, NULL);
  f->wanted = "nothing";
  wait_until (has_state, f);
  gtk_widget_activate_action (GTK_WIDGET (f->page), "page.clear-filter", NULL);
  wait_for_names (f, EVERYBODY);

  /* Nor does one that cannot be asked stop anything. */
  show (f, "{\"field\":\"ghost\",\"op\":\"empty\"}", NULL);
  f->wanted = "nothing";
  wait_until (has_state, f);
  show (f, NULL, NULL);
  wait_for_names (f, EVERYBODY);
}

/* --- views ---------------------------------------------------------------- */

static gint64
find_view (Fixture *f, const char *title)
{
  const GPtrArray *views = rg_views_list_get_views (rg_window_get_views (f->window));

  for (guint i = 0; i < views->len; i++)
    if (g_str_equal (rg_view_get_title (g_ptr_array_index (views, i)), title))
      return ((const RgView *) g_ptr_array_index (views, i))->id;
  return 0;
}

static gboolean
has_view (gpointer data)
{
  Fixture *f = data;

  return is_counted (f) && find_view (f, f->wanted) != 0;
}

static gboolean
lacks_view (gpointer data)
{
  Fixture *f = data;

  return is_counted (f) && find_view (f, f->wanted) == 0;
}

static void
test_views (Fixture *f, gconstpointer data)
{
  RgViewsList *list = rg_window_get_views (f->window);
  gint64 overdue = find_view (f, "Overdue");

  g_assert_cmpuint (rg_views_list_get_views (list)->len, ==, 19);
  g_assert_cmpstr (rg_views_list_get_count (list, overdue), ==, "1");
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.show-view", "x", overdue);
  wait_for_names (f, "张三丰");
  g_assert_cmpint (rg_customers_page_get_view (f->page)->id, ==, overdue);
  shop_add (rg_window_get_store (f->window), "包青天", NULL, "2026-11-01");
  /* Its own order: the longest overdue first. */
  wait_for_names (f, "包青天,张三丰");
  wait_until (is_counted, f);
  g_assert_cmpstr (rg_views_list_get_count (list, overdue), ==, "2");
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.go-to-page", "i", RG_PLACE_CUSTOMERS);
  wait_for_names (f, "安娜,包青天,李清照,欧阳娜娜,王小明,曾国藩,张三丰");
  g_assert_null (rg_customers_page_get_view (f->page));
}

/* Above the list the view stands by its name. */
static gboolean
is_called (gpointer data)
{
  Fixture *f = data;

  GtkWidget *title = find_widget (GTK_WIDGET (rg_customers_page_get_filter_bar (f->page)), GTK_TYPE_LABEL);

  return g_str_equal (gtk_label_get_label (GTK_LABEL (title)), f->wanted) &&
         g_str_equal (rg_view_get_title (rg_customers_page_get_view (f->page)), f->wanted);
}

static void
test_save (Fixture *f, gconstpointer data)
{
  RgViewsList *list = rg_window_get_views (f->window);
  AdwDialog *dialog;

  show (f, UNPLANNED, NULL);
  wait_for_names (f, "安娜,欧阳娜娜,王小明");
  gtk_widget_activate_action (GTK_WIDGET (f->page), "page.save-view", NULL);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (f->window));
  rg_view_dialog_save (RG_VIEW_DIALOG (dialog), "没安排", FALSE);
  f->wanted = "没安排";
  wait_until (has_view, f);
  wait_until (is_gone, f->window);
  g_assert_cmpstr (rg_views_list_get_count (list, find_view (f, "没安排")), ==, "3");
  g_assert_cmpint (rg_customers_page_get_view (f->page)->id, ==, find_view (f, "没安排"));

  /* Renamed it is called so where it is shown. */
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.rename-view", "x", find_view (f, "没安排"));
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (f->window));
  rg_view_dialog_save (RG_VIEW_DIALOG (dialog), "还没安排", TRUE);
  f->wanted = "还没安排";
  wait_until (is_called, f);
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL);
  f->wanted = "没安排";
  wait_until (is_called, f);
  wait_until (is_gone, f->window);

  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.delete-view", "x", find_view (f, "没安排"));
  wait_until (lacks_view, f);
  wait_for_names (f, EVERYBODY);
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL);
  f->wanted = "没安排";
  wait_until (has_view, f);
}

static gboolean
ghost_func (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgView) view = rg_view_new ("鬼");

  view->condition = g_strdup ("{\"field\":\"ghost\",\"op\":\"empty\"}");
  return rg_views_create (op, view, error) != 0;
}

static gboolean
sell_func (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgFollowup sale = { .kind = "sale", .text = "奶粉", .amount_fen = 900000, .has_amount = TRUE };

  return rg_followup_add (op, GPOINTER_TO_INT (data), &sale, error) != 0;
}

static gboolean
has_view_count (gpointer data)
{
  Fixture *f = data;
  const char *count = rg_views_list_get_count (rg_window_get_views (f->window), f->count);

  return is_counted (f) && g_strcmp0 (count, f->wanted) == 0;
}

static void
wait_for_view (Fixture *f, const char *view, const char *count)
{
  f->count = find_view (f, view);
  f->wanted = count;
  wait_until (has_view_count, f);
}

/* Numbers that nobody sees are not counted; once seen, they are right. */
static void
test_hidden (Fixture *f, gconstpointer data)
{
  RgViewsList *list = rg_window_get_views (f->window);
  GtkWidget *around = gtk_widget_get_parent (GTK_WIDGET (list));
  gint64 overdue = find_view (f, "Overdue");

  gtk_widget_set_visible (around, FALSE);
  shop_add (rg_window_get_store (f->window), "包青天", NULL, "2026-11-01");
  wait_for_names (f, "安娜,包青天,李清照,欧阳娜娜,王小明,曾国藩,张三丰");
  run_for (1500);
  g_assert_false (rg_views_list_is_busy (list));
  g_assert_cmpstr (rg_views_list_get_count (list, overdue), ==, "1");
  gtk_widget_set_visible (around, TRUE);
  wait_for_view (f, "Overdue", "2");
}

static gboolean
shows_stage (gpointer data)
{
  Fixture *f = data;
  g_autoptr (RgRecord) record =
      g_list_model_get_item (G_LIST_MODEL (rg_customers_page_get_list (f->page)), 0);
  g_autoptr (RgCatalog) catalog = rg_store_ref_catalog (rg_window_get_store (f->window));
  const RgField *field = rg_entity_find_field (rg_catalog_find (catalog, "customer"), "life");

  return record != NULL && g_strcmp0 (rg_value_get_text (rg_record_get (record, field)), f->wanted) == 0;
}

/* What only the table of how customers stand says, which no operation writes. */
static void
test_standing (Fixture *f, gconstpointer data)
{
  show (f, "{\"field\":\"life\",\"op\":\"is\",\"value\":\"customer\"}", NULL);
  f->wanted = "nothing";
  wait_until (has_state, f);
  wait_for_view (f, "Recently Active", "0");
  rg_change_say (rg_window_get_store (f->window), GTK_WIDGET (f->window), "x", sell_func, GINT_TO_POINTER (6),
                 NULL, NULL);
  wait_for_names (f, "王小明");
  wait_for_view (f, "Recently Active", "1");
  f->wanted = "customer";
  wait_until (shows_stage, f);
}

/* --- views of deals -------------------------------------------------------- */

#define BIG "{\"field\":\"amount_fen\",\"op\":\">=\",\"value\":1000000}"

/* Two big ones, of which one is won already, and a small one. */
static gboolean
deals_func (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgView) big = rg_view_new_of ("deal", "大单"), all = rg_view_new_of ("deal", "所有商机");
  g_autoptr (RgView) people = rg_view_new ("所有客户");
  gint64 won = rg_deal_add (op, &(RgDealWords) { .title = "吊顶", .amount = "2万" }, error);

  big->condition = g_strdup (BIG);
  return won != 0 && rg_deal_add (op, &(RgDealWords) { .title = "全屋", .amount = "3万" }, error) != 0 &&
         rg_deal_add (op, &(RgDealWords) { .title = "灯", .amount = "300" }, error) != 0 &&
         rg_deal_win (op, won, NULL, NULL, "老客户", error) && rg_views_create (op, big, error) != 0 &&
         rg_views_create (op, all, error) != 0 && rg_views_create (op, people, error) != 0;
}

static RgPipelinePage *
pipeline_of (Fixture *f)
{
  RgPage *page = rg_window_get_page (f->window);

  return RG_IS_PIPELINE_PAGE (page) ? RG_PIPELINE_PAGE (page) : NULL;
}

/* The row of the sidebar that is marked: its title. */
static const char *
marked (Fixture *f)
{
  GtkWidget *list = find_widget (GTK_WIDGET (rg_window_get_views (f->window)), GTK_TYPE_LIST_BOX);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (list));

  return row != NULL ? rg_view_get_title (rg_view_row_get_view (RG_VIEW_ROW (row))) : NULL;
}

static gboolean
has_editor (gpointer data)
{
  Fixture *f = data;
  AdwDialog *dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (f->window));

  return RG_IS_CONDITION_DIALOG (dialog) &&
         rg_condition_editor_is_usable (rg_condition_dialog_get_editor (RG_CONDITION_DIALOG (dialog)));
}

/* Counted as they are shown, and shown where deals are. */
static void
test_deals (Fixture *f, gconstpointer data)
{
  RgViewsList *list = rg_window_get_views (f->window);
  const GPtrArray *views;
  AdwDialog *dialog;
  gint64 big;

  rg_change_say (rg_window_get_store (f->window), GTK_WIDGET (f->window), "x", deals_func, NULL, NULL, NULL);
  f->wanted = "所有商机";
  wait_until (has_view, f);
  wait_for_view (f, "所有商机", "2");
  wait_for_view (f, "大单", "1");
  big = find_view (f, "大单");
  /* Behind those of customers. */
  views = rg_views_list_get_views (list);
  g_assert_true (rg_view_is_of_deals (g_ptr_array_index (views, views->len - 1)));
  g_assert_false (rg_view_is_of_deals (g_ptr_array_index (views, 0)));

  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.show-view", "x", big);
  g_assert_nonnull (pipeline_of (f));
  g_assert_cmpint (rg_pipeline_page_get_view (pipeline_of (f))->id, ==, big);
  g_assert_cmpstr (marked (f), ==, "大单");
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.edit-view", "x", big);
  wait_until (has_editor, f);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (f->window));
  g_assert_cmpint (
      rg_condition_editor_get_count (rg_condition_dialog_get_editor (RG_CONDITION_DIALOG (dialog))), ==, 1);
  adw_dialog_close (dialog);
  wait_until (is_gone, f->window);

  /* One with another name is still one of deals. */
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.rename-view", "x", big);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (f->window));
  rg_view_dialog_save (RG_VIEW_DIALOG (dialog), "大生意", TRUE);
  f->wanted = "大生意";
  wait_until (has_view, f);
  wait_for_view (f, "大生意", "1");
  wait_until (is_gone, f->window);

  /* A page that is chosen in the sidebar shows everything again. */
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.go-to-page", "i", RG_PLACE_CUSTOMERS);
  g_assert_null (marked (f));
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.show-view", "x", big);
  g_assert_cmpstr (marked (f), ==, "大生意");
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.delete-view", "x", big);
  f->wanted = "大生意";
  wait_until (lacks_view, f);
  g_assert_null (rg_pipeline_page_get_view (pipeline_of (f)));
  g_assert_null (rg_pipeline_page_get_condition (pipeline_of (f)));
}

/* The board's stages are a step away. */
static void
test_stages (Fixture *f, gconstpointer data)
{
  AdwDialog *dialog;

  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.preferences-at", "s", "pipeline");
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (f->window));
  g_assert_true (RG_IS_PREFERENCES (dialog));
  g_assert_true (adw_preferences_dialog_get_visible_page (ADW_PREFERENCES_DIALOG (dialog)) ==
                 ADW_PREFERENCES_PAGE (rg_preferences_get_stages (RG_PREFERENCES (dialog))));
  adw_dialog_close (dialog);
  wait_until (is_gone, f->window);
}

static void
begin_day (Fixture *f, gint days)
{
  rg_clock_set (rg_clock_now () + days * G_GINT64_CONSTANT (86400000));
  rg_keep_up_check_day (rg_window_get_store (f->window));
}

/* A new day changes what is listed and counted, and who is asleep. */
static void
test_midnight (Fixture *f, gconstpointer data)
{
  rg_change_say (rg_window_get_store (f->window), GTK_WIDGET (f->window), "x", sell_func, GINT_TO_POINTER (6),
                 NULL, NULL);
  show (f, "{\"field\":\"next_date\",\"op\":\"<\",\"value\":\"today\"}", NULL);
  wait_for_names (f, "张三丰");
  wait_for_view (f, "Overdue", "1");
  wait_for_view (f, "Due Today", "1");
  begin_day (f, 1);
  wait_for_names (f, "曾国藩,张三丰");
  wait_for_view (f, "Overdue", "2");
  wait_for_view (f, "Due Today", "0");
  show (f, "{\"field\":\"life\",\"op\":\"is\",\"value\":\"asleep\"}", NULL);
  f->wanted = "nothing";
  wait_until (has_state, f);
  begin_day (f, 60);
  wait_for_names (f, "王小明");
  begin_day (f, -61);
}

/* One that cannot be asked is switched off and says why; the others go on. */
static void
test_unusable (Fixture *f, gconstpointer data)
{
  RgViewsList *list = rg_window_get_views (f->window);
  gint64 ghost;

  rg_change_say (rg_window_get_store (f->window), GTK_WIDGET (f->window), "x", ghost_func, NULL, NULL, NULL);
  f->wanted = "鬼";
  wait_until (has_view, f);
  ghost = find_view (f, "鬼");
  g_assert_cmpstr (rg_views_list_get_count (list, ghost), ==, "–");
  g_assert_nonnull (strstr (rg_views_list_get_problem (list, ghost), "ghost"));
  g_assert_cmpstr (rg_views_list_get_count (list, find_view (f, "Overdue")), ==, "1");
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.show-view", "x", ghost);
  f->wanted = "nothing";
  wait_until (has_state, f);
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.show-view", "x", find_view (f, "Due Today"));
  wait_for_names (f, "曾国藩");
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

  g_test_add ("/filters/bar", Fixture, NULL, set_up, test_bar, tear_down);
  g_test_add ("/filters/bar-line", Fixture, NULL, set_up, test_bar_line, tear_down);
  g_test_add ("/filters/follows", Fixture, NULL, set_up, test_follows, tear_down);
  g_test_add ("/filters/nobody", Fixture, NULL, set_up, test_nobody, tear_down);
  g_test_add ("/filters/views", Fixture, NULL, set_up, test_views, tear_down);
  g_test_add ("/filters/save", Fixture, NULL, set_up, test_save, tear_down);
  g_test_add ("/filters/hidden", Fixture, NULL, set_up, test_hidden, tear_down);
  g_test_add ("/filters/deals", Fixture, NULL, set_up, test_deals, tear_down);
  g_test_add ("/filters/stages", Fixture, NULL, set_up, test_stages, tear_down);
  g_test_add ("/filters/standing", Fixture, NULL, set_up, test_standing, tear_down);
  g_test_add ("/filters/midnight", Fixture, NULL, set_up, test_midnight, tear_down);
  g_test_add ("/filters/unusable", Fixture, NULL, set_up, test_unusable, tear_down);
  return g_test_run ();
}
