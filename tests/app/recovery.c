/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "windows-fixture.h"

#include "keyboard-walk.h"

#include "app/backups/rg-salvage-dialog.h"
#include "app/rg-error-page.h"

/* The ways back from a shop that cannot be opened. */

#define PAGE 4096

/* --- what is offered ------------------------------------------------------- */

/* (nullable): until there is an error to show */
static RgErrorPage *
error_page (Fixture *fixture)
{
  GtkWidget *page = find_widget (GTK_WIDGET (fixture->window), RG_TYPE_ERROR_PAGE);

  return page != NULL ? RG_ERROR_PAGE (page) : NULL;
}

static gboolean
has_offer (gpointer data)
{
  return error_page (data) != NULL && rg_error_page_get_offer (error_page (data)) != NULL;
}

static gboolean
offers_salvage (gpointer data)
{
  return error_page (data) != NULL && rg_error_page_offers_salvage (error_page (data));
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

/* The newest sound backup is offered, also where nothing of the file is left; what
 * was damaged is kept. */
static void
test_restore (Fixture *fixture, gconstpointer data)
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
  g_assert_cmpstr (rg_error_page_get_title (error_page (fixture)), ==, "The Shop’s File Is Damaged");
  g_assert_cmpstr (rg_error_page_get_offer (error_page (fixture)), ==,
                   "Restore the Backup of Today, 10:32 (7 customers)");
  g_assert_true (offers_salvage (fixture));

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.restore-newest", NULL);
  wait_until (shows_shop, fixture->window);
  wait_for_name (fixture->window, "吴桐", TRUE);
  leave_shop (fixture);
}

/* What never was a shop has no way back, and nothing is begun in its place. */
static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "shop.db", NULL);
  g_autofree char *contents = NULL;

  g_assert_true (g_file_set_contents (path, "dear diary", -1, NULL));
  rg_window_open_shop (fixture->window, fixture->folder);
  wait_for_state (fixture, "error");
  run_for (100);
  g_assert_cmpstr (rg_error_page_get_title (error_page (fixture)), ==, "This Is Not a Shop");
  g_assert_false (has_offer (fixture));
  g_assert_false (offers_salvage (fixture));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.restore-newest", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.salvage", NULL);
  run_for (100);
  g_assert_cmpstr (rg_window_get_state (fixture->window), ==, "error");
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "dear diary");
}

/* Everything on the page is reached by Tab, and says what it does. */
static void
test_keyboard (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Shop) shop = shop_new ();
  g_autofree char *path = g_build_filename (shop->folder, "shop.db", NULL);
  g_autofree char *missed = NULL;

  back_up (shop, RG_BACKUP_WANTED);
  shop_close (shop);
  spoil (path, 0, PAGE);
  rg_window_open_shop (fixture->window, shop->folder);
  wait_until (has_offer, fixture);
  let_paint (GTK_WIDGET (fixture->window));
  missed = keyboard_walk (GTK_WINDOW (fixture->window));
  g_assert_cmpstr (missed, ==, "");
  leave_shop (fixture);
}

/* --- saving what can be read ------------------------------------------------ */

/* A shop with what is done to its file. */
static Shop *
open_damaged (Fixture *fixture, gsize from, gsize size)
{
  Shop *shop = shop_new ();
  g_autofree char *path = g_build_filename (shop->folder, "shop.db", NULL);

  shop_close (shop);
  spoil (path, from, size);
  rg_window_open_shop (fixture->window, shop->folder);
  wait_until (offers_salvage, fixture);

  return shop;
}

static gsize
root_of (const char *folder, const char *table)
{
  g_autofree char *path = g_build_filename (folder, "shop.db", NULL);
  g_autofree char *sql = g_strdup_printf ("SELECT rootpage FROM sqlite_schema WHERE name = '%s'", table);
  sqlite3_stmt *statement = NULL;
  sqlite3 *handle = NULL;
  gsize root;

  g_assert_cmpint (sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  root = (gsize) sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (handle);

  return root;
}

static gboolean
shows_report (gpointer data)
{
  return RG_IS_SALVAGE_DIALOG (top_dialog (data));
}

static RgSalvageDialog *
wait_for_report (Fixture *fixture)
{
  wait_until (shows_report, fixture);

  return RG_SALVAGE_DIALOG (top_dialog (fixture));
}

static char *
salvaged_folder (const Shop *shop)
{
  return g_strconcat (shop->folder, " (salvaged)", NULL);
}

/* The page that leads to all others is gone: everybody comes into a new shop, which
 * the window shows; not a byte of the old one is another. */
static void
test_salvage (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Shop) shop = open_damaged (fixture, 0, PAGE);
  g_autofree char *new_folder = salvaged_folder (shop), *before = NULL, *after = NULL, *text = NULL;
  g_autofree char *path = g_build_filename (shop->folder, "shop.db", NULL);
  gsize size, size_after;

  g_assert_true (g_file_get_contents (path, &before, &size, NULL));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.salvage", NULL));
  text = rg_salvage_dialog_dup_text (wait_for_report (fixture));
  g_assert_true (
      g_str_has_suffix (rg_salvage_dialog_get_headline (wait_for_report (fixture)), ": 6 customers"));
  g_assert_nonnull (strstr (text, "Customer: "));
  g_assert_nonnull (strstr (text, new_folder));

  wait_until (shows_shop, fixture->window);
  g_assert_cmpstr (rg_window_get_folder (fixture->window), ==, new_folder);
  wait_for_name (fixture->window, "张三丰", TRUE);
  g_assert_true (g_file_get_contents (path, &after, &size_after, NULL));
  g_assert_cmpmem (before, size, after, size_after);
  leave_shop (fixture);
  remove_folder (new_folder);
}

