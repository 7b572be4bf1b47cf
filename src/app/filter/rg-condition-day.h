/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RgConditionDay:
 *
 * A day of a condition: today, so many days ago, the beginning of this week …,
 * or a day of the calendar. Emits "changed".
 */
#define RG_TYPE_CONDITION_DAY (rg_condition_day_get_type ())
G_DECLARE_FINAL_TYPE (RgConditionDay, rg_condition_day, RG, CONDITION_DAY, GtkWidget)

GtkWidget *rg_condition_day_new (const char *name);
/* @stored: (nullable): "today-30", "week-start", "2026-03-01" */
void rg_condition_day_set (RgConditionDay *self, const char *stored);
/* (transfer full) */
char *rg_condition_day_dup (RgConditionDay *self);

G_END_DECLS
