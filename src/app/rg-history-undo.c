/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-history-private.h"

#include "app/rg-history-clash.h"
#include "app/rg-window-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  RgHistoryDialog *dialog;
  RgOperation *target;  /* what was to be undone */
  GPtrArray *obstacles; /* RgOperation */
} Clash;

static void
clash_free (gpointer data)
{
  Clash *clash = data;

  g_object_unref (clash->dialog);
  rg_operation_free (clash->target);
  g_clear_pointer (&clash->obstacles, g_ptr_array_unref);
  g_free (clash);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Clash, clash_free)

static void
clash_closure_free (gpointer data, GClosure *closure)
{
  clash_free (data);
}

static void
say_failed (RgHistoryDialog *self, const char *message)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Left as It Is"), message);

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("Close"));
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
clash_response_cb (AdwAlertDialog *dialog, const char *response, Clash *clash)
{
  g_autofree gint64 *ids = g_new (gint64, clash->obstacles->len + 1);

  if (!g_str_equal (response, "undo"))
    return;
  for (guint i = 0; i < clash->obstacles->len; i++)
    ids[i] = ((const RgOperation *) g_ptr_array_index (clash->obstacles, i))->id;
  ids[clash->obstacles->len] = clash->target->id;
  rg_history_step (clash->dialog, RG_UNDO, ids, clash->obstacles->len + 1);
}

static gpointer
obstacles_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_history_obstacles (read, *(const gint64 *) data, RG_HISTORY_MOST_OBSTACLES, error);
}

static void
obstacles_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Clash) clash = user_data;
  RgHistoryDialog *self = clash->dialog;
  g_autoptr (GError) error = NULL;
  AdwDialog *dialog;

  clash->obstacles = rg_store_read_finish (RG_STORE (source), result, &error);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  self->stepping = FALSE;
  if (clash->obstacles == NULL)
    {
      say_failed (self, error->message);
      return;
    }

  dialog = rg_history_clash_dialog_new (clash->target->label, clash->obstacles);
  g_signal_connect_data (dialog, "response", G_CALLBACK (clash_response_cb), g_steal_pointer (&clash),
                         clash_closure_free, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
show_clash (RgHistoryDialog *self, gint64 id, const char *label)
{
  Clash *clash = g_new0 (Clash, 1);

  clash->dialog = g_object_ref (self);
  clash->target = g_new0 (RgOperation, 1);
  clash->target->id = id;
  clash->target->label = g_strdup (label);
  self->stepping = TRUE;
  rg_store_read_async (self->store, obstacles_func, g_memdup2 (&id, sizeof id), g_free,
                       (GDestroyNotify) g_ptr_array_unref, self->cancellable, obstacles_cb, clash);
}

typedef struct
{
  RgHistoryDialog *dialog;
  RgUndoDirection direction;
  gint64 last;
  char *label; /* of the last */
} Stepping;

static void
stepped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Stepping *stepping = user_data;
  g_autoptr (RgHistoryDialog) self = stepping->dialog;
  g_autofree char *label = stepping->label;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgOperation) operation = rg_undo_steps_finish (RG_STORE (source), result, &error);
  g_autofree char *text = NULL;

  self->stepping = FALSE;
  if (self->window != NULL)
    rg_window_set_busy (self->window, NULL);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (operation != NULL)
    {
      text = g_strdup_printf (stepping->direction == RG_UNDO ? _ ("Undone: %s") : _ ("Redone: %s"),
                              operation->label);
      rg_history_say (self, text);
    }
  else if (stepping->direction == RG_UNDO && g_error_matches (error, RG_STORE_ERROR, RG_STORE_ERROR_CLASH))
    show_clash (self, stepping->last, label);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say_failed (self, error->message);
}

static char *
dup_label (RgHistoryDialog *self, gint64 id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (RgHistoryItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (rg_history_item_get_id (item) == id)
        return g_strdup (rg_history_item_get_line (item)->operation->label);
    }

  return g_strdup ("");
}

/**
 * rg_history_step:
 * @self: the dialog
 * @direction: undo or redo
 * @ids: (array length=n_ids): operations, in the order in which they are taken
 *   back; the last is the one that is meant
 * @n_ids: how many
 *
 * Undoes or makes again; asks what to do when later changes stand in the way.
 */
void
rg_history_step (RgHistoryDialog *self, RgUndoDirection direction, const gint64 *ids, guint n_ids)
{
  Stepping *stepping;

  if (self->stepping || self->window == NULL)
    return;
  if (rg_window_is_busy (self->window))
    {
      g_autofree char *text = g_strdup_printf (_ ("Please wait until this is done: %s"), self->window->busy);

      rg_history_say (self, text);
      return;
    }

  stepping = g_new0 (Stepping, 1);
  stepping->dialog = g_object_ref (self);
  stepping->direction = direction;
  stepping->last = ids[n_ids - 1];
  stepping->label = dup_label (self, stepping->last);
  self->stepping = TRUE;
  rg_window_set_busy (self->window, direction == RG_UNDO ? _ ("Undoing…") : _ ("Redoing…"));
  rg_undo_steps_async (self->store, GTK_WIDGET (self), direction, NULL, ids, n_ids, stepped_cb, stepping);
}
