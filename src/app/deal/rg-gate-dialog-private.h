/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the dialog and its tests. */

#include "app/deal/rg-gate-dialog.h"
#include "shop/rg-gates.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_GATE_DIALOG (rg_gate_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgGateDialog, rg_gate_dialog, RG, GATE_DIALOG, AdwDialog)

const RgDealAct *rg_gate_dialog_get_act (RgGateDialog *self);
const RgDealSheet *rg_gate_dialog_get_sheet (RgGateDialog *self);
/* @message: (nullable) */
void rg_gate_dialog_set_error (RgGateDialog *self, const char *message);

/* What the button beside a miss says and does: files are chosen, an entry or a sale is
 * written, the deal's fields are filled. */
const char *rg_gate_dialog_get_way (RgGateDialog *self, const RgGateMiss *miss);
void rg_gate_dialog_add (RgGateDialog *self, const RgGateMiss *miss);
/* Puts @files to the deal, of the kind that @miss asks for. (element-type GFile) */
void rg_gate_dialog_attach (RgGateDialog *self, const RgGateMiss *miss, GListModel *files);

G_END_DECLS
