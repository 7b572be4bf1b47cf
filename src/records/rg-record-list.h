/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-query.h"
#include "records/rg-record.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RgRecordList:
 *
 * The lazy GListModel of a query's result: a snapshot of ordered ids, records
 * made on demand and filled in pages in the background, nearest to the last
 * asked position first. Follows the change feed: edits refill the record,
 * inserts, deletes and moves emit the smallest items-changed. When too much
 * changed, "outdated" is emitted and the owner makes a new list.
 *
 * Where the first rows of many are at hand the list comes with these alone, and
 * the rest is read behind: rg_record_list_is_whole() says whether it is there,
 * "whole" is emitted when it came. After each reading that a change called for "read"
 * is emitted.
 *
 * A whole new result is never swapped into a list: make a new one and give it
 * to the view with a fresh selection.
 */
#define RG_TYPE_RECORD_LIST (rg_record_list_get_type ())
G_DECLARE_FINAL_TYPE (RgRecordList, rg_record_list, RG, RECORD_LIST, GObject)

/* Runs @query on a reader and comes back with the list; its first screen of
 * rows is loaded already. */
void rg_record_list_new_async (RgStore *store,
                               RgQuery *query,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
RgRecordList *rg_record_list_new_finish (GAsyncResult *result, GError **error);
/* Whether nothing of the result is still being read. */
gboolean rg_record_list_is_whole (RgRecordList *self);
RgQuery *rg_record_list_get_query (RgRecordList *self);
gint64 rg_record_list_get_id (RgRecordList *self, guint position);
/* G_MAXUINT when it is not in the list. */
guint rg_record_list_find (RgRecordList *self, gint64 id);

G_END_DECLS
