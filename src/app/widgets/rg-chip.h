/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/widgets/rg-tag-styles.h"

G_BEGIN_DECLS

/**
 * RgChip:
 *
 * A word in the colour that it has in the list, with its symbol or a dot in front,
 * and, when it can be taken away, a cross behind. Has the focus on its cross; Delete does
 * what a click on it does. Emits "remove".
 */
#define RG_TYPE_CHIP (rg_chip_get_type ())
G_DECLARE_FINAL_TYPE (RgChip, rg_chip, RG, CHIP, GtkWidget)

/* @remove_label: (nullable): what a screen reader calls the cross ("Take away the
 * tag VIP"); NULL: none is there. */
GtkWidget *rg_chip_new (const char *text, const char *remove_label);
const char *rg_chip_get_text (RgChip *self);
/* @about: (nullable): more about it, for the pointer and for a screen reader. */
void rg_chip_set_about (RgChip *self, const char *about);
const char *rg_chip_get_about (RgChip *self);
/* @store: (nullable). It looks like that tag from now on. */
void rg_chip_set_tag (RgChip *self, RgStore *store, gint64 tag_id);
RgTagStyle rg_chip_get_style (RgChip *self);

G_END_DECLS
