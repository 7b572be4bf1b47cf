/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/rg-column-header-private.h"

#include <adwaita.h>

/* A heading is dragged to another place, an edge to another width. */

/* So near, a pointer is at an edge. */
#define EDGE 5

/* Where the edge of a column is: in the middle of the gap behind it. */
static int
edge_of (RgColumnHeader *self, const RgColumn *column)
{
  int gap = RG_COLUMNS_GAP / 2;
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  return rg_column_header_place (self, column->x - gap, column->width + 2 * gap) +
         (rtl ? 0 : column->width + 2 * gap);
}

static const RgColumn *
column_with_edge_at (RgColumnHeader *self, double x)
{
  for (guint i = 0; i < rg_columns_get_n (self->columns); i++)
    {
      const RgColumn *column = rg_columns_get (self->columns, i);

      if (column->shown && x >= edge_of (self, column) - EDGE && x <= edge_of (self, column) + EDGE)
        return column;
    }

  return NULL;
}

static const RgColumn *
column_at (RgColumnHeader *self, double x)
{
  for (guint i = 0; i < rg_columns_get_n (self->columns); i++)
    {
      const RgColumn *column = rg_columns_get (self->columns, i);
      int left = rg_column_header_place (self, column->x, column->width);

      if (column->shown && x >= left && x < left + column->width)
        return column;
    }

  return NULL;
}

/* Before which column one goes that is let go at @x. */
static guint
drop_at (RgColumnHeader *self, double x)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  for (guint i = 0; i < rg_columns_get_n (self->columns); i++)
    {
      const RgColumn *column = rg_columns_get (self->columns, i);
      double middle = rg_column_header_place (self, column->x, column->width) + column->width / 2.0;

      if (column->shown && (rtl ? x > middle : x < middle))
        return i;
    }

  return rg_columns_get_n (self->columns);
}

/* --- what is seen of it --------------------------------------------------- */

static void
draw_line (RgColumnHeader *self, GtkSnapshot *snapshot, int x, int inset, int width, const GdkRGBA *color)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  gtk_snapshot_append_color (snapshot, color,
                             &GRAPHENE_RECT_INIT ((float) (x - width / 2), (float) inset, (float) width,
                                                  (float) (height - 2 * inset)));
}

static void
draw_drop (RgColumnHeader *self, GtkSnapshot *snapshot)
{
  AdwStyleManager *style = adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));
  g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (style);
  const RgColumn *before = NULL;
  int x = -1;

  for (guint i = 0; i < rg_columns_get_n (self->columns) && (before == NULL || i < self->drop); i++)
    {
      const RgColumn *column = rg_columns_get (self->columns, i);

      if (!column->shown)
        continue;
      if (i < self->drop)
        x = edge_of (self, column);
      else if (x < 0)
        x = rg_column_header_place (self, column->x, column->width) - RG_COLUMNS_GAP / 2;
      before = column;
    }
  if (x >= 0)
    draw_line (self, snapshot, x, 2, 3, accent);
}

/**
 * rg_column_header_draw_marks:
 * @self: a header
 * @snapshot: where to
 *
 * Draws the edges while the pointer is there, and where a heading would go.
 */
void
rg_column_header_draw_marks (RgColumnHeader *self, GtkSnapshot *snapshot)
{
  GdkRGBA color;

  if (self->drag == RG_HEADER_DRAG_MOVE)
    draw_drop (self, snapshot);
  if (!self->hovered && self->drag != RG_HEADER_DRAG_RESIZE)
    return;
  gtk_widget_get_color (GTK_WIDGET (self), &color);
  color.alpha *= 0.2f;
  for (guint i = 0; i < rg_columns_get_n (self->columns); i++)
    if (rg_columns_get (self->columns, i)->shown)
      draw_line (self, snapshot, edge_of (self, rg_columns_get (self->columns, i)), 8, 1, &color);
}

