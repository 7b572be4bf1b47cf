/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "support.h"

#include "app/pages/customers/rg-customers-page.h"
#include "app/widgets/rg-column-header.h"
#include "shop/rg-remove.h"

typedef struct
{
  Shop *shop;
  RgSettings *settings;
  GtkWidget *window;
  RgCustomersPage *page;
  const char *wanted;
} Fixture;

static gboolean
is_mapped (gpointer data)
{
  return gtk_widget_get_mapped (data);
}

static gboolean
is_settled (gpointer data)
{
  Fixture *fixture = data;

  return !rg_customers_page_is_busy (fixture->page) &&
         g_strcmp0 (rg_customers_page_get_state (fixture->page), fixture->wanted) == 0;
}

static void
wait_for_state (Fixture *fixture, const char *state)
{
  fixture->wanted = state;
  wait_until (is_settled, fixture);
}

static gboolean
has_names (gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *names = row_names (fixture->window);

  return !rg_customers_page_is_busy (fixture->page) && g_str_equal (names, fixture->wanted);
}

static void
wait_for_names (Fixture *fixture, const char *names)
{
  fixture->wanted = names;
  wait_until (has_names, fixture);
}

static void
set_up (Fixture *fixture, gconstpointer width)
{
  fixture->shop = shop_new ();
  fixture->settings = rg_settings_new ();
  fixture->page = RG_CUSTOMERS_PAGE (rg_customers_page_new (fixture->settings));
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), GPOINTER_TO_INT (width), 700);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_present (GTK_WINDOW (fixture->window));
  rg_page_set_store (RG_PAGE (fixture->page), fixture->shop->store);
  wait_for_state (fixture, "list");
}

static gboolean
is_last (gpointer object)
{
  return G_OBJECT (object)->ref_count == 1;
}

static void
tear_down (Fixture *fixture, gconstpointer width)
{
  RgCustomersPage *page = fixture->page;
  GtkWidget *bin =
      gtk_widget_get_ancestor (find_widget (fixture->window, GTK_TYPE_LIST_VIEW), ADW_TYPE_BREAKPOINT_BIN);

  /* The toolkit leaks what it shows of a bin that goes between two forms. */
  wait_until (is_mapped, adw_breakpoint_bin_get_child (ADW_BREAKPOINT_BIN (bin)));
  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  /* What was asked last may still be on its way back. */
  while (page != NULL)
    g_main_context_iteration (NULL, TRUE);
  /* The record's reading, too. */
  wait_until (is_last, fixture->settings);
  g_assert_finalize_object (fixture->settings);
  shop_free (fixture->shop);
}

static void
test_list (Fixture *fixture, gconstpointer width)
{
  wait_for_names (fixture, "安娜,李清照,欧阳娜娜,王小明,曾国藩,张三丰");
  g_assert_cmpstr (rg_page_get_badge (RG_PAGE (fixture->page)), ==, "6");
}

static void
test_search (Fixture *fixture, gconstpointer width)
{
  gint64 first = rg_record_list_get_id (rg_customers_page_get_list (fixture->page), 5);

  rg_customers_page_select (fixture->page, first);
  rg_customers_page_set_search (fixture->page, "zsf");
  wait_for_names (fixture, "张三丰");
  /* The whole shop is still counted, and who was selected still is. */
  g_assert_cmpstr (rg_page_get_badge (RG_PAGE (fixture->page)), ==, "6");
  g_assert_cmpint (rg_customers_page_get_selected (fixture->page), ==, first);

  rg_customers_page_set_search (fixture->page, "0002");
  wait_for_names (fixture, "曾国藩");
  rg_customers_page_set_search (fixture->page, "");
  wait_for_names (fixture, "安娜,李清照,欧阳娜娜,王小明,曾国藩,张三丰");
  g_assert_cmpint (rg_customers_page_get_selected (fixture->page), ==, first);
}

