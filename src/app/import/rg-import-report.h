/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/rg-import.h"

G_BEGIN_DECLS

/* What an import came to, in words. */

/* @entity: what was imported. (transfer full) */
char *rg_import_report_say_short (const RgImportReport *report, const char *entity);

G_END_DECLS
