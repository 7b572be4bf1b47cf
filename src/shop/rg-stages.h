/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-op.h"

G_BEGIN_DECLS

/* The stages of the pipeline: the owner's, in the owner's order. Five come with the
 * program. One that is retired takes no deals any more and keeps its history. */

#define RG_STAGES_MOST 40

/**
 * RgStage:
 * @id: its row
 * @name: what it is called
 * @key: (nullable): of one that came with the program
 * @position: its place
 * @days: how long a deal may stay; 0: as long as it likes
 * @chance: how many of a hundred come to a sale from here, 0 to 100
 * @color: (nullable): the key of a colour of the palette of tags
 * @retired: whether it is not used any more
 */
typedef struct
{
  gint64 id;
  char *name;
  char *key;
  double position;
  guint days;
  guint chance;
  char *color;
  gboolean retired;
} RgStage;

void rg_stage_free (RgStage *stage);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgStage, rg_stage_free)

/**
 * RgStageWords:
 * @name: (nullable): no two alike
 * @days: 0: as long as it likes; -1, in a change: as it is
 * @chance: 0 to 100; -1, in a change: as it is
 * @color: (nullable): "" takes it away
 *
 * What is said of a stage. In a change a text that is %NULL stays.
 */
typedef struct
{
  const char *name;
  int days;
  int chance;
  const char *color;
} RgStageWords;

/* Puts the five that come with the program into a shop that has none, in the
 * owner's language. */
gboolean rg_stages_ensure (RgOp *op, GError **error);
/* The same for a shop that is opened: an operation of the system's. %TRUE also when
 * there is nothing to do, or the shop can only be read. */
gboolean rg_stages_ship (RgStore *store, GError **error);
/* The same for rg_store_write_async(). */
gpointer rg_stages_ship_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error);

/* (element-type RgStage) (transfer full): in their order, retired ones last. */
GPtrArray *rg_stages_list (RgRead *read, gboolean retired, GError **error);
/* By name, key or id; NULL and @error when there is none. (transfer full) */
RgStage *rg_stages_find (RgRead *read, const char *name, GError **error);

/* @before 0: at the end. Returns the id, or 0 and @error. */
gint64 rg_stage_add (RgOp *op, const RgStageWords *words, gint64 before, GError **error);
gboolean rg_stage_change (RgOp *op, gint64 id, const RgStageWords *words, GError **error);
/* @before 0: to the end. */
gboolean rg_stage_move (RgOp *op, gint64 id, gint64 before, GError **error);
/* Refused while deals are open in it, and for the last one. */
gboolean rg_stage_retire (RgOp *op, gint64 id, GError **error);
gboolean rg_stage_return (RgOp *op, gint64 id, GError **error);

G_END_DECLS
