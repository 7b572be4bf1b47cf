/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "support.h"

#include "app/pages/customers/rg-customers-page.h"
#include "app/pages/pipeline/rg-pipeline-page.h"
#include "app/preferences/rg-preferences.h"
#include "app/rg-command-palette.h"
#include "app/rg-history-dialog.h"
#include "app/rg-shortcuts-dialog.h"
#include "app/rg-stores.h"
#include "app/task/rg-task-dialog-private.h"
#include "shop/rg-task.h"

typedef struct
{
  RgSettings *settings;
  RgWindow *window;
  Shop *shop;
  gint64 wanted;
} Fixture;

static gboolean
has_store (gpointer data)
{
  return rg_window_get_store (data) != NULL;
}

static gboolean
nothing_is_open (gpointer data)
{
  return rg_stores_get_n (rg_stores_get_default ()) == 0;
}

static gboolean
is_alone (gpointer data)
{
  return g_atomic_int_get (&((GObject *) data)->ref_count) == 1;
}

static AdwDialog *
top_dialog (Fixture *fixture)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));
}

static gboolean
is_calm (gpointer data)
{
  return !rg_command_palette_is_busy (data);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->settings = rg_settings_new ();
  fixture->shop = shop_new ();
  shop_close (fixture->shop);
  fixture->window = rg_window_new (NULL, fixture->settings);
  gtk_window_present (GTK_WINDOW (fixture->window));
  rg_window_open_shop (fixture->window, fixture->shop->folder);
  wait_until (has_store, fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  RgWindow *window = fixture->window;

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (window != NULL)
    g_main_context_iteration (NULL, TRUE);
  wait_until (nothing_is_open, NULL);
  wait_until (is_alone, fixture->settings);
  g_assert_finalize_object (fixture->settings);
  shop_free (fixture->shop);
}

static RgCommandPalette *
show_palette (Fixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.command-palette", NULL);
  g_assert_true (RG_IS_COMMAND_PALETTE (top_dialog (fixture)));
  wait_until (is_calm, top_dialog (fixture));

  return RG_COMMAND_PALETTE (top_dialog (fixture));
}

static void
type_text (RgCommandPalette *palette, const char *text)
{
  rg_command_palette_set_text (palette, text);
  wait_until (is_calm, palette);
}

static const RgCommand *
find_action (RgCommandPalette *palette, const char *action)
{
  const RgCommand *command;

  for (guint i = 0; (command = rg_command_palette_get_command (palette, i)) != NULL; i++)
    if (g_strcmp0 (command->action, action) == 0)
      return command;

  return NULL;
}

static gboolean
has_opened (gpointer data)
{
  Fixture *fixture = data;
  RgCustomersPage *page = RG_CUSTOMERS_PAGE (rg_window_get_page (fixture->window));

  return rg_customers_page_get_opened (page) == fixture->wanted;
}

static gboolean
has_no_palette (gpointer data)
{
  return !RG_IS_COMMAND_PALETTE (top_dialog (data));
}

/* With nothing typed: who was changed last, the pages, and all that can be
 * done, each once. */
static void
test_everything (Fixture *fixture, gconstpointer data)
{
  RgCommandPalette *palette = show_palette (fixture);
  const RgCommand *command = rg_command_palette_get_command (palette, 0);
  guint n_import = 0;

  g_assert_cmpint (command->kind, ==, RG_COMMAND_CUSTOMER);
  g_assert_cmpstr (command->title, ==, "王小明");
  g_assert_cmpstr (rg_command_palette_get_command (palette, PEOPLE - 1)->title, ==, "张三丰");
  g_assert_cmpstr (rg_command_palette_get_command (palette, PEOPLE - 1)->details, ==, "199 0000 0001");
  g_assert_cmpint (rg_command_palette_get_command (palette, PEOPLE)->kind, ==, RG_COMMAND_PAGE);

  for (guint i = 0; (command = rg_command_palette_get_command (palette, i)) != NULL; i++)
    n_import += g_strcmp0 (command->action, "win.import") == 0;
  g_assert_cmpuint (n_import, ==, 1);
  g_assert_cmpstr (find_action (palette, "win.import")->keys, ==, "<Control>i");
  g_assert_nonnull (find_action (palette, "win.undo"));
  g_assert_nonnull (find_action (palette, "win.new-shop"));
  g_assert_null (find_action (palette, "win.command-palette"));
}

/* Initials and Enter open a customer, also when Enter comes first. */
static void
test_customer (Fixture *fixture, gconstpointer data)
{
  RgCommandPalette *palette = show_palette (fixture);

  type_text (palette, "zsf");
  g_assert_cmpstr (rg_command_palette_get_command (palette, 0)->title, ==, "张三丰");
  fixture->wanted = rg_command_palette_get_command (palette, 0)->customer;
  rg_command_palette_run (palette);
  wait_until (has_opened, fixture);
  wait_until (has_no_palette, fixture);

  palette = show_palette (fixture);
  rg_command_palette_set_text (palette, "lqz");
  g_assert_true (rg_command_palette_is_busy (palette));
  rg_command_palette_run (palette);
  fixture->wanted = 3;
  wait_until (has_opened, fixture);
}

static void
test_action (Fixture *fixture, gconstpointer data)
{
  RgCommandPalette *palette = show_palette (fixture);

  type_text (palette, "histo");
  g_assert_cmpstr (rg_command_palette_get_command (palette, 0)->action, ==, "win.history");
  rg_command_palette_run (palette);
  g_assert_true (RG_IS_HISTORY_DIALOG (top_dialog (fixture)));
  adw_dialog_force_close (top_dialog (fixture));

  palette = show_palette (fixture);
  type_text (palette, "qqqq");
  g_assert_null (rg_command_palette_get_command (palette, 0));
  rg_command_palette_run (palette);
  g_assert_true (top_dialog (fixture) == ADW_DIALOG (palette));

  /* Down goes to the next one, and not past the last. */
  type_text (palette, "zsf");
  rg_command_palette_move (palette, 1000);
  rg_command_palette_move (palette, -1000);
  rg_command_palette_run (palette);
  fixture->wanted = 1;
  wait_until (has_opened, fixture);
}

/* Chinese titles are found by their sound. */
static void
test_pinyin (void)
{
  RgCommand command = { .kind = RG_COMMAND_ACTION, .title = (char *) "打开其他店铺" };

  g_assert_cmpuint (rg_command_rank (&command, "dkqt"), >, 0);
  g_assert_cmpuint (rg_command_rank (&command, "dianpu"), >, 0);
  g_assert_cmpuint (rg_command_rank (&command, "打开"), >, rg_command_rank (&command, "店铺"));
  g_assert_cmpuint (rg_command_rank (&command, "xyz"), ==, 0);
  command.title = (char *) "Open Another Shop";
  g_assert_cmpuint (rg_command_rank (&command, "open"), >, rg_command_rank (&command, "shop"));
  g_assert_cmpuint (rg_command_rank (&command, "shop"), >, rg_command_rank (&command, "hop"));
}

/* --- what is to be done ------------------------------------------------------ */

static gpointer
plan (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, "test", "Test", error);
  const RgTaskWords tasks[] = {
    { .title = "量房", .due = "2026-11-24" },
    { .customer_id = 1, .title = "送样板 A3", .kind = "onsite", .due = "2026-11-23" },
    { .customer_id = 1, .title = "量房之前的电话", .due = "2026-11-20" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tasks); i++)
    rg_task_add (op, &tasks[i], error);
  rg_task_done (op, 3, &(RgTaskDone) { .at = 0 }, NULL, error);
  return NULL;
}

