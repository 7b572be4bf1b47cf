/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/rg-handover.h"

#include <glib/gstdio.h>

/* Commands handed to the program that holds the shop, over a bus of the test's
 * own. This process plays the window; the commands are real programs. */

static char *program;

typedef struct
{
  GTestDBus *bus;
  GDBusConnection *connection;
  guint registration;
  guint name;
  char *folder;
  RgStore *store;
  guint asked;
} Fixture;

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static RgStore *
find_store (const char *folder, gpointer data)
{
  Fixture *fixture = data;

  fixture->asked++;
  return g_strcmp0 (folder, rg_store_get_folder (fixture->store)) == 0 ? g_object_ref (fixture->store) : NULL;
}

static void
name_acquired (GDBusConnection *connection, const char *name, gpointer data)
{
  *(gboolean *) data = TRUE;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean acquired = FALSE;

  /* Before the store's threads: it forks. */
  fixture->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (fixture->bus);
  fixture->folder = g_dir_make_tmp ("regulars-handover-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->store = rg_store_open (fixture->folder, RG_STORE_CREATE, &error);
  g_assert_no_error (error);

  fixture->connection = g_dbus_connection_new_for_address_sync (
      g_test_dbus_get_bus_address (fixture->bus),
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL,
      NULL, &error);
  g_assert_no_error (error);
  fixture->registration = rg_handover_export (fixture->connection, find_store, fixture, &error);
  g_assert_no_error (error);
  fixture->name = g_bus_own_name_on_connection (fixture->connection, RG_APP_ID, G_BUS_NAME_OWNER_FLAGS_NONE,
                                                name_acquired, NULL, &acquired, NULL);
  while (!acquired)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_bus_unown_name (fixture->name);
  g_dbus_connection_unregister_object (fixture->connection, fixture->registration);
  g_dbus_connection_close_sync (fixture->connection, NULL, NULL);
  g_clear_object (&fixture->connection);
  rg_store_close (fixture->store);
  g_clear_object (&fixture->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_test_dbus_down (fixture->bus);
  g_clear_object (&fixture->bus);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static void
ended (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* Runs the program while this process answers the bus. */
static int
run (Fixture *fixture, char **out, char **err, const char *const *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  GAsyncResult *result = NULL;

  g_ptr_array_add (argv, program);
  for (; *words != NULL; words++)
    g_ptr_array_add (argv, (gpointer) *words);
  g_ptr_array_add (argv, (gpointer) "--shop");
  g_ptr_array_add (argv, fixture->folder);
  g_ptr_array_add (argv, NULL);
  g_subprocess_launcher_setenv (launcher, "DBUS_SESSION_BUS_ADDRESS",
                                g_test_dbus_get_bus_address (fixture->bus), TRUE);
  g_subprocess_launcher_set_cwd (launcher, fixture->folder);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8_async (process, NULL, NULL, ended, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_subprocess_communicate_utf8_finish (process, result, out, err, &error);
  g_assert_no_error (error);
  g_object_unref (result);
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}

#define RUN(fixture, out, err, ...) run (fixture, out, err, (const char *const[]) { __VA_ARGS__, NULL })

static void
test_run (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "old.csv", NULL);
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  g_autofree char *found = NULL;
  g_autofree char *quiet = NULL;

  g_file_set_contents (path, "姓名,手机\n张三丰,13800000001\n", -1, &error);
  g_assert_no_error (error);
  /* The name is relative to the folder in which the command was typed. */
  g_assert_cmpint (RUN (fixture, &out, &err, "import", "old.csv", "--json"), ==, RG_COMMAND_OK);
  g_assert_cmpstr (err, ==, "");
  g_assert_nonnull (strstr (out, "\"created\":1"));
  g_assert_cmpuint (fixture->asked, ==, 1);

  /* Reading needs no window. */
  g_assert_cmpint (RUN (fixture, &found, &quiet, "search", "zsf", "--json"), ==, RG_COMMAND_OK);
  g_assert_nonnull (strstr (found, "张三丰"));
  g_assert_cmpuint (fixture->asked, ==, 1);
}

static void
test_long_answer (Fixture *fixture, gconstpointer data)
{
  g_autofree char *made = NULL;
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *rest = NULL;

  g_assert_cmpint (RUN (fixture, &made, &err, "demo", "--customers", "500", "--json"), ==, RG_COMMAND_OK);
  g_assert_nonnull (strstr (made, "\"customers\":500"));
  g_clear_pointer (&err, g_free);
  g_assert_cmpint (RUN (fixture, &out, &err, "export", "-"), ==, RG_COMMAND_OK);
  g_assert_cmpuint (strlen (out), >, 70000);
  g_clear_pointer (&err, g_free);
  g_assert_cmpint (RUN (fixture, &undone, &err, "undo"), ==, RG_COMMAND_OK);
  g_clear_pointer (&err, g_free);
  g_assert_cmpint (RUN (fixture, &rest, &err, "search", "", "--json"), ==, RG_COMMAND_OK);
  g_assert_cmpstr (rest, ==, "[]\n");
}

static void
test_failures (Fixture *fixture, gconstpointer data)
{
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;

  g_assert_cmpint (RUN (fixture, &out, &err, "set", "7", "name", "x"), ==, RG_COMMAND_FAILED);
  g_assert_cmpstr (out, ==, "");
  g_assert_nonnull (strstr (err, "7"));
}

/* The window has another shop, or there is none: the shop is held by somebody. */
static void
test_not_taken (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_dir_make_tmp ("regulars-handover-XXXXXX", NULL);
  g_autofree char *folder = fixture->folder;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgStore) held = rg_store_open (other, RG_STORE_CREATE, &error);
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;

  g_assert_no_error (error);
  fixture->folder = other;
  g_assert_cmpint (RUN (fixture, &out, &err, "undo"), ==, RG_COMMAND_LOCKED);
  g_assert_cmpuint (fixture->asked, ==, 1);
  g_assert_cmpstr (out, ==, "");
  rg_store_close (held);
  remove_folder (other);
  fixture->folder = g_steal_pointer (&folder);

  g_bus_unown_name (fixture->name);
  fixture->name = g_bus_own_name_on_connection (fixture->connection, RG_APP_ID ".Other",
                                                G_BUS_NAME_OWNER_FLAGS_NONE, NULL, NULL, NULL, NULL);
  g_clear_pointer (&out, g_free);
  g_clear_pointer (&err, g_free);
  g_assert_cmpint (RUN (fixture, &out, &err, "undo"), ==, RG_COMMAND_LOCKED);
  g_assert_cmpuint (fixture->asked, ==, 1);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  program = g_canonicalize_filename (argv[1], NULL);

  g_test_add ("/handover/run", Fixture, NULL, set_up, test_run, tear_down);
  g_test_add ("/handover/long-answer", Fixture, NULL, set_up, test_long_answer, tear_down);
  g_test_add ("/handover/failures", Fixture, NULL, set_up, test_failures, tear_down);
  g_test_add ("/handover/not-taken", Fixture, NULL, set_up, test_not_taken, tear_down);
  status = g_test_run ();
  g_free (program);
  return status;
}
