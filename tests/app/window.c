/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "support.h"

#include "app/import/rg-import-assistant.h"
#include "app/pages/customers/rg-customers-page.h"
#include "app/pages/today/rg-today-page.h"
#include "app/preferences/rg-preferences.h"
#include "app/rg-error-page.h"
#include "app/widgets/rg-menu-button.h"

#include <glib/gstdio.h>

typedef struct
{
  RgSettings *settings;
  RgWindow *window;
  char *folder;
  const char *wanted;
  guint n;
} Fixture;

static RgCustomersPage *
page_of (Fixture *fixture)
{
  return RG_CUSTOMERS_PAGE (rg_window_get_page (fixture->window));
}

static gboolean
has_state (gpointer data)
{
  Fixture *fixture = data;

  return g_str_equal (rg_window_get_state (fixture->window), fixture->wanted);
}

static void
wait_for_state (Fixture *fixture, const char *state)
{
  fixture->wanted = state;
  wait_until (has_state, fixture);
}

static gboolean
has_n (gpointer data)
{
  Fixture *fixture = data;
  RgRecordList *list = rg_customers_page_get_list (page_of (fixture));

  return list != NULL && g_list_model_get_n_items (G_LIST_MODEL (list)) == fixture->n;
}

static void
wait_for_n (Fixture *fixture, guint n)
{
  fixture->n = n;
  wait_until (has_n, fixture);
}

static gboolean
is_idle (gpointer data)
{
  Fixture *fixture = data;

  return !rg_window_is_busy (fixture->window);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->settings = rg_settings_new ();
  fixture->folder = g_dir_make_tmp ("regulars-window-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->window = rg_window_new (NULL, fixture->settings);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  RgWindow *window = fixture->window;

  let_paint (GTK_WIDGET (window));
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (window != NULL)
    g_main_context_iteration (NULL, TRUE);
  settings_end (fixture->settings);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static guint
n_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

/* Looking at an empty folder leaves it empty. */
static void
test_first_run (Fixture *fixture, gconstpointer data)
{
  rg_window_open_shop (fixture->window, fixture->folder);
  wait_for_state (fixture, "welcome");
  g_assert_cmpuint (n_files (fixture->folder), ==, 0);
  g_assert_null (rg_window_get_store (fixture->window));
}

static void
test_open (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Shop) shop = shop_new ();

  shop_close (shop);
  rg_window_open_shop (fixture->window, shop->folder);
  wait_for_state (fixture, "shop");
  wait_for_n (fixture, PEOPLE);
  g_assert_false (rg_store_is_read_only (rg_window_get_store (fixture->window)));

  /* And another one after it. */
  rg_window_open_shop (fixture->window, fixture->folder);
  wait_for_state (fixture, "welcome");
  g_assert_null (rg_window_get_store (fixture->window));
  wait_for_stores ();
}

static gboolean
shows_customers (gpointer data)
{
  return RG_IS_CUSTOMERS_PAGE (rg_window_get_page (((Fixture *) data)->window));
}

/* By the row of the preferences. */
static void
choose_first_page (Fixture *fixture, guint place)
{
  AdwDialog *dialog = rg_preferences_new (fixture->settings, NULL);

  adw_dialog_present (dialog, GTK_WIDGET (fixture->window));
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_widget (GTK_WIDGET (dialog), ADW_TYPE_COMBO_ROW)), place);
  adw_dialog_force_close (dialog);
  run_for (50);
}

