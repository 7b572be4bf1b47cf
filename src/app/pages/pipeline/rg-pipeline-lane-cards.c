/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/pipeline/rg-pipeline-lane-private.h"

#include "app/pages/pipeline/rg-deal-drag.h"

#include <glib/gi18n-lib.h>

/* --- cards -------------------------------------------------------------------- */

static void
name_item (GtkListItem *item)
{
  RgDealCard *card = RG_DEAL_CARD (gtk_list_item_get_child (item));
  g_autofree char *name = rg_deal_card_dup_name (card);
  g_autofree char *about = rg_deal_card_dup_description (card);

  gtk_list_item_set_accessible_label (item, name);
  gtk_list_item_set_accessible_description (item, about);
}

static void
pressed_cb (GtkGestureClick *click, int n, double x, double y, GtkListItem *item)
{
  RgPipelineLane *self = g_object_get_data (G_OBJECT (click), "lane");
  gpointer deal = gtk_list_item_get_item (item);

  if (deal == NULL || rg_gap_list_is_gap (self->gaps, deal))
    return;
  gtk_single_selection_set_selected (self->selection, gtk_list_item_get_position (item));
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  g_signal_emit_by_name (self, "menu", rg_record_get_id (deal), gtk_list_item_get_child (item), x, y);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, RgPipelineLane *self)
{
  GtkWidget *card = rg_deal_card_new (self->texts, self->styles);
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_object_set_data (G_OBJECT (click), "lane", self);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), item, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (card, GTK_EVENT_CONTROLLER (click));
  if (self->editable)
    rg_deal_drag_add_source (RG_DEAL_CARD (card));
  g_object_set_data (G_OBJECT (card), "item", item);
  gtk_list_item_set_child (item, card);
}

/* What is dragged is dimmed where it lies. */
static void
show_dragged (RgPipelineLane *self, GtkWidget *card, RgRecord *deal)
{
  if (deal != NULL && self->dragged != 0 && rg_record_get_id (deal) == self->dragged)
    gtk_widget_add_css_class (card, "dragged");
  else
    gtk_widget_remove_css_class (card, "dragged");
}

/* The place where a card will lie is nothing that could be chosen or opened. */
static void
set_gap (RgPipelineLane *self, GtkListItem *item, gboolean gap)
{
  RgDealCard *card = RG_DEAL_CARD (gtk_list_item_get_child (item));
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (card));

  gtk_list_item_set_selectable (item, !gap);
  gtk_list_item_set_activatable (item, !gap);
  gtk_list_item_set_focusable (item, !gap);
  rg_deal_card_set_gap (card, gap ? adw_animation_get_value (self->opening) : -1);
  self->gap = gap ? card : NULL;
  if (gap)
    {
      gtk_widget_add_css_class (row, "gap");
      gtk_list_item_set_accessible_label (item, _ ("The deal goes here"));
      gtk_list_item_set_accessible_description (item, "");
    }
  else
    gtk_widget_remove_css_class (row, "gap");
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, RgPipelineLane *self)
{
  RgRecord *deal = gtk_list_item_get_item (item);
  g_autoptr (RgRecord) customer = NULL;

  if (rg_gap_list_is_gap (self->gaps, deal))
    {
      set_gap (self, item, TRUE);
      return;
    }
  customer = rg_board_column_take_customer (
      self->column, rg_gap_list_to_model (self->gaps, gtk_list_item_get_position (item)));
  show_dragged (self, gtk_list_item_get_child (item), deal);
  rg_deal_card_set (RG_DEAL_CARD (gtk_list_item_get_child (item)), deal, customer,
                    rg_board_column_get_days (self->column));
  name_item (item);
  g_signal_connect_object (deal, "shown", G_CALLBACK (name_item), item, G_CONNECT_SWAPPED);
  if (customer != NULL)
    g_signal_connect_object (customer, "shown", G_CALLBACK (name_item), item, G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (item), "customer", g_steal_pointer (&customer), g_object_unref);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, RgPipelineLane *self)
{
  RgRecord *customer = g_object_get_data (G_OBJECT (item), "customer");

  if (rg_gap_list_is_gap (self->gaps, gtk_list_item_get_item (item)))
    {
      set_gap (self, item, FALSE);
      return;
    }
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), name_item, item);
  if (customer != NULL)
    g_signal_handlers_disconnect_by_func (customer, name_item, item);
  g_object_set_data (G_OBJECT (item), "customer", NULL);
  rg_deal_card_set (RG_DEAL_CARD (gtk_list_item_get_child (item)), NULL, NULL, 0);
}

GtkListItemFactory *
rg_pipeline_lane_make_factory (RgPipelineLane *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_DEFAULT);
  return factory;
}

/* --- those in sight ------------------------------------------------------------- */

typedef void (*ItemFunc) (RgPipelineLane *self, GtkListItem *item, RgRecord *deal);

static void
for_each_item (RgPipelineLane *self, ItemFunc func)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->view)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *card = gtk_widget_get_first_child (row);
      GtkListItem *item = RG_IS_DEAL_CARD (card) ? g_object_get_data (G_OBJECT (card), "item") : NULL;
      gpointer deal = item != NULL ? gtk_list_item_get_item (item) : NULL;

      if (deal != NULL && !rg_gap_list_is_gap (self->gaps, deal))
        func (self, item, deal);
    }
}

static void
dim_item (RgPipelineLane *self, GtkListItem *item, RgRecord *deal)
{
  show_dragged (self, gtk_list_item_get_child (item), deal);
}

void
rg_pipeline_lane_dim_cards (RgPipelineLane *self)
{
  for_each_item (self, dim_item);
}

static void
renew_item (RgPipelineLane *self, GtkListItem *item, RgRecord *deal)
{
  unbind_cb (NULL, item, self);
  bind_cb (NULL, item, self);
}

static void
renew_customer (RgPipelineLane *self, GtkListItem *item, RgRecord *deal)
{
  guint position = rg_gap_list_to_model (self->gaps, gtk_list_item_get_position (item));
  g_autoptr (RgRecord) customer = rg_board_column_take_customer (self->column, position);

  if (customer != g_object_get_data (G_OBJECT (item), "customer"))
    renew_item (self, item, deal);
}

void
rg_pipeline_lane_renew_customers (RgPipelineLane *self)
{
  for_each_item (self, renew_customer);
}

/* --- other cards ---------------------------------------------------------------- */

/* What was chosen is chosen where it is now, which the toolkit has not looked for; without
 * that, and among other cards, the lane begins at its top. */
static void
choose_again (RgPipelineLane *self, gint64 deal, gboolean focused)
{
  GtkListScrollFlags flags = focused ? GTK_LIST_SCROLL_FOCUS : GTK_LIST_SCROLL_NONE;
  guint place = 0;

  if (deal != 0 && rg_board_column_find (self->column, deal, &place))
    flags |= GTK_LIST_SCROLL_SELECT;
  gtk_list_view_scroll_to (self->view, place, flags, NULL);
}

void
rg_pipeline_lane_change_cards (RgPipelineLane *self, RgBoardColumn *before)
{
  gint64 selected = rg_pipeline_lane_get_selected (self);
  gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self->view)) != NULL;
  guint first = 0, last = 0;

  if (before != NULL)
    rg_board_column_compare (self->column, before, &first, &last);
  if (rg_gap_list_set_model (self->gaps, G_LIST_MODEL (self->column), first, last))
    choose_again (self, selected, focused);
  /* Those that stay may belong to somebody else, and stay longer. */
  for_each_item (self, renew_item);
}
