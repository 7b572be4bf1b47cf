/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

/**
 * RgStores:
 *
 * The shops that are open in this process: windows of one shop share its store,
 * so that what is changed in one is seen in the others at once. A store is
 * closed on a thread when the last window lets go of it; who wants it again
 * before that is done waits, and does not find it locked. A store for reading
 * only is another one than a store for writing.
 *
 * For the main thread only.
 *
 * ## Signals
 *
 * - "opened" (store): somebody opened or made a shop
 * - "renamed" (store): its name is another one
 * - "leaving" (folder): somebody wants to work on the folder of a closed shop
 */
#define RG_TYPE_STORES (rg_stores_get_type ())
G_DECLARE_FINAL_TYPE (RgStores, rg_stores, RG, STORES, GObject)

/* (transfer none): the one of this process. */
RgStores *rg_stores_get_default (void);

void rg_stores_open_async (RgStores *self,
                           const char *folder,
                           RgStoreFlags flags,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
/* (transfer full): a use of the store, which goes back with
 * rg_stores_release(). */
RgStore *rg_stores_open_finish (RgStores *self, GAsyncResult *result, GError **error);
/* @store: (transfer full) */
void rg_stores_release (RgStores *self, RgStore *store);

/* (transfer none): the shop's name; no look at the disk. */
const char *rg_stores_get_name (RgStores *self, RgStore *store);
void rg_stores_rename_async (RgStores *self,
                             RgStore *store,
                             const char *name,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean rg_stores_rename_finish (RgStores *self, GAsyncResult *result, GError **error);

/* Takes a shop from everybody, works on its folder and gives it back; who has it
 * is told by "leaving", lets go, and may ask for it again at once. @func returns
 * a pointer that is freed by g_free(). */
void rg_stores_work_async (RgStores *self,
                           const char *folder,
                           GTaskThreadFunc func,
                           gpointer data,
                           GDestroyNotify free_data,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gpointer rg_stores_work_finish (RgStores *self, GAsyncResult *result, GError **error);
/* Whether both ways lead to one folder. */
gboolean rg_stores_is_same (const char *folder, const char *other);

/* How many are open, on their way, or being closed. */
guint rg_stores_get_n (RgStores *self);

G_END_DECLS
