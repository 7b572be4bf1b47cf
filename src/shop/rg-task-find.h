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
 * @text: (nullable): words that must all be found in what is to be done, in its
 *   notes or its customer's name, also by pinyin and initials; or the customer's
 *   phone number, also its end
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
  const char *text;
} RgTaskFilter;

/* (element-type RgRow) (transfer full): by day, those with a time first, then by
 * priority. NULL and @error also when cancelled. */
GPtrArray *rg_task_find (RgRead *read, const RgTaskFilter *filter, GCancellable *cancellable, GError **error);

G_END_DECLS
