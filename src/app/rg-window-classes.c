/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-window-private.h"

#include "app/pages/customers/rg-customers-page.h"
#include "app/pages/pipeline/rg-pipeline-page.h"
#include "app/report/rg-classes-dialog.h"
#include "app/report/rg-measures-dialog.h"

/* The reports, and the list behind a number, whoever shows it. */

static void
classes (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgWindow *self = RG_WINDOW (widget);

  if (self->store != NULL)
    adw_dialog_present (rg_classes_dialog_new (self->store), widget);
}

static void
measures (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgWindow *self = RG_WINDOW (widget);

  if (self->store != NULL)
    adw_dialog_present (rg_measures_dialog_new (self->store), widget);
}

/**
 * rg_window_show_condition:
 * @self: a window in which a shop is open
 * @condition: whom to show
 * @title: (nullable): what they are called
 *
 * Goes to the customers page, and shows nobody else there.
 */
void
rg_window_show_condition (RgWindow *self, RgCondition *condition, const char *title)
{
  RgCustomersPage *page;

  g_return_if_fail (RG_IS_WINDOW (self));
  page = rg_window_go_to_customers (self);
  if (page != NULL)
    rg_customers_page_show_condition (page, condition, title);
}

/**
 * rg_window_show_deals:
 * @self: a window in which a shop is open
 * @condition: which deals to show
 * @title: (nullable): what they are called
 *
 * Goes to the page of the pipeline, and shows nothing else there.
 */
void
rg_window_show_deals (RgWindow *self, RgCondition *condition, const char *title)
{
  RgPage *page;

  g_return_if_fail (RG_IS_WINDOW (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.go-to-page", "i", RG_PLACE_PIPELINE);
  page = rg_window_get_page (self);
  if (RG_IS_PIPELINE_PAGE (page))
    rg_pipeline_page_show_condition (RG_PIPELINE_PAGE (page), condition, title);
}

static void
show_condition (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (RgCondition) condition = NULL;
  g_autoptr (GError) error = NULL;
  const char *json, *title;

  g_variant_get (parameter, "(&s&s)", &json, &title);
  condition = rg_condition_parse (json, &error);
  if (condition != NULL && g_str_equal (action, "win.show-deals"))
    rg_window_show_deals (RG_WINDOW (widget), condition, title);
  else if (condition != NULL)
    rg_window_show_condition (RG_WINDOW (widget), condition, title);
  else
    rg_window_toast (RG_WINDOW (widget), error->message);
}

/**
 * rg_window_install_classes_actions:
 * @klass: the window's class
 */
void
rg_window_install_classes_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.classes", NULL, classes);
  gtk_widget_class_install_action (klass, "win.measures", NULL, measures);
  gtk_widget_class_install_action (klass, "win.show-condition", "(ss)", show_condition);
  gtk_widget_class_install_action (klass, "win.show-deals", "(ss)", show_condition);
}
