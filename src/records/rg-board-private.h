/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-board.h"
#include "records/rg-record-private.h"

G_BEGIN_DECLS

/* No day at all comes after every day. */
#define RG_BOARD_NO_DAY G_MAXINT32

/**
 * RgBoardEntry:
 * @id: of the deal
 * @customer: of its customer; 0
 * @stage: the place of its stage among the board's columns
 * @day: its next date as a Julian day; %RG_BOARD_NO_DAY
 * @chance: per cent; -1: the stage's
 * @amount: in fen
 * @since: UTC milliseconds
 *
 * What a board knows of each deal.
 */
typedef struct
{
  guint32 id;
  guint32 customer;
  guint stage;
  gint32 day;
  gint32 chance;
  gint64 amount;
  gint64 since;
} RgBoardEntry;

/**
 * RgBoardStage:
 *
 * What a board knows of a stage; @days 0: no limit.
 */
typedef struct
{
  gint64 id;
  char *name;
  char *color;
  gint64 days;
  gint64 chance;
} RgBoardStage;

void rg_board_stage_clear (gpointer stage);

/**
 * RgBoardWish:
 * @query: of which deals
 * @stages: (nullable) (element-type RgBoardStage): those that there are already
 * @touched: (nullable) (element-type gint64): only these deals are asked for
 */
typedef struct
{
  RgQuery *query;
  GArray *stages;
  GArray *touched;
} RgBoardWish;

RgBoardWish *rg_board_wish_new (RgQuery *query, GArray *stages, GArray *touched);
void rg_board_wish_free (gpointer wish);

/**
 * RgBoardSnapshot:
 * @stages: (element-type RgBoardStage)
 * @entries: (element-type RgBoardEntry): in the order of a column
 * @rows: (element-type RgRow): of those that come first in each column
 * @strange: a deal is in a stage that has no column
 * @behind: the search did not know of everything
 */
typedef struct
{
  GArray *stages;
  GArray *entries;
  GPtrArray *rows;
  gboolean strange;
  gboolean behind;
} RgBoardSnapshot;

/* For a reader: @data is an RgBoardWish; gives an RgBoardSnapshot. */
gpointer rg_board_read (RgRead *read, gpointer data, GCancellable *cancellable, GError **error);
void rg_board_snapshot_free (RgBoardSnapshot *snapshot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgBoardSnapshot, rg_board_snapshot_free)

int rg_board_entry_compare (gconstpointer a, gconstpointer b);

/* --- rg-board-column.c -------------------------------------------------------- */
RgBoardColumn *rg_board_column_new (RgStore *store, RgRecordCache *cache, const RgBoardStage *stage);
RgBoardEntry *rg_board_column_entry (RgBoardColumn *self, guint position);
void rg_board_column_append (RgBoardColumn *self, const RgBoardEntry *entry);
void rg_board_column_hold (RgBoardColumn *self, RgRecord *record);
void rg_board_column_take_out (RgBoardColumn *self, guint position);
guint rg_board_column_place (RgBoardColumn *self, const RgBoardEntry *entry);
void rg_board_column_put_in (RgBoardColumn *self, const RgBoardEntry *entry);

G_END_DECLS
