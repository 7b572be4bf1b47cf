/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-pictures-private.h"

G_BEGIN_DECLS

/* The day's page and the dialogs of tasks, for the pictures. */

void rg_today_pictures_list (RgStudio *studio);
void rg_today_pictures_empty (RgStudio *studio);
void rg_today_pictures_task (RgStudio *studio);
void rg_today_pictures_done (RgStudio *studio);

G_END_DECLS
