/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-gates.h"

G_BEGIN_DECLS

/* Labels of fields of "deal", as a list in a sentence. (transfer full) */
char *rg_gate_dup_fields (char *const *keys, RgCatalog *catalog);
/* "¥3,000". (transfer full) */
char *rg_gate_dup_money (gint64 fen);

G_END_DECLS
