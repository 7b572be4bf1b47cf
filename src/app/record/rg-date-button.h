/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgDateButton:
 *
 * A day, chosen from a popover: words for the days that are meant most, and a
 * calendar for the others. One for the next step looks ahead and can also say
 * that there is none; one for what happened looks back. Emits "chosen" when the
 * user has chosen.
 */
#define RG_TYPE_DATE_BUTTON (rg_date_button_get_type ())
G_DECLARE_FINAL_TYPE (RgDateButton, rg_date_button, RG, DATE_BUTTON, AdwBin)

/* @choice: (nullable): ISO day; "" for none, NULL for what there is. */
void rg_date_button_set_choice (RgDateButton *self, const char *choice);
const char *rg_date_button_get_choice (RgDateButton *self);
/* The day the customer has already; NULL chooses it. */
void rg_date_button_set_kept (RgDateButton *self, const char *iso);
/* Whether it is about what happened: Today and Yesterday, and no "None". */
void rg_date_button_set_past (RgDateButton *self, gboolean past);
/* Whether there has to be a day: no "None". */
void rg_date_button_set_needed (RgDateButton *self, gboolean needed);
/* Whether it looks as next steps do in the list: late, today, later. */
void rg_date_button_set_pill (RgDateButton *self, gboolean pill);
/* Puts the days of today into the popover; done by itself before it is shown. */
void rg_date_button_fill (RgDateButton *self);
/* As if the user had chosen @choice. */
void rg_date_button_choose (RgDateButton *self, const char *choice);

G_END_DECLS
