/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the tests of several windows share: a window that was just opened, and
 * the way out. */

#include "support.h"

#include "app/pages/customers/rg-customers-page.h"
#include "app/rg-change.h"
#include "app/rg-new-shop-dialog.h"
#include "app/rg-shop-menu.h"
#include "app/rg-stores.h"

#include <glib/gstdio.h>

/* What a window does with its shop, and two windows with the same one. */

typedef struct
{
  RgSettings *settings;
  RgWindow *window;
  RgWindow *second;
  char *folder;
  const char *wanted;
} Fixture;

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
nothing_is_open (gpointer data)
{
  return rg_stores_get_n (rg_stores_get_default ()) == 0;
}

/* What was asked of the shop has been answered, and nobody holds a page. */
static gboolean
is_alone (gpointer data)
{
  return g_atomic_int_get (&((GObject *) data)->ref_count) == 1;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->settings = rg_settings_new ();
  fixture->folder = g_dir_make_tmp ("regulars-windows-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->window = rg_window_new (NULL, fixture->settings);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
close_window (RgWindow *window)
{
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_destroy (GTK_WINDOW (window));
  while (window != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->second != NULL)
    close_window (fixture->second);
  if (fixture->window != NULL)
    close_window (fixture->window);
  wait_until (nothing_is_open, NULL);
  wait_until (is_alone, fixture->settings);
  g_assert_finalize_object (fixture->settings);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

/* The shop's folder goes with the test: the windows must be done with it. */
static void
leave_shop (Fixture *fixture)
{
  if (fixture->second != NULL)
    close_window (g_steal_pointer (&fixture->second));
  close_window (g_steal_pointer (&fixture->window));
  wait_until (nothing_is_open, NULL);
}
