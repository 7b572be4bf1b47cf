/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/record/rg-section.h"

G_BEGIN_DECLS

/**
 * RgTimelineView:
 *
 * What happened with a customer, the newest first, grouped by day. Entries are
 * edited in their place. A new profile changes only the rows that differ:
 * focus, scroll position and open forms stay.
 *
 * Emits "more-requested" when the user wants to see entries that the profile
 * does not hold.
 */
#define RG_TYPE_TIMELINE_VIEW (rg_timeline_view_get_type ())
G_DECLARE_FINAL_TYPE (RgTimelineView, rg_timeline_view, RG, TIMELINE_VIEW, RgSection)

GtkWidget *rg_timeline_view_new (void);
/* @kind: (nullable): a kind of event, or "sale"; NULL shows all. */
void rg_timeline_view_set_filter (RgTimelineView *self, const char *kind);
/* What stands there while nothing has happened. */
void rg_timeline_view_set_empty (RgTimelineView *self, const char *text);
/* As its button does. */
void rg_timeline_view_show_earlier (RgTimelineView *self);
/* Whether something is on its way to the shop. */
gboolean rg_timeline_view_is_busy (RgTimelineView *self);

G_END_DECLS
