/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/record/rg-section.h"

G_BEGIN_DECLS

/**
 * RgHeaderCard:
 *
 * Who the customer is, at a glance: name, how to reach them, what is next, how
 * it stands, tags. What is not known is not shown.
 */
#define RG_TYPE_HEADER_CARD (rg_header_card_get_type ())
G_DECLARE_FINAL_TYPE (RgHeaderCard, rg_header_card, RG, HEADER_CARD, RgSection)

GtkWidget *rg_header_card_new (void);

G_END_DECLS
