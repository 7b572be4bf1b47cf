/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/rg-import.h"

G_BEGIN_DECLS

/* What the import assistant says: pure functions of the plan. */

/* What the file is: its kind, sheets, size and columns. @size: (nullable).
 * (transfer full) */
char *rg_import_say_file (const RgImportPlan *plan, const char *size);
/* What a column is: "Phone", "New own field" … (transfer full) */
char *rg_import_say_target (const RgImportPlan *plan, RgCatalog *catalog, guint index);
/* (nullable): how that was guessed; %NULL when the owner chose or nothing claims
 * the column. */
const char *rg_import_say_basis (const RgImportColumn *column);
/* (nullable) (transfer full): what there is to know about it. */
char *rg_import_say_hint (const RgImportPlan *plan, RgCatalog *catalog, guint index);
/* @text in one line, cut where it is long. (transfer full) */
char *rg_import_say_short (const char *text, glong length);
/* A few of its values. (transfer full) */
char *rg_import_say_samples (const RgImportColumn *column);
/* Of a question: "3 payments · ¥180.00 · 2 Nov – 5 Nov". (transfer full) */
char *rg_import_say_payments (const RgImportQuestion *question);
/* What was answered. @name: (nullable): the customer's, who need not be a
 * candidate. (transfer full) */
char *rg_import_say_answer (const RgImportQuestion *question, gint64 answer, const char *name);
/* (nullable) (transfer full): what speaks for it. */
char *rg_import_say_why (const RgImportQuestion *question, gint64 answer);
/* "Line 3 · Phone". (transfer full) */
char *rg_import_say_place (const RgImportPlan *plan, const RgImportProblem *problem);
/* @format has one %s for @count, grouped as the locale does. (transfer full) */
char *rg_import_say_count (const char *format, guint64 count) G_GNUC_FORMAT (1);
/* (nullable) (transfer full): what to do about characters that are none. */
char *rg_import_say_damaged (const RgImportReport *report);
const char *rg_import_say_encoding (const char *encoding);

G_END_DECLS