/* Letters typed faster than the answers come: the last one counts. */
static void
test_search_fast (Fixture *fixture, gconstpointer width)
{
  static const char *const typed[] = { "z", "zs", "zsf", "zs", "z", "", "o", "oy", "oyn" };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    rg_customers_page_set_search (fixture->page, typed[i]);
  wait_for_names (fixture, "欧阳娜娜");
}

static void
test_nothing (Fixture *fixture, gconstpointer width)
{
  GtkWidget *status;

  rg_customers_page_set_search (fixture->page, "<qq>");
  wait_for_state (fixture, "nothing");
  for (status = find_widget (GTK_WIDGET (fixture->page), GTK_TYPE_STACK);
       status != NULL && !ADW_IS_STATUS_PAGE (status);)
    status = gtk_stack_get_visible_child (GTK_STACK (status));
  g_assert_nonnull (strstr (adw_status_page_get_description (ADW_STATUS_PAGE (status)), "&lt;qq&gt;"));

  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "page.clear-search", NULL);
  wait_for_state (fixture, "list");
  g_assert_cmpstr (gtk_editable_get_text (rg_page_get_search_entry (RG_PAGE (fixture->page))), ==, "");
}

static gboolean
is_descending (gpointer data)
{
  Fixture *fixture = data;

  return rg_query_get_descending (rg_record_list_get_query (rg_customers_page_get_list (fixture->page)));
}

/* By the next step: what has none comes last, whichever way round. */
static void
test_sort (Fixture *fixture, gconstpointer width)
{
  RgColumnHeader *header = RG_COLUMN_HEADER (find_widget (fixture->window, RG_TYPE_COLUMN_HEADER));
  g_autofree char *kept = NULL;

  g_signal_emit_by_name (rg_column_header_get_button (header, "next_date"), "clicked");
  wait_for_names (fixture, "张三丰,曾国藩,李清照,安娜,欧阳娜娜,王小明");
  g_signal_emit_by_name (rg_column_header_get_button (header, "next_date"), "clicked");
  wait_until (is_descending, fixture);
  wait_for_names (fixture, "李清照,曾国藩,张三丰,王小明,欧阳娜娜,安娜");

  kept = rg_settings_dup_string (fixture->settings, "sort-column");
  g_assert_cmpstr (kept, ==, "next_date");
  g_assert_true (rg_settings_get_boolean (fixture->settings, "sort-descending"));
  rg_settings_set_string (fixture->settings, "sort-column", "name");
  rg_settings_set_boolean (fixture->settings, "sort-descending", FALSE);
}

/* What somebody else writes shows by itself. */
static void
test_follows (Fixture *fixture, gconstpointer width)
{
  shop_add (fixture->shop->store, "钱学森", "19900000007", NULL);
  wait_for_names (fixture, "安娜,李清照,欧阳娜娜,钱学森,王小明,曾国藩,张三丰");
  g_assert_cmpstr (rg_page_get_badge (RG_PAGE (fixture->page)), ==, "7");
}

/* Wide a table with its header, narrow rows of two lines and a menu. */
static void
test_forms (Fixture *fixture, gconstpointer width)
{
  GtkWidget *header = find_widget (fixture->window, RG_TYPE_COLUMN_HEADER);
  GtkWidget *row = find_widget (fixture->window, RG_TYPE_ROW_WIDGET);
  gboolean narrow = GPOINTER_TO_INT (width) < 700;

  wait_until (is_mapped, row);
  let_paint (fixture->window);
  g_assert_cmpint (gtk_widget_get_visible (header), ==, !narrow);
  g_assert_cmpint (gtk_widget_get_height (row), ==, narrow ? 56 : 40);
}

