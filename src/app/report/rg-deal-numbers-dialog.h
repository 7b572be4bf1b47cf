/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/report/rg-deal-tables.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgDealNumbersDialog:
 *
 * The pipeline in numbers: all in all, by stage, by owner, source or product, and why
 * deals were lost; of a period. Where there is no room for a table each line is a block
 * of its own. A number opens the deals that it counts: “chosen” (condition, title) is
 * emitted and the dialog closes.
 */
#define RG_TYPE_DEAL_NUMBERS_DIALOG (rg_deal_numbers_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgDealNumbersDialog, rg_deal_numbers_dialog, RG, DEAL_NUMBERS_DIALOG, AdwDialog)

AdwDialog *rg_deal_numbers_dialog_new (RgStore *store);

/* For tests and pictures. */
typedef enum
{
  RG_DEAL_NUMBERS_ALL,
  RG_DEAL_NUMBERS_STAGES,
  RG_DEAL_NUMBERS_LINES,
  RG_DEAL_NUMBERS_LOSSES,
} RgDealNumbersTable;
#define RG_DEAL_NUMBERS_N_TABLES 4

gboolean rg_deal_numbers_dialog_is_busy (RgDealNumbersDialog *self);
void rg_deal_numbers_dialog_set_period (RgDealNumbersDialog *self, RgDealPeriod period);
/* @by: 0 owner, 1 source, 2 product */
void rg_deal_numbers_dialog_set_by (RgDealNumbersDialog *self, guint by);
/* (transfer none) (nullable): while it is read */
const RgDealTable *rg_deal_numbers_dialog_get_table (RgDealNumbersDialog *self, RgDealNumbersTable table);
/* Does what a click on a number does. */
void rg_deal_numbers_dialog_choose (RgDealNumbersDialog *self, const RgDealCell *cell);

G_END_DECLS
