/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-row.h"

G_BEGIN_DECLS

/**
 * RgTimelineEntry:
 * @at: UTC milliseconds: an event's time, a sale's day at local noon (its
 *   created_at when it has no date)
 * @row: the row of `event`, `sale` or `deal_move`; its entity tells which
 * @deal_id: which deal moved; 0 for events and sales
 * @words: (nullable): what happened to it: “全屋定制: 需求确认 → 方案呈现”
 *
 * One thing that happened to a customer. Boxed.
 */
#define RG_TYPE_TIMELINE_ENTRY (rg_timeline_entry_get_type ())
typedef struct
{
  gint64 at;
  RgRow *row;
  gint64 deal_id;
  char *words;
} RgTimelineEntry;

GType rg_timeline_entry_get_type (void);
RgTimelineEntry *rg_timeline_entry_copy (const RgTimelineEntry *entry);
void rg_timeline_entry_free (RgTimelineEntry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgTimelineEntry, rg_timeline_entry_free)

/* Events, sales and moves of deals of a customer merged, newest first; at most @limit (0: all).
 * (element-type RgTimelineEntry) (transfer full) */
GPtrArray *rg_timeline_read (RgRead *read, gint64 customer_id, guint limit, GError **error);
/* How many of them there are. */
gboolean rg_timeline_count (RgRead *read, gint64 customer_id, guint *n, GError **error);
/* The same of what was put to a deal: events only. */
GPtrArray *rg_timeline_read_deal (RgRead *read, gint64 deal_id, guint limit, GError **error);
gboolean rg_timeline_count_deal (RgRead *read, gint64 deal_id, guint *n, GError **error);

G_END_DECLS
