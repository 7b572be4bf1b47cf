/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-backup-private.h"
#include "store/rg-op-private.h"

#define STEP_USEC 5000

/* In milliseconds. */
#define RECENT (30 * 60 * (gint64) 1000)

/* In one go: the writer's connection is nobody else's now. */
RgBackup *
rg_backup_make_at_once (RgCore *core, RgBackupReason reason, GError **error)
{
  g_autofree char *files = g_build_filename (core->folder, "files", NULL);
  g_autofree char *folder = g_build_filename (core->folder, "backups", NULL);
  RgBackupMaking *making = rg_backup_making_new (folder, reason, core->db, error);
  gboolean done = FALSE;

  while (making != NULL && !done)
    if (!rg_backup_making_step (making, G_TIME_SPAN_SECOND, &done, error))
      g_clear_pointer (&making, rg_backup_making_free);
  return making != NULL ? rg_backup_making_finish (making, files, NULL, NULL, error) : NULL;
}

/*< private >
 * rg_backup_is_wanted:
 * @before: what this operation and later ones did does not count; 0 for none
 * @recent: that one was made less than half an hour ago is enough; at the end of a
 *   first run nothing is old enough, before a change nothing is too young
 *
 * On the writer thread, or when it has ended. Whether something was changed that
 * no backup holds.
 */
gboolean
rg_backup_is_wanted (RgCore *core, gint64 before, gboolean recent)
{
  g_autoptr (GPtrArray) backups = rg_backup_list (core->folder, NULL);
  gint64 now = rg_clock_now ();
  RgBackup *newest = backups != NULL ? rg_backup_newest_sound (backups, now) : NULL;
  gint64 changed = 0;
  gint64 safe;
  g_auto (RgBackupNotes) notes = { 0 };

  rg_backup_keeper_dup_notes (core->keeper, &notes);
  safe = rg_backup_get_safe (newest, &notes);
  if (!rg_backup_changed_since (core->db, safe, &changed, NULL) || changed == 0 ||
      (before != 0 && safe + 1 >= before))
    return FALSE;
  if (newest == NULL)
    return before != 0 || !recent || ABS (now - changed) >= RECENT;
  return !recent || ABS (now - newest->at) >= RECENT;
}

/* --- inside a write ------------------------------------------------------------- */

/* Backups before what is hard to take back, asked for inside the write itself: it
 * steps aside, the shop is copied as it is, and it begins again. */

typedef struct
{
  RgBackupReason reason;
  GCancellable *cancellable; /* (nullable): the write's */
} Aside;

/* Others go on writing between two steps; they come before the operation, so
 * they belong into it. */
static void
copy_aside (RgCore *core, gpointer data)
{
  const Aside *aside = data;
  g_autofree char *folder = g_build_filename (core->folder, "backups", NULL);
  g_autoptr (GError) error = NULL;
  RgBackupMaking *making = rg_backup_making_new (folder, aside->reason, core->db, &error);
  gboolean done = FALSE;

  while (making != NULL && !done)
    {
      if (g_cancellable_set_error_if_cancelled (aside->cancellable, &error) ||
          !rg_backup_making_step (making, STEP_USEC, &done, &error))
        g_clear_pointer (&making, rg_backup_making_free);
      else if (!done)
        rg_core_run_waiting (core);
    }
  /* The operation that it was for will not be. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (making == NULL)
    rg_backup_keeper_note_failure (core->keeper, error);
  else
    rg_backup_keeper_hand_over (core->keeper, making, rg_backup_get_meta (core->db, "backup-second-place"),
                                rg_backup_get_meta (core->db, "backup-id"));
}

/* Nothing but the operation's own line was written in this transaction. */
static gboolean
can_step_aside (RgOp *op)
{
  RgWrite *write = op->write;
  RgCore *core = write->read.core;

  return core->depth == 1 && core->paused->len == 0 && !op->committed && op->n_rows == 0 &&
         !write->fields_stale && !write->fields_changed && write->old->len == 0 &&
         sqlite3_total_changes (core->db->handle) == write->changes_before + 1;
}

/**
 * rg_op_backup_first:
 * @op: an operation that has changed nothing yet
 * @reason: what it is going to do
 * @error: %RG_STORE_ERROR, when the operation could not be begun again;
 *   %G_IO_ERROR_CANCELLED
 *
 * Sees to it that there is a backup of the shop as it was before. One before
 * merging only when there is none of the last half hour: people merge one pair
 * after the other, and each can be undone.
 *
 * Returns: whether the operation can go on, with a backup or without
 */
gboolean
rg_op_backup_first (RgOp *op, RgBackupReason reason, GError **error)
{
  RgCore *core = op->write->read.core;
  Aside aside = { reason, op->write->cancellable };

  if (rg_backup_keeper_is_off (core->keeper) || !can_step_aside (op) ||
      !rg_backup_is_wanted (core, op->id, reason == RG_BACKUP_MERGE))
    return TRUE;
  return rg_write_step_aside (op->write, copy_aside, &aside, error) &&
         !g_cancellable_set_error_if_cancelled (aside.cancellable, error) && rg_op_begin_again (op, error);
}
