/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-row.h"
#include "store/rg-op.h"

G_BEGIN_DECLS

/* Customers who are likely to be the same person. */

/**
 * RgDoubleEvidence:
 * @RG_DOUBLE_SAME_PHONE: a phone in common, first or further
 * @RG_DOUBLE_SAME_WECHAT: the same WeChat id
 * @RG_DOUBLE_SAME_EMAIL: the same e-mail address
 * @RG_DOUBLE_SAME_NAME: the same name
 * @RG_DOUBLE_SAME_SOUND: names that sound the same
 * @RG_DOUBLE_SAME_TAIL: phones with the same last four digits
 *
 * What speaks for it. A pair is likely with a phone, a WeChat id or an e-mail in
 * common, or with the same sound together with the same tail.
 */
typedef enum
{
  RG_DOUBLE_SAME_PHONE = 1 << 0,
  RG_DOUBLE_SAME_WECHAT = 1 << 1,
  RG_DOUBLE_SAME_EMAIL = 1 << 2,
  RG_DOUBLE_SAME_NAME = 1 << 3,
  RG_DOUBLE_SAME_SOUND = 1 << 4,
  RG_DOUBLE_SAME_TAIL = 1 << 5,
} RgDoubleEvidence;

/**
 * RgDouble:
 * @first: the one that was there first (lower id)
 * @second: the other one
 * @evidence: what speaks for it
 * @shared: (nullable): the phone, WeChat id or e-mail in common
 *
 * A likely pair.
 */
typedef struct
{
  RgRow *first;
  RgRow *second;
  RgDoubleEvidence evidence;
  char *shared;
} RgDouble;

void rg_double_free (RgDouble *pair);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgDouble, rg_double_free)

/* The likely pairs, the likeliest first, at most @limit (0: all); *@total counts
 * all. Pairs that the owner called different are left out. One pass over the
 * customers: 1,000,000 in a few seconds. (element-type RgDouble) (transfer full) */
GPtrArray *
rg_doubles_find (RgRead *read, guint limit, guint64 *total, GCancellable *cancellable, GError **error);
/* Those of one customer, by the indexes. (element-type RgDouble) (transfer full) */
GPtrArray *rg_doubles_of (RgRead *read, gint64 customer_id, GError **error);
/* The owner says that they are two people. */
gboolean rg_doubles_dismiss (RgOp *op, gint64 one, gint64 other, GError **error);

G_END_DECLS
