/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/import/rg-import-progress-box.h"

G_BEGIN_DECLS

/**
 * RgImportResultStep:
 *
 * The last step: how far the rows are written, then what came of them. There is
 * no way back from it but Undo.
 */
#define RG_TYPE_IMPORT_RESULT_STEP (rg_import_result_step_get_type ())
G_DECLARE_FINAL_TYPE (RgImportResultStep, rg_import_result_step, RG, IMPORT_RESULT_STEP, AdwNavigationPage)

AdwNavigationPage *rg_import_result_step_new (RgImportSession *session);
/* What Enter presses. */
GtkWidget *rg_import_result_step_get_default (RgImportResultStep *self);
RgImportProgressBox *rg_import_result_step_get_progress_box (RgImportResultStep *self);

G_END_DECLS
