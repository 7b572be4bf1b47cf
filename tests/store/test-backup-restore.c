/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "backup-test.h"

/* Backups: verified, and restored over whatever is there. */

/* --- damage and restoring ------------------------------------------------------------------ */

static void
flip (const char *path, gint64 at, int bit)
{
  FILE *file = fopen (path, "r+b");
  int byte;

  g_assert_nonnull (file);
  fseek (file, at, SEEK_SET);
  byte = fgetc (file);
  fseek (file, at, SEEK_SET);
  fputc (byte ^ (1 << bit), file);
  fclose (file);
}

static gint64
size_of (const char *path)
{
  GStatBuf status = { 0 };

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  return status.st_size;
}

static void
test_any_bit (void)
{
  g_autofree char *folder = test_shop_new ();
  RgStore *store = test_open (folder);
  g_autoptr (RgBackup) backup = NULL;
  g_autofree char *file = NULL;
  g_autofree char *json = NULL;
  const char *paths[3];
  int n = g_getenv ("REGULARS_TEST_LONG") != NULL ? 2000 : 100;

  attach (store, "a picture");
  backup = back_up (store, RG_BACKUP_WANTED);
  test_close (store);
  file = g_build_filename (folder, "backups", "files", backup->files[0], NULL);
  json = rg_backup_json_path (backup->path);
  paths[0] = backup->path;
  paths[1] = file;
  paths[2] = json;
  for (int i = 0; i < n; i++)
    {
      const char *path = paths[i % 3];
      gint64 at = g_test_rand_int_range (0, (gint32) size_of (path));
      int bit = g_test_rand_int_range (0, 8);
      g_autofree char *before = NULL;
      gsize size;
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_get_contents (json, &before, &size, NULL));
      flip (path, at, bit);
      if (rg_backup_verify (backup->path, NULL, NULL, NULL, &error))
        g_error ("bit %d of byte %" G_GINT64_FORMAT " of %s is not seen", bit, at, path);
      g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CORRUPT);
      g_clear_error (&error);
      g_assert_false (rg_backup_restore (folder, backup->path, NULL, NULL, NULL, NULL, &error));
      g_clear_error (&error);
      if (path != json)
        flip (path, at, bit);
      g_assert_true (g_file_set_contents (json, before, (gssize) size, NULL));
    }
  g_assert_true (rg_backup_verify (backup->path, NULL, NULL, NULL, NULL));
  test_shop_free (g_steal_pointer (&folder));
}

