/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/import/rg-import-session.h"

G_BEGIN_DECLS

/**
 * RgImportCheckStep:
 *
 * The third step: what would come of the rows, which cells cannot be read, and
 * what becomes of people who are known. The rows are tried whenever the page is
 * come to, and when the answer to the last question changes.
 */
#define RG_TYPE_IMPORT_CHECK_STEP (rg_import_check_step_get_type ())
G_DECLARE_FINAL_TYPE (RgImportCheckStep, rg_import_check_step, RG, IMPORT_CHECK_STEP, AdwNavigationPage)

AdwNavigationPage *rg_import_check_step_new (RgImportSession *session);
/* What Enter presses. */
GtkWidget *rg_import_check_step_get_default (RgImportCheckStep *self);

G_END_DECLS
