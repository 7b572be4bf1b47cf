/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/pipeline/rg-deal-drag.h"

/* Dragging cards. What is dragged is the card itself, so that nothing but a board takes
 * it, and a card of another window, whose shop is another, is refused. */

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, RgDealCard *card)
{
  /* The picture hangs where the card was taken. */
  g_object_set_data (G_OBJECT (source), "x", GINT_TO_POINTER ((int) x));
  g_object_set_data (G_OBJECT (source), "y", GINT_TO_POINTER ((int) y));
  return rg_deal_card_get (card) != NULL ? gdk_content_provider_new_typed (RG_TYPE_DEAL_CARD, card) : NULL;
}

static void
begin_cb (GtkDragSource *source, GdkDrag *drag, RgDealCard *card)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (card));

  gtk_drag_source_set_icon (source, picture, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (source), "x")),
                            GPOINTER_TO_INT (g_object_get_data (G_OBJECT (source), "y")));
  gtk_widget_add_css_class (GTK_WIDGET (card), "dragged");
}

static void
end_cb (GtkDragSource *source, GdkDrag *drag, gboolean deletes, RgDealCard *card)
{
  gtk_widget_remove_css_class (GTK_WIDGET (card), "dragged");
}

void
rg_deal_drag_add_source (RgDealCard *card)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), card);
  g_signal_connect (source, "drag-begin", G_CALLBACK (begin_cb), card);
  g_signal_connect (source, "drag-end", G_CALLBACK (end_cb), card);
  gtk_widget_add_controller (GTK_WIDGET (card), GTK_EVENT_CONTROLLER (source));
}

typedef struct
{
  RgDealDropFunc func;
  gpointer user_data;
} Target;

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer data)
{
  const Target *to = data;
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  RgDealCard *card = g_value_get_object (value);
  RgRecord *deal = card != NULL ? rg_deal_card_get (card) : NULL;

  if (deal == NULL || gtk_widget_get_root (GTK_WIDGET (card)) != gtk_widget_get_root (widget))
    return FALSE;
  to->func (rg_record_get_id (deal), to->user_data);
  return TRUE;
}

void
rg_deal_drag_add_target (GtkWidget *widget, RgDealDropFunc func, gpointer user_data)
{
  GtkDropTarget *target = gtk_drop_target_new (RG_TYPE_DEAL_CARD, GDK_ACTION_MOVE);
  Target *to = g_new0 (Target, 1);

  to->func = func;
  to->user_data = user_data;
  g_signal_connect_data (target, "drop", G_CALLBACK (drop_cb), to, (GClosureNotify) g_free,
                         G_CONNECT_DEFAULT);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}
