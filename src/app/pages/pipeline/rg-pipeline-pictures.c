/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/pipeline/rg-pipeline-pictures.h"

#include "app/filter/rg-condition-leaves.h"
#include "app/pages/pipeline/rg-pipeline-page.h"

static RgPipelinePage *
go (RgStudio *studio, const char *folder)
{
  RgPage *page;

  rg_window_open_shop (studio->window, folder);
  rg_studio_wait (studio);
  gtk_widget_activate_action (GTK_WIDGET (studio->window), "win.go-to-page", "i", RG_PLACE_PIPELINE);
  page = rg_window_get_page (studio->window);
  rg_pipeline_page_set_listing (RG_PIPELINE_PAGE (page), FALSE);
  rg_studio_wait (studio);
  return RG_PIPELINE_PAGE (page);
}

/**
 * rg_pipeline_pictures_board:
 * @studio: a studio
 *
 * The deals of the example shop.
 */
void
rg_pipeline_pictures_board (RgStudio *studio)
{
  go (studio, studio->shop);
}

/**
 * rg_pipeline_pictures_empty:
 * @studio: a studio
 *
 * A shop without deals.
 */
void
rg_pipeline_pictures_empty (RgStudio *studio)
{
  g_autofree char *folder = g_build_filename (studio->scratch, "pipeline-empty", NULL);
  g_autoptr (RgStore) store = NULL;
  g_autoptr (GError) error = NULL;

  rg_studio_remove_shop (studio, folder);
  store = rg_store_open (folder, RG_STORE_CREATE, &error);
  if (store != NULL)
    rg_store_close (store);
  else
    g_warning ("%s", error->message);
  go (studio, folder);
}

/**
 * rg_pipeline_pictures_list:
 * @studio: a studio
 *
 * The same deals as a list.
 */
void
rg_pipeline_pictures_list (RgStudio *studio)
{
  rg_pipeline_page_set_listing (go (studio, studio->shop), TRUE);
  rg_studio_wait (studio);
}

/**
 * rg_pipeline_pictures_filter:
 * @studio: a studio
 *
 * Won deals, as a number opens them.
 */
void
rg_pipeline_pictures_filter (RgStudio *studio)
{
  RgPipelinePage *page = go (studio, studio->shop);
  g_autoptr (RgCondition) won =
      rg_leaves_add (rg_leaf_field ("state", "is", "won"), rg_leaf_field ("closed", ">=", "2026-01-01"));

  rg_pipeline_page_show_condition (page, won, NULL);
  rg_studio_wait (studio);
}

/**
 * rg_pipeline_pictures_nothing:
 * @studio: a studio
 *
 * A filter that fits no deal.
 */
void
rg_pipeline_pictures_nothing (RgStudio *studio)
{
  RgPipelinePage *page = go (studio, studio->shop);
  g_autoptr (RgCondition) none = rg_leaf_field ("product", "is", "—");

  rg_pipeline_page_show_condition (page, none, NULL);
  rg_studio_wait (studio);
}

/**
 * rg_pipeline_pictures_numbers:
 * @studio: a studio
 *
 * The pipeline in numbers.
 */
void
rg_pipeline_pictures_numbers (RgStudio *studio)
{
  gtk_widget_activate_action (GTK_WIDGET (go (studio, studio->shop)), "page.numbers", NULL);
  rg_studio_wait (studio);
}

/**
 * rg_pipeline_pictures_add:
 * @studio: a studio
 *
 * A deal is being typed into a stage.
 */
void
rg_pipeline_pictures_add (RgStudio *studio)
{
  RgPipelinePage *page = go (studio, studio->shop);

  /* Without lanes there is nothing to type into. */
  if (!g_str_equal (rg_pipeline_page_get_state (page), "board"))
    return;
  gtk_widget_activate_action (GTK_WIDGET (page), "page.quick-add", NULL);
  rg_studio_wait (studio);
}
