/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-pictures-private.h"

G_BEGIN_DECLS

/* The calendar, for the pictures. */

void rg_calendar_pictures_month (RgStudio *studio);
void rg_calendar_pictures_week (RgStudio *studio);

G_END_DECLS
