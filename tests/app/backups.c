/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "windows-fixture.h"

#include "app/backups/rg-backup-row.h"
#include "app/backups/rg-backup-words.h"
#include "app/backups/rg-backups-dialog.h"
#include <signal.h>
#include <sys/resource.h>

/* --- work on the folder of a shop ----------------------------------------- */

static void
worked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->text = rg_stores_work_finish (RG_STORES (source), result, &answer->error);
  answer->done = TRUE;
}

/* Opens the shop by itself: nobody else may have it. */
static void
work_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (RgStore) store = rg_store_open (data, RG_STORE_DEFAULT, &error);

  if (store == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  shop_add (store, "郑爽爽", NULL, NULL);
  rg_store_close (store);
  g_task_return_pointer (task, g_strdup ("done"), g_free);
}

static void
begin_work (const char *folder, Answer *answer)
{
  rg_stores_work_async (rg_stores_get_default (), folder, work_thread, g_strdup (folder), g_free, NULL,
                        worked_cb, answer);
}

/* Every window lets go of the shop, and has it back with what was done. */
static void
test_work (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Shop) shop = open_shop (fixture);
  g_auto (Answer) first = { 0 }, second = { 0 };

  open_second (fixture, shop->folder);
  wait_until (shows_shop, fixture->second);
  gtk_widget_activate_action (GTK_WIDGET (fixture->second), "win.history", NULL);

  begin_work (shop->folder, &first);
  begin_work (shop->folder, &second);
  g_assert_null (rg_window_get_store (fixture->window));
  g_assert_null (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->second)));
  wait_until (is_answered, &first);
  wait_until (is_answered, &second);
  g_assert_no_error (first.error);
  g_assert_cmpstr (first.text, ==, "done");
  g_assert_error (second.error, G_IO_ERROR, G_IO_ERROR_BUSY);

  wait_for_name (fixture->window, "郑爽爽", TRUE);
  wait_for_name (fixture->second, "郑爽爽", TRUE);
  g_assert_true (shows_shop (fixture->window));
  g_assert_true (rg_window_get_store (fixture->window) == rg_window_get_store (fixture->second));
  leave_shop (fixture);
}

/* The window goes before the work is done. */
static void
test_work_closed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Shop) shop = open_shop (fixture);
  g_auto (Answer) answer = { 0 };

  begin_work (shop->folder, &answer);
  close_window (g_steal_pointer (&fixture->window));
  wait_until (is_answered, &answer);
  g_assert_no_error (answer.error);
  wait_until (nothing_is_open, NULL);

  /* And where nobody has the shop at all. */
  answer_clear (&answer);
  begin_work (shop->folder, &answer);
  wait_until (is_answered, &answer);
  g_assert_no_error (answer.error);
  wait_until (nothing_is_open, NULL);
}

/* --- the dialog ----------------------------------------------------------- */

static gboolean
is_calm (gpointer data)
{
  return !rg_backups_dialog_is_busy (data);
}

static RgBackupsDialog *
show_backups (Fixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.backups", NULL);
  g_assert_true (RG_IS_BACKUPS_DIALOG (top_dialog (fixture)));
  wait_until (is_calm, top_dialog (fixture));

  return RG_BACKUPS_DIALOG (top_dialog (fixture));
}

static const RgBackup *
backup_at (RgBackupsDialog *dialog, guint index)
{
  return rg_backup_row_get_backup (RG_BACKUP_ROW (rg_backups_dialog_get_row (dialog, index)));
}

/* None, then one that was asked for, which stands on top; it is proved. */
static void
test_make (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Shop) shop = open_shop (fixture);
  RgBackupsDialog *dialog = show_backups (fixture);
  g_autofree char *about = NULL;

  g_assert_cmpuint (rg_backups_dialog_get_n (dialog), ==, 0);
  g_assert_cmpstr (rg_backups_dialog_get_headline (dialog), ==, "No Backup Yet");

  rg_backups_dialog_make (dialog);
  wait_until (is_calm, dialog);
  g_assert_cmpuint (rg_backups_dialog_get_n (dialog), ==, 1);
  g_assert_cmpint (backup_at (dialog, 0)->reason, ==, RG_BACKUP_WANTED);
  g_assert_cmpint (backup_at (dialog, 0)->customers, ==, PEOPLE);
  g_assert_true (rg_backup_words_is_sound (backup_at (dialog, 0)));
  g_assert_cmpstr (rg_backups_dialog_get_headline (dialog), ==, "Last Backup: Today, 10:30");
  about = rg_backup_words_about (backup_at (dialog, 0));
  g_assert_nonnull (strstr (about, "6 customers"));

  g_assert_cmpint (backup_at (dialog, 0)->proved_at, ==, 0);
  rg_backups_dialog_prove (dialog, 0);
  wait_until (is_calm, dialog);
  g_assert_cmpint (backup_at (dialog, 0)->proved_at, !=, 0);
  leave_shop (fixture);
}

