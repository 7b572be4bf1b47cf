/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-profile.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgScoreButton:
 *
 * A customer's class and the sum of which it comes: "B · 52 = 30 money + 12 contact
 * + 10 recency". Pressed, it says what each part was worked out from.
 */
#define RG_TYPE_SCORE_BUTTON (rg_score_button_get_type ())
G_DECLARE_FINAL_TYPE (RgScoreButton, rg_score_button, RG, SCORE_BUTTON, AdwBin)

/* Hidden for somebody without a class. */
void rg_score_button_set_profile (RgScoreButton *self, RgProfile *profile);
/* What stands on it. (transfer none) */
const char *rg_score_button_get_text (RgScoreButton *self);
/* What it says when it is pressed, one part a line. (transfer none) */
const char *rg_score_button_get_parts (RgScoreButton *self);

G_END_DECLS
