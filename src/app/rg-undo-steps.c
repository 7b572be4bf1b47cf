/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-undo-steps.h"

#include "app/rg-progress-dialog.h"
#include "shop/rg-follow.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  RgProgress *progress;
  RgUndoDirection direction;
  char *session;
  gint64 *ids;
  guint n_ids;
  guint next;
  RgFollowTurn turn; /* how far the one is that is being taken; the thread's */
} Steps;

/* One of them, for the thread. */
typedef struct
{
  RgUndoDirection direction;
  char *session;
  gint64 id;
  RgFollowTurn *turn; /* of the steps, which wait for this one */
} Step;

static void
steps_free (gpointer data)
{
  Steps *steps = data;

  g_free (steps->session);
  g_free (steps->ids);
  g_free (steps);
}

static void
step_free (gpointer data)
{
  Step *step = data;

  g_free (step->session);
  g_free (step);
}

static gpointer
step_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const Step *step = data;
  /* What is named may be an import, which belongs to nobody's Ctrl+Z. */
  const char *session = step->id == 0 ? step->session : NULL;

  return (step->direction == RG_REDO ? rg_follow_redo : rg_follow_undo) (
      write, step->id, RG_ORIGIN_WINDOW, session, step->turn, cancellable, error);
}

static void take_step (GTask *task);

static void
stepped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Steps *steps = g_task_get_task_data (task);
  g_autoptr (RgOperation) operation = NULL;
  GError *error = NULL;

  operation = rg_store_write_finish (RG_STORE (source), result, &error);
  /* Tags of rules that lay in the way are gone, or are to go, and then the step itself. */
  if (rg_follow_turn_goes_on (&steps->turn, error) || (operation != NULL && ++steps->next < steps->n_ids))
    {
      g_clear_error (&error);
      take_step (g_steal_pointer (&task));
      return;
    }

  g_clear_pointer (&steps->progress, rg_progress_end);
  if (operation != NULL)
    g_task_return_pointer (task, g_steal_pointer (&operation), (GDestroyNotify) rg_operation_free);
  else
    g_task_return_error (task, error);
}

/* @task: (transfer full) */
static void
take_step (GTask *task)
{
  Steps *steps = g_task_get_task_data (task);
  Step *step = g_new0 (Step, 1);

  step->direction = steps->direction;
  step->session = g_strdup (steps->session);
  step->id = steps->ids[steps->next];
  if (!steps->turn.again)
    steps->turn = (RgFollowTurn) { 0 };
  step->turn = &steps->turn;
  /* How far a single one is cannot be told. */
  rg_progress_report (steps->progress, steps->next,
                      steps->n_ids > 1 ? (double) steps->next / steps->n_ids : RG_PROGRESS_UNKNOWN);
  rg_store_write_async (g_task_get_source_object (task), step_func, step, step_free,
                        (GDestroyNotify) rg_operation_free, rg_progress_get_cancellable (steps->progress),
                        stepped_cb, task);
}

/**
 * rg_undo_steps_async:
 * @store: the shop
 * @parent: what the dialog is shown over
 * @direction: undo or redo
 * @session: (nullable): whose newest an id of 0 is
 * @ids: (array length=n_ids): operations, in the order in which they are taken
 *   back
 * @n_ids: how many; at least one
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Undoes or makes again one operation after the other, each as an operation of
 * its own, until all are done or one fails.
 */
void
rg_undo_steps_async (RgStore *store,
                     GtkWidget *parent,
                     RgUndoDirection direction,
                     const char *session,
                     const gint64 *ids,
                     guint n_ids,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  GTask *task;
  Steps *steps;

  g_return_if_fail (RG_IS_STORE (store));
  g_return_if_fail (n_ids > 0);

  steps = g_new0 (Steps, 1);
  steps->progress = rg_progress_begin (parent, direction == RG_UNDO ? _ ("Undoing…") : _ ("Redoing…"), NULL);
  steps->direction = direction;
  steps->session = g_strdup (session);
  steps->ids = g_memdup2 (ids, n_ids * sizeof *ids);
  steps->n_ids = n_ids;
  task = g_task_new (store, NULL, callback, user_data);
  g_task_set_source_tag (task, rg_undo_steps_async);
  g_task_set_task_data (task, steps, steps_free);
  take_step (task);
}

/**
 * rg_undo_steps_finish:
 * @store: the shop
 * @result: what the callback got
 * @error: see [func@undo] and [func@redo]
 *
 * Returns: (transfer full): what the last step undid or made again, or %NULL
 */
RgOperation *
rg_undo_steps_finish (RgStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
