/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-salvage.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgSalvageDialog:
 *
 * What was saved of a damaged shop and what is missing, in words of people.
 */
#define RG_TYPE_SALVAGE_DIALOG (rg_salvage_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgSalvageDialog, rg_salvage_dialog, RG, SALVAGE_DIALOG, AdwDialog)

/* @report: (transfer full) */
AdwDialog *rg_salvage_dialog_new (RgSalvageReport *report, const char *folder, const char *new_folder);
/* What stands in large letters, and all of it for the clipboard. */
const char *rg_salvage_dialog_get_headline (RgSalvageDialog *self);
char *rg_salvage_dialog_dup_text (RgSalvageDialog *self);

G_END_DECLS
