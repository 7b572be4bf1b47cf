/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/import/rg-import-session.h"

G_BEGIN_DECLS

/**
 * RgImportQuestionRow:
 *
 * Payments of one name: who paid as the file says, what they come to, and whose
 * they are, to be chosen.
 */
#define RG_TYPE_IMPORT_QUESTION_ROW (rg_import_question_row_get_type ())
G_DECLARE_FINAL_TYPE (RgImportQuestionRow, rg_import_question_row, RG, IMPORT_QUESTION_ROW, GtkWidget)

GtkWidget *rg_import_question_row_new (void);
/* @question: must live until it is unbound. */
void rg_import_question_row_bind (RgImportQuestionRow *self,
                                  RgImportSession *session,
                                  const RgImportQuestion *question);
void rg_import_question_row_unbind (RgImportQuestionRow *self);
/* (nullable) */
const RgImportQuestion *rg_import_question_row_get_question (RgImportQuestionRow *self);
void rg_import_question_row_set_narrow (RgImportQuestionRow *self, gboolean narrow);

G_END_DECLS
