/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RgChoiceButton:
 *
 * A large button with an icon, what it does, and a sentence on what comes of
 * it: one of a few ways to begin.
 */
#define RG_TYPE_CHOICE_BUTTON (rg_choice_button_get_type ())
G_DECLARE_FINAL_TYPE (RgChoiceButton, rg_choice_button, RG, CHOICE_BUTTON, GtkButton)

/* Icon beside the text instead of above it. */
void rg_choice_button_set_beside (RgChoiceButton *self, gboolean beside);

G_END_DECLS
