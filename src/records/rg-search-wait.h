/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-store.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Calls back when searching knows of all that was written. */
void rg_search_wait_async (RgStore *store,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
/* %FALSE and @error only when it was cancelled: where searching does not follow, the
 * answer is the best there is. */
gboolean rg_search_wait_finish (GAsyncResult *result, GError **error);

G_END_DECLS
