/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgDayChoices:
 *
 * A day ahead by one click: words for those that are meant most, side by side,
 * and a calendar for the others, which also says which day it is. Emits
 * "chosen" when the user has chosen.
 */
#define RG_TYPE_DAY_CHOICES (rg_day_choices_get_type ())
G_DECLARE_FINAL_TYPE (RgDayChoices, rg_day_choices, RG, DAY_CHOICES, AdwBin)

/* What may be chosen besides days. */
typedef enum
{
  RG_DAY_NEEDED,    /* nothing: there is a day, which may be today */
  RG_DAY_OR_NONE,   /* no day */
  RG_DAY_OR_REPEAT, /* no day: it comes again by itself */
} RgDayKind;

GtkWidget *rg_day_choices_new (void);
void rg_day_choices_set_kind (RgDayChoices *self, RgDayKind kind);
/* @iso: (nullable): NULL: none. No signal. */
void rg_day_choices_set_day (RgDayChoices *self, const char *iso);
const char *rg_day_choices_get_day (RgDayChoices *self); /* (nullable) */
/* As if the user had chosen it. */
void rg_day_choices_choose (RgDayChoices *self, const char *iso);

G_END_DECLS
