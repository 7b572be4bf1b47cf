/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-window.h"

G_BEGIN_DECLS

/* Shops for pictures of backups, in a folder of that name in @scratch.
 * (transfer full) (nullable): the shop's folder */

/* With several backups, of which one is damaged, and changes since. */
char *rg_backups_pictures_shop (const char *scratch);
/* With none yet. */
char *rg_backups_pictures_new_shop (const char *scratch);
/* Changed two days ago, and never backed up since. */
char *rg_backups_pictures_late_shop (const char *scratch);
/* The first one, with its file damaged. */
char *rg_backups_pictures_damaged_shop (const char *scratch);
/* One without a backup, of which some is gone for good. */
char *rg_backups_pictures_torn_shop (const char *scratch);

G_END_DECLS
