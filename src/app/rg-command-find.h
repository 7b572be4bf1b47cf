/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-command-list.h"

G_BEGIN_DECLS

/* What the palette finds in the shop: customers, and what is to be done. */

/* @text: "": whom the last changes were about */
void rg_commands_find_async (RgStore *store,
                             const char *text,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/* (element-type RgCommand) (transfer full) (nullable): customers, then tasks; NULL
 * when it came to nothing. @mask: whether phones are hidden. */
GPtrArray *rg_commands_find_finish (RgStore *store, GAsyncResult *result, gboolean mask);

G_END_DECLS
