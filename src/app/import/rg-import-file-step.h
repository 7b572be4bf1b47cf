/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/import/rg-import-session.h"

G_BEGIN_DECLS

/**
 * RgImportFileStep:
 *
 * The first step: which file, what it holds, how it is to be read. A file may
 * be dropped on it.
 */
#define RG_TYPE_IMPORT_FILE_STEP (rg_import_file_step_get_type ())
G_DECLARE_FINAL_TYPE (RgImportFileStep, rg_import_file_step, RG, IMPORT_FILE_STEP, AdwNavigationPage)

AdwNavigationPage *rg_import_file_step_new (RgImportSession *session);
/* What Enter presses. */
GtkWidget *rg_import_file_step_get_default (RgImportFileStep *self);

G_END_DECLS
