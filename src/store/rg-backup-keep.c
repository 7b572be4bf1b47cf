/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-backup-private.h"
#include "store/rg-store-error-private.h"

/* When backups are made: a thread of the open shop that waits for half an hour
 * of changes, for who asks, and for what the writer hands over. Only the copying
 * runs on the writer's thread, in short steps between its jobs; all the rest
 * (reading it again, hashing, attachments, the second place) runs here. */

#define AFTER (30 * G_TIME_SPAN_MINUTE)
#define STEP_USEC 3000      /* of the writer's time at once; people do not notice */
#define PATIENCE_USEC 50000 /* while a long change is not done there is nothing to copy */

typedef struct
{
  RgBackupReason reason;
  char *folder;           /* (nullable): the shop's own */
  RgBackupMaking *making; /* (nullable): copied already, by the writer */
  RgBackupProgress progress;
  gpointer progress_data;
  GCancellable *cancellable;
  GTask *task; /* (nullable) */
  char *place; /* (nullable): the second one */
  char *id;
  gboolean begun;
  gboolean copied;
  gboolean busy;
  RgCore *core;
  GError *error;
} Request;

struct _RgBackupKeeper
{
  RgCore *core; /* (unowned) */
  GWeakRef store;
  GMutex mutex;
  GMutex saving; /* the notes; taken before the other */
  GCond cond;
  GThread *thread; /* atomic */
  GQueue requests;
  RgBackupPolicy policy;
  gint64 delay;
  gint64 due; /* monotonic; 0: nothing was changed since the last one */
  gboolean changed;
  gboolean stopping;
  GCancellable *stop; /* ends what need not be brought to its end */
  RgBackupNotes notes;
};

static void
request_free (Request *request)
{
  rg_backup_making_free (request->making);
  g_clear_object (&request->cancellable);
  g_clear_object (&request->task);
  g_clear_error (&request->error);
  g_free (request->folder);
  g_free (request->place);
  g_free (request->id);
  g_free (request);
}

static gboolean
is_switched_off (void)
{
  return g_strcmp0 (g_getenv ("REGULARS_BACKUPS"), "off") == 0;
}

RgBackupKeeper *
rg_backup_keeper_new (RgCore *core, RgStore *store)
{
  RgBackupKeeper *keeper = g_new0 (RgBackupKeeper, 1);
  g_autofree char *folder = g_build_filename (core->folder, "backups", NULL);

  keeper->core = core;
  g_weak_ref_init (&keeper->store, store);
  g_mutex_init (&keeper->mutex);
  g_mutex_init (&keeper->saving);
  g_cond_init (&keeper->cond);
  g_queue_init (&keeper->requests);
  keeper->policy = is_switched_off () ? RG_BACKUP_NEVER : RG_BACKUP_WHEN_DUE;
  keeper->delay = AFTER;
  keeper->stop = g_cancellable_new ();
  rg_backup_notes_load (&keeper->notes, core->folder);
  rg_backup_sweep (folder);
  rg_backup_sweep_restore (core->folder);
  return keeper;
}

void
rg_backup_keeper_free (RgBackupKeeper *keeper)
{
  if (keeper == NULL)
    return;
  g_weak_ref_clear (&keeper->store);
  g_mutex_clear (&keeper->mutex);
  g_mutex_clear (&keeper->saving);
  g_cond_clear (&keeper->cond);
  g_queue_clear_full (&keeper->requests, (GDestroyNotify) request_free);
  g_object_unref (keeper->stop);
  rg_backup_notes_clear (&keeper->notes);
  g_free (keeper);
}

/* --- what came of it ---------------------------------------------------------- */

static void
tell (RgBackupKeeper *keeper)
{
  g_autoptr (RgStore) store = g_weak_ref_get (&keeper->store);

  if (store != NULL)
    rg_store_emit_backups_later (store, keeper->core->context);
}

/* A disk that takes its time must not hold up who only asks for a backup: the
 * mutex of the notes is not held meanwhile, but one of those who save. */
static void
save_notes (RgBackupKeeper *keeper)
{
  g_auto (RgBackupNotes) notes = { 0 };

  g_mutex_lock (&keeper->saving);
  rg_backup_keeper_dup_notes (keeper, &notes);
  rg_backup_notes_save (&notes, keeper->core->folder, NULL);
  g_mutex_unlock (&keeper->saving);
}

