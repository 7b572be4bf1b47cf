/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/rg-import.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Shows in @list, which it hides when there are none, why rows are not imported
 * and how many. */
void rg_import_reasons_fill (GtkListBox *list, const RgImportReport *report);

G_END_DECLS
