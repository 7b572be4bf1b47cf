/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RgFoldText:
 *
 * Text that is folded after a handful of lines, with a button to see all of it.
 */
#define RG_TYPE_FOLD_TEXT (rg_fold_text_get_type ())
G_DECLARE_FINAL_TYPE (RgFoldText, rg_fold_text, RG, FOLD_TEXT, GtkWidget)

void rg_fold_text_set_text (RgFoldText *self, const char *text);
const char *rg_fold_text_get_text (RgFoldText *self);
void rg_fold_text_set_unfolded (RgFoldText *self, gboolean unfolded);

G_END_DECLS
