/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "windows-fixture.h"

/* What a window lets go of when it goes. */

static gboolean
is_writing (gpointer data)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (((Fixture *) data)->window));

  return focus != NULL && GTK_IS_TEXT_VIEW (focus);
}

static gboolean
has_record (gpointer data)
{
  RgCustomersPage *page = RG_CUSTOMERS_PAGE (rg_window_get_page (((Fixture *) data)->window));

  return !rg_record_page_is_busy (rg_customers_page_get_record (page));
}

/* Who closes it in the middle of a note leaves nothing of it behind: the fixture
 * looks for who still holds the settings. */
static void
test_writing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Shop) shop = shop_new ();
  RgCustomersPage *page;

  shop_close (shop);
  rg_window_open_shop (fixture->window, shop->folder);
  wait_for_state (fixture, "shop");
  rg_window_show_customer (fixture->window, 1);
  wait_until (has_record, fixture);
  page = RG_CUSTOMERS_PAGE (rg_window_get_page (fixture->window));
  rg_record_page_write_note (rg_customers_page_get_record (page));
  wait_until (is_writing, fixture);
  leave_shop (fixture);
}

static gboolean
quit_cb (gpointer user_data)
{
  g_action_group_activate_action (user_data, "quit", NULL);

  return G_SOURCE_REMOVE;
}

/* Before anything that is idle: the window is not on screen yet. */
static void
window_added_cb (GtkApplication *app, GtkWindow *window, gpointer user_data)
{
  g_idle_add_full (G_PRIORITY_HIGH, quit_cb, app, NULL);
}

/* The program ends, and not before the shop is closed that it was opening. */
static void
test_at_once (void)
{
  g_autoptr (Shop) shop = shop_new ();
  g_autoptr (RgApplication) app = rg_application_new ();
  char *argv[] = { (char *) "regulars", (char *) "--shop", shop->folder, NULL };

  shop_close (shop);
  g_application_set_flags (G_APPLICATION (app),
                           g_application_get_flags (G_APPLICATION (app)) | G_APPLICATION_NON_UNIQUE);
  g_signal_connect (app, "window-added", G_CALLBACK (window_added_cb), NULL);
  g_assert_cmpint (g_application_run (G_APPLICATION (app), 3, argv), ==, 0);
  g_assert_true (nothing_is_open (NULL));
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

  g_test_add ("/app/leaving/writing", Fixture, NULL, set_up, test_writing, tear_down);
  g_test_add_func ("/app/leaving/at-once", test_at_once);

  return g_test_run ();
}
