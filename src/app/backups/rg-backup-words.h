/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-backup.h"

G_BEGIN_DECLS

/* How the window speaks of backups. */

/* "Today, 10:02" */
char *rg_backup_words_when (gint64 at);
/* "1,204 customers" */
char *rg_backup_words_customers (gint64 customers);
/* "Before an import · 1,204 customers · 3.2 MB" */
char *rg_backup_words_about (const RgBackup *backup);
/* (nullable): what is known of its soundness */
char *rg_backup_words_mark (const RgBackup *backup);
/* Whether it was read to its end, and nothing was wrong. */
gboolean rg_backup_words_is_sound (const RgBackup *backup);

G_END_DECLS
