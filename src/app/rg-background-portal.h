/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-background.h"

G_BEGIN_DECLS

/* org.freedesktop.portal.Background. @connection: (nullable): the session bus */
void rg_background_portal_ask_async (GDBusConnection *connection,
                                     gboolean wanted,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
RgBackgroundAnswer rg_background_portal_ask_finish (GAsyncResult *result);

G_END_DECLS
