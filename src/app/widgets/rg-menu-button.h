/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void rg_menu_button_set_menu (GtkMenuButton *self, GMenuModel *menu);
GMenuModel *rg_menu_button_get_menu (GtkMenuButton *self);

G_END_DECLS
