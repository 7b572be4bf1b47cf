/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-tag-step.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgTagRuleDialog:
 *
 * The rule of a tag: what it says, who would gain and who would lose the tag, and
 * whether it is switched on. Emits "switched" (on: boolean) once and closes.
 */
#define RG_TYPE_TAG_RULE_DIALOG (rg_tag_rule_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgTagRuleDialog, rg_tag_rule_dialog, RG, TAG_RULE_DIALOG, AdwDialog)

/* @tag: one with a condition */
AdwDialog *rg_tag_rule_dialog_new (RgStore *store, const RgTag *tag);
/* Whether it still tries the rule. */
gboolean rg_tag_rule_dialog_is_busy (RgTagRuleDialog *self);
/* What a person would do: presses the button. */
void rg_tag_rule_dialog_switch (RgTagRuleDialog *self);
/* (transfer none): what the rule says, or why it cannot be asked */
const char *rg_tag_rule_dialog_get_sentence (RgTagRuleDialog *self);

G_END_DECLS
