/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/filter/rg-condition-editor.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgConditionDialog:
 *
 * An editor of a condition in a dialog. Emits "chosen" with it.
 */
#define RG_TYPE_CONDITION_DIALOG (rg_condition_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgConditionDialog, rg_condition_dialog, RG, CONDITION_DIALOG, AdwDialog)

/* @entity: of which rows: "customer" or "deal"; @condition: (nullable): what it begins
 * with */
AdwDialog *
rg_condition_dialog_new (RgStore *store, const char *entity, RgCondition *condition, const char *title);
RgConditionEditor *rg_condition_dialog_get_editor (RgConditionDialog *self);
/* Does what a person would do; nothing while it cannot be asked. */
void rg_condition_dialog_apply (RgConditionDialog *self);

G_END_DECLS
