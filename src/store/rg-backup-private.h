/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the store: what the parts of backups share. */

#include "store/rg-backup.h"
#include "store/rg-store-private.h"

G_BEGIN_DECLS

/* --- rg-backup-list.c: names and descriptions ----------------------------- */

/* With nothing in it but when and why. (transfer full) */
RgBackup *rg_backup_new (RgBackupReason reason, gint64 at);
/* (transfer full): the path of a new .db in @folder; nothing is there */
char *rg_backup_new_path (const char *folder, gint64 at, RgBackupReason reason);
/* The .json of a .db. (transfer full) */
char *rg_backup_json_path (const char *path);
/* Writes the description of what lies or is going to lie at backup->path; on
 * the disk when it returns. */
gboolean rg_backup_save (const RgBackup *backup, GError **error);

G_END_DECLS
