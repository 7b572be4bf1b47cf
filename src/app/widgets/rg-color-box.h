/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgColorBox:
 *
 * The colours of the palette, of which one is chosen, or none. Emits "changed" when
 * a person chooses.
 */
#define RG_TYPE_COLOR_BOX (rg_color_box_get_type ())
G_DECLARE_FINAL_TYPE (RgColorBox, rg_color_box, RG, COLOR_BOX, AdwBin)

/* Makes the buttons. @none: what it is called to have no colour; @color: -1 for none. */
void rg_color_box_fill (RgColorBox *self, const char *none, int color);
/* -1: none. */
int rg_color_box_get_color (RgColorBox *self);
/* What a person would do. */
void rg_color_box_choose (RgColorBox *self, int color);

/* Appends one of a group of buttons to @box, of which one is always pressed; the
 * arrows go through it. (transfer none) */
GtkWidget *rg_toggle_box_append (AdwWrapBox *box, const char *icon, const char *name, const char *css_class);

G_END_DECLS
