/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-test-util.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Whatever lies in the folder: a clear answer, and nothing overwritten. */

static const char *const files[] = { "shop.db", "shop.db-wal", "search.db", "shop.db.new" };

static char *program;

typedef struct
{
  char *sums[G_N_ELEMENTS (files)];
} Sums;

static void
take_sums (const char *folder,
           Sums *sums)
{
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    sums->sums[i] = test_checksum (folder, files[i]);
}

static void
assert_sums (const char *folder,
             Sums *sums)
{
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *now = test_checksum (folder, files[i]);

      g_test_message ("%s", files[i]);
      g_assert_cmpstr (now, ==, sums->sums[i]);
      g_free (sums->sums[i]);
    }
}

/* Refused with @code for writing and for reading, with and without leave to
 * begin a new one; all files as they were. */
static void
assert_refused (const char *folder,
                int code,
                const char *words)
{
  static const RgStoreFlags flags[] = { RG_STORE_CREATE, RG_STORE_DEFAULT, RG_STORE_READ_ONLY };
  Sums sums;

  take_sums (folder, &sums);
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (rg_store_open (folder, flags[i], &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, RG_STORE_ERROR, code);
      g_assert_nonnull (strstr (error->message, words));
    }
  assert_sums (folder, &sums);
}

/* A shop with a customer, closed. */
static char *
make_shop (void)
{
  char *folder = test_folder_new ();
  RgStore *store = test_open (folder);

  test_insert (store, "a", "customer", "name", "张三丰", "notes", "x", NULL);
  rg_store_close (store);
  test_settle ();
  g_assert_finalize_object (store);
  return folder;
}

static void
drop (char *folder)
{
  test_folder_remove (folder);
  g_free (folder);
}

static void
close_store (RgStore *store)
{
  rg_store_close (store);
  test_settle ();
  g_assert_finalize_object (store);
}

static void
change_file (const char *folder,
             const char *sql)
{
  g_autofree char *path = g_build_filename (folder, "shop.db", NULL);
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
}

static void
patch_file (const char *folder,
            goffset at,
            gsize size)
{
  g_autofree char *path = g_build_filename (folder, "shop.db", NULL);
  FILE *file = g_fopen (path, "r+b");

  g_assert_cmpint (fseek (file, at, SEEK_SET), ==, 0);
  for (gsize i = 0; i < size; i++)
    g_assert_cmpint (fputc (0x5a, file), ==, 0x5a);
  fclose (file);
}

/* --- new ones ------------------------------------------------------------- */

