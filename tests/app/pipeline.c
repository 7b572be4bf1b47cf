/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline-fixture.h"

#include "app/deal/rg-deal-dialog-private.h"
#include "app/deal/rg-gate-dialog-private.h"
#include "app/filter/rg-condition-leaves.h"
#include "app/pages/pipeline/rg-deal-card.h"
#include "shop/rg-gates.h"

#include <string.h>

/* The page of the pipeline beyond its board: the same deals as a list, filters, and deals
 * typed into a lane. */

static void
sort_by (Fixture *f, const char *key)
{
  gtk_widget_activate_action (GTK_WIDGET (f->page), "page.sort", "s", key);
}

/* --- the list ------------------------------------------------------------------------ */

static void
test_list (Fixture *f, gconstpointer data)
{
  RgRecordList *list;

  g_assert_cmpstr (rg_pipeline_page_get_state (f->page), ==, "board");
  g_assert_cmpuint (count_board (f), ==, N_OPEN);
  act (f, "page.toggle-list");
  wait_for_state (f, "list");
  wait_for_titles (f, "kitchen house balcony office");
  list = rg_pipeline_page_get_list (f->page);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    g_assert_cmpuint (
        rg_board_find (rg_pipeline_page_get_board (f->page), rg_record_list_get_id (list, i), NULL), !=,
        G_MAXUINT);
  g_assert_true (rg_settings_get_boolean (f->settings, "deal-list"));
}

/* By numbers, by how the stages lie, and by how the customers are called. */
static void
test_sort (Fixture *f, gconstpointer data)
{
  rg_pipeline_page_set_listing (f->page, TRUE);
  wait_for_titles (f, "kitchen house balcony office");
  wait_for_state (f, "list");
  sort_by (f, "amount_fen");
  wait_for_titles (f, "balcony kitchen office house");
  act (f, "page.descending");
  wait_for_titles (f, "house office kitchen balcony");
  sort_by (f, "stage_id");
  wait_for_titles (f, "kitchen office balcony house");
  /* 欧阳娜娜 is 3, 王小明 2 …: by reading; without a customer last. */
  sort_by (f, "customer_id");
  wait_until (is_still, f->page);
  {
    g_autofree char *by_name =
        shop_ask (f->shop->store,
                  "SELECT group_concat(title, ' ') FROM (SELECT d.title FROM deal d LEFT JOIN customer c ON"
                  " c.id = d.customer_id WHERE d.state = 'open'"
                  " ORDER BY c.sort_key IS NULL, c.sort_key, d.id)");

    wait_for_titles (f, by_name);
    g_assert_true (g_str_has_suffix (by_name, "balcony"));
  }
  act (f, "page.toggle-list");
  act (f, "page.toggle-list");
  wait_for_state (f, "list");
}

static void
choose_state (Fixture *f, const char *state)
{
  adw_toggle_group_set_active_name (f->page->state_group, state);
}

/* Closed ones, the last one first; with all of them those that are open too. */
static void
test_states (Fixture *f, gconstpointer data)
{
  rg_pipeline_page_set_listing (f->page, TRUE);
  wait_for_titles (f, "kitchen house balcony office");
  choose_state (f, "won");
  wait_for_titles (f, "flat shop");
  choose_state (f, "lost");
  wait_for_titles (f, "garage attic cellar");
  choose_state (f, "all");
  wait_for_titles (f, "kitchen house balcony office flat shop garage attic cellar");
  choose_state (f, "open");
  wait_for_titles (f, "kitchen house balcony office");
}

