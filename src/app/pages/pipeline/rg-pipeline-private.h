/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/pages/pipeline/rg-pipeline-lane.h"
#include "app/pages/pipeline/rg-pipeline-page.h"

G_BEGIN_DECLS

typedef struct _RgPipelineDrop RgPipelineDrop;

struct _RgPipelinePage
{
  RgPage parent_instance;

  GtkLabel *count_label;
  GtkEditable *search_entry;
  GtkWidget *stage_bar;
  GtkDropDown *stage_drop;
  AdwBreakpointBin *breakpoint_bin;
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkBox *lanes;
  GtkWidget *menu; /* (nullable): of a card */

  RgStore *followed;
  RgBoard *board;          /* (nullable) */
  GCancellable *asking;    /* (nullable): while it is read */
  GPtrArray *lane_widgets; /* (unowned) (element-type RgPipelineLane): as many as columns */
  RgTexts *texts;
  guint ask_timeout;
  gboolean stale; /* what nobody looks at was not read */
  gboolean narrow;
  gboolean filling;
  guint shown; /* the lane that is shown where there is room for one only */
  RgPipelineDrop *drop;
  gint64 focus_deal; /* goes with its card to another lane */
};

gboolean rg_pipeline_page_is_editable (RgPipelinePage *self);
/* The lane of a column, and the one that has the focus. */
RgPipelineLane *rg_pipeline_page_lane (RgPipelinePage *self, guint index);
/* --- rg-pipeline-acts.c -------------------------------------------------------- */
void rg_pipeline_acts_install (GtkWidgetClass *klass);
/* Follows what a lane is asked. */
void rg_pipeline_acts_follow (RgPipelinePage *self, RgPipelineLane *lane);
void rg_pipeline_acts_follow_column (RgPipelinePage *self, RgBoardColumn *column);
void rg_pipeline_acts_update (RgPipelinePage *self);
void rg_pipeline_acts_move (RgPipelinePage *self, gint64 deal_id, gint64 stage_id);
/* --- rg-pipeline-drop.c -------------------------------------------------------- */
RgPipelineDrop *rg_pipeline_drop_new (RgPipelinePage *self);
void rg_pipeline_drop_free (RgPipelineDrop *drop);
void rg_pipeline_drop_begin (RgPipelinePage *self, gint64 deal_id);
gboolean rg_pipeline_drop_move (RgPipelinePage *self, double x);
gboolean rg_pipeline_drop_here (RgPipelinePage *self, double x);
void rg_pipeline_drop_cancel (RgPipelinePage *self);
void rg_pipeline_drop_end (RgPipelinePage *self);
void rg_pipeline_drop_settle (RgPipelinePage *self);
void rg_pipeline_drop_forget (RgPipelinePage *self);

G_END_DECLS
