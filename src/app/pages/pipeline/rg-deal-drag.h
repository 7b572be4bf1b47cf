/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/pages/pipeline/rg-deal-card.h"

G_BEGIN_DECLS

typedef void (*RgDealDropFunc) (gint64 deal_id, gpointer user_data);

/* A card can be dragged; Esc lets it go. */
void rg_deal_drag_add_source (RgDealCard *card);
/* Cards of this program can be dropped on the widget. */
void rg_deal_drag_add_target (GtkWidget *widget, RgDealDropFunc func, gpointer user_data);

G_END_DECLS
