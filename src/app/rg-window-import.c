/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-window-private.h"

#include "app/import/rg-import-assistant.h"
#include "app/import/rg-import-choose.h"
#include "app/pages/customers/rg-customers-page.h"

#include <glib/gi18n-lib.h>

/* What comes in: one file after the other, each with an assistant. */

static void
closed_cb (AdwDialog *dialog, RgWindow *self)
{
  self->importing = FALSE;
  rg_window_import_next (self);
}

static void
state_cb (RgImportSession *session, GParamSpec *pspec, RgWindow *self)
{
  gboolean writing = rg_import_session_get_state (session) == RG_IMPORT_STATE_WRITING;

  rg_window_set_busy (self, writing ? _ ("Importing…") : NULL);
}

static void
import_begin (RgWindow *self, RgImportSession *session)
{
  AdwDialog *assistant = rg_import_assistant_new (session);

  self->importing = TRUE;
  g_signal_connect_object (session, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (assistant, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_DEFAULT);
  adw_dialog_present (assistant, GTK_WIDGET (self));
}

/**
 * rg_window_import_next:
 * @self: a window
 *
 * Opens the assistant for what waits, when none is open.
 */
void
rg_window_import_next (RgWindow *self)
{
  g_autoptr (RgImportSession) session = NULL;

  if (self->importing || self->busy != NULL || self->opening != NULL || g_queue_is_empty (&self->imports))
    return;
  if (self->store != NULL && rg_store_is_read_only (self->store))
    {
      g_queue_clear_full (&self->imports, g_object_unref);
      rg_window_toast (self, _ ("Nothing was imported: the shop is open for reading only."));
      return;
    }

  session = g_queue_pop_head (&self->imports);
  import_begin (self, session);
}

static void
queue (RgWindow *self, RgImportSession *session)
{
  g_queue_push_tail (&self->imports, session);
  if (self->folder != NULL)
    rg_window_import_next (self);
}

/**
 * rg_window_import_file:
 * @self: a window
 * @file: a list of customers, sales or deals, contact cards, a bill
 *
 * Opens the import assistant with @file, once the shop is there and what was
 * asked for before has been dealt with.
 */
void
rg_window_import_file (RgWindow *self, GFile *file)
{
  g_return_if_fail (RG_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  if (g_file_peek_path (file) != NULL)
    queue (self, rg_import_session_new (self, file));
  else
    rg_window_toast (self, _ ("Only files of this computer can be imported."));
}

/**
 * rg_window_import_text:
 * @self: a window
 * @text: rows copied from a spreadsheet: tabs between the cells, quotes around
 *   cells with line breaks
 *
 * Opens the import assistant with the rows.
 */
void
rg_window_import_text (RgWindow *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  RgImportSession *session;

  g_return_if_fail (RG_IS_WINDOW (self));
  g_return_if_fail (text != NULL);

  session = rg_import_session_new_for_text (self, text, &error);
  if (session != NULL)
    queue (self, session);
  else
    rg_window_toast (self, error->message);
}

/**
 * rg_window_show_newest:
 * @self: a window
 *
 * Goes to the customers page, with those who were added last on top.
 */
void
rg_window_show_newest (RgWindow *self)
{
  RgPage *page;

  gtk_widget_activate_action (GTK_WIDGET (self), "win.go-to-page", "i", RG_PLACE_CUSTOMERS);
  page = rg_window_get_page (self);
  if (!RG_IS_CUSTOMERS_PAGE (page))
    return;
  rg_customers_page_set_search (RG_CUSTOMERS_PAGE (page), "");
  g_object_set (page, "sort", "created_at", "descending", TRUE, NULL);
}

/* --- behind the window ---------------------------------------------------- */

/* Seconds for which the result of an import that was put aside is offered. */
#define RESULT_SECONDS 30

/**
 * rg_window_put_import_aside:
 * @self: a window
 * @assistant: of an import that is being written
 *
 * Closes the assistant; the import goes on, and its result is told.
 */
void
rg_window_put_import_aside (RgWindow *self, AdwDialog *assistant)
{
  g_set_object (&self->aside, assistant);
  adw_dialog_force_close (assistant);
  rg_window_toast (self, _ ("The import goes on. When it is done, that is said here."));
}

/**
 * rg_window_tell_import:
 * @self: a window whose import was put aside
 * @text: what came of it
 */
void
rg_window_tell_import (RgWindow *self, const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_timeout (toast, RESULT_SECONDS);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_button_label (toast, _ ("Show Result"));
  adw_toast_set_action_name (toast, "win.show-import");
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

static void
show_import (RgWindow *self)
{
  g_autoptr (AdwDialog) assistant = g_steal_pointer (&self->aside);

  if (assistant == NULL)
    return;
  self->importing = TRUE;
  adw_dialog_present (assistant, GTK_WIDGET (self));
}

/**
 * rg_window_show_running_import:
 * @self: a window
 *
 * Returns: whether an import goes on behind it, whose assistant is shown now
 */
gboolean
rg_window_show_running_import (RgWindow *self)
{
  if (self->aside == NULL || self->busy == NULL)
    return FALSE;
  show_import (self);
  return TRUE;
}

static void
show_import_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  show_import (RG_WINDOW (widget));
}

static void
import_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgWindow *self = RG_WINDOW (widget);

  if (rg_window_show_running_import (self))
    return;
  queue (self, rg_import_session_new (self, NULL));
}

/* --- dropped files -------------------------------------------------------- */

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, RgWindow *self)
{
  gboolean any = FALSE;

  for (GSList *l = g_value_get_boxed (value); l != NULL; l = l->next)
    {
      if (!rg_import_choose_fits (l->data))
        continue;
      rg_window_import_file (self, l->data);
      any = TRUE;
    }
  if (!any)
    rg_window_toast (self, _ ("That cannot be imported. Workbooks, CSV files and contact cards can be."));

  return any;
}

/**
 * rg_window_init_import:
 * @self: a window
 *
 * Lists that are dropped on it are imported.
 */
void
rg_window_init_import (RgWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_queue_init (&self->imports);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/**
 * rg_window_install_import_actions:
 * @klass: the window's class
 */
void
rg_window_install_import_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.show-import", NULL, show_import_action);
  gtk_widget_class_install_action (klass, "win.import", NULL, import_action);
}
