/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/pages/today/rg-today-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RgTodayLine:
 *
 * What a line of the day's list looks like. Its buttons are the actions "today.…"
 * of whatever it stands in, with the line's place as their target.
 */
#define RG_TYPE_TODAY_LINE (rg_today_line_get_type ())
G_DECLARE_FINAL_TYPE (RgTodayLine, rg_today_line, RG, TODAY_LINE, GtkBox)

GtkWidget *rg_today_line_new (void);
/* @item: (nullable); @mask: whether phones are masked; @editable: whether anything
 * may be changed */
void rg_today_line_set (RgTodayLine *self, RgTodayItem *item, gboolean mask, gboolean editable);
RgTodayItem *rg_today_line_get (RgTodayLine *self); /* (transfer none) (nullable) */
void rg_today_line_set_narrow (RgTodayLine *self, gboolean narrow);

G_END_DECLS
