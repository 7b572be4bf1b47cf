/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-test-util.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* Who may write to a shop, who reads beside, and what happens when there is no
 * room left. */

static char *program;

/* --- who may write -------------------------------------------------------- */

/* Root may write everywhere; the kernel asks for the effective user. */
static gboolean
become_nobody (void)
{
  return geteuid () != 0 || setresuid (65534, 65534, 0) == 0;
}

static void
become_self (void)
{
  if (getuid () == 65534)
    g_assert_cmpint (setresuid (0, 0, 0), ==, 0);
}

static void
assert_read_only (const char *folder, gboolean readable)
{
  g_autoptr (GError) error = NULL;
  RgStore *store = rg_store_open (folder, RG_STORE_CREATE, &error);

  g_assert_null (store);
  g_test_message ("%s", error->message);
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_READ_ONLY);
  g_clear_error (&error);
  if (!readable)
    return;
  store = rg_store_open (folder, RG_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_true (rg_store_is_read_only (store));
  g_assert_cmpint (test_number (store, "SELECT count (*) FROM customer"), ==, 1);
  test_close (store);
}

static void
test_folder_read_only (void)
{
  char *folder = test_shop_new ();
  g_autofree char *path = g_build_filename (folder, "shop.db", NULL);
  g_autofree char *lock = g_build_filename (folder, "shop.lock", NULL);
  g_autofree char *search = g_build_filename (folder, "search.db", NULL);
  g_autofree char *empty = test_folder_new ();
  g_autofree char *inner = g_build_filename (empty, "new", NULL);
  TestSums sums;

  test_take_sums (folder, &sums);
  g_chmod (path, 0444);
  g_chmod (lock, 0444);
  g_chmod (search, 0444);
  g_chmod (folder, 0555);
  g_chmod (empty, 0555);
  if (!become_nobody ())
    {
      g_test_skip ("cannot become another user");
    }
  else
    {
      assert_read_only (folder, TRUE);
      assert_read_only (inner, FALSE);
      assert_read_only (empty, FALSE);
      become_self ();
      /* Only the file may not be written. */
      g_chmod (folder, 0777);
      g_chmod (lock, 0666);
      become_nobody ();
      assert_read_only (folder, TRUE);
      become_self ();
    }
  g_chmod (folder, 0700);
  g_chmod (empty, 0700);
  test_assert_sums (folder, &sums);
  test_shop_free (folder);
  test_folder_remove (empty);
}

/* --- two programs --------------------------------------------------------- */

/* Opens the shop, says so, and waits to be killed. @edits: and writes before. */
static int
hold (const char *folder, gboolean edit)
{
  RgStore *store;

  /* Nor outlive the test that failed. */
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  g_set_prgname ("holder");
  store = test_open (folder);
  if (edit)
    test_insert (store, "h", "customer", "name", "held", NULL);
  g_print ("ready\n");
  while (TRUE)
    pause ();
  return 0;
}

static GPid
start_holder (const char *folder, const char *how)
{
  const char *const args[] = { program, how, folder, NULL };
  g_autoptr (GError) error = NULL;
  GPid pid = 0;
  int out = -1;
  char line[64] = "";
  gsize n = 0;

  g_spawn_async_with_pipes (NULL, (char **) args, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL,
                            &out, NULL, &error);
  g_assert_no_error (error);
  while (strstr (line, "ready") == NULL)
    {
      ssize_t got = read (out, line + n, sizeof line - 1 - n);

      g_assert_cmpint (got, >, 0);
      n += (gsize) got;
    }
  close (out);
  return pid;
}

static void
kill_holder (GPid pid)
{
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
}

