/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgClassesDialog:
 *
 * How the customers divide: life stages, classes, kinds of tags, tags, and the
 * moves of each month. A number opens the list of its customers; the whole goes
 * into a file or on paper.
 */
#define RG_TYPE_CLASSES_DIALOG (rg_classes_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgClassesDialog, rg_classes_dialog, RG, CLASSES_DIALOG, AdwDialog)

AdwDialog *rg_classes_dialog_new (RgStore *store);
/* (transfer none): "loading" or "list" */
const char *rg_classes_dialog_get_state (RgClassesDialog *self);
/* (transfer none): what is shown, part by part */
GListModel *rg_classes_dialog_get_lines (RgClassesDialog *self);
/* Writes what is shown into a file. */
void rg_classes_dialog_export_to (RgClassesDialog *self, const char *path);

G_END_DECLS
