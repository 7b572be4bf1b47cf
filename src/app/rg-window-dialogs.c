/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-window-private.h"

static void
let_go_later (gpointer dialog)
{
  g_idle_add_once (g_object_unref, dialog);
}

static void
visible_dialog_cb (AdwApplicationWindow *window, GParamSpec *pspec, gpointer user_data)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (window);

  g_object_set_data_full (G_OBJECT (window), "visible-dialog", dialog != NULL ? g_object_ref (dialog) : NULL,
                          dialog != NULL ? let_go_later : NULL);
}

/**
 * rg_window_keep_dialogs:
 * @self: a window
 *
 * Lets every dialog outlive its closing by a moment.
 *
 * Without animations the sheet around a dialog is closed and freed within its own
 * function, which goes on to tell that it is closed (libadwaita 1.7). Nobody else
 * holds it when the button that closes it was pressed by a key, or by what reads
 * the screen.
 */
void
rg_window_keep_dialogs (RgWindow *self)
{
  g_signal_connect (self, "notify::visible-dialog", G_CALLBACK (visible_dialog_cb), NULL);
}
