/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/record/rg-form.h"
#include "app/record/rg-section.h"

G_BEGIN_DECLS

/**
 * RgFieldsSection:
 *
 * All fields of a customer, written in place, each saved by itself when it is
 * left.
 */
#define RG_TYPE_FIELDS_SECTION (rg_fields_section_get_type ())
G_DECLARE_FINAL_TYPE (RgFieldsSection, rg_fields_section, RG, FIELDS_SECTION, RgSection)

GtkWidget *rg_fields_section_new (void);
RgForm *rg_fields_section_get_form (RgFieldsSection *self); /* (transfer none) */
/* Whether something is on its way to the shop. */
gboolean rg_fields_section_is_saving (RgFieldsSection *self);

G_END_DECLS
