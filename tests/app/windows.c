/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "windows-fixture.h"

/* --- asking for a shop to put something into ------------------------------ */

static void
ensured_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->store = rg_window_ensure_store_finish (RG_WINDOW (source), result, &answer->error);
  answer->done = TRUE;
}

/* Nothing is made by looking; the first who has something makes the shop, and
 * whoever asks meanwhile gets the same one. */
static void
test_ensure (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "shop", NULL);
  g_auto (Answer) first = { 0 }, second = { 0 }, third = { 0 };

  rg_window_open_shop (fixture->window, folder);
  wait_for_state (fixture, "welcome");
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));

  rg_window_ensure_store_async (fixture->window, NULL, ensured_cb, &first);
  rg_window_ensure_store_async (fixture->window, NULL, ensured_cb, &second);
  wait_until (is_answered, &first);
  wait_until (is_answered, &second);
  g_assert_no_error (first.error);
  g_assert_nonnull (first.store);
  g_assert_true (first.store == second.store);
  g_assert_true (first.store == rg_window_get_store (fixture->window));
  g_assert_cmpstr (rg_window_get_state (fixture->window), ==, "shop");

  rg_window_ensure_store_async (fixture->window, NULL, ensured_cb, &third);
  wait_until (is_answered, &third);
  g_assert_true (third.store == first.store);
}

/* While the shop is being opened, one waits for it. */
static void
test_ensure_opening (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Shop) shop = shop_new ();
  g_auto (Answer) answer = { 0 };

  shop_close (shop);
  rg_window_open_shop (fixture->window, shop->folder);
  rg_window_ensure_store_async (fixture->window, NULL, ensured_cb, &answer);
  wait_until (is_answered, &answer);
  g_assert_no_error (answer.error);
  g_assert_true (answer.store == rg_window_get_store (fixture->window));

  answer_clear (&answer);
  leave_shop (fixture);
}

static void
test_ensure_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "shop.db", NULL);
  g_auto (Answer) answer = { 0 };

  rg_window_ensure_store_async (fixture->window, NULL, ensured_cb, &answer);
  wait_until (is_answered, &answer);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  answer_clear (&answer);

  /* It is still being opened when it is asked for. */
  g_assert_true (g_file_set_contents (path, "dear diary", -1, NULL));
  rg_window_open_shop (fixture->window, fixture->folder);
  rg_window_ensure_store_async (fixture->window, NULL, ensured_cb, &answer);
  wait_until (is_answered, &answer);
  g_assert_error (answer.error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_A_SHOP);
  answer_clear (&answer);

  rg_window_ensure_store_async (fixture->window, NULL, ensured_cb, &answer);
  wait_until (is_answered, &answer);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* --- a shop that another program has --------------------------------------- */

static gboolean
shows_for_reading (gpointer data)
{
  return rg_window_get_store (data) != NULL && rg_store_is_read_only (rg_window_get_store (data));
}

/* Whoever has the shop open beside the windows of this process stands for another
 * program: the lock is theirs alike. What it writes is read here, nothing is
 * written, and once it is gone everything goes on. */
static void
test_held (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Shop) shop = shop_new ();
  g_autoptr (GError) error = NULL;
  AdwBanner *banner;

  rg_window_open_shop (fixture->window, shop->folder);
  wait_until (shows_for_reading, fixture->window);
  wait_until (warns, fixture->window);
  banner = ADW_BANNER (find_banner (GTK_WIDGET (fixture->window)));
  g_assert_nonnull (strstr (adw_banner_get_title (banner), "open in another program"));
  g_assert_cmpstr (adw_banner_get_button_label (banner), ==, "Try Again");
  wait_for_name (fixture->window, "张三丰", TRUE);
  open_second (fixture, shop->folder);
  wait_until (shows_for_reading, fixture->second);
  g_assert_true (rg_window_get_store (fixture->window) == rg_window_get_store (fixture->second));

  /* The other one goes on writing; who looks again sees it. */
  shop_add (shop->store, "吴桐", NULL, NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.try-again", NULL);
  wait_for_name (fixture->window, "吴桐", TRUE);
  g_assert_true (shows_for_reading (fixture->window));
  shop_add (shop->store, "郑爽爽", NULL, NULL);

  shop_close (shop);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.try-again", NULL);
  wait_until (shows_shop, fixture->window);
  wait_for_name (fixture->window, "郑爽爽", TRUE);
  g_assert_false (warns (fixture->window));
  shop_add (rg_window_get_store (fixture->window), "韩梅梅", NULL, NULL);
  wait_for_name (fixture->window, "韩梅梅", TRUE);

  /* Now the windows have it: another program is refused, and may read. */
  g_assert_null (rg_store_open (shop->folder, RG_STORE_DEFAULT, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_LOCKED);
  shop->store = rg_store_open (shop->folder, RG_STORE_READ_ONLY, NULL);
  g_assert_nonnull (shop->store);
  shop_close (shop);
  leave_shop (fixture);
}

/* --- two windows of one shop ------------------------------------------- */

static gboolean
both_show_all (gpointer data)
{
  Fixture *fixture = data;
  RgWindow *windows[] = { fixture->window, fixture->second };

  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      g_autofree char *names = row_names (GTK_WIDGET (windows[i]));
      g_auto (GStrv) all = g_strsplit (names, ",", -1);

      if (g_strv_length (all) != PEOPLE)
        return FALSE;
    }

  return TRUE;
}

