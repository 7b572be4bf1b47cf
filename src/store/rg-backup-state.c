/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-backup-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define SECOND_PLACE "backup-second-place"
#define SHOP_ID "backup-id"
#define LATE_AFTER (24 * 3600 * (gint64) 1000)
/* Clocks are set right by less than that. */
#define FUTURE (3600 * (gint64) 1000)

/* --- notes ------------------------------------------------------------------- */

char *
rg_backup_notes_path (const char *shop_folder)
{
  return g_build_filename (shop_folder, "backups", "state", NULL);
}

void
rg_backup_notes_clear (RgBackupNotes *notes)
{
  g_free (notes->sentence);
  g_free (notes->second_sentence);
  *notes = (RgBackupNotes) { 0 };
}

void
rg_backup_notes_load (RgBackupNotes *notes, const char *shop_folder)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *path = rg_backup_notes_path (shop_folder);

  rg_backup_notes_clear (notes);
  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return;
  notes->failed_at = g_key_file_get_int64 (file, "own", "failed-at", NULL);
  notes->sentence = g_key_file_get_string (file, "own", "sentence", NULL);
  notes->restored_at = g_key_file_get_int64 (file, "restored", "at", NULL);
  notes->restored_operation = g_key_file_get_int64 (file, "restored", "operation", NULL);
  notes->second_at = g_key_file_get_int64 (file, "second", "at", NULL);
  notes->second_sentence = g_key_file_get_string (file, "second", "sentence", NULL);
}

/* A full disk keeps none; then it is known while the program runs. */
gboolean
rg_backup_notes_save (const RgBackupNotes *notes, const char *shop_folder, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *path = rg_backup_notes_path (shop_folder);

  g_key_file_set_int64 (file, "own", "failed-at", notes->failed_at);
  if (notes->sentence != NULL)
    g_key_file_set_string (file, "own", "sentence", notes->sentence);
  g_key_file_set_int64 (file, "restored", "at", notes->restored_at);
  g_key_file_set_int64 (file, "restored", "operation", notes->restored_operation);
  g_key_file_set_int64 (file, "second", "at", notes->second_at);
  if (notes->second_sentence != NULL)
    g_key_file_set_string (file, "second", "sentence", notes->second_sentence);
  return g_key_file_save_to_file (file, path, error);
}

/* --- the shop's own ------------------------------------------------------------ */

char *
rg_backup_get_meta (RgDatabase *db, const char *key)
{
  g_autoptr (RgStatement) statement =
      rg_database_prepare (db, "SELECT value FROM main.meta WHERE key = ?1", NULL);

  if (statement == NULL)
    return NULL;
  rg_statement_bind_text (statement, 0, key);
  return rg_statement_step (statement, NULL) == RG_STEP_ROW ? g_strdup (rg_statement_get_text (statement, 0))
                                                            : NULL;
}

static gboolean
set_meta (RgDatabase *db, const char *key, const char *value, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (
      db,
      value != NULL
          ? "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2"
          : "DELETE FROM meta WHERE key = ?1",
      error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 0, key);
  if (value != NULL)
    rg_statement_bind_text (statement, 1, value);
  return rg_statement_run (statement, error);
}

/**
 * rg_backup_set_second_place:
 * @write: a transaction
 * @place: (nullable): a folder, on another disk if possible; %NULL for none
 * @error: %RG_STORE_ERROR
 *
 * Every backup is copied there too from now on, when the folder is there.
 *
 * Returns: whether it is kept
 */
gboolean
rg_backup_set_second_place (RgWrite *write, const char *place, GError **error)
{
  RgDatabase *db = rg_write_get_database (write);
  g_autofree char *id = rg_backup_get_meta (db, SHOP_ID);

  if (id == NULL)
    {
      g_autofree char *uuid = g_uuid_string_random ();

      uuid[8] = '\0';
      if (!set_meta (db, SHOP_ID, uuid, error))
        return FALSE;
    }
  return set_meta (db, SECOND_PLACE, place, error);
}

gint64
rg_backup_get_safe (const RgBackup *newest, const RgBackupNotes *notes)
{
  if (notes->restored_at != 0 && (newest == NULL || newest->at <= notes->restored_at))
    return notes->restored_operation;
  return newest != NULL ? newest->operation : 0;
}

gboolean
rg_backup_changed_since (RgDatabase *db, gint64 operation, gint64 *at, GError **error)
{
  g_autoptr (RgStatement) statement =
      rg_database_prepare (db, "SELECT at FROM operation WHERE id > ?1 ORDER BY id LIMIT 1", error);
  RgStep step;

  *at = 0;
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, operation);
  step = rg_statement_step (statement, error);
  if (step == RG_STEP_ROW)
    *at = MAX (1, rg_statement_get_integer (statement, 0));
  return step != RG_STEP_ERROR;
}

