/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgTagDialog:
 *
 * Asks which tags many customers are given, or which are taken away from them.
 * Emits "chosen" (names: GStrv, take-away: boolean) once, and closes.
 */
#define RG_TYPE_TAG_DIALOG (rg_tag_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgTagDialog, rg_tag_dialog, RG, TAG_DIALOG, AdwDialog)

/* @what: who is tagged: "12 customers". */
AdwDialog *rg_tag_dialog_new (RgStore *store, const char *what);
/* What a person would do: writes @text and presses Add or Take Away. */
void rg_tag_dialog_enter (RgTagDialog *self, const char *text, gboolean take_away);

G_END_DECLS
