/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-query.h"
#include "records/rg-record.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RgBoard:
 *
 * The open deals of a query, split by stage: one snapshot of all of them, from which
 * every column is made, so that a deal is always in exactly one. A change of deals
 * moves them in all columns within one turn of the main loop; so does a change of what
 * else the query asks: customers, tasks, the day. In a column they lie by
 * their next date, those without one last, then by id. Records are made on demand and
 * filled in pages, as in [class@RecordList].
 *
 * Too many changes at once, or a change of the stages: "outdated" is emitted and its owner makes a new one.
 */
#define RG_TYPE_BOARD (rg_board_get_type ())
G_DECLARE_FINAL_TYPE (RgBoard, rg_board, RG, BOARD, GObject)

/**
 * RgBoardColumn:
 *
 * A GListModel of records of "deal". "changed" is emitted when its numbers did.
 */
#define RG_TYPE_BOARD_COLUMN (rg_board_column_get_type ())
G_DECLARE_FINAL_TYPE (RgBoardColumn, rg_board_column, RG, BOARD_COLUMN, GObject)

/* @query: of "deal"; its order is not used, and only open ones are taken. */
void rg_board_new_async (RgStore *store,
                         RgQuery *query,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
RgBoard *rg_board_new_finish (GAsyncResult *result, GError **error);
/* Whether it does not follow any more; it may be so before anybody could hear of it. */
gboolean rg_board_is_outdated (RgBoard *self);
guint rg_board_get_n_columns (RgBoard *self);
/* (transfer none): one for each stage that is not retired, in their order, and for retired ones with open deals. */
RgBoardColumn *rg_board_get_column (RgBoard *self, guint index);
/* The column of a deal and its place there; G_MAXUINT when it is not there. */
guint rg_board_find (RgBoard *self, gint64 deal_id, guint *position);
/* Where a deal of the board would lie in a column: before the one that is there. */
guint rg_board_place (RgBoard *self, gint64 deal_id, RgBoardColumn *column);

gint64 rg_board_column_get_stage (RgBoardColumn *self);
const char *rg_board_column_get_name (RgBoardColumn *self);
const char *rg_board_column_get_color (RgBoardColumn *self); /* (nullable): a key of the palette of tags */
gint64 rg_board_column_get_sum (RgBoardColumn *self);        /* fen */
gint64 rg_board_column_get_weighted (RgBoardColumn *self);   /* fen, by chance */
guint rg_board_column_get_late (RgBoardColumn *self);        /* longer in it than they may */
guint rg_board_column_get_days (RgBoardColumn *self);        /* they may stay; 0: no limit */
gint64 rg_board_column_get_id (RgBoardColumn *self, guint position);
/* (transfer full) (nullable): whose the deal is. */
RgRecord *rg_board_column_take_customer (RgBoardColumn *self, guint position);
void rg_board_column_compare (RgBoardColumn *self, RgBoardColumn *other, guint *first, guint *last);
gboolean rg_board_column_find (RgBoardColumn *column, gint64 id, guint *position);

G_END_DECLS
