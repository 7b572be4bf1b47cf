/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-window.h"
#include "store/rg-backup.h"

G_BEGIN_DECLS

/* A backup becomes the shop: all windows of this process let go of it, and show
 * it again as it is then. */

/* Says what would be lost, and restores when the owner wants it. */
void rg_restoring_ask (RgWindow *window, const char *folder, const RgBackup *backup);
/* Does it, for a shop that cannot be opened anyway. */
void rg_restoring_run (RgWindow *window, const char *folder, const RgBackup *backup);

G_END_DECLS
