/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-op.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the window does to tasks and next steps, each in one operation. */

/**
 * RgTaskChange:
 * @id: of a task; 0: a new one
 *
 * What was written into the dialog; see [struct@TaskWords] for the rest.
 */
typedef struct
{
  gint64 id;
  gint64 customer_id;
  gint64 deal_id;
  char *title;
  char *kind;
  char *due;
  char *due_time;
  char *staff;
  char *priority;
  char *repeat;
  char *notes;
} RgTaskChange;

RgTaskChange *rg_task_change_new (gint64 id);
void rg_task_change_free (gpointer change);
/* An #RgChangeFunc. */
gboolean rg_task_change_save (RgOp *op, gpointer data, GCancellable *cancellable, GError **error);

/**
 * RgTaskStep:
 * @RG_TASK_STEP_DROP: it will not be done
 * @RG_TASK_STEP_DELETE: it was never meant
 * @RG_TASK_STEP_REOPEN: it is to be done after all
 *
 * What becomes of a task besides being done.
 */
typedef enum
{
  RG_TASK_STEP_DROP,
  RG_TASK_STEP_DELETE,
  RG_TASK_STEP_REOPEN,
} RgTaskStep;

/* Does it and says so, with an Undo. */
void rg_task_step (RgStore *store, GtkWidget *widget, RgTaskStep step, gint64 task_id, const char *title);
/* The same for another day, of a task or (@task_id 0) of a customer's next step.
 * @what: what or whom, for the toast. */
void rg_task_move (RgStore *store,
                   GtkWidget *widget,
                   gint64 task_id,
                   gint64 customer_id,
                   const char *what,
                   const char *day);

G_END_DECLS
