/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-profile.h"

G_BEGIN_DECLS

/* How an entry of the timeline is said. */

/* (transfer full): the customer's name; the phone when there is none. */
char *rg_entry_words_who (const RgProfile *profile);
/* (transfer full): what the history reads: "Call (张三)". @kind: a kind of event, or "sale". */
char *rg_entry_words_label (RgCatalog *catalog, const char *kind, const char *who);

gboolean rg_entry_words_is_sale (const RgTimelineEntry *entry);
/* A kind of event, "sale" or "deal". */
const char *rg_entry_words_kind (const RgTimelineEntry *entry);
/* (transfer full): what happened; the kind where nothing is written. */
char *rg_entry_words_text (RgCatalog *catalog, const RgTimelineEntry *entry);
/* (transfer full): the dimmed line: kind, time, staff, outcome. */
char *rg_entry_words_about (RgCatalog *catalog, const RgTimelineEntry *entry);
/* (transfer full) (nullable): what its form was answered: "Needs: three rooms · …". */
char *rg_entry_words_parts (const RgTimelineEntry *entry);
/* (transfer full) (nullable): a sale's amount. */
char *rg_entry_words_amount (const RgTimelineEntry *entry);
/* (nullable): the ISO day of the next step that an event has set. */
const char *rg_entry_words_next (const RgTimelineEntry *entry);
/* The local day on which it happened. */
void rg_entry_words_day (const RgTimelineEntry *entry, GDate *day);

G_END_DECLS
