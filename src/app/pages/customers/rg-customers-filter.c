/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/customers/rg-customers-private.h"

/* Whom the list shows: everybody, those whom a condition means, or a view that
 * was kept. */

/* --- what the page does for its filter ------------------------------------- */

/* The page's own order and columns, as they were chosen at another time. */
static void
use_own_form (RgCustomersPage *self)
{
  RgSettings *settings = rg_page_get_settings (RG_PAGE (self));
  g_autofree char *sort = rg_settings_dup_string (settings, "sort-column");

  rg_columns_set_sort (self->columns, *sort != '\0' ? sort : "name",
                       rg_settings_get_boolean (settings, "sort-descending"));
  rg_columns_keeper_restore (self->keeper);
}

static void
use_form_of (RgCustomersPage *self, const RgView *view)
{
  g_autofree char *layout = rg_view_dup_layout (view);

  if (view->sort != NULL)
    rg_columns_set_sort (self->columns, view->sort, view->descending);
  if (layout != NULL)
    rg_columns_set_layout (self->columns, layout);
}

static void
use_form (RgPage *page, const RgView *view)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (page);

  rg_columns_keeper_flush (self->keeper);
  if (view != NULL)
    use_form_of (self, view);
  else
    use_own_form (self);
  g_object_notify (G_OBJECT (self), "sort");
  g_object_notify (G_OBJECT (self), "descending");
  rg_customers_update_sort_menu (self);
}

static void
set_search (RgPage *page, const char *text)
{
  rg_customers_page_set_search (RG_CUSTOMERS_PAGE (page), text);
}

static void
ask (RgPage *page)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (page);

  if (rg_page_filter_get_problem (self->filter) != NULL)
    {
      rg_customers_stop_asking (self);
      rg_customers_drop_list (self);
      rg_customers_update_state (self);
      return;
    }
  rg_customers_reload (self, RG_CUSTOMERS_TOP);
  if (rg_page_filter_get_condition (self->filter) != NULL)
    rg_customers_count (self);
}

static void
say_form (RgPage *page, RgView *view)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (page);
  g_autofree char *layout = rg_columns_dup_layout (self->columns);

  rg_view_set_form (view, self->search, rg_columns_get_sort (self->columns),
                    rg_columns_get_descending (self->columns), layout);
}

/**
 * rg_customers_init_filter:
 * @self: a page with its template
 */
void
rg_customers_init_filter (RgCustomersPage *self)
{
  static const RgPageFilterWays ways = { use_form, set_search, ask, say_form };

  self->filter = rg_page_filter_new (RG_PAGE (self), "customer", self->filter_bin, &ways);
}

/* --- for others -------------------------------------------------------------- */

/**
 * rg_customers_page_show_condition:
 * @self: a page
 * @condition: (nullable): whom it shows; %NULL: everybody
 * @title: (nullable): what they are called
 *
 * Shows the list of those whom a condition means, and of nobody else: what was
 * searched is ended.
 */
void
rg_customers_page_show_condition (RgCustomersPage *self, RgCondition *condition, const char *title)
{
  g_return_if_fail (RG_IS_CUSTOMERS_PAGE (self));

  rg_page_filter_show_condition (self->filter, condition, title);
}

/**
 * rg_customers_page_show_view:
 * @self: a page
 * @view: a view
 *
 * Shows a view: whom it means, in its order, with its columns. One whose
 * condition cannot be read shows nobody and says why.
 */
void
rg_customers_page_show_view (RgCustomersPage *self, const RgView *view)
{
  g_return_if_fail (RG_IS_CUSTOMERS_PAGE (self));

  rg_page_filter_show_view (self->filter, view);
}

/**
 * rg_customers_page_name_view:
 * @self: a page
 * @view: a view as it is kept now
 *
 * When it is the one that is shown, it is called so from now on.
 */
void
rg_customers_page_name_view (RgCustomersPage *self, const RgView *view)
{
  g_return_if_fail (RG_IS_CUSTOMERS_PAGE (self));

  rg_page_filter_name_view (self->filter, view);
}

/**
 * rg_customers_page_get_view:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the view that it shows
 */
const RgView *
rg_customers_page_get_view (RgCustomersPage *self)
{
  return rg_page_filter_get_view (self->filter);
}

/**
 * rg_customers_page_get_condition:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): what its list is filtered by
 */
RgCondition *
rg_customers_page_get_condition (RgCustomersPage *self)
{
  return rg_page_filter_get_condition (self->filter);
}

/**
 * rg_customers_page_get_filter_bar:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the bar, once there was something to show
 */
RgFilterBar *
rg_customers_page_get_filter_bar (RgCustomersPage *self)
{
  return rg_page_filter_get_bar (self->filter);
}

/* --- actions -------------------------------------------------------------- */

static void
filter_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  rg_page_filter_edit (RG_CUSTOMERS_PAGE (widget)->filter);
}

static void
clear_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (widget);

  rg_customers_page_show_condition (self, NULL, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

static void
save_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  rg_page_filter_save (RG_CUSTOMERS_PAGE (widget)->filter);
}

/**
 * rg_customers_install_filter:
 * @klass: the page's class
 */
void
rg_customers_install_filter (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "page.filter", NULL, filter_action);
  gtk_widget_class_install_action (klass, "page.clear-filter", NULL, clear_action);
  gtk_widget_class_install_action (klass, "page.save-view", NULL, save_action);
}