/* With the day, or as somebody wants it; one without customers with theirs. */
static void
test_first_page (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Shop) shop = shop_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RgStore) empty = rg_store_open (fixture->folder, RG_STORE_CREATE, &error);

  g_assert_no_error (error);
  rg_store_close (empty);
  shop_close (shop);
  choose_first_page (fixture, 1);
  rg_window_begin (fixture->window);
  g_assert_true (shows_customers (fixture));
  choose_first_page (fixture, 0);
  rg_window_begin (fixture->window);
  rg_window_open_shop (fixture->window, shop->folder);
  wait_for_state (fixture, "shop");
  run_for (500);
  g_assert_true (RG_IS_TODAY_PAGE (rg_window_get_page (fixture->window)));
  g_assert_cmpstr (rg_today_page_get_state (RG_TODAY_PAGE (rg_window_get_page (fixture->window))), ==,
                   "list");
  rg_window_open_shop (fixture->window, fixture->folder);
  wait_until (shows_customers, fixture);
  /* Whoever goes there stays there. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.go-to-page", "i", RG_PLACE_TODAY);
  run_for (300);
  g_assert_false (shows_customers (fixture));
}

/* A file that is no shop is left as it is. */
static void
test_not_a_shop (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "shop.db", NULL);
  g_autofree char *content = NULL;

  g_assert_true (g_file_set_contents (path, "dear diary", -1, NULL));
  rg_window_open_shop (fixture->window, fixture->folder);
  wait_for_state (fixture, "error");
  g_assert_cmpstr (rg_error_page_get_title (
                       RG_ERROR_PAGE (find_widget (GTK_WIDGET (fixture->window), RG_TYPE_ERROR_PAGE))),
                   ==, "This Is Not a Shop");
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "dear diary");

  /* The way out of the error: it went away. */
  g_assert_cmpint (g_unlink (path), ==, 0);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.try-again", NULL);
  wait_for_state (fixture, "welcome");
}

/* The window's own one, and not a page's. */
static GtkWidget *
find_banner (GtkWidget *root)
{
  GtkWidget *found = ADW_IS_BANNER (root) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       found == NULL && child != NULL && !RG_IS_PAGE (root); child = gtk_widget_get_next_sibling (child))
    found = find_banner (child);

  return found;
}

static gboolean
is_hidden (gpointer banner)
{
  return !adw_banner_get_revealed (banner);
}

/* Somebody else has it: it can be read, the window says so, and when the other
 * one is done it can be written. */
static void
test_locked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Shop) shop = shop_new ();
  AdwBanner *banner;

  rg_window_open_shop (fixture->window, shop->folder);
  wait_for_state (fixture, "shop");
  wait_for_n (fixture, PEOPLE);
  banner = ADW_BANNER (find_banner (GTK_WIDGET (fixture->window)));
  g_assert_true (rg_store_is_read_only (rg_window_get_store (fixture->window)));
  g_assert_true (adw_banner_get_revealed (banner));

  shop_close (shop);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.try-again", NULL);
  wait_for_n (fixture, PEOPLE);
  wait_until (is_hidden, banner);
  g_assert_false (rg_store_is_read_only (rg_window_get_store (fixture->window)));

  /* The folder goes with the shop: the window must be done with it. */
  rg_window_open_shop (fixture->window, fixture->folder);
  wait_for_state (fixture, "welcome");
  wait_for_stores ();
}

/* Ctrl+Z and back: what this window did, and nothing of others. */
static gboolean
shows_text (GtkWidget *root, const char *beginning)
{
  if (GTK_IS_LABEL (root) && gtk_widget_get_mapped (root) &&
      g_str_has_prefix (gtk_label_get_text (GTK_LABEL (root)), beginning))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows_text (child, beginning))
      return TRUE;
  return FALSE;
}

static void
wait_for_word (Fixture *fixture, const char *beginning)
{
  gint64 end = g_get_monotonic_time () + 3 * G_USEC_PER_SEC;

  /* Long before a toast goes by itself. */
  while (!shows_text (GTK_WIDGET (fixture->window), beginning) && g_get_monotonic_time () < end)
    run_for (10);
  g_assert_true (shows_text (GTK_WIDGET (fixture->window), beginning));
}

/* Each step is named at once, and none before it any more. */
static void
test_undo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Shop) shop = shop_new ();

  shop_close (shop);
  rg_window_open_shop (fixture->window, shop->folder);
  wait_for_state (fixture, "shop");
  wait_for_n (fixture, PEOPLE);

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  wait_for_n (fixture, PEOPLE - 1);
  wait_until (is_idle, fixture);
  wait_for_word (fixture, "Undone: ");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.redo", NULL);
  wait_for_n (fixture, PEOPLE);
  wait_until (is_idle, fixture);
  wait_for_word (fixture, "Redone: ");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  wait_for_n (fixture, PEOPLE - 1);
  wait_until (is_idle, fixture);
  wait_for_word (fixture, "Undone: ");
  g_assert_false (shows_text (GTK_WIDGET (fixture->window), "Redone: "));

  rg_window_open_shop (fixture->window, fixture->folder);
  wait_for_state (fixture, "welcome");
  wait_for_stores ();
}

