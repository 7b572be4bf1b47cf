/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/widgets/rg-tag-styles.h"
#include "app/widgets/rg-texts.h"
#include "records/rg-record.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RgDealCard:
 *
 * A deal on the board: one leaf widget of fixed height that draws itself. What it is about,
 * whose it is and what it comes to, at most three chips, and at the foot how long it is in
 * its stage, what is next and who has it. One that is there too long has an edge. What a screen reader says stands on the list item, see
 * rg_deal_card_dup_name() and rg_deal_card_dup_description().
 */
#define RG_TYPE_DEAL_CARD (rg_deal_card_get_type ())
G_DECLARE_FINAL_TYPE (RgDealCard, rg_deal_card, RG, DEAL_CARD, GtkWidget)

GtkWidget *rg_deal_card_new (RgTexts *texts, RgTagStyles *styles);
void rg_deal_card_set (RgDealCard *self, RgRecord *deal, RgRecord *customer, guint days_at_most);
RgRecord *rg_deal_card_get (RgDealCard *self);
/* @open: how far the place for another card is open, 0 to 1; below 0: it is a card. */
void rg_deal_card_set_gap (RgDealCard *self, double open);
char *rg_deal_card_dup_name (RgDealCard *self);
char *rg_deal_card_dup_description (RgDealCard *self);

G_END_DECLS