static void
test_row_words (Fixture *fixture, gconstpointer width)
{
  GtkWidget *row;
  g_autofree char *description = NULL;

  rg_customers_page_set_search (fixture->page, "zsf");
  wait_for_names (fixture, "张三丰");
  row = find_widget (fixture->window, RG_TYPE_ROW_WIDGET);
  description = rg_row_widget_dup_description (RG_ROW_WIDGET (row));
  g_assert_cmpstr (description, ==, "199 0000 0001, Next step: 2 days late");

  rg_settings_set_boolean (fixture->settings, "mask-phones", TRUE);
  g_clear_pointer (&description, g_free);
  description = rg_row_widget_dup_description (RG_ROW_WIDGET (row));
  g_assert_null (strstr (description, "0000"));
  rg_settings_set_boolean (fixture->settings, "mask-phones", FALSE);
}

/* --- the record ----------------------------------------------------------- */

static gint64
id_at (Fixture *fixture, guint position)
{
  return rg_record_list_get_id (rg_customers_page_get_list (fixture->page), position);
}

typedef struct
{
  RgCustomersPage *page;
  gint64 id;
} Opened;

static gboolean
is_opened (gpointer data)
{
  Opened *opened = data;

  return rg_customers_page_get_opened (opened->page) == opened->id &&
         rg_record_page_get_customer (rg_customers_page_get_record (opened->page)) == opened->id;
}

static void
wait_for_opened (Fixture *fixture, gint64 id)
{
  Opened opened = { fixture->page, id };

  wait_until (is_opened, &opened);
}

static gboolean
has_width (gpointer data)
{
  return gtk_widget_get_width (data) > 0;
}

static AdwOverlaySplitView *
get_split (Fixture *fixture)
{
  return ADW_OVERLAY_SPLIT_VIEW (find_widget (fixture->window, ADW_TYPE_OVERLAY_SPLIT_VIEW));
}

static void
activate (Fixture *fixture, guint position)
{
  GtkWidget *view = find_widget (fixture->window, GTK_TYPE_LIST_VIEW);

  g_assert_true (gtk_widget_activate_action (view, "list.activate-item", "u", position));
}

typedef struct
{
  GtkWidget *widget;
  int width;
} Wide;

static gboolean
is_so_wide (gpointer data)
{
  Wide *wide = data;

  return gtk_widget_get_mapped (wide->widget) && gtk_widget_get_width (wide->widget) == wide->width;
}

static void
wait_for_width (GtkWidget *widget, int width)
{
  Wide wide = { widget, width };

  wait_until (is_so_wide, &wide);
}

/* Wide, the record takes its part of the width and gives it back. */
static void
test_beside (Fixture *fixture, gconstpointer width)
{
  GtkWidget *view = find_widget (fixture->window, GTK_TYPE_LIST_VIEW);
  GtkWidget *record = GTK_WIDGET (rg_customers_page_get_record (fixture->page));
  int all = GPOINTER_TO_INT (width), part = all * 45 / 100;

  wait_for_width (view, all);
  g_assert_cmpint (rg_customers_page_get_opened (fixture->page), ==, 0);
  g_assert_false (gtk_widget_get_mapped (record));
  activate (fixture, 1);
  wait_for_opened (fixture, id_at (fixture, 1));
  wait_for_width (record, part);
  wait_for_width (view, all - part);

  rg_customers_page_close (fixture->page);
  wait_for_opened (fixture, 0);
  wait_for_width (view, all);
}

/* The record goes along with the selection, but only once it is open. */
static void
test_follow (Fixture *fixture, gconstpointer width)
{
  GtkWidget *view = find_widget (fixture->window, GTK_TYPE_LIST_VIEW);

  rg_customers_page_select (fixture->page, id_at (fixture, 3));
  run_for (200);
  g_assert_cmpint (rg_customers_page_get_opened (fixture->page), ==, 0);

  activate (fixture, 0);
  wait_for_opened (fixture, id_at (fixture, 0));
  rg_customers_page_select (fixture->page, id_at (fixture, 2));
  wait_for_opened (fixture, id_at (fixture, 2));

  /* Several selected: it stays where it is. */
  gtk_widget_activate_action (view, "list.select-item", "(ubb)", 4, TRUE, FALSE);
  run_for (200);
  wait_for_opened (fixture, id_at (fixture, 2));
}

