/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-window.h"

G_BEGIN_DECLS

/* What can still be read of a damaged shop becomes a new one, which the window
 * opens, with a report of what is missing. The damaged shop stays as it is. */

/* @place: (nullable): the folder in which the new shop's own is made; %NULL for
 * the one in which the damaged one lies */
void rg_salvaging_run (RgWindow *window, const char *folder, const char *place);

G_END_DECLS
