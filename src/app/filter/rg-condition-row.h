/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/filter/rg-condition-choices.h"

G_BEGIN_DECLS

/**
 * RgConditionRow:
 *
 * One thing that is said: of what, how, and what it is compared with. Emits
 * "changed", and "removed" when it is to go.
 */
#define RG_TYPE_CONDITION_ROW (rg_condition_row_get_type ())
G_DECLARE_FINAL_TYPE (RgConditionRow, rg_condition_row, RG, CONDITION_ROW, GtkWidget)

/* @entity: what it is about: "customer" or "deal"; @leaf: (nullable): copied */
GtkWidget *rg_condition_row_new (RgConditionChoices *choices, const char *entity, JsonObject *leaf);
/* Interned. */
const char *rg_condition_row_get_entity (RgConditionRow *self);
/* (transfer full): a leaf */
RgCondition *rg_condition_row_make (RgConditionRow *self);
/* @problem: (nullable): why that cannot be asked */
void rg_condition_row_set_problem (RgConditionRow *self, const char *problem);
const char *rg_condition_row_get_problem (RgConditionRow *self);
/* Reads its widgets again, as when one was touched. */
void rg_condition_row_collect (RgConditionRow *self);
/* As if the leaf had been put together by hand. */
void rg_condition_row_set_leaf (RgConditionRow *self, JsonObject *leaf);

G_END_DECLS
