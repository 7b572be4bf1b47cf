/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-chat-line.h"
#include "store/rg-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgQuickAdd:
 *
 * A dialog in which a customer is added in a few words: name, phone, what they
 * want, and when the next step is. From the seventh digit on it says who has
 * the number already. Enter saves; Ctrl+Enter saves and opens the record;
 * Shift+Enter saves and begins the next one.
 */
#define RG_TYPE_QUICK_ADD (rg_quick_add_get_type ())
G_DECLARE_FINAL_TYPE (RgQuickAdd, rg_quick_add, RG, QUICK_ADD, AdwDialog)

/* Shows the dialog over @parent. @store: (nullable): no shop yet: it is made when
 * the first customer is saved. @guess: (nullable): what a pasted line seems to
 * say: fills the fields, each marked as a guess. */
void rg_quick_add_present (GtkWidget *parent, RgStore *store, const RgChatLine *guess);

G_END_DECLS
