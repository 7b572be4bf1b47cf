/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/pipeline/rg-pipeline-private.h"

/* A card over the board. One target for all of it: while it scrolls, lanes go by under a
 * pointer that does not move, and nobody tells a lane so. */

/* So near to a side, in px, the board scrolls, and so fast at the side itself, in px a
 * second. */
#define EDGE 64
#define FASTEST 1600
/* Where there is room for one lane the next one comes after so long at the side. */
#define EDGE_NARROW 40
#define TURN_MS 500
#define TURN_AGAIN_MS 800
/* The gap waits so long for the card that was dropped. */
#define SETTLE_MS 400

struct _RgPipelineDrop
{
  gint64 deal;          /* what is dragged, or was dropped just now; 0 */
  RgPipelineLane *lane; /* (nullable) (unowned): where its gap is */
  double x;             /* of the pointer over the board; below 0: it is elsewhere */
  guint tick;
  gint64 last; /* us of the frame before */
  gint64 turn; /* us when the next lane comes; 0: not at a side */
  guint settling;

  /* How the board was when the drag began. */
  double scrolled;
  guint shown;
};

/* --- the gap --------------------------------------------------------------------- */

static void
set_lane (RgPipelinePage *self, RgPipelineLane *lane)
{
  if (self->drop->lane != NULL && self->drop->lane != lane)
    rg_pipeline_lane_close_gap (self->drop->lane);
  self->drop->lane = lane;
}

/* The lane under the pointer; between two of them the one before. */
static RgPipelineLane *
lane_at (RgPipelinePage *self, double x)
{
  RgPipelineLane *found = NULL;

  for (guint i = 0; i < self->lane_widgets->len; i++)
    {
      GtkWidget *lane = GTK_WIDGET (rg_pipeline_page_lane (self, i));
      graphene_rect_t bounds;

      if (!gtk_widget_get_mapped (lane) ||
          !gtk_widget_compute_bounds (lane, GTK_WIDGET (self->scroller), &bounds))
        continue;
      if (x >= bounds.origin.x && x < bounds.origin.x + bounds.size.width)
        return RG_PIPELINE_LANE (lane);
      if (x >= bounds.origin.x)
        found = RG_PIPELINE_LANE (lane);
    }
  return found;
}

/* Opens the gap where the card would lie; its own lane has none. */
static void
hover (RgPipelinePage *self)
{
  RgPipelineLane *lane = self->drop->x >= 0 ? lane_at (self, self->drop->x) : NULL;
  RgBoardColumn *column = lane != NULL ? rg_pipeline_lane_get_column (lane) : NULL;
  guint at = rg_board_find (self->board, self->drop->deal, NULL);

  if (lane == NULL || at == G_MAXUINT || rg_board_get_column (self->board, at) == column)
    {
      set_lane (self, NULL);
      return;
    }
  set_lane (self, lane);
  rg_pipeline_lane_open_gap (lane, rg_board_place (self->board, self->drop->deal, column));
}

/* --- scrolling by itself ------------------------------------------------------------ */

/* From -1 at the left side to 1 at the right one; 0: at none. */
static double
at_side (RgPipelinePage *self)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self->scroller)), x = self->drop->x;
  double edge = self->narrow ? EDGE_NARROW : EDGE;

  if (x < 0)
    return 0;
  if (x < edge)
    return (x - edge) / edge;
  return x > width - edge ? (x - width + edge) / edge : 0;
}

static void
scroll (RgPipelinePage *self, double side, double seconds)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (self->scroller);

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + side * FASTEST * seconds);
}

/* One lane after the other. */
static void
turn (RgPipelinePage *self, double side, gint64 now)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  if (side == 0)
    self->drop->turn = 0;
  else if (self->drop->turn == 0)
    self->drop->turn = now + TURN_MS * 1000;
  else if (now >= self->drop->turn)
    {
      self->drop->turn = now + TURN_AGAIN_MS * 1000;
      gtk_widget_activate_action (GTK_WIDGET (self),
                                  (side > 0) != rtl ? "page.next-stage" : "page.previous-stage", NULL);
    }
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  RgPipelinePage *self = user_data;
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double seconds = self->drop->last != 0 ? (double) (now - self->drop->last) / G_USEC_PER_SEC : 0;
  double side = at_side (self);

  self->drop->last = now;
  if (self->narrow)
    turn (self, side, now);
  else if (side != 0)
    scroll (self, side, MIN (seconds, 0.1));
  hover (self);
  return G_SOURCE_CONTINUE;
}

static void
set_pointer (RgPipelinePage *self, double x)
{
  self->drop->x = x;
  if (x >= 0 && self->drop->tick == 0)
    {
      self->drop->last = 0;
      self->drop->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->scroller), tick_cb, self, NULL);
    }
  else if (x < 0 && self->drop->tick != 0)
    {
      gtk_widget_remove_tick_callback (GTK_WIDGET (self->scroller), self->drop->tick);
      self->drop->tick = 0;
    }
  hover (self);
}

/* --- from the beginning to the end ---------------------------------------------------- */

static void
set_deal (RgPipelinePage *self, gint64 deal_id)
{
  self->drop->deal = deal_id;
  for (guint i = 0; i < self->lane_widgets->len; i++)
    rg_pipeline_lane_set_dragged (rg_pipeline_page_lane (self, i), deal_id);
}

