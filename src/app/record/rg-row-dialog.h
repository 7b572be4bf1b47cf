/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/record/rg-form.h"
#include "store/rg-op.h"

G_BEGIN_DECLS

/**
 * RgRowDialog:
 *
 * All fields of one row in a dialog: to make one, or to change or delete one
 * that is there. Save and Delete are one operation each, with an Undo toast.
 */
#define RG_TYPE_ROW_DIALOG (rg_row_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgRowDialog, rg_row_dialog, RG, ROW_DIALOG, AdwDialog)

/* @row: (nullable): what is edited; NULL makes a new one. @fixed: cells of a new
 * one that are not asked for, such as whose it is; fields of the store's
 * catalogue, copied. (transfer none): open already. */
RgRowDialog *rg_row_dialog_present (GtkWidget *parent,
                                    RgStore *store,
                                    const char *entity,
                                    RgRow *row,
                                    const RgCell *fixed,
                                    guint n_fixed,
                                    const char *title);
RgForm *rg_row_dialog_get_form (RgRowDialog *self); /* (transfer none) */
/* As if the button had been pressed. */
void rg_row_dialog_save (RgRowDialog *self);
void rg_row_dialog_delete (RgRowDialog *self);

G_END_DECLS
