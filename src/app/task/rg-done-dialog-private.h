/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the dialog and its tests. */

#include "app/record/rg-field-editor.h"
#include "app/record/rg-kind-picker.h"
#include "app/task/rg-day-choices.h"
#include "app/task/rg-done-dialog.h"
#include "app/task/rg-task-read.h"

G_BEGIN_DECLS

#define RG_TYPE_DONE_DIALOG (rg_done_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgDoneDialog, rg_done_dialog, RG, DONE_DIALOG, AdwDialog)

/* @sheet: (transfer full); @contact: of nothing that was planned. (transfer floating) */
RgDoneDialog *rg_done_dialog_new (RgStore *store, RgTaskSheet *sheet, const char *kind, gboolean contact);
/* (transfer none) (nullable): outcome, text, a part of the kind's form */
RgFieldEditor *rg_done_dialog_find (RgDoneDialog *self, const char *key);
RgDayChoices *rg_done_dialog_get_days (RgDoneDialog *self);
RgKindPicker *rg_done_dialog_get_kinds (RgDoneDialog *self);
/* As its button does. */
void rg_done_dialog_save (RgDoneDialog *self);

G_END_DECLS
