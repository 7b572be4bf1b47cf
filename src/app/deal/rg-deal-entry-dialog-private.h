/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the dialog and its tests. */

#include "app/deal/rg-deal-entry-dialog.h"
#include "app/record/rg-entry-form.h"

G_BEGIN_DECLS

#define RG_TYPE_DEAL_ENTRY_DIALOG (rg_deal_entry_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgDealEntryDialog, rg_deal_entry_dialog, RG, DEAL_ENTRY_DIALOG, AdwDialog)

RgEntryForm *rg_deal_entry_dialog_get_form (RgDealEntryDialog *self); /* (transfer none) */

G_END_DECLS