/* Nothing is in the air any more. */
static void
finish (RgPipelinePage *self)
{
  g_clear_handle_id (&self->drop->settling, g_source_remove);
  self->drop->x = -1;
  if (self->drop->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->scroller), self->drop->tick);
  self->drop->tick = 0;
  set_lane (self, NULL);
  set_deal (self, 0);
}

static gboolean
settled_cb (gpointer user_data)
{
  RgPipelinePage *self = user_data;

  self->drop->settling = 0;
  finish (self);
  return G_SOURCE_REMOVE;
}

/**
 * rg_pipeline_drop_begin:
 * @self: the page
 * @deal_id: what somebody begins to drag
 */
void
rg_pipeline_drop_begin (RgPipelinePage *self, gint64 deal_id)
{
  finish (self);
  self->drop->scrolled = gtk_adjustment_get_value (gtk_scrolled_window_get_hadjustment (self->scroller));
  self->drop->shown = self->shown;
  set_deal (self, deal_id);
}

/* All stands as before: also what the board was scrolled to. */
void
rg_pipeline_drop_cancel (RgPipelinePage *self)
{
  if (self->drop->deal == 0 || self->drop->settling != 0)
    return;
  gtk_adjustment_set_value (gtk_scrolled_window_get_hadjustment (self->scroller), self->drop->scrolled);
  if (self->narrow && self->drop->shown < self->lane_widgets->len)
    gtk_drop_down_set_selected (self->stage_drop, self->drop->shown);
  finish (self);
}

void
rg_pipeline_drop_end (RgPipelinePage *self)
{
  if (self->drop->settling == 0)
    finish (self);
}

/**
 * rg_pipeline_drop_settle:
 * @self: the page
 *
 * The board changed: when the card that was dropped has come, its gap and its dimness go.
 */
void
rg_pipeline_drop_settle (RgPipelinePage *self)
{
  guint at;

  if (self->drop->settling == 0 || self->drop->lane == NULL)
    return;
  at = rg_board_find (self->board, self->drop->deal, NULL);
  if (at == G_MAXUINT ||
      rg_board_get_column (self->board, at) == rg_pipeline_lane_get_column (self->drop->lane))
    finish (self);
}

/* The lanes go, or the shop does. */
void
rg_pipeline_drop_forget (RgPipelinePage *self)
{
  if (self->drop != NULL)
    finish (self);
}

gboolean
rg_pipeline_drop_is_dragging (RgPipelinePage *self)
{
  return self->drop->deal != 0;
}

/**
 * rg_pipeline_drop_move:
 * @self: the page
 * @x: where the pointer is over the board; below 0: elsewhere
 *
 * Returns: whether the card could be dropped there
 */
gboolean
rg_pipeline_drop_move (RgPipelinePage *self, double x)
{
  if (self->drop->deal == 0 || self->drop->settling != 0 || self->board == NULL)
    return FALSE;
  set_pointer (self, x);
  return x >= 0 && lane_at (self, x) != NULL;
}

/**
 * rg_pipeline_drop_here:
 * @self: the page
 * @x: where the pointer is over the board
 *
 * The card is let go: its deal moves to the lane that is there now.
 *
 * Returns: whether there is one
 */
gboolean
rg_pipeline_drop_here (RgPipelinePage *self, double x)
{
  RgPipelineLane *lane;

  if (!rg_pipeline_drop_move (self, x))
    return FALSE;
  lane = self->drop->lane;
  /* It lies there already. */
  if (lane == NULL)
    return TRUE;
  self->drop->settling = g_timeout_add (SETTLE_MS, settled_cb, self);
  if (self->drop->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->scroller), self->drop->tick);
  self->drop->tick = 0;
  rg_pipeline_acts_move (self, self->drop->deal,
                         rg_board_column_get_stage (rg_pipeline_lane_get_column (lane)));
  return TRUE;
}

/* --- the target ------------------------------------------------------------------------ */

static GdkDragAction
motion_cb (GtkDropTarget *target, double x, double y, RgPipelinePage *self)
{
  return rg_pipeline_drop_move (self, MAX (x, 0)) ? GDK_ACTION_MOVE : 0;
}

static void
leave_cb (GtkDropTarget *target, RgPipelinePage *self)
{
  rg_pipeline_drop_move (self, -1);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, RgPipelinePage *self)
{
  return rg_pipeline_drop_here (self, MAX (x, 0));
}

/**
 * rg_pipeline_drop_new:
 * @self: the page
 *
 * Returns: (transfer full): what lets cards be dropped on its board
 */
RgPipelineDrop *
rg_pipeline_drop_new (RgPipelinePage *self)
{
  RgPipelineDrop *drop = g_new0 (RgPipelineDrop, 1);
  GtkDropTarget *target = gtk_drop_target_new (RG_TYPE_RECORD, GDK_ACTION_MOVE);

  drop->x = -1;
  g_signal_connect_object (target, "enter", G_CALLBACK (motion_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (target, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (target, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (GTK_WIDGET (self->scroller), GTK_EVENT_CONTROLLER (target));
  return drop;
}

void
rg_pipeline_drop_free (RgPipelineDrop *drop)
{
  g_clear_handle_id (&drop->settling, g_source_remove);
  g_free (drop);
}
