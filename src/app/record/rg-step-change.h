/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-change.h"

G_BEGIN_DECLS

/**
 * RgStepChange:
 * @task_id: what is put off; 0: the customer's next step
 * @customer_id: whose step
 * @day: (nullable): ISO day; "" takes a step away, with what it is; %NULL: as it is
 * @what: (nullable): what the step is; %NULL: as it is
 *
 * Another day for something that is to be done, or other words for the next step, on
 * the way to the shop.
 */
typedef struct
{
  gint64 task_id;
  gint64 customer_id;
  char *day;
  char *what;
} RgStepChange;

/* @day: (nullable): as "" */
RgStepChange *rg_step_change_new (gint64 task_id, gint64 customer_id, const char *day);
/* @what: what the customer's next step is; "": nothing is said of it */
RgStepChange *rg_step_change_new_what (gint64 customer_id, const char *what);
void rg_step_change_free (gpointer change);
/* What rg_change_async() runs; data is an RgStepChange. */
gboolean rg_step_change_save (RgOp *op, gpointer data, GCancellable *cancellable, GError **error);

G_END_DECLS
