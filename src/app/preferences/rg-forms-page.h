/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-contact-forms.h"
#include "store/rg-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgFormsPage:
 *
 * What entries of the timeline are asked for: the forms of the shop, those out of use
 * last. Follows the shop. Emits "edit" with a form, and "said" (sentence, operation)
 * after a change.
 */
#define RG_TYPE_FORMS_PAGE (rg_forms_page_get_type ())
G_DECLARE_FINAL_TYPE (RgFormsPage, rg_forms_page, RG, FORMS_PAGE, AdwPreferencesPage)

GtkWidget *rg_forms_page_new (RgStore *store);
gboolean rg_forms_page_is_busy (RgFormsPage *self);
/* (transfer none) (element-type RgContactForm): as they were read last */
GPtrArray *rg_forms_page_get_forms (RgFormsPage *self);
/* As the button of a form out of use does. */
void rg_forms_page_delete (RgFormsPage *self, const RgContactForm *form);

G_END_DECLS
