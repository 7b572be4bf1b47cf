/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How the list says things: pure functions of a value and of today. */

/**
 * RgDue:
 * @RG_DUE_NONE: no next step
 * @RG_DUE_OVERDUE: its day is over
 * @RG_DUE_TODAY: it is today
 * @RG_DUE_LATER: it is still to come
 */
typedef enum
{
  RG_DUE_NONE,
  RG_DUE_OVERDUE,
  RG_DUE_TODAY,
  RG_DUE_LATER,
} RgDue;

/* The day of rg_clock_now in local time. */
void rg_display_today (GDate *today);
char *rg_display_ago (const char *iso, const GDate *today);
/* Today, yesterday, tomorrow, or a date with its weekday. */
char *rg_display_day (const GDate *day, const GDate *today);
char *rg_display_weekday (const GDate *day);
char *rg_display_due (const char *iso, const GDate *today, RgDue *due);
char *rg_display_initial (const char *name);
guint rg_display_color (const char *text);
guint rg_display_color_of_id (gint64 id);
char *rg_display_count (guint count);

/* Colour pairs that avatars and chips have. */
#define RG_DISPLAY_N_COLORS 8

G_END_DECLS
