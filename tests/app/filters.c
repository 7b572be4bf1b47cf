/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "support.h"

#include "app/filter/rg-condition-dialog.h"
#include "app/filter/rg-view-dialog.h"
#include "app/pages/customers/rg-customers-page.h"
#include "app/rg-change.h"
#include "app/rg-keep-up.h"
#include "shop/rg-followup.h"

#include <string.h>

/* Filters of the list, the editor of conditions, and views in the sidebar. */

#define EVERYBODY "安娜,李清照,欧阳娜娜,王小明,曾国藩,张三丰"
#define UNPLANNED "{\"field\":\"next_date\",\"op\":\"empty\"}"
#define NOBODY "{\"field\":\"name\",\"op\":\"is\",\"value\":\"无名氏\"}"
#define WITH_PHONE "{\"field\":\"phone\",\"op\":\"filled\"}"

typedef struct
{
  Shop *shop;
  RgSettings *settings;
  RgWindow *window;
  RgCustomersPage *page;
  const char *wanted;
  gint64 count;
} Fixture;

static gboolean
has_names (gpointer data)
{
  Fixture *f = data;
  g_autofree char *names = row_names (GTK_WIDGET (f->window));

  return !rg_customers_page_is_busy (f->page) && g_str_equal (names, f->wanted);
}

static void
wait_for_names (Fixture *f, const char *names)
{
  f->wanted = names;
  wait_until (has_names, f);
}

static gboolean
has_state (gpointer data)
{
  Fixture *f = data;

  return !rg_customers_page_is_busy (f->page) &&
         g_str_equal (rg_customers_page_get_state (f->page), f->wanted);
}

static gboolean
is_shop (gpointer data)
{
  return g_str_equal (rg_window_get_state (data), "shop");
}

static gboolean
is_counted (gpointer data)
{
  Fixture *f = data;

  return !rg_views_list_is_busy (rg_window_get_views (f->window));
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->shop = shop_new ();
  shop_close (f->shop);
  f->settings = rg_settings_new ();
  f->window = rg_window_new (NULL, f->settings);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1280, 800);
  gtk_window_present (GTK_WINDOW (f->window));
  rg_window_open_shop (f->window, f->shop->folder);
  wait_until (is_shop, f->window);
  f->page = RG_CUSTOMERS_PAGE (rg_window_get_page (f->window));
  wait_for_names (f, EVERYBODY);
  wait_until (is_counted, f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  RgWindow *window = f->window;

  let_paint (GTK_WIDGET (window));
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_destroy (GTK_WINDOW (f->window));
  while (window != NULL)
    g_main_context_iteration (NULL, TRUE);
  run_for (200);
  g_assert_finalize_object (f->settings);
  shop_free (f->shop);
}

static RgCondition *
parse (const char *json)
{
  g_autoptr (GError) error = NULL;
  RgCondition *condition = rg_condition_parse (json, &error);

  g_assert_no_error (error);
  return condition;
}

static void
show (Fixture *f, const char *json, const char *title)
{
  g_autoptr (RgCondition) condition = json != NULL ? parse (json) : NULL;

  rg_customers_page_show_condition (f->page, condition, title);
}

/* --- the list ------------------------------------------------------------- */

static gboolean
has_sentences (gpointer data)
{
  RgFilterBar *bar = data;

  return *rg_filter_bar_get_part (bar, 0) != '\0';
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

/* --- the editor ----------------------------------------------------------- */

static gboolean
has_root (gpointer editor)
{
  return rg_condition_editor_get_root (editor) != NULL;
}

static gboolean
has_count (gpointer data)
{
  Fixture *f = data;
  AdwDialog *dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (f->window));

  return rg_condition_editor_get_count (rg_condition_dialog_get_editor (RG_CONDITION_DIALOG (dialog))) ==
         f->count;
}

