/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/record/rg-field-editor.h"
#include "records/rg-row.h"

G_BEGIN_DECLS

/**
 * RgEntryPart:
 * @key: of a field of the entity "event"
 * @value: what it is to be
 *
 * One answer to a form, on its way to the shop.
 */
typedef struct
{
  char *key;
  RgValue value;
} RgEntryPart;

void rg_entry_part_free (gpointer part);

/* Answers as they are written: key of a field → text, without those where nothing is
 * written. */
GHashTable *rg_entry_texts_new (void);
GHashTable *rg_entry_texts_copy (GHashTable *texts);
gboolean rg_entry_texts_equal (GHashTable *a, GHashTable *b);
/* (transfer full): what @row, of the entity "event", was answered. */
GHashTable *rg_entry_texts_of_row (RgRow *row);

/**
 * RgEntryParts:
 *
 * The parts of the form that a kind of entry is asked for: a list of compact fields
 * under the text of the entry. What is answered stays to be seen when another kind
 * is chosen that does not ask for it: nothing that is written goes unseen.
 *
 * Emits "changed" with the key of a field.
 */
#define RG_TYPE_ENTRY_PARTS (rg_entry_parts_get_type ())
G_DECLARE_FINAL_TYPE (RgEntryParts, rg_entry_parts, RG, ENTRY_PARTS, AdwBin)

GtkWidget *rg_entry_parts_new (void);
/* @forms: (element-type RgContactForm): of the shop; shared. @store: (nullable): where
 * names for completion come from. */
void rg_entry_parts_set_forms (RgEntryParts *self, GPtrArray *forms, RgCatalog *catalog, RgStore *store);
void rg_entry_parts_set_kind (RgEntryParts *self, const char *kind);
/* @texts: (nullable): NULL empties it */
void rg_entry_parts_set_texts (RgEntryParts *self, GHashTable *texts);
GHashTable *rg_entry_parts_dup_texts (RgEntryParts *self); /* (transfer full) */
/* (nullable): the last valid answer; NULL where nothing is asked */
const RgValue *rg_entry_parts_get_value (RgEntryParts *self, const char *key);

/* Reads what is being written. FALSE when something is not right, which is marked. */
gboolean rg_entry_parts_commit (RgEntryParts *self);
/* Whether what is required is there; what is not is marked, and @error names it.
 * @asked: (nullable): a key that is not among these is not missed. */
gboolean rg_entry_parts_check (RgEntryParts *self, GHashTable *asked, GError **error);
/* (transfer full) (element-type RgEntryPart): what differs from @before. (nullable) */
GPtrArray *rg_entry_parts_read (RgEntryParts *self, GHashTable *before);
gboolean rg_entry_parts_is_empty (RgEntryParts *self);
/* (transfer none) (nullable) */
RgFieldEditor *rg_entry_parts_find (RgEntryParts *self, const char *key);

G_END_DECLS
