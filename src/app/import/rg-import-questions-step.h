/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/import/rg-import-session.h"

G_BEGIN_DECLS

/**
 * RgImportQuestionsStep:
 *
 * Whose payments these are: a row for each name of which a trial could not tell
 * it, with the customers it could be.
 */
#define RG_TYPE_IMPORT_QUESTIONS_STEP (rg_import_questions_step_get_type ())
G_DECLARE_FINAL_TYPE (RgImportQuestionsStep,
                      rg_import_questions_step,
                      RG,
                      IMPORT_QUESTIONS_STEP,
                      AdwNavigationPage)

/* @session: one whose trial has questions. */
AdwNavigationPage *rg_import_questions_step_new (RgImportSession *session);
/* Whether there is no room for two things beside each other. */
void rg_import_questions_step_set_narrow (RgImportQuestionsStep *self, gboolean narrow);
/* What Enter does. */
GtkWidget *rg_import_questions_step_get_default (RgImportQuestionsStep *self);

G_END_DECLS
