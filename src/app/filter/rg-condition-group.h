/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/filter/rg-condition-row.h"

G_BEGIN_DECLS

/**
 * RgConditionGroup:
 *
 * Rows and groups of which all, any or none must hold. Emits "changed", and
 * "removed" when it is to go.
 */
#define RG_TYPE_CONDITION_GROUP (rg_condition_group_get_type ())
G_DECLARE_FINAL_TYPE (RgConditionGroup, rg_condition_group, RG, CONDITION_GROUP, GtkWidget)

/* @condition: (nullable); one that is no group becomes the only child. @depth:
 * 0 for the one that holds all others and cannot go. */
GtkWidget *rg_condition_group_new (RgConditionChoices *choices, RgCondition *condition, guint depth);
/* (transfer full) */
RgCondition *rg_condition_group_make (RgConditionGroup *self);
/* Rows in the order in which they stand, those of inner groups among them. */
void rg_condition_group_list_rows (RgConditionGroup *self, GPtrArray *rows);
/* @leaf: (nullable) */
RgConditionRow *rg_condition_group_add_row (RgConditionGroup *self, JsonObject *leaf);
RgConditionGroup *rg_condition_group_add_group (RgConditionGroup *self, RgCondition *condition);
void rg_condition_group_set_kind (RgConditionGroup *self, RgConditionKind kind);

G_END_DECLS
