/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "support.h"

#include "keyboard-walk.h"

#include "app/pages/customers/rg-customers-page.h"

/* Everything by Tab. */

static gboolean
has_list (gpointer data)
{
  RgWindow *window = data;
  RgPage *page = rg_window_get_page (window);

  return g_str_equal (rg_window_get_state (window), "shop") && RG_IS_CUSTOMERS_PAGE (page) &&
         rg_customers_page_get_list (RG_CUSTOMERS_PAGE (page)) != NULL;
}

static void
assert_walk (GtkWindow *window)
{
  g_autofree char *missed = keyboard_walk (window);

  g_assert_cmpstr (missed, ==, "");
}

/* Puts the focus back to the beginning, as a trap would. */
static void
refuse_cb (GtkWindow *window, GParamSpec *pspec, GtkWidget *last)
{
  if (gtk_window_get_focus (window) == last)
    gtk_window_set_focus (window, NULL);
}

/* The walk sees what it is for. */
static void
test_the_walk (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *last = gtk_button_new_with_label ("last");
  g_autofree char *missed = NULL;

  gtk_box_append (GTK_BOX (box), gtk_button_new_with_label ("first"));
  gtk_box_append (GTK_BOX (box), gtk_entry_new ());
  gtk_box_append (GTK_BOX (box), last);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  run_for (200);
  assert_walk (GTK_WINDOW (window));

  /* Tab goes past it: its box keeps it from having the focus. */
  gtk_widget_set_focusable (last, TRUE);
  g_signal_connect (window, "notify::focus-widget", G_CALLBACK (refuse_cb), last);
  missed = keyboard_walk (GTK_WINDOW (window));
  g_assert_nonnull (strstr (missed, "(last"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_customers (void)
{
  g_autoptr (Shop) shop = shop_new ();
  g_autoptr (RgSettings) settings = rg_settings_new ();
  RgWindow *window = rg_window_new (NULL, settings);

  shop_close (shop);
  rg_window_open_shop (window, shop->folder);
  gtk_window_present (GTK_WINDOW (window));
  wait_until (has_list, window);
  run_for (200);
  assert_walk (GTK_WINDOW (window));
  gtk_window_destroy (GTK_WINDOW (window));
  run_for (100);
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);
  g_test_add_func ("/app/keyboard/the-walk", test_the_walk);
  g_test_add_func ("/app/keyboard/customers", test_customers);

  return g_test_run ();
}