/* Damage that shows itself when the list is read. Where people are lost, the report
 * says how many. A second time a second shop is made. */
static void
test_salvage_part (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Shop) sound = shop_new ();
  gsize root = root_of (sound->folder, "customer");
  g_autoptr (Shop) shop = NULL;
  g_autofree char *new_folder = NULL, *second = NULL, *text = NULL;

  shop_close (sound);
  shop = open_damaged (fixture, (root - 1) * PAGE, PAGE);
  new_folder = salvaged_folder (shop);
  second = g_strconcat (shop->folder, " (salvaged 2)", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.salvage", NULL);
  text = rg_salvage_dialog_dup_text (wait_for_report (fixture));
  g_assert_true (g_str_has_prefix (text, "Saved in Part: "));
  g_assert_nonnull (strstr (text, "please compare it with a backup"));
  g_assert_nonnull (strstr (text, "missing"));
  adw_dialog_force_close (top_dialog (fixture));
  wait_until (shows_shop, fixture->window);

  rg_window_open_shop (fixture->window, shop->folder);
  wait_for_state (fixture, "error");
  wait_until (offers_salvage, fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.salvage", NULL);
  wait_for_report (fixture);
  wait_until (shows_shop, fixture->window);
  g_assert_cmpstr (rg_window_get_folder (fixture->window), ==, second);
  leave_shop (fixture);
  remove_folder (new_folder);
  remove_folder (second);
}

/* Who presses Cancel has the damaged shop and nothing else. */
static void
test_salvage_stopped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Shop) shop = shop_new ();
  g_autofree char *path = g_build_filename (shop->folder, "shop.db", NULL);
  g_autofree char *new_folder = salvaged_folder (shop);
  AdwAlertDialog *progress;

  shop_close (shop);
  add_events (shop->folder, 400000);
  spoil (path, 0, PAGE);
  rg_window_open_shop (fixture->window, shop->folder);
  wait_until (offers_salvage, fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.salvage", NULL);
  progress = wait_for_question (fixture);
  g_assert_cmpstr (adw_alert_dialog_get_heading (progress), ==, "Saving What Can Be Read");
  answer_question (progress, "cancel");
  wait_until (offers_salvage, fixture);
  wait_for_state (fixture, "error");
  g_assert_false (g_file_test (new_folder, G_FILE_TEST_EXISTS));
  g_assert_cmpstr (rg_window_get_folder (fixture->window), ==, shop->folder);
  leave_shop (fixture);
}

/* Of noise there is nothing to save: it is said, and nothing is made. */
static void
test_salvage_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Shop) shop = shop_new ();
  g_autofree char *path = g_build_filename (shop->folder, "shop.db", NULL);
  g_autofree char *noise = g_strnfill (40960, 'x');
  g_autofree char *new_folder = salvaged_folder (shop);
  AdwAlertDialog *alert;

  shop_close (shop);
  g_assert_true (g_file_set_contents (path, noise, 40960, NULL));
  rg_window_open_shop (fixture->window, shop->folder);
  wait_until (offers_salvage, fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.salvage", NULL);
  alert = wait_for_question (fixture);
  g_assert_cmpstr (adw_alert_dialog_get_heading (alert), ==, "Nothing Was Saved");
  g_assert_false (adw_alert_dialog_has_response (alert, "choose"));
  answer_question (alert, "close");
  g_assert_false (g_file_test (new_folder, G_FILE_TEST_EXISTS));
  leave_shop (fixture);
}

int
main (int argc, char **argv)
{
  static const Case cases[] = {
    { "/recovery/restore", test_restore },
    { "/recovery/nothing", test_nothing },
    { "/recovery/keyboard", test_keyboard },
    { "/recovery/salvage", test_salvage },
    { "/recovery/salvage-part", test_salvage_part },
    { "/recovery/salvage-stopped", test_salvage_stopped },
    { "/recovery/salvage-nothing", test_salvage_nothing },
  };

  return run_cases (&argc, &argv, cases, G_N_ELEMENTS (cases));
}
