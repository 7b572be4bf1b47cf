/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-query.h"
#include "records/rg-row.h"

G_BEGIN_DECLS

/**
 * RgDealFilter:
 * @id: only this one; 0: by the rest
 * @state: (nullable): open, won or lost; %NULL: any
 * @owner: (nullable): whose; "": nobody's; %NULL: whoever's
 * @customer_id: of whom; 0: of whomever
 * @stage_id: in which stage; 0: in any
 * @from: (nullable): ISO day: closed, or opened where they are open, from here on
 * @to: (nullable): ISO day: up to here
 * @limit: at most so many; 0: all
 * @query: (nullable): only those that this query of deals finds, in its order when it
 *   has one
 *
 * Which deals are asked for.
 */
typedef struct
{
  gint64 id;
  const char *state;
  const char *owner;
  gint64 customer_id;
  gint64 stage_id;
  const char *from;
  const char *to;
  guint limit;
  const RgQuery *query;
} RgDealFilter;

/**
 * RgDealFound:
 * @row: of the entity "deal"
 * @customer: (nullable): the customer's name
 * @stage: the stage's
 * @days: how long it is in its stage; of a closed one how long it was open
 * @late: whether that is longer than it may be
 */
typedef struct
{
  RgRow *row;
  char *customer;
  char *stage;
  double days;
  gboolean late;
} RgDealFound;

void rg_deal_found_free (RgDealFound *found);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgDealFound, rg_deal_found_free)

/* (element-type RgDealFound) (transfer full): by stage, in it by the next date, unless
 * the query has an order. */
GPtrArray *rg_deal_find (RgRead *read, const RgDealFilter *filter, GCancellable *cancellable, GError **error);

G_END_DECLS
