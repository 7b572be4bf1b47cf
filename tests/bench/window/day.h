/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-window.h"

G_BEGIN_DECLS

/* Whether lines of the day's page are on screen. */
gboolean day_is_painted (GtkWidget *window);

/* Goes to the day's page, does and puts off what stands there, scrolls it, looks
 * at its calendar, and says how long each took until all was there, and the
 * longest time that the main loop went without looking for events meanwhile. */
void day_measure (GtkWidget *window);

G_END_DECLS
