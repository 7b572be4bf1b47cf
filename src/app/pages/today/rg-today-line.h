/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/pages/today/rg-today-item.h"
#include "app/widgets/rg-texts.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RgTodayLine:
 *
 * What a line of the day's list looks like: one widget that draws all of it, since
 * the list keeps two hundred of them. The buttons are there while somebody points
 * at the line or has selected it; each stands for one of the actions "today.…".
 */
#define RG_TYPE_TODAY_LINE (rg_today_line_get_type ())
G_DECLARE_FINAL_TYPE (RgTodayLine, rg_today_line, RG, TODAY_LINE, GtkWidget)

/* @texts: what the lines of one list share; it outlives them */
GtkWidget *rg_today_line_new (RgTexts *texts);
/* @item: (nullable); @mask: whether phones are masked; @editable: whether anything
 * may be changed */
void rg_today_line_set (RgTodayLine *self, RgTodayItem *item, gboolean mask, gboolean editable);
RgTodayItem *rg_today_line_get (RgTodayLine *self); /* (transfer none) (nullable) */
void rg_today_line_set_narrow (RgTodayLine *self, gboolean narrow);
void rg_today_line_set_selected (RgTodayLine *self, gboolean selected);

G_END_DECLS
