/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RgDatePicker:
 *
 * A popover in which a day is chosen: today, tomorrow, in three days, in a week,
 * or any in a calendar. Emits "picked" with the day as ISO text, and has
 * closed itself by then.
 */
#define RG_TYPE_DATE_PICKER (rg_date_picker_get_type ())
G_DECLARE_FINAL_TYPE (RgDatePicker, rg_date_picker, RG, DATE_PICKER, GtkPopover)

GtkWidget *rg_date_picker_new (void);
/* @iso: (nullable): what the calendar shows when it opens; NULL: today. */
void rg_date_picker_set_date (RgDatePicker *self, const char *iso);

G_END_DECLS
