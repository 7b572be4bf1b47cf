/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-op.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

/* Backups of a shop. One backup is a file SHOP/backups/YYYY-MM-DDTHHMMSS-REASON.db
 * (a whole shop.db) with a .json of the same name beside it: its hash, what was
 * counted in it, the attachments it names. Those lie once for all in
 * SHOP/backups/files/ under their content's hash. The .db gets its name last, so
 * what is listed is whole. A folder elsewhere (a USB stick) looks the same. */

/**
 * RgBackupReason:
 * @RG_BACKUP_REGULAR: half an hour of changes
 * @RG_BACKUP_EXIT: the shop is closed
 * @RG_BACKUP_IMPORT: before an import
 * @RG_BACKUP_MIGRATION: before the tables are brought up to date
 * @RG_BACKUP_DELETE: before many are deleted
 * @RG_BACKUP_MERGE: before customers are merged
 * @RG_BACKUP_RESTORE: what was there before a backup was restored
 * @RG_BACKUP_WANTED: somebody asked for it
 */
typedef enum
{
  RG_BACKUP_REGULAR,
  RG_BACKUP_EXIT,
  RG_BACKUP_IMPORT,
  RG_BACKUP_MIGRATION,
  RG_BACKUP_DELETE,
  RG_BACKUP_MERGE,
  RG_BACKUP_RESTORE,
  RG_BACKUP_WANTED,
  RG_BACKUP_N_REASONS,
} RgBackupReason;

/* "regular", "exit" …: in file names and JSON. */
const char *rg_backup_reason_key (RgBackupReason reason);
/* What a person reads: "Before an import". */
const char *rg_backup_reason_label (RgBackupReason reason);

/**
 * RgBackup:
 * @path: the .db, absolute
 * @reason: why it was made
 * @at: when, in UTC milliseconds
 * @bytes: of the .db
 * @customers: how many it holds; -1 when that is not known
 * @schema: the version of its tables; 0 when not known
 * @operation: the last operation in it, 0 for none
 * @sha256: (nullable): what the .db's content must be
 * @counts: (element-type utf8 gint64): table → rows; values by g_malloc
 * @files: (array zero-terminated=1): the attachments' hashes
 * @verified_at: when it was last read to the end and found sound; 0 for never
 * @proved_at: when it was last restored into a temporary shop and compared; 0
 *   for never
 * @damaged: something of it is missing or not as it was written
 *
 * What is known of one backup. Looking at a list does not read the backups
 * themselves: @damaged tells what names and sizes show, and what the last
 * verification found.
 */
typedef struct
{
  char *path;
  RgBackupReason reason;
  gint64 at;
  gint64 bytes;
  gint64 customers;
  int schema;
  gint64 operation;
  char *sha256;
  GHashTable *counts;
  char **files;
  gint64 verified_at;
  gint64 proved_at;
  gboolean damaged;
} RgBackup;

void rg_backup_free (RgBackup *backup);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgBackup, rg_backup_free)

/* Everything here blocks but what ends in _async; none of it is for a window's
 * main thread. */

/* (element-type RgBackup) (transfer full): newest first; empty when there is no
 * folder. The shop need not be open. */
GPtrArray *rg_backup_list (const char *shop_folder, GError **error);
/* The same for a folder of backups by itself, such as one on a USB stick. */
GPtrArray *rg_backup_list_folder (const char *folder, GError **error);

/**
 * RgBackupPlace:
 * @folder: in which the backups lie
 * @shop: (nullable): what the owner called the shop
 * @backups: (element-type RgBackup): newest first, at least one
 */
typedef struct
{
  char *folder;
  char *shop;
  GPtrArray *backups;
} RgBackupPlace;

void rg_backup_place_free (RgBackupPlace *place);
/* In a folder of any kind: one of backups, a shop's, a stick. */
GPtrArray *rg_backup_find_places (const char *folder, GError **error);
/* (nullable) (transfer none): the one of such a list to go back to: the newest that
 * was verified and is not damaged. */
RgBackup *rg_backup_newest_sound (GPtrArray *backups, gint64 now);
/* The one at @path, a .db. */
RgBackup *rg_backup_load (const char *path, GError **error);

/* --- making -------------------------------------------------------------- */

/* From 0 to 1, on any thread. */
typedef void (*RgBackupProgress) (double fraction, gpointer data);

/* Makes one while the shop is open, whoever writes meanwhile. @folder: (nullable):
 * where; NULL for the shop's own backups/. Copied to the second place as well,
 * when it is there; that it is not is no error, see RgBackupState. */
