/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the dialog, those that open it at a field, and its tests. */

#include "app/deal/rg-deal-belongings.h"
#include "app/deal/rg-deal-contact-row.h"
#include "app/deal/rg-deal-dialog.h"
#include "app/deal/rg-deal-read.h"
#include "app/record/rg-customer-picker.h"
#include "app/record/rg-field-editor.h"

G_BEGIN_DECLS

#define RG_TYPE_DEAL_DIALOG (rg_deal_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgDealDialog, rg_deal_dialog, RG, DEAL_DIALOG, AdwDialog)

/* Shows what was read, the stage as chosen for a new one. @sheet: (transfer full)
 * (transfer floating) */
RgDealDialog *rg_deal_dialog_new (RgStore *store, RgDealSheet *sheet, gint64 stage_id, GtkWidget *parent);

/* Opens one that is there with the focus on a field. @key: (nullable) */
void rg_deal_dialog_present_at (GtkWidget *parent, RgStore *store, gint64 deal_id, const char *key);

/* (transfer none) (nullable): the editor of a field of "deal" */
RgFieldEditor *rg_deal_dialog_find (RgDealDialog *self, const char *key);
RgCustomerPicker *rg_deal_dialog_get_picker (RgDealDialog *self);
RgDealContactRow *rg_deal_dialog_get_contact (RgDealDialog *self);
AdwComboRow *rg_deal_dialog_get_stage (RgDealDialog *self);
RgDealBelongings *rg_deal_dialog_get_belongings (RgDealDialog *self);
AdwExpanderRow *rg_deal_dialog_get_history (RgDealDialog *self);
/* As its button does. */
void rg_deal_dialog_save (RgDealDialog *self);

G_END_DECLS
