/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-row.h"
#include "store/rg-op.h"

G_BEGIN_DECLS

/* Makes two customers one. Everything that belongs to @gone moves to @keep:
 * contacts, identities, events, sales, tags, attachments, relations. Empty
 * fields of @keep are filled; where both have a value, @keep's stays, and the
 * other phone, WeChat id or e-mail becomes a further identity, another name or
 * value a line in the notes: nothing is lost. The later last contact and the
 * earlier next step count. Then @gone is deleted. One operation, one undo. */
gboolean rg_people_merge (RgOp *op, gint64 keep, gint64 gone, GError **error);
/* What the history reads, naming both. (transfer full) */
char *rg_merge_dup_label (const RgRow *keep, const RgRow *gone);

/**
 * RgMergeOutcome:
 * @RG_MERGE_EMPTY: neither has a value
 * @RG_MERGE_KEPT: the value is the one of the customer that stays
 * @RG_MERGE_FILLED: it is the other one's
 * @RG_MERGE_JOINED: it is made of both
 * @RG_MERGE_ASIDE: like kept, and the other one's is written down elsewhere: as
 *   a further phone, WeChat id or e-mail, or in the notes
 *
 * What becomes of the two values of a field.
 */
typedef enum
{
  RG_MERGE_EMPTY,
  RG_MERGE_KEPT,
  RG_MERGE_FILLED,
  RG_MERGE_JOINED,
  RG_MERGE_ASIDE,
} RgMergeOutcome;

/* What a stored field of a customer will hold. @value: (out): to be cleared. The
 * notes get lines for what is put aside besides. */
RgMergeOutcome rg_merge_field (const RgField *field, const RgRow *keep, const RgRow *gone, RgValue *value);

G_END_DECLS