/* A backup that is stopped leaves nothing; one goes on when the dialog is
 * closed. */
static void
test_make_stopped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Shop) shop = open_shop (fixture);
  RgBackupsDialog *dialog = show_backups (fixture);
  g_autoptr (RgBackupsDialog) kept = NULL;

  rg_backups_dialog_make (dialog);
  rg_backups_dialog_cancel (dialog);
  wait_until (is_calm, dialog);
  g_assert_cmpuint (rg_backups_dialog_get_n (dialog), ==, 0);

  kept = g_object_ref (dialog);
  rg_backups_dialog_make (dialog);
  adw_dialog_force_close (ADW_DIALOG (dialog));
  wait_until (is_calm, kept);
  dialog = show_backups (fixture);
  g_assert_cmpuint (rg_backups_dialog_get_n (dialog), ==, 1);
  leave_shop (fixture);
}

static void
test_place (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Shop) shop = open_shop (fixture);
  RgBackupsDialog *dialog = show_backups (fixture);
  g_autoptr (GDir) dir = NULL;

  g_assert_null (rg_backups_dialog_get_place (dialog));
  rg_backups_dialog_set_place (dialog, fixture->folder);
  wait_until (is_calm, dialog);
  g_assert_cmpstr (rg_backups_dialog_get_place (dialog), ==, fixture->folder);
  rg_backups_dialog_make (dialog);
  wait_until (is_calm, dialog);
  dir = g_dir_open (fixture->folder, 0, NULL);
  g_assert_nonnull (g_dir_read_name (dir));

  rg_backups_dialog_set_place (dialog, NULL);
  wait_until (is_calm, dialog);
  g_assert_null (rg_backups_dialog_get_place (dialog));
  leave_shop (fixture);
}

/* --- restoring ------------------------------------------------------------ */

/* What would be lost is said; then both windows show the shop as it was, and
 * what it was in between is a backup. */
static void
test_restore (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Shop) shop = open_shop (fixture);
  RgBackupsDialog *dialog = show_backups (fixture);
  AdwAlertDialog *question;

  rg_backups_dialog_make (dialog);
  wait_until (is_calm, dialog);
  pass_time (5);
  shop_add (rg_window_get_store (fixture->window), "吴桐", NULL, NULL);
  shop_add (rg_window_get_store (fixture->window), "郑爽爽", NULL, NULL);
  open_second (fixture, shop->folder);
  wait_for_name (fixture->second, "郑爽爽", TRUE);

  rg_backups_dialog_restore (dialog, 0);
  question = wait_for_question (fixture);
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (question), "Today, 10:30"));
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (question), "with 6 customers"));
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (question), "2 changes since then"));
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (question), "郑爽爽"));
  answer_question (question, "cancel");
  run_for (50);
  g_assert_nonnull (rg_window_get_store (fixture->window));

  rg_backups_dialog_restore (dialog, 0);
  answer_question (wait_for_question (fixture), "restore");
  wait_for_name (fixture->window, "郑爽爽", FALSE);
  wait_for_name (fixture->second, "郑爽爽", FALSE);
  wait_until (shows_shop, fixture->window);

  dialog = show_backups (fixture);
  g_assert_cmpuint (rg_backups_dialog_get_n (dialog), >=, 2);
  g_assert_cmpint (backup_at (dialog, 0)->reason, ==, RG_BACKUP_RESTORE);
  g_assert_cmpint (backup_at (dialog, 0)->customers, ==, PEOPLE + 2);
  leave_shop (fixture);
}

