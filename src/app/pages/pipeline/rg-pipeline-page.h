/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-page.h"
#include "app/filter/rg-filter-bar.h"
#include "records/rg-board.h"
#include "records/rg-record-list.h"
#include "shop/rg-views.h"

G_BEGIN_DECLS

/**
 * RgPipelinePage:
 *
 * The pipeline: a board with a lane for each stage, or a list of the same deals.
 */
#define RG_TYPE_PIPELINE_PAGE (rg_pipeline_page_get_type ())
G_DECLARE_FINAL_TYPE (RgPipelinePage, rg_pipeline_page, RG, PIPELINE_PAGE, RgPage)

RgPage *rg_pipeline_page_new (RgSettings *settings);
/* Which of its states is shown: loading, board, list, nothing, empty. */
const char *rg_pipeline_page_get_state (RgPipelinePage *self);
/* Whether what it shows may change by itself in a moment. */
gboolean rg_pipeline_page_is_busy (RgPipelinePage *self);
/* (transfer none) (nullable): what it shows. */
RgBoard *rg_pipeline_page_get_board (RgPipelinePage *self);
/* Does what a person would do: a list, or the board, now and at the next start. */
void rg_pipeline_page_set_listing (RgPipelinePage *self, gboolean listing);
/* (transfer none) (nullable): what it shows as a list. */
RgRecordList *rg_pipeline_page_get_list (RgPipelinePage *self);

/* Lists the deals that @condition means, called @title: for numbers that open their
 * deals. Only open ones, unless it says itself what has become of them. NULL: all. */
void rg_pipeline_page_show_condition (RgPipelinePage *self, RgCondition *condition, const char *title);
/* In the form that was used last; one that asks for closed deals as a list. */
void rg_pipeline_page_show_view (RgPipelinePage *self, const RgView *view);
void rg_pipeline_page_name_view (RgPipelinePage *self, const RgView *view);
/* (nullable): what is shown; “filtered” tells when it is another. */
const RgView *rg_pipeline_page_get_view (RgPipelinePage *self);
RgCondition *rg_pipeline_page_get_condition (RgPipelinePage *self);
/* (nullable): until something was filtered. */
RgFilterBar *rg_pipeline_page_get_filter_bar (RgPipelinePage *self);
/* Whose deals are shown: "*" everybody's, "-" nobody's, "=NAME", "?" it is not so
 * simple. (transfer full) */
char *rg_pipeline_page_dup_owner (RgPipelinePage *self);
void rg_pipeline_page_set_owner (RgPipelinePage *self, const char *owner);

G_END_DECLS
