/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the dialog and its tests. */

#include "app/task/rg-day-choices.h"
#include "app/task/rg-repeat-rows.h"
#include "app/record/rg-customer-picker.h"
#include "app/record/rg-field-editor.h"
#include "app/task/rg-task-dialog.h"
#include "app/task/rg-task-read.h"

G_BEGIN_DECLS

#define RG_TYPE_TASK_DIALOG (rg_task_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgTaskDialog, rg_task_dialog, RG, TASK_DIALOG, AdwDialog)

/* (transfer none) (nullable): the editor of a field of "task" */
RgFieldEditor *rg_task_dialog_find (RgTaskDialog *self, const char *key);
RgDayChoices *rg_task_dialog_get_days (RgTaskDialog *self);
RgRepeatRows *rg_task_dialog_get_repeat (RgTaskDialog *self);
RgCustomerPicker *rg_task_dialog_get_picker (RgTaskDialog *self);
/* As its button does. */
void rg_task_dialog_save (RgTaskDialog *self);

G_END_DECLS
