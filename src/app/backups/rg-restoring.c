/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/backups/rg-restoring.h"

#include "app/backups/rg-backup-words.h"
#include "app/rg-progress-dialog.h"
#include "app/rg-window-private.h"
#include "app/widgets/rg-display.h"

#include <glib/gi18n-lib.h>

/* So many of the changes that would be lost are named. */
#define NAMED 4

/* --- doing it ------------------------------------------------------------- */

typedef struct
{
  RgWindow *window;
  char *folder;
  char *path;
  char *when;
  RgProgress *progress;
} Restoring;

static void
restoring_free (Restoring *restoring)
{
  g_object_unref (restoring->window);
  g_free (restoring->folder);
  g_free (restoring->path);
  g_free (restoring->when);
  g_free (restoring);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Restoring, restoring_free)

static void
report (double fraction, gpointer data)
{
  rg_progress_report (data, 0, fraction);
}

static void
restore_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Restoring *restoring = data;
  g_autofree char *kept = NULL;
  GError *error = NULL;

  if (!rg_backup_restore (restoring->folder, restoring->path, &kept, report, restoring->progress, cancellable,
                          &error))
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, kept != NULL ? g_steal_pointer (&kept) : g_strdup (""), g_free);
}

static void
say_not_restored (RgWindow *window, const GError *error)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("The Backup Was Not Restored"), error->message);

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("Close"));
  adw_dialog_present (dialog, GTK_WIDGET (window));
}

static void
say_restored (RgWindow *window, const char *when, gboolean kept)
{
  g_autofree char *text = NULL;
  AdwToast *toast;

  if (kept)
    /* Translators: %s is a day and a time. */
    text = g_strdup_printf (_ ("Restored: %s. The shop as it was before is kept as a backup."), when);
  else
    /* Translators: %s is a day and a time. */
    text = g_strdup_printf (_ ("Restored: %s"), when);
  toast = adw_toast_new (text);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_timeout (toast, 15);
  adw_toast_set_button_label (toast, _ ("Backups"));
  adw_toast_set_action_name (toast, "win.backups");
  adw_toast_overlay_add_toast (window->toast_overlay, toast);
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Restoring) restoring = user_data;
  RgWindow *window = restoring->window;
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = rg_stores_work_finish (RG_STORES (source), result, &error);

  g_clear_pointer (&restoring->progress, rg_progress_end);
  /* The window was closed meanwhile. */
  if (window->settings == NULL)
    return;
  if (error == NULL)
    say_restored (window, restoring->when, *kept != '\0');
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rg_window_toast (window, _ ("Nothing was restored; the shop is as it was."));
  else
    say_not_restored (window, error);
}

/* (nullable): a window of the shop in which something goes on. */
static RgWindow *
find_busy (const char *folder)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (RG_IS_WINDOW (l->data) && rg_window_is_busy (l->data) &&
        rg_stores_is_same (rg_window_get_folder (l->data), folder))
      return l->data;

  return NULL;
}

static void
run (RgWindow *window, const char *folder, const char *path, const char *when)
{
  RgWindow *busy = find_busy (folder);
  Restoring *restoring;

  if (busy != NULL)
    {
      /* Translators: %s is what is being done: "Importing…" */
      g_autofree char *text = g_strdup_printf (_ ("Please wait until this is done: %s"), busy->busy);

      rg_window_toast (window, text);
      return;
    }

  restoring = g_new0 (Restoring, 1);
  restoring->window = g_object_ref (window);
  restoring->folder = g_strdup (folder);
  restoring->path = g_strdup (path);
  restoring->when = g_strdup (when);
  restoring->progress = rg_progress_begin (GTK_WIDGET (window), _ ("Restoring the Backup"), NULL);
  rg_stores_work_async (rg_stores_get_default (), folder, restore_thread, restoring, NULL,
                        rg_progress_get_cancellable (restoring->progress), restored_cb, restoring);
}

/**
 * rg_restoring_run:
 * @window: a window that shows the shop, or that it cannot be opened
 * @folder: the shop's folder
 * @backup: one of its backups
 *
 * Puts the backup in the place of the shop. What was there is kept.
 */
void
rg_restoring_run (RgWindow *window, const char *folder, const RgBackup *backup)
{
  g_autofree char *when = rg_backup_words_when (backup->at);

  run (window, folder, backup->path, when);
}

/* --- asking --------------------------------------------------------------- */

/* What would be lost. */
typedef struct
{
  gint64 n;
  GPtrArray *labels;
} Loss;

typedef struct
{
  RgWindow *window;
  char *folder;
  char *path;
  char *when;
  gint64 at;
  gint64 operation;
  gint64 customers;
} Question;

static void
loss_free (gpointer data)
{
  Loss *loss = data;

  g_clear_pointer (&loss->labels, g_ptr_array_unref);
  g_free (loss);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Loss, loss_free)

