/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-pictures-private.h"

G_BEGIN_DECLS

/* A shop with one deal that is late, and four gates before its third stage. (nullable) */
RgStore *rg_deal_pictures_open (RgStudio *studio);

void rg_deal_pictures_dialog (RgStudio *studio);
/* Its tasks, entries and files. */
void rg_deal_pictures_belongings (RgStudio *studio);
void rg_deal_pictures_gate (RgStudio *studio);
void rg_deal_pictures_entry (RgStudio *studio);
void rg_deal_pictures_lost (RgStudio *studio);

G_END_DECLS
