/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-store.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Opens a deal in a dialog: to make one, or to change, win, lose, open again or delete
 * one that is there; with its history. Each is one operation, with an Undo toast.
 * @deal_id: 0 makes a new one, of @customer_id (0: to be chosen) in @stage_id (0: the
 * first). What is needed is read first; without a window by then nothing opens. */
void rg_deal_dialog_present (GtkWidget *parent,
                             RgStore *store,
                             gint64 deal_id,
                             gint64 customer_id,
                             gint64 stage_id);
/* A new one in @stage_id that begins with what was typed elsewhere. */
void rg_deal_dialog_present_new (GtkWidget *parent, RgStore *store, gint64 stage_id, const char *title);

G_END_DECLS
