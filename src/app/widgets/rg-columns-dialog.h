/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/widgets/rg-columns.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgColumnsDialog:
 *
 * Every field that can be a column of the table: those that are, in their
 * order, and the others. What is done here shows in the table at once.
 */
#define RG_TYPE_COLUMNS_DIALOG (rg_columns_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgColumnsDialog, rg_columns_dialog, RG, COLUMNS_DIALOG, AdwDialog)

AdwDialog *rg_columns_dialog_new (RgColumns *columns);

G_END_DECLS
