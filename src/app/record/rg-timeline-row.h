/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/record/rg-entry-form.h"

G_BEGIN_DECLS

/**
 * RgTimelineRow:
 *
 * One entry of the timeline: what happened, and dimmed below it when and who.
 * Long text is folded. It can become a form in its place.
 *
 * Emits "save-requested" when the form's contents are to be saved, and
 * "delete-requested". Enter edits, Delete deletes, the Menu key shows what
 * there is to do.
 */
#define RG_TYPE_TIMELINE_ROW (rg_timeline_row_get_type ())
G_DECLARE_FINAL_TYPE (RgTimelineRow, rg_timeline_row, RG, TIMELINE_ROW, GtkListBoxRow)

GtkWidget *rg_timeline_row_new (void);
/* @next_date: (nullable): the customer's next step: the entry that set it shows
 * how urgent it is. */
void rg_timeline_row_set_entry (RgTimelineRow *self,
                                RgCatalog *catalog,
                                const RgTimelineEntry *entry,
                                const char *next_date);
/* What its form asks for when it is edited; as in rg_entry_form_set_forms(). */
void rg_timeline_row_set_forms (RgTimelineRow *self, GPtrArray *forms, RgStore *store);
/* (transfer none) */
const RgTimelineEntry *rg_timeline_row_get_entry (RgTimelineRow *self);
/* The key under which a list keeps it: table and id. */
const char *rg_timeline_row_get_key (RgTimelineRow *self);
/* (transfer full) */
char *rg_timeline_row_make_key (const RgTimelineEntry *entry);
void rg_timeline_row_set_place (RgTimelineRow *self, guint place);
guint rg_timeline_row_get_place (RgTimelineRow *self);
void rg_timeline_row_set_writable (RgTimelineRow *self, gboolean writable);

void rg_timeline_row_begin_edit (RgTimelineRow *self);
/* @text: (nullable): what is shown until the entry is read again */
void rg_timeline_row_end_edit (RgTimelineRow *self, const char *text);
/* (transfer none) (nullable): NULL when it is not edited. */
RgEntryForm *rg_timeline_row_get_form (RgTimelineRow *self);

G_END_DECLS