static char *
describe_tasks (RgCommandPalette *palette)
{
  GString *text = g_string_new (NULL);
  const RgCommand *command;

  for (guint i = 0; (command = rg_command_palette_get_command (palette, i)) != NULL; i++)
    if (command->kind == RG_COMMAND_TASK)
      g_string_append_printf (text, "%s (%s);", command->title, command->details);
  return g_string_free_and_steal (text);
}

static void
assert_tasks (RgCommandPalette *palette, const char *typed, const char *expected)
{
  g_autofree char *found = NULL;

  type_text (palette, typed);
  found = describe_tasks (palette);
  g_assert_cmpstr (found, ==, expected);
}

static gboolean
is_task (gpointer data)
{
  return RG_IS_TASK_DIALOG (top_dialog (data));
}

/* What is to be done is found by its words and by its customer while it is open,
 * and opened. */
static void
test_tasks (Fixture *fixture, gconstpointer data)
{
  RgCommandPalette *palette;
  g_autoptr (GError) error = NULL;
  RgFieldEditor *title;

  rg_store_write_sync (rg_window_get_store (fixture->window), plan, NULL, NULL, &error);
  g_assert_no_error (error);
  palette = show_palette (fixture);
  assert_tasks (palette, "", "");
  assert_tasks (palette, "样板", "送样板 A3 (张三丰 · Tomorrow);");
  assert_tasks (palette, "a3", "送样板 A3 (张三丰 · Tomorrow);");
  assert_tasks (palette, "zsf", "送样板 A3 (张三丰 · Tomorrow);");
  assert_tasks (palette, "样板 zsf", "送样板 A3 (张三丰 · Tomorrow);");
  assert_tasks (palette, "样板 量房", "");
  assert_tasks (palette, "量房", "量房 (In 2 days);");
  /* Whoever was spoken to of it stands above it. */
  g_assert_cmpint (rg_command_palette_get_command (palette, 0)->customer, ==, 1);
  g_assert_cmpint (rg_command_palette_get_command (palette, 1)->kind, ==, RG_COMMAND_TASK);
  rg_command_palette_move (palette, 1);
  rg_command_palette_run (palette);
  wait_until (is_task, fixture);
  title = rg_task_dialog_find (RG_TASK_DIALOG (top_dialog (fixture)), "title");
  g_assert_cmpstr (rg_value_get_text (rg_field_editor_get_value (title)), ==, "量房");
  adw_dialog_force_close (top_dialog (fixture));
}

