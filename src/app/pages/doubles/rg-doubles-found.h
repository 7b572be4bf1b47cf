/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-doubles.h"

G_BEGIN_DECLS

/**
 * RgDoublesWish:
 * @limit: pairs at most
 * @most_customers: a larger shop is not looked through; 0: of any size
 *
 * The argument of rg_doubles_found_func.
 */
typedef struct
{
  guint limit;
  guint32 most_customers;
} RgDoublesWish;

/**
 * RgDoublesFound:
 * @doubles: (nullable): %NULL when the shop is too large to be looked through
 *   without being asked
 * @n_entries: for each pair two: entries of the first one's timeline and of the
 *   second one's
 *
 * What the page shows.
 */
typedef struct
{
  RgDoubles *doubles;
  guint *n_entries;
} RgDoublesFound;

void rg_doubles_found_free (RgDoublesFound *found);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgDoublesFound, rg_doubles_found_free)

/* An RgReadFunc over an RgDoublesWish; gives an RgDoublesFound. */
gpointer rg_doubles_found_func (RgRead *read, gpointer wish, GCancellable *cancellable, GError **error);

G_END_DECLS
