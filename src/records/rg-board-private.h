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

/* More deals than these at once: the whole is read again. Each is looked for among all. */
#define RG_BOARD_MOST_DIFFERENCES 40

/**
 * RgBoardWish:
 * @query: of which deals
 * @stages: (nullable) (element-type RgBoardStage): of a board that is to be brought up to
 *   date; %NULL: of a new one
 * @touched: (nullable) (element-type gint64): only these deals may be others
 * @before: (nullable) (element-type RgBoardEntry): what is on the board, when any deal may
 *   be another
 */
typedef struct
{
  RgQuery *query;
  GArray *stages;
  GArray *touched;
  GArray *before;
} RgBoardWish;

/* Keeps @stages, @touched and @before, which nobody changes any more. */
RgBoardWish *rg_board_wish_new (RgQuery *query, GArray *stages, GArray *touched, GArray *before);
void rg_board_wish_free (gpointer wish);

/**
 * RgBoardDifference:
 * @id: of a deal
 * @there: whether it is on the board now
 * @now: as what
 */
typedef struct
{
  gint64 id;
  gboolean there;
  RgBoardEntry now;
} RgBoardDifference;

/**
 * RgBoardColumnRead:
 * @entries: (element-type RgBoardEntry): in the order of a column
 * @rows: (element-type RgRow): of those that come first
 *
 * One column of a new board.
 */
typedef struct
{
  GArray *entries;
  GPtrArray *rows;
} RgBoardColumnRead;

/**
 * RgBoardSnapshot:
 * @stages: (element-type RgBoardStage)
 * @columns: (element-type RgBoardColumnRead): of a new board, one for each stage
 * @differences: (element-type RgBoardDifference): of one that is brought up to date
 * @strange: a deal is in a stage that has no column, or too much is another
 * @behind: the search did not know of everything
 */
typedef struct
{
  GArray *stages;
  GArray *columns;
  GArray *differences;
  gboolean strange;
  gboolean behind;
} RgBoardSnapshot;

/* For a reader: @data is an RgBoardWish; gives an RgBoardSnapshot. */
gpointer rg_board_read (RgRead *read, gpointer data, GCancellable *cancellable, GError **error);
void rg_board_snapshot_free (RgBoardSnapshot *snapshot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgBoardSnapshot, rg_board_snapshot_free)

int rg_board_entry_compare (gconstpointer a, gconstpointer b);

/* --- rg-board-column.c -------------------------------------------------------- */
RgBoardColumn *
rg_board_column_new (RgStore *store, RgRecordCache *cache, const RgBoardStage *stage, GArray *entries);
RgBoardEntry *rg_board_column_entry (RgBoardColumn *self, guint position);
/* Puts all of them behind those in @to. */
void rg_board_column_list (RgBoardColumn *self, GArray *to);
void rg_board_column_hold (RgBoardColumn *self, RgRecord *record);
void rg_board_column_take_out (RgBoardColumn *self, guint position);
guint rg_board_column_place (RgBoardColumn *self, const RgBoardEntry *entry);
void rg_board_column_put_in (RgBoardColumn *self, const RgBoardEntry *entry);

G_END_DECLS