/* Narrow, it slides over the list, and Esc goes back. */
static void
test_over (Fixture *fixture, gconstpointer width)
{
  GtkWidget *record = GTK_WIDGET (rg_customers_page_get_record (fixture->page));

  wait_until (has_width, find_widget (fixture->window, GTK_TYPE_LIST_VIEW));
  g_assert_true (adw_overlay_split_view_get_collapsed (get_split (fixture)));
  activate (fixture, 1);
  wait_for_width (record, GPOINTER_TO_INT (width));
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (gtk_widget_get_root (record)), record));

  gtk_widget_activate_action (record, "record.close", NULL);
  wait_for_opened (fixture, 0);
  g_assert_false (gtk_widget_is_ancestor (gtk_root_get_focus (gtk_widget_get_root (record)), record));
}

/* The first record is made when it is asked for: the focus is on the way back
 * then, too. */
static void
test_over_first (Fixture *fixture, gconstpointer width)
{
  GtkWidget *focus;

  wait_until (has_width, find_widget (fixture->window, GTK_TYPE_LIST_VIEW));
  activate (fixture, 1);
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_true (GTK_IS_BUTTON (focus));
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (focus)), ==, "record.close");
  wait_for_opened (fixture, id_at (fixture, 1));
  run_for (200);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == focus);
}

static gpointer
delete_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "window", "delete", error);

  return op != NULL && rg_people_delete (op, *(gint64 *) data, error) ? g_memdup2 (data, sizeof (gint64))
                                                                      : NULL;
}

/* Who is deleted has no record any more. */
static void
test_gone (Fixture *fixture, gconstpointer width)
{
  gint64 id = id_at (fixture, 1);
  g_autofree gint64 *done = NULL;
  g_autoptr (GError) error = NULL;

  rg_customers_page_open (fixture->page, id);
  wait_for_opened (fixture, id);
  g_assert_cmpint (rg_customers_page_get_selected (fixture->page), ==, id);
  done = rg_store_write_sync (fixture->shop->store, delete_func, &id, NULL, &error);
  g_assert_no_error (error);
  wait_for_opened (fixture, 0);
  g_assert_false (adw_overlay_split_view_get_show_sidebar (get_split (fixture)));
}

/* Who was open is open when the shop is shown again, in this shop only. */
static void
test_kept (Fixture *fixture, gconstpointer width)
{
  gint64 id = id_at (fixture, 4);
  g_autofree char *other = NULL;

  rg_customers_page_open (fixture->page, id);
  wait_for_opened (fixture, id);
  rg_page_set_store (RG_PAGE (fixture->page), NULL);
  wait_for_opened (fixture, 0);
  rg_page_set_store (RG_PAGE (fixture->page), fixture->shop->store);
  wait_for_state (fixture, "list");
  wait_for_opened (fixture, id);
  g_assert_cmpint (rg_customers_page_get_selected (fixture->page), ==, id);

  rg_page_set_store (RG_PAGE (fixture->page), NULL);
  other = g_strdup_printf ("%d /another/shop", (int) id);
  rg_settings_set_string (fixture->settings, "opened-customer", other);
  rg_page_set_store (RG_PAGE (fixture->page), fixture->shop->store);
  wait_for_state (fixture, "list");
  g_assert_cmpint (rg_customers_page_get_opened (fixture->page), ==, 0);
  rg_settings_set_string (fixture->settings, "opened-customer", "");
}

static gboolean
is_kept (gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *layout = rg_settings_dup_string (fixture->settings, "columns");

  return *layout != '\0' && strstr (layout, "owner") == NULL && strstr (layout, "phone:") != NULL;
}

