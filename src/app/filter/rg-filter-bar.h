/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-condition.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RgFilterBar:
 *
 * What a list is filtered by: a chip with the sentence of each part, which can
 * be taken away, and buttons with the actions page.filter, page.save-view and
 * page.clear-filter. Emits "changed" with the condition that is left when a
 * part was taken away; %NULL: nothing is left.
 */
#define RG_TYPE_FILTER_BAR (rg_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (RgFilterBar, rg_filter_bar, RG, FILTER_BAR, GtkWidget)

/* @entity: what is filtered: "customer" or "deal". */
GtkWidget *rg_filter_bar_new (const char *entity);
/* @condition: (nullable): shown without chips; @title: (nullable): what it is
 * called. */
void rg_filter_bar_set (RgFilterBar *self, RgStore *store, RgCondition *condition, const char *title);
/* How many parts there are, and what one says; "" until that is known. */
guint rg_filter_bar_get_n_parts (RgFilterBar *self);
const char *rg_filter_bar_get_part (RgFilterBar *self, guint part);
/* Does what a person would do. */
void rg_filter_bar_remove (RgFilterBar *self, guint part);

G_END_DECLS
