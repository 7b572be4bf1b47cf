/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/customers/rg-customers-private.h"

#include "app/filter/rg-condition-dialog.h"
#include "app/filter/rg-filter-bar.h"
#include "app/filter/rg-view-dialog.h"

#include <glib/gi18n-lib.h>

/* Whom the list shows: everybody, those whom a condition means, or a view that
 * was kept. */

static void
update_bar (RgCustomersPage *self)
{
  gboolean shown = self->condition != NULL;

  if (shown && self->filter_bar == NULL)
    {
      self->filter_bar = rg_filter_bar_new ("customer");
      g_signal_connect_object (self->filter_bar, "changed", G_CALLBACK (rg_customers_filter_by), self,
                               G_CONNECT_SWAPPED);
      adw_bin_set_child (self->filter_bin, self->filter_bar);
    }
  if (self->filter_bar != NULL)
    rg_filter_bar_set (RG_FILTER_BAR (self->filter_bar), rg_page_get_store (RG_PAGE (self)), self->condition,
                       self->filter_title);
  gtk_widget_set_visible (GTK_WIDGET (self->filter_bin), shown);
}

static void
set_condition (RgCustomersPage *self, RgCondition *condition, const char *title)
{
  RgCondition *before = self->condition;

  self->condition = condition != NULL ? rg_condition_ref (condition) : NULL;
  g_clear_pointer (&before, rg_condition_unref);
  g_set_str (&self->filter_title, title);
  g_clear_pointer (&self->problem, g_free);
  update_bar (self);
}

/* The page's own order and columns, as they were chosen at another time. */
static void
use_own_form (RgCustomersPage *self)
{
  RgSettings *settings = rg_page_get_settings (RG_PAGE (self));
  g_autofree char *sort = rg_settings_dup_string (settings, "sort-column");
  g_autofree char *layout = rg_settings_dup_string (settings, "columns");

  rg_columns_set_sort (self->columns, *sort != '\0' ? sort : "name",
                       rg_settings_get_boolean (settings, "sort-descending"));
  rg_columns_set_layout (self->columns, layout);
}

static void
use_form_of (RgCustomersPage *self, const RgView *view)
{
  g_auto (GStrv) keys = view->columns != NULL ? rg_view_split_columns (view->columns) : NULL;
  g_autofree char *layout = keys != NULL ? g_strjoinv (" ", keys) : NULL;

  if (view->sort != NULL)
    rg_columns_set_sort (self->columns, view->sort, view->descending);
  if (layout != NULL)
    rg_columns_set_layout (self->columns, layout);
}

static void
form_changed (RgCustomersPage *self)
{
  g_object_notify (G_OBJECT (self), "sort");
  g_object_notify (G_OBJECT (self), "descending");
  rg_customers_update_sort_menu (self);
}

/* --- leaving and entering ------------------------------------------------- */

static void
leave_view (RgCustomersPage *self)
{
  if (self->view == NULL)
    return;
  g_clear_pointer (&self->view, rg_view_free);
  use_own_form (self);
  form_changed (self);
}

static void
ask (RgCustomersPage *self)
{
  rg_customers_reload (self, RG_CUSTOMERS_TOP);
  if (self->condition != NULL)
    rg_customers_count (self);
  g_signal_emit_by_name (self, "filtered");
}

/**
 * rg_customers_filter_by:
 * @self: a page
 * @condition: (nullable): whom it shows from now on; %NULL: everybody
 *
 * Changes what is filtered by; the view that was shown is still the one it comes
 * from, until nothing is left of it.
 */
