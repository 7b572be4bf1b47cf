/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/filter/rg-filter-bar.h"
#include "app/record/rg-record-page.h"
#include "app/rg-page.h"
#include "app/widgets/rg-columns.h"
#include "app/widgets/rg-selection.h"
#include "records/rg-record-list.h"
#include "shop/rg-views.h"

G_BEGIN_DECLS

/**
 * RgCustomersPage:
 *
 * All customers of the shop, or those that a search finds.
 *
 *     RgRecordList → RgSelection → GtkListView of RgRowWidget
 *
 * Who is opened stands beside the list, and slides over it where there is not
 * room for both.
 *
 * A list that is asked for takes the place of the one that is shown when it
 * has come; until then the old one stays. A list is never swapped inside its
 * selection: each comes with a fresh one.
 */
#define RG_TYPE_CUSTOMERS_PAGE (rg_customers_page_get_type ())
G_DECLARE_FINAL_TYPE (RgCustomersPage, rg_customers_page, RG, CUSTOMERS_PAGE, RgPage)

RgPage *rg_customers_page_new (RgSettings *settings);
void rg_customers_page_set_search (RgCustomersPage *self, const char *text);
/* Shows those whom @condition means, called @title: for numbers that open their
 * list. NULL: everybody. */
void rg_customers_page_show_condition (RgCustomersPage *self, RgCondition *condition, const char *title);
void rg_customers_page_show_view (RgCustomersPage *self, const RgView *view);
void rg_customers_page_name_view (RgCustomersPage *self, const RgView *view);
/* (nullable): what is shown; “filtered” tells when it is another. */
const RgView *rg_customers_page_get_view (RgCustomersPage *self);
RgCondition *rg_customers_page_get_condition (RgCustomersPage *self);
/* (nullable): until something was filtered. */
RgFilterBar *rg_customers_page_get_filter_bar (RgCustomersPage *self);
/* "loading", "list", "nothing" or "empty". */
const char *rg_customers_page_get_state (RgCustomersPage *self);
RgRecordList *rg_customers_page_get_list (RgCustomersPage *self);
/* Whether a list has been asked for that has not come yet. */
gboolean rg_customers_page_is_busy (RgCustomersPage *self);
gint64 rg_customers_page_get_selected (RgCustomersPage *self);
void rg_customers_page_select (RgCustomersPage *self, gint64 id);
/* (transfer none) (nullable) */
RgSelection *rg_customers_page_get_selection (RgCustomersPage *self);

/* Keys of the fields that the list has columns for. (transfer full) */
char **rg_customers_page_dup_columns (RgCustomersPage *self);
/* Shows the record of a customer, selected where the list has it. */
void rg_customers_page_open (RgCustomersPage *self, gint64 id);
void rg_customers_page_close (RgCustomersPage *self);
/* 0: nobody's record is shown. */
gint64 rg_customers_page_get_opened (RgCustomersPage *self);
RgRecordPage *rg_customers_page_get_record (RgCustomersPage *self);

G_END_DECLS
