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

/* --- leaving ---------------------------------------------------------------- */

/* Pressed by a key, a button does what it does a moment later; until then it looks so.
 * (nullable) */
static GtkWidget *
find_pressed (GtkWidget *widget)
{
  GtkWidget *found =
      GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, "keyboard-activating") ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_pressed (child);
  return found;
}

static gboolean
leave_cb (gpointer user_data)
{
  if (gtk_widget_get_realized (user_data))
    rg_window_leave (user_data);
  return G_SOURCE_REMOVE;
}

/* It is about to do it. */
static void
let_go_cb (GtkWidget *button, GParamSpec *pspec, RgWindow *self)
{
  if (gtk_widget_has_css_class (button, "keyboard-activating"))
    return;
  g_signal_handlers_disconnect_by_func (button, let_go_cb, self);
  g_idle_add_full (G_PRIORITY_DEFAULT, leave_cb, g_object_ref (self), g_object_unref);
}

/**
 * rg_window_leave:
 * @self: a window on screen
 *
 * Closes it, and the dialogs over it before. It stays when one of them may not be
 * closed now and asks. What was just pressed is done first.
 *
 * When a window is only to be closed, libadwaita closes the dialog over it instead.
 */
void
rg_window_leave (RgWindow *self)
{
  GtkWidget *pressed = find_pressed (GTK_WIDGET (self));
  AdwDialog *dialog;

  if (pressed != NULL)
    {
      g_signal_connect_object (pressed, "notify::css-classes", G_CALLBACK (let_go_cb), self,
                               G_CONNECT_DEFAULT);
      return;
    }
  while ((dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self))) != NULL)
    if (!adw_dialog_close (dialog))
      return;
  gtk_window_close (GTK_WINDOW (self));
}
