/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the day's page, whose parts are files of their own. */

#include "app/pages/today/rg-today-item.h"
#include "app/pages/today/rg-today-page.h"
#include "app/widgets/rg-texts.h"

G_BEGIN_DECLS

struct _RgTodayPage
{
  RgPage parent_instance;

  GtkWidget *count_label;
  AdwBreakpointBin *breakpoint_bin;
  GtkStack *stack;
  GtkListView *list_view;
  GtkLabel *summary;
  AdwStatusPage *empty_page;
  AdwBin *notices; /* above the list: of the clock, of reminders */
  GtkDropDown *staff_drop;
  GtkStack *spans;          /* the list, or the calendar */
  AdwToggleGroup *span;     /* which of them */
  RgCalendarView *calendar; /* (nullable): until it was shown */

  /* Whose changes are followed; the page may be shown another meanwhile. */
  RgStore *followed;
  GCancellable *asking;
  guint ask_timeout;
  gboolean again; /* something changed while it was asked */
  gboolean anew;  /* another day: every line says when in other words */
  gboolean stale; /* what nobody looks at was not read */
  guint next;     /* the part that is asked for next */

  /* As it was read; the list is made of one model for each part. */
  GListStore *lines[RG_N_TODAY_PARTS]; /* RgTodayItem */
  gint64 n[RG_N_TODAY_PARTS];          /* -1: not known yet */
  guint limit[RG_N_TODAY_PARTS];
  gint64 n_late;    /* of everybody, whoever is looked at */
  gint64 n_waiting; /* those among them */
  gint64 n_done;
  int forgotten_days;
  char **names; /* (nullable): staff who work here */
  char *staff;  /* (nullable): whose lines are shown; "": nobody's */

  GtkSingleSelection *selection;
  RgTexts *texts;     /* what its lines have drawn */
  GPtrArray *headers; /* (unowned) those of parts, while they are shown */
  guint top_frames;   /* how long it is held at its top */
  gboolean narrow;
  gboolean wanted;  /* the focus, which the first lines that come have */
  gboolean filling; /* the choice of staff is being set, and not by the user */
  GtkWidget *menu;
};

/* --- rg-today-page.c ------------------------------------------------------ */
gboolean rg_today_page_is_editable (RgTodayPage *self);
/* Shows the counts, and which state it is in. */
void rg_today_page_update (RgTodayPage *self);
/* --- rg-today-span.c ------------------------------------------------------ */
void rg_today_span_init (RgTodayPage *self);
/* The calendar shows the same shop, and the same people's. */
void rg_today_span_follow (RgTodayPage *self);
/* --- rg-today-asking.c ---------------------------------------------------- */
/* Reads what is shown, again or for the first time. */
void rg_today_ask (RgTodayPage *self);
void rg_today_ask_later (RgTodayPage *self);
void rg_today_ask_first (RgTodayPage *self);
void rg_today_stop_asking (RgTodayPage *self);
/* --- rg-today-list.c ------------------------------------------------------ */
void rg_today_list_init (RgTodayPage *self);
/* Lets go of the rows and their model. */
void rg_today_list_end (RgTodayPage *self);
/* Takes the rows of @list into the part's lines. */
void rg_today_list_fill (RgTodayPage *self, RgTodayList *list);
void rg_today_list_clear (RgTodayPage *self);
void rg_today_list_set_narrow (RgTodayPage *self, gboolean narrow);
void rg_today_list_update_headers (RgTodayPage *self);
/* (transfer none) (nullable): the line that is selected */
RgTodayItem *rg_today_list_get_selected (RgTodayPage *self);
/* --- rg-today-acts.c ------------------------------------------------------ */
void rg_today_acts_install (GtkWidgetClass *klass);
void rg_today_acts_update (RgTodayPage *self);
/* As Enter does. */
void rg_today_acts_activate (RgTodayPage *self);

G_END_DECLS