/**
 * rg_backup_newest_sound:
 * @backups: (element-type RgBackup): newest first
 * @now: in UTC milliseconds
 *
 * One that a wrong clock dated into the future would be the newest until that
 * day comes: it is only taken when there is no other, and it may be today's clock
 * that is wrong.
 *
 * Returns: (transfer none) (nullable): the newest that was verified and is not
 *   damaged
 */
RgBackup *
rg_backup_newest_sound (GPtrArray *backups, gint64 now)
{
  RgBackup *future = NULL;

  for (guint i = 0; i < backups->len; i++)
    {
      RgBackup *backup = g_ptr_array_index (backups, i);

      if (backup->damaged || backup->verified_at == 0)
        continue;
      if (backup->at <= now + FUTURE)
        return backup;
      future = future != NULL ? future : backup;
    }
  return future;
}

/* --- asking ---------------------------------------------------------------------- */

/**
 * rg_backup_state_free:
 * @state: (nullable) (transfer full): an answer
 */
void
rg_backup_state_free (RgBackupState *state)
{
  if (state == NULL)
    return;
  g_free (state->sentence);
  g_free (state->obstacle);
  g_free (state->second_place);
  g_free (state->second_sentence);
  g_free (state);
}

static void
take_notes (RgBackupState *state, RgBackupNotes *notes)
{
  state->last_failure = notes->failed_at;
  state->sentence = g_steal_pointer (&notes->sentence);
  state->second_at = notes->second_at;
  state->second_sentence = g_steal_pointer (&notes->second_sentence);
}

/* What went wrong last is kept in the folder of backups itself: where nothing can
 * be written there, nobody would know it after the next start. So it is looked
 * at, not remembered. (transfer full) (nullable) */
static char *
find_obstacle (const char *shop_folder)
{
  g_autofree char *folder = g_build_filename (shop_folder, "backups", NULL);
  g_autofree char *path = g_build_filename (shop_folder, "shop.db", NULL);
  gboolean there = g_file_test (folder, G_FILE_TEST_EXISTS);
  const char *where = there ? folder : shop_folder;
  g_autofree char *size = NULL;
  GStatBuf status;

  if ((there && !g_file_test (folder, G_FILE_TEST_IS_DIR)) || g_access (where, W_OK | X_OK) != 0)
    {
      g_autofree char *shown = g_filename_display_name (where);

      return g_strdup_printf (_ ("Nothing can be written to “%s”. Please ask for permission, or give that "
                                 "folder another name, so that a new one is made."),
                              shown);
    }
  if (g_stat (path, &status) != 0 || rg_backup_check_room (where, status.st_size, NULL))
    return NULL;
  size = g_format_size ((guint64) status.st_size);
  /* Translators: %s is a size such as 1.2 GB */
  return g_strdup_printf (_ ("There is no room on the disk for another backup (%s). Please make room."),
                          size);
}

/**
 * rg_backup_read_state:
 * @read: a transaction
 * @error: why it could not be found out
 *
 * Returns: (transfer full): how it stands with the shop's backups
 */
RgBackupState *
rg_backup_read_state (RgRead *read, GError **error)
{
  g_autoptr (RgBackupState) state = g_new0 (RgBackupState, 1);
  g_autoptr (GPtrArray) backups = rg_backup_list (read->core->folder, NULL);
  RgBackup *newest = backups != NULL ? rg_backup_newest_sound (backups, rg_clock_now ()) : NULL;
  g_auto (RgBackupNotes) notes = { 0 };

  if (read->core->keeper != NULL)
    rg_backup_keeper_dup_notes (read->core->keeper, &notes);
  else
    rg_backup_notes_load (&notes, read->core->folder);
  if (!rg_backup_changed_since (read->db, rg_backup_get_safe (newest, &notes), &state->changed_at, error))
    return NULL;
  if (!read->core->read_only)
    state->obstacle = find_obstacle (read->core->folder);
  state->last_at = newest != NULL ? newest->at : 0;
  state->late = state->changed_at != 0 && rg_clock_now () - state->changed_at > LATE_AFTER;
  take_notes (state, &notes);
  state->second_place = rg_backup_get_meta (read->db, SECOND_PLACE);
  state->second_missing =
      state->second_place != NULL && !g_file_test (state->second_place, G_FILE_TEST_IS_DIR);
  return g_steal_pointer (&state);
}