static RgConditionDialog *
open_editor (Fixture *f)
{
  RgConditionDialog *dialog;

  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.filter", NULL);
  dialog =
      RG_CONDITION_DIALOG (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (f->window)));
  wait_until (has_root, rg_condition_dialog_get_editor (dialog));

  return dialog;
}

static void
wait_for_count (Fixture *f, gint64 count)
{
  f->count = count;
  wait_until (has_count, f);
}

static JsonObject *
leaf_of (const char *json)
{
  g_autoptr (RgCondition) condition = parse (json);

  return json_object_ref (rg_condition_get_leaf (condition));
}

static gboolean
has_problem (gpointer row)
{
  return *rg_condition_row_get_problem (row) != '\0';
}

static gboolean
is_gone (gpointer window)
{
  return adw_application_window_get_visible_dialog (window) == NULL;
}

static void
test_editor (Fixture *f, gconstpointer data)
{
  RgConditionDialog *dialog = open_editor (f);
  RgConditionEditor *editor = rg_condition_dialog_get_editor (dialog);
  RgConditionGroup *root = rg_condition_editor_get_root (editor), *inner;
  g_autoptr (JsonObject) unplanned = leaf_of (UNPLANNED);
  g_autoptr (JsonObject) with_phone = leaf_of (WITH_PHONE);
  g_autoptr (JsonObject) broken = leaf_of ("{\"field\":\"next_date\",\"op\":\"=\",\"value\":\"bald\"}");
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  RgConditionRow *row;

  /* The one it begins with: any tag at all, which nobody has. */
  wait_for_count (f, 0);
  rg_condition_group_list_rows (root, rows);
  rg_condition_row_set_leaf (g_ptr_array_index (rows, 0), unplanned);
  wait_for_count (f, 3);
  inner = rg_condition_group_add_group (root, NULL);
  rg_condition_group_set_kind (inner, RG_CONDITION_NONE);
  g_ptr_array_set_size (rows, 0);
  rg_condition_group_list_rows (inner, rows);
  g_assert_cmpuint (rows->len, ==, 1);
  row = g_ptr_array_index (rows, 0);
  rg_condition_row_set_leaf (row, with_phone);
  wait_for_count (f, 1);
  g_assert_cmpstr (rg_condition_editor_get_sentence (editor), !=, "");

  /* What is wrong is told where it stands. */
  rg_condition_row_set_leaf (row, broken);
  wait_until (has_problem, row);
  g_assert_false (rg_condition_editor_is_usable (editor));
  rg_condition_dialog_apply (dialog);
  g_assert_nonnull (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (f->window)));
  rg_condition_row_set_leaf (row, with_phone);
  wait_for_count (f, 1);
  rg_condition_dialog_apply (dialog);
  wait_until (is_gone, f->window);
  wait_for_names (f, "王小明");
}

