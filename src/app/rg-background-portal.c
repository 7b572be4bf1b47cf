/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-background-portal.h"

#include <glib/gi18n-lib.h>

/* The portal answers a request by a signal of an object of the request's own, whose
 * path is known beforehand: one listens first and asks then. */

#define BUS "org.freedesktop.portal.Desktop"
#define OBJECT "/org/freedesktop/portal/desktop"
#define REQUEST "org.freedesktop.portal.Request"

typedef struct
{
  GDBusConnection *connection;
  guint subscription;
  gboolean answered;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  if (request->subscription != 0)
    g_dbus_connection_signal_unsubscribe (request->connection, request->subscription);
  g_clear_object (&request->connection);
  g_free (request);
}

/* In a sandbox a program that may not be asked for is ended. */
static RgBackgroundAnswer
without_portal (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) ? RG_BACKGROUND_REFUSED : RG_BACKGROUND_ALONE;
}

/* Answers once, and lets go of the task that the subscription holds. */
static void
answer (GTask *task, RgBackgroundAnswer what)
{
  Request *request = g_task_get_task_data (task);

  if (request->answered)
    return;
  request->answered = TRUE;
  if (request->subscription != 0)
    g_dbus_connection_signal_unsubscribe (request->connection, request->subscription);
  request->subscription = 0;
  g_task_return_int (task, (gssize) what);
}

static void
response_cb (GDBusConnection *connection,
             const char *sender,
             const char *path,
             const char *interface,
             const char *signal,
             GVariant *parameters,
             gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (G_TASK (user_data));
  g_autoptr (GVariant) results = NULL;
  gboolean background = FALSE, autostart = TRUE;
  guint response;

  g_variant_get (parameters, "(u@a{sv})", &response, &results);
  g_variant_lookup (results, "background", "b", &background);
  g_variant_lookup (results, "autostart", "b", &autostart);
  if (response != 0 || !background)
    answer (task, RG_BACKGROUND_REFUSED);
  else
    answer (task, autostart ? RG_BACKGROUND_GRANTED : RG_BACKGROUND_ALONE);
}

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (reply != NULL)
    return;
  g_info ("Nobody can be asked whether the program may go on without a window: %s", error->message);
  answer (task, without_portal ());
}

static char *
make_path (GDBusConnection *connection, const char *token)
{
  g_autofree char *sender = g_strdup (g_dbus_connection_get_unique_name (connection) + 1);

  return g_strdup_printf (OBJECT "/request/%s/%s", g_strdelimit (sender, ".", '_'), token);
}

/* Started again without a window after logging in. */
static GVariant *
make_options (const char *token, gboolean wanted)
{
  static const char *const command[] = { "regulars", "--background", NULL };
  GVariantBuilder options;

  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (token));
  g_variant_builder_add (&options, "{sv}", "reason",
                         g_variant_new_string (_ ("Reminds you of tasks and birthdays of the shop.")));
  g_variant_builder_add (&options, "{sv}", "autostart", g_variant_new_boolean (wanted));
  g_variant_builder_add (&options, "{sv}", "commandline", g_variant_new_strv (command, -1));
  g_variant_builder_add (&options, "{sv}", "dbus-activatable", g_variant_new_boolean (FALSE));
  return g_variant_builder_end (&options);
}

/**
 * rg_background_portal_ask_async:
 * @connection: (nullable): the session bus
 * @wanted: whether the program is to go on without a window
 * @callback: called with the answer, which may take as long as the owner thinks
 * @user_data: for @callback
 */
void
rg_background_portal_ask_async (GDBusConnection *connection,
                                gboolean wanted,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Request *request = g_new0 (Request, 1);
  g_autofree char *token = g_strdup_printf ("regulars%u", g_random_int ());
  g_autofree char *path = NULL;

  g_task_set_task_data (task, request, request_free);
  if (connection == NULL)
    {
      answer (task, without_portal ());
      g_object_unref (task);
      return;
    }
  request->connection = g_object_ref (connection);
  path = make_path (connection, token);
  request->subscription = g_dbus_connection_signal_subscribe (connection, BUS, REQUEST, "Response", path,
                                                              NULL, G_DBUS_SIGNAL_FLAGS_NONE, response_cb,
                                                              g_object_ref (task), g_object_unref);
  g_dbus_connection_call (connection, BUS, OBJECT, "org.freedesktop.portal.Background", "RequestBackground",
                          g_variant_new ("(s@a{sv})", "", make_options (token, wanted)),
                          G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, called_cb, task);
}

RgBackgroundAnswer
rg_background_portal_ask_finish (GAsyncResult *result)
{
  return (RgBackgroundAnswer) g_task_propagate_int (G_TASK (result), NULL);
}