void
rg_backup_keeper_note_failure (RgBackupKeeper *keeper, const GError *error)
{
  g_mutex_lock (&keeper->mutex);
  keeper->notes.failed_at = rg_clock_now ();
  g_free (keeper->notes.sentence);
  keeper->notes.sentence = g_strdup (error->message);
  g_mutex_unlock (&keeper->mutex);
  save_notes (keeper);
  tell (keeper);
}

static void
note_success (RgBackupKeeper *keeper)
{
  gboolean failed;

  g_mutex_lock (&keeper->mutex);
  failed = keeper->notes.sentence != NULL;
  g_clear_pointer (&keeper->notes.sentence, g_free);
  g_mutex_unlock (&keeper->mutex);
  if (failed)
    save_notes (keeper);
}

void
rg_backup_keeper_dup_notes (RgBackupKeeper *keeper, RgBackupNotes *notes)
{
  g_mutex_lock (&keeper->mutex);
  *notes = keeper->notes;
  notes->sentence = g_strdup (notes->sentence);
  notes->second_sentence = g_strdup (notes->second_sentence);
  g_mutex_unlock (&keeper->mutex);
}

static gint64
file_size (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info =
      g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL, NULL);

  return info != NULL ? g_file_info_get_size (info) : 0;
}

/* A stick that is not plugged in is no failure. */
static void
copy_to_second (RgBackupKeeper *keeper, const RgBackup *backup, const char *place, const char *id)
{
  g_autofree char *folder = NULL;
  g_autoptr (GError) error = NULL;
  gboolean ok;

  if (place == NULL || id == NULL || !g_file_test (place, G_FILE_TEST_IS_DIR))
    return;
  folder = rg_backup_second_folder (place, id);
  ok = rg_backup_copy_to (backup, folder, keeper->stop, &error);
  if (ok)
    rg_backup_thin (folder, backup->bytes, rg_clock_now ());
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_mutex_lock (&keeper->mutex);
  g_clear_pointer (&keeper->notes.second_sentence, g_free);
  if (ok)
    keeper->notes.second_at = backup->at;
  else
    keeper->notes.second_sentence = g_strdup (error->message);
  g_mutex_unlock (&keeper->mutex);
  save_notes (keeper);
}

/* A new one is there: the second place, and what is too much now. */
static void
follow_up (RgBackupKeeper *keeper, const RgBackup *backup, const char *place, const char *id)
{
  g_autofree char *folder = g_build_filename (keeper->core->folder, "backups", NULL);

  note_success (keeper);
  rg_backup_thin (folder, MAX (backup->bytes, file_size (keeper->core->folder, "shop.db")), rg_clock_now ());
  copy_to_second (keeper, backup, place, id);
  tell (keeper);
}

/* --- on the writer's thread ------------------------------------------------------ */

static char *
own_folder (RgCore *core)
{
  return g_build_filename (core->folder, "backups", NULL);
}

static void
step_cb (RgCore *core, gpointer data)
{
  Request *request = data;

  /* Half a change is no shop. */
  request->busy = core->paused->len > 0;
  if (request->busy)
    return;
  if (!request->begun)
    {
      request->begun = TRUE;
      request->place = rg_backup_get_meta (core->db, "backup-second-place");
      request->id = rg_backup_get_meta (core->db, "backup-id");
      request->making = rg_backup_making_new (request->folder, request->reason, core->db, &request->error);
    }
  if (request->making == NULL ||
      !rg_backup_making_step (request->making, STEP_USEC, &request->copied, &request->error))
    request->copied = TRUE;
}

static void
drop_cb (RgCore *core, gpointer data)
{
  Request *request = data;

  g_clear_pointer (&request->making, rg_backup_making_free);
}

/* --- on the thread of its own ------------------------------------------------------ */

static gboolean
copy (RgBackupKeeper *keeper, Request *request, const RgBackupMeter *meter, GError **error)
{
  while (!request->copied)
    {
      if (g_cancellable_set_error_if_cancelled (keeper->stop, &request->error) ||
          g_cancellable_set_error_if_cancelled (request->cancellable, &request->error))
        break;
      rg_core_run_on_writer (keeper->core, step_cb, request);
      if (request->busy)
        g_usleep (PATIENCE_USEC);
      else if (request->making != NULL)
        rg_backup_tell (meter, rg_backup_making_get_fraction (request->making));
    }
  if (request->error == NULL)
    return TRUE;
  rg_core_run_on_writer (keeper->core, drop_cb, request);
  g_propagate_error (error, g_steal_pointer (&request->error));
  return FALSE;
}

