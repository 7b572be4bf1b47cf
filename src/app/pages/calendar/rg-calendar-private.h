/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the calendar, whose parts are files of their own. */

#include "app/pages/calendar/rg-calendar-view.h"

G_BEGIN_DECLS

#define RG_CALENDAR_CELLS 42

struct _RgCalendarView
{
  AdwBin parent_instance;

  AdwBreakpointBin *bin;
  GtkWidget *title;
  GtkWidget *heads[7];
  GtkWidget *grid;
  GtkWidget *cells[RG_CALENDAR_CELLS];
  GtkWidget *list;
  GtkWidget *popover;
  GtkWidget *popover_list;
  GtkGesture *click;

  RgStore *followed;    /* (nullable) */
  RgCalendar *calendar; /* (nullable): of these days, or of some before */
  RgCalendar *before;   /* (nullable): what days that come in a later frame still show */
  guint showing;        /* an idle source: there are such days */
  guint n_shown;        /* of the days, so many are as in @calendar */
  gboolean focused;     /* one of them had the focus when that began */
  char *staff;
  gboolean week;
  gboolean compact;
  GDate today;
  GDate chosen;
  GDate first; /* that is shown */
  guint n_weeks;
  GCancellable *asking; /* (nullable) */
  guint ask_timeout;
  guint day_timeout;
  gboolean stale;
  /* What is being moved, with the day to which it goes: it gets the focus there. */
  gboolean has_moved;
  RgCalendarItem moved;
};

/* --- rg-calendar-view.c --------------------------------------------------- */
/* (nullable): what stands on the chosen day */
const RgCalendarDay *rg_calendar_view_get_stands (RgCalendarView *self);
gboolean rg_calendar_view_is_editable (RgCalendarView *self);
/* Chooses the day and puts the focus there. */
void rg_calendar_view_go (RgCalendarView *self, const GDate *day);
/* --- rg-calendar-shown.c -------------------------------------------------- */
void rg_calendar_show_days (RgCalendarView *self);
/* Takes @calendar, and shows it in the next frames. */
void rg_calendar_show (RgCalendarView *self, RgCalendar *calendar);
/* Of the chosen day, where one is open or below the days. */
void rg_calendar_show_list (RgCalendarView *self);
/* To what was moved, else to the chosen day. */
void rg_calendar_put_focus (RgCalendarView *self);
/* --- rg-calendar-make.c --------------------------------------------------- */
void rg_calendar_make (RgCalendarView *self);
/* --- rg-calendar-asking.c ------------------------------------------------- */
void rg_calendar_ask (RgCalendarView *self);
void rg_calendar_stop_asking (RgCalendarView *self);
void rg_calendar_store_changed_cb (RgStore *store,
                                   gint64 operation,
                                   const char *origin,
                                   RgChanges *changes,
                                   RgCalendarView *self);
/* --- rg-calendar-keys.c --------------------------------------------------- */
void rg_calendar_keys_install (RgCalendarView *self, GtkWidget *widget);

G_END_DECLS
