/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/customers/rg-customers-private.h"

#include "app/widgets/rg-columns-dialog.h"

/* The table may be wider than what is seen of it now. */
static void
layout_changed_cb (RgColumns *columns, RgCustomersPage *self)
{
  const RgView *view = rg_page_filter_get_view (self->filter);

  rg_customers_update_sort_menu (self);
  /* A view has columns of its own; they are kept with it. */
  if (view != NULL && view->columns != NULL)
    return;
  rg_columns_keeper_chosen (self->keeper);
}

static void
columns_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  adw_dialog_present (rg_columns_dialog_new (RG_CUSTOMERS_PAGE (widget)->columns), widget);
}

/**
 * rg_customers_install_columns:
 * @klass: the page's class
 */
void
rg_customers_install_columns (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "page.columns", NULL, columns_action);
}

/**
 * rg_customers_init_columns:
 * @self: a page, which has its settings
 *
 * Shows the columns that were chosen at another time.
 */
void
rg_customers_init_columns (RgCustomersPage *self)
{
  self->keeper = rg_columns_keeper_new (self->columns, rg_page_get_settings (RG_PAGE (self)), "columns");
  rg_columns_keeper_restore (self->keeper);
  g_signal_connect (self->columns, "layout-changed", G_CALLBACK (layout_changed_cb), self);
}

/**
 * rg_customers_dispose_columns:
 * @self: a page that goes
 */
void
rg_customers_dispose_columns (RgCustomersPage *self)
{
  if (self->columns == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->columns, self);
  g_clear_pointer (&self->keeper, rg_columns_keeper_free);
}
