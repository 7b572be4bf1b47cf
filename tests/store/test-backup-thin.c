/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "backup-test.h"

/* Backups that are too many: which of them go. */

static void
put_backup_for (const char *folder, RgBackupReason reason, gint64 at, gsize bytes)
{
  g_autoptr (RgBackup) backup = rg_backup_new (reason, at);
  g_autofree char *name = NULL;
  g_autofree char *content = g_malloc0 (bytes);

  backup->path = rg_backup_new_path (folder, at, reason);
  backup->bytes = (gint64) bytes;
  backup->verified_at = at;
  backup->sha256 = g_strdup ("00");
  name = g_path_get_basename (backup->path);
  test_write_file (folder, name, content, bytes);
  g_assert_true (rg_backup_save (backup, NULL));
}

static void
put_backup (const char *folder, gint64 at, gsize bytes)
{
  put_backup_for (folder, RG_BACKUP_REGULAR, at, bytes);
}

/* A year of them, ever more often. */
static void
test_thinned_by_age (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autoptr (GPtrArray) left = NULL;
  guint young = 0;

  for (gint64 at = NOW - 400 * DAY; at <= NOW; at += at < NOW - 100 * DAY  ? 4 * DAY
                                                     : at < NOW - 16 * DAY ? DAY
                                                                           : 3 * HOUR)
    put_backup (folder, at, 10);
  rg_backup_thin (folder, 100000, NOW);
  left = rg_backup_list_folder (folder, NULL);
  for (guint i = 0; i < left->len; i++)
    young += NOW - ((RgBackup *) g_ptr_array_index (left, i))->at < 2 * DAY;
  g_assert_cmpuint (young, ==, 16);
  g_assert_cmpuint (left->len, ==, 16 + 12 + 10 + 9);
  g_assert_cmpint (((RgBackup *) g_ptr_array_index (left, 0))->at, ==, NOW);
  g_assert_cmpint (((RgBackup *) g_ptr_array_index (left, left->len - 1))->at, <, NOW - 300 * DAY);
  test_folder_remove (folder);
}

static void
test_thinned_by_size (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autoptr (GPtrArray) left = NULL;

  for (int i = 0; i < 16; i++)
    put_backup (folder, NOW - i * 30 * MINUTE, 1000);
  for (int i = 1; i < 12; i++)
    put_backup (folder, NOW - (2 + i) * DAY, 1000);
  rg_backup_thin (folder, 1000, NOW);
  left = rg_backup_list_folder (folder, NULL);
  g_assert_cmpuint (left->len, ==, 10);
  g_assert_cmpint (((RgBackup *) g_ptr_array_index (left, 0))->at, ==, NOW);
  /* A crowded day goes before what is old. */
  g_assert_cmpint (((RgBackup *) g_ptr_array_index (left, 9))->at, <, NOW - 10 * DAY);
  g_clear_pointer (&left, g_ptr_array_unref);
  rg_backup_thin (folder, 0, NOW);
  left = rg_backup_list_folder (folder, NULL);
  g_assert_cmpuint (left->len, ==, 1);
  test_folder_remove (folder);
}

/* One that a wrong clock dated into the future: what was made since is the newest,
 * and stays. */
static void
test_thinned_after_wrong_clock (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autoptr (GPtrArray) left = NULL;
  RgBackup *newest;

  put_backup (folder, NOW + 4000 * DAY, 1000);
  put_backup (folder, NOW + 3999 * DAY, 1000);
  put_backup (folder, NOW - HOUR, 1000);
  left = rg_backup_list_folder (folder, NULL);
  newest = rg_backup_newest_sound (left, NOW);
  g_assert_cmpint (newest->at, ==, NOW - HOUR);
  g_clear_pointer (&left, g_ptr_array_unref);
  rg_backup_thin (folder, 0, NOW);
  left = rg_backup_list_folder (folder, NULL);
  g_assert_cmpuint (left->len, ==, 2);
  g_ptr_array_unref (left);
  /* There is no other: then the newest has to do. */
  put_backup (folder, NOW + 3999 * DAY, 1000);
  left = rg_backup_list_folder (folder, NULL);
  g_ptr_array_remove_index (left, 2);
  g_assert_true (rg_backup_newest_sound (left, NOW) == g_ptr_array_index (left, 0));
  test_folder_remove (folder);
}

/* Ten times the shop, and the shop is a small one now: the large one that it has
 * replaced stays as long as all others of its age. */
static void
test_thinned_after_restore (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autoptr (GPtrArray) left = NULL;

  put_backup_for (folder, RG_BACKUP_RESTORE, NOW - DAY, 50000);
  put_backup (folder, NOW - 2 * HOUR, 100);
  put_backup (folder, NOW, 100);
  rg_backup_thin (folder, 100, NOW);
  left = rg_backup_list_folder (folder, NULL);
  g_assert_cmpuint (left->len, ==, 3);
  g_clear_pointer (&left, g_ptr_array_unref);
  rg_backup_thin (folder, 100, NOW + 2 * DAY);
  left = rg_backup_list_folder (folder, NULL);
  for (guint i = 0; i < left->len; i++)
    g_assert_cmpint (((RgBackup *) g_ptr_array_index (left, i))->bytes, ==, 100);
  test_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/backup/thinned-by-age", test_thinned_by_age);
  g_test_add_func ("/backup/thinned-by-size", test_thinned_by_size);
  g_test_add_func ("/backup/thinned-after-wrong-clock", test_thinned_after_wrong_clock);
  g_test_add_func ("/backup/thinned-after-restore", test_thinned_after_restore);
  return g_test_run ();
}
