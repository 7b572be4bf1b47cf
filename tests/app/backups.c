/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "windows-fixture.h"

#include "app/backups/rg-backup-row.h"
#include "app/backups/rg-backup-words.h"
#include "app/backups/rg-backups-dialog.h"
#include "app/rg-error-page.h"
#include "store/rg-backup.h"

#include <string.h>

/* --- work on the folder of a shop ----------------------------------------- */

typedef struct
{
  char *answer;
  GError *error;
  gboolean done;
} Answer;

static void
answer_clear (Answer *answer)
{
  g_clear_pointer (&answer->answer, g_free);
  g_clear_error (&answer->error);
  answer->done = FALSE;
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static void
worked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->answer = rg_stores_work_finish (RG_STORES (source), result, &answer->error);
  answer->done = TRUE;
}

static gboolean
is_answered (gpointer data)
{
  return ((Answer *) data)->done;
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

static gboolean
shows_shop (gpointer data)
{
  return rg_window_get_store (data) != NULL && !rg_store_is_read_only (rg_window_get_store (data));
}

typedef struct
{
  RgWindow *window;
  const char *name;
  gboolean there;
} Named;

static gboolean
is_as_named (gpointer data)
{
  const Named *named = data;
  g_autofree char *names = row_names (GTK_WIDGET (named->window));
  g_auto (GStrv) all = g_strsplit (names, ",", -1);

  return g_strv_length (all) >= PEOPLE &&
         g_strv_contains ((const char *const *) all, named->name) == named->there;
}

static void
wait_for_name (RgWindow *window, const char *name, gboolean there)
{
  Named named = { window, name, there };

  wait_until (is_as_named, &named);
}

static Shop *
open_shop (Fixture *fixture)
{
  Shop *shop = shop_new ();

  shop_close (shop);
  rg_window_open_shop (fixture->window, shop->folder);
  wait_for_state (fixture, "shop");

  return shop;
}

/* Every window lets go of the shop, and has it back with what was done. */
static void
test_work (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Shop) shop = open_shop (fixture);
  g_auto (Answer) first = { 0 }, second = { 0 };

  fixture->second = rg_window_new (NULL, fixture->settings);
  gtk_window_present (GTK_WINDOW (fixture->second));
  rg_window_open_shop (fixture->second, shop->folder);
  wait_until (shows_shop, fixture->second);
  gtk_widget_activate_action (GTK_WIDGET (fixture->second), "win.history", NULL);

  begin_work (shop->folder, &first);
  begin_work (shop->folder, &second);
  g_assert_null (rg_window_get_store (fixture->window));
  g_assert_null (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->second)));
  wait_until (is_answered, &first);
  wait_until (is_answered, &second);
  g_assert_no_error (first.error);
  g_assert_cmpstr (first.answer, ==, "done");
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

static AdwDialog *
top_dialog (Fixture *fixture)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));
}

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

static void
pass_time (gint64 minutes)
{
  rg_clock_set (rg_clock_now () + minutes * 60 * 1000);
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

static gboolean
asks (gpointer data)
{
  return ADW_IS_ALERT_DIALOG (top_dialog (data));
}

static AdwAlertDialog *
wait_for_question (Fixture *fixture)
{
  wait_until (asks, fixture);

  return ADW_ALERT_DIALOG (top_dialog (fixture));
}

static void
answer_question (AdwAlertDialog *question, const char *response)
{
  g_autofree char *signal = g_strconcat ("response::", response, NULL);
  g_autoptr (AdwAlertDialog) held = g_object_ref (question);

  g_signal_emit_by_name (question, signal, response);
  adw_dialog_force_close (ADW_DIALOG (held));
}

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
  fixture->second = rg_window_new (NULL, fixture->settings);
  gtk_window_present (GTK_WINDOW (fixture->second));
  rg_window_open_shop (fixture->second, shop->folder);
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

static void
damage (const char *path)
{
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  memset (contents + length / 2, 0x5a, length / 4);
  g_assert_true (g_file_set_contents (path, contents, (gssize) length, NULL));
}

/* A damaged backup is not restored: the shop stays, and the list tells. */
static void
test_restore_damaged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Shop) shop = open_shop (fixture);
  RgBackupsDialog *dialog = show_backups (fixture);

  rg_backups_dialog_make (dialog);
  wait_until (is_calm, dialog);
  damage (backup_at (dialog, 0)->path);
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