/* What a row says to who does not see it. */
static void
test_rows (Fixture *f, gconstpointer data)
{
  g_autofree char *names = NULL;
  g_autofree char *about = NULL;
  GtkWidget *row;

  rg_pipeline_page_set_listing (f->page, TRUE);
  wait_for_titles (f, "kitchen house balcony office");
  let_paint (f->window);
  run_for (50);
  names = row_names (f->window);
  g_assert_cmpstr (names, ==, "kitchen, ¥3,000,house, ¥120,000,balcony, ¥500,office, ¥80,000");
  row = find_widget (f->window, RG_TYPE_ROW_WIDGET);
  about = rg_row_widget_dup_description (RG_ROW_WIDGET (row));
  g_assert_nonnull (strstr (about, "First contact"));
  g_assert_nonnull (strstr (about, "in this stage for 3 days"));
  g_assert_nonnull (strstr (about, "王芳"));
}

/* --- filters --------------------------------------------------------------------------- */

/* What a lane says that has no card; the last one has none. */
static const char *
empty_words (Fixture *f)
{
  RgPipelineLane *lane = rg_pipeline_page_lane (f->page, f->page->lane_widgets->len - 1);
  GtkStack *stack = GTK_STACK (find_widget (GTK_WIDGET (lane), GTK_TYPE_STACK));

  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "empty");
  return gtk_label_get_label (GTK_LABEL (gtk_stack_get_visible_child (stack)));
}

static void
test_owner (Fixture *f, gconstpointer data)
{
  g_autofree char *owner = NULL;

  g_assert_true (g_str_has_prefix (empty_words (f), "No deals in this stage."));
  rg_pipeline_page_set_owner (f->page, "=王芳");
  wait_until (is_still, f->page);
  g_assert_cmpstr (rg_pipeline_page_get_state (f->page), ==, "board");
  g_assert_cmpuint (count_board (f), ==, 2);
  g_assert_cmpstr (empty_words (f), ==, "Nothing in this stage fits.");
  owner = rg_pipeline_page_dup_owner (f->page);
  g_assert_cmpstr (owner, ==, "=王芳");
  g_assert_cmpuint (rg_filter_bar_get_n_parts (rg_pipeline_page_get_filter_bar (f->page)), ==, 1);
  act (f, "page.toggle-list");
  wait_for_titles (f, "kitchen office");
  rg_pipeline_page_set_owner (f->page, "-");
  wait_for_titles (f, "balcony");
  /* The sidebar's number is of all that are open. */
  g_assert_cmpstr (rg_page_get_badge (RG_PAGE (f->page)), ==, "4");
  rg_pipeline_page_set_owner (f->page, "*");
  wait_for_titles (f, "kitchen house balcony office");
  g_assert_null (rg_pipeline_page_get_condition (f->page));
}

/* One that fits nothing says so, and offers the way back, to the board. */
static void
test_nothing (Fixture *f, gconstpointer data)
{
  g_autoptr (RgCondition) none = rg_leaf_field ("title", "is", "—");

  rg_pipeline_page_show_condition (f->page, none, "None");
  wait_for_state (f, "nothing");
  g_assert_cmpstr (gtk_button_get_label (f->page->nothing_button), ==, "Clear Filter");
  gtk_widget_activate (GTK_WIDGET (f->page->nothing_button));
  wait_for_state (f, "board");
  g_assert_cmpuint (count_board (f), ==, N_OPEN);
  g_assert_null (rg_pipeline_page_get_condition (f->page));

  gtk_editable_set_text (f->page->search_entry, "zzz");
  wait_for_state (f, "nothing");
  g_assert_cmpstr (gtk_button_get_label (f->page->nothing_button), ==, "Clear Search");
  gtk_widget_activate (GTK_WIDGET (f->page->nothing_button));
  wait_for_state (f, "board");
}

static void
test_broken (Fixture *f, gconstpointer data)
{
  g_autoptr (RgCondition) broken = rg_leaf_field ("no such field", "is", "x");

  rg_pipeline_page_show_condition (f->page, broken, NULL);
  wait_for_state (f, "nothing");
  g_assert_cmpstr (adw_status_page_get_title (f->page->nothing_page), ==, "Switched Off");
  act (f, "page.clear-filter");
  wait_for_state (f, "board");
}

static void
filtered_cb (RgPipelinePage *page, guint *n)
{
  ++*n;
}

