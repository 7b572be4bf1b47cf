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
 * @RG_DOUBLE_SAME_SOUND: other names that sound the same
 * @RG_DOUBLE_SAME_TAIL: other phones with the same last four digits, besides the
 *   same name or sound
 *
 * What speaks for it. A pair is likely with a phone, a WeChat id or an e-mail in
 * common, or with the same name or sound together with the same tail.
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

/* More customers than this with one number, WeChat id or e-mail: it is nobody's
 * (the shop's own, or one that stands for none), and speaks for nothing. */
#define RG_DOUBLES_MOST_SHARING 20

/**
 * RgDoubles:
 * @pairs: (element-type RgDouble): the likeliest first, as many as were asked for
 * @total: how many there are altogether
 * @n_sure: customers that would go if everybody with the same name and the same
 *   phone as an earlier one was merged into that
 *
 * What a search for doubles found.
 */
typedef struct
{
  GPtrArray *pairs;
  guint64 total;
  guint64 n_sure;
} RgDoubles;

void rg_doubles_free (RgDoubles *doubles);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgDoubles, rg_doubles_free)

/* @limit 0: all pairs. (transfer full) */
RgDoubles *rg_doubles_search (RgRead *read, guint limit, GCancellable *cancellable, GError **error);
/* The likely pairs, the likeliest first, at most @limit (0: all); *@total counts
 * all. Pairs that the owner called different are left out. One pass over the
 * customers: 1,000,000 in a few seconds. (element-type RgDouble) (transfer full) */
GPtrArray *
rg_doubles_find (RgRead *read, guint limit, guint64 *total, GCancellable *cancellable, GError **error);
/* Those of one customer, by the indexes. (element-type RgDouble) (transfer full) */
GPtrArray *rg_doubles_of (RgRead *read, gint64 customer_id, GError **error);
/* The owner says that they are two people. */
gboolean rg_doubles_dismiss (RgOp *op, gint64 one, gint64 other, GError **error);

/* Called on the thread that writes. */
typedef void (*RgDoublesProgress) (guint64 done, guint64 total, gpointer user_data);

/**
 * RgDoublesJob:
 * @origin: see rg_op_begin
 * @session: see rg_op_begin
 * @progress: (nullable): called now and then
 * @progress_data: for @progress
 *
 * The argument of rg_doubles_merge_sure_func. Nothing in it is owned; it must
 * live until the write is finished.
 */
typedef struct
{
  const char *origin;
  const char *session;
  RgDoublesProgress progress;
  gpointer progress_data;
} RgDoublesJob;

/**
 * RgDoublesReport:
 * @merged: customers that went
 * @operation: 0 when there was nothing to merge
 */
typedef struct
{
  guint64 merged;
  gint64 operation;
} RgDoublesReport;

/* An RgWriteFunc over an RgDoublesJob: merges everybody with the same name and
 * the same phone as an earlier customer into that. One operation, one undo.
 * Gives an RgDoublesReport, freed with g_free. */
gpointer rg_doubles_merge_sure_func (RgWrite *write, gpointer job, GCancellable *cancellable, GError **error);

G_END_DECLS
