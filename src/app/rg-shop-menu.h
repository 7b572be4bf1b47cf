/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgShopMenu:
 *
 * The shop's name on top of the sidebar, and behind it the other shops: those
 * opened lately, the example, another one, a new one.
 */
#define RG_TYPE_SHOP_MENU (rg_shop_menu_get_type ())
G_DECLARE_FINAL_TYPE (RgShopMenu, rg_shop_menu, RG, SHOP_MENU, AdwBin)

void rg_shop_menu_set_settings (RgShopMenu *self, RgSettings *settings);
/* (transfer none) */
GMenuModel *rg_shop_menu_get_model (RgShopMenu *self);
void rg_shop_menu_popup (RgShopMenu *self);

/* Puts a shop in front of those opened lately. */
void rg_shop_menu_remember (RgSettings *settings, const char *folder, const char *name);

/* How many are remembered. */
#define RG_SHOP_MENU_MOST 8

G_END_DECLS
