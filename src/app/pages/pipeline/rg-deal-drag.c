/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/pipeline/rg-deal-drag.h"

#include "app/pages/pipeline/rg-pipeline-private.h"

/* Where a drag of a card begins and ends; what is between is in rg-pipeline-drop.c. The
 * value is the record: the widget may show another deal before the drag is over. */

/* In px from the card, as its row has it. */
typedef struct
{
  double x;
  double y;
} Hold;

static RgPipelinePage *
page_of (RgDealCard *card)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (card), RG_TYPE_PIPELINE_PAGE);

  return page != NULL ? RG_PIPELINE_PAGE (page) : NULL;
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, RgDealCard *card)
{
  Hold *hold = g_object_get_data (G_OBJECT (source), "hold");
  RgRecord *deal = rg_deal_card_get (card);

  /* The picture hangs where the card was taken. */
  *hold = (Hold) { x, y };
  return deal != NULL ? gdk_content_provider_new_typed (RG_TYPE_RECORD, deal) : NULL;
}

static void
begin_cb (GtkDragSource *source, GdkDrag *drag, RgDealCard *card)
{
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (card));
  const Hold *hold = g_object_get_data (G_OBJECT (source), "hold");
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (row);
  /* As it is now: in its place it is dimmed from here on. */
  g_autoptr (GdkPaintable) still = gdk_paintable_get_current_image (picture);
  graphene_point_t at = GRAPHENE_POINT_INIT ((float) hold->x, (float) hold->y);
  RgPipelinePage *page = page_of (card);

  if (!gtk_widget_compute_point (GTK_WIDGET (card), row, &at, &at))
    graphene_point_init (&at, 0, 0);
  gtk_drag_source_set_icon (source, still, (int) at.x, (int) at.y);
  if (page != NULL && rg_deal_card_get (card) != NULL)
    rg_pipeline_drop_begin (page, rg_record_get_id (rg_deal_card_get (card)));
  g_object_set_data_full (G_OBJECT (source), "page", page != NULL ? g_object_ref (page) : NULL,
                          g_object_unref);
}

static gboolean
cancel_cb (GtkDragSource *source, GdkDrag *drag, GdkDragCancelReason reason, gpointer user_data)
{
  RgPipelinePage *page = g_object_get_data (G_OBJECT (source), "page");

  if (page != NULL)
    rg_pipeline_drop_cancel (page);
  return FALSE;
}

static void
end_cb (GtkDragSource *source, GdkDrag *drag, gboolean deletes, gpointer user_data)
{
  g_autoptr (RgPipelinePage) page = g_object_steal_data (G_OBJECT (source), "page");

  if (page != NULL)
    rg_pipeline_drop_end (page);
}

void
rg_deal_drag_add_source (RgDealCard *card)
{
  GtkDragSource *source = gtk_drag_source_new ();

  g_object_set_data_full (G_OBJECT (source), "hold", g_new0 (Hold, 1), g_free);
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), card);
  g_signal_connect (source, "drag-begin", G_CALLBACK (begin_cb), card);
  g_signal_connect (source, "drag-cancel", G_CALLBACK (cancel_cb), NULL);
  g_signal_connect (source, "drag-end", G_CALLBACK (end_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (card), GTK_EVENT_CONTROLLER (source));
}
