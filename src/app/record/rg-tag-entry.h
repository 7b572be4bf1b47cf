/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-profile.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RgTagEntry:
 *
 * An entry for the names of tags. It proposes those that what is written may be
 * the beginning of, by characters, pinyin or initials. Enter takes the proposal
 * that is marked, or what is written as a new one; a comma ends a name. Emits
 * "entered" with the name, and "back" when Backspace is pressed with nothing
 * written.
 */
#define RG_TYPE_TAG_ENTRY (rg_tag_entry_get_type ())
G_DECLARE_FINAL_TYPE (RgTagEntry, rg_tag_entry, RG, TAG_ENTRY, GtkWidget)

GtkWidget *rg_tag_entry_new (void);
/* @store: (nullable): whose tags it proposes */
void rg_tag_entry_set_store (RgTagEntry *self, RgStore *store);
/* (nullable) (element-type RgProfileTag): those that are there already, which it
 * does not propose */
void rg_tag_entry_set_had (RgTagEntry *self, GPtrArray *tags);
void rg_tag_entry_clear (RgTagEntry *self);
/* (transfer none) */
GtkEditable *rg_tag_entry_get_editable (RgTagEntry *self);

G_END_DECLS
