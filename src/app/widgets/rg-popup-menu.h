/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* (transfer full): made when it is asked for first */
typedef GMenuModel *(*RgPopupMenuMake) (void);

/* @menu is where the menu is kept: a child of @above, which unparents it at its end. */
void rg_popup_menu_show (GtkWidget **menu,
                         RgPopupMenuMake make,
                         GtkWidget *above,
                         GtkWidget *where,
                         double x,
                         double y);
gboolean
rg_popup_menu_show_at_focus (GtkWidget **menu, RgPopupMenuMake make, GtkWidget *above, GtkWidget *view);

G_END_DECLS
