/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-store.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is done with a deal from a board, a list or its dialog: one operation each, with
 * an Undo toast. A closed gate opens a dialog that says what is missing and lets it be
 * added there and then; when nothing is missing any more it goes on. Passing all the same
 * needs a reason. */
void rg_deal_act_move (GtkWidget *widget, RgStore *store, gint64 deal_id, gint64 stage_id);
void rg_deal_act_win (GtkWidget *widget, RgStore *store, gint64 deal_id);
/* Asks why, with the reasons that were given before as proposals. */
void rg_deal_act_lose (GtkWidget *widget, RgStore *store, gint64 deal_id);
void rg_deal_act_reopen (GtkWidget *widget, RgStore *store, gint64 deal_id);
void rg_deal_act_delete (GtkWidget *widget, RgStore *store, gint64 deal_id);

G_END_DECLS
