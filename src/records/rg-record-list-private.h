/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-list-diff.h"
#include "records/rg-record-list.h"
#include "records/rg-record-private.h"

G_BEGIN_DECLS

/* Rows of a page. */
#define RG_PAGE_ROWS 64
/* Rows that a list has when it comes: what GtkListView binds at first. */
#define RG_FIRST_ROWS 256

/**
 * RgPager:
 *
 * Fills records page by page: few readings at a time, nearest to the last
 * asked position first, and only what somebody still holds.
 */
typedef struct _RgPager RgPager;

RgPager *rg_pager_new (RgStore *store, RgRecordCache *cache, const char *entity);
/* Nothing is read any more. */
void rg_pager_free (RgPager *self);
/* Position @position was asked for. When @ids is given, the page to which it
 * belongs is to be read: that has number @page and @n_ids rows. */
void rg_pager_ask (RgPager *self, guint position, guint page, const guint32 *ids, guint n_ids);
gboolean rg_pager_has (RgPager *self, guint page);
/* Pages have other rows from now on; those asked for are still read. */
void rg_pager_renew (RgPager *self);

/* For tests: readings under way. */
guint rg_pager_get_in_flight (RgPager *self);
RgPager *rg_record_list_get_pager (RgRecordList *self);

G_END_DECLS
