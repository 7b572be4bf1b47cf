/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/deal/rg-deal-names.h"
#include "app/rg-settings.h"
#include "app/widgets/rg-columns.h"
#include "records/rg-record-list.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RgPipelineList:
 *
 * Deals as a list: a table with a header to sort by, in a narrow window rows of two
 * lines. A list that is asked for takes the place of the one that is shown when it has
 * come. Signals: "opened" (deal id), "menu" (deal id, x, y) in its own coordinates,
 * "shown" when it has other rows, or another number of them, "failed" (message,
 * whether the condition is to blame).
 */
#define RG_TYPE_PIPELINE_LIST (rg_pipeline_list_get_type ())
G_DECLARE_FINAL_TYPE (RgPipelineList, rg_pipeline_list, RG, PIPELINE_LIST, GtkBox)

GtkWidget *rg_pipeline_list_new (RgSettings *settings, RgDealNames *names);
void rg_pipeline_list_set_store (RgPipelineList *self, RgStore *store);
/* Asks for the deals of @query in the order that is chosen. @same: the same deals as
 * before, which stay where they are. */
void rg_pipeline_list_ask (RgPipelineList *self, RgQuery *query, gboolean same);
/* Shows nothing any more. */
void rg_pipeline_list_drop (RgPipelineList *self);
gboolean rg_pipeline_list_is_busy (RgPipelineList *self);
void rg_pipeline_list_set_compact (RgPipelineList *self, gboolean compact);
/* (transfer none) (nullable): what is shown. */
RgRecordList *rg_pipeline_list_get_list (RgPipelineList *self);
RgColumns *rg_pipeline_list_get_columns (RgPipelineList *self);
GtkListView *rg_pipeline_list_get_view (RgPipelineList *self);
/* The deal that is selected, as it is read; %NULL: none. (transfer none) (nullable) */
RgRecord *rg_pipeline_list_get_selected (RgPipelineList *self);
/* Selects a deal and gives it the focus; the first one where it is not there. */
gboolean rg_pipeline_list_take_focus (RgPipelineList *self);
void rg_pipeline_list_set_sort (RgPipelineList *self, const char *key, gboolean descending);
/* The order and the columns of the page's own, as they were chosen at another time. */
void rg_pipeline_list_use_own_form (RgPipelineList *self);
/* Those of a view: they are not kept for the page. @sort, @layout: (nullable) */
void
rg_pipeline_list_use_form (RgPipelineList *self, const char *sort, gboolean descending, const char *layout);

G_END_DECLS
