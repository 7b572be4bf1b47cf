/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-tag-tree.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgTagPicker:
 *
 * Asks for a tag, or for a family: where another one is to go. Emits "picked"
 * (key: int64: a tag's id, or below 0 for a family) once and closes.
 */
#define RG_TYPE_TAG_PICKER (rg_tag_picker_get_type ())
G_DECLARE_FINAL_TYPE (RgTagPicker, rg_tag_picker, RG, TAG_PICKER, AdwDialog)

/* @tag: what goes somewhere. @move: the families are offered and nothing that
 * stands below @tag; else every other tag. */
AdwDialog *rg_tag_picker_new (RgTagTree *tree, const RgTag *tag, gboolean move, const char *title);
/* What a person would do: looks for @text and takes the first. */
void rg_tag_picker_enter (RgTagPicker *self, const char *text);

G_END_DECLS
