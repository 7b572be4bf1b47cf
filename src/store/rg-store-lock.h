/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Private to the store: the writer's lock, shop.lock. -1 on failure. */
int rg_store_lock_take (const char *folder, GError **error);
void rg_store_lock_release (int descriptor);

G_END_DECLS
