/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/record/rg-folded-section.h"

G_BEGIN_DECLS

/**
 * RgDealsSection:
 *
 * The deals of a customer: those that are open, each with its stage, how long it is
 * there, what it comes to and what is next; those that are closed are folded.
 */
#define RG_TYPE_DEALS_SECTION (rg_deals_section_get_type ())
G_DECLARE_FINAL_TYPE (RgDealsSection, rg_deals_section, RG, DEALS_SECTION, RgFoldedSection)

GtkWidget *rg_deals_section_new (void);

G_END_DECLS
