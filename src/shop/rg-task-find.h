/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-row.h"

G_BEGIN_DECLS

/**
 * RgTaskFilter:
 * @state: (nullable): open, done or dropped; %NULL: any
 * @staff: (nullable): who does them; "": nobody; %NULL: whoever
 * @customer_id: for whom; 0: for whomever
 * @from: (nullable): ISO day of the first of them
 * @to: (nullable): ISO day of the last
 * @limit: at most so many; 0: all
 *
 * Which tasks are asked for.
 */
typedef struct
{
  const char *state;
  const char *staff;
  gint64 customer_id;
  const char *from;
  const char *to;
  guint limit;
} RgTaskFilter;

/* (element-type RgRow) (transfer full): by day, those with a time first, then by
 * priority. NULL and @error also when cancelled. */
GPtrArray *rg_task_find (RgRead *read, const RgTaskFilter *filter, GError **error);

G_END_DECLS