static void
open_twice (Fixture *fixture, const char *folder)
{
  rg_window_open_shop (fixture->window, folder);
  open_second (fixture, folder);
  wait_until (both_show_all, fixture);
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean *done = user_data;

  *done = rg_change_finish (RG_STORE (source), result, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static void
rename_customer (RgWindow *window, gint64 id, const char *name)
{
  g_auto (RgValue) value = RG_VALUE_INIT;
  gboolean done = FALSE;

  rg_value_set_text (&value, name);
  rg_change_field_async (rg_window_get_store (window), GTK_WIDGET (window), "customer", id, "name", &value,
                         name, changed_cb, &done);
  wait_until (is_true, &done);
}

static gboolean
is_idle (gpointer data)
{
  return !rg_window_is_busy (data);
}

static gint64
id_at (RgWindow *window, guint index)
{
  RgCustomersPage *page = RG_CUSTOMERS_PAGE (rg_window_get_page (window));

  return rg_record_list_get_id (rg_customers_page_get_list (page), index);
}

/* What is changed in one is seen in the other; Ctrl+Z takes what was done in the
 * window it is pressed in. */
static void
test_two (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Shop) shop = shop_new ();
  gint64 first, second;

  shop_close (shop);
  open_twice (fixture, shop->folder);
  g_assert_true (rg_window_get_store (fixture->window) == rg_window_get_store (fixture->second));
  g_assert_cmpuint (rg_stores_get_n (rg_stores_get_default ()), ==, 1);
  g_assert_cmpstr (rg_window_get_session (fixture->window), !=, rg_window_get_session (fixture->second));

  first = id_at (fixture->window, 0);
  second = id_at (fixture->window, 1);
  rename_customer (fixture->window, first, "安一");
  wait_for_name (fixture->second, "安一", TRUE);
  rename_customer (fixture->second, second, "安二");
  wait_for_name (fixture->window, "安二", TRUE);

  /* The newest change is the other window's. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  wait_for_name (fixture->second, "安娜", TRUE);
  wait_until (is_idle, fixture->window);
  wait_for_name (fixture->window, "安二", TRUE);

  gtk_widget_activate_action (GTK_WIDGET (fixture->second), "win.undo", NULL);
  wait_for_name (fixture->window, "曾国藩", TRUE);
  wait_until (is_idle, fixture->second);

  /* The first is the one that a restart continues. */
  if (g_str_equal (rg_window_get_session (fixture->second), "window"))
    close_window (g_steal_pointer (&fixture->second));
  else
    {
      close_window (fixture->window);
      fixture->window = g_steal_pointer (&fixture->second);
    }
  g_assert_false (rg_store_is_read_only (rg_window_get_store (fixture->window)));
  rename_customer (fixture->window, first, "安三");
  wait_for_name (fixture->window, "安三", TRUE);
  leave_shop (fixture);
}

/* Who comes back before the shop is closed finds it open for writing. */
static void
test_come_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Shop) shop = shop_new ();

  shop_close (shop);
  open_twice (fixture, shop->folder);
  for (guint i = 0; i < 3; i++)
    {
      close_window (g_steal_pointer (&fixture->second));
      close_window (g_steal_pointer (&fixture->window));
      fixture->window = rg_window_new (NULL, fixture->settings);
      gtk_window_present (GTK_WINDOW (fixture->window));
      open_twice (fixture, shop->folder);
      g_assert_false (rg_store_is_read_only (rg_window_get_store (fixture->window)));
      g_assert_false (rg_store_is_read_only (rg_window_get_store (fixture->second)));
    }
  leave_shop (fixture);
}

static gboolean
second_has_shop (gpointer data)
{
  Fixture *fixture = data;

  return rg_window_get_store (fixture->second) != NULL;
}

