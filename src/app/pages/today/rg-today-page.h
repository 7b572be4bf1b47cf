/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/pages/calendar/rg-calendar-view.h"
#include "app/rg-page.h"
#include "shop/rg-today.h"

G_BEGIN_DECLS

/**
 * RgTodayPage:
 *
 * Whom to call today, and what else there is to do: one line each, done, put off,
 * called or opened by one key. Read part by part behind the window.
 */
#define RG_TYPE_TODAY_PAGE (rg_today_page_get_type ())
G_DECLARE_FINAL_TYPE (RgTodayPage, rg_today_page, RG, TODAY_PAGE, RgPage)

RgPage *rg_today_page_new (RgSettings *settings);
/* "loading", "list" or "empty". */
const char *rg_today_page_get_state (RgTodayPage *self);
/* Whether what it shows may change by itself in a moment. */
gboolean rg_today_page_is_busy (RgTodayPage *self);
/* -1 before it is known. */
gint64 rg_today_page_get_n (RgTodayPage *self, RgTodayPart part);
/* @staff: (nullable): NULL: everybody's; "": what nobody does */
void rg_today_page_set_staff (RgTodayPage *self, const char *staff);
/* Selects the line with this title, which is in the list. */
gboolean rg_today_page_select (RgTodayPage *self, const char *title);
/* "list", "month" or "week". */
void rg_today_page_show_span (RgTodayPage *self, const char *name);
/* (transfer none) (nullable): NULL until it was shown */
RgCalendarView *rg_today_page_get_calendar (RgTodayPage *self);
/* "overdue:A,B today:C": the lines that are shown. (transfer full) */
char *rg_today_page_dup_shown (RgTodayPage *self);
/* (transfer full): the title of the line that is selected; NULL: none */
char *rg_today_page_dup_selected (RgTodayPage *self);

G_END_DECLS
