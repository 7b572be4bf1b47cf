/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/preferences/rg-movable-row.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

/**
 * RgOwnFieldsPage:
 *
 * The shop's own fields of everything that has a form, in their order. Follows
 * the catalogue. Emits "edit" (entity, key or "" for a new one) and "said"
 * (sentence, operation) after a change.
 */
#define RG_TYPE_OWN_FIELDS_PAGE (rg_own_fields_page_get_type ())
G_DECLARE_FINAL_TYPE (RgOwnFieldsPage, rg_own_fields_page, RG, OWN_FIELDS_PAGE, AdwPreferencesPage)

GtkWidget *rg_own_fields_page_new (RgStore *store);
/* (transfer none) (nullable) */
RgMovableRow *rg_own_fields_page_find (RgOwnFieldsPage *self, const char *entity, const char *key);
gboolean rg_own_fields_page_is_busy (RgOwnFieldsPage *self);

G_END_DECLS