static RgBackup *
make (RgBackupKeeper *keeper, Request *request, GError **error)
{
  g_autofree char *files = g_build_filename (keeper->core->folder, "files", NULL);
  RgBackupMeter meter = { request->progress, request->progress_data, 0, 1 };
  RgBackupMeter copying = rg_backup_part (&meter, 0, 0.5);

  if (!request->copied && !copy (keeper, request, &copying, error))
    return NULL;
  return rg_backup_making_finish (g_steal_pointer (&request->making), files, &meter,
                                  request->task != NULL ? request->cancellable : NULL, error);
}

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* What failed is tried again when as much time has gone by, also when nobody
 * changes anything: the stick may be back, or the disk have room. */
static void
try_again_later (RgBackupKeeper *keeper)
{
  g_mutex_lock (&keeper->mutex);
  if (keeper->due == 0 && keeper->policy != RG_BACKUP_NEVER)
    keeper->due = g_get_monotonic_time () + keeper->delay;
  g_mutex_unlock (&keeper->mutex);
}

static void
run_request (RgBackupKeeper *keeper, Request *request)
{
  g_autofree char *own = own_folder (keeper->core);
  gboolean ours = request->folder == NULL || g_str_equal (request->folder, own);
  g_autoptr (GError) error = NULL;
  RgBackup *backup;

  if (request->folder == NULL)
    request->folder = g_strdup (own);
  backup = make (keeper, request, &error);
  if (backup != NULL && ours)
    follow_up (keeper, backup, request->place, request->id);
  else if (backup == NULL && ours && !is_cancelled (error))
    {
      rg_backup_keeper_note_failure (keeper, error);
      try_again_later (keeper);
    }
  if (request->task == NULL)
    rg_backup_free (backup);
  else if (backup != NULL)
    g_task_return_pointer (request->task, backup, (GDestroyNotify) rg_backup_free);
  else
    g_task_return_error (request->task, g_steal_pointer (&error));
  request_free (request);
}

/* The next one; NULL at the end. */
static Request *
wait_for_request (RgBackupKeeper *keeper)
{
  Request *request = NULL;

  g_mutex_lock (&keeper->mutex);
  while ((request = g_queue_pop_head (&keeper->requests)) == NULL && !keeper->stopping)
    {
      if (keeper->due == 0)
        g_cond_wait (&keeper->cond, &keeper->mutex);
      else if (!g_cond_wait_until (&keeper->cond, &keeper->mutex, keeper->due) && keeper->due != 0 &&
               g_get_monotonic_time () >= keeper->due)
        {
          request = g_new0 (Request, 1);
          request->reason = RG_BACKUP_REGULAR;
          break;
        }
    }
  /* What comes from here on is not in it. */
  if (request != NULL && request->making == NULL && request->folder == NULL)
    keeper->due = 0;
  g_mutex_unlock (&keeper->mutex);
  return request;
}

static gpointer
keeper_main (gpointer data)
{
  RgBackupKeeper *keeper = data;
  Request *request;

  while ((request = wait_for_request (keeper)) != NULL)
    run_request (keeper, request);
  return NULL;
}

/* Behind the mutex. */
static void
need_thread (RgBackupKeeper *keeper)
{
  if (keeper->thread == NULL && !keeper->stopping)
    g_atomic_pointer_set (&keeper->thread, g_thread_new ("rg-backup", keeper_main, keeper));
  g_cond_signal (&keeper->cond);
}

/* --- asking -------------------------------------------------------------------------- */

static gboolean
push (RgBackupKeeper *keeper, Request *request)
{
  gboolean taken;

  g_mutex_lock (&keeper->mutex);
  taken = !keeper->stopping;
  if (taken)
    {
      g_queue_push_tail (&keeper->requests, request);
      need_thread (keeper);
    }
  g_mutex_unlock (&keeper->mutex);
  return taken;
}

void
rg_backup_keeper_hand_over (RgBackupKeeper *keeper, RgBackupMaking *making, char *place, char *id)
{
  Request *request = g_new0 (Request, 1);

  request->making = making;
  request->copied = TRUE;
  request->place = place;
  request->id = id;
  if (!push (keeper, request))
    request_free (request);
}

