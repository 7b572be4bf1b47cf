/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the customers page, whose parts are files of their own. */

#include "app/filter/rg-page-filter.h"
#include "app/pages/customers/rg-customers-page.h"
#include "app/widgets/rg-column-header.h"
#include "app/widgets/rg-columns-keeper.h"
#include "app/widgets/rg-selection.h"
#include "shop/rg-views.h"

G_BEGIN_DECLS

struct _RgCustomersPage
{
  RgPage parent_instance;

  AdwBreakpointBin *page_bin;
  AdwOverlaySplitView *record_split;
  AdwToolbarView *list_toolbar;
  GtkLabel *selection_label;
  AdwButtonContent *tag_content;
  AdwButtonContent *set_content;
  AdwButtonContent *export_content;
  AdwButtonContent *print_content;
  AdwButtonContent *delete_content;
  GMenuModel *row_menu;
  gboolean wanted;              /* the focus, which who is being read has */
  GtkPopover *row_menu_popover; /* (nullable): until it is opened */
  GtkWidget *title_label;
  GtkWidget *count_label;
  GtkWidget *sort_button;
  GtkWidget *pick_button;
  GtkWidget *search_button;
  GtkWidget *search_bar;
  GtkWidget *search_entry;
  AdwBreakpointBin *breakpoint_bin;
  GtkStack *stack;
  GtkWidget *spinner;
  RgColumnHeader *header;
  GtkScrolledWindow *scroller;
  GtkListView *list_view;
  AdwBin *filter_bin;
  GtkWidget *filter_button;
  GtkButton *nothing_button;
  AdwBin *empty_bin;
  AdwStatusPage *nothing_page;

  RgColumns *columns;
  RgColumnsKeeper *keeper;
  RgRecordList *list;
  RgSelection *selection;
  RgRecordPage *record;
  GCancellable *asking;
  GCancellable *counting;
  /* Whose changes are followed; the page may be shown another meanwhile. */
  RgStore *followed;
  char *search;
  /* Whom the list shows. */
  RgPageFilter *filter;
  gint64 selected;
  /* Whose record is shown; 0: none. */
  gint64 opened;
  guint follow_timeout;
  /* Whether a click picks a customer instead of opening it. */
  gboolean picking;
  /* What cancels the change of many that is under way; NULL: none is. */
  GCancellable *working;
  /* Customers in the shop; the list's length while nothing is searched. */
  guint total;
  /* Enter was pressed in the search entry before the answer came. */
  gboolean open_first;
  guint spinner_timeout;
  guint day_timeout;
};


/**
 * RgCustomersWhere:
 * @RG_CUSTOMERS_TOP: another question: from its beginning
 * @RG_CUSTOMERS_SAME: the same question asked again, or another order: stay
 *
 * What a new list shows first.
 */
typedef enum
{
  RG_CUSTOMERS_TOP,
  RG_CUSTOMERS_SAME,
} RgCustomersWhere;


/**
 * RgCustomersAsked:
 *
 * Something asked of the store; the answer counts while the page still has the
 * same cancellable.
 */
typedef struct
{
  RgCustomersPage *page;
  GCancellable *cancellable;
  RgCustomersWhere where;
  RgRecordList *list; /* (nullable): the answer, while it is not all there */
} RgCustomersAsked;

RgCustomersAsked *
rg_customers_asked_new (RgCustomersPage *page, GCancellable *cancellable, RgCustomersWhere where);
void rg_customers_asked_free (RgCustomersAsked *asked);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgCustomersAsked, rg_customers_asked_free)

/* --- rg-customers-show.c ------------------------------------------------ */
gboolean rg_customers_has_focus_inside (GtkWidget *widget);
gboolean rg_customers_is_searching (RgCustomersPage *self);
void rg_customers_update_state (RgCustomersPage *self);
void rg_customers_drop_list (RgCustomersPage *self);
void rg_customers_stop_asking (RgCustomersPage *self);
void rg_customers_reload (RgCustomersPage *self, RgCustomersWhere where);
/* --- rg-customers-record.c ---------------------------------------------- */
void rg_customers_init_record (RgCustomersPage *self);
void rg_customers_dispose_record (RgCustomersPage *self);
void rg_customers_forget_record (RgCustomersPage *self);
/* Opens who was open when this shop was shown last. */
void rg_customers_restore_record (RgCustomersPage *self);
void rg_customers_open_record (RgCustomersPage *self, gint64 id);
void rg_customers_close_record (RgCustomersPage *self);
gboolean rg_customers_focus_list (RgCustomersPage *self);
/* Shows @only, 0: nobody, where a record is shown beside the list. */
void rg_customers_follow (RgCustomersPage *self, gint64 only);
/* --- rg-customers-count.c ----------------------------------------------- */
void rg_customers_update_count (RgCustomersPage *self);
/* Asks how many there are, while the list shows only some of them. */
void rg_customers_count (RgCustomersPage *self);
void rg_customers_stop_counting (RgCustomersPage *self);
/* --- rg-customers-find.c ------------------------------------------------ */
void rg_customers_set_sort (RgCustomersPage *self, const char *key, gboolean descending);
void rg_customers_update_sort_menu (RgCustomersPage *self);
void rg_customers_read_search (RgCustomersPage *self);
void rg_customers_clear_search (RgCustomersPage *self);
void rg_customers_install_finding (GtkWidgetClass *klass);
void rg_customers_init_finding (RgCustomersPage *self);
void rg_customers_open_first (RgCustomersPage *self);
/* --- rg-customers-filter.c ---------------------------------------------- */
void rg_customers_init_filter (RgCustomersPage *self);
void rg_customers_install_filter (GtkWidgetClass *klass);
/* --- rg-customers-selection.c ------------------------------------------- */
guint64 rg_customers_get_n_selected (RgCustomersPage *self);
gboolean rg_customers_is_selecting (RgCustomersPage *self);
char *rg_customers_dup_what (RgCustomersPage *self);
RgRecord *rg_customers_ref_only (RgCustomersPage *self);
void rg_customers_update_selection (RgCustomersPage *self);
void rg_customers_set_picking (RgCustomersPage *self, gboolean picking);
void rg_customers_end_selection (RgCustomersPage *self);
void rg_customers_install_selection (GtkWidgetClass *klass);
/* --- rg-customers-bulk.c ------------------------------------------------ */
void rg_customers_install_bulk (GtkWidgetClass *klass);
/* --- rg-customers-export.c ---------------------------------------------- */
void rg_customers_export_to (RgCustomersPage *self, const char *path);
void rg_customers_install_export (GtkWidgetClass *klass);
/* --- rg-customers-copy.c ------------------------------------------------ */
void rg_customers_install_copy (GtkWidgetClass *klass);
/* --- rg-customers-columns.c --------------------------------------------- */
void rg_customers_install_columns (GtkWidgetClass *klass);
void rg_customers_init_columns (RgCustomersPage *self);
void rg_customers_dispose_columns (RgCustomersPage *self);
/* --- rg-customers-menu.c ------------------------------------------------ */
void rg_customers_install_menu (GtkWidgetClass *klass);
void rg_customers_init_menu (RgCustomersPage *self);
void rg_customers_dispose_menu (RgCustomersPage *self);

G_END_DECLS