/* A view of closed deals is a list, any other what was used last. */
static void
test_view (Fixture *f, gconstpointer data)
{
  g_autoptr (RgView) mine = rg_view_new_of ("deal", "Mine");
  g_autoptr (RgView) lost = rg_view_new_of ("deal", "Lost");
  guint n = 0;

  g_signal_connect (f->page, "filtered", G_CALLBACK (filtered_cb), &n);
  mine->condition = g_strdup ("{\"field\":\"owner\",\"op\":\"is\",\"value\":\"王芳\"}");
  lost->condition = g_strdup ("{\"field\":\"lost_reason\",\"op\":\"is\",\"value\":\"too dear\"}");
  rg_pipeline_page_show_view (f->page, mine);
  wait_until (is_still, f->page);
  g_assert_cmpstr (rg_pipeline_page_get_state (f->page), ==, "board");
  g_assert_cmpuint (count_board (f), ==, 2);
  g_assert_cmpstr (rg_pipeline_page_get_view (f->page)->name, ==, "Mine");
  rg_pipeline_page_show_view (f->page, lost);
  wait_for_titles (f, "garage attic");
  g_assert_false (gtk_widget_get_visible (f->page->list_bar));
  act (f, "page.clear-filter");
  wait_for_state (f, "board");
  g_assert_null (rg_pipeline_page_get_view (f->page));
  g_assert_cmpuint (n, ==, 3);
}

/* --- no deal at all ------------------------------------------------------------------------- */

static void
set_up_empty (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->shop = shop_new ();
  if (data == NULL)
    g_assert_true (rg_stages_ship (f->shop->store, &error));
  g_assert_no_error (error);
  f->settings = rg_settings_new ();
  f->page = RG_PIPELINE_PAGE (rg_pipeline_page_new (f->settings));
  f->window = page_window_new (RG_PAGE (f->page), 1100, f->shop->store);
}

static void
assert_new_deal_focused (Fixture *f)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (f->window));

  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, gtk_stack_get_visible_child (f->page->stack)));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (focus)), ==, "New Deal");
}

/* The keys go to what makes the first one, whenever they are asked for, and stay there. */
static void
test_empty (Fixture *f, gconstpointer data)
{
  rg_page_take_focus (RG_PAGE (f->page));
  wait_for_state (f, "empty");
  assert_new_deal_focused (f);
  gtk_widget_grab_focus (f->page->filter_button);
  rg_page_take_focus (RG_PAGE (f->page));
  assert_new_deal_focused (f);
  rg_page_take_focus (RG_PAGE (f->page));
  assert_new_deal_focused (f);
  act (f, "page.toggle-list");
  wait_for_state (f, "empty");
  assert_new_deal_focused (f);
}

/* --- quick add ------------------------------------------------------------------------------ */

static gboolean
is_added (gpointer data)
{
  const Wanted *wanted = data;
  g_autofree char *found = shop_ask (wanted->f->shop->store, wanted->state);

  return g_strcmp0 (found, wanted->names) == 0;
}

static void
wait_for_shop (Fixture *f, const char *sql, const char *answer)
{
  Wanted wanted = { f, sql, answer };

  wait_until (is_added, &wanted);
}

static void
type_deal (RgPipelineAdd *add, const char *title)
{
  gtk_editable_set_text (rg_pipeline_add_get_entry (add), title);
  g_signal_emit_by_name (rg_pipeline_add_get_entry (add), "activate");
}

