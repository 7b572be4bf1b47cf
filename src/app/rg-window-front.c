/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-window-private.h"

#include "app/pages/today/rg-today-page.h"
#include "app/rg-welcome.h"
#include "app/widgets/rg-menu-button.h"

#include <glib/gi18n-lib.h>

/* How a window comes on screen, and what stands in it instead of a shop. Whose
 * shop opens, which is nearly always, waits for neither of these pages. */

/* ms; what is longer than this is not waited for without a window. */
#define PRESENT_WITHIN 150

static gboolean
present_cb (gpointer user_data)
{
  rg_window_present_now (user_data);

  return G_SOURCE_REMOVE;
}

/**
 * rg_window_present_now:
 * @self: a window
 *
 * Has what rg_window_present_soon() announced, if it did and has not yet.
 */
void
rg_window_present_now (RgWindow *self)
{
  if (self->presenting == 0)
    return;
  g_clear_handle_id (&self->presenting, g_source_remove);
  if (gtk_window_get_application (GTK_WINDOW (self)) != NULL)
    gtk_window_present (GTK_WINDOW (self));
}

/**
 * rg_window_present_soon:
 * @self: a new window
 *
 * Brings the window on screen as soon as there is something in it, and at the
 * latest in the time in which nobody misses it: a frame without people would be
 * drawn for nothing, and the one with them would have to wait for it.
 */
void
rg_window_present_soon (RgWindow *self)
{
  if (self->presenting == 0)
    self->presenting = g_timeout_add (PRESENT_WITHIN, present_cb, self);
}

/**
 * rg_window_begin:
 * @self: a new window
 *
 * Chooses the page that a shop opens with.
 */
void
rg_window_begin (RgWindow *self)
{
  g_autofree char *first = rg_settings_dup_string (self->settings, "first-page");

  if (g_str_equal (first, "today"))
    rg_window_select_page (self, RG_TYPE_TODAY_PAGE);
}

/*< private >
 * rg_window_page_settled:
 * @self: a window
 * @page: one of its pages, which has something to show
 *
 * Where there is nobody to call, the window opens with how customers come in.
 */
void
rg_window_page_settled (RgWindow *self, RgPage *page)
{
  if (self->beginning && RG_IS_CUSTOMERS_PAGE (page))
    {
      self->beginning = FALSE;
      if (g_strcmp0 (rg_customers_page_get_state (RG_CUSTOMERS_PAGE (page)), "empty") == 0)
        rg_window_select_page (self, RG_TYPE_CUSTOMERS_PAGE);
    }
  if (page == rg_window_get_page (self))
    rg_window_present_now (self);
}

static GtkWidget *
make_menu_button (RgWindow *self)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "open-menu-symbolic");
  gtk_menu_button_set_primary (GTK_MENU_BUTTON (button), TRUE);
  gtk_widget_set_tooltip_text (button, _ ("Main Menu"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Main Menu"),
                                  -1);
  rg_menu_button_set_menu (GTK_MENU_BUTTON (button), self->primary_menu);

  return button;
}

/**
 * rg_window_make_front:
 * @self: a window
 * @state: what is going to be shown
 *
 * Makes the page of "welcome" or "error", unless it is there already.
 */
void
rg_window_make_front (RgWindow *self, const char *state)
{
  GtkWidget *view, *bar, *content;

  if (gtk_stack_get_child_by_name (self->stack, state) != NULL)
    return;
  if (g_str_equal (state, "error"))
    {
      content = g_object_new (RG_TYPE_ERROR_PAGE, NULL);
      self->error_page = RG_ERROR_PAGE (content);
    }
  else
    content = g_object_new (RG_TYPE_WELCOME, NULL);

  bar = adw_header_bar_new ();
  adw_header_bar_set_show_title (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), make_menu_button (self));
  view = adw_toolbar_view_new ();
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), bar);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), content);
  gtk_stack_add_named (self->stack, view, state);
}
