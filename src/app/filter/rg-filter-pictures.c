/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/filter/rg-filter-pictures.h"

#include "app/deal/rg-deal-pictures.h"
#include "app/filter/rg-condition-dialog.h"
#include "app/filter/rg-view-row.h"
#include "app/pages/customers/rg-customers-page.h"

#include <glib/gi18n-lib.h>

#define BAR                                                                                                  \
  "{\"all\":[{\"timeline\":\"contact\",\"op\":\"none\",\"days\":10},"                                        \
  "{\"timeline\":\"sale\",\"op\":\"count\",\"min\":1}]}"
#define NOBODY                                                                                               \
  "{\"all\":[{\"field\":\"name\",\"op\":\"is\",\"value\":\"–\"},{\"field\":\"next_date\",\"op\":\"empty\"}]" \
  "}"
#define EDITOR                                                                                               \
  "{\"all\":[{\"field\":\"next_date\",\"op\":\"<=\",\"value\":\"today+7\"},"                                 \
  "{\"any\":[{\"timeline\":\"sale\",\"op\":\"sum\",\"min\":200000,\"days\":365},"                            \
  "{\"tag\":\"\",\"op\":\"has\"}]},"                                                                         \
  "{\"none\":[{\"timeline\":\"contact\",\"op\":\"count\",\"min\":1,\"days\":3}]}]}"

#define DEALS                                                                                                \
  "{\"all\":[{\"field\":\"stage_id\",\"op\":\"one-of\",\"value\":[2,3]},{\"late\":true},"                    \
  "{\"customer\":{\"any\":[{\"field\":\"name\",\"op\":\"contains\",\"value\":\"晓梅\"},"                     \
  "{\"timeline\":\"sale\",\"op\":\"sum\",\"min\":200000,\"days\":365}]},\"op\":\"has\"}]}"

static RgCustomersPage *
open_customers (RgStudio *studio)
{
  rg_window_open_shop (studio->window, studio->shop);
  rg_studio_wait (studio);

  return RG_CUSTOMERS_PAGE (rg_window_get_page (studio->window));
}

static RgCustomersPage *
filter_by (RgStudio *studio, const char *json)
{
  RgCustomersPage *page = open_customers (studio);
  g_autoptr (RgCondition) condition = rg_condition_parse (json, NULL);

  rg_customers_page_show_condition (page, condition, NULL);
  rg_studio_wait (studio);

  return page;
}

void
rg_filter_pictures_bar (RgStudio *studio)
{
  filter_by (studio, BAR);
}

void
rg_filter_pictures_nobody (RgStudio *studio)
{
  filter_by (studio, NOBODY);
}

void
rg_filter_pictures_view (RgStudio *studio)
{
  const GPtrArray *views;

  open_customers (studio);
  views = rg_views_list_get_views (rg_window_get_views (studio->window));
  if (views->len > 0)
    gtk_widget_activate_action (GTK_WIDGET (studio->window), "win.show-view", "x",
                                ((const RgView *) g_ptr_array_index (views, 0))->id);
}

/* The first of deals. */
void
rg_filter_pictures_view_deals (RgStudio *studio)
{
  const GPtrArray *views;

  open_customers (studio);
  views = rg_views_list_get_views (rg_window_get_views (studio->window));
  for (guint i = 0; i < views->len; i++)
    if (rg_view_is_of_deals (g_ptr_array_index (views, i)))
      {
        gtk_widget_activate_action (GTK_WIDGET (studio->window), "win.show-view", "x",
                                    ((const RgView *) g_ptr_array_index (views, i))->id);
        return;
      }
}

void
rg_filter_pictures_editor (RgStudio *studio)
{
  RgCustomersPage *page = filter_by (studio, EDITOR);

  gtk_widget_activate_action (GTK_WIDGET (page), "page.filter", NULL);
}

/* Over deals, and over the bridge to their customers. */
void
rg_filter_pictures_deals (RgStudio *studio)
{
  RgStore *store = rg_deal_pictures_open (studio);
  g_autoptr (RgCondition) condition = rg_condition_parse (DEALS, NULL);

  adw_dialog_present (rg_condition_dialog_new (store, "deal", condition, _ ("Filter")),
                      GTK_WIDGET (studio->window));
}

void
rg_filter_pictures_save (RgStudio *studio)
{
  RgCustomersPage *page = filter_by (studio, BAR);

  gtk_widget_activate_action (GTK_WIDGET (page), "page.save-view", NULL);
}
