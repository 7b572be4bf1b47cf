/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/filter/rg-page-filter.h"
#include "app/pages/pipeline/rg-pipeline-lane.h"
#include "app/pages/pipeline/rg-pipeline-list.h"
#include "app/pages/pipeline/rg-pipeline-page.h"
#include "app/rg-reread.h"

G_BEGIN_DECLS

typedef struct _RgPipelineDrop RgPipelineDrop;

struct _RgPipelinePage
{
  RgPage parent_instance;

  AdwToggleGroup *form_group;
  GtkWidget *title_box;
  GtkLabel *count_label;
  GtkMenuButton *more_button;
  GtkWidget *numbers_button;
  GtkMenuButton *owner_button;
  GtkWidget *filter_button;
  GtkWidget *search_button;
  GtkSearchBar *search_bar;
  GtkEditable *search_entry;
  AdwBin *filter_bin;
  GtkWidget *list_bar;
  AdwToggleGroup *state_group;
  GtkLabel *sum_label;
  GtkWidget *stage_bar;
  GtkDropDown *stage_drop;
  AdwBreakpointBin *breakpoint_bin;
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkBox *lanes;
  AdwBin *list_bin;
  AdwStatusPage *nothing_page;
  GtkButton *nothing_button;
  AdwStatusPage *unread_page;
  GtkWidget *menu; /* (nullable): of a card or a row */

  RgStore *followed;
  RgDealNames *names;
  RgPageFilter *filter;
  RgBoard *board;          /* (nullable) */
  RgPipelineList *list;    /* (unowned) (nullable): until it is shown first */
  GCancellable *asking;    /* (nullable): while the board is read */
  GPtrArray *lane_widgets; /* (unowned) (element-type RgPipelineLane): as many as columns */
  RgTexts *texts;
  RgRecordList *summed;  /* (nullable): the list whose deals are worth: */
  gint64 sum;            /* in fen; 0: nothing, or not known yet */
  GCancellable *summing; /* (nullable): while that is read */
  gboolean sum_again;
  RgReread *counting; /* (nullable): of all deals */
  RgReread *staffing; /* (nullable): of who works here */
  char **staff;       /* (nullable) */
  AdwBreakpoint *one_lane;
  guint ask_timeout;
  gint64 n_open; /* deals of the shop, whatever is filtered; -1: not known yet */
  gint64 n_all;
  gboolean listing; /* a list instead of the board */
  gboolean stale;   /* what nobody looks at was not read */
  gboolean narrow;  /* room for one lane */
  gboolean compact; /* rows of two lines, and one menu for what is asked less often */
  gboolean unread;  /* what is shown could not be read, not even once */
  gboolean filling;
  gboolean wanted;    /* the focus, which what is being read has when it comes */
  guint shown;        /* the lane that is shown where there is room for one only */
  gboolean had_deals; /* on the board */
  gboolean seeking;   /* the first hit of what was asked, from where the board was then: */
  double seek_from;
  guint seek_shown;
  guint seek_tick;
  guint seek_frames;
  RgPipelineDrop *drop;
  gint64 focus_deal;  /* goes with its card to another lane, */
  gint64 focus_stage; /* of this stage */
};

gboolean rg_pipeline_page_is_editable (RgPipelinePage *self);
/* The lane of a column, and the one that has the focus. */
RgPipelineLane *rg_pipeline_page_lane (RgPipelinePage *self, guint index);
/* Reads what is shown now. @same: the same as before, only again */
void rg_pipeline_page_ask (RgPipelinePage *self, gboolean same);
void rg_pipeline_page_update_state (RgPipelinePage *self);
void rg_pipeline_page_settle (RgPipelinePage *self);
gboolean rg_pipeline_page_is_searching (RgPipelinePage *self);
/* Whether not all deals are shown, but those that are looked for. */
gboolean rg_pipeline_page_is_filtered (RgPipelinePage *self);
/* --- rg-pipeline-show.c -------------------------------------------------------- */
void rg_pipeline_show_install (GtkWidgetClass *klass);
guint rg_pipeline_page_count_board (RgPipelinePage *self, gint64 *sum);
void rg_pipeline_page_say_unread (RgPipelinePage *self, const char *message);
/* --- rg-pipeline-acts.c -------------------------------------------------------- */
void rg_pipeline_acts_install (GtkWidgetClass *klass);
/* Follows what a lane or the list is asked. */
void rg_pipeline_acts_follow (RgPipelinePage *self, RgPipelineLane *lane);
void rg_pipeline_acts_follow_list (RgPipelinePage *self, RgPipelineList *list);
void rg_pipeline_acts_follow_column (RgPipelinePage *self, RgBoardColumn *column);
void rg_pipeline_acts_update (RgPipelinePage *self);
GMenuModel *rg_pipeline_acts_make_menu (RgPipelinePage *self, gint64 id, gint64 stage);
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
/* Whether a card is over the board, or its deal on the way. */
gboolean rg_pipeline_drop_is_dragging (RgPipelinePage *self);
/* --- rg-pipeline-seek.c -------------------------------------------------------- */
void rg_pipeline_seek_ask (RgPipelinePage *self);
void rg_pipeline_seek_answer (RgPipelinePage *self);
void rg_pipeline_seek_first (RgPipelinePage *self);
void rg_pipeline_seek_again (RgPipelinePage *self);
void rg_pipeline_seek_forget (RgPipelinePage *self);
/* --- rg-pipeline-sum.c --------------------------------------------------------- */
void rg_pipeline_sum_follow (RgPipelinePage *self);
void rg_pipeline_sum_forget (RgPipelinePage *self);
/* --- rg-pipeline-form.c -------------------------------------------------------- */
void rg_pipeline_form_install (GtkWidgetClass *klass);
void rg_pipeline_form_init (RgPipelinePage *self);
/* Shows the list, or the board, from now on, and keeps that where @kept. */
void rg_pipeline_form_set (RgPipelinePage *self, gboolean listing, gboolean kept);
gboolean rg_pipeline_form_is_kept (RgPipelinePage *self);
/* Which states the list has: "open", "won", "lost" or "all". */
const char *rg_pipeline_form_get_state (RgPipelinePage *self);
void rg_pipeline_form_set_state (RgPipelinePage *self, const char *state);
/* After the width, the form or what is filtered has changed. */
void rg_pipeline_form_update (RgPipelinePage *self);
/* --- rg-pipeline-filter.c ------------------------------------------------------ */
void rg_pipeline_filter_install (GtkWidgetClass *klass);
void rg_pipeline_filter_init (RgPipelinePage *self);
void rg_pipeline_filter_follow (RgPipelinePage *self);
void rg_pipeline_filter_forget (RgPipelinePage *self);
/* Whether what is filtered by says itself what has become of the deals. */
gboolean rg_pipeline_filter_says_state (RgPipelinePage *self);
/* (transfer full): what is shown: of the board, or of the list. */
RgQuery *rg_pipeline_filter_make_query (RgPipelinePage *self);
/* The list has the order and the columns that suit what it shows. */
void rg_pipeline_filter_use_form (RgPipelinePage *self);
/* Lists what a condition means, open or closed. */
void rg_pipeline_filter_list (RgPipelinePage *self, RgCondition *condition, const char *title);
/* The menu that chooses whose deals are shown. (transfer full) */
GMenuModel *rg_pipeline_filter_make_owners (RgPipelinePage *self);
/* Why there is nothing, and what to do about it. */
void rg_pipeline_filter_say_nothing (RgPipelinePage *self);

G_END_DECLS
