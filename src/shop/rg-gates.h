/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-op.h"

G_BEGIN_DECLS

/* What a deal needs before it comes into a stage, and what is missing. A gate that
 * asks for what the shop does not have any more, or whose kind this version does not
 * know, is shown as such and locks nobody in. */

/**
 * RgGateKind:
 * @RG_GATE_UNKNOWN: of a later version
 * @RG_GATE_ATTACHMENTS: at least @n files of the kind @what ("" for any), put to the deal
 * @RG_GATE_CONTACTS: at least @n effective contacts (shop/rg-contact) of its
 *   customer since it was opened, or put to the deal
 * @RG_GATE_FIELDS: the deal's fields @what are filled
 * @RG_GATE_SALE: a sale of at least @amount_fen to its customer since it was opened
 */
typedef enum
{
  RG_GATE_UNKNOWN,
  RG_GATE_ATTACHMENTS,
  RG_GATE_CONTACTS,
  RG_GATE_FIELDS,
  RG_GATE_SALE,
} RgGateKind;

/**
 * RgGate:
 * @id: its row
 * @stage_id: before which stage it stands
 * @kind: what it asks for
 * @kind_word: the kind as it is kept
 * @what: (nullable): the kind of attachment
 * @fields: (nullable) (array zero-terminated=1): keys of fields of "deal"
 * @n: how many
 * @amount_fen: how much
 * @problem: (nullable): why it cannot be asked in this shop, translated
 */
typedef struct
{
  gint64 id;
  gint64 stage_id;
  RgGateKind kind;
  char *kind_word;
  char *what;
  char **fields;
  guint n;
  gint64 amount_fen;
  char *problem;
} RgGate;

/* @gate: (nullable) */
void rg_gate_free (RgGate *gate);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgGate, rg_gate_free)

const char *rg_gate_kind_word (RgGateKind kind);
RgGateKind rg_gate_kind_parse (const char *word);
gboolean rg_gate_may_ask (const RgField *field);

/**
 * RgGateMiss:
 * @gate: (transfer full): which gate is closed
 * @have: how many there are; the largest sale in fen for a sale
 * @need: how many there must be
 * @fields: (nullable) (array zero-terminated=1): those that are empty
 * @sentence: what is missing: “2 more design proposals (1 of 3)”, translated
 */
typedef struct
{
  RgGate *gate;
  gint64 have;
  gint64 need;
  char **fields;
  char *sentence;
} RgGateMiss;

void rg_gate_miss_free (RgGateMiss *miss);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgGateMiss, rg_gate_miss_free)

/**
 * RgGateWords:
 * @kind: not unknown
 * @what: (nullable): for attachments
 * @fields: (nullable) (array zero-terminated=1): for fields
 * @n: for attachments and contacts, 1 to 99
 * @amount_fen: for a sale, above 0
 */
typedef struct
{
  RgGateKind kind;
  const char *what;
  const char *const *fields;
  guint n;
  gint64 amount_fen;
} RgGateWords;

/* (element-type RgGate) (transfer full): @stage_id 0: of all stages. */
GPtrArray *rg_gates_list (RgRead *read, gint64 stage_id, GError **error);
/* What it asks for, translated: “At least 2 attachments “设计方案””. (transfer full) */
char *rg_gate_dup_sentence (const RgGate *gate, RgCatalog *catalog);
gint64 rg_gate_add (RgOp *op, gint64 stage_id, const RgGateWords *words, GError **error);
gboolean rg_gate_change (RgOp *op, gint64 id, const RgGateWords *words, GError **error);
gboolean rg_gate_delete (RgOp *op, gint64 id, GError **error);

/* (element-type RgGateMiss) (transfer full): what the deal lacks for the stage; empty when the
 * gate is open. Only the gates of @stage_id are asked, not those of stages that are
 * jumped over, and none for going back. */
GPtrArray *rg_gates_check (RgRead *read, gint64 deal_id, gint64 stage_id, GError **error);

G_END_DECLS
