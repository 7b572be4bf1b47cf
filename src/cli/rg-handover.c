/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/rg-handover.h"

#include <gio/gunixfdlist.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define OBJECT_PATH RG_APP_PATH "/commands"
#define INTERFACE RG_BASE_ID ".Commands"

/* Run (shop, folder, argv, stdout, stderr) gives the status. */
static const char introspection[] =
    "<node><interface name='" INTERFACE "'><method name='Run'>"
    "<arg name='shop' type='ay' direction='in'/><arg name='folder' type='ay' direction='in'/>"
    "<arg name='argv' type='aay' direction='in'/><arg name='out' type='h' direction='in'/>"
    "<arg name='err' type='h' direction='in'/><arg name='status' type='i' direction='out'/>"
    "</method></interface></node>";

/* --- the window's side ----------------------------------------------------- */

typedef struct
{
  RgHandoverFind find;
  gpointer user_data;
} Export;

/* One command that runs here for somebody else. */
typedef struct
{
  RgStore *store;
  char *folder;
  char **argv;
  GOutputStream *out;
  GOutputStream *err;
  GCancellable *cancellable;
  GDBusMethodInvocation *invocation;
  guint watch;
} Errand;

static void
errand_free (Errand *errand)
{
  if (errand->watch != 0)
    g_bus_unwatch_name (errand->watch);
  g_clear_object (&errand->store);
  g_clear_object (&errand->out);
  g_clear_object (&errand->err);
  g_clear_object (&errand->cancellable);
  g_strfreev (errand->argv);
  g_free (errand->folder);
  g_free (errand);
}

static void
run_errand (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Errand *errand = data;
  RgCommandSurroundings surroundings = {
    .store = errand->store,
    .folder = errand->folder,
    .out = errand->out,
    .err = errand->err,
  };

  g_task_return_int (task, rg_command_run (&surroundings, (const char *const *) errand->argv, cancellable));
}

static void
errand_done (GObject *source, GAsyncResult *result, gpointer data)
{
  Errand *errand = g_task_get_task_data (G_TASK (result));
  int status = (int) g_task_propagate_int (G_TASK (result), NULL);

  /* The descriptors are closed before the answer: who waits for the end of
   * the output must not wait for us. */
  g_output_stream_close (errand->out, NULL, NULL);
  g_output_stream_close (errand->err, NULL, NULL);
  g_dbus_method_invocation_return_value (errand->invocation, g_variant_new ("(i)", status));
}

/* Whoever asked has gone, by Ctrl+C for example. */
static void
asker_vanished (GDBusConnection *connection, const char *name, gpointer data)
{
  Errand *errand = data;

  g_cancellable_cancel (errand->cancellable);
}

static GOutputStream *
take_stream (GUnixFDList *list, int handle, GError **error)
{
  int fd = list != NULL ? g_unix_fd_list_get (list, handle, error) : -1;

  if (list == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "There are no descriptors.");
  return fd >= 0 ? g_unix_output_stream_new (fd, TRUE) : NULL;
}

static void
begin_errand (Errand *errand, GDBusConnection *connection)
{
  g_autoptr (GTask) task = NULL;

  errand->cancellable = g_cancellable_new ();
  errand->watch =
      g_bus_watch_name_on_connection (connection, g_dbus_method_invocation_get_sender (errand->invocation),
                                      G_BUS_NAME_WATCHER_FLAGS_NONE, NULL, asker_vanished, errand, NULL);
  task = g_task_new (NULL, errand->cancellable, errand_done, NULL);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, errand, (GDestroyNotify) errand_free);
  g_task_run_in_thread (task, run_errand);
}

static void
method_called (GDBusConnection *connection,
               const char *sender,
               const char *path,
               const char *interface,
               const char *method,
               GVariant *parameters,
               GDBusMethodInvocation *invocation,
               gpointer data)
{
  Export *export = data;
  GDBusMessage *message = g_dbus_method_invocation_get_message (invocation);
  GUnixFDList *list = g_dbus_message_get_unix_fd_list (message);
  g_autoptr (GError) error = NULL;
  g_autofree char *shop = NULL;
  Errand *errand = g_new0 (Errand, 1);
  int out;
  int err;

  g_variant_get (parameters, "(^ay^ay^aayhh)", &shop, &errand->folder, &errand->argv, &out, &err);
  errand->invocation = invocation;
  errand->store = export->find (shop, export->user_data);
  if (errand->store == NULL)
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "That shop is not open here.");
  if (error == NULL)
    errand->out = take_stream (list, out, &error);
  if (error == NULL)
    errand->err = take_stream (list, err, &error);
  if (error != NULL)
    {
      g_dbus_method_invocation_return_gerror (invocation, error);
      errand_free (errand);
      return;
    }
  begin_errand (errand, connection);
}

