/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/rg-menu-button.h"

/* A menu is dozens of widgets, and most are never opened: together they were a
 * tenth of what the window needs beyond the platform until it is on screen. */

static GQuark
menu_quark (void)
{
  return g_quark_from_static_string ("rg-menu-button-menu");
}

static void
create_cb (GtkMenuButton *self, gpointer user_data)
{
  GMenuModel *menu = rg_menu_button_get_menu (self);

  if (gtk_menu_button_get_menu_model (self) != menu)
    gtk_menu_button_set_menu_model (self, menu);
}

/**
 * rg_menu_button_set_menu:
 * @self: a button
 * @menu: what it offers from now on
 *
 * As gtk_menu_button_set_menu_model(), but the menu is made when it is opened
 * for the first time.
 */
void
rg_menu_button_set_menu (GtkMenuButton *self, GMenuModel *menu)
{
  g_return_if_fail (GTK_IS_MENU_BUTTON (self));
  g_return_if_fail (G_IS_MENU_MODEL (menu));

  g_object_set_qdata_full (G_OBJECT (self), menu_quark (), g_object_ref (menu), g_object_unref);
  gtk_menu_button_set_create_popup_func (self, create_cb, NULL, NULL);
}

/**
 * rg_menu_button_get_menu:
 * @self: a button
 *
 * Returns: (transfer none) (nullable): what rg_menu_button_set_menu() gave it
 */
GMenuModel *
rg_menu_button_get_menu (GtkMenuButton *self)
{
  return g_object_get_qdata (G_OBJECT (self), menu_quark ());
}