/* Columns that were chosen are there at the next start. */
static void
test_columns (Fixture *fixture, gconstpointer width)
{
  RgColumnHeader *header = RG_COLUMN_HEADER (find_widget (fixture->window, RG_TYPE_COLUMN_HEADER));
  RgPage *again;

  wait_until (has_width, header);
  gtk_widget_activate_action (GTK_WIDGET (header), "column.hide", "s", "owner");
  gtk_widget_activate_action (GTK_WIDGET (header), "column.resize", "(si)", "phone", 1);
  wait_until (is_kept, fixture);

  again = g_object_ref_sink (rg_customers_page_new (fixture->settings));
  rg_page_set_store (again, fixture->shop->store);
  header = RG_COLUMN_HEADER (find_widget (GTK_WIDGET (again), RG_TYPE_COLUMN_HEADER));
  g_assert_null (rg_column_header_get_button (header, "owner"));
  g_assert_nonnull (rg_column_header_get_button (header, "phone"));
  rg_page_set_store (again, NULL);
  rg_settings_set_string (fixture->settings, "columns", "");

  /* What it asked may still be on its way back. */
  g_object_add_weak_pointer (G_OBJECT (again), (gpointer *) &again);
  g_object_unref (again);
  while (again != NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* Columns that were chosen just before a view is shown, or just before it is left for
 * another, are the page's own, and no view's. */
static void
test_columns_before_view (Fixture *fixture, gconstpointer width)
{
  g_autoptr (RgView) view = rg_view_new_of ("customer", "Mine");
  GtkWidget *header = find_widget (GTK_WIDGET (fixture->page), RG_TYPE_COLUMN_HEADER);
  RgColumnHeader *columns = RG_COLUMN_HEADER (header);
  g_autofree char *kept = NULL;

  wait_for_state (fixture, "list");
  view->condition = g_strdup ("{\"field\":\"next_date\",\"op\":\"empty\"}");
  rg_view_set_form (view, "", NULL, FALSE, "name phone");
  gtk_widget_activate_action (header, "column.hide", "s", "owner");
  rg_customers_page_show_view (fixture->page, view);
  g_assert_null (rg_column_header_get_button (columns, "tags"));
  kept = rg_settings_dup_string (fixture->settings, "columns");
  g_assert_nonnull (strstr (kept, "tags"));
  g_assert_null (strstr (kept, "owner"));
  wait_for_state (fixture, "list");
  rg_customers_page_show_condition (fixture->page, NULL, NULL);
  g_assert_nonnull (rg_column_header_get_button (columns, "tags"));
  g_assert_null (rg_column_header_get_button (columns, "owner"));
  wait_for_state (fixture, "list");
  rg_settings_set_string (fixture->settings, "columns", "");
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

#define ADD(path, width, function)                                                                           \
  g_test_add (path, Fixture, GINT_TO_POINTER (width), set_up, function, tear_down)
  ADD ("/app/customers/list", 1000, test_list);
  ADD ("/app/customers/search", 1000, test_search);
  ADD ("/app/customers/search-fast", 1000, test_search_fast);
  ADD ("/app/customers/nothing", 1000, test_nothing);
  ADD ("/app/customers/sort", 1000, test_sort);
  ADD ("/app/customers/follows", 1000, test_follows);
  ADD ("/app/customers/table", 1000, test_forms);
  ADD ("/app/customers/two-lines", 400, test_forms);
  ADD ("/app/customers/row-words", 1000, test_row_words);
  ADD ("/app/customers/columns", 1000, test_columns);
  ADD ("/app/customers/columns/before-view", 1000, test_columns_before_view);
  ADD ("/app/customers/beside", 1200, test_beside);
  ADD ("/app/customers/follow", 1200, test_follow);
  ADD ("/app/customers/over", 400, test_over);
  ADD ("/app/customers/over-first", 400, test_over_first);
  ADD ("/app/customers/gone", 1200, test_gone);
  ADD ("/app/customers/kept", 1200, test_kept);

  return g_test_run ();
}
