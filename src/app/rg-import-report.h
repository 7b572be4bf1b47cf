/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/rg-import.h"

G_BEGIN_DECLS

/* What an import came to, in words. */

/* Whether it needs more than a line: rows were refused or damaged. */
gboolean rg_import_report_needs_dialog (const RgImportReport *report);
char *rg_import_report_say_short (const RgImportReport *report);
char *rg_import_report_say_long (const RgImportReport *report);

G_END_DECLS
