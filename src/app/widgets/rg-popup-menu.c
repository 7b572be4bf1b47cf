/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/rg-popup-menu.h"

/* How far into a row the Menu key opens its menu: below its words. */
#define INTO_ROW 48.0

/**
 * rg_popup_menu_show:
 * @menu: (inout): where the menu is kept
 * @make: says what is in it, the first time
 * @above: the widget that has the menu's actions
 * @where: a widget in @above
 * @x: in @where
 * @y: in @where
 *
 * Shows the menu of a place in a list.
 */
void
rg_popup_menu_show (GtkWidget **menu,
                    RgPopupMenuMake make,
                    GtkWidget *above,
                    GtkWidget *where,
                    double x,
                    double y)
{
  graphene_point_t point;

  if (*menu == NULL)
    {
      g_autoptr (GMenuModel) model = make ();

      *menu = gtk_popover_menu_new_from_model (model);
      gtk_popover_set_has_arrow (GTK_POPOVER (*menu), FALSE);
      gtk_widget_set_halign (*menu, GTK_ALIGN_START);
      gtk_widget_set_parent (*menu, above);
    }
  if (!gtk_widget_compute_point (where, above, &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    return;
  gtk_popover_set_pointing_to (GTK_POPOVER (*menu), &(GdkRectangle) { (int) point.x, (int) point.y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (*menu));
}

/**
 * rg_popup_menu_show_at_focus:
 * @menu: (inout): where the menu is kept
 * @make: says what is in it, the first time
 * @above: the widget that has the menu's actions
 * @view: a list in @above
 *
 * What the Menu key does.
 *
 * Returns: whether there is a row with the focus
 */
gboolean
rg_popup_menu_show_at_focus (GtkWidget **menu, RgPopupMenuMake make, GtkWidget *above, GtkWidget *view)
{
  GtkWidget *focus = gtk_widget_get_focus_child (view);

  if (focus == NULL)
    return FALSE;
  rg_popup_menu_show (menu, make, above, focus, INTO_ROW, gtk_widget_get_height (focus));
  return TRUE;
}
