/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-today.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RgTodayItem:
 *
 * A line of the day's list: something to be done or somebody, or the line below a
 * part that is longer than what was read of it.
 */
#define RG_TYPE_TODAY_ITEM (rg_today_item_get_type ())
G_DECLARE_FINAL_TYPE (RgTodayItem, rg_today_item, RG, TODAY_ITEM, GObject)

/* @row: (transfer full) */
RgTodayItem *rg_today_item_new (RgTodayPart part, RgTodayRow *row);
/* The line that stands for the rest of @n. */
RgTodayItem *rg_today_item_new_more (RgTodayPart part, gint64 n);
RgTodayPart rg_today_item_get_part (RgTodayItem *self);
/* (transfer none) (nullable): NULL: of the line for the rest */
const RgTodayRow *rg_today_item_get_row (RgTodayItem *self);
gint64 rg_today_item_get_n (RgTodayItem *self);
/* Whether both show the same. */
gboolean rg_today_item_equal (RgTodayItem *self, RgTodayItem *other);
/* Whether both are about the same, however it has changed. */
gboolean rg_today_item_is_same (RgTodayItem *self, RgTodayItem *other);

G_END_DECLS
