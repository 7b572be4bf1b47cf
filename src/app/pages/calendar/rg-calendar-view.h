/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/pages/calendar/rg-calendar-cell.h"
#include "app/pages/calendar/rg-calendar-list.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgCalendarView:
 *
 * A month or a week of tasks, next steps and birthdays, with the lunar calendar.
 *
 * One day is chosen: arrows, Page Up and Down, Home and End choose another one, Enter
 * opens it. A thing on it is moved by dragging, or with Shift or Ctrl and an arrow.
 */
#define RG_TYPE_CALENDAR_VIEW (rg_calendar_view_get_type ())
G_DECLARE_FINAL_TYPE (RgCalendarView, rg_calendar_view, RG, CALENDAR_VIEW, AdwBin)

GtkWidget *rg_calendar_view_new (void);
/* @store: (nullable) */
void rg_calendar_view_set_store (RgCalendarView *self, RgStore *store);
/* @staff: (nullable): only what this one does; "": nobody; NULL: all */
void rg_calendar_view_set_staff (RgCalendarView *self, const char *staff);
/* One week instead of a month. */
void rg_calendar_view_set_week (RgCalendarView *self, gboolean week);
gboolean rg_calendar_view_get_week (RgCalendarView *self);
void rg_calendar_view_choose (RgCalendarView *self, const GDate *day);
const GDate *rg_calendar_view_get_chosen (RgCalendarView *self);
/* Opens the list of the chosen day, or a new task where there is nothing on it. */
void rg_calendar_view_open_day (RgCalendarView *self);
/* Whether what was asked for has not come yet. */
gboolean rg_calendar_view_is_busy (RgCalendarView *self);
/* One operation, with an Undo toast. */
void rg_calendar_view_move (RgCalendarView *self, const RgCalendarItem *item, const GDate *day);

/* (transfer none) (nullable): the cell of a day, if it is shown. */
RgCalendarCell *rg_calendar_view_get_cell (RgCalendarView *self, const GDate *day);
/* (transfer none): the list below, where there is no room for chips. */
RgCalendarList *rg_calendar_view_get_list (RgCalendarView *self);
/* (transfer none): of the day that was opened above the others. */
GtkPopover *rg_calendar_view_get_popover (RgCalendarView *self);
const char *rg_calendar_view_get_title (RgCalendarView *self);

G_END_DECLS