static void
test_quick_add (Fixture *f, gconstpointer data)
{
  RgPipelineLane *lane = rg_pipeline_page_lane (f->page, 1);
  g_autofree char *undone = NULL;
  RgPipelineAdd *add;

  rg_pipeline_lane_begin_add (lane);
  add = rg_pipeline_lane_get_add (lane);
  type_deal (add, "  ");
  type_deal (add, " pergola ");
  wait_for_shop (f, "SELECT title || ' ' || stage_id FROM deal ORDER BY id DESC LIMIT 1", "pergola 2");
  wait_for_shop (f, "SELECT count(*) FROM deal_move WHERE deal_id = 10", "1");
  /* The line is there for the next one. */
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (add)));
  g_assert_cmpstr (gtk_editable_get_text (rg_pipeline_add_get_entry (add)), ==, "");
  type_deal (add, "carport");
  wait_for_shop (f, "SELECT title || ' ' || stage_id FROM deal ORDER BY id DESC LIMIT 1", "carport 2");
  wait_until (is_still, f->page);
  undone = shop_undo (f->shop->store);
  g_assert_cmpstr (undone, ==, "Add the deal “carport”");
  g_signal_emit_by_name (add, "closed");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (add)));
}

/* What the widget's own controllers do with it. */
static void
press_key (GtkWidget *widget, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &handled);
    }
  g_assert_true (handled);
}

typedef struct
{
  Fixture *f;
  guint n;
} Many;

static gboolean
are_there (gpointer data)
{
  return count_board (((Many *) data)->f) == ((Many *) data)->n;
}

/* Adds a deal to the first lane. (transfer none): what has the focus after Escape */
static GtkWidget *
add_and_escape (Fixture *f, const char *title)
{
  Many wanted = { f, count_board (f) + 1 };
  RgPipelineAdd *add;

  let_paint (f->window);
  act (f, "page.quick-add");
  act (f, "page.quick-add");
  add = rg_pipeline_lane_get_add (rg_pipeline_page_lane (f->page, 0));
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (f->window)), GTK_WIDGET (add)));
  type_deal (add, title);
  wait_until (are_there, &wanted);
  press_key (GTK_WIDGET (rg_pipeline_add_get_entry (add)), GDK_KEY_Escape);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (add)));
  let_paint (f->window);
  return gtk_root_get_focus (GTK_ROOT (f->window));
}

/* The focus goes back to where it was: a card, also where others have come meanwhile. */
static void
test_quick_add_escape (Fixture *f, gconstpointer data)
{
  RgPipelineLane *lane = rg_pipeline_page_lane (f->page, 0);
  GtkWidget *button = find_widget (GTK_WIDGET (lane), GTK_TYPE_BUTTON), *card;
  gint64 deal;

  rg_pipeline_lane_show (lane, 1);
  deal = rg_pipeline_lane_get_selected (lane);
  card = find_widget (add_and_escape (f, "pergola"), RG_TYPE_DEAL_CARD);
  g_assert_nonnull (card);
  g_assert_cmpint (rg_record_get_id (rg_deal_card_get (RG_DEAL_CARD (card))), ==, deal);
  g_assert_cmpint (rg_pipeline_lane_get_selected (lane), ==, deal);
  gtk_widget_grab_focus (f->page->numbers_button);
  g_assert_true (add_and_escape (f, "carport") == f->page->numbers_button);
  gtk_widget_grab_focus (button);
  g_assert_true (add_and_escape (f, "fence") == button);
}

static gpointer
gate_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  static const char *const fields[] = { "expected", NULL };
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "other", "", error);

  return op != NULL &&
                 rg_gate_add (op, 3, &(RgGateWords) { .kind = RG_GATE_FIELDS, .fields = fields }, error) != 0
             ? data
             : NULL;
}

static gboolean
is_gate (gpointer data)
{
  AdwDialog *dialog = adw_window_get_visible_dialog (ADW_WINDOW (((Fixture *) data)->window));

  return dialog != NULL && RG_IS_GATE_DIALOG (dialog);
}

/* Before a stage with a gate it waits in the first one, and is asked for what is missing. */
static void
test_quick_add_gate (Fixture *f, gconstpointer data)
{
  RgPipelineLane *lane = rg_pipeline_page_lane (f->page, 2);

  g_assert_nonnull (rg_store_write_sync (f->shop->store, gate_func, f, NULL, NULL));
  rg_pipeline_lane_begin_add (lane);
  type_deal (rg_pipeline_lane_get_add (lane), "pergola");
  wait_until (is_gate, f);
  wait_for_shop (f, "SELECT title || ' ' || stage_id FROM deal ORDER BY id DESC LIMIT 1", "pergola 1");
  adw_dialog_force_close (adw_window_get_visible_dialog (ADW_WINDOW (f->window)));
}

