/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-tag-step.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgTagEditor:
 *
 * Asks what a tag is to be like: name, description, colour, symbol, and for a
 * new one without a parent its family. Emits "chosen" once and closes; then
 * rg_tag_editor_fill() tells what was chosen.
 */
#define RG_TYPE_TAG_EDITOR (rg_tag_editor_get_type ())
G_DECLARE_FINAL_TYPE (RgTagEditor, rg_tag_editor, RG, TAG_EDITOR, AdwDialog)

/* @tag: (nullable): what is changed; a new one otherwise, below @parent
 * (nullable) or in @family. */
AdwDialog *rg_tag_editor_new (const RgTag *tag, const RgTag *parent, guint family);
void rg_tag_editor_fill (RgTagEditor *self, RgTagStep *step);
/* What a person would do; @color -1: none of its own. */
void rg_tag_editor_enter (RgTagEditor *self, const char *name, int color, const char *symbol);

G_END_DECLS
