/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/record/rg-rows-section.h"

G_BEGIN_DECLS

/**
 * RgContactsSection:
 *
 * The contact persons of a customer: of a company above all.
 */
#define RG_TYPE_CONTACTS_SECTION (rg_contacts_section_get_type ())
G_DECLARE_FINAL_TYPE (RgContactsSection, rg_contacts_section, RG, CONTACTS_SECTION, RgRowsSection)

GtkWidget *rg_contacts_section_new (void);

G_END_DECLS
