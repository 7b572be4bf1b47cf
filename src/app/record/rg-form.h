/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/record/rg-field-editor.h"
#include "records/rg-row.h"

G_BEGIN_DECLS

/**
 * RgForm:
 *
 * All fields of an entity as the catalogue has them, in groups, each with its
 * editor; bookkeeping, derived, virtual and retired ones left out. Knows
 * nothing of saving. Emits "committed" and "activated" with the editor.
 */
#define RG_TYPE_FORM (rg_form_get_type ())
G_DECLARE_FINAL_TYPE (RgForm, rg_form, RG, FORM, AdwBin)

GtkWidget *rg_form_new (const char *entity);
/* Shows the fields of @catalog. Those that stay keep what is written in them. */
void rg_form_set_catalog (RgForm *self, RgCatalog *catalog, RgStore *store);
/* Lets go of catalogue, store and row: no fields. */
void rg_form_clear (RgForm *self);
/* (transfer none) (nullable) */
RgFieldEditor *rg_form_find (RgForm *self, const char *key);
guint rg_form_get_n_editors (RgForm *self);
RgFieldEditor *rg_form_get_editor (RgForm *self, guint index); /* (transfer none) */
/* Shows @row, or nothing. @other: another one than before: what was being
 * written is given up. */
void rg_form_show_row (RgForm *self, RgRow *row, gboolean other);
/* A value of the field is on its way to the shop: what is shown meanwhile with
 * rg_form_show_row() is older. rg_form_release(): how many more there are. */
void rg_form_hold (RgForm *self, const char *key);
guint rg_form_release (RgForm *self, const char *key);
gboolean rg_form_is_held (RgForm *self);
/* Reads every field that is being written; the first one that is not valid,
 * NULL when all are. (transfer none) (nullable) */
RgFieldEditor *rg_form_commit (RgForm *self);
void rg_form_set_mask (RgForm *self, gboolean mask);

G_END_DECLS