RgBackup *rg_store_backup_sync (RgStore *self,
                                RgBackupReason reason,
                                const char *folder,
                                RgBackupProgress progress,
                                gpointer progress_data,
                                GCancellable *cancellable,
                                GError **error);
void rg_store_backup_async (RgStore *self,
                            RgBackupReason reason,
                            const char *folder,
                            RgBackupProgress progress,
                            gpointer progress_data,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
RgBackup *rg_store_backup_finish (RgStore *self, GAsyncResult *result, GError **error);

/* Deleting more than so many at once is worth one. */
#define RG_BACKUP_MANY 100
/* In an operation that has changed nothing yet: a backup of the shop as it is
 * now, unless the newest one is as good. Others write meanwhile. That none can be
 * made is kept for the state and is no failure; FALSE and @error only when the
 * operation cannot go on. Its id may be another one afterwards. */
gboolean rg_op_backup_first (RgOp *op, RgBackupReason reason, GError **error);

/**
 * RgBackupPolicy:
 * @RG_BACKUP_NEVER: none but those asked for
 * @RG_BACKUP_WHEN_DUE: as @RG_BACKUP_ALWAYS, but at closing only when the
 *   newest is older than half an hour: for the command line
 * @RG_BACKUP_ALWAYS: after half an hour of changes, before what is hard to take
 *   back, and at closing when anything changed
 *
 * When backups are made by themselves. The variable REGULARS_BACKUPS=off makes
 * every policy "never".
 */
typedef enum
{
  RG_BACKUP_NEVER,
  RG_BACKUP_WHEN_DUE,
  RG_BACKUP_ALWAYS,
} RgBackupPolicy;

/* A store begins with RG_BACKUP_WHEN_DUE. */
void rg_store_set_backup_policy (RgStore *self, RgBackupPolicy policy);

/* --- state --------------------------------------------------------------- */

/**
 * RgBackupState:
 * @last_at: when the newest sound one was made; 0 for none
 * @last_failure: when making one failed last; 0 for never
 * @sentence: (nullable): why it failed; only when that was after @last_at
 * @obstacle: (nullable): why none could be made now; nothing was tried yet
 * @changed_at: when the oldest change was made that no backup holds; 0 for none
 * @late: that is more than a day ago
 * @second_place: (nullable): the folder the owner chose
 * @second_missing: it is not there now
 * @second_at: when the newest one there was made, as far as is known; 0 for none
 * @second_sentence: (nullable): why copying to it failed last, other than that it
 *   was not there
 */
typedef struct
{
  gint64 last_at;
  gint64 last_failure;
  char *sentence;
  char *obstacle;
  gint64 changed_at;
  gboolean late;
  char *second_place;
  gboolean second_missing;
  gint64 second_at;
  char *second_sentence;
} RgBackupState;

void rg_backup_state_free (RgBackupState *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgBackupState, rg_backup_state_free)
/* Inside a read. Asked again after RgStore::backups-changed, which is emitted on
 * the main context when a backup was made or could not be. */
RgBackupState *rg_backup_read_state (RgRead *read, GError **error);
/* @place: (nullable): a folder that is there; NULL for none any more. Its
 * backups lie in a folder of the shop's own in it. */
gboolean rg_backup_set_second_place (RgWrite *write, const char *place, GError **error);

/* --- checking ------------------------------------------------------------ */

/* Reads every byte of it and of its attachments. FALSE and
 * %RG_STORE_ERROR_CORRUPT when anything is not as it was written; the .json
 * remembers either. */
gboolean rg_backup_verify (const char *path,
                           RgBackupProgress progress,
                           gpointer progress_data,
                           GCancellable *cancellable,
                           GError **error);
/* "Prove it": verified, restored into a temporary folder, opened as a shop,
 * counted and compared row by row. The date is kept. */
gboolean rg_backup_prove (const char *path,
                          RgBackupProgress progress,
                          gpointer progress_data,
                          GCancellable *cancellable,
                          GError **error);

/* --- restoring ----------------------------------------------------------- */

/* The shop must be closed: takes its lock. Verifies first; the replaced shop
 * becomes a backup (RG_BACKUP_RESTORE), one that is damaged is kept as it lies.
 * Killed at any moment it is the old shop or the new one. @kept: (out)
 * (optional) (transfer full): the path of what was replaced, NULL when there was
 * nothing. */
gboolean rg_backup_restore (const char *shop_folder,
                            const char *path,
                            char **kept,
                            RgBackupProgress progress,
                            gpointer progress_data,
                            GCancellable *cancellable,
                            GError **error);

G_END_DECLS
