/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-profile.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgRelationDialog:
 *
 * Who belongs to a customer: another customer, or somebody with a name and a
 * birthday. Saves as one operation.
 */
#define RG_TYPE_RELATION_DIALOG (rg_relation_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgRelationDialog, rg_relation_dialog, RG, RELATION_DIALOG, AdwDialog)

/* @relation: (nullable): what is changed; NULL makes a new one. (transfer
 * none): open already. */
RgRelationDialog *rg_relation_dialog_present (GtkWidget *parent,
                                              RgStore *store,
                                              RgProfile *profile,
                                              const RgRelation *relation,
                                              gboolean mask);
/* As a person would fill it in. @kind: a kind of relation, seen from the row's
 * customer */
void rg_relation_dialog_set_kind (RgRelationDialog *self, const char *kind);
void rg_relation_dialog_set_other (RgRelationDialog *self, gint64 id, const char *name);
void rg_relation_dialog_set_name (RgRelationDialog *self, const char *name, const char *birthday);
/* As its button does. */
void rg_relation_dialog_save (RgRelationDialog *self);

G_END_DECLS
