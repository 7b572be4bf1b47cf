/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-class-report.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RgClassItem:
 *
 * A line of a class report in a list.
 */
#define RG_TYPE_CLASS_ITEM (rg_class_item_get_type ())
G_DECLARE_FINAL_TYPE (RgClassItem, rg_class_item, RG, CLASS_ITEM, GObject)

/* @line is copied. @of: all customers. */
RgClassItem *rg_class_item_new (const RgClassLine *line, gint64 of);
const RgClassLine *rg_class_item_get_line (RgClassItem *self);
/* Between 0 and 1; 0 for moves. */
double rg_class_item_get_share (RgClassItem *self);

G_END_DECLS
