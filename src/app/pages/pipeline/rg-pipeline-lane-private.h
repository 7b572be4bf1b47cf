/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/pages/pipeline/rg-deal-card.h"
#include "app/pages/pipeline/rg-gap-list.h"
#include "app/pages/pipeline/rg-pipeline-lane.h"

#include <adwaita.h>

G_BEGIN_DECLS

struct _RgPipelineLane
{
  GtkBox parent_instance;

  RgTexts *texts;      /* (unowned) */
  RgTagStyles *styles; /* (unowned) */
  RgBoardColumn *column;
  gboolean editable;
  GtkLabel *name;
  GtkLabel *numbers;
  GtkWidget *line; /* in the stage's colour */
  GtkWidget *header;
  GtkWidget *add;
  GtkWidget *adding; /* (nullable) (unowned): a line to type into, once it was asked for */
  GtkStack *stack;
  GtkListView *view;
  GtkSingleSelection *selection;
  RgGapList *gaps; /* the column, with a place where a card will lie */
  RgDealCard *gap; /* (nullable) (unowned): what stands there */
  AdwAnimation *opening;
  gint64 dragged; /* the deal under the pointer; 0 */
};

/* --- rg-pipeline-lane-cards.c --- */
/* (transfer full) */
GtkListItemFactory *rg_pipeline_lane_make_factory (RgPipelineLane *self);
/* Dims the card of what is dragged, and no other. */
void rg_pipeline_lane_dim_cards (RgPipelineLane *self);
/* Cards of deals that are another customer's now say so. */
void rg_pipeline_lane_renew_customers (RgPipelineLane *self);
/* Shows the cards of @self's column, where those of @before were. */
void rg_pipeline_lane_change_cards (RgPipelineLane *self, RgBoardColumn *before);

G_END_DECLS
