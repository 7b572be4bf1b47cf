/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/record/rg-rows-section.h"

G_BEGIN_DECLS

/**
 * RgRelationsSection:
 *
 * Who belongs to a customer: who referred them, family, children with their
 * ages. A relation shows with both customers.
 */
#define RG_TYPE_RELATIONS_SECTION (rg_relations_section_get_type ())
G_DECLARE_FINAL_TYPE (RgRelationsSection, rg_relations_section, RG, RELATIONS_SECTION, RgRowsSection)

GtkWidget *rg_relations_section_new (void);

G_END_DECLS
