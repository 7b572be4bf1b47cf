/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-row.h"

G_BEGIN_DECLS

/**
 * RgTimelineEntry:
 * @at: UTC milliseconds: an event's time, a sale's day at local noon (its
 *   created_at when it has no date)
 * @row: the row of `event` or `sale`; its entity tells which
 *
 * One thing that happened to a customer. Boxed.
 */
#define RG_TYPE_TIMELINE_ENTRY (rg_timeline_entry_get_type ())
typedef struct
{
  gint64 at;
  RgRow *row;
} RgTimelineEntry;

GType rg_timeline_entry_get_type (void);
RgTimelineEntry *rg_timeline_entry_copy (const RgTimelineEntry *entry);
void rg_timeline_entry_free (RgTimelineEntry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgTimelineEntry, rg_timeline_entry_free)

/* Events and sales of a customer merged, newest first; at most @limit (0: all).
 * (element-type RgTimelineEntry) (transfer full) */
GPtrArray *rg_timeline_read (RgRead *read, gint64 customer_id, guint limit, GError **error);

G_END_DECLS
