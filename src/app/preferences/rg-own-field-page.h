/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgOwnFieldPage:
 *
 * One of the shop's own fields: its name, type, group and choices, to be added
 * or changed in one operation. Emits "done" with what was done, as a sentence,
 * and the operation (0: nothing had to be changed).
 */
#define RG_TYPE_OWN_FIELD_PAGE (rg_own_field_page_get_type ())
G_DECLARE_FINAL_TYPE (RgOwnFieldPage, rg_own_field_page, RG, OWN_FIELD_PAGE, AdwNavigationPage)

/* @key: (nullable): NULL adds one. */
GtkWidget *rg_own_field_page_new (RgStore *store, const char *entity, const char *key);
void rg_own_field_page_set_label (RgOwnFieldPage *self, const char *label);
void rg_own_field_page_set_type (RgOwnFieldPage *self, const char *type);
void rg_own_field_page_set_group (RgOwnFieldPage *self, const char *group);
/* (nullable): what keeps it from being saved. */
const char *rg_own_field_page_find_fault (RgOwnFieldPage *self);
/* As if the button had been pressed. */
void rg_own_field_page_save (RgOwnFieldPage *self);

G_END_DECLS