/* Whatever is put into the editor comes out of it as it was. */
static void
test_round_trip (Fixture *f, gconstpointer data)
{
  static const char *const leaves[] = {
    UNPLANNED,
    NOBODY,
    "{\"field\":\"next_date\",\"op\":\"between\",\"value\":\"today-30\",\"to\":\"week-end\"}",
    "{\"field\":\"next_date\",\"op\":\"<\",\"value\":\"2026-03-01\"}",
    "{\"field\":\"gender\",\"op\":\"is-not\",\"value\":\"male\"}",
    "{\"field\":\"region\",\"op\":\"one-of\",\"value\":[\"四川省\",\"北京市\"]}",
    "{\"field\":\"birthday\",\"op\":\"within\",\"value\":7}",
    "{\"field\":\"birthday\",\"op\":\"within\",\"value\":\"this-week\"}",
    "{\"field\":\"birthday\",\"op\":\"age\",\"value\":18,\"to\":30}",
    "{\"field\":\"phones\",\"op\":\"contains\",\"value\":\"0001\"}",
    "{\"tag\":\"\",\"op\":\"has-not\",\"below\":true}",
    "{\"timeline\":\"sale\",\"op\":\"sum\",\"max\":200050,\"days\":90,\"where\":{\"item\":\"奶粉\",\"promo\":"
    "false}}",
    "{\"timeline\":\"contact\",\"op\":\"none\",\"days\":30}",
    "{\"timeline\":\"visit\",\"op\":\"count\",\"min\":3,\"from\":\"month-start\",\"to\":\"today\"}",
    "{\"timeline\":\"sale\",\"op\":\"every\",\"where\":{\"min_fen\":100}}",
    "{\"relation\":\"child\",\"op\":\"has\",\"age_months\":[12,36]}",
    "{\"relation\":\"child\",\"op\":\"none\",\"age_months\":[12,30]}",
    "{\"relation\":\"spouse\",\"op\":\"has\",\"age_months\":[5,2400]}",
    "{\"relation\":\"friend\",\"op\":\"has\"}",
    "{\"moved\":\"asleep\",\"op\":\"has\",\"was\":\"\",\"from\":\"2026-03-01\",\"to\":\"2026-03-31\"}",
    "{\"moved\":\"\",\"op\":\"none\",\"was\":\"customer\",\"days\":30}",
  };
  RgConditionDialog *dialog = open_editor (f);
  RgConditionEditor *editor = rg_condition_dialog_get_editor (dialog);

  for (guint i = 0; i < G_N_ELEMENTS (leaves); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"any\":[%s,{\"none\":[%s]}]}", leaves[i], leaves[i]);
      g_autoptr (RgCondition) given = parse (json);
      g_autoptr (RgCondition) made = NULL;
      g_autoptr (GPtrArray) rows = g_ptr_array_new ();
      g_autofree char *text = NULL, *wanted = rg_condition_to_json (given);

      rg_condition_editor_set (editor, rg_window_get_store (f->window), given);
      wait_until (has_root, editor);
      rg_condition_group_list_rows (rg_condition_editor_get_root (editor), rows);
      /* As if somebody had touched each, and left it as it was. */
      for (guint j = 0; j < rows->len; j++)
        rg_condition_row_collect (g_ptr_array_index (rows, j));
      made = rg_condition_editor_make (editor);
      text = rg_condition_to_json (made);
      if (!rg_condition_equal (made, given))
        g_error ("%s became %s", wanted, text);
    }
  adw_dialog_close (ADW_DIALOG (dialog));
  wait_until (is_gone, f->window);
}