void
rg_customers_filter_by (RgCustomersPage *self, RgCondition *condition)
{
  g_autofree char *title = condition != NULL ? g_strdup (self->filter_title) : NULL;

  if (condition == NULL)
    leave_view (self);
  set_condition (self, condition, title);
  ask (self);
}

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

  leave_view (self);
  set_condition (self, condition, title);
  rg_customers_page_set_search (self, "");
  ask (self);
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
  g_autoptr (GError) error = NULL;
  g_autoptr (RgCondition) condition = NULL;

  g_return_if_fail (RG_IS_CUSTOMERS_PAGE (self));

  condition = rg_view_parse (view, &error);
  leave_view (self);
  self->view = rg_view_copy (view);
  use_form_of (self, view);
  form_changed (self);
  set_condition (self, condition, rg_view_get_title (view));
  rg_customers_page_set_search (self, view->search != NULL ? view->search : "");
  if (condition != NULL)
    ask (self);
  else
    rg_customers_show_problem (self, error->message);
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
  return self->view;
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
  return self->condition;
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
  return self->filter_bar != NULL ? RG_FILTER_BAR (self->filter_bar) : NULL;
}

/**
 * rg_customers_show_problem:
 * @self: a page
 * @problem: why its filter cannot be asked
 *
 * Shows nobody and says why.
 */
void
rg_customers_show_problem (RgCustomersPage *self, const char *problem)
{
  rg_customers_stop_asking (self);
  rg_customers_drop_list (self);
  g_set_str (&self->problem, problem);
  rg_customers_update_state (self);
  g_signal_emit_by_name (self, "filtered");
}

/* Before the page lets go of its shop. */
void
rg_customers_forget_filter (RgCustomersPage *self)
{
  leave_view (self);
  set_condition (self, NULL, NULL);
}

/* --- actions -------------------------------------------------------------- */

static void
chosen_cb (RgConditionDialog *dialog, RgCondition *condition, RgCustomersPage *self)
{
  gboolean nothing = condition == NULL || (rg_condition_get_kind (condition) == RG_CONDITION_ALL &&
                                           rg_condition_get_n_children (condition) == 0);

  rg_customers_filter_by (self, nothing ? NULL : condition);
}

static void
filter_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (widget);
  RgStore *store = rg_page_get_store (RG_PAGE (self));
  AdwDialog *dialog;

  if (store == NULL)
    return;
  dialog = rg_condition_dialog_new (store, "customer", self->condition, _ ("Filter"));
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, widget);
}

static void
clear_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (widget);

  rg_customers_page_show_condition (self, NULL, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

/* (transfer full): what is shown now, under the name of the view it comes from. */
static RgView *
dup_shown (RgCustomersPage *self)
{
  RgView *view = self->view != NULL ? rg_view_copy (self->view) : rg_view_new ("");
  g_autofree char *layout = rg_columns_dup_layout (self->columns);

  g_free (view->condition);
  view->condition = self->condition != NULL ? rg_condition_to_json (self->condition) : NULL;
  g_set_str (&view->search, self->search != NULL && *self->search != '\0' ? self->search : NULL);
  g_set_str (&view->sort, rg_columns_get_sort (self->columns));
  view->descending = rg_columns_get_descending (self->columns);
  g_clear_pointer (&view->columns, g_free);
  if (*layout != '\0')
    view->columns = rg_view_join_layout (layout);

  return view;
}

static void
saved_cb (RgViewDialog *dialog, gint64 id, RgCustomersPage *self)
{
  g_autoptr (RgView) view = rg_view_dialog_dup_view (dialog);

  view->id = id;
  g_clear_pointer (&self->view, rg_view_free);
  self->view = g_steal_pointer (&view);
  g_set_str (&self->filter_title, rg_view_get_title (self->view));
  update_bar (self);
  g_signal_emit_by_name (self, "filtered");
}

static void
save_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (widget);
  RgStore *store = rg_page_get_store (RG_PAGE (self));
  g_autoptr (RgView) view = NULL;
  AdwDialog *dialog;

  if (store == NULL || rg_store_is_read_only (store))
    return;
  view = dup_shown (self);
  dialog = rg_view_dialog_new (store, view);
  g_signal_connect_object (dialog, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, widget);
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