static void
set_hovered (RgColumnHeader *self, gboolean hovered)
{
  if (self->hovered == hovered)
    return;
  self->hovered = hovered;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, RgColumnHeader *self)
{
  gboolean edge =
      self->drag == RG_HEADER_DRAG_RESIZE || (self->columns != NULL && column_with_edge_at (self, x) != NULL);

  set_hovered (self, TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), edge ? "col-resize" : NULL);
}

static void
leave_cb (GtkEventControllerMotion *controller, RgColumnHeader *self)
{
  set_hovered (self, FALSE);
}

/* --- the drag ------------------------------------------------------------- */

static void
let_go (RgColumnHeader *self)
{
  RgHeaderCell *cell = self->drag_key != NULL ? rg_column_header_find (self, self->drag_key) : NULL;

  if (cell != NULL)
    gtk_widget_remove_css_class (cell->button, "dragged");
  self->drag = RG_HEADER_DRAG_NONE;
  g_clear_pointer (&self->drag_key, g_free);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The same edge pressed twice: as wide as the column likes. */
static gboolean
is_double (RgColumnHeader *self, const RgColumn *column)
{
  gint64 now = g_get_monotonic_time (), before = self->edge_time;
  gboolean same = g_strcmp0 (self->edge_key, column->field->key) == 0;
  int most = 400;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-double-click-time", &most, NULL);
  g_set_str (&self->edge_key, column->field->key);
  self->edge_time = now;

  return same && now - before < most * 1000;
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, RgColumnHeader *self)
{
  const RgColumn *edge = column_with_edge_at (self, x), *held = edge == NULL ? column_at (self, x) : NULL;

  if (edge != NULL)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      if (is_double (self, edge))
        {
          rg_columns_set_width (self->columns, edge->field->key, 0);
          return;
        }
      self->drag = RG_HEADER_DRAG_RESIZE;
      self->drag_width = edge->width;
      g_set_str (&self->drag_key, edge->field->key);
    }
  else if (held != NULL)
    {
      self->drag = RG_HEADER_DRAG_HELD;
      g_set_str (&self->drag_key, held->field->key);
    }
}

static void
move_to (RgColumnHeader *self, GtkGestureDrag *gesture, double dx)
{
  RgHeaderCell *cell = rg_column_header_find (self, self->drag_key);
  double x = 0, y = 0;

  if (cell == NULL)
    return;
  if (self->drag == RG_HEADER_DRAG_HELD)
    {
      self->drag = RG_HEADER_DRAG_MOVE;
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      gtk_widget_add_css_class (cell->button, "dragged");
    }
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  self->drag_x = (int) dx;
  self->drop = drop_at (self, x + dx);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, RgColumnHeader *self)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  double scale = rg_columns_get_scale (self->columns);

  if (self->drag == RG_HEADER_DRAG_RESIZE)
    rg_columns_set_width (self->columns, self->drag_key,
                          MAX (1, (int) ((self->drag_width + (rtl ? -dx : dx)) / scale)));
  else if (self->drag == RG_HEADER_DRAG_MOVE ||
           (self->drag == RG_HEADER_DRAG_HELD &&
            gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, (int) dx, 0)))
    move_to (self, gesture, dx);
}

static void
drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, RgColumnHeader *self)
{
  g_autofree char *key = g_strdup (self->drag_key);
  gboolean moved = self->drag == RG_HEADER_DRAG_MOVE;
  guint drop = self->drop;

  let_go (self);
  if (moved)
    rg_columns_move (self->columns, key, drop);
}

static void
cancel_cb (GtkGesture *gesture, GdkEventSequence *sequence, RgColumnHeader *self)
{
  let_go (self);
}

/**
 * rg_column_header_init_drag:
 * @self: a header
 */
void
rg_column_header_init_drag (RgColumnHeader *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  /* Before the button below it. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (cancel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));

  g_signal_connect (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}
