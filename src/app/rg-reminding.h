/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-reminders.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RgReminding:
 *
 * Looks after the reminders of one shop that is open for writing, however many
 * windows show it: says what is due by notifications of the desktop, and takes
 * them back when they are done, moved or gone. Belongs to the store.
 */
#define RG_TYPE_REMINDING (rg_reminding_get_type ())
G_DECLARE_FINAL_TYPE (RgReminding, rg_reminding, RG, REMINDING, GObject)

/* Begins, soon; for a shop that is looked after, or is only read: nothing. */
void rg_reminding_start (RgStore *store);
/* Before the shop is closed. */
void rg_reminding_stop (RgStore *store);
/* (transfer none) (nullable): NULL when nobody looks after the shop. */
RgReminding *rg_reminding_get (RgStore *store);

/* Looks now: the hour of the summary or what is thought of the clock changed. */
void rg_reminding_look (RgStore *store);
/* Looks when it is time, when the clock leapt, or the zone is another: what is done
 * every minute. */
void rg_reminding_check (RgStore *store);
/* Whether the computer's clock can be right, as far as is known. */
RgClockState rg_reminding_get_clock (RgReminding *self);
/* Whether anything was said since it began. */
gboolean rg_reminding_get_said (RgReminding *self);

G_END_DECLS