/* Both show the first-run page; what one makes the other has too. */
static void
test_first_run_twice (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "shop", NULL);
  g_auto (Answer) answer = { 0 };

  fixture->second = rg_window_new (NULL, fixture->settings);
  gtk_window_present (GTK_WINDOW (fixture->second));
  rg_window_open_shop (fixture->second, folder);
  rg_window_open_shop (fixture->window, folder);
  wait_for_state (fixture, "welcome");
  while (!g_str_equal (rg_window_get_state (fixture->second), "welcome"))
    g_main_context_iteration (NULL, TRUE);

  rg_window_ensure_store_async (fixture->window, NULL, ensured_cb, &answer);
  wait_until (is_answered, &answer);
  g_assert_no_error (answer.error);
  wait_until (second_has_shop, fixture);
  g_assert_true (rg_window_get_store (fixture->second) == answer.store);
}

/* --- shops ---------------------------------------------------------------- */

/* The items of the first section: the shops opened lately. */
static char *
recent_names (RgWindow *window)
{
  GtkWidget *menu = find_widget (GTK_WIDGET (window), RG_TYPE_SHOP_MENU);
  GMenuModel *model = rg_shop_menu_get_model (RG_SHOP_MENU (menu));
  g_autoptr (GMenuModel) recent = g_menu_model_get_item_link (model, 0, G_MENU_LINK_SECTION);
  GString *names = g_string_new (NULL);

  for (int i = 0; i < g_menu_model_get_n_items (recent); i++)
    {
      g_autofree char *label = NULL;

      g_assert_true (g_menu_model_get_item_attribute (recent, i, G_MENU_ATTRIBUTE_LABEL, "s", &label));
      g_string_append_printf (names, "%s%s", i > 0 ? "," : "", label);
    }

  return g_string_free_and_steal (names);
}

typedef struct
{
  RgWindow *window;
  const char *names;
} Recent;

static gboolean
has_recent (gpointer data)
{
  const Recent *recent = data;
  g_autofree char *names = recent_names (recent->window);

  return g_str_equal (names, recent->names);
}

static void
wait_for_recent (Fixture *fixture, const char *names)
{
  Recent recent = { fixture->window, names };

  wait_until (has_recent, &recent);
}

static gboolean
has_title (gpointer data)
{
  Fixture *fixture = data;

  return g_strcmp0 (gtk_window_get_title (GTK_WINDOW (fixture->window)), fixture->wanted) == 0;
}

static void
wait_for_title (Fixture *fixture, const char *title)
{
  fixture->wanted = title;
  wait_until (has_title, fixture);
}

static RgNewShopDialog *
new_shop_dialog (Fixture *fixture)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));

  return RG_IS_NEW_SHOP_DIALOG (dialog) ? RG_NEW_SHOP_DIALOG (dialog) : NULL;
}

static gboolean
dialog_has_error (gpointer data)
{
  return new_shop_dialog (data) != NULL && rg_new_shop_dialog_get_error (new_shop_dialog (data)) != NULL;
}

static gboolean
dialog_is_gone (gpointer data)
{
  return new_shop_dialog (data) == NULL;
}

static void
make_shop (Fixture *fixture, const char *name)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.new-shop", NULL);
  rg_new_shop_dialog_set_place (new_shop_dialog (fixture), fixture->folder);
  rg_new_shop_dialog_set_name (new_shop_dialog (fixture), name);
  rg_new_shop_dialog_create (new_shop_dialog (fixture));
}

/* A new shop has its own folder and its name; one goes between shops by the
 * menu; what is gone is not offered. */
static void
test_shops (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = g_build_filename (fixture->folder, "贝贝屋-母婴", NULL);
  g_autofree char *second = g_build_filename (fixture->folder, "老街_面馆", NULL);

  make_shop (fixture, " 贝贝屋/母婴 ");
  wait_until (dialog_is_gone, fixture);
  wait_for_title (fixture, "贝贝屋/母婴");
  g_assert_cmpstr (rg_window_get_folder (fixture->window), ==, first);

  make_shop (fixture, "老街_面馆");
  wait_for_title (fixture, "老街_面馆");
  wait_for_recent (fixture, "老街__面馆,贝贝屋/母婴,Example Shop");

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.recent-shop", "s", first);
  wait_for_title (fixture, "贝贝屋/母婴");
  rg_window_rename_shop (fixture->window, "贝贝屋");
  wait_for_title (fixture, "贝贝屋");
  wait_for_recent (fixture, "老街__面馆,贝贝屋,Example Shop");

  /* After a restart as well. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.recent-shop", "s", second);
  wait_for_title (fixture, "老街_面馆");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.recent-shop", "s", first);
  wait_for_title (fixture, "贝贝屋");

  remove_folder (second);
  rg_shop_menu_remember (fixture->settings, first, "宝贝屋");
  wait_for_recent (fixture, "宝贝屋,Example Shop");
}

/* Nothing is begun where there is something. */
static void
test_shop_in_the_way (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "photos", NULL);
  g_autofree char *file = g_build_filename (folder, "cat.png", NULL);
  g_autofree char *database = g_build_filename (folder, "shop.db", NULL);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, "meow", -1, NULL));
  make_shop (fixture, "photos");
  wait_until (dialog_has_error, fixture);
  g_assert_false (g_file_test (database, G_FILE_TEST_EXISTS));

  /* Another name does it. */
  rg_new_shop_dialog_set_name (new_shop_dialog (fixture), "Photos of Cats");
  g_assert_null (rg_new_shop_dialog_get_error (new_shop_dialog (fixture)));
  rg_new_shop_dialog_create (new_shop_dialog (fixture));
  wait_for_title (fixture, "Photos of Cats");
}

