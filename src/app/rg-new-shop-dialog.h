/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgNewShopDialog:
 *
 * Asks what a new shop is called and where it is to lie: in a folder of its own
 * that bears its name. Emits "create" (name, folder) when both are known.
 */
#define RG_TYPE_NEW_SHOP_DIALOG (rg_new_shop_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgNewShopDialog, rg_new_shop_dialog, RG, NEW_SHOP_DIALOG, AdwDialog)

AdwDialog *rg_new_shop_dialog_new (void);
void rg_new_shop_dialog_set_name (RgNewShopDialog *self, const char *name);
/* The folder in which the shop's own is made. */
void rg_new_shop_dialog_set_place (RgNewShopDialog *self, const char *place);
/* What the "Create" button does. */
void rg_new_shop_dialog_create (RgNewShopDialog *self);
/* While it is made nothing can be changed. */
void rg_new_shop_dialog_set_busy (RgNewShopDialog *self, gboolean busy);
/* @message: (nullable): why it was not made */
void rg_new_shop_dialog_set_error (RgNewShopDialog *self, const char *message);
const char *rg_new_shop_dialog_get_error (RgNewShopDialog *self);

G_END_DECLS