static guint
n_rows_shown (GtkWidget *widget)
{
  guint n = ADW_IS_ACTION_ROW (widget) && gtk_widget_get_visible (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += n_rows_shown (child);

  return n;
}

/* The page of keys is searched by what they do and by the keys. */
static void
test_shortcuts (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;
  guint all;

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.shortcuts", NULL);
  dialog = GTK_WIDGET (top_dialog (fixture));
  g_assert_true (RG_IS_SHORTCUTS_DIALOG (dialog));
  all = n_rows_shown (dialog);
  g_assert_cmpuint (all, >, 10);
  rg_shortcuts_dialog_search (RG_SHORTCUTS_DIALOG (dialog), "redo");
  g_assert_cmpuint (n_rows_shown (dialog), ==, 1);
  rg_shortcuts_dialog_search (RG_SHORTCUTS_DIALOG (dialog), "ctrl+k");
  g_assert_cmpuint (n_rows_shown (dialog), ==, 1);
  rg_shortcuts_dialog_search (RG_SHORTCUTS_DIALOG (dialog), "no such key");
  g_assert_cmpuint (n_rows_shown (dialog), ==, 0);
  rg_shortcuts_dialog_search (RG_SHORTCUTS_DIALOG (dialog), "");
  g_assert_cmpuint (n_rows_shown (dialog), ==, all);
}

static gboolean
knows_views (gpointer data)
{
  Fixture *fixture = data;
  RgViewsList *list = rg_window_get_views (fixture->window);

  return !rg_views_list_is_busy (list) && rg_views_list_get_views (list) != NULL &&
         rg_views_list_get_views (list)->len > 0;
}

static const RgView *
overdue (Fixture *fixture)
{
  const GPtrArray *views = rg_views_list_get_views (rg_window_get_views (fixture->window));

  for (guint i = 0; i < views->len; i++)
    if (g_strcmp0 (rg_view_get_title (g_ptr_array_index (views, i)), "Overdue") == 0)
      return g_ptr_array_index (views, i);
  g_assert_not_reached ();
}

static gboolean
is_pinned (gpointer data)
{
  return knows_views (data) && overdue (data)->pinned;
}

static gboolean
is_unpinned (gpointer data)
{
  return knows_views (data) && !overdue (data)->pinned;
}

static gboolean
shows_overdue (gpointer data)
{
  Fixture *fixture = data;
  RgPage *page = rg_window_get_page (fixture->window);
  const RgView *view = rg_customers_page_get_view (RG_CUSTOMERS_PAGE (page));

  return view != NULL && view->id == overdue (fixture)->id;
}

static gboolean
has_closed (gpointer data)
{
  return top_dialog (data) == NULL;
}

/* A view is found and shown, also one that is not in the sidebar, which can be put
 * back there. */
static void
test_views (Fixture *fixture, gconstpointer data)
{
  RgCommandPalette *palette;
  const RgCommand *command;

  wait_until (is_pinned, fixture);
  palette = show_palette (fixture);
  g_assert_null (find_action (palette, "win.show-view"));
  type_text (palette, "overd");
  command = find_action (palette, "win.show-view");
  g_assert_nonnull (command);
  g_assert_cmpstr (command->title, ==, "Overdue");
  g_assert_cmpstr (command->details, ==, "1");
  g_assert_null (find_action (palette, "win.pin-view"));
  adw_dialog_close (ADW_DIALOG (palette));
  wait_until (has_closed, fixture);

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.pin-view", "x", overdue (fixture)->id);
  wait_until (is_unpinned, fixture);
  palette = show_palette (fixture);
  type_text (palette, "overd");
  g_assert_true (find_action (palette, "win.show-view") == rg_command_palette_get_command (palette, 0));
  rg_command_palette_run (palette);
  wait_until (shows_overdue, fixture);
  wait_until (has_closed, fixture);

  palette = show_palette (fixture);
  type_text (palette, "Put “Overdue");
  g_assert_true (find_action (palette, "win.pin-view") == rg_command_palette_get_command (palette, 0));
  rg_command_palette_run (palette);
  wait_until (is_pinned, fixture);
  wait_until (has_closed, fixture);
}

static gboolean
shows_stalled (gpointer data)
{
  Fixture *fixture = data;
  RgPage *page = rg_window_get_page (fixture->window);
  const RgView *view =
      RG_IS_PIPELINE_PAGE (page) ? rg_pipeline_page_get_view (RG_PIPELINE_PAGE (page)) : NULL;

  return view != NULL && g_str_equal (view->entity, "deal");
}

/* A view of deals too, and the stages they go through. */
static void
test_deals (Fixture *fixture, gconstpointer data)
{
  RgCommandPalette *palette;

  wait_until (knows_views, fixture);
  palette = show_palette (fixture);
  type_text (palette, "Stalled D");
  rg_command_palette_run (palette);
  wait_until (shows_stalled, fixture);
  wait_until (has_closed, fixture);

  palette = show_palette (fixture);
  type_text (palette, "Stages of");
  rg_command_palette_run (palette);
  g_assert_true (RG_IS_PREFERENCES (top_dialog (fixture)));
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/app/palette/everything", test_everything);
  ADD ("/app/palette/customer", test_customer);
  ADD ("/app/palette/action", test_action);
  ADD ("/app/palette/shortcuts", test_shortcuts);
  ADD ("/app/palette/views", test_views);
  ADD ("/app/palette/deals", test_deals);
  ADD ("/app/palette/tasks", test_tasks);
  g_test_add_func ("/app/palette/pinyin", test_pinyin);

  return g_test_run ();
}
