/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-calendar.h"

G_BEGIN_DECLS

/* Pure: which days a month or a week shows, and how they are called. */

/* On which day weeks begin here, as the locale has it. */
GDateWeekday rg_calendar_days_week_start (void);
/* The first day of the week of @day. */
void rg_calendar_days_week (const GDate *day, GDateWeekday week_start, GDate *first);
/* The first of the weeks that have a day of its month, and how many there are. */
guint rg_calendar_days_month (const GDate *day, GDateWeekday week_start, GDate *first);
/* So many months later or earlier, on the month's last day where it has no such. */
void rg_calendar_days_add_months (GDate *day, int months);
void rg_calendar_days_add (GDate *day, int days);

/* "November 2026". */
char *rg_calendar_days_month_title (const GDate *day);
/* "22–28 November 2026" or as the language has it. */
char *rg_calendar_days_week_title (const GDate *first);
/* "Tue". */
char *rg_calendar_days_weekday (const GDate *day);
/* "Tue, 25 Nov". */
char *rg_calendar_days_name (const GDate *day);
/* What a screen reader says of a day: "Tue, 25 Nov, 农历十月初六, 3 to do". @stands:
 * (nullable) */
char *rg_calendar_days_describe (const GDate *day, const GDate *today, const RgCalendarDay *stands);

G_END_DECLS
