/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kill-look.h"

#include "store/rg-backup.h"

#include <glib/gstdio.h>
#include <unistd.h>

static const char *const words[] = { "张三", "zsf", "counter", "p1",   "a",  "L",
                                     "1",    "3",   "dh",      "旧表", "林", NULL };

void
kill_begin (int *argc, char ***argv)
{
  if (g_access ("/dev/shm", W_OK | X_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
  g_test_init (argc, argv, NULL);
}

/* All indexes are there, those too that are made late. */
static void
check_indexes (RgStore *store)
{
  g_assert_cmpint (test_number (store, "SELECT count (*) FROM sqlite_schema WHERE type = 'index' AND "
                                       "tbl_name = 'customer'"),
                   ==, 9);
}

static void
copy_file (const char *from, const char *to, const char *name)
{
  g_autofree char *path = g_build_filename (from, name, NULL);
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  gsize size = 0;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);
  test_write_file (to, name, data, size);
}

static void
check_undo (RgStore *store, const char *session)
{
  g_autofree char *before = test_dump (store);
  g_autofree char *without = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = test_undo (store, session, 0, &error);

  if (id == 0)
    {
      g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOTHING);
      return;
    }
  without = test_dump (store);
  g_assert_cmpstr (without, !=, before);
  g_assert_cmpint (test_redo (store, session, 0, &error), ==, id);
  g_assert_no_error (error);
  after = test_dump (store);
  test_assert_same (after, before);
}

void
kill_check (const char *folder, const char *session)
{
  g_autofree char *copy = test_folder_new ();
  RgStore *store = test_open (folder);
  g_autofree char *followed = test_answers (store, words);
  g_autofree char *rebuilt = NULL;

  test_assert_sound (store);
  test_assert_files (store);
  check_indexes (store);
  test_close (store);
  /* What is done here is not to be seen by those who come after. */
  copy_file (folder, copy, "shop.db");
  store = test_open (copy);
  rebuilt = test_answers (store, words);
  test_assert_same (followed, rebuilt);
  check_undo (store, session);
  test_assert_sound (store);
  test_close (store);
  test_folder_remove (copy);
}

void
kill_check_backups (const char *folder, guint most)
{
  g_autofree char *own = g_build_filename (folder, "backups", NULL);
  g_autoptr (GPtrArray) backups = rg_backup_list (folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (own, 0, NULL);
  const char *name;

  for (guint i = 0; i < MIN (most, backups->len); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (
          rg_backup_verify (((RgBackup *) g_ptr_array_index (backups, i))->path, NULL, NULL, NULL, &error));
      g_assert_no_error (error);
    }
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_assert_false (g_str_has_suffix (name, ".part"));
}
