/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-list-diff.h"
#include "records/rg-query.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Runs a list's query again and tells how @before becomes the new result. A
 * search waits until the search tables know of what was committed. @touched:
 * (transfer full): ids of rows that were changed. */
void rg_list_rerun_async (RgStore *store,
                          RgQuery *query,
                          GArray *before,
                          GHashTable *touched,
                          guint max_runs,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
/* @diff: (out) (transfer full) (nullable): NULL when too much differs. */
gboolean rg_list_rerun_finish (GAsyncResult *result, RgListDiff **diff, GError **error);

G_END_DECLS
