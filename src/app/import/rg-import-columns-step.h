/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/import/rg-import-session.h"

G_BEGIN_DECLS

/**
 * RgImportColumnsStep:
 *
 * The second step: what every column of the file is. Next is to be had once a
 * column can name a person.
 */
#define RG_TYPE_IMPORT_COLUMNS_STEP (rg_import_columns_step_get_type ())
G_DECLARE_FINAL_TYPE (RgImportColumnsStep, rg_import_columns_step, RG, IMPORT_COLUMNS_STEP, AdwNavigationPage)

AdwNavigationPage *rg_import_columns_step_new (RgImportSession *session);
void rg_import_columns_step_set_narrow (RgImportColumnsStep *self, gboolean narrow);
/* What Enter presses. */
GtkWidget *rg_import_columns_step_get_default (RgImportColumnsStep *self);

G_END_DECLS
