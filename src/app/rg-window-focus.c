/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-window-private.h"

/* Where the keys go when nobody says: to what the page lists, and not to the
 * first button of the window. */

/**
 * rg_window_focus_page:
 * @self: a window
 *
 * Puts the focus on what the page is there for, unless a dialog or the list of
 * pages is before it.
 *
 * Returns: whether it is there
 */
gboolean
rg_window_focus_page (RgWindow *self)
{
  if (g_strcmp0 (rg_window_get_state (self), "shop") != 0 ||
      adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) != NULL ||
      (adw_navigation_split_view_get_collapsed (self->split_view) &&
       !adw_navigation_split_view_get_show_content (self->split_view)))
    return FALSE;
  return rg_page_take_focus (rg_window_get_page (self));
}

/**
 * rg_window_ensure_focus:
 * @self: a window
 *
 * Where nothing that can be seen has the focus, what the page lists has it.
 */
void
rg_window_ensure_focus (RgWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus == NULL || !gtk_widget_get_mapped (focus))
    rg_window_focus_page (self);
}

/* A dialog gives the focus back to where it was before it, and that may be hidden
 * by now: the first-run page, the bar below a selection. */
static gboolean
look_cb (gpointer user_data)
{
  RgWindow *self = RG_WINDOW (user_data);

  self->focusing = 0;
  rg_window_ensure_focus (self);

  return G_SOURCE_REMOVE;
}

static void
look_soon (RgWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (self->focusing == 0 && focus != NULL && !gtk_widget_get_mapped (focus))
    self->focusing = g_idle_add (look_cb, self);
}

static void
left_cb (GtkEventControllerFocus *controller, RgWindow *self)
{
  rg_window_mark_page (self);
}

static void
follow_list (RgWindow *self, GtkWidget *list)
{
  GtkEventController *controller = gtk_event_controller_focus_new ();

  g_signal_connect (controller, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (list, controller);
}

/**
 * rg_window_follow_focus:
 * @self: a window, which has its widgets
 */
void
rg_window_follow_focus (RgWindow *self)
{
  g_signal_connect (self, "notify::focus-widget", G_CALLBACK (look_soon), NULL);
  g_signal_connect (self, "notify::visible-dialog", G_CALLBACK (look_soon), NULL);
  /* The arrows mark what Enter would go to; gone from there, what is shown is
   * marked again. */
  follow_list (self, GTK_WIDGET (self->page_list));
  follow_list (self, GTK_WIDGET (self->views_list));
}
