/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "board.h"

#include "measure.h"

#include "app/pages/pipeline/rg-deal-card.h"
#include "app/pages/pipeline/rg-pipeline-private.h"

/* Of each movement. */
#define FRAMES 300
#define DRAG_STEP 24
#define SCROLL_STEP 40
#define LANES 3

static RgPipelinePage *
page_of (GtkWidget *window)
{
  RgPage *page = rg_window_get_page (RG_WINDOW (window));

  return RG_IS_PIPELINE_PAGE (page) ? RG_PIPELINE_PAGE (page) : NULL;
}

static gboolean
are_cards_painted (RgPipelinePage *page)
{
  GtkWidget *card = measure_find (GTK_WIDGET (page), RG_TYPE_DEAL_CARD);
  RgRecord *deal = card != NULL ? rg_deal_card_get (RG_DEAL_CARD (card)) : NULL;

  return deal != NULL && rg_record_is_loaded (deal) && gtk_widget_get_height (card) > 0;
}

/* From the click on the page to the frame with its cards. */
static RgPipelinePage *
go (GtkWidget *window)
{
  gint64 began = g_get_monotonic_time ();
  RgPipelinePage *page;

  measure_longest_gap ();
  for (int place = 1; page_of (window) == NULL; place++)
    {
      began = g_get_monotonic_time ();
      gtk_widget_activate_action (window, "win.go-to-page", "i", place);
    }
  page = page_of (window);
  while (!are_cards_painted (page))
    g_main_context_iteration (NULL, TRUE);
  measure_frame ();
  measure_say ("cards", (double) (g_get_monotonic_time () - began) / 1000.0);
  measure_rest (500);
  measure_say ("cards-gap", measure_longest_gap ());
  return page;
}

typedef struct
{
  RgPipelinePage *page;
  double x;
  double by;
} Hand;

/* To and fro over all lanes; at the sides the board scrolls by itself. */
static void
drag (gpointer data)
{
  Hand *hand = data;
  double width = gtk_widget_get_width (GTK_WIDGET (hand->page->scroller));

  hand->x += hand->by;
  if (hand->x <= 0 || hand->x >= width - 1)
    hand->by = -hand->by;
  hand->x = CLAMP (hand->x, 0, width - 1);
  rg_pipeline_drop_move (hand->page, hand->x);
}

/* All lanes that are in sight at once. */
static void
scroll (gpointer data)
{
  RgPipelinePage *page = data;

  for (guint i = 0; i < LANES; i++)
    {
      GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (
          GTK_SCROLLABLE (rg_pipeline_lane_get_view (rg_pipeline_page_lane (page, i))));

      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + SCROLL_STEP);
    }
}

static void
go_to_middle (RgPipelinePage *page)
{
  gtk_adjustment_set_value (gtk_scrolled_window_get_hadjustment (page->scroller), 0);
  for (guint i = 0; i < LANES; i++)
    {
      GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (
          GTK_SCROLLABLE (rg_pipeline_lane_get_view (rg_pipeline_page_lane (page, i))));

      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) / 2);
    }
  measure_rest (500);
}

/* Until the card lies where it belongs. */
static void
move (RgPipelinePage *page, guint round)
{
  RgBoardColumn *from = rg_board_get_column (page->board, round % 2), *to;
  gint64 deal = rg_board_column_get_id (from, g_list_model_get_n_items (G_LIST_MODEL (from)) / 2);
  gint64 began = g_get_monotonic_time ();

  to = rg_board_get_column (page->board, 1 - round % 2);
  rg_pipeline_acts_move (page, deal, rg_board_column_get_stage (to));
  while (rg_board_get_column (page->board, rg_board_find (page->board, deal, NULL)) != to)
    g_main_context_iteration (NULL, TRUE);
  measure_frame ();
  measure_say ("moved", (double) (g_get_monotonic_time () - began) / 1000.0);
  measure_rest (300);
}

/* Until what was found, or everything again, is on screen. */
static void
search (RgPipelinePage *page, const char *text, const char *name)
{
  g_autofree char *gap = g_strconcat (name, "-gap", NULL);
  RgBoard *before = page->board;
  gint64 began = g_get_monotonic_time ();

  measure_longest_gap ();
  gtk_editable_set_text (page->search_entry, text);
  while (page->board == before || rg_pipeline_page_is_busy (page))
    g_main_context_iteration (NULL, TRUE);
  measure_frame ();
  measure_say (name, (double) (g_get_monotonic_time () - began) / 1000.0);
  measure_rest (300);
  measure_say (gap, measure_longest_gap ());
}

void
board_measure (GtkWidget *window)
{
  RgPipelinePage *page = go (window);
  RgBoardColumn *first = rg_board_get_column (page->board, 0);
  Hand hand = { page, 0, DRAG_STEP };
  guint deals = 0;

  for (guint i = 0; i < rg_board_get_n_columns (page->board); i++)
    deals += g_list_model_get_n_items (G_LIST_MODEL (rg_board_get_column (page->board, i)));
  measure_say ("deals", deals);
  rg_pipeline_drop_begin (page, rg_board_column_get_id (first, 0));
  measure_say ("drag", measure_steps (GTK_WIDGET (page), drag, &hand, FRAMES));
  rg_pipeline_drop_cancel (page);
  go_to_middle (page);
  measure_say ("scroll", measure_steps (GTK_WIDGET (page), scroll, page, FRAMES));
  measure_rest (500);
  measure_longest_gap ();
  for (guint i = 0; i < 5; i++)
    move (page, i);
  measure_say ("moved-gap", measure_longest_gap ());
  search (page, "全屋", "search");
  search (page, "", "everything");
}
