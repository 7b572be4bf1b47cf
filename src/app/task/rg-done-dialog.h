/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-store.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks how a task, or (@task_id 0) a customer's next step, went: what came of it,
 * what the kind's form wants to know, and what is next, which is proposed. Enter
 * saves; one operation, with an Undo toast. What is needed is read first; without
 * a window by then nothing opens. */
void rg_done_dialog_present (GtkWidget *parent, RgStore *store, gint64 task_id, gint64 customer_id);
/* The same, when it is known as what it was done. @kind: (nullable): of an event */
void rg_done_dialog_present_as (GtkWidget *parent,
                                RgStore *store,
                                gint64 task_id,
                                gint64 customer_id,
                                const char *kind);
/* How it went with a customer who was spoken to of nothing that was planned: the next
 * step stays unless another one is chosen. @kind: of an event */
void rg_done_dialog_present_contact (GtkWidget *parent, RgStore *store, gint64 customer_id, const char *kind);

G_END_DECLS
