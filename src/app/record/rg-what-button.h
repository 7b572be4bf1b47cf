/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgWhatButton:
 *
 * What the next step with a customer is: read as a text, changed in an entry that
 * it unfolds. Emits "said" when a person has said something else.
 */
#define RG_TYPE_WHAT_BUTTON (rg_what_button_get_type ())
G_DECLARE_FINAL_TYPE (RgWhatButton, rg_what_button, RG, WHAT_BUTTON, AdwBin)

/* @what: (nullable): nothing is said yet. Nothing is emitted. */
void rg_what_button_set_what (RgWhatButton *self, const char *what);
/* "" while nothing is said. */
const char *rg_what_button_get_what (RgWhatButton *self);
/* Folds the entry in; nothing is emitted. */
void rg_what_button_cancel (RgWhatButton *self);
/* What a person would do. */
void rg_what_button_say (RgWhatButton *self, const char *what);

G_END_DECLS
