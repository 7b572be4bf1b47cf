/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/widgets/rg-row-widget.h"
#include "records/rg-record-list.h"

G_BEGIN_DECLS

/* A list view of customers, or of another entity's rows: its rows, and which row
 * stands where when one list takes the place of another. */

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

GtkListItemFactory *rg_row_list_factory (RgColumns *columns);
GtkListItemFactory *rg_row_list_factory_with_look (RgColumns *columns, const RgRowLook *look, GObject *data);
/* GTK_INVALID_LIST_POSITION when no row is there. */
guint rg_row_list_position_at (GtkListView *view, double x, double y);
RgListAnchor rg_row_list_anchor (GtkListView *view, RgRecordList *list, RgColumns *columns);
void
rg_row_list_restore (GtkListView *view, RgRecordList *list, RgColumns *columns, const RgListAnchor *anchor);

G_END_DECLS