/* --- what must not happen --------------------------------------------------------------------- */

static int
count_sections (Fixture *f)
{
  g_autoptr (GMenuModel) menu = rg_pipeline_acts_make_menu (f->page, 1, 1);

  return g_menu_model_get_n_items (menu);
}

static gboolean
is_deal (gpointer data)
{
  AdwDialog *dialog = adw_window_get_visible_dialog (ADW_WINDOW (((Fixture *) data)->window));

  return dialog != NULL && RG_IS_DEAL_DIALOG (dialog);
}

/* A shop for reading only: a deal can be looked at, and that is all that is offered. */
static void
test_read_only (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgStore) reader = rg_store_open (f->shop->folder, RG_STORE_READ_ONLY, &error);
  RgDealDialog *dialog;

  g_assert_no_error (error);
  g_assert_cmpint (count_sections (f), ==, 3);
  rg_page_set_store (RG_PAGE (f->page), reader);
  wait_until (is_still, f->page);
  g_assert_cmpint (count_sections (f), ==, 1);
  gtk_widget_activate_action (GTK_WIDGET (f->page), "page.open-deal", "x", (gint64) 1);
  wait_until (is_deal, f);
  dialog = RG_DEAL_DIALOG (adw_window_get_visible_dialog (ADW_WINDOW (f->window)));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "deal.save", NULL);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "deal.delete", NULL);
  run_for (50);
  g_assert_true (is_deal (f));
  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (rg_deal_dialog_find (dialog, "title"))));
  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (rg_deal_dialog_get_stage (dialog))));
  let_paint (f->window);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (gtk_root_get_focus (GTK_ROOT (f->window)))), ==,
                   "Close");
  adw_dialog_force_close (ADW_DIALOG (dialog));
  run_for (20);
  rg_page_set_store (RG_PAGE (f->page), NULL);
}

static gpointer
change_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "other", "", error);
  RgDealWords words = { .customer_id = -1, .contact_id = -1, .amount = "3500" };

  return op != NULL && rg_deal_change (op, 1, &words, error) ? data : NULL;
}

static gboolean
is_changed (gpointer data)
{
  return rg_board_column_get_sum (rg_board_get_column (rg_pipeline_page_get_board (data), 0)) == 8350000;
}

/* What did not get through a gate does not take the focus when it is changed later. */
static void
test_focus_stays (Fixture *f, gconstpointer data)
{
  RgPipelineLane *lane = rg_pipeline_page_lane (f->page, 0);
  guint position = 0;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (rg_store_write_sync (f->shop->store, gate_func, f, NULL, NULL));
  rg_pipeline_acts_move (f->page, 1, 3);
  wait_until (is_gate, f);
  adw_dialog_force_close (adw_window_get_visible_dialog (ADW_WINDOW (f->window)));
  run_for (20);
  rg_board_find (rg_pipeline_page_get_board (f->page), 4, &position);
  rg_pipeline_lane_show (lane, position);
  g_assert_cmpint (rg_pipeline_lane_get_selected (lane), ==, 4);
  g_assert_nonnull (rg_store_write_sync (f->shop->store, change_func, f, NULL, &error));
  g_assert_no_error (error);
  wait_until (is_changed, f->page);
  let_paint (f->window);
  g_assert_cmpint (rg_pipeline_lane_get_selected (lane), ==, 4);
}

