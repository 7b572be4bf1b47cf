/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the header of the table, whose parts are files of their own. */

#include "app/widgets/rg-column-header.h"

G_BEGIN_DECLS

typedef struct
{
  char *key; /* of the field */
  GtkWidget *button;
  GtkWidget *label;
  GtkWidget *arrow;
} RgHeaderCell;

/**
 * RgHeaderDrag:
 * @RG_HEADER_DRAG_NONE: nothing is held
 * @RG_HEADER_DRAG_HELD: a heading is held, and not moved yet
 * @RG_HEADER_DRAG_MOVE: it is on its way to another place
 * @RG_HEADER_DRAG_RESIZE: the edge of a column is held
 */
typedef enum
{
  RG_HEADER_DRAG_NONE,
  RG_HEADER_DRAG_HELD,
  RG_HEADER_DRAG_MOVE,
  RG_HEADER_DRAG_RESIZE,
} RgHeaderDrag;

struct _RgColumnHeader
{
  GtkWidget parent_instance;

  RgColumns *columns;
  gulong columns_changed;
  GArray *cells; /* RgHeaderCell */
  /* What the rows are scrolled in; not owned. */
  GtkScrolledWindow *scroller;
  GtkPopover *menu; /* (nullable): until it is opened */

  RgHeaderDrag drag;
  char *drag_key;
  int drag_width; /* of the column when it was taken, pixels */
  int drag_x;     /* how far it was moved, pixels */
  guint drop;     /* before which column it would go */
  char *edge_key; /* whose edge was pressed last */
  gint64 edge_time;
  gboolean hovered;
};

/* --- rg-column-header.c --------------------------------------------------- */
/* Where a column's cell begins in the header, whichever way text runs. */
int rg_column_header_place (RgColumnHeader *self, int x, int width);
RgHeaderCell *rg_column_header_find (RgColumnHeader *self, const char *key);
/* The key of the column whose heading has the focus. */
const char *rg_column_header_get_focused (RgColumnHeader *self);
void rg_column_header_request_sort (RgColumnHeader *self, const char *key, gboolean descending);
/* --- rg-column-header-drag.c ---------------------------------------------- */
void rg_column_header_init_drag (RgColumnHeader *self);
void rg_column_header_draw_marks (RgColumnHeader *self, GtkSnapshot *snapshot);
/* --- rg-column-header-menu.c ---------------------------------------------- */
void rg_column_header_install_menu (GtkWidgetClass *klass);
void rg_column_header_init_menu (RgColumnHeader *self);
void rg_column_header_open_menu (RgColumnHeader *self, const char *key);

G_END_DECLS
