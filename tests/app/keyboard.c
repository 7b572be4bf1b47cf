/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "support.h"

#include "keyboard-walk.h"

#include "app/rg-pictures.h"

/* Everything by Tab. */

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

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
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
  wait_until (is_mapped, window);
  let_paint (window);
  assert_walk (GTK_WINDOW (window));

  /* Tab goes past it: its box keeps it from having the focus. */
  gtk_widget_set_focusable (last, TRUE);
  g_signal_connect (window, "notify::focus-widget", G_CALLBACK (refuse_cb), last);
  missed = keyboard_walk (GTK_WINDOW (window));
  g_assert_nonnull (strstr (missed, "(last"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
visit_cb (const char *name, RgWindow *window, gpointer user_data)
{
  GString *all = user_data;
  g_autofree char *missed = keyboard_walk (GTK_WINDOW (window));

  if (*missed != '\0')
    g_string_append_printf (all, "--- %s:\n%s", name, missed);
}

static void
assert_pages (int width, int height)
{
  g_autoptr (Shop) shop = shop_new ();
  g_autoptr (RgSettings) settings = rg_settings_new ();
  g_autoptr (GString) missed = g_string_new (NULL);

  shop_close (shop);
  rg_pictures_visit (NULL, settings, shop->folder, width, height, visit_cb, missed);
  run_for (100);
  if (missed->len > 0)
    g_test_message ("%s", missed->str);
  g_assert_cmpstr (missed->str, ==, "");
}

static void
test_wide (void)
{
  assert_pages (1280, 800);
}

static void
test_narrow (void)
{
  assert_pages (360, 640);
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);
  /* Each is a run of its own: see meson.build. */
  g_test_add_func ("/app/keyboard/the-walk", test_the_walk);
  g_test_add_func ("/app/keyboard/wide", test_wide);
  g_test_add_func ("/app/keyboard/narrow", test_narrow);

  return g_test_run ();
}
