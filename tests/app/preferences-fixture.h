/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "support.h"

#include "app/preferences/rg-preferences.h"

/* What the tests of the preferences share: the dialog over a window, with a shop. */
typedef struct
{
  Shop *shop;
  RgSettings *settings;
  GtkWidget *window;
  RgPreferences *dialog;
  const char *wanted;
} Fixture;

static inline gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

/* With a shop that is there already. */
static inline void
preferences_open (Fixture *fixture, int width)
{
  fixture->settings = rg_settings_new ();
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, 700);
  adw_window_set_content (ADW_WINDOW (fixture->window), gtk_label_new ("under it"));
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->dialog = RG_PREFERENCES (rg_preferences_new (fixture->settings, fixture->shop->store));
  adw_dialog_present (ADW_DIALOG (fixture->dialog), fixture->window);
  wait_until (is_mapped, fixture->dialog);
}

static inline void
preferences_close (Fixture *fixture, gconstpointer data)
{
  gpointer dialog = fixture->dialog;

  g_object_add_weak_pointer (dialog, &dialog);
  adw_dialog_force_close (ADW_DIALOG (fixture->dialog));
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (dialog != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (fixture->settings);
  shop_free (fixture->shop);
}

static inline void
assert_answer (Fixture *fixture, const char *sql, const char *wanted)
{
  g_autofree char *answer = shop_ask (fixture->shop->store, sql);

  g_assert_cmpstr (answer, ==, wanted);
}

static inline gboolean
is_left (gpointer page)
{
  return gtk_widget_get_root (page) == NULL;
}

/* The dialog may hold on to a page that lay under another one. */
static inline void
wait_gone (gpointer page)
{
  g_autoptr (GObject) held = g_object_ref (page);

  wait_until (is_left, held);
}
