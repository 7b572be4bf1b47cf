/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/preferences/rg-classes-page.h"
#include "app/preferences/rg-contact-form-page.h"
#include "app/preferences/rg-forms-page.h"
#include "app/preferences/rg-gate-page.h"
#include "app/preferences/rg-own-field-page.h"
#include "app/preferences/rg-own-fields-page.h"
#include "app/preferences/rg-staff-member-page.h"
#include "app/preferences/rg-staff-page.h"
#include "app/preferences/rg-stage-page.h"
#include "app/preferences/rg-stages-page.h"
#include "app/rg-settings.h"

G_BEGIN_DECLS

/**
 * RgPreferences:
 *
 * What can be set: for this computer, the shop's own fields, the stages of its
 * pipeline, its staff, what entries are asked for, and the numbers by which its
 * customers are judged.
 */
#define RG_TYPE_PREFERENCES (rg_preferences_get_type ())
G_DECLARE_FINAL_TYPE (RgPreferences, rg_preferences, RG, PREFERENCES, AdwPreferencesDialog)

/* @store: (nullable): the shop; without one, or one for reading only, its fields
 * are not shown. */
AdwDialog *rg_preferences_new (RgSettings *settings, RgStore *store);
/* (transfer none) (nullable) */
RgOwnFieldsPage *rg_preferences_get_own_fields (RgPreferences *self);
/* (transfer none) (nullable) */
RgClassesPage *rg_preferences_get_classes (RgPreferences *self);
void rg_preferences_show_classes (RgPreferences *self);
/* (transfer none) (nullable) */
RgStaffPage *rg_preferences_get_staff (RgPreferences *self);
/* (transfer none) (nullable) */
RgFormsPage *rg_preferences_get_forms (RgPreferences *self);
void rg_preferences_show_staff (RgPreferences *self);
void rg_preferences_show_forms (RgPreferences *self);
/* Opens one of them; @id 0: somebody new. (transfer none) */
RgStaffMemberPage *rg_preferences_edit_staff (RgPreferences *self, gint64 id);
RgContactFormPage *rg_preferences_edit_form (RgPreferences *self, const RgContactForm *form);
/* (transfer none) (nullable) */
RgStagesPage *rg_preferences_get_stages (RgPreferences *self);
void rg_preferences_show_stages (RgPreferences *self);
/* Opens one of them; @id 0: a new one. @gate: (nullable): a new one. (transfer none) */
RgStagePage *rg_preferences_edit_stage (RgPreferences *self, gint64 id);
RgGatePage *rg_preferences_edit_gate (RgPreferences *self, gint64 stage_id, const RgGate *gate);
/* Shows the own fields. */
void rg_preferences_show_own_fields (RgPreferences *self);
/* Opens one of them, or a new one: @key "". (transfer none) */
RgOwnFieldPage *rg_preferences_edit_field (RgPreferences *self, const char *entity, const char *key);

G_END_DECLS
