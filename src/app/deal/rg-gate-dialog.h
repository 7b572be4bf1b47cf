/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/deal/rg-deal-step.h"

G_BEGIN_DECLS

/* Says what is missing before a stage, and lets it be added there and then; when
 * nothing is missing any more, wherever it was added, it goes on by itself. @act:
 * copied. @sheet: (transfer full): what is missing */
void rg_gate_dialog_present (const RgDealAct *act, RgDealSheet *sheet);

G_END_DECLS