static const char list[] = "姓名,手机,来源\n"
                           "张三丰,19900000001,抖音\n"
                           "李清照,19900000003,到店\n"
                           "曾国藩,19900000002,抖音\n";

typedef struct
{
  RgWindow *window;
  gboolean done;
} Walk;

/* Goes on in the assistant as soon as that is possible. */
static gboolean
is_imported (gpointer data)
{
  Walk *walk = data;
  AdwDialog *dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (walk->window));
  RgImportAssistant *assistant = RG_IS_IMPORT_ASSISTANT (dialog) ? RG_IMPORT_ASSISTANT (dialog) : NULL;

  if (assistant == NULL)
    return walk->done;
  walk->done = rg_import_session_get_result (rg_import_assistant_get_session (assistant)) != NULL;
  gtk_widget_activate_action (GTK_WIDGET (assistant), "import.next", NULL);
  return FALSE;
}

/* The first import makes the shop; its undo leaves an empty one. */
static void
test_import (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "list.csv", NULL);
  g_autofree char *shop = g_build_filename (fixture->folder, "shop", NULL);
  Walk walk = { .window = fixture->window };
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, list, -1, NULL));
  rg_window_open_shop (fixture->window, shop);
  wait_for_state (fixture, "welcome");
  rg_window_import_file (fixture->window, file);
  wait_until (is_imported, &walk);
  wait_for_state (fixture, "shop");
  wait_for_n (fixture, 3);
  wait_until (is_idle, fixture);

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  wait_for_n (fixture, 0);
  g_assert_cmpstr (rg_customers_page_get_state (page_of (fixture)), ==, "empty");
  wait_until (is_idle, fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.redo", NULL);
  wait_for_n (fixture, 3);
  wait_until (is_idle, fixture);
}

static gboolean
has_dialog (gpointer data)
{
  Fixture *fixture = data;

  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window)) != NULL;
}

/* A file that cannot be imported makes no shop. */
static void
test_import_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "empty.csv", NULL);
  g_autofree char *shop = g_build_filename (fixture->folder, "shop", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, "", -1, NULL));
  rg_window_open_shop (fixture->window, shop);
  wait_for_state (fixture, "welcome");
  rg_window_import_file (fixture->window, file);
  wait_until (has_dialog, fixture);
  g_assert_false (g_file_test (shop, G_FILE_TEST_EXISTS));
  g_assert_cmpstr (rg_window_get_state (fixture->window), ==, "welcome");
  adw_dialog_force_close (
      adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window)));
  wait_until (is_idle, fixture);
}

static GtkMenuButton *
find_main_menu (GtkWidget *root)
{
  GtkMenuButton *found = NULL;

  if (GTK_IS_MENU_BUTTON (root))
    return gtk_menu_button_get_primary (GTK_MENU_BUTTON (root)) ? GTK_MENU_BUTTON (root) : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_main_menu (child);

  return found;
}

/* The order that people know from other programs, and nothing twice. */
static void
test_menu (Fixture *fixture, gconstpointer data)
{
  GtkMenuButton *button = find_main_menu (GTK_WIDGET (fixture->window));
  GMenuModel *menu = rg_menu_button_get_menu (button);
  g_autoptr (GString) actions = g_string_new (NULL);

  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);

      for (int j = 0; j < g_menu_model_get_n_items (section); j++)
        {
          g_autofree char *action = NULL;

          g_assert_true (g_menu_model_get_item_attribute (section, j, G_MENU_ATTRIBUTE_ACTION, "s", &action));
          g_string_append_printf (actions, "%s ", action);
        }
    }
  g_assert_cmpstr (actions->str, ==,
                   "app.new-window win.import win.export win.export-shop win.history win.backups win.classes "
                   "win.preferences "
                   "win.shortcuts win.about ");
}

/* Here the processor draws: nothing moves for the sake of moving. */
static void
test_animations (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GtkSettings *settings = gtk_widget_get_settings (window);
  gboolean animations;

  g_assert_true (GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (GTK_NATIVE (window))));
  g_object_get (settings, "gtk-enable-animations", &animations, NULL);
  g_assert_false (animations);
}

