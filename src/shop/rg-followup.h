/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-row.h"
#include "store/rg-op.h"

G_BEGIN_DECLS

/* What happened with a customer, and what is to happen next. */

/**
 * RgFollowup:
 * @kind: a kind of event (note, call, visit, onsite, message, meeting, other), or
 *   "sale"
 * @at: UTC milliseconds; 0: now, in a change: as it is
 * @text: (nullable): what happened; a sale's item
 * @outcome: (nullable)
 * @staff: (nullable)
 * @amount_fen: of a sale
 * @has_amount: whether the sale has one
 * @next_date: (nullable): ISO day of the next step; %NULL leaves the customer's
 *   as it is, "" takes it away
 * @next_what: (nullable): what that step is
 * @deal_id: for which deal it was; 0: for none, in a change as it is
 * @parts: (nullable) (array length=n_parts): further cells of an event: what its
 *   kind's form was answered
 *
 * One entry as the composer gives it. In a change a text that is %NULL stays as
 * it is and "" takes it away.
 */
typedef struct
{
  const char *kind;
  gint64 at;
  const char *text;
  const char *outcome;
  const char *staff;
  gint64 amount_fen;
  gboolean has_amount;
  const char *next_date;
  const char *next_what;
  gint64 deal_id;
  const RgCell *parts;
  guint n_parts;
} RgFollowup;

/* Adds the event or sale; sets the customer's last contact (a note alone is no
 * contact) and next step. Returns the row's id, or 0 and @error. */
gint64 rg_followup_add (RgOp *op, gint64 customer_id, const RgFollowup *followup, GError **error);
/* Changes an entry: @entity is "event" or "sale". The customer's last contact
 * and next step follow where they came from this entry; see the .c for the rule. */
gboolean
rg_followup_change (RgOp *op, const char *entity, gint64 id, const RgFollowup *followup, GError **error);
/* Deletes an entry; its attachments stay with the customer. */
gboolean rg_followup_delete (RgOp *op, const char *entity, gint64 id, GError **error);
/* Whether an event of this kind means that somebody was spoken to. */
gboolean rg_followup_is_contact (const char *kind);

G_END_DECLS
