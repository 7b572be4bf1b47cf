/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/record/rg-entry-parts.h"
#include "store/rg-op.h"

G_BEGIN_DECLS

/**
 * RgDraft:
 * @kind: a kind of event, or "sale"
 * @text: as written; "" when nothing is
 * @amount: of a sale, as written; "" when nothing is
 * @next_date: (nullable): ISO day of the next step; "" for none, %NULL for
 *   what the customer has
 * @next_what: what that step is, as written; "" when nothing is
 * @parts: key of a field → text, as written: what the kind's form was answered
 *
 * What is being written and is not saved yet.
 */
typedef struct
{
  char *kind;
  char *text;
  char *amount;
  char *next_date;
  char *next_what;
  GHashTable *parts;
} RgDraft;

RgDraft *rg_draft_new (const char *kind);
RgDraft *rg_draft_copy (const RgDraft *draft);
void rg_draft_free (RgDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgDraft, rg_draft_free)
/* Whether there is nothing that would be missed. */
gboolean rg_draft_is_empty (const RgDraft *draft);
gboolean rg_draft_equal (const RgDraft *a, const RgDraft *b);

/* One draft per customer of an open shop, in memory only. */
void rg_drafts_put (RgStore *store, gint64 customer_id, const RgDraft *draft);
const RgDraft *rg_drafts_get (RgStore *store, gint64 customer_id);

/**
 * RgEntryChange:
 * @customer_id: whose entry is added
 * @entity: (nullable): "event" or "sale" of the one that is changed or deleted
 * @id: its row
 * @kind: a kind of event, or "sale"
 * @at: UTC milliseconds; 0: now, or as it is
 * @text: trimmed
 * @has_amount: whether a sale has an amount
 * @amount_fen: it
 * @next_date: (nullable): ISO day; "" takes it away, %NULL leaves it as it is
 * @next_what: (nullable): what that step is
 * @parts: (nullable) (element-type RgEntryPart): further fields of an event
 * @deal_id: to which deal an event that is added belongs; 0: to none
 *
 * An entry that has been read and found right, on its way to the shop.
 */
typedef struct
{
  gint64 customer_id;
  char *entity;
  gint64 id;
  char *kind;
  gint64 at;
  char *text;
  gboolean has_amount;
  gint64 amount_fen;
  char *next_date;
  char *next_what;
  GPtrArray *parts;
  gint64 deal_id;
} RgEntryChange;

void rg_entry_change_free (RgEntryChange *change);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgEntryChange, rg_entry_change_free)
/* What rg_change_async() runs; data is an RgEntryChange. */
gboolean rg_entry_change_add (RgOp *op, gpointer data, GCancellable *cancellable, GError **error);
gboolean rg_entry_change_update (RgOp *op, gpointer data, GCancellable *cancellable, GError **error);
gboolean rg_entry_change_delete (RgOp *op, gpointer data, GCancellable *cancellable, GError **error);

G_END_DECLS
