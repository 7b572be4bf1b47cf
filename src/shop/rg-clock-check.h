/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

/**
 * RgClockState:
 * @RG_CLOCK_GOOD: it may be what it says
 * @RG_CLOCK_BEFORE_RELEASE: a year in which this program was not there yet
 * @RG_CLOCK_BEHIND: more than a day before what was done last in the shop
 * @RG_CLOCK_AHEAD: more than four hundred days after the shop was seen last
 *
 * Whether the computer's clock can be right. An empty battery starts it in 1970,
 * a slip of the hand in 2099.
 */
typedef enum
{
  RG_CLOCK_GOOD,
  RG_CLOCK_BEFORE_RELEASE,
  RG_CLOCK_BEHIND,
  RG_CLOCK_AHEAD,
} RgClockState;

/* Only reads. FALSE and @error when it cannot be told. */
gboolean rg_clock_check (RgRead *read, gint64 now, RgClockState *state, GError **error);
/* The owner says that the clock is right: from here on it is judged anew. */
gboolean rg_clock_accept (RgWrite *write, gint64 now, GError **error);
/* Remembers that the shop was seen at @now, which is plausible. */
gboolean rg_clock_saw (RgWrite *write, gint64 now, GError **error);

G_END_DECLS
