/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/task/rg-task-change.h"

#include "app/rg-change.h"
#include "app/widgets/rg-display.h"
#include "catalog/rg-date.h"
#include "shop/rg-task.h"

#include <glib/gi18n-lib.h>

/* --- as it is written ------------------------------------------------------ */

/**
 * rg_task_change_new:
 * @id: of a task; 0: a new one
 *
 * Returns: (transfer full): nothing said yet
 */
RgTaskChange *
rg_task_change_new (gint64 id)
{
  RgTaskChange *change = g_new0 (RgTaskChange, 1);

  change->id = id;
  return change;
}

/**
 * rg_task_change_free:
 * @change: (transfer full): what was said
 */
void
rg_task_change_free (gpointer change)
{
  RgTaskChange *self = change;

  g_free (self->title);
  g_free (self->kind);
  g_free (self->due);
  g_free (self->due_time);
  g_free (self->staff);
  g_free (self->priority);
  g_free (self->repeat);
  g_free (self->notes);
  g_free (self);
}

/**
 * rg_task_change_save:
 * @op: the operation of a write
 * @data: a change
 * @cancellable: (nullable): not looked at
 * @error: return location for an error
 *
 * Returns: whether it is written
 */
gboolean
rg_task_change_save (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgTaskChange *change = data;
  const RgTaskWords words = {
    .customer_id = change->customer_id,
    .deal_id = change->deal_id,
    .title = change->title,
    .kind = change->kind,
    .due = change->due,
    .due_time = change->due_time,
    .staff = change->staff,
    .priority = change->priority,
    .repeat = change->repeat,
    .notes = change->notes,
  };

  return change->id != 0 ? rg_task_change (op, change->id, &words, error)
                         : rg_task_add (op, &words, error) != 0;
}

/* --- dropped, deleted, opened again ----------------------------------------- */

typedef struct
{
  RgTaskStep step;
  gint64 id;
} Step;

static gboolean
step_func (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  const Step *step = data;

  switch (step->step)
    {
    case RG_TASK_STEP_DROP:
      return rg_task_drop (op, step->id, error);
    case RG_TASK_STEP_DELETE:
      return rg_task_delete (op, step->id, error);
    case RG_TASK_STEP_REOPEN:
    default:
      return rg_task_reopen (op, step->id, error);
    }
}

/* Translators, also below: %s is what was to be done. (transfer full) */
static char *
step_label (RgTaskStep step, const char *title)
{
  switch (step)
    {
    case RG_TASK_STEP_DROP:
      return g_strdup_printf (_ ("Drop “%s”"), title);
    case RG_TASK_STEP_DELETE:
      return g_strdup_printf (_ ("Delete “%s”"), title);
    case RG_TASK_STEP_REOPEN:
    default:
      return g_strdup_printf (_ ("Open “%s” again"), title);
    }
}

static char *
step_said (RgTaskStep step, const char *title)
{
  switch (step)
    {
    case RG_TASK_STEP_DROP:
      return g_strdup_printf (_ ("Dropped “%s”"), title);
    case RG_TASK_STEP_DELETE:
      return g_strdup_printf (_ ("Deleted “%s”"), title);
    case RG_TASK_STEP_REOPEN:
    default:
      return g_strdup_printf (_ ("Opened “%s” again"), title);
    }
}

/**
 * rg_task_step:
 * @store: the shop
 * @widget: where it is done
 * @step: what becomes of it
 * @task_id: of a task
 * @title: what was to be done
 *
 * Does it and says so in a toast with Undo.
 */
void
rg_task_step (RgStore *store, GtkWidget *widget, RgTaskStep step, gint64 task_id, const char *title)
{
  g_autofree char *label = NULL;
  g_autofree char *done = NULL;
  Step *data = g_new0 (Step, 1);

  *data = (Step) { step, task_id };
  label = step_label (step, title);
  done = step_said (step, title);
  rg_change_say (store, widget, label, step_func, data, g_free, done);
}

/* --- another day ------------------------------------------------------------ */

typedef struct
{
  gint64 task_id;
  gint64 customer_id;
  char *day;
} Move;

static void
move_free (gpointer data)
{
  Move *move = data;

  g_free (move->day);
  g_free (move);
}

static gboolean
move_func (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  const Move *move = data;

  return move->task_id != 0 ? rg_task_put_off (op, move->task_id, move->day, NULL, error)
                            : rg_step_put_off (op, move->customer_id, move->day, error);
}

/**
 * rg_task_move:
 * @store: the shop
 * @widget: where it is done
 * @task_id: of a task; 0: a customer's next step
 * @customer_id: whose step that is
 * @what: what or whom it is about, for the toast
 * @day: ISO day to which it goes
 *
 * Puts it off and says so in a toast with Undo.
 */
void
rg_task_move (RgStore *store,
              GtkWidget *widget,
              gint64 task_id,
              gint64 customer_id,
              const char *what,
              const char *day)
{
  Move *move = g_new0 (Move, 1);
  g_autofree char *words = NULL;
  g_autofree char *label = NULL;
  g_autofree char *done = NULL;
  GDate today, date;

  move->task_id = task_id;
  move->customer_id = customer_id;
  move->day = g_strdup (day);
  rg_display_today (&today);
  words = rg_date_from_iso (day, &date) ? rg_display_day (&date, &today) : g_strdup (day);
  /* Translators: a line of the history; the first %s is what is to be done, the
   * second one a day. */
  label = g_strdup_printf (_ ("Put off “%s”: %s"), what, words);
  /* Translators: the first %s is what is to be done, the second one a day. */
  done = g_strdup_printf (_ ("“%s” is put off: %s"), what, words);
  rg_change_say (store, widget, label, move_func, move, move_free, done);
}
