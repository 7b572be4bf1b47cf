/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-row.h"
#include "store/rg-op.h"

G_BEGIN_DECLS

/* What is to be done: for a customer or for nobody, on a day, perhaps again and
 * again. A task is read as a row of the entity "task". The one next step with a
 * customer (customer.next_date, next_what) is no task: it is done and put off by
 * the functions for steps. */

/**
 * RgTaskWords:
 * @customer_id: for whom; 0: for nobody; -1, in a change: as it is
 * @title: what is to be done
 * @kind: (nullable): as what it is entered in the timeline when it is done
 * @due: ISO day
 * @due_time: (nullable): “15:30”
 * @staff: (nullable): who does it
 * @priority: (nullable): high, normal, low
 * @repeat: (nullable): stored form of [struct@Repeat]
 * @notes: (nullable)
 * @deal_id: for which deal; 0: for none, in a change as it is
 *
 * What a person says of a task. In a change a text that is %NULL stays as it is
 * and "" takes it away.
 */
typedef struct
{
  gint64 customer_id;
  const char *title;
  const char *kind;
  const char *due;
  const char *due_time;
  const char *staff;
  const char *priority;
  const char *repeat;
  const char *notes;
  gint64 deal_id;
} RgTaskWords;

/**
 * RgTaskDone:
 * @at: UTC milliseconds; 0: now
 * @kind: (nullable): as what it is entered; %NULL: the task's, or a note
 * @text: (nullable): what happened; %NULL: what was to be done
 * @outcome: (nullable): what came of it
 * @staff: (nullable): who did it; %NULL: who was to
 * @next_date: (nullable): ISO day of what is next: of the task's next time when
 *   it repeats, else of the customer's next step
 * @next_what: (nullable): what that step is
 * @parts: (nullable) (array length=n_parts): what the kind's form was answered
 *
 * How something was done.
 */
typedef struct
{
  gint64 at;
  const char *kind;
  const char *text;
  const char *outcome;
  const char *staff;
  const char *next_date;
  const char *next_what;
  const RgCell *parts;
  guint n_parts;
} RgTaskDone;

/* Returns the id, or 0 and @error when a value is not right. */
gint64 rg_task_add (RgOp *op, const RgTaskWords *words, GError **error);
/* Another day is a new one, from which being late counts; to let it wait there
 * is rg_task_put_off(). */
gboolean rg_task_change (RgOp *op, gint64 id, const RgTaskWords *words, GError **error);
/* @due_time: (nullable): NULL keeps it, "" takes it away */
gboolean rg_task_put_off (RgOp *op, gint64 id, const char *due, const char *due_time, GError **error);
/* @next_id: (out) (optional): of the task that was made for the next time, 0 for none */
gboolean rg_task_done (RgOp *op, gint64 id, const RgTaskDone *done, gint64 *next_id, GError **error);
/* It will not be done. One that repeats comes no more. */
gboolean rg_task_drop (RgOp *op, gint64 id, GError **error);
/* What its being done came to stays in the timeline; what repeated goes on with the
 * one that was made then. */
gboolean rg_task_reopen (RgOp *op, gint64 id, GError **error);
gboolean rg_task_delete (RgOp *op, gint64 id, GError **error);

/* The customer's next step: it is done by what happened, and empty then unless
 * @done says what is next. */
gboolean rg_step_done (RgOp *op, gint64 customer_id, const RgTaskDone *done, GError **error);
/* Somebody was spoken to of something else: the next step stays unless @done says
 * another. */
gboolean rg_contact_done (RgOp *op, gint64 customer_id, const RgTaskDone *done, GError **error);
gboolean rg_step_put_off (RgOp *op, gint64 customer_id, const char *due, GError **error);

/* The row of an entity "task"; NULL and @error also when there is none. (transfer full) */
RgRow *rg_task_read (RgRead *read, gint64 id, GError **error);
/* (element-type RgRow) (transfer full): the customer's, open ones first, by day. */
GPtrArray *rg_task_list_of (RgRead *read, gint64 customer_id, GError **error);
/* The same of a deal. */
GPtrArray *rg_task_list_of_deal (RgRead *read, gint64 deal_id, GError **error);

G_END_DECLS
