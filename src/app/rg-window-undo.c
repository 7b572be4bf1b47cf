/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-window-private.h"

#include "app/rg-history-dialog.h"
#include "app/rg-undo-steps.h"

#include <glib/gi18n-lib.h>

/* A step that was asked for while another was being taken. */
typedef struct
{
  RgUndoDirection direction;
  gint64 operation;
} Step;

/**
 * rg_window_say_busy:
 * @self: a window in which something goes on
 *
 * Refuses something else with a word.
 */
void
rg_window_say_busy (RgWindow *self)
{
  /* Translators: %s is what is being done: "Importing…" */
  g_autofree char *text = g_strdup_printf (_ ("Please wait until this is done: %s"), self->busy);

  rg_window_toast (self, text);
}

static void take_step (RgWindow *self, RgUndoDirection direction, gint64 operation);

static void
say_nothing_to_do (RgWindow *self, RgUndoDirection direction)
{
  rg_window_toast (self,
                   direction == RG_UNDO ? _ ("There is nothing to undo.") : _ ("There is nothing to redo."));
}

/* What was done last is said at once: it does not wait until what was done before it,
 * and is undone perhaps, has been there long enough. */
static void
say_newest (RgWindow *self, AdwToast *toast)
{
  if (self->newest_toast != NULL)
    adw_toast_dismiss (self->newest_toast);
  g_set_weak_pointer (&self->newest_toast, toast);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

static void
say_stepped (RgWindow *self, RgUndoDirection direction, const RgOperation *operation)
{
  g_autofree char *text = NULL;

  if (direction == RG_UNDO)
    {
      /* Translators: %s is what was undone, as the history says it. */
      text = g_strdup_printf (_ ("Undone: %s"), operation->label);
      say_newest (self, adw_toast_new (text));
    }
  else
    {
      /* Translators: %s is what was done again, as the history says it. */
      text = g_strdup_printf (_ ("Redone: %s"), operation->label);
      rg_window_toast_undo (self, text, operation->id);
    }
}

/* Why not, and where to see what stands in the way. */
static void
say_clash (RgWindow *self, const char *message)
{
  AdwToast *toast = adw_toast_new (message);

  adw_toast_set_timeout (toast, 10);
  adw_toast_set_button_label (toast, _ ("History"));
  adw_toast_set_action_name (toast, "win.history");
  say_newest (self, toast);
}

static void
stepped (RgWindow *self, RgUndoDirection direction, RgStore *store, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgOperation) operation = rg_undo_steps_finish (store, result, &error);
  g_autofree Step *next = NULL;

  self->stepping = FALSE;
  rg_window_set_busy (self, NULL);
  if (operation != NULL)
    say_stepped (self, direction, operation);
  else if (g_error_matches (error, RG_STORE_ERROR, RG_STORE_ERROR_NOTHING))
    say_nothing_to_do (self, direction);
  else if (g_error_matches (error, RG_STORE_ERROR, RG_STORE_ERROR_CLASH))
    say_clash (self, error->message);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rg_window_toast (self, error->message);

  /* Where one did not go, those behind it are not what was meant. */
  if (operation == NULL)
    g_queue_clear_full (&self->steps, g_free);
  next = g_queue_pop_head (&self->steps);
  if (next != NULL)
    take_step (self, next->direction, next->operation);
  else
    rg_window_import_next (self);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgWindow) self = user_data;

  stepped (self, RG_UNDO, RG_STORE (source), result);
}

static void
redone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgWindow) self = user_data;

  stepped (self, RG_REDO, RG_STORE (source), result);
}

/* One after the other: the second Ctrl+Z takes what the first leaves. */
static void
take_step (RgWindow *self, RgUndoDirection direction, gint64 operation)
{
  if (self->store == NULL || rg_store_is_read_only (self->store))
    return;
  if (self->stepping)
    {
      Step step = { direction, operation };

      g_queue_push_tail (&self->steps, g_memdup2 (&step, sizeof step));
      return;
    }
  if (self->busy != NULL)
    {
      rg_window_say_busy (self);
      return;
    }

  self->stepping = TRUE;
  rg_window_set_busy (self, direction == RG_UNDO ? _ ("Undoing…") : _ ("Redoing…"));
  rg_undo_steps_async (self->store, GTK_WIDGET (self), direction, rg_window_get_session (self), &operation, 1,
                       direction == RG_UNDO ? undone_cb : redone_cb, g_object_ref (self));
}

/**
 * rg_window_undo_operation:
 * @self: a window
 * @operation: what to take back; 0: what was done last in this window
 */
void
rg_window_undo_operation (RgWindow *self, gint64 operation)
{
  take_step (self, RG_UNDO, operation);
}

static void
undo (GtkWidget *widget, const char *action, GVariant *parameter)
{
  take_step (RG_WINDOW (widget), RG_UNDO, 0);
}

static void
redo (GtkWidget *widget, const char *action, GVariant *parameter)
{
  take_step (RG_WINDOW (widget), RG_REDO, 0);
}

static void
undo_operation (GtkWidget *widget, const char *action, GVariant *parameter)
{
  take_step (RG_WINDOW (widget), RG_UNDO, g_variant_get_int64 (parameter));
}

static void
history (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgWindow *self = RG_WINDOW (widget);

  if (self->store != NULL &&
      !RG_IS_HISTORY_DIALOG (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self))))
    adw_dialog_present (rg_history_dialog_new (self), widget);
}

/**
 * rg_window_toast_undo:
 * @self: a window
 * @text: what was done, in the past
 * @operation: what its Undo takes back; 0: what was done last in this window
 */
void
rg_window_toast_undo (RgWindow *self, const char *text, gint64 operation)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_timeout (toast, 10);
  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_action_name (toast, "win.undo-operation");
  adw_toast_set_action_target_value (toast, g_variant_new_int64 (operation));
  say_newest (self, toast);
}

/**
 * rg_window_install_undo_actions:
 * @klass: the window's class
 *
 * The keys are bindings of the window and not of the application: those would
 * come before an entry's own Ctrl+Z.
 */
void
rg_window_install_undo_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.undo", NULL, undo);
  gtk_widget_class_install_action (klass, "win.redo", NULL, redo);
  gtk_widget_class_install_action (klass, "win.history", NULL, history);
  gtk_widget_class_install_action (klass, "win.undo-operation", "x", undo_operation);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.redo", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.redo", NULL);
}
