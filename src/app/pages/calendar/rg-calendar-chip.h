/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-calendar.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RgCalendarItem:
 * @kind: what it is
 * @task_id: of a task
 * @customer_id: whom it is about; 0: nobody
 * @day: on which it stands
 *
 * Something on a day.
 */
typedef struct
{
  RgTodayKind kind;
  gint64 task_id;
  gint64 customer_id;
  GDate day;
} RgCalendarItem;

/* Whether they are the same thing, wherever it stands. */
gboolean rg_calendar_item_is (const RgCalendarItem *item, const RgCalendarItem *other);
/* A birthday stays on its day. */
gboolean rg_calendar_item_can_move (const RgCalendarItem *item);
/* What it is called: a task's title, or what is next with whom. (transfer full) */
char *rg_calendar_row_dup_title (const RgTodayRow *row);
/* Who it is about: the name, else what is known. (transfer full) */
char *rg_calendar_row_dup_name (const RgTodayRow *row);

/**
 * RgCalendarChip:
 *
 * Something on a day in one line: a task, a next step, or all birthdays of the day.
 */
#define RG_TYPE_CALENDAR_CHIP (rg_calendar_chip_get_type ())
G_DECLARE_FINAL_TYPE (RgCalendarChip, rg_calendar_chip, RG, CALENDAR_CHIP, GtkWidget)

GtkWidget *rg_calendar_chip_new (void);
void rg_calendar_chip_set_row (RgCalendarChip *self, const RgTodayRow *row, const GDate *today);
void rg_calendar_chip_set_birthdays (RgCalendarChip *self, const RgCalendarDay *day);
/* Two lines instead of one. */
void rg_calendar_chip_set_tall (RgCalendarChip *self, gboolean tall);
const RgCalendarItem *rg_calendar_chip_get_item (RgCalendarChip *self);
const char *rg_calendar_chip_get_text (RgCalendarChip *self);

G_END_DECLS
