/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/record/rg-rows-section.h"

G_BEGIN_DECLS

/**
 * RgIdentitiesSection:
 *
 * By what else a customer is known: further phones, ids of other services. One
 * is added in place.
 */
#define RG_TYPE_IDENTITIES_SECTION (rg_identities_section_get_type ())
G_DECLARE_FINAL_TYPE (RgIdentitiesSection, rg_identities_section, RG, IDENTITIES_SECTION, RgRowsSection)

GtkWidget *rg_identities_section_new (void);
/* As if the user had chosen @kind, written @value and pressed Enter. */
void rg_identities_section_enter (RgIdentitiesSection *self, const char *kind, const char *value);
/* (nullable): the sentence that says why a value was not taken */
const char *rg_identities_section_get_error (RgIdentitiesSection *self);

G_END_DECLS