static GtkWidget *
nth_of (GtkWidget *widget, GType type, guint *index)
{
  if (G_OBJECT_TYPE (widget) == type && (*index)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = nth_of (child, type, index);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The third list of a row, behind what it is about and how. */
static GtkDropDown *
stages_of (RgConditionRow *row)
{
  guint index = 2;

  return GTK_DROP_DOWN (nth_of (GTK_WIDGET (row), GTK_TYPE_DROP_DOWN, &index));
}

typedef struct
{
  RgConditionRow *row;
  const char *wanted;
} Says;

static gboolean
does_say (gpointer data)
{
  const Says *says = data;
  g_autoptr (RgCondition) condition = rg_condition_row_make (says->row);
  g_autofree char *json = rg_condition_to_json (condition);
  guint index = 0;
  gboolean has_entry = nth_of (GTK_WIDGET (says->row), GTK_TYPE_ENTRY, &index) != NULL;

  /* The widgets follow what it says. */
  return g_str_equal (json, says->wanted) && has_entry == (strstr (json, "age_months") != NULL);
}

static void
wait_for_saying (RgConditionRow *row, const char *json)
{
  wait_until (does_say, &(Says) { row, json });
  run_for (50);
}

static void
enter_age (RgConditionRow *row, guint index, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (nth_of (GTK_WIDGET (row), GTK_TYPE_ENTRY, &index)), text);
}

/* A stage puts its months there; months that are no stage's are another age. */
static void
test_child_stages (Fixture *f, gconstpointer data)
{
  RgConditionDialog *dialog = open_editor (f);
  RgConditionGroup *root = rg_condition_editor_get_root (rg_condition_dialog_get_editor (dialog));
  g_autoptr (JsonObject) child = leaf_of ("{\"relation\":\"child\",\"op\":\"has\"}");
  RgConditionRow *row = rg_condition_group_add_row (root, child);
  guint index = 0;

  g_assert_cmpuint (gtk_drop_down_get_selected (stages_of (row)), ==, 0);
  g_assert_null (nth_of (GTK_WIDGET (row), GTK_TYPE_ENTRY, &index));
  gtk_drop_down_set_selected (stages_of (row), 3);
  wait_for_saying (row, "{\"relation\":\"child\",\"op\":\"has\",\"age_months\":[6,12]}");
  enter_age (row, 1, "9");
  wait_for_saying (row, "{\"relation\":\"child\",\"op\":\"has\",\"age_months\":[6,9]}");
  g_assert_cmpuint (gtk_drop_down_get_selected (stages_of (row)), ==, 7);
  enter_age (row, 0, "12");
  enter_age (row, 1, "36");
  wait_for_saying (row, "{\"relation\":\"child\",\"op\":\"has\",\"age_months\":[12,36]}");
  g_assert_cmpuint (gtk_drop_down_get_selected (stages_of (row)), ==, 4);
  enter_age (row, 1, "drei");
  wait_until (has_problem, row);
  gtk_drop_down_set_selected (stages_of (row), 1);
  wait_for_saying (row, "{\"relation\":\"child\",\"op\":\"has\",\"age_months\":[0,1]}");
  gtk_drop_down_set_selected (stages_of (row), 0);
  wait_for_saying (row, "{\"relation\":\"child\",\"op\":\"has\"}");
  gtk_drop_down_set_selected (stages_of (row), 7);
  wait_for_saying (row, "{\"relation\":\"child\",\"op\":\"has\",\"age_months\":[0,216]}");
  adw_dialog_close (ADW_DIALOG (dialog));
  wait_until (is_gone, f->window);
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

  g_assert_cmpuint (rg_views_list_get_views (list)->len, ==, 14);
  g_assert_cmpstr (rg_views_list_get_count (list, overdue), ==, "1");
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.show-view", "x", overdue);
  wait_for_names (f, "张三丰");
  g_assert_cmpint (rg_customers_page_get_view (f->page)->id, ==, overdue);
  shop_add (rg_window_get_store (f->window), "包青天", NULL, "2026-11-01");
  /* Its own order: the longest overdue first. */
  wait_for_names (f, "包青天,张三丰");
  wait_until (is_counted, f);
  g_assert_cmpstr (rg_views_list_get_count (list, overdue), ==, "2");
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.go-to-page", "i", 1);
  wait_for_names (f, "安娜,包青天,李清照,欧阳娜娜,王小明,曾国藩,张三丰");
  g_assert_null (rg_customers_page_get_view (f->page));
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
  g_test_add ("/filters/follows", Fixture, NULL, set_up, test_follows, tear_down);
  g_test_add ("/filters/nobody", Fixture, NULL, set_up, test_nobody, tear_down);
  g_test_add ("/filters/editor", Fixture, NULL, set_up, test_editor, tear_down);
  g_test_add ("/filters/round-trip", Fixture, NULL, set_up, test_round_trip, tear_down);
  g_test_add ("/filters/child-stages", Fixture, NULL, set_up, test_child_stages, tear_down);
  g_test_add ("/filters/views", Fixture, NULL, set_up, test_views, tear_down);
  g_test_add ("/filters/save", Fixture, NULL, set_up, test_save, tear_down);
  g_test_add ("/filters/hidden", Fixture, NULL, set_up, test_hidden, tear_down);
  g_test_add ("/filters/standing", Fixture, NULL, set_up, test_standing, tear_down);
  g_test_add ("/filters/midnight", Fixture, NULL, set_up, test_midnight, tear_down);
  g_test_add ("/filters/unusable", Fixture, NULL, set_up, test_unusable, tear_down);
  return g_test_run ();
}
