/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/pipeline/rg-pipeline-private.h"

/* What is looked for may lie in lanes that are out of sight: the board goes there, once
 * for each question, and never away from what the owner is doing with it. */

static GtkAdjustment *
get_adjustment (RgPipelinePage *self)
{
  return gtk_scrolled_window_get_hadjustment (self->scroller);
}

static gboolean
get_bounds (RgPipelinePage *self, guint index, graphene_rect_t *bounds)
{
  return gtk_widget_compute_bounds (GTK_WIDGET (rg_pipeline_page_lane (self, index)),
                                    GTK_WIDGET (self->scroller), bounds) &&
         bounds->size.width > 0;
}

/* More than half of it is there to be seen. */
static gboolean
is_in_sight (RgPipelinePage *self, guint index)
{
  float width = (float) gtk_widget_get_width (GTK_WIDGET (self->scroller));
  graphene_rect_t bounds;

  if (self->narrow)
    return index == self->shown;
  return get_bounds (self, index, &bounds) &&
         MIN (bounds.origin.x + bounds.size.width, width) - MAX (bounds.origin.x, 0) > bounds.size.width / 2;
}

/* The first lane with a hit; the largest number where one is in sight, or none at all. */
static guint
find_hit (RgPipelinePage *self)
{
  guint first = G_MAXUINT;

  for (guint i = 0; i < rg_board_get_n_columns (self->board); i++)
    {
      if (g_list_model_get_n_items (G_LIST_MODEL (rg_board_get_column (self->board, i))) == 0)
        continue;
      if (is_in_sight (self, i))
        return G_MAXUINT;
      first = MIN (first, i);
    }
  return first;
}

/* It comes to lie where the first lane lies when nothing is scrolled. */
static void
scroll_to (RgPipelinePage *self, guint index)
{
  GtkAdjustment *adjustment = get_adjustment (self);
  graphene_rect_t first, wanted;
  double begin = 0;

  if (!get_bounds (self, 0, &first) || !get_bounds (self, index, &wanted))
    return;
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    begin = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
  gtk_adjustment_set_value (adjustment, begin + wanted.origin.x - first.origin.x);
}

/* Not where the owner has gone on meanwhile. */
static void
go (RgPipelinePage *self)
{
  guint hit;

  if (rg_pipeline_drop_is_dragging (self) || self->seek_shown != self->shown ||
      self->seek_from != gtk_adjustment_get_value (get_adjustment (self)))
    return;
  hit = find_hit (self);
  if (hit >= self->lane_widgets->len)
    return;
  if (self->narrow)
    gtk_drop_down_set_selected (self->stage_drop, hit);
  else
    scroll_to (self, hit);
}

/* What came has its places once it has been laid out, which is after the first tick. */
static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  RgPipelinePage *self = RG_PIPELINE_PAGE (widget);

  if (self->seek_frames++ == 0)
    return G_SOURCE_CONTINUE;
  self->seek_tick = 0;
  if (gtk_widget_get_mapped (GTK_WIDGET (self->lanes)))
    go (self);
  return G_SOURCE_REMOVE;
}

/**
 * rg_pipeline_seek_ask:
 * @self: a page
 *
 * Something else is asked for than before: from where the board is now it goes to the
 * first hit, when the answer comes and none is in sight.
 */
void
rg_pipeline_seek_ask (RgPipelinePage *self)
{
  rg_pipeline_seek_forget (self);
  self->seeking = TRUE;
  self->seek_from = gtk_adjustment_get_value (get_adjustment (self));
  self->seek_shown = self->shown;
}

static void
bring (RgPipelinePage *self)
{
  rg_pipeline_seek_forget (self);
  if (self->narrow)
    {
      go (self);
      return;
    }
  self->seek_frames = 0;
  self->seek_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

/**
 * rg_pipeline_seek_answer:
 * @self: a page
 *
 * The answer is on the board, perhaps with the first deals there are.
 */
void
rg_pipeline_seek_answer (RgPipelinePage *self)
{
  gboolean had_deals = self->had_deals;

  self->had_deals = rg_pipeline_page_count_board (self, NULL) > 0;
  if ((self->seeking && rg_pipeline_page_is_filtered (self)) || (self->had_deals && !had_deals))
    bring (self);
  else
    rg_pipeline_seek_forget (self);
}

/**
 * rg_pipeline_seek_first:
 * @self: a page
 *
 * Deals of the board came or went; the first ones are brought into sight.
 */
void
rg_pipeline_seek_first (RgPipelinePage *self)
{
  if (self->had_deals != (rg_pipeline_page_count_board (self, NULL) > 0))
    {
      rg_pipeline_seek_ask (self);
      rg_pipeline_seek_answer (self);
    }
}

/**
 * rg_pipeline_seek_again:
 * @self: a page
 *
 * Its width is another, and with that what is in sight.
 */
void
rg_pipeline_seek_again (RgPipelinePage *self)
{
  if (self->listing || self->board == NULL || self->seeking)
    return;
  /* What was about to be brought into sight still is. */
  if (self->seek_tick != 0)
    {
      bring (self);
      return;
    }
  rg_pipeline_seek_ask (self);
  rg_pipeline_seek_answer (self);
}

/* The shop goes. */
void
rg_pipeline_seek_forget (RgPipelinePage *self)
{
  self->seeking = FALSE;
  if (self->seek_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->seek_tick);
  self->seek_tick = 0;
}
