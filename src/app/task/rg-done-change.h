/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-op.h"

G_BEGIN_DECLS

/**
 * RgDoneChange:
 * @task_id: what was done; 0: the customer's next step
 * @customer_id: whose step
 * @contact: nothing that was planned: the customer was spoken to of something else
 * @brief: nobody was asked for the parts of the kind's form: what needs some is
 *   refused
 *
 * What was said in the dialog; see [struct@TaskDone] for the rest.
 */
typedef struct
{
  gint64 task_id;
  gint64 customer_id;
  gboolean contact;
  gboolean brief;
  char *kind;
  char *text;
  char *outcome;
  char *next_date;
  char *next_what;
  GPtrArray *keys;
  GArray *values; /* RgValue, as many as keys */
} RgDoneChange;

RgDoneChange *rg_done_change_new (gint64 task_id, gint64 customer_id);
void rg_done_change_free (gpointer change);
/* A field of the event and what it was answered; copied. */
void rg_done_change_add_part (RgDoneChange *change, const char *key, const RgValue *value);
/* An #RgChangeFunc. */
gboolean rg_done_change_save (RgOp *op, gpointer data, GCancellable *cancellable, GError **error);

G_END_DECLS
