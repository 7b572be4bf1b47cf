/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/pages/calendar/rg-calendar-chip.h"

G_BEGIN_DECLS

/**
 * RgCalendarList:
 *
 * All that stands on one day, in rows that can be opened and done.
 */
#define RG_TYPE_CALENDAR_LIST (rg_calendar_list_get_type ())
G_DECLARE_FINAL_TYPE (RgCalendarList, rg_calendar_list, RG, CALENDAR_LIST, GtkWidget)

GtkWidget *rg_calendar_list_new (void);
/* @stands: (nullable): nothing is known yet. @editable: whether it can be changed */
void rg_calendar_list_set (RgCalendarList *self,
                           const GDate *day,
                           const GDate *today,
                           const RgCalendarDay *stands,
                           gboolean editable);
/* Puts the focus on the first row. */
void rg_calendar_list_begin (RgCalendarList *self);
/* (nullable): of the row that has the focus. */
const RgCalendarItem *rg_calendar_list_get_focus (RgCalendarList *self);
guint rg_calendar_list_get_n (RgCalendarList *self);

G_END_DECLS
