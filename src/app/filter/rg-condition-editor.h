/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/filter/rg-condition-group.h"

G_BEGIN_DECLS

/**
 * RgConditionEditor:
 *
 * Puts a condition of customers or of deals together: groups in groups, rows with the
 * right widgets, and below how many of them it means and what it says. Counting goes on
 * beside the window; what is counted for nothing is stopped. Emits "changed",
 * and "counted" when it is known whom it means, or that it cannot be asked.
 */
#define RG_TYPE_CONDITION_EDITOR (rg_condition_editor_get_type ())
G_DECLARE_FINAL_TYPE (RgConditionEditor, rg_condition_editor, RG, CONDITION_EDITOR, GtkWidget)

GtkWidget *rg_condition_editor_new (void);
/* @entity: of which rows: "customer" or "deal"; @condition: (nullable): all of them. The
 * widgets come when the shop's tags and stages have been read. */
void
rg_condition_editor_set (RgConditionEditor *self, RgStore *store, const char *entity, RgCondition *condition);
/* (transfer full) */
RgCondition *rg_condition_editor_make (RgConditionEditor *self);
/* Whether it can be asked: as far as is known. */
gboolean rg_condition_editor_is_usable (RgConditionEditor *self);
/* -1: not known (yet). */
gint64 rg_condition_editor_get_count (RgConditionEditor *self);
const char *rg_condition_editor_get_sentence (RgConditionEditor *self);
/* (nullable): until the shop's tags have been read. */
RgConditionGroup *rg_condition_editor_get_root (RgConditionEditor *self);

G_END_DECLS
