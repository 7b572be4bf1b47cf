/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-contact-forms.h"
#include "store/rg-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgContactFormPage:
 *
 * One contact form: its name, the kinds of entries that are asked for it, and its
 * parts in their order. Emits "done" (sentence, operation) when it has been saved, and
 * "new-field" when a part is wanted that there is no field for: one that the catalogue
 * gets after that becomes a part.
 */
#define RG_TYPE_CONTACT_FORM_PAGE (rg_contact_form_page_get_type ())
G_DECLARE_FINAL_TYPE (RgContactFormPage, rg_contact_form_page, RG, CONTACT_FORM_PAGE, AdwNavigationPage)

/* @form: copied; one without a name is new */
GtkWidget *rg_contact_form_page_new (RgStore *store, const RgContactForm *form);
/* (transfer none) (nullable): what keeps it from being saved */
const char *rg_contact_form_page_find_fault (RgContactFormPage *self);
/* As the rows and buttons do. */
void rg_contact_form_page_set_name (RgContactFormPage *self, const char *name);
void rg_contact_form_page_set_kind (RgContactFormPage *self, const char *kind, gboolean asked);
void rg_contact_form_page_add_part (RgContactFormPage *self, const char *field);
void rg_contact_form_page_remove_part (RgContactFormPage *self, const char *field);
void rg_contact_form_page_move_part (RgContactFormPage *self, const char *field, int by);
void rg_contact_form_page_require (RgContactFormPage *self, const char *field, gboolean required);
/* A part for which there is no field yet. */
void rg_contact_form_page_want_field (RgContactFormPage *self);
void rg_contact_form_page_save (RgContactFormPage *self);
void rg_contact_form_page_reset (RgContactFormPage *self);
void rg_contact_form_page_retire (RgContactFormPage *self);
void rg_contact_form_page_delete (RgContactFormPage *self);
/* Its parts in their order, a star behind those that are required: "purpose*,needs".
 * (transfer full) */
char *rg_contact_form_page_describe (RgContactFormPage *self);

G_END_DECLS