/* Columns that were chosen just before a view is shown are the page's, not the view's. */
static void
test_columns_kept (Fixture *f, gconstpointer data)
{
  g_autoptr (RgView) view = rg_view_new_of ("deal", "Mine");
  g_autofree char *own = NULL;
  g_autofree char *kept = NULL;

  rg_pipeline_page_set_listing (f->page, TRUE);
  wait_for_state (f, "list");
  rg_columns_show_field (rg_pipeline_list_get_columns (f->page->list), "owner", FALSE);
  own = rg_columns_dup_layout (rg_pipeline_list_get_columns (f->page->list));
  g_assert_cmpstr (own, !=, "");
  view->condition = g_strdup ("{\"field\":\"owner\",\"op\":\"is\",\"value\":\"王芳\"}");
  rg_view_set_form (view, "", NULL, FALSE, "title owner");
  rg_pipeline_page_show_view (f->page, view);
  wait_until (is_still, f->page);
  run_for (500);
  kept = rg_settings_dup_string (f->settings, "deal-columns");
  g_assert_cmpstr (kept, ==, own);
  act (f, "page.clear-filter");
  g_assert_null (rg_columns_find (rg_pipeline_list_get_columns (f->page->list), "owner"));
}

static graphene_point_t menu_place;

static void
menu_cb (RgPipelineLane *lane, gint64 deal_id, GtkWidget *at, double x, double y, GtkWidget **opened)
{
  *opened = at;
  menu_place = GRAPHENE_POINT_INIT ((float) x, (float) y);
}

/* The menu opens at the card that has the focus, wherever that is. */
static void
test_menu_key (Fixture *f, gconstpointer data)
{
  RgPipelineLane *lane = rg_pipeline_page_lane (f->page, 0);
  GtkWidget *view = GTK_WIDGET (rg_pipeline_lane_get_view (lane)), *opened = NULL;
  GtkWidget *card;

  rg_pipeline_lane_show (lane, 1);
  let_paint (f->window);
  g_signal_handlers_disconnect_by_data (lane, f->page);
  g_signal_connect (lane, "menu", G_CALLBACK (menu_cb), &opened);
  press_key (view, GDK_KEY_Menu);
  g_assert_nonnull (opened);
  g_assert_true (opened == gtk_widget_get_focus_child (view));

  /* And where the pointer is, not where something of it comes to lie under the pointer. */
  card = gtk_widget_get_first_child (opened);
  press_other_button (card, 90, 104);
  g_assert_true (opened == card);
  g_assert_cmpfloat (menu_place.x, ==, 90);
  g_assert_cmpfloat (menu_place.y, ==, 104);
}

/* --- what is marked ---------------------------------------------------------------- */

/* Of the whole board one card is marked. */
static void
test_marked (Fixture *f, gconstpointer data)
{
  RgPipelineLane *first = rg_pipeline_page_lane (f->page, 0), *second = rg_pipeline_page_lane (f->page, 1);

  rg_pipeline_lane_show (first, 0);
  g_assert_cmpint (rg_pipeline_lane_get_selected (first), !=, 0);
  rg_pipeline_lane_show (second, 0);
  g_assert_cmpint (rg_pipeline_lane_get_selected (second), !=, 0);
  g_assert_cmpint (rg_pipeline_lane_get_selected (first), ==, 0);
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
#define ADD(path, func) g_test_add ("/app/pipeline/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("marked", test_marked);
  ADD ("list", test_list);
  ADD ("sort", test_sort);
  ADD ("states", test_states);
  ADD ("rows", test_rows);
  ADD ("owner", test_owner);
  ADD ("nothing", test_nothing);
  ADD ("broken", test_broken);
  ADD ("view", test_view);
  g_test_add ("/app/pipeline/empty", Fixture, NULL, set_up_empty, test_empty, tear_down);
  g_test_add ("/app/pipeline/empty/no-stages", Fixture, "none", set_up_empty, test_empty, tear_down);
  ADD ("quick-add", test_quick_add);
  ADD ("quick-add-escape", test_quick_add_escape);
  ADD ("quick-add-gate", test_quick_add_gate);
  ADD ("read-only", test_read_only);
  ADD ("focus-stays", test_focus_stays);
  ADD ("columns-kept", test_columns_kept);
  ADD ("menu-key", test_menu_key);
  return g_test_run ();
}
