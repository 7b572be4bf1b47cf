/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/filter/rg-filter-bar.h"
#include "app/rg-page.h"
#include "shop/rg-views.h"

G_BEGIN_DECLS

/**
 * RgPageFilter:
 *
 * What a page's list is filtered by: a condition, what that is called, and the view that
 * it comes from, shown in a bar. The page has a signal “filtered”, which is emitted
 * whenever it is to show others than before, and the actions page.filter,
 * page.clear-filter and page.save-view of the bar's buttons.
 */
typedef struct _RgPageFilter RgPageFilter;

/**
 * RgPageFilterWays:
 * @use_form: order and columns of a view; %NULL: the page's own, as they were chosen at
 *   another time
 * @set_search: what is searched besides; "" for nothing
 * @ask: shows what is filtered by now, or why that cannot be asked
 * @say_form: writes into a view what is searched, the order and the columns
 *
 * What a page does for its filter.
 */
typedef struct
{
  void (*use_form) (RgPage *page, const RgView *view);
  void (*set_search) (RgPage *page, const char *text);
  void (*ask) (RgPage *page);
  void (*say_form) (RgPage *page, RgView *view);
} RgPageFilterWays;

/* @page: belongs to it; @bin: where the bar goes; @ways: stays. */
RgPageFilter *
rg_page_filter_new (RgPage *page, const char *entity, AdwBin *bin, const RgPageFilterWays *ways);
void rg_page_filter_free (RgPageFilter *self);

/* (transfer none) (nullable): everything, where there is none. */
RgCondition *rg_page_filter_get_condition (RgPageFilter *self);
const RgView *rg_page_filter_get_view (RgPageFilter *self);
/* (nullable): why that cannot be asked. */
const char *rg_page_filter_get_problem (RgPageFilter *self);
/* (nullable): until something was filtered. */
RgFilterBar *rg_page_filter_get_bar (RgPageFilter *self);

/* Changes what is filtered by; the view that was shown is still the one it comes from,
 * until nothing is left of it. */
void rg_page_filter_change (RgPageFilter *self, RgCondition *condition);
/* Shows what a condition means, and nothing else: what was searched is ended. */
void rg_page_filter_show_condition (RgPageFilter *self, RgCondition *condition, const char *title);
/* One whose condition cannot be read shows nothing and says why. */
void rg_page_filter_show_view (RgPageFilter *self, const RgView *view);
/* When it is the one that is shown, it is called as it is now. */
void rg_page_filter_name_view (RgPageFilter *self, const RgView *view);
/* The shop could not ask it. @problem: (nullable): it can again */
void rg_page_filter_set_problem (RgPageFilter *self, const char *problem);
/* Before the page lets go of its shop; nothing is asked. */
void rg_page_filter_forget (RgPageFilter *self);

/* The dialogs behind page.filter and page.save-view. */
void rg_page_filter_edit (RgPageFilter *self);
void rg_page_filter_save (RgPageFilter *self);

G_END_DECLS
