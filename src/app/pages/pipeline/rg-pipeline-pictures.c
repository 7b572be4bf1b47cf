/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/pipeline/rg-pipeline-pictures.h"

static void
go (RgStudio *studio, const char *folder)
{
  rg_window_open_shop (studio->window, folder);
  rg_studio_wait (studio);
  gtk_widget_activate_action (GTK_WIDGET (studio->window), "win.go-to-page", "i", RG_PLACE_PIPELINE);
  rg_studio_wait (studio);
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

  rg_pictures_remove (folder);
  store = rg_store_open (folder, RG_STORE_CREATE, &error);
  if (store != NULL)
    rg_store_close (store);
  else
    g_warning ("%s", error->message);
  go (studio, folder);
}
