/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-window-private.h"

#include "app/pages/customers/rg-customers-page.h"
#include "app/pages/doubles/rg-doubles-page.h"
#include "app/pages/pipeline/rg-pipeline-page.h"
#include "app/pages/tags/rg-tags-page.h"
#include "app/pages/today/rg-today-page.h"
#include "app/rg-sidebar-row.h"

/* The pages that the window has. */

static void
say_cb (RgPage *page, const char *text, RgWindow *self)
{
  rg_window_toast (self, text);
}

static void
add_page (RgWindow *self, RgPage *page, int place)
{
  GtkWidget *row = rg_sidebar_row_new (page);

  g_signal_connect_object (page, "say", G_CALLBACK (say_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (page, "settled", G_CALLBACK (rg_window_page_settled), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "settled", G_CALLBACK (rg_window_ensure_focus), self, G_CONNECT_SWAPPED);
  rg_window_follow_page (self, page);
  gtk_stack_add_child (self->page_stack, GTK_WIDGET (page));
  gtk_list_box_insert (self->page_list, row, place);
  if (gtk_list_box_get_selected_row (self->page_list) == NULL)
    gtk_list_box_select_row (self->page_list, GTK_LIST_BOX_ROW (row));
}

void
rg_window_add_pages (RgWindow *self)
{
  /* The window opens with the customers; the day stands before them in the list.
   * See RgPlace. */
  add_page (self, rg_customers_page_new (self->settings), -1);
  add_page (self, rg_pipeline_page_new (self->settings), -1);
  add_page (self, rg_doubles_page_new (self->settings), -1);
  add_page (self, rg_tags_page_new (self->settings), -1);
  add_page (self, rg_today_page_new (self->settings), 0);
}
