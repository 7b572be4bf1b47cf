/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/rg-command.h"

G_BEGIN_DECLS

/* A window holds the writer's lock of its shop. A command that would write
 * there is handed to it over the session bus: the window runs it on its own
 * store and writes the answer into the command's own stdout and stderr, whose
 * descriptors travel with the call, so that an answer of any length streams. */

/**
 * RgHandoverFind:
 * @folder: an absolute path
 *
 * Asked on the thread that exported the object.
 *
 * Returns: (transfer full) (nullable): the store of that folder, when it is
 *   open here
 */
typedef RgStore *(*RgHandoverFind) (const char *folder, gpointer user_data);

/* The window's side, for GApplication's dbus_register. Give the id to
 * g_dbus_connection_unregister_object. 0 and @error on failure. */
guint
rg_handover_export (GDBusConnection *connection, RgHandoverFind find, gpointer user_data, GError **error);

/* The command's side: a function for RgCommandSurroundings. @data: not used. */
gboolean rg_handover_ask (const char *shop,
                          const char *folder,
                          const char *const *argv,
                          GOutputStream *out,
                          GOutputStream *err,
                          GCancellable *cancellable,
                          int *status,
                          gpointer data);

G_END_DECLS
