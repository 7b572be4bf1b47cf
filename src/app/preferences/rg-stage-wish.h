/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-gates.h"
#include "shop/rg-stages.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The stages of the pipeline and their gates as they are read at once, and what is to
 * become of one of them. */

/**
 * RgStageRules:
 * @stages: (element-type RgStage): in their order, those out of use last
 * @gates: (element-type RgGate): of all of them
 */
typedef struct
{
  GPtrArray *stages;
  GPtrArray *gates;
} RgStageRules;

void rg_stage_rules_free (RgStageRules *rules);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgStageRules, rg_stage_rules_free)
/* An RgReadFunc: (transfer full). */
gpointer rg_stage_rules_read (RgRead *read, gpointer data, GCancellable *cancellable, GError **error);
/* (transfer none) (nullable) */
const RgStage *rg_stage_rules_find (const RgStageRules *rules, gint64 id);

/**
 * RgStageVerb:
 * @RG_STAGE_SET: it is called so, stays so long…; @stage_id 0: a new one
 * @RG_STAGE_MOVE: it comes before @before; 0: at the end
 * @RG_STAGE_RETIRE: it is not used any more
 * @RG_STAGE_RETURN: it is used again
 * @RG_STAGE_SET_GATE: the gate asks for that; @gate_id 0: a new one
 * @RG_STAGE_DELETE_GATE: the gate goes
 */
typedef enum
{
  RG_STAGE_SET,
  RG_STAGE_MOVE,
  RG_STAGE_RETIRE,
  RG_STAGE_RETURN,
  RG_STAGE_SET_GATE,
  RG_STAGE_DELETE_GATE,
} RgStageVerb;

/**
 * RgStageWish:
 * @verb: what is to be done
 * @stage_id: with which stage
 * @gate_id: with which gate
 * @before: the stage before which it comes
 * @name: (nullable): %NULL leaves it
 * @days: how long a deal may stay; -1 leaves it
 * @chance: how many of a hundred are won; -1 leaves it
 * @color: (nullable): "" takes it away, %NULL leaves it
 * @kind: what the gate asks for
 * @what: (nullable): of which kind of attachments
 * @fields: (nullable): which fields
 * @n: how many
 * @amount_fen: how much
 *
 * What is to become of a stage or a gate.
 */
typedef struct
{
  RgStageVerb verb;
  gint64 stage_id;
  gint64 gate_id;
  gint64 before;
  char *name;
  int days;
  int chance;
  char *color;
  RgGateKind kind;
  char *what;
  char **fields;
  guint n;
  gint64 amount_fen;
} RgStageWish;

RgStageWish *rg_stage_wish_new (RgStageVerb verb, gint64 stage_id);
void rg_stage_wish_free (RgStageWish *wish);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgStageWish, rg_stage_wish_free)

/* Carries it out in one operation; see rg_change_finish(). Takes @wish. */
void rg_stage_wish_carry_out (RgStageWish *wish,
                              RgStore *store,
                              GtkWidget *widget,
                              const char *label,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

G_END_DECLS
