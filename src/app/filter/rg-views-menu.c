/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/filter/rg-views-menu.h"

#include "app/filter/rg-view-row.h"

#include <glib/gi18n-lib.h>

static void
append_hidden (GMenu *menu, const GPtrArray *views, gboolean of_deals, const char *heading)
{
  g_autoptr (GMenu) hidden = g_menu_new (), pin = g_menu_new ();

  for (guint i = 0; i < views->len; i++)
    {
      const RgView *view = g_ptr_array_index (views, i);
      g_autoptr (GMenuItem) item = NULL, back = NULL;

      if (view->pinned || rg_view_is_of_deals (view) != of_deals)
        continue;
      item = g_menu_item_new (rg_view_get_title (view), NULL);
      g_menu_item_set_action_and_target (item, "win.show-view", "x", view->id);
      g_menu_append_item (hidden, item);
      back = g_menu_item_new (rg_view_get_title (view), NULL);
      g_menu_item_set_action_and_target (back, "win.pin-view", "x", view->id);
      g_menu_append_item (pin, back);
    }
  if (g_menu_model_get_n_items (G_MENU_MODEL (pin)) > 0)
    g_menu_append_submenu (hidden, _ ("Put into the Sidebar"), G_MENU_MODEL (pin));
  g_menu_append_section (menu, heading, G_MENU_MODEL (hidden));
}

/**
 * rg_views_menu_new:
 * @views: (element-type RgView): all of them in their order
 *
 * Returns: (transfer full): new ones, and those that are not in the sidebar, to be shown
 *   and to be put there
 */
GMenuModel *
rg_views_menu_new (const GPtrArray *views)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) make = g_menu_new ();

  g_menu_append (make, _ ("New View…"), "win.filter");
  g_menu_append (make, _ ("New View of Deals…"), "win.filter-deals");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (make));
  append_hidden (menu, views, FALSE, _ ("Not in the Sidebar"));
  append_hidden (menu, views, TRUE, _ ("Views of Deals Not in the Sidebar"));
  return G_MENU_MODEL (menu);
}