void
rg_backup_keeper_changed (RgBackupKeeper *keeper)
{
  g_mutex_lock (&keeper->mutex);
  keeper->changed = TRUE;
  if (keeper->due == 0 && keeper->policy != RG_BACKUP_NEVER)
    {
      keeper->due = g_get_monotonic_time () + keeper->delay;
      need_thread (keeper);
    }
  g_mutex_unlock (&keeper->mutex);
}

void
rg_backup_keeper_set_policy (RgBackupKeeper *keeper, RgBackupPolicy policy)
{
  g_mutex_lock (&keeper->mutex);
  keeper->policy = is_switched_off () ? RG_BACKUP_NEVER : policy;
  g_mutex_unlock (&keeper->mutex);
}

void
rg_backup_keeper_set_delay (RgBackupKeeper *keeper, gint64 usec)
{
  g_mutex_lock (&keeper->mutex);
  keeper->delay = usec;
  g_mutex_unlock (&keeper->mutex);
}

gboolean
rg_backup_keeper_is_thread (RgBackupKeeper *keeper)
{
  return g_atomic_pointer_get (&keeper->thread) == g_thread_self ();
}

gboolean
rg_backup_keeper_is_off (RgBackupKeeper *keeper)
{
  gboolean off;

  g_mutex_lock (&keeper->mutex);
  off = keeper->policy == RG_BACKUP_NEVER;
  g_mutex_unlock (&keeper->mutex);
  return off;
}

/*< private >
 * rg_backup_keeper_ask:
 * @folder: (nullable): see [func@store_backup_async]
 * @task: answered when it is made or could not be
 *
 * Returns: %FALSE when nobody answers any more
 */
gboolean
rg_backup_keeper_ask (RgBackupKeeper *keeper,
                      RgBackupReason reason,
                      const char *folder,
                      RgBackupProgress progress,
                      gpointer progress_data,
                      GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Request *request = g_new0 (Request, 1);

  request->reason = reason;
  request->folder = folder != NULL ? g_canonicalize_filename (folder, NULL) : NULL;
  request->progress = progress;
  request->progress_data = progress_data;
  request->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  request->task = g_object_ref (task);
  if (push (keeper, request))
    return TRUE;
  request_free (request);
  return FALSE;
}

/* --- the end ------------------------------------------------------------------------- */

/* Whatever was only asked for is given up; what the writer copied before a
 * change that has happened since is brought to its end. */
void
rg_backup_keeper_stop (RgBackupKeeper *keeper)
{
  g_mutex_lock (&keeper->mutex);
  keeper->stopping = TRUE;
  g_cancellable_cancel (keeper->stop);
  g_cond_signal (&keeper->cond);
  g_mutex_unlock (&keeper->mutex);
  /* It is its thread until it has ended. */
  if (keeper->thread != NULL)
    g_thread_join (keeper->thread);
  g_atomic_pointer_set (&keeper->thread, NULL);
  g_cancellable_reset (keeper->stop);
}

static void
make_alone (RgBackupKeeper *keeper, RgBackupReason reason)
{
  RgCore *core = keeper->core;
  g_autofree char *place = rg_backup_get_meta (core->db, "backup-second-place");
  g_autofree char *id = rg_backup_get_meta (core->db, "backup-id");
  g_autoptr (GError) error = NULL;
  g_autoptr (RgBackup) backup = rg_backup_make_at_once (core, reason, &error);

  if (backup != NULL)
    follow_up (keeper, backup, place, id);
  else
    rg_backup_keeper_note_failure (keeper, error);
}

void
rg_backup_keeper_close (RgBackupKeeper *keeper)
{
  if (keeper->policy == RG_BACKUP_NEVER || (keeper->policy == RG_BACKUP_WHEN_DUE && !keeper->changed) ||
      !rg_backup_is_wanted (keeper->core, 0, keeper->policy == RG_BACKUP_WHEN_DUE))
    return;
  make_alone (keeper, RG_BACKUP_EXIT);
}

void
rg_backup_before_migration (RgBackupKeeper *keeper)
{
  if (!rg_backup_keeper_is_off (keeper))
    make_alone (keeper, RG_BACKUP_MIGRATION);
}
