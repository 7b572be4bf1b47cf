/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-backup.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgBackupRow:
 *
 * One backup: when, why, what is in it, whether it is known to be sound, and
 * what can be done with it.
 *
 * ## Signals
 *
 * - "restore": it is to become the shop
 * - "prove": it is to be restored on trial
 * - "show-folder": its folder is to be shown
 */
#define RG_TYPE_BACKUP_ROW (rg_backup_row_get_type ())
G_DECLARE_FINAL_TYPE (RgBackupRow, rg_backup_row, RG, BACKUP_ROW, AdwActionRow)

/* @backup: (transfer full) */
GtkWidget *rg_backup_row_new (RgBackup *backup);
const RgBackup *rg_backup_row_get_backup (RgBackupRow *self);
/* Where the shop cannot be changed, nothing is restored. */
void rg_backup_row_set_can_restore (RgBackupRow *self, gboolean can_restore);

G_END_DECLS
