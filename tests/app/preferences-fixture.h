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
  RgOwnFieldsPage *fields;
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
  fixture->window = dialog_window_new (width, 700);
  fixture->dialog = RG_PREFERENCES (rg_preferences_new (fixture->settings, fixture->shop->store));
  fixture->fields = rg_preferences_get_own_fields (fixture->dialog);
  adw_dialog_present (ADW_DIALOG (fixture->dialog), fixture->window);
  wait_until (is_mapped, fixture->dialog);
  /* What is in it comes with the first picture of it. */
  let_paint (fixture->window);
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

/* --- where the focus is ------------------------------------------------------ */

/* What the row reads that has it; "+" for what adds one; %NULL: nothing that is shown. */
static inline const char *
focused_row (Fixture *fixture)
{
  GtkWidget *focus, *row;

  let_paint (fixture->window);
  focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  if (focus == NULL || !gtk_widget_get_mapped (focus))
    return NULL;
  row = gtk_widget_get_ancestor (focus, ADW_TYPE_PREFERENCES_ROW);
  if (row != NULL)
    return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
  return find_widget (focus, ADW_TYPE_BUTTON_CONTENT) != NULL ? "+" : G_OBJECT_TYPE_NAME (focus);
}

/* What a button or a row does, as the keyboard has it done. */
static inline void
do_by (GtkWidget *widget)
{
  gtk_widget_grab_focus (widget);
  if (ADW_IS_ACTION_ROW (widget))
    adw_action_row_activate (ADW_ACTION_ROW (widget));
  else if (GTK_IS_LIST_BOX_ROW (widget))
    g_signal_emit_by_name (widget, "activated");
  else
    g_signal_emit_by_name (widget, "clicked");
}

/* The button of a group that adds a row to it. */
static inline GtkWidget *
adding_button (gpointer page)
{
  return gtk_widget_get_ancestor (find_widget (page, ADW_TYPE_BUTTON_CONTENT), GTK_TYPE_BUTTON);
}

/* Within @root, what @fits. (nullable) */
static inline gpointer
look_for (gpointer root, gboolean (*fits) (gpointer widget, const char *text), const char *text)
{
  gpointer found = fits (root, text) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = look_for (child, fits, text);
  return found;
}

static inline gboolean
is_row (gpointer widget, const char *title)
{
  return ADW_IS_PREFERENCES_ROW (widget) && gtk_widget_get_mapped (widget) &&
         g_strcmp0 (adw_preferences_row_get_title (widget), title) == 0;
}

static inline gboolean
is_button (gpointer widget, const char *css_class)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, css_class);
}

static inline GtkWidget *
row_of (Fixture *fixture, const char *title)
{
  GtkWidget *row = look_for (fixture->dialog, is_row, title);

  g_assert_nonnull (row);
  return row;
}

/* Opens the page of that type, as the keyboard does. */
static inline gpointer
open_page (Fixture *fixture, GtkWidget *from, GType type)
{
  GtkWidget *page;

  do_by (from);
  page = find_widget (GTK_WIDGET (fixture->dialog), type);
  g_assert_nonnull (page);
  return page;
}

/* By its button, which has the focus then. */
static inline void
save_page (gpointer page)
{
  GtkWidget *header = find_widget (page, ADW_TYPE_HEADER_BAR);
  GtkWidget *button = look_for (header, is_button, "suggested-action");

  g_assert_nonnull (button);
  do_by (button);
  wait_gone (page);
}
