/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-search-private.h"

G_BEGIN_DECLS

/**
 * RgSearchAhead:
 *
 * Makes documents on a thread of its own, one range ahead of who enters them.
 */
typedef struct _RgSearchAhead RgSearchAhead;

/* @shop is not to be used by others between asking and taking. */
RgSearchAhead *rg_search_ahead_new (RgDatabase *shop, GError **error);
/* What was asked for and not taken is waited for and forgotten. */
void rg_search_ahead_free (RgSearchAhead *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgSearchAhead, rg_search_ahead_free)
/* One of its readers, for use while nothing is asked for. */
RgSearchReader *rg_search_ahead_get_reader (RgSearchAhead *self);
/* Begins to make the documents of @span; everything before has been taken. */
void rg_search_ahead_ask (RgSearchAhead *self, RgSearchSource source, const RgSearchSpan *span);
/* (element-type RgSearchDoc) (transfer none) (nullable): what was asked for;
 * valid until the next but one is asked for. */
GPtrArray *rg_search_ahead_take (RgSearchAhead *self, GError **error);

G_END_DECLS
