/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "backup-test.h"

/* Backups: made while others write, listed, kept in two places. */

/* --- making and looking ------------------------------------------------------------ */

static void
test_made (void)
{
  g_autofree char *folder = test_shop_new ();
  RgStore *store = test_open (folder);
  g_autoptr (RgBackup) backup = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *file = NULL;
  RgBackup *found;

  rg_clock_set (NOW);
  attach (store, "a picture");
  backup = back_up (store, RG_BACKUP_WANTED);
  list = rg_backup_list (folder, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 1);
  found = g_ptr_array_index (list, 0);
  g_assert_cmpstr (found->path, ==, backup->path);
  g_assert_cmpint (found->reason, ==, RG_BACKUP_WANTED);
  g_assert_cmpint (found->at, ==, NOW);
  g_assert_cmpint (found->customers, ==, 1);
  g_assert_cmpint (found->operation, ==, test_number (store, "SELECT max (id) FROM operation"));
  g_assert_cmpint (found->verified_at, ==, NOW);
  g_assert_cmpint (found->proved_at, ==, 0);
  g_assert_false (found->damaged);
  g_assert_cmpuint (g_strv_length (found->files), ==, 1);
  file = g_build_filename (folder, "backups", "files", found->files[0], NULL);
  g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
  g_assert_true (g_str_has_suffix (found->path, "/backups/2026-03-02T100000-wanted.db"));

  g_assert_true (rg_backup_prove (found->path, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  rg_backup_free (g_steal_pointer (&backup));
  backup = rg_backup_load (found->path, &error);
  g_assert_cmpint (backup->proved_at, ==, NOW);
  test_close (store);
  rg_clock_set (0);
  test_shop_free (g_steal_pointer (&folder));
}

typedef struct
{
  RgStore *store;
  gboolean stop;
} Writing;

static gpointer
write_on (gpointer data)
{
  Writing *writing = data;

  for (int i = 0; !g_atomic_int_get (&writing->stop); i++)
    {
      g_autofree char *name = g_strdup_printf ("n%d", i);

      test_insert (writing->store, "w", "customer", "name", name, NULL);
    }
  return NULL;
}

/* Whatever is written meanwhile, a backup is the shop of one moment: as many
 * operations as customers. */
static void
test_made_while_writing (void)
{
  g_autofree char *folder = test_shop_new ();
  RgStore *store = test_open (folder);
  Writing writing = { store, FALSE };
  GThread *thread = g_thread_new ("writing", write_on, &writing);
  gint64 last = 0;

  for (int i = 0; i < 8; i++)
    {
      g_autoptr (RgBackup) backup = back_up (store, RG_BACKUP_WANTED);

      g_assert_cmpint (backup->operation, ==, backup->customers);
      g_assert_cmpint (backup->customers, >=, last);
      last = backup->customers;
    }
  g_atomic_int_set (&writing.stop, TRUE);
  g_thread_join (thread);
  g_assert_cmpint (last, >, 1);
  test_close (store);
  test_shop_free (g_steal_pointer (&folder));
}

static void
test_nothing_left_behind (void)
{
  g_autofree char *folder = test_shop_new ();
  g_autofree char *backups = g_build_filename (folder, "backups", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GDir) dir = NULL;
  RgStore *store = test_open (folder);

  g_cancellable_cancel (cancellable);
  g_assert_null (rg_store_backup_sync (store, RG_BACKUP_WANTED, NULL, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  /* A file in the place of the folder: for root, too, nothing can be made there. */
  rg_backup_remove_tree (backups);
  test_write_file (folder, "backups", "x", 1);
  g_assert_null (rg_store_backup_sync (store, RG_BACKUP_WANTED, NULL, NULL, NULL, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_unlink (backups);
  g_assert_cmpuint (count_backups (folder), ==, 0);
  test_close (store);
  test_shop_free (g_steal_pointer (&folder));
}

static void
test_state (void)
{
  g_autofree char *folder = test_shop_new ();
  g_autofree char *backups = g_build_filename (folder, "backups", NULL);
  g_autoptr (RgBackupState) state = NULL;
  RgStore *store = test_open (folder);

  rg_clock_set (g_get_real_time () / 1000);
  state = get_state (store);
  g_assert_cmpint (state->last_at, ==, 0);
  g_assert_cmpint (state->changed_at, !=, 0);
  g_assert_false (state->late);
  rg_backup_state_free (g_steal_pointer (&state));

  rg_clock_set (g_get_real_time () / 1000 + 25 * HOUR);
  state = get_state (store);
  g_assert_true (state->late);
  rg_backup_state_free (g_steal_pointer (&state));

  rg_backup_remove_tree (backups);
  test_write_file (folder, "backups", "x", 1);
  g_assert_null (rg_store_backup_sync (store, RG_BACKUP_REGULAR, NULL, NULL, NULL, NULL, NULL));
  g_unlink (backups);
  state = get_state (store);
  g_assert_nonnull (state->sentence);
  g_assert_cmpint (state->last_failure, ==, rg_clock_now ());
  rg_backup_state_free (g_steal_pointer (&state));

  rg_backup_free (back_up (store, RG_BACKUP_REGULAR));
  state = get_state (store);
  g_assert_null (state->sentence);
  g_assert_cmpint (state->last_at, ==, rg_clock_now ());
  g_assert_cmpint (state->changed_at, ==, 0);
  g_assert_false (state->late);
  test_close (store);
  rg_clock_set (0);
  test_shop_free (g_steal_pointer (&folder));
}

/* Where nothing can be kept, neither can be that nothing was: it is found out
 * anew, at every start. */
static void
test_obstacle (void)
{
  g_autofree char *folder = test_shop_new ();
  g_autofree char *backups = g_build_filename (folder, "backups", NULL);

  test_write_file (folder, "backups", "x", 1);
  for (int i = 0; i < 2; i++)
    {
      RgStore *store = test_open (folder);
      g_autoptr (RgBackupState) state = get_state (store);

      g_assert_cmpint (state->last_at, ==, 0);
      g_assert_cmpint (state->changed_at, !=, 0);
      g_assert_null (state->sentence);
      g_assert_nonnull (strstr (state->obstacle, backups));
      g_assert_null (rg_store_backup_sync (store, RG_BACKUP_REGULAR, NULL, NULL, NULL, NULL, NULL));
      test_close (store);
    }
  g_unlink (backups);
  for (int i = 0; i < 2; i++)
    {
      RgStore *store = test_open (folder);
      g_autoptr (RgBackupState) state = get_state (store);

      g_assert_null (state->obstacle);
      rg_backup_free (back_up (store, RG_BACKUP_REGULAR));
      test_close (store);
    }
  test_shop_free (g_steal_pointer (&folder));
}

/* --- attachments --------------------------------------------------------------------- */

/* An attachment stays as long as one backup names it. */
static void
test_files_kept (void)
{
  g_autofree char *folder = test_shop_new ();
  g_autofree char *backups = g_build_filename (folder, "backups", NULL);
  RgStore *store = test_open (folder);
  gint64 id = attach (store, "one");
  g_autoptr (RgBackup) first = back_up (store, RG_BACKUP_WANTED);
  g_autoptr (RgBackup) second = NULL;
  g_autofree char *file = g_build_filename (backups, "files", first->files[0], NULL);
  g_autofree char *json = rg_backup_json_path (first->path);

  g_assert_true (test_delete (store, "t", "attachment", id, NULL));
  second = back_up (store, RG_BACKUP_WANTED);
  g_assert_cmpuint (g_strv_length (second->files), ==, 0);
  g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
  g_unlink (first->path);
  g_unlink (json);
  rg_backup_drop_files (backups);
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
  test_close (store);
  test_shop_free (g_steal_pointer (&folder));
}

/* What happens to a file of the shop does not happen to the one in the backups, and
 * the shop's is put in the place of one there that was cut off. */
static void
test_files_apart (void)
{
  g_autofree char *folder = test_shop_new ();
  RgStore *store = test_open (folder);
  gint64 id = attach (store, "a picture");
  g_autoptr (RgBackup) backup = back_up (store, RG_BACKUP_WANTED);
  g_autofree char *shop_file = g_build_filename (folder, "files", backup->files[0], NULL);
  g_autofree char *there = g_build_filename (folder, "backups", "files", backup->files[0], NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  FILE *file;

  g_assert_cmpint (id, >, 0);
  file = fopen (there, "r+b");
  g_assert_cmpint (ftruncate (fileno (file), 3), ==, 0);
  fclose (file);
  g_assert_false (rg_backup_verify (backup->path, NULL, NULL, NULL, &error));
  g_clear_error (&error);
  rg_backup_free (back_up (store, RG_BACKUP_WANTED));
  g_assert_true (rg_backup_verify (backup->path, NULL, NULL, NULL, &error));
  g_assert_no_error (error);

  file = fopen (shop_file, "r+b");
  fputs ("b", file);
  fclose (file);
  g_assert_true (g_file_get_contents (there, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "a picture");
  test_close (store);

  g_assert_true (rg_backup_restore (folder, backup->path, NULL, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_clear_pointer (&text, g_free);
  g_assert_true (g_file_get_contents (shop_file, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "a picture");
  test_shop_free (g_steal_pointer (&folder));
}

/* --- when ------------------------------------------------------------------------------ */

static RgStore *
open_keeping (const char *folder, RgBackupPolicy policy)
{
  RgStore *store;

  store = test_open (folder);
  rg_store_set_backup_policy (store, policy);
  return store;
}

static void
test_after_changes (void)
{
  g_autofree char *folder = test_shop_new ();
  RgStore *store = open_keeping (folder, RG_BACKUP_ALWAYS);

  rg_backup_keeper_set_delay (rg_store_get_core (store)->keeper, 50000);
  g_usleep (200000);
  g_assert_cmpuint (count_backups (folder), ==, 0);
  test_insert (store, "t", "customer", "name", "李四", NULL);
  for (int i = 0; i < 100 && count_backups (folder) == 0; i++)
    g_usleep (50000);
  g_assert_cmpuint (count_backups (folder), ==, 1);
  test_close (store);
  /* It held everything, so none was made at the end. */
  g_assert_cmpuint (count_backups (folder), ==, 1);
  test_shop_free (g_steal_pointer (&folder));
}

/* What could not be made is tried again, though nobody changes anything. */
static void
test_tried_again (void)
{
  g_autofree char *folder = test_shop_new ();
  g_autofree char *backups = g_build_filename (folder, "backups", NULL);
  RgStore *store = open_keeping (folder, RG_BACKUP_ALWAYS);
  g_autoptr (RgBackupState) state = NULL;

  test_write_file (folder, "backups", "x", 1);
  rg_backup_keeper_set_delay (rg_store_get_core (store)->keeper, 50000);
  test_insert (store, "t", "customer", "name", "李四", NULL);
  for (int i = 0; i < 100 && (state == NULL || state->sentence == NULL); i++)
    {
      g_usleep (50000);
      rg_backup_state_free (state);
      state = get_state (store);
    }
  g_assert_nonnull (state->sentence);
  g_unlink (backups);
  for (int i = 0; i < 100 && count_backups (folder) == 0; i++)
    g_usleep (50000);
  g_assert_cmpuint (count_backups (folder), ==, 1);
  test_close (store);
  test_shop_free (g_steal_pointer (&folder));
}

static void
test_at_closing (void)
{
  g_autofree char *folder = test_shop_new ();
  RgStore *store = open_keeping (folder, RG_BACKUP_ALWAYS);
  gint64 now = g_get_real_time () / 1000;

  test_close (store);
  g_assert_cmpuint (count_backups (folder), ==, 1);
  test_close (open_keeping (folder, RG_BACKUP_ALWAYS));
  g_assert_cmpuint (count_backups (folder), ==, 1);
  /* The command line: only when the newest is older than half an hour. */
  store = open_keeping (folder, RG_BACKUP_WHEN_DUE);
  test_insert (store, "t", "customer", "name", "李四", NULL);
  test_close (store);
  g_assert_cmpuint (count_backups (folder), ==, 1);
  rg_clock_set (now + 40 * MINUTE);
  test_close (open_keeping (folder, RG_BACKUP_WHEN_DUE));
  g_assert_cmpuint (count_backups (folder), ==, 1);
  store = open_keeping (folder, RG_BACKUP_WHEN_DUE);
  test_insert (store, "t", "customer", "name", "王五", NULL);
  test_close (store);
  g_assert_cmpuint (count_backups (folder), ==, 2);
  rg_clock_set (0);
  test_shop_free (g_steal_pointer (&folder));
}

static gpointer
first_cb (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "t", "Big", error);
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer");
  RgCell cell;

  g_assert_true (rg_op_backup_first (op, GPOINTER_TO_INT (data), error));
  test_cell (&cell, entity, "name", "赵六");
  rg_op_insert (op, entity, &cell, 1, error);
  rg_value_clear (&cell.value);
  return GSIZE_TO_POINTER (rg_op_get_id (op));
}

static void
test_first (void)
{
  g_autofree char *folder = test_shop_new ();
  RgStore *store = open_keeping (folder, RG_BACKUP_WHEN_DUE);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  RgBackup *backup;

  rg_store_write_sync (store, first_cb, GINT_TO_POINTER (RG_BACKUP_DELETE), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (test_number (store, "SELECT count (*) FROM customer"), ==, 2);
  g_assert_cmpint (test_number (store, "SELECT n_rows FROM operation ORDER BY id DESC"), ==, 1);
  test_close (store);
  list = rg_backup_list (folder, NULL);
  g_assert_cmpuint (list->len, ==, 1);
  backup = g_ptr_array_index (list, 0);
  g_assert_cmpint (backup->reason, ==, RG_BACKUP_DELETE);
  g_assert_cmpint (backup->customers, ==, 1);
  /* Merging soon after makes none; deleting does. */
  store = open_keeping (folder, RG_BACKUP_WHEN_DUE);
  rg_store_write_sync (store, first_cb, GINT_TO_POINTER (RG_BACKUP_MERGE), NULL, &error);
  test_close (store);
  g_assert_cmpuint (count_backups (folder), ==, 1);
  store = open_keeping (folder, RG_BACKUP_WHEN_DUE);
  rg_store_write_sync (store, first_cb, GINT_TO_POINTER (RG_BACKUP_IMPORT), NULL, &error);
  g_assert_no_error (error);
  test_close (store);
  g_assert_cmpuint (count_backups (folder), ==, 2);
  test_shop_free (g_steal_pointer (&folder));
}

static gpointer
cancelled_cb (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "t", "Big", error);

  g_cancellable_cancel (cancellable);
  g_assert_false (rg_op_backup_first (op, RG_BACKUP_DELETE, error));
  return NULL;
}

/* Nobody waits for the backup before something that will not be. */
static void
test_first_cancelled (void)
{
  g_autofree char *folder = test_shop_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RgBackupState) state = NULL;
  g_autoptr (GError) error = NULL;
  RgStore *store = open_keeping (folder, RG_BACKUP_WHEN_DUE);

  rg_store_write_sync (store, cancelled_cb, NULL, cancellable, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  state = get_state (store);
  g_assert_null (state->sentence);
  test_insert (store, "t", "customer", "name", "赵六", NULL);
  rg_store_set_backup_policy (store, RG_BACKUP_NEVER);
  test_close (store);
  g_assert_cmpuint (count_backups (folder), ==, 0);
  test_shop_free (g_steal_pointer (&folder));
}

static void
test_first_in_empty (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autoptr (GError) error = NULL;
  RgStore *store;

  store = rg_store_open (folder, RG_STORE_CREATE, &error);
  g_assert_no_error (error);
  rg_store_write_sync (store, first_cb, GINT_TO_POINTER (RG_BACKUP_IMPORT), NULL, &error);
  g_assert_no_error (error);
  test_close (store);
  g_assert_cmpuint (count_backups (folder), ==, 0);
  test_folder_remove (folder);
}

/* --- the second place -------------------------------------------------------------------- */

static gpointer
place_cb (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  rg_backup_set_second_place (write, data, error);
  return NULL;
}

static void
test_second_place (void)
{
  g_autofree char *folder = test_shop_new ();
  g_autofree char *stick = test_folder_new ();
  g_autoptr (RgBackupState) state = NULL;
  g_autoptr (GPtrArray) there = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  g_autofree char *second = NULL;
  RgStore *store = test_open (folder);

  g_assert_cmpint (g_rmdir (stick), ==, 0);
  rg_store_write_sync (store, place_cb, stick, NULL, &error);
  g_assert_no_error (error);
  attach (store, "a picture");
  rg_backup_free (back_up (store, RG_BACKUP_WANTED));
  test_settle ();
  state = get_state (store);
  g_assert_true (state->second_missing);
  g_assert_null (state->second_sentence);
  g_assert_false (g_file_test (stick, G_FILE_TEST_EXISTS));
  rg_backup_state_free (g_steal_pointer (&state));

  g_assert_cmpint (g_mkdir (stick, 0700), ==, 0);
  attach (store, "another");
  rg_backup_free (back_up (store, RG_BACKUP_WANTED));
  state = get_state (store);
  g_assert_false (state->second_missing);
  g_assert_cmpint (state->second_at, !=, 0);
  id = test_query (store, "SELECT value FROM meta WHERE key = 'backup-id'");
  second = rg_backup_second_folder (stick, g_strstrip (id));
  there = rg_backup_list_folder (second, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (there->len, ==, 1);
  g_assert_true (
      rg_backup_verify (((RgBackup *) g_ptr_array_index (there, 0))->path, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  test_close (store);
  test_folder_remove (stick);
  test_shop_free (g_steal_pointer (&folder));
}

int
main (int argc, char **argv)
{
  /* Backups by themselves are what is tested here. */
  g_unsetenv ("REGULARS_BACKUPS");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/backup/made", test_made);
  g_test_add_func ("/backup/made-while-writing", test_made_while_writing);
  g_test_add_func ("/backup/nothing-left-behind", test_nothing_left_behind);
  g_test_add_func ("/backup/state", test_state);
  g_test_add_func ("/backup/obstacle", test_obstacle);
  g_test_add_func ("/backup/files-kept", test_files_kept);
  g_test_add_func ("/backup/files-apart", test_files_apart);
  g_test_add_func ("/backup/after-changes", test_after_changes);
  g_test_add_func ("/backup/tried-again", test_tried_again);
  g_test_add_func ("/backup/at-closing", test_at_closing);
  g_test_add_func ("/backup/first", test_first);
  g_test_add_func ("/backup/first-cancelled", test_first_cancelled);
  g_test_add_func ("/backup/first-in-empty", test_first_in_empty);
  g_test_add_func ("/backup/second-place", test_second_place);
  return g_test_run ();
}
