/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-query.h"

G_BEGIN_DECLS

/**
 * RgChosen:
 *
 * Rows that somebody chose: either these, or everything that a query finds
 * except these. Immutable; boxed; what a bulk change, an export or a print is
 * given. Choosing a million rows costs nothing.
 */
#define RG_TYPE_CHOSEN (rg_chosen_get_type ())
typedef struct _RgChosen RgChosen;
GType rg_chosen_get_type (void);

/* @ids: (element-type guint32): copied; any order. */
RgChosen *rg_chosen_new_ids (const RgQuery *query, const guint32 *ids, gsize n_ids);
RgChosen *rg_chosen_new_all_except (const RgQuery *query, const guint32 *ids, gsize n_ids);
RgChosen *rg_chosen_ref (RgChosen *self);
void rg_chosen_unref (RgChosen *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgChosen, rg_chosen_unref)
/* (transfer none): gives the entity and, for an export, the order. */
const RgQuery *rg_chosen_get_query (const RgChosen *self);
/* Whether a search decides which they are: then a write lets a reader ask. */
gboolean rg_chosen_needs_search (const RgChosen *self);
/* Those that are there now, ascending. (element-type gint64) (transfer full) */
GArray *rg_chosen_ids (const RgChosen *self, RgRead *read, GCancellable *cancellable, GError **error);
/* The same in the query's order. (element-type guint32) (transfer full) */
GArray *rg_chosen_ordered (const RgChosen *self, RgRead *read, GCancellable *cancellable, GError **error);

G_END_DECLS
