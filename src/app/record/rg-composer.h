/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/record/rg-section.h"

G_BEGIN_DECLS

/**
 * RgComposer:
 *
 * Where it is written what happened with a customer: one line that grows, the
 * kind, the amount of a sale, the next step. Ctrl+Enter saves.
 *
 * What is written and not saved belongs to the customer: it is put away when
 * another one is shown, and is there again afterwards, as long as the shop is
 * open. Nothing is saved without being asked for: rg_section_flush() only puts
 * it away, and closing the window forgets it.
 */
#define RG_TYPE_COMPOSER (rg_composer_get_type ())
G_DECLARE_FINAL_TYPE (RgComposer, rg_composer, RG, COMPOSER, RgSection)

GtkWidget *rg_composer_new (void);
/* Puts the cursor into the text. */
void rg_composer_focus (RgComposer *self);
/* As Ctrl+Enter does. */
void rg_composer_save (RgComposer *self);
/* Whether something is on its way to the shop. */
gboolean rg_composer_is_busy (RgComposer *self);

G_END_DECLS