static void
test_missing (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *inner = g_build_filename (folder, "a", "b", NULL);
  g_autoptr (GError) error = NULL;
  RgStore *store;

  g_assert_null (rg_store_open (inner, RG_STORE_DEFAULT, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (g_file_test (inner, G_FILE_TEST_EXISTS));
  g_assert_null (rg_store_open (folder, RG_STORE_DEFAULT, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (rg_store_open (folder, RG_STORE_READ_ONLY | RG_STORE_CREATE, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  store = test_open (inner);
  g_assert_cmpstr (rg_store_get_folder (store), ==, inner);
  g_assert_false (rg_store_is_read_only (store));
  close_store (store);
  store = rg_store_open (inner, RG_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  close_store (store);
  test_folder_remove (folder);
}

/* A folder with other things in it may get a shop, and keeps them; what a start
 * left that was killed before there was a shop is no shop. */
static void
test_beside (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *files_folder = g_build_filename (folder, "files", NULL);
  g_autofree char *sum = NULL;
  RgStore *store;

  test_write_file (folder, "letter.txt", "x", 1);
  test_write_file (folder, "shop.db.new", "half", 4);
  test_write_file (folder, "shop.lock", "", 0);
  g_mkdir (files_folder, 0700);
  store = test_open (folder);
  g_assert_cmpint (test_number (store, "SELECT count (*) FROM customer"), ==, 0);
  close_store (store);
  sum = test_checksum (folder, "letter.txt");
  g_assert_true (g_str_has_prefix (sum, "2d711642"));
  test_folder_remove (folder);
}

static void
test_name (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *base = g_path_get_basename (folder);
  RgStore *store = test_open (folder);
  g_autofree char *unnamed = rg_store_dup_name (store);
  g_autofree char *named = NULL;

  g_assert_cmpstr (unnamed, ==, base);
  close_store (store);
  change_file (folder, "INSERT INTO meta VALUES ('name', '小店')");
  store = test_open (folder);
  named = rg_store_dup_name (store);
  g_assert_cmpstr (named, ==, "小店");
  close_store (store);
  test_folder_remove (folder);
}

/* --- what is not a shop --------------------------------------------------- */

static void
test_not_a_shop (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "shop.db", NULL);
  g_autofree char *noise = g_malloc (8192);

  test_write_file (folder, "shop.db", "name,phone\n", 11);
  assert_refused (folder, RG_STORE_ERROR_NOT_A_SHOP, "not a database");
  memset (noise, 7, 8192);
  test_write_file (folder, "shop.db", noise, 8192);
  assert_refused (folder, RG_STORE_ERROR_NOT_A_SHOP, "not a database");
  g_unlink (path);
  change_file (folder, "CREATE TABLE customer (id INTEGER)");
  assert_refused (folder, RG_STORE_ERROR_NOT_A_SHOP, "another program");
  assert_refused (path, RG_STORE_ERROR_NOT_A_SHOP, "is a file");
  g_unlink (path);
  g_mkdir (path, 0700);
  test_write_file (path, "x", "x", 1);
  {
    g_autoptr (GError) error = NULL;

    g_assert_null (rg_store_open (folder, RG_STORE_CREATE, &error));
    g_assert_true (error->domain == RG_STORE_ERROR);
  }
  test_folder_remove (folder);
}

static void
test_newer (void)
{
  char *folder = make_shop ();

  change_file (folder, "PRAGMA user_version = 99");
  assert_refused (folder, RG_STORE_ERROR_NEWER, "newer version");
  drop (folder);
}

/* --- what is damaged ------------------------------------------------------ */

static void
test_damaged (void)
{
  char *folder = make_shop ();
  g_autofree char *path = g_build_filename (folder, "shop.db", NULL);
  g_autofree char *whole = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (path, &whole, &size, NULL));
  /* Cut off, at a page and within one. */
  test_write_file (folder, "shop.db", whole, size - 4096);
  assert_refused (folder, RG_STORE_ERROR_CORRUPT, "its end is missing");
  test_write_file (folder, "shop.db", whole, 5000);
  assert_refused (folder, RG_STORE_ERROR_CORRUPT, "its end is missing");
  test_write_file (folder, "shop.db", whole, 50);
  assert_refused (folder, RG_STORE_ERROR_NOT_A_SHOP, "not a database");
  test_write_file (folder, "shop.db", "", 0);
  assert_refused (folder, RG_STORE_ERROR_CORRUPT, "it is empty");
  /* The schema's page, and its text. */
  test_write_file (folder, "shop.db", whole, size);
  patch_file (folder, 100, 8);
  assert_refused (folder, RG_STORE_ERROR_CORRUPT, "");
  test_write_file (folder, "shop.db", whole, size);
  change_file (folder, "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = 'own_field'");
  assert_refused (folder, RG_STORE_ERROR_CORRUPT, "");
  drop (folder);
}

/* Damage that only shows later is told as damage, not as a riddle. */
static gpointer
read_all (RgRead *read,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (RgStatement) statement = NULL;

  statement = rg_database_prepare (rg_read_get_database (read), "SELECT * FROM customer", error);
  while (statement != NULL && rg_statement_step (statement, error) == RG_STEP_ROW)
    ;
  return NULL;
}

static void
test_damaged_later (void)
{
  char *folder = make_shop ();
  g_autofree char *page = NULL;
  g_autoptr (GError) error = NULL;
  RgStore *store = test_open (folder);

  page = test_query (store, "SELECT rootpage FROM sqlite_schema WHERE name = 'customer'");
  close_store (store);
  patch_file (folder, (g_ascii_strtoll (page, NULL, 10) - 1) * 4096, 4096);
  store = rg_store_open (folder, RG_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  rg_store_read_sync (store, read_all, NULL, NULL, &error);
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CORRUPT);
  close_store (store);
  drop (folder);
}

/* shop.db has gone: whatever is left of the shop is not built over. */
static void
test_lost (void)
{
  static const char *const parts[] = { "search.db", "shop.db-wal", "files", "backups" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *folder = test_folder_new ();
      g_autofree char *path = g_build_filename (folder, parts[i], NULL);

      if (i < 2)
        {
          test_write_file (folder, parts[i], "x", 1);
        }
      else
        {
          g_mkdir (path, 0700);
          test_write_file (path, "x", "x", 1);
        }
      assert_refused (folder, RG_STORE_ERROR_CORRUPT, parts[i]);
      test_folder_remove (folder);
    }
}

/* An empty file beside its log is not a new shop. */
static void
test_empty_with_log (void)
{
  char *folder = make_shop ();

  test_write_file (folder, "shop.db", "", 0);
  test_write_file (folder, "shop.db-wal", "log", 3);
  assert_refused (folder, RG_STORE_ERROR_CORRUPT, "it is empty");
  drop (folder);
}

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
assert_read_only (const char *folder,
                  gboolean readable)
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
  close_store (store);
}

static void
test_folder_read_only (void)
{
  char *folder = make_shop ();
  g_autofree char *path = g_build_filename (folder, "shop.db", NULL);
  g_autofree char *lock = g_build_filename (folder, "shop.lock", NULL);
  g_autofree char *search = g_build_filename (folder, "search.db", NULL);
  g_autofree char *empty = test_folder_new ();
  g_autofree char *inner = g_build_filename (empty, "new", NULL);
  Sums sums;

  take_sums (folder, &sums);
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
  assert_sums (folder, &sums);
  drop (folder);
  test_folder_remove (empty);
}

/* --- two programs --------------------------------------------------------- */

/* Opens the shop, says so, and waits to be killed. @edits: and writes before. */
static int
hold (const char *folder,
      gboolean edit)
{
  RgStore *store;

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
start_holder (const char *folder,
              const char *how)
{
  const char *const args[] = { program, how, folder, NULL };
  g_autoptr (GError) error = NULL;
  GPid pid = 0;
  int out = -1;
  char line[64] = "";
  gsize n = 0;

  g_spawn_async_with_pipes (NULL, (char **) args, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL, &out, NULL,
                            &error);
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
  char *folder = make_shop ();
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
  close_store (store);
  /* The kernel gives the lock back whatever became of the program. */
  kill_holder (pid);
  store = rg_store_open (folder, RG_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  /* A second one in the same program, too. */
  g_assert_null (rg_store_open (folder, RG_STORE_DEFAULT, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_LOCKED);
  close_store (store);
  drop (folder);
}

/* Only the writer moves the log: a reader that comes and goes leaves it as the
 * killed writer left it. */
static void
test_log_untouched (void)
{
  char *folder = make_shop ();
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
  close_store (store);
  after = test_checksum (folder, "shop.db-wal");
  file_after = test_checksum (folder, "shop.db");
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpstr (file_after, ==, file_before);
  /* The next writer moves it, and leaves none behind. */
  store = test_open (folder);
  g_assert_cmpint (test_number (store, "SELECT count (*) FROM customer"), ==, 2);
  close_store (store);
  g_free (after);
  after = test_checksum (folder, "shop.db-wal");
  g_assert_cmpstr (after, ==, "");
  drop (folder);
}

static gpointer
write_nothing (RgWrite *write,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  return NULL;
}

static void
test_reading_only (void)
{
  char *folder = make_shop ();
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
  rg_store_read_sync (store, read_all, NULL, NULL, &error);
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_FAILED);
  catalog = rg_store_ref_catalog (store);
  g_assert_nonnull (rg_catalog_find (catalog, "customer"));
  close_store (store);
  drop (folder);
}

/* --- a full disk ---------------------------------------------------------- */

static gpointer
insert_large (RgWrite *write,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
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
  char *folder = make_shop ();
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
  close_store (store);
  drop (folder);
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
  close_store (store);
  test_folder_remove (folder);
}

/* --- without blocking ----------------------------------------------------- */

static void
opened_cb (GObject *source,
           GAsyncResult *result,
           gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(RgStore **) data = rg_store_open_finish (result, &error);
  g_assert_no_error (error);
}

static void
test_async (void)
{
  char *folder = make_shop ();
  RgStore *store = NULL;

  rg_store_open_async (folder, RG_STORE_DEFAULT, NULL, opened_cb, &store);
  while (store == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (test_number (store, "SELECT count (*) FROM customer"), ==, 1);
  close_store (store);
  drop (folder);
}

int
main (int argc,
      char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--hold"))
    return hold (argv[2], FALSE);
  if (argc == 3 && g_str_equal (argv[1], "--hold-edited"))
    return hold (argv[2], TRUE);
  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/open/missing", test_missing);
  g_test_add_func ("/store/open/beside", test_beside);
  g_test_add_func ("/store/open/name", test_name);
  g_test_add_func ("/store/open/not-a-shop", test_not_a_shop);
  g_test_add_func ("/store/open/newer", test_newer);
  g_test_add_func ("/store/open/damaged", test_damaged);
  g_test_add_func ("/store/open/damaged-later", test_damaged_later);
  g_test_add_func ("/store/open/lost", test_lost);
  g_test_add_func ("/store/open/empty-with-log", test_empty_with_log);
  g_test_add_func ("/store/open/folder-read-only", test_folder_read_only);
  g_test_add_func ("/store/open/second-writer", test_second_writer);
  g_test_add_func ("/store/open/log-untouched", test_log_untouched);
  g_test_add_func ("/store/open/reading-only", test_reading_only);
  g_test_add_func ("/store/open/full", test_full);
  g_test_add_func ("/store/open/full-new", test_full_new);
  g_test_add_func ("/store/open/async", test_async);
  return g_test_run ();
}
