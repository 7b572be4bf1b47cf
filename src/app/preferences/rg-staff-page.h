/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgStaffPage:
 *
 * Who works in the shop, who did, and names that customers and entries have and that
 * are nobody's yet. Follows the shop. Emits "edit" with the id of somebody, 0 for
 * somebody new, and "said" (sentence, operation) after a change.
 */
#define RG_TYPE_STAFF_PAGE (rg_staff_page_get_type ())
G_DECLARE_FINAL_TYPE (RgStaffPage, rg_staff_page, RG, STAFF_PAGE, AdwPreferencesPage)

GtkWidget *rg_staff_page_new (RgStore *store);
gboolean rg_staff_page_is_busy (RgStaffPage *self);
/* What is listed: "王芳;(李雷);?小赵;", those who left in brackets, unknown names
 * behind a question mark. (transfer full) */
char *rg_staff_page_describe (RgStaffPage *self);
/* As its buttons do. @name: of somebody listed */
void rg_staff_page_set_active (RgStaffPage *self, const char *name, gboolean active);
void rg_staff_page_take_on (RgStaffPage *self, const char *name);

G_END_DECLS
