/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/import/rg-import-session.h"

G_BEGIN_DECLS

/**
 * RgImportAnswers:
 *
 * What may be answered to a question: a customer it could be, another one who
 * is searched, somebody new, or nobody.
 */
#define RG_TYPE_IMPORT_ANSWERS (rg_import_answers_get_type ())
G_DECLARE_FINAL_TYPE (RgImportAnswers, rg_import_answers, RG, IMPORT_ANSWERS, GtkPopover)

/* @question: must live as long. */
GtkWidget *rg_import_answers_new (RgImportSession *session, const RgImportQuestion *question);

G_END_DECLS
