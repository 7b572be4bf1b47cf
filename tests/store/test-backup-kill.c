/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kill-look.h"

#include "store/rg-backup-private.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* A program that makes backups, or restores one, is killed at random moments. The
 * shop is the old one or the new one, and every backup with a name is sound. */

/* After which the shop and its backups would have grown too large. */
#define LIVES_OF_A_SHOP 10

static char *program;

/* --- the programs that are killed ----------------------------------------------------- */

static void
add_customers (RgStore *store, int n)
{
  for (int i = 0; i < n; i++)
    test_insert (store, "t", "customer", "name", "王五", "notes", "x", NULL);
}

/* Ends without closing: what it wrote is in the log alone. */
static int
work_dirty (const char *folder)
{
  RgStore *store = test_open (folder);

  add_customers (store, 3);
  _exit (0);
}

/* Half of the customers are written while the backup is made. */
static gpointer
add_on (gpointer data)
{
  add_customers (data, 20);
  return NULL;
}

static int
work_backup (const char *folder)
{
  RgStore *store = test_open (folder);
  GThread *thread = g_thread_new ("adding", add_on, store);

  for (int i = 0; i < 4; i++)
    rg_backup_free (rg_store_backup_sync (store, RG_BACKUP_WANTED, NULL, NULL, NULL, NULL, NULL));
  g_thread_join (thread);
  rg_store_close (store);
  return 0;
}

static int
work_restore (const char *folder, const char *path)
{
  return rg_backup_restore (folder, path, NULL, NULL, NULL, NULL, NULL) ? 0 : 1;
}

static int
work (char **argv)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  g_unsetenv ("REGULARS_BACKUPS");
  if (g_str_equal (argv[2], "dirty"))
    return work_dirty (argv[3]);
  if (g_str_equal (argv[2], "backup"))
    return work_backup (argv[3]);
  return work_restore (argv[3], argv[4]);
}

/* --- killing ---------------------------------------------------------------------------- */

/* @usec: after which it is killed; 0 for never. */
static gboolean
run (const char *what, const char *folder, const char *path, gint64 usec)
{
  const char *const args[] = { program, "--work", what, folder, path, NULL };
  g_autoptr (GError) error = NULL;
  GPid pid = 0;
  int status = 0;

  g_spawn_async (NULL, (char **) args, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &error);
  g_assert_no_error (error);
  if (usec > 0)
    {
      g_usleep ((gulong) usec);
      kill (pid, SIGKILL);
    }
  waitpid (pid, &status, 0);
  if (WIFSIGNALED (status))
    g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
  else
    g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  return WIFSIGNALED (status);
}

static gint64
count (const char *folder)
{
  RgStore *store = test_open (folder);
  g_autofree char *sound = test_query (store, "PRAGMA integrity_check");
  gint64 n = test_number (store, "SELECT count (*) FROM customer");

  g_assert_cmpstr (g_strstrip (sound), ==, "ok");
  test_close (store);
  return n;
}

static int
n_lives (void)
{
  return g_getenv ("REGULARS_TEST_LONG") != NULL ? 2500 : 60;
}

static gint64
time_of (const char *what, const char *folder, const char *path)
{
  gint64 begin = g_get_monotonic_time ();

  run (what, folder, path, 0);
  return g_get_monotonic_time () - begin;
}

static void
test_backup_killed (void)
{
  int n = n_lives ();
  g_autofree char *folder = test_shop_new ();
  gint64 usec = time_of ("backup", folder, NULL);
  gint64 before = count (folder);

  for (int i = 0; i < n;)
    {
      gint64 now;
      gboolean killed = run ("backup", folder, NULL, g_test_rand_int_range (1000, (gint32) usec));

      now = count (folder);
      g_assert_cmpint (now, >=, before);
      before = now;
      kill_check (folder, "t");
      kill_check_backups (folder, 3);
      i += killed;
      if (!killed || i % LIVES_OF_A_SHOP != 0)
        continue;
      test_shop_free (g_steal_pointer (&folder));
      folder = test_shop_new ();
      before = 1;
    }
  g_test_message ("%d lives", n);
  test_shop_free (g_steal_pointer (&folder));
}

static void
test_restore_killed (void)
{
  g_autofree char *folder = test_shop_new ();
  g_autofree char *elsewhere = test_folder_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RgBackup) backup = NULL;
  RgStore *store = test_open (folder);
  gint64 usec;
  int n = n_lives ();
  int killed = 0;
  int old = 0;

  backup = rg_store_backup_sync (store, RG_BACKUP_WANTED, elsewhere, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  test_close (store);
  run ("dirty", folder, NULL, 0);
  usec = time_of ("restore", folder, backup->path);
  g_assert_cmpint (count (folder), ==, 1);
  while (killed < n)
    {
      gboolean cut;
      gint64 now;

      run ("dirty", folder, NULL, 0);
      cut = run ("restore", folder, backup->path,
                 g_test_rand_int_range ((gint32) (usec * 6 / 10), (gint32) (usec * 11 / 10)));
      now = count (folder);
      g_assert_true (now == 1 || now == 4);
      killed += cut;
      old += cut && now == 4;
      /* Its end, where the shop is replaced, is of more interest than its start. */
      usec = MAX (now == 4 ? usec * 21 / 20 : usec * 19 / 20, 1000);
      kill_check (folder, "t");
      kill_check_backups (folder, 3);
      if (now == 4)
        run ("restore", folder, backup->path, 0);
      g_assert_cmpint (count (folder), ==, 1);
    }
  g_test_message ("%d killed, %d of them while it was the old shop", killed, old);
  test_folder_remove (elsewhere);
  test_shop_free (g_steal_pointer (&folder));
}

/* Killed at each step of the swap itself. */
static void
test_restore_cut (void)
{
  static const char *const gone[] = { NULL, "shop.db-wal", "search.db", "shop.db" };

  for (guint i = 0; i < G_N_ELEMENTS (gone); i++)
    {
      g_autofree char *folder = test_shop_new ();
      g_autofree char *decided = g_build_filename (folder, "shop.db.restored", NULL);
      g_autofree char *log = g_build_filename (folder, "shop.db-wal", NULL);
      g_autoptr (RgBackup) backup = NULL;
      g_autofree char *sum = NULL;
      RgStore *store = test_open (folder);

      backup = rg_store_backup_sync (store, RG_BACKUP_WANTED, NULL, NULL, NULL, NULL, NULL);
      test_close (store);
      run ("dirty", folder, NULL, 0);
      g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));
      sum = rg_backup_copy (backup->path, decided, NULL, NULL, NULL);
      g_assert_nonnull (sum);
      for (guint j = 1; j <= i; j++)
        {
          g_autofree char *path = g_build_filename (folder, gone[j], NULL);

          g_unlink (path);
        }
      g_assert_cmpint (count (folder), ==, 1);
      g_assert_false (g_file_test (decided, G_FILE_TEST_EXISTS));
      test_shop_free (g_steal_pointer (&folder));
    }
}

int
main (int argc, char **argv)
{
  if (argc >= 4 && g_str_equal (argv[1], "--work"))
    return work (argv);
  program = g_canonicalize_filename (argv[0], NULL);
  kill_begin (&argc, &argv);
  g_test_add_func ("/backup/killed/backup", test_backup_killed);
  g_test_add_func ("/backup/killed/restore", test_restore_killed);
  g_test_add_func ("/backup/killed/cut", test_restore_cut);
  return g_test_run ();
}