static void
test_restored (void)
{
  g_autofree char *folder = test_shop_new ();
  g_autofree char *search = g_build_filename (folder, "search.db", NULL);
  g_autofree char *file = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *kept_again = NULL;
  g_autoptr (RgBackup) backup = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgBackupState) state = NULL;
  RgStore *store = test_open (folder);
  gint64 id = attach (store, "a picture");

  backup = back_up (store, RG_BACKUP_WANTED);
  before = test_dump (store);
  test_insert (store, "t", "customer", "name", "李四", NULL);
  test_insert (store, "t", "customer", "name", "王五", NULL);
  g_assert_true (test_delete (store, "t", "attachment", id, NULL));
  after = test_dump (store);
  g_assert_false (rg_backup_restore (folder, backup->path, &kept, NULL, NULL, NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_LOCKED);
  g_clear_error (&error);
  test_close (store);
  file = g_build_filename (folder, "files", backup->files[0], NULL);
  g_assert_cmpint (g_unlink (file), ==, 0);

  g_assert_true (rg_backup_restore (folder, backup->path, &kept, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (search, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
  store = test_open (folder);
  {
    g_autofree char *now = test_dump (store);

    test_assert_same (now, before);
  }
  /* The newest backup knows more than the shop; what comes now is new all the same. */
  g_usleep (5000);
  test_insert (store, "t", "customer", "name", "赵六", NULL);
  state = get_state (store);
  g_assert_cmpint (state->changed_at, !=, 0);
  test_close (store);

  g_assert_true (rg_backup_restore (folder, kept, &kept_again, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  store = test_open (folder);
  {
    g_autofree char *now = test_dump (store);

    test_assert_same (now, after);
  }
  test_close (store);
  g_assert_nonnull (kept_again);
  test_shop_free (g_steal_pointer (&folder));
}

/* A damaged shop, with a log that was never moved into it, is kept as it lies. */
static void
test_restored_over_damage (void)
{
  g_autofree char *folder = test_shop_new ();
  g_autofree char *log = g_build_filename (folder, "shop.db-wal", NULL);
  g_autofree char *kept = NULL;
  g_autofree char *kept_log = NULL;
  g_autoptr (RgBackup) backup = NULL;
  g_autoptr (RgBackup) old = NULL;
  g_autoptr (GError) error = NULL;
  RgStore *store = test_open (folder);

  backup = back_up (store, RG_BACKUP_WANTED);
  test_close (store);
  test_write_file (folder, "shop.db", "SQLite format 3", 16);
  test_write_file (folder, "shop.db-wal", "nothing", 7);
  g_assert_true (rg_backup_restore (folder, backup->path, &kept, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_nonnull (kept);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  old = rg_backup_load (kept, &error);
  g_assert_true (old->damaged);
  g_assert_cmpint (old->bytes, ==, 16);
  kept_log = g_strconcat (kept, "-wal", NULL);
  g_assert_true (g_file_test (kept_log, G_FILE_TEST_EXISTS));
  store = test_open (folder);
  g_assert_cmpint (test_number (store, "SELECT count (*) FROM customer"), ==, 1);
  test_close (store);
  test_shop_free (g_steal_pointer (&folder));
}

/* shop.db lost altogether. */
static void
test_restored_from_nothing (void)
{
  g_autofree char *folder = test_shop_new ();
  g_autofree char *path = g_build_filename (folder, "shop.db", NULL);
  g_autoptr (RgBackup) backup = NULL;
  g_autoptr (GError) error = NULL;
  RgStore *store = test_open (folder);

  backup = back_up (store, RG_BACKUP_WANTED);
  test_close (store);
  g_unlink (path);
  g_assert_true (rg_backup_restore (folder, backup->path, NULL, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  store = test_open (folder);
  g_assert_cmpint (test_number (store, "SELECT count (*) FROM customer"), ==, 1);
  test_close (store);
  test_shop_free (g_steal_pointer (&folder));
}

/* shop.db lost, and changes left in the log beside it. */
static void
test_restored_beside_log (void)
{
  g_autofree char *folder = test_shop_new ();
  g_autofree char *path = g_build_filename (folder, "shop.db", NULL);
  g_autofree char *kept = NULL;
  g_autofree char *kept_log = NULL;
  g_autofree char *text = NULL;
  g_autoptr (RgBackup) backup = NULL;
  g_autoptr (GError) error = NULL;
  RgStore *store = test_open (folder);

  backup = back_up (store, RG_BACKUP_WANTED);
  test_close (store);
  g_unlink (path);
  test_write_file (folder, "shop.db-wal", "the last changes", 16);
  g_assert_true (rg_backup_restore (folder, backup->path, &kept, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_nonnull (kept);
  kept_log = g_strconcat (kept, "-wal", NULL);
  g_assert_true (g_file_get_contents (kept_log, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "the last changes");
  test_shop_free (g_steal_pointer (&folder));
}

typedef struct
{
  const char *folder;
  gboolean done;
} Intruder;

/* Told of first when the shop has been kept and its lock is not taken yet. */
static void
intrude (double fraction, gpointer data)
{
  Intruder *intruder = data;
  RgStore *store;

  if (intruder->done)
    return;
  intruder->done = TRUE;
  store = test_open (intruder->folder);
  test_insert (store, "t", "customer", "name", "李四", NULL);
  test_close (store);
}

/* Somebody writes to the shop after it was kept: that is in no backup. */
static void
test_restored_while_changed (void)
{
  g_autofree char *folder = test_shop_new ();
  g_autofree char *empty = test_folder_new ();
  Intruder intruder = { folder, FALSE };
  g_autoptr (RgBackup) backup = NULL;
  g_autoptr (GError) error = NULL;
  RgStore *store = test_open (folder);

  g_setenv ("REGULARS_BACKUPS", "off", TRUE);
  backup = back_up (store, RG_BACKUP_WANTED);
  test_close (store);
  g_assert_false (rg_backup_restore (folder, backup->path, NULL, intrude, &intruder, NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_LOCKED);
  g_clear_error (&error);
  store = test_open (folder);
  g_assert_cmpint (test_number (store, "SELECT count (*) FROM customer"), ==, 2);
  test_close (store);
  g_assert_true (rg_backup_restore (folder, backup->path, NULL, intrude, &intruder, NULL, &error));
  g_assert_no_error (error);

  /* A shop that began to be where there was none. */
  intruder = (Intruder) { empty, FALSE };
  g_assert_false (rg_backup_restore (empty, backup->path, NULL, intrude, &intruder, NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_LOCKED);
  g_unsetenv ("REGULARS_BACKUPS");
  test_folder_remove (empty);
  test_shop_free (g_steal_pointer (&folder));
}

/* What a killed restore wrote of a new shop, and its keeping of the old one. */
static void
test_leftovers (void)
{
  g_autofree char *folder = test_shop_new ();
  g_autofree char *backups = g_build_filename (folder, "backups", NULL);
  g_autofree char *restoring = g_build_filename (folder, "shop.db.restoring", NULL);
  g_autofree char *log = g_build_filename (backups, "2026-03-02T100000-restore.db-wal", NULL);

  g_mkdir (backups, 0700);
  test_write_file (folder, "shop.db.restoring", "half", 4);
  test_write_file (backups, "2026-03-02T100000-restore.db-wal", "log", 3);
  test_close (test_open (folder));
  g_assert_false (g_file_test (restoring, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  test_shop_free (g_steal_pointer (&folder));
}

/* As if @sql had been done before the backup was made. */
static void
change_backup (const RgBackup *made, const char *sql)
{
  g_autoptr (RgBackup) backup = rg_backup_load (made->path, NULL);
  g_autofree char *log = g_strconcat (made->path, "-wal", NULL);
  g_autoptr (GError) error = NULL;
  RgDatabase *db = rg_database_open_flags (made->path, RG_OPEN_WRITE, &error);

  g_assert_no_error (error);
  g_assert_true (rg_database_exec (db, sql, &error));
  g_assert_true (rg_database_checkpoint (db, TRUE, &error));
  rg_database_close (db);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  g_free (backup->sha256);
  backup->sha256 = rg_backup_hash (made->path, NULL, NULL, &error);
  g_assert_true (rg_backup_save (backup, &error));
}

/* A backup of before the system's collator was another: its names' keys are made
 * again when it is opened, and it is sound all the same. */
static void
test_proved_with_old_keys (void)
{
  g_autofree char *folder = test_shop_new ();
  g_autoptr (RgBackup) backup = NULL;
  g_autoptr (GError) error = NULL;
  RgStore *store = test_open (folder);

  backup = back_up (store, RG_BACKUP_WANTED);
  test_close (store);
  change_backup (backup, "UPDATE meta SET value = 'old' WHERE key = 'sort_version';"
                         "UPDATE customer SET sort_key = x'00'");
  g_assert_true (rg_backup_prove (backup->path, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  test_shop_free (g_steal_pointer (&folder));
}

int
main (int argc, char **argv)
{
  /* Backups by themselves are what is tested here. */
  g_unsetenv ("REGULARS_BACKUPS");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/backup/any-bit", test_any_bit);
  g_test_add_func ("/backup/restored", test_restored);
  g_test_add_func ("/backup/restored-over-damage", test_restored_over_damage);
  g_test_add_func ("/backup/restored-from-nothing", test_restored_from_nothing);
  g_test_add_func ("/backup/restored-beside-log", test_restored_beside_log);
  g_test_add_func ("/backup/restored-while-changed", test_restored_while_changed);
  g_test_add_func ("/backup/leftovers", test_leftovers);
  g_test_add_func ("/backup/proved-with-old-keys", test_proved_with_old_keys);
  return g_test_run ();
}
