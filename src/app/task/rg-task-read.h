/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-row.h"

G_BEGIN_DECLS

/* What the dialogs about a task need to know before they open. */

/**
 * RgTaskSheet:
 * @task: (nullable): what is planned; %NULL: nothing yet, or a customer's next step
 * @customer: (nullable): for whom
 * @forms: (element-type RgContactForm): what entries of a kind are asked for
 */
typedef struct
{
  RgRow *task;
  RgRow *customer;
  GPtrArray *forms;
} RgTaskSheet;

void rg_task_sheet_free (RgTaskSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgTaskSheet, rg_task_sheet_free)

/* NULL from the finish function, and an error, also when the task is gone. */
void rg_task_sheet_read_async (RgStore *store,
                               gint64 task_id,
                               gint64 customer_id,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
RgTaskSheet *rg_task_sheet_read_finish (RgStore *store, GAsyncResult *result, GError **error);
/* What the customer is called; NULL without one. (transfer full) */
char *rg_task_sheet_dup_name (const RgTaskSheet *sheet);
/* What is to be done; the name where nobody said. (transfer full) */
char *rg_task_sheet_dup_title (const RgTaskSheet *sheet);

G_END_DECLS
