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
gboolean rg_backup_is_hash (const char *text);
/* Whether a file of that name is a backup. */
gboolean rg_backup_is_name (const char *name);

/* --- rg-backup-io.c: files -------------------------------------------------- */

/**
 * RgBackupMeter:
 *
 * Tells of a part of the work, from @from to @to of the whole.
 */
typedef struct
{
  RgBackupProgress progress;
  gpointer data;
  double from;
  double to;
} RgBackupMeter;

/* @meter: (nullable), in all of them. */
void rg_backup_tell (const RgBackupMeter *meter, double fraction);
RgBackupMeter rg_backup_part (const RgBackupMeter *meter, double from, double to);
/* (transfer full): SHA-256 of what the disk has */
char *
rg_backup_hash (const char *path, const RgBackupMeter *meter, GCancellable *cancellable, GError **error);
char *rg_backup_copy (const char *from,
                      const char *to,
                      const RgBackupMeter *meter,
                      GCancellable *cancellable,
                      GError **error);
gboolean rg_backup_copy_database (const RgBackup *backup,
                                  const char *to,
                                  const RgBackupMeter *meter,
                                  GCancellable *cancellable,
                                  GError **error);
gboolean rg_backup_sync_file (const char *path, GError **error);
/* One folder, in one that is there. */
gboolean rg_backup_make_folder (const char *folder, GError **error);
gint64 rg_backup_free_bytes (const char *folder);
gboolean rg_backup_check_room (const char *folder, gint64 bytes, GError **error);
void rg_backup_remove_tree (const char *path);
void rg_backup_sweep (const char *folder);

/* --- rg-backup-files.c: attachments ----------------------------------------- */

gboolean rg_backup_bring_files (const char *from,
                                const char *to,
                                char **hashes,
                                gboolean read,
                                char ***missing,
                                const RgBackupMeter *meter,
                                GCancellable *cancellable,
                                GError **error);
/* What a backup names, into a shop's folder. */
gboolean rg_backup_restore_files (const RgBackup *backup,
                                  const char *shop_folder,
                                  gboolean read,
                                  GCancellable *cancellable,
                                  GError **error);
void rg_backup_drop_files (const char *folder);

/* --- rg-backup-make.c -------------------------------------------------------- */

typedef struct _RgBackupMaking RgBackupMaking;

RgBackupMaking *
rg_backup_making_new (const char *folder, RgBackupReason reason, RgDatabase *source, GError **error);
void rg_backup_making_free (RgBackupMaking *making);
gboolean rg_backup_making_step (RgBackupMaking *making, gint64 usec, gboolean *done, GError **error);
double rg_backup_making_get_fraction (RgBackupMaking *making);
RgBackup *rg_backup_making_finish (RgBackupMaking *making,
                                   const char *files,
                                   const RgBackupMeter *meter,
                                   GCancellable *cancellable,
                                   GError **error);
gboolean rg_backup_look (const char *path, RgBackup *backup, GCancellable *cancellable, GError **error);
gboolean rg_backup_count (RgDatabase *db, GHashTable *counts, GError **error);
GPtrArray *rg_backup_tables (RgDatabase *db, GError **error);
gboolean rg_backup_give_name (const char *part, const char *folder, RgBackup *backup, GError **error);

/* --- rg-backup-thin.c -------------------------------------------------------- */

/* Takes away what is too much in a folder of backups of a shop of that size. */
void rg_backup_thin (const char *folder, gint64 shop_bytes, gint64 now);

/* --- rg-backup-second.c ------------------------------------------------------ */

/* What the folders in a place of the owner's choice begin with. */
#define RG_BACKUP_SECOND_PREFIX "Regulars-"
/* The shop's folder in a place of the owner's choice. (transfer full) */
char *rg_backup_second_folder (const char *place, const char *id);
/* Copies a backup with its attachments into a folder, and reads it again there. */
gboolean
rg_backup_copy_to (const RgBackup *backup, const char *folder, GCancellable *cancellable, GError **error);

/* --- rg-backup-state.c ------------------------------------------------------- */

/* What went wrong or well last, for whoever asks later; kept as far as the disk
 * allows. */
typedef struct
{
  gint64 failed_at;
  char *sentence;
  gint64 second_at;
  char *second_sentence;
  gint64 restored_at; /* when the shop became an older one */
  gint64 restored_operation;
} RgBackupNotes;

void rg_backup_notes_load (RgBackupNotes *notes, const char *shop_folder);
gboolean rg_backup_notes_save (const RgBackupNotes *notes, const char *shop_folder, GError **error);
/* (transfer full): where they are. */
char *rg_backup_notes_path (const char *shop_folder);
void rg_backup_notes_clear (RgBackupNotes *notes);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgBackupNotes, rg_backup_notes_clear)
/* (transfer full) (nullable): a value of meta */
char *rg_backup_get_meta (RgDatabase *db, const char *key);
/* The last operation that is safe in @newest: (nullable). */
gint64 rg_backup_get_safe (const RgBackup *newest, const RgBackupNotes *notes);
/* When the oldest change was made after that operation; 0 for none. */
gboolean rg_backup_changed_since (RgDatabase *db, gint64 operation, gint64 *at, GError **error);

/* --- rg-backup-keep.c: when ----------------------------------------------------- */

RgBackupKeeper *rg_backup_keeper_new (RgCore *core, RgStore *store);
/* Ends its thread; what was copied is brought to its end, the rest is given up. */
void rg_backup_keeper_stop (RgBackupKeeper *keeper);
/* The backup at closing, when there is to be one; nobody else has the shop. */
void rg_backup_keeper_close (RgBackupKeeper *keeper);
void rg_backup_keeper_free (RgBackupKeeper *keeper);
/* On the writer thread: an operation was committed. */
void rg_backup_keeper_changed (RgBackupKeeper *keeper);
void rg_backup_keeper_set_policy (RgBackupKeeper *keeper, RgBackupPolicy policy);
/* How long after the first change; for tests. */
void rg_backup_keeper_set_delay (RgBackupKeeper *keeper, gint64 usec);
gboolean rg_backup_keeper_ask (RgBackupKeeper *keeper,
                               RgBackupReason reason,
                               const char *folder,
                               RgBackupProgress progress,
                               gpointer progress_data,
                               GTask *task);
/* Copies what another thread has handed over. */
void rg_backup_keeper_hand_over (RgBackupKeeper *keeper, RgBackupMaking *making, char *place, char *id);
void rg_backup_keeper_note_failure (RgBackupKeeper *keeper, const GError *error);
/* Whether this is its thread. */
gboolean rg_backup_keeper_is_thread (RgBackupKeeper *keeper);
gboolean rg_backup_keeper_is_off (RgBackupKeeper *keeper);
void rg_backup_keeper_dup_notes (RgBackupKeeper *keeper, RgBackupNotes *notes);
/* Before the tables are brought up to date; the writer's connection alone is open. */
void rg_backup_before_migration (RgBackupKeeper *keeper);

/* --- rg-backup-first.c ---------------------------------------------------------- */

RgBackup *rg_backup_make_at_once (RgCore *core, RgBackupReason reason, GError **error);
gboolean rg_backup_is_wanted (RgCore *core, gint64 before, gboolean recent);

/* --- rg-backup-restore.c ------------------------------------------------------ */

/* Finishes what a killed restore had decided; under the shop's lock. */
gboolean rg_backup_finish_restore (const char *shop_folder, GError **error);
gboolean rg_backup_is_restoring (const char *shop_folder);
void rg_backup_sweep_restore (const char *shop_folder);

G_END_DECLS
