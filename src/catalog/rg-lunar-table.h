/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the catalogue: the Chinese calendar, one word a lunar year.
 *
 *   bits 0–3   the ordinary month that a leap month follows, 0 when none does
 *   bits 4–16  the months in the order of the year, the leap month among
 *              them: 1 for 30 days, 0 for 29
 *   bits 17–22 days from the 1st of January to New Year's Day */

#include "catalog/rg-lunar.h"

G_BEGIN_DECLS

#define RG_LUNAR_TABLE_YEARS (RG_LUNAR_LAST_YEAR - RG_LUNAR_FIRST_YEAR + 1)

extern const guint32 rg_lunar_table[RG_LUNAR_TABLE_YEARS];

G_END_DECLS