static void
test_second_writer (void)
{
  char *folder = test_shop_new ();
  GPid pid = start_holder (folder, "--hold");
  g_autofree char *number = g_strdup_printf ("holder, process %d on ", (int) pid);
  g_autoptr (GError) error = NULL;
  RgStore *store;

  g_assert_null (rg_store_open (folder, RG_STORE_CREATE, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_LOCKED);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, number));
  g_assert_nonnull (strstr (error->message, g_get_host_name ()));
  g_clear_error (&error);
  /* Reading goes on beside it. */
  store = rg_store_open (folder, RG_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (test_number (store, "SELECT count (*) FROM customer"), ==, 1);
  test_close (store);
  /* The kernel gives the lock back whatever became of the program. */
  kill_holder (pid);
  store = rg_store_open (folder, RG_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  /* A second one in the same program, too. */
  g_assert_null (rg_store_open (folder, RG_STORE_DEFAULT, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_LOCKED);
  test_close (store);
  test_shop_free (folder);
}

/* Only the writer moves the log: a reader that comes and goes leaves it as the
 * killed writer left it. */
static void
test_log_untouched (void)
{
  char *folder = test_shop_new ();
  GPid pid = start_holder (folder, "--hold-edited");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *file_before = NULL;
  g_autofree char *file_after = NULL;
  g_autoptr (GError) error = NULL;
  RgStore *store;

  kill_holder (pid);
  before = test_checksum (folder, "shop.db-wal");
  file_before = test_checksum (folder, "shop.db");
  g_assert_cmpstr (before, !=, "");
  store = rg_store_open (folder, RG_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (test_number (store, "SELECT count (*) FROM customer"), ==, 2);
  test_close (store);
  after = test_checksum (folder, "shop.db-wal");
  file_after = test_checksum (folder, "shop.db");
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpstr (file_after, ==, file_before);
  /* The next writer moves it, and leaves none behind. */
  store = test_open (folder);
  g_assert_cmpint (test_number (store, "SELECT count (*) FROM customer"), ==, 2);
  test_close (store);
  g_free (after);
  after = test_checksum (folder, "shop.db-wal");
  g_assert_cmpstr (after, ==, "");
  test_shop_free (folder);
}

static gpointer
read_nothing (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return NULL;
}

static gpointer
write_nothing (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  return NULL;
}

static void
test_reading_only (void)
{
  char *folder = test_shop_new ();
  g_autoptr (GError) error = NULL;
  RgStore *store = rg_store_open (folder, RG_STORE_READ_ONLY, &error);
  g_autoptr (RgCatalog) catalog = NULL;

  g_assert_no_error (error);
  rg_store_write_sync (store, write_nothing, NULL, NULL, &error);
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_true (rg_store_wait_for_search (store, NULL, &error));
  rg_store_close (store);
  rg_store_close (store);
  rg_store_read_sync (store, read_nothing, NULL, NULL, &error);
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_FAILED);
  catalog = rg_store_ref_catalog (store);
  g_assert_nonnull (rg_catalog_find (catalog, "customer"));
  test_close (store);
  test_shop_free (folder);
}

/* --- a full disk ---------------------------------------------------------- */

static gpointer
insert_large (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "a", "large", error);
  g_autofree char *text = g_strnfill (100000, 'x');
  RgCell cell;

  test_cell (&cell, entity, "notes", text);
  for (int i = 0; i < 200 && *error == NULL; i++)
    rg_op_insert (op, entity, &cell, 1, error);
  rg_value_clear (&cell.value);
  return NULL;
}

static void
limit_files (rlim_t size)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = size;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

/* Files that may not grow stand for a disk that is full. */
static void
test_full (void)
{
  char *folder = test_shop_new ();
  RgStore *store = test_open (folder);
  g_autofree char *before = test_dump (store);
  g_autofree char *during = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (rg_store_wait_for_search (store, NULL, NULL));
  signal (SIGXFSZ, SIG_IGN);
  limit_files (1000000);
  rg_store_write_sync (store, insert_large, NULL, NULL, &error);
  g_test_message ("%s", error->message);
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NO_SPACE);
  g_clear_error (&error);
  /* Reading goes on, and so does what fits. */
  during = test_dump (store);
  test_assert_same (during, before);
  limit_files (RLIM_INFINITY);
  rg_store_write_sync (store, insert_large, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (test_undo (store, "a", 0, &error), >, 0);
  after = test_dump (store);
  test_assert_same (after, before);
  test_close (store);
  test_shop_free (folder);
}

/* No room for a new shop: no half of one is left. */
static void
test_full_new (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "shop.db.new", NULL);
  g_autoptr (GError) error = NULL;
  RgStore *store;

  signal (SIGXFSZ, SIG_IGN);
  limit_files (20000);
  store = rg_store_open (folder, RG_STORE_CREATE, &error);
  limit_files (RLIM_INFINITY);
  g_assert_null (store);
  g_test_message ("%s", error->message);
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NO_SPACE);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  store = test_open (folder);
  test_close (store);
  test_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--hold"))
    return hold (argv[2], FALSE);
  if (argc == 3 && g_str_equal (argv[1], "--hold-edited"))
    return hold (argv[2], TRUE);
  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/access/folder-read-only", test_folder_read_only);
  g_test_add_func ("/store/access/second-writer", test_second_writer);
  g_test_add_func ("/store/access/log-untouched", test_log_untouched);
  g_test_add_func ("/store/access/reading-only", test_reading_only);
  g_test_add_func ("/store/access/full", test_full);
  g_test_add_func ("/store/access/full-new", test_full_new);
  return g_test_run ();
}