static GtkWidget *
find_banner (GtkWidget *root)
{
  GtkWidget *found = ADW_IS_BANNER (root) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       found == NULL && child != NULL && !RG_IS_PAGE (root); child = gtk_widget_get_next_sibling (child))
    found = find_banner (child);

  return found;
}

static gboolean
warns (gpointer data)
{
  return adw_banner_get_revealed (ADW_BANNER (find_banner (data)));
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
  g_assert_cmpstr (adw_banner_get_title (ADW_BANNER (find_banner (GTK_WIDGET (fixture->window)))), ==,
                   "Changes since Friday, 20 Nov, 08:30 are in no backup.");

  dialog = show_backups (fixture);
  g_assert_nonnull (rg_backups_dialog_get_trouble (dialog));
  rg_backups_dialog_make (dialog);
  wait_until (is_calm, dialog);
  g_assert_null (rg_backups_dialog_get_trouble (dialog));
  wait_until (is_quiet, fixture->window);
  leave_shop (fixture);
}

/* --- a damaged shop ------------------------------------------------------- */

static RgErrorPage *
error_page (Fixture *fixture)
{
  return RG_ERROR_PAGE (find_widget (GTK_WIDGET (fixture->window), RG_TYPE_ERROR_PAGE));
}

static gboolean
has_offer (gpointer data)
{
  return rg_error_page_get_offer (error_page (data)) != NULL;
}

static void
back_up (Shop *shop, RgBackupReason reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgBackup) backup = NULL;

  pass_time (1);
  backup = rg_store_backup_sync (shop->store, reason, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* The newest sound backup is offered; what was damaged is kept. */
static void
test_recover (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Shop) shop = shop_new ();
  g_autofree char *path = g_build_filename (shop->folder, "shop.db", NULL);

  back_up (shop, RG_BACKUP_WANTED);
  shop_add (shop->store, "吴桐", NULL, NULL);
  back_up (shop, RG_BACKUP_IMPORT);
  shop_close (shop);
  g_assert_true (g_file_set_contents (path, "no shop any more", -1, NULL));

  rg_window_open_shop (fixture->window, shop->folder);
  wait_until (has_offer, fixture);
  g_assert_cmpstr (rg_error_page_get_offer (error_page (fixture)), ==,
                   "Restore the Backup of Today, 10:32 (7 customers)");

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.restore-newest", NULL);
  wait_until (shows_shop, fixture->window);
  wait_for_name (fixture->window, "吴桐", TRUE);
  leave_shop (fixture);
}

/* Without a backup nothing is offered, and nothing is begun in its place. */
static void
test_nothing_to_recover (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "shop.db", NULL);
  g_autofree char *contents = NULL;

  g_assert_true (g_file_set_contents (path, "no shop any more", -1, NULL));
  rg_window_open_shop (fixture->window, fixture->folder);
  wait_for_state (fixture, "error");
  run_for (100);
  g_assert_false (has_offer (fixture));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.restore-newest", NULL);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "no shop any more");
}

/* @data: the time it is, in seconds. */
static void
end (Fixture *fixture, gconstpointer data)
{
  tear_down (fixture, data);
  rg_clock_set (GPOINTER_TO_SIZE (data) * G_GINT64_CONSTANT (1000));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/backups/work", test_work },
    { "/backups/work-closed", test_work_closed },
    { "/backups/make", test_make },
    { "/backups/make-stopped", test_make_stopped },
    { "/backups/second-place", test_place },
    { "/backups/restore", test_restore },
    { "/backups/restore-damaged", test_restore_damaged },
    { "/backups/late", test_late },
    { "/backups/recover", test_recover },
    { "/backups/nothing-to-recover", test_nothing_to_recover },
  };
  gpointer now;

  support_init (&argc, &argv);
  now = GSIZE_TO_POINTER ((gsize) (rg_clock_now () / 1000));
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, now, set_up, tests[i].test, end);

  return g_test_run ();
}
