/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/widgets/rg-tag-styles.h"
#include "app/pages/pipeline/rg-pipeline-add.h"
#include "app/widgets/rg-texts.h"
#include "records/rg-board.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RgPipelineLane:
 *
 * One stage of the board, which scrolls by itself: its name, how many deals and what they
 * are worth, and a card for each. Signals: "opened" (deal id), "shifted" (deal id, how many
 * stages), "menu" (deal id, widget, where in it), "wanted" (title, whether the dialog with all fields is
 * wanted, the line it was typed into) when somebody adds a deal.
 */
#define RG_TYPE_PIPELINE_LANE (rg_pipeline_lane_get_type ())
G_DECLARE_FINAL_TYPE (RgPipelineLane, rg_pipeline_lane, RG, PIPELINE_LANE, GtkBox)

GtkWidget *rg_pipeline_lane_new (RgTexts *texts, RgTagStyles *styles, gboolean editable);
void rg_pipeline_lane_set_column (RgPipelineLane *self, RgBoardColumn *column, gboolean all);
RgBoardColumn *rg_pipeline_lane_get_column (RgPipelineLane *self);
/* The deal that is selected; 0: none. */
gint64 rg_pipeline_lane_get_selected (RgPipelineLane *self);
void rg_pipeline_lane_unselect (RgPipelineLane *self);
/* Selects it, shows it and gives it the focus. */
void rg_pipeline_lane_show (RgPipelineLane *self, guint position);
GtkListView *rg_pipeline_lane_get_view (RgPipelineLane *self);
void rg_pipeline_lane_set_dragged (RgPipelineLane *self, gint64 deal_id);
void rg_pipeline_lane_open_gap (RgPipelineLane *self, guint position);
void rg_pipeline_lane_close_gap (RgPipelineLane *self);
guint rg_pipeline_lane_get_gap (RgPipelineLane *self);
/* Opens a line at its top into which the title of a new deal is typed. */
void rg_pipeline_lane_begin_add (RgPipelineLane *self);
/* (transfer none) (nullable): the line, once it was opened. */
RgPipelineAdd *rg_pipeline_lane_get_add (RgPipelineLane *self);

G_END_DECLS
