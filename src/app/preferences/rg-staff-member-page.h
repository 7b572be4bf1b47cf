/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/record/rg-field-editor.h"
#include "records/rg-row.h"

G_BEGIN_DECLS

/**
 * RgStaffMemberPage:
 *
 * One of the staff, or somebody new. Another name is written wherever the old one
 * stands. Emits "done" (sentence, operation) when it has been saved.
 */
#define RG_TYPE_STAFF_MEMBER_PAGE (rg_staff_member_page_get_type ())
G_DECLARE_FINAL_TYPE (RgStaffMemberPage, rg_staff_member_page, RG, STAFF_MEMBER_PAGE, AdwNavigationPage)

/* @id: 0: somebody new */
GtkWidget *rg_staff_member_page_new (RgStore *store, gint64 id);
/* (transfer none) (nullable): NULL while they are not read yet */
RgFieldEditor *rg_staff_member_page_find (RgStaffMemberPage *self, const char *key);
/* As its buttons do. */
void rg_staff_member_page_save (RgStaffMemberPage *self);
void rg_staff_member_page_leave (RgStaffMemberPage *self);
/* (transfer none): what is wrong; "" when nothing is */
const char *rg_staff_member_page_get_fault (RgStaffMemberPage *self);

G_END_DECLS
