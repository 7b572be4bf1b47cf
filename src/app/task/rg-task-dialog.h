/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-store.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Opens what is to be done in a dialog: to plan it, or to change, do, drop or
 * delete what is planned. Each is one operation, with an Undo toast. @task_id: 0
 * plans something new; @customer_id: for whom that is, 0: for nobody; @day:
 * (nullable): its ISO day, NULL: today. What is needed is read first; without a
 * window by then nothing opens. */
void rg_task_dialog_present (GtkWidget *parent,
                             RgStore *store,
                             gint64 task_id,
                             gint64 customer_id,
                             const char *day);

/* Something new for a deal. @customer_id: the deal's; 0: nobody */
void rg_task_dialog_present_for_deal (GtkWidget *parent,
                                      RgStore *store,
                                      gint64 deal_id,
                                      gint64 customer_id,
                                      const char *day);

G_END_DECLS
