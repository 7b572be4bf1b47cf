/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/widgets/rg-columns.h"
#include "records/rg-record-list.h"

G_BEGIN_DECLS

/* The list view of the customers page: its rows, and which row stands where
 * when one list takes the place of another. */

/**
 * RgListAnchor:
 * @id: the first row on screen; 0 when there is none
 * @offset: how far it is scrolled off, pixels
 */
typedef struct
{
  gint64 id;
  int offset;
} RgListAnchor;

GtkListItemFactory *rg_customers_list_factory (RgColumns *columns);
/* GTK_INVALID_LIST_POSITION when no row is there. */
guint rg_customers_list_position_at (GtkListView *view, double x, double y);
RgListAnchor rg_customers_list_anchor (GtkListView *view, RgRecordList *list, RgColumns *columns);
void rg_customers_list_restore (GtkListView *view,
                                RgRecordList *list,
                                RgColumns *columns,
                                const RgListAnchor *anchor);

G_END_DECLS