/* A damaged backup is not restored: the shop stays, and the list tells. */
static void
test_restore_damaged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Shop) shop = open_shop (fixture);
  RgBackupsDialog *dialog = show_backups (fixture);

  rg_backups_dialog_make (dialog);
  wait_until (is_calm, dialog);
  spoil (backup_at (dialog, 0)->path, 40960, 4096);
  rg_backups_dialog_restore (dialog, 0);
  answer_question (wait_for_question (fixture), "restore");
  run_for (50);
  wait_until (asks, fixture);
  g_assert_cmpstr (adw_alert_dialog_get_heading (ADW_ALERT_DIALOG (top_dialog (fixture))), ==,
                   "The Backup Was Not Restored");
  adw_dialog_force_close (top_dialog (fixture));
  wait_until (shows_shop, fixture->window);
  wait_for_name (fixture->window, "张三丰", TRUE);

  dialog = show_backups (fixture);
  g_assert_true (backup_at (dialog, rg_backups_dialog_get_n (dialog) - 1)->damaged);
  leave_shop (fixture);
}

/* --- the banner ----------------------------------------------------------- */

/* Another shop's folder, as it may lie on a stick: its backup becomes this shop. */
static void
test_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Shop) shop = open_shop (fixture), other = shop_new ();
  g_autoptr (RgBackup) backup = NULL;
  RgBackupsDialog *dialog = show_backups (fixture);

  rg_backups_dialog_look_elsewhere (dialog, fixture->folder);
  wait_until (is_calm, dialog);
  g_assert_cmpuint (rg_backups_dialog_get_n_elsewhere (dialog), ==, 0);

  shop_add (other->store, "吴桐", NULL, NULL);
  backup = rg_store_backup_sync (other->store, RG_BACKUP_WANTED, NULL, NULL, NULL, NULL, NULL);
  g_assert_nonnull (backup);
  rg_backups_dialog_look_elsewhere (dialog, other->folder);
  wait_until (is_calm, dialog);
  g_assert_cmpuint (rg_backups_dialog_get_n_elsewhere (dialog), ==, 1);
  g_assert_cmpuint (rg_backups_dialog_get_n (dialog), ==, 0);

  g_signal_emit_by_name (rg_backups_dialog_get_row_elsewhere (dialog, 0), "prove");
  wait_until (is_calm, dialog);
  g_assert_cmpint (
      rg_backup_row_get_backup (RG_BACKUP_ROW (rg_backups_dialog_get_row_elsewhere (dialog, 0)))->proved_at,
      !=, 0);
  shop_close (other);
  g_signal_emit_by_name (rg_backups_dialog_get_row_elsewhere (dialog, 0), "restore");
  answer_question (wait_for_question (fixture), "restore");
  wait_for_name (fixture->window, "吴桐", TRUE);
  /* What was there before is a backup of this shop, and the stick is as it was. */
  dialog = show_backups (fixture);
  g_assert_cmpuint (rg_backups_dialog_get_n (dialog), ==, 1);
  g_assert_cmpint (backup_at (dialog, 0)->reason, ==, RG_BACKUP_RESTORE);
  g_assert_true (g_file_test (backup->path, G_FILE_TEST_EXISTS));
  leave_shop (fixture);
}

static const char *
banner_title (Fixture *fixture)
{
  return adw_banner_get_title (ADW_BANNER (find_banner (GTK_WIDGET (fixture->window))));
}

static gboolean
warns_as_wanted (gpointer data)
{
  Fixture *fixture = data;

  return warns (fixture->window) && g_str_has_prefix (banner_title (fixture), fixture->wanted);
}

static void
wait_for_banner (Fixture *fixture, const char *beginning)
{
  fixture->wanted = beginning;
  wait_until (warns_as_wanted, fixture);
}

static gboolean
is_quiet (gpointer data)
{
  return !warns (data);
}

/* Changes of two days are in no backup; a backup is all it takes. */
static void
test_late (Fixture *fixture, gconstpointer data)
{
  gint64 now = rg_clock_now ();
  g_autoptr (Shop) shop = NULL;
  RgBackupsDialog *dialog;

  rg_clock_set (now - (gint64) 50 * 3600 * 1000);
  shop = shop_new ();
  shop_close (shop);
  rg_clock_set (now);
  rg_window_open_shop (fixture->window, shop->folder);
  wait_until (warns, fixture->window);
  g_assert_cmpstr (banner_title (fixture), ==, "Changes since Friday, 20 Nov, 08:30 are in no backup.");

  dialog = show_backups (fixture);
  g_assert_nonnull (rg_backups_dialog_get_trouble (dialog));
  rg_backups_dialog_make (dialog);
  wait_until (is_calm, dialog);
  g_assert_null (rg_backups_dialog_get_trouble (dialog));
  wait_until (is_quiet, fixture->window);
  leave_shop (fixture);
}

