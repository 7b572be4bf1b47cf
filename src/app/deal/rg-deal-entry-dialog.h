/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-store.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Writes what happened with a deal's customer into the timeline, put to the deal. One
 * operation, with an Undo toast. @kind: of an event, or "sale". @hint: what it is
 * wanted for. What is needed is read first. */
void rg_deal_entry_dialog_present (GtkWidget *parent,
                                   RgStore *store,
                                   gint64 deal_id,
                                   gint64 customer_id,
                                   const char *kind,
                                   const char *hint);

G_END_DECLS
