/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The least that a program for libadwaita shows: a window with a header bar and
 * a sentence. With --memory it says after two seconds what it takes. */

#include "measure.h"

#include <adwaita.h>
#include <string.h>

static gboolean want_memory;

static gboolean
is_painted (GtkWidget *window)
{
  return gtk_widget_get_mapped (window) && gtk_widget_get_width (window) > 0;
}

static gboolean
rested_cb (gpointer user_data)
{
  if (want_memory)
    measure_say ("memory", measure_private_memory ());
  gtk_window_close (GTK_WINDOW (user_data));
  return G_SOURCE_REMOVE;
}

static void
activate_cb (GtkApplication *app, gpointer user_data)
{
  GtkWidget *window = adw_application_window_new (app), *view = adw_toolbar_view_new ();

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), gtk_label_new ("Nothing more than this"));
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), view);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 900);
  measure_watch (window);
  measure_say_painted (window, is_painted);
  gtk_window_present (GTK_WINDOW (window));
  g_timeout_add (want_memory ? 2000 : 500, rested_cb, window);
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) app =
      adw_application_new ("io.github.regulars.MinimalWindow", G_APPLICATION_DEFAULT_FLAGS);

  want_memory = argc > 1 && strcmp (argv[1], "--memory") == 0;
  g_signal_connect (app, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (app), 1, argv);
}
