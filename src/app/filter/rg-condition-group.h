/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/filter/rg-condition-row.h"

G_BEGIN_DECLS

/**
 * RgConditionGroup:
 *
 * Rows and groups of which all, any or none must hold. A bridge is a group about rows of
 * another kind: about the customer of a deal, or about a deal of the customer, that
 * there is or that there is not. Emits "changed", and "removed" when it is to go.
 */
#define RG_TYPE_CONDITION_GROUP (rg_condition_group_get_type ())
G_DECLARE_FINAL_TYPE (RgConditionGroup, rg_condition_group, RG, CONDITION_GROUP, GtkWidget)

/* @entity: what it is about: "customer" or "deal". @condition: (nullable); one that is no
 * group becomes the only child. @depth: 0 for the one that holds all others and cannot
 * go. */
GtkWidget *
rg_condition_group_new (RgConditionChoices *choices, const char *entity, RgCondition *condition, guint depth);
/* (transfer full): of a bridge a leaf */
RgCondition *rg_condition_group_make (RgConditionGroup *self);
/* Rows in the order in which they stand, those of inner groups among them. */
void rg_condition_group_list_rows (RgConditionGroup *self, GPtrArray *rows);
/* @leaf: (nullable) */
RgConditionRow *rg_condition_group_add_row (RgConditionGroup *self, JsonObject *leaf);
RgConditionGroup *rg_condition_group_add_group (RgConditionGroup *self, RgCondition *condition);
/* @condition: (nullable): what is asked of rows of the other kind. */
RgConditionGroup *
rg_condition_group_add_bridge (RgConditionGroup *self, RgCondition *condition, gboolean has);
void rg_condition_group_set_kind (RgConditionGroup *self, RgConditionKind kind);
/* Of a bridge: whether there is such a row, or there is none. */
void rg_condition_group_set_has (RgConditionGroup *self, gboolean has);

G_END_DECLS