/**
 * rg_handover_export:
 * @connection: the session bus
 * @find: tells which shops are open here
 * @user_data: its last argument; must live as long as the object is exported
 * @error: return location
 *
 * Lets commands be run by this program on the shops that it holds.
 *
 * Returns: the registration's id, or 0
 */
guint
rg_handover_export (GDBusConnection *connection, RgHandoverFind find, gpointer user_data, GError **error)
{
  static const GDBusInterfaceVTable vtable = { .method_call = method_called };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (introspection, error);
  Export *export;

  if (node == NULL)
    return 0;
  export = g_new0 (Export, 1);
  export->find = find;
  export->user_data = user_data;
  return g_dbus_connection_register_object (connection, OBJECT_PATH, node->interfaces[0], &vtable, export,
                                            g_free, error);
}

/* --- the command's side ---------------------------------------------------- */

/* A bus is used when there is one, never begun for this. */
static GDBusConnection *
find_bus (GCancellable *cancellable)
{
  if (g_getenv ("DBUS_SESSION_BUS_ADDRESS") == NULL)
    {
      g_autofree char *socket = g_build_filename (g_get_user_runtime_dir (), "bus", NULL);

      if (!g_file_test (socket, G_FILE_TEST_EXISTS))
        return NULL;
    }
  return g_bus_get_sync (G_BUS_TYPE_SESSION, cancellable, NULL);
}

static GVariant *
call_run (GDBusConnection *connection,
          const char *shop,
          const char *folder,
          const char *const *argv,
          GUnixFDList *list,
          GCancellable *cancellable,
          GError **error)
{
  g_autofree char *here = folder != NULL ? g_strdup (folder) : g_get_current_dir ();

  return g_dbus_connection_call_with_unix_fd_list_sync (
      connection, RG_APP_ID, OBJECT_PATH, INTERFACE, "Run",
      g_variant_new ("(^ay^ay^aayhh)", shop, here, argv, 0, 1), G_VARIANT_TYPE ("(i)"),
      G_DBUS_CALL_FLAGS_NO_AUTO_START, G_MAXINT, list, NULL, cancellable, error);
}

/* Only an answer says that the command was taken; a call that nobody took
 * leaves the shop held by whoever holds it. */
static gboolean
was_not_taken (const GError *error)
{
  return !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
         !g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY) &&
         !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

/**
 * rg_handover_ask:
 * @shop: the shop's folder, absolute
 * @folder: (nullable): against it relative names are read; %NULL: the program's
 * @argv: (array zero-terminated=1): the command line
 * @out: the program's stdout
 * @err: its stderr
 * @cancellable: (nullable): ends the command there too
 * @status: (out): the command's status
 * @data: not used
 *
 * Returns: whether a window has run the command
 */
gboolean
rg_handover_ask (const char *shop,
                 const char *folder,
                 const char *const *argv,
                 GOutputStream *out,
                 GOutputStream *err,
                 GCancellable *cancellable,
                 int *status,
                 gpointer data)
{
  g_autoptr (GDBusConnection) connection = find_bus (cancellable);
  g_autoptr (GUnixFDList) list = g_unix_fd_list_new ();
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GError) error = NULL;

  if (connection == NULL || !G_IS_UNIX_OUTPUT_STREAM (out) || !G_IS_UNIX_OUTPUT_STREAM (err))
    return FALSE;
  g_dbus_connection_set_exit_on_close (connection, FALSE);
  if (g_unix_fd_list_append (list, g_unix_output_stream_get_fd (G_UNIX_OUTPUT_STREAM (out)), NULL) != 0 ||
      g_unix_fd_list_append (list, g_unix_output_stream_get_fd (G_UNIX_OUTPUT_STREAM (err)), NULL) != 1)
    return FALSE;

  answer = call_run (connection, shop, folder, argv, list, cancellable, &error);
  if (answer != NULL)
    {
      g_variant_get (answer, "(i)", status);
      return TRUE;
    }
  if (was_not_taken (error))
    return FALSE;
  *status = RG_COMMAND_FAILED;
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      const char *sentence = _ ("The window ended before the command did. “history” tells what was done.");

      g_output_stream_printf (err, NULL, NULL, NULL, "%s\n", sentence);
    }
  return TRUE;
}