/* Where the backups should lie nothing can be written: the window says so, now and
 * after the next start, until one is made again. */
static void
test_failed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Shop) shop = open_shop (fixture);
  g_autofree char *folder = g_build_filename (shop->folder, "backups", NULL);
  RgBackupsDialog *dialog;

  g_assert_true (is_quiet (fixture->window));
  g_assert_true (g_file_set_contents (folder, "in the way", -1, NULL));
  dialog = show_backups (fixture);
  g_assert_true (g_str_has_prefix (rg_backups_dialog_get_trouble (dialog), "No backup can be made now. "));
  rg_backups_dialog_make (dialog);
  answer_question (wait_for_question (fixture), "close");
  wait_for_banner (fixture, "The last backup failed. ");
  adw_dialog_force_close (ADW_DIALOG (dialog));

  close_window (fixture->window);
  wait_until (nothing_is_open, NULL);
  fixture->window = rg_window_new (NULL, fixture->settings);
  gtk_window_present (GTK_WINDOW (fixture->window));
  rg_window_open_shop (fixture->window, shop->folder);
  wait_for_banner (fixture, "No backup can be made now. ");

  g_assert_cmpint (g_unlink (folder), ==, 0);
  dialog = show_backups (fixture);
  g_assert_null (rg_backups_dialog_get_trouble (dialog));
  rg_backups_dialog_make (dialog);
  wait_until (is_calm, dialog);
  g_assert_cmpuint (rg_backups_dialog_get_n (dialog), ==, 1);
  wait_until (is_quiet, fixture->window);
  leave_shop (fixture);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

/* No file may become larger than half a shop. */
static void
limit_files (const char *folder, gboolean limited, struct rlimit *before)
{
  g_autofree char *path = g_build_filename (folder, "shop.db", NULL);
  struct rlimit limit;
  GStatBuf status;

  if (!limited)
    {
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, before), ==, 0);
      return;
    }
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, before), ==, 0);
  limit = *before;
  limit.rlim_cur = (rlim_t) status.st_size / 2;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

/* There is room for half a backup: then there is none, the window says so
 * until there is room and one is made. */
static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Shop) shop = shop_new ();
  g_autofree char *folder = g_build_filename (shop->folder, "backups", NULL);
  RgBackupsDialog *dialog;
  AdwAlertDialog *alert;
  struct rlimit before;

  shop_close (shop);
  /* Half of it is more than a window's picture takes. */
  add_events (shop->folder, 250000);
  rg_window_open_shop (fixture->window, shop->folder);
  wait_for_state (fixture, "shop");
  dialog = show_backups (fixture);
  limit_files (shop->folder, TRUE, &before);
  rg_backups_dialog_make (dialog);
  alert = wait_for_question (fixture);
  g_assert_cmpstr (adw_alert_dialog_get_heading (alert), ==, "No Backup Was Made");
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (alert), "The disk is full"));
  answer_question (alert, "close");
  wait_until (is_calm, dialog);
  g_assert_cmpuint (rg_backups_dialog_get_n (dialog), ==, 0);
  /* What is kept is what went wrong. */
  g_assert_cmpuint (count_files (folder), ==, 1);
  wait_until (warns, fixture->window);
  g_assert_nonnull (strstr (banner_title (fixture), "The disk is full"));

  limit_files (shop->folder, FALSE, &before);
  rg_backups_dialog_make (dialog);
  wait_until (is_calm, dialog);
  g_assert_cmpuint (rg_backups_dialog_get_n (dialog), ==, 1);
  g_assert_null (rg_backups_dialog_get_trouble (dialog));
  wait_until (is_quiet, fixture->window);
  leave_shop (fixture);
}

int
main (int argc, char **argv)
{
  static const Case cases[] = {
    { "/backups/work", test_work },
    { "/backups/work-closed", test_work_closed },
    { "/backups/make", test_make },
    { "/backups/make-stopped", test_make_stopped },
    { "/backups/second-place", test_place },
    { "/backups/restore", test_restore },
    { "/backups/restore-damaged", test_restore_damaged },
    { "/backups/elsewhere", test_elsewhere },
    { "/backups/late", test_late },
    { "/backups/failed", test_failed },
    { "/backups/full-disk", test_full_disk },
  };

  return run_cases (&argc, &argv, cases, G_N_ELEMENTS (cases));
}
