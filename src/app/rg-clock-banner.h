/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What stands above the day's page when there is something to say about reminders:
 * that the computer's clock cannot be right, with a button that says it is; and,
 * once reminders have come, the offer to remind also with the window closed, until
 * it is answered. Usually it takes no room. (transfer floating) */
GtkWidget *rg_clock_banner_new (RgStore *store);

G_END_DECLS
