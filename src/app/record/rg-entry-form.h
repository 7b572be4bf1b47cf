/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/record/rg-draft.h"
#include "app/record/rg-kind-picker.h"
#include "shop/rg-timeline.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgEntryForm:
 *
 * What an entry of the timeline is written with: text, kind, amount of a sale,
 * what the kind's form asks for, next step; for an entry that is there already also its day and time. The
 * composer and an entry that is edited in place both have one.
 *
 * Emits "changed", "save-requested" on Ctrl+Enter, and "cancel-requested" on
 * Escape where there is something to go back to.
 */
#define RG_TYPE_ENTRY_FORM (rg_entry_form_get_type ())
G_DECLARE_FINAL_TYPE (RgEntryForm, rg_entry_form, RG, ENTRY_FORM, AdwBin)

/* For a new entry. @next_date: (nullable): what the customer has. */
void rg_entry_form_begin_new (RgEntryForm *self, RgCatalog *catalog, const char *next_date);
/* For one that is there. */
void rg_entry_form_begin_edit (RgEntryForm *self, RgCatalog *catalog, const RgTimelineEntry *entry);
/* What entries of a kind are asked for; before it begins. @forms: (element-type
 * RgContactForm) */
void rg_entry_form_set_forms (RgEntryForm *self, GPtrArray *forms, RgCatalog *catalog, RgStore *store);
RgEntryParts *rg_entry_form_get_parts (RgEntryForm *self); /* (transfer none) */
/* The customer's next step is another one now. */
void rg_entry_form_set_kept (RgEntryForm *self, const char *next_date);

/* @draft: (nullable): NULL empties it. */
void rg_entry_form_set_draft (RgEntryForm *self, const RgDraft *draft);
RgDraft *rg_entry_form_dup_draft (RgEntryForm *self);
/* Whether anything is another than it was at first. */
gboolean rg_entry_form_is_changed (RgEntryForm *self);
/* Reads what is written. (transfer full) (nullable): NULL when something is
 * wrong, which a sentence in the form then says. */
RgEntryChange *rg_entry_form_read (RgEntryForm *self);
/* The same where nobody is there to mend it: what is wrong stays as it was. */
RgEntryChange *rg_entry_form_read_valid (RgEntryForm *self);
/* @message: (nullable) */
void rg_entry_form_set_error (RgEntryForm *self, const char *message);
const char *rg_entry_form_get_error (RgEntryForm *self);
/* While it is being saved nothing can be written; the focus stays. */
void rg_entry_form_set_busy (RgEntryForm *self, gboolean busy);
gboolean rg_entry_form_is_busy (RgEntryForm *self);
/* Whether there is anything to save. */
void rg_entry_form_set_can_save (RgEntryForm *self, gboolean can_save);
/* A button beside the fields. */
void rg_entry_form_add_button (RgEntryForm *self, GtkWidget *button);
void rg_entry_form_focus_text (RgEntryForm *self);

G_END_DECLS
