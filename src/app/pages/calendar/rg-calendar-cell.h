/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/pages/calendar/rg-calendar-chip.h"

G_BEGIN_DECLS

/**
 * RgCalendarCell:
 *
 * A day of the calendar: its number, what the lunar calendar says of it, and as many
 * of its things as there is room for. Emits "dropped" with a chip that was let go over
 * it, and "more" when "+N" is clicked.
 */
#define RG_TYPE_CALENDAR_CELL (rg_calendar_cell_get_type ())
G_DECLARE_FINAL_TYPE (RgCalendarCell, rg_calendar_cell, RG, CALENDAR_CELL, GtkWidget)

/**
 * RgCalendarLook:
 * @RG_CALENDAR_MONTH: one line for number and lunar day, chips below
 * @RG_CALENDAR_WEEK: large number, lunar day below it, chips below
 * @RG_CALENDAR_COMPACT: number, lunar day, and how many things there are
 *
 * What a day looks like.
 */
typedef enum
{
  RG_CALENDAR_MONTH,
  RG_CALENDAR_WEEK,
  RG_CALENDAR_COMPACT,
} RgCalendarLook;

GtkWidget *rg_calendar_cell_new (void);
/* @stands: (nullable): what stands on it, kept as long as it is shown. @outside: of
 * another month */
void rg_calendar_cell_set (RgCalendarCell *self,
                           const GDate *day,
                           const GDate *today,
                           const RgCalendarDay *stands,
                           gboolean outside);
void rg_calendar_cell_set_look (RgCalendarCell *self, RgCalendarLook look);
/* The day that is chosen takes the focus, with its chips. */
void rg_calendar_cell_set_chosen (RgCalendarCell *self, gboolean chosen);
const GDate *rg_calendar_cell_get_day (RgCalendarCell *self);
/* (transfer none) (nullable): the chip of that thing, if it is shown. */
RgCalendarChip *rg_calendar_cell_find (RgCalendarCell *self, const RgCalendarItem *item);
/* (transfer none) (nullable): the chip before or behind @chip; NULL: the first. */
RgCalendarChip *rg_calendar_cell_next (RgCalendarCell *self, RgCalendarChip *chip, int step);
/* For tests: "11-25 初六 | 09:00 量房 王芳 | +2". (transfer full) */
char *rg_calendar_cell_dup_shown (RgCalendarCell *self);

G_END_DECLS
