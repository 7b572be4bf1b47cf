/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgAvatar:
 *
 * A customer's round picture: the surname, in the colour that the list has for
 * the same customer.
 */
#define RG_TYPE_AVATAR (rg_avatar_get_type ())
G_DECLARE_FINAL_TYPE (RgAvatar, rg_avatar, RG, AVATAR, GtkWidget)

/* @size: pixels */
GtkWidget *rg_avatar_new (int size);
/* @name: (nullable) */
void rg_avatar_set_customer (RgAvatar *self, const char *name, gint64 id);

G_END_DECLS