static gboolean
has_dialog (gpointer data)
{
  Fixture *fixture = data;

  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window)) != NULL;
}

/* All customers into a file; where that cannot be, it is said. */
static void
test_export (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Shop) shop = shop_new ();
  g_autofree char *path = g_build_filename (fixture->folder, "all.csv", NULL);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "none", "all.csv", NULL);
  g_autofree char *text = NULL;

  shop_close (shop);
  rg_window_open_shop (fixture->window, shop->folder);
  wait_for_state (fixture, "shop");
  rg_window_export_to (fixture->window, path);
  g_assert_true (rg_window_is_busy (fixture->window));
  wait_until (is_idle, fixture->window);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "张三丰"));
  g_assert_nonnull (strstr (text, "欧阳娜娜"));

  rg_window_export_to (fixture->window, nowhere);
  wait_until (has_dialog, fixture);
  wait_until (is_idle, fixture->window);
  leave_shop (fixture);
}

/* --- the program ---------------------------------------------------------- */

typedef struct
{
  RgApplication *app;
  const char *folder;
  guint step;
  gint64 latest;
} Run;

static guint
n_showing (Run *run)
{
  guint n = 0;

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (run->app)); l != NULL; l = l->next)
    n += RG_IS_WINDOW (l->data) && rg_window_get_store (l->data) != NULL &&
         g_strcmp0 (rg_window_get_folder (l->data), run->folder) == 0;

  return n;
}

/* The window comes, another one of the same shop beside it, and both go. */
static gboolean
run_step_cb (gpointer user_data)
{
  Run *run = user_data;

  g_assert_cmpint (g_get_monotonic_time (), <, run->latest);
  if (n_showing (run) != run->step + 1)
    return G_SOURCE_CONTINUE;
  if (run->step++ == 0)
    {
      g_action_group_activate_action (G_ACTION_GROUP (run->app), "new-window", NULL);
      return G_SOURCE_CONTINUE;
    }
  g_assert_cmpuint (rg_stores_get_n (rg_stores_get_default ()), ==, 1);
  g_action_group_activate_action (G_ACTION_GROUP (run->app), "quit", NULL);

  return G_SOURCE_REMOVE;
}

static void
test_program (void)
{
  g_autoptr (Shop) shop = shop_new ();
  RgApplication *app = rg_application_new ();
  char *argv[] = { (char *) "regulars", (char *) "--shop", shop->folder, NULL };
  Run run = { app, shop->folder, 0, g_get_monotonic_time () + 20 * G_USEC_PER_SEC };

  shop_close (shop);
  g_application_set_flags (G_APPLICATION (app),
                           g_application_get_flags (G_APPLICATION (app)) | G_APPLICATION_NON_UNIQUE);
  g_timeout_add (20, run_step_cb, &run);
  g_assert_cmpint (g_application_run (G_APPLICATION (app), 3, argv), ==, 0);
  g_assert_cmpuint (run.step, ==, 2);
  /* It does not end before the shop is closed. */
  g_assert_cmpuint (rg_stores_get_n (rg_stores_get_default ()), ==, 0);
  g_object_unref (app);
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/app/windows/ensure", test_ensure);
  ADD ("/app/windows/ensure-opening", test_ensure_opening);
  ADD ("/app/windows/ensure-refused", test_ensure_refused);
  ADD ("/app/windows/held", test_held);
  ADD ("/app/windows/two", test_two);
  ADD ("/app/windows/come-back", test_come_back);
  ADD ("/app/windows/first-run-twice", test_first_run_twice);
  ADD ("/app/windows/shops", test_shops);
  ADD ("/app/windows/shop-in-the-way", test_shop_in_the_way);
  ADD ("/app/windows/export", test_export);
  g_test_add_func ("/app/windows/program", test_program);

  return g_test_run ();
}