static void
question_free (Question *question)
{
  g_object_unref (question->window);
  g_free (question->folder);
  g_free (question->path);
  g_free (question->when);
  g_free (question);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
question_closure_free (gpointer data, GClosure *closure)
{
  question_free (data);
}

/* By time: after an earlier restore the numbers of operations begin again from
 * what was restored. */
#define SINCE "FROM operation WHERE (at > ?1 OR (at = ?1 AND id > ?2)) AND state <> 'open' "

static gboolean
read_number (RgDatabase *database, const Question *question, Loss *loss, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (database, "SELECT count (*) " SINCE, error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, question->at);
  rg_statement_bind_integer (statement, 1, question->operation);
  if (rg_statement_step (statement, error) != RG_STEP_ROW)
    return FALSE;
  loss->n = rg_statement_get_integer (statement, 0);

  return TRUE;
}

static gpointer
loss_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  RgDatabase *database = rg_read_get_database (read);
  const Question *question = data;
  g_autoptr (Loss) loss = g_new0 (Loss, 1);
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  loss->labels = g_ptr_array_new_with_free_func (g_free);
  if (!read_number (database, question, loss, error))
    return NULL;
  statement = rg_database_prepare (database, "SELECT label " SINCE "ORDER BY id DESC LIMIT ?3", error);
  if (statement == NULL)
    return NULL;
  rg_statement_bind_integer (statement, 0, question->at);
  rg_statement_bind_integer (statement, 1, question->operation);
  rg_statement_bind_integer (statement, 2, NAMED);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    g_ptr_array_add (loss->labels, g_strdup (rg_statement_get_text (statement, 0)));

  return step == RG_STEP_DONE ? g_steal_pointer (&loss) : NULL;
}

/* @loss: (nullable): nobody can tell */
static char *
dup_body (const Question *question, const Loss *loss)
{
  g_autoptr (GString) body = g_string_new (NULL);
  g_autofree char *customers = NULL, *number = NULL;

  if (question->customers >= 0)
    {
      customers = rg_backup_words_customers (question->customers);
      /* Translators: a day and a time, and a number of customers. */
      g_string_append_printf (body, _ ("The shop becomes what it was then: %s, with %s."), question->when,
                              customers);
    }
  else
    /* Translators: %s is a day and a time. */
    g_string_append_printf (body, _ ("The shop becomes what it was then: %s."), question->when);
  g_string_append (body, "\n\n");
  if (loss != NULL && loss->n > 0)
    {
      number = rg_display_count ((guint) MIN (loss->n, G_MAXUINT));
      /* Translators: %s is a number; a list of them follows. */
      g_string_append_printf (body,
                              ngettext ("%s change since then will not be in it:",
                                        "%s changes since then will not be in it:", (gulong) loss->n),
                              number);
      for (guint i = 0; i < loss->labels->len; i++)
        g_string_append_printf (body, "\n%s", (const char *) g_ptr_array_index (loss->labels, i));
      g_string_append (body, loss->n > loss->labels->len ? "\n…\n\n" : "\n\n");
    }
  else if (loss != NULL)
    g_string_append_printf (body, "%s\n\n", _ ("Nothing was changed since then."));
  g_string_append (body, _ ("The shop as it is now is kept as a backup, so that one can come back to it."));

  return g_string_free_and_steal (g_steal_pointer (&body));
}

static void
response_cb (AdwAlertDialog *dialog, const char *response, Question *question)
{
  if (g_str_equal (response, "restore"))
    run (question->window, question->folder, question->path, question->when);
}

/* @question: (transfer full) */
static void
present (Question *question, const Loss *loss)
{
  g_autofree char *body = dup_body (question, loss);
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Restore This Backup?"), body);
  RgWindow *window = question->window;

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("Cancel"), "restore", _ ("Restore"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "restore", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question, question_closure_free,
                         G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, GTK_WIDGET (window));
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (Loss) loss = rg_store_read_finish (RG_STORE (source), result, NULL);

  if (question->window->settings == NULL || question->window->store != RG_STORE (source))
    return;
  /* A shop that is too damaged to be asked is restored all the same. */
  present (g_steal_pointer (&question), loss);
}

/**
 * rg_restoring_ask:
 * @window: a window that shows the shop, or that it cannot be opened
 * @folder: the shop's folder
 * @backup: one of its backups
 *
 * Says what would be lost, and restores when the owner wants it.
 */
void
rg_restoring_ask (RgWindow *window, const char *folder, const RgBackup *backup)
{
  Question *question = g_new0 (Question, 1);

  question->window = g_object_ref (window);
  question->folder = g_strdup (folder);
  question->path = g_strdup (backup->path);
  question->when = rg_backup_words_when (backup->at);
  question->at = backup->at;
  question->operation = backup->operation;
  question->customers = backup->customers;
  if (window->store != NULL)
    rg_store_read_async (window->store, loss_func, question, NULL, loss_free, NULL, counted_cb, question);
  else
    present (question, NULL);
}
