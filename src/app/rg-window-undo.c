/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-window-private.h"

#include "store/rg-op.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  DIRECTION_UNDO,
  DIRECTION_REDO,
} Direction;

typedef struct
{
  gint64 operation;
  Direction direction;
  const char *session;
  RgWindow *window;
} Step;

static gpointer
step_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  Step *step = data;
  /* A named operation may be an import, which belongs to nobody's Ctrl+Z. */
  const char *session = step->operation == 0 ? step->session : NULL;

  if (step->direction == DIRECTION_REDO)
    return rg_redo (write, step->operation, RG_ORIGIN_WINDOW, session, cancellable, error);

  return rg_undo (write, step->operation, RG_ORIGIN_WINDOW, session, cancellable, error);
}

static void
say_nothing_to_do (RgWindow *self, Direction direction)
{
  rg_window_toast (self, direction == DIRECTION_UNDO ? _ ("There is nothing to undo.")
                                                     : _ ("There is nothing to redo."));
}

static void
stepped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Step *step = user_data;
  g_autoptr (RgWindow) self = step->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgOperation) operation = rg_store_write_finish (RG_STORE (source), result, &error);
  g_autofree char *text = NULL;

  rg_window_set_busy (self, NULL);
  if (operation == NULL)
    {
      if (g_error_matches (error, RG_STORE_ERROR, RG_STORE_ERROR_NOTHING))
        say_nothing_to_do (self, step->direction);
      else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        rg_window_toast (self, error->message);
      return;
    }

  if (step->direction == DIRECTION_UNDO)
    {
      /* Translators: %s is what was undone, as the history says it. */
      text = g_strdup_printf (_ ("Undone: %s"), operation->label);
      rg_window_toast (self, text);
    }
  else
    {
      /* Translators: %s is what was done again, as the history says it. */
      text = g_strdup_printf (_ ("Redone: %s"), operation->label);
      rg_window_toast_undo (self, text, 0);
    }
}

static void
take_step (RgWindow *self, Direction direction, gint64 operation)
{
  Step *step, *data;

  /* One after the other: the second Ctrl+Z takes what the first leaves. */
  if (self->store == NULL || rg_store_is_read_only (self->store) || self->busy != NULL)
    return;

  rg_window_set_busy (self, direction == DIRECTION_UNDO ? _ ("Undoing…") : _ ("Redoing…"));
  data = g_new0 (Step, 1);
  data->direction = direction;
  data->operation = operation;
  data->session = rg_window_get_session (self);
  step = g_memdup2 (data, sizeof *data);
  step->window = g_object_ref (self);
  rg_store_write_async (self->store, step_func, data, g_free, (GDestroyNotify) rg_operation_free, NULL,
                        stepped_cb, step);
}

/**
 * rg_window_undo_operation:
 * @self: a window
 * @operation: what to take back; 0: what was done last in this window
 */
void
rg_window_undo_operation (RgWindow *self, gint64 operation)
{
  take_step (self, DIRECTION_UNDO, operation);
}

static void
undo (GtkWidget *widget, const char *action, GVariant *parameter)
{
  take_step (RG_WINDOW (widget), DIRECTION_UNDO, 0);
}

static void
redo (GtkWidget *widget, const char *action, GVariant *parameter)
{
  take_step (RG_WINDOW (widget), DIRECTION_REDO, 0);
}

static void
undo_operation (GtkWidget *widget, const char *action, GVariant *parameter)
{
  take_step (RG_WINDOW (widget), DIRECTION_UNDO, g_variant_get_int64 (parameter));
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

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_timeout (toast, 10);
  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_action_name (toast, "win.undo-operation");
  adw_toast_set_action_target_value (toast, g_variant_new_int64 (operation));
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
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
  gtk_widget_class_install_action (klass, "win.undo-operation", "x", undo_operation);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.redo", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.redo", NULL);
}