/* --- focus ---------------------------------------------------------------- */

/* What the page lists has the focus. */
static gboolean
is_in_list (gpointer data)
{
  Fixture *fixture = data;
  GtkWidget *page = GTK_WIDGET (rg_window_get_page (fixture->window));
  GtkWidget *view = find_widget (page, GTK_TYPE_LIST_VIEW);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return view != NULL && focus != NULL && gtk_widget_get_mapped (focus) &&
         gtk_widget_is_ancestor (focus, view);
}

/* Or what stands where there is nothing to list. */
static gboolean
is_below_header (gpointer data)
{
  Fixture *fixture = data;
  GtkWidget *page = GTK_WIDGET (rg_window_get_page (fixture->window));
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return focus != NULL && gtk_widget_get_mapped (focus) && gtk_widget_is_ancestor (focus, page) &&
         gtk_widget_get_ancestor (focus, ADW_TYPE_HEADER_BAR) == NULL;
}

static gboolean
has_no_dialog (gpointer data)
{
  return !has_dialog (data);
}

static char *
dup_title_of_new (Fixture *fixture)
{
  AdwDialog *dialog;
  char *title;

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.new", NULL);
  wait_until (has_dialog, fixture);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));
  title = g_strdup (adw_dialog_get_title (dialog));
  adw_dialog_force_close (dialog);
  wait_until (has_no_dialog, fixture);

  return title;
}

/* Who opens the window, goes to a page by its key, or closes what was in front of
 * it can go on by the keys at once. */
static void
test_focus (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Shop) shop = shop_new ();
  GtkWidget *window = GTK_WIDGET (fixture->window);
  g_autofree char *customer = NULL, *tag = NULL;

  shop_close (shop);
  rg_window_open_shop (fixture->window, shop->folder);
  wait_for_state (fixture, "shop");
  wait_for_n (fixture, PEOPLE);
  wait_until (is_in_list, fixture);
  gtk_widget_activate_action (window, "win.go-to-page", "i", RG_PLACE_TAGS);
  wait_until (is_below_header, fixture);
  tag = dup_title_of_new (fixture);
  g_assert_cmpstr (tag, ==, "New Tag");
  wait_until (is_below_header, fixture);
  gtk_widget_activate_action (window, "win.go-to-page", "i", RG_PLACE_CUSTOMERS);
  wait_until (is_in_list, fixture);
  customer = dup_title_of_new (fixture);
  g_assert_cmpstr (customer, ==, "New Customer");
  wait_until (is_in_list, fixture);

  /* As when a menu is closed that had it. */
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD);
  g_assert_true (is_in_list (fixture));
}

/* The first-run page, which had the focus, is gone when the dialog before it is. */
static void
test_focus_after_welcome (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Shop) shop = shop_new ();

  rg_window_open_shop (fixture->window, fixture->folder);
  wait_for_state (fixture, "welcome");
  run_for (100);
  gtk_widget_child_focus (GTK_WIDGET (fixture->window), GTK_DIR_TAB_FORWARD);
  g_assert_nonnull (gtk_window_get_focus (GTK_WINDOW (fixture->window)));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.shortcuts", NULL);
  wait_until (has_dialog, fixture);
  shop_close (shop);
  rg_window_open_shop (fixture->window, shop->folder);
  wait_for_state (fixture, "shop");
  wait_for_n (fixture, PEOPLE);
  adw_dialog_force_close (
      adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window)));
  wait_until (is_in_list, fixture);
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/app/window/first-run", test_first_run);
  ADD ("/app/window/open", test_open);
  ADD ("/app/window/first-page", test_first_page);
  ADD ("/app/window/not-a-shop", test_not_a_shop);
  ADD ("/app/window/locked", test_locked);
  ADD ("/app/window/undo", test_undo);
  ADD ("/app/window/import", test_import);
  ADD ("/app/window/import-refused", test_import_refused);
  ADD ("/app/window/menu", test_menu);
  ADD ("/app/window/animations", test_animations);
  ADD ("/app/window/focus", test_focus);
  ADD ("/app/window/focus-after-welcome", test_focus_after_welcome);

  return g_test_run ();
}
