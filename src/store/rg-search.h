/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

/* Search: search.db beside shop.db, derived data that follows the journal with
 * a cursor and is rebuilt when missing, damaged or of another generation
 * (design, section 6). */

/* --- asking ------------------------------------------------------------- */

/* Finds the customers that @text stands for: Han words, full pinyin, initials,
 * mixtures (zhangsf, 张sf), tails and heads of phones, Latin words, anything in
 * searched fields and events; several words separated by blanks must all be
 * found. (element-type guint32) (transfer full): ids in ascending order, no
 * doubles; NULL and @error on failure. Empty text finds nobody: the caller
 * lists everybody instead. Rows of open operations may be among them. */
GArray *rg_search_customers (RgRead *read, const char *text, GCancellable *cancellable, GError **error);
/* Whether the search tables do not know yet of everything this transaction
 * sees: ask again after rg_store_wait_for_search. */
gboolean rg_search_is_behind (RgRead *read);
/* Customers whose phone (first or further) is exactly @normal; ids ascending.
 * Reads shop.db only, so it is right even while search.db lags. */
GArray *rg_search_phone (RgRead *read, const char *normal, GError **error);

/* --- following (for the store) ------------------------------------------ */

/**
 * RgSearchIndex:
 *
 * The follower: its own thread, its own connection that writes search.db, and a
 * read-only one to shop.db.
 */
typedef struct _RgSearchIndex RgSearchIndex;
typedef struct _RgSearchChase RgSearchChase;

/* Opens or makes search.db (synchronously, an empty one is made at once so that
 * readers can attach it) and starts the thread, which catches up. */
RgSearchIndex *rg_search_index_new (const char *folder, GError **error);
/* After each COMMIT: there is more to read. Any thread. */
void rg_search_index_poke (RgSearchIndex *self);
/* From now on @chase's operation is entered while it runs, if nothing else is to
 * be done. Its first batch has been committed. */
void rg_search_index_chase (RgSearchIndex *self, RgSearchChase *chase);
/* Blocks until the cursor has passed every operation committed before. */
gboolean rg_search_index_wait (RgSearchIndex *self, GCancellable *cancellable, GError **error);
/* Stops the thread at the next safe point and closes both connections. */
void rg_search_index_free (RgSearchIndex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgSearchIndex, rg_search_index_free)

G_END_DECLS
