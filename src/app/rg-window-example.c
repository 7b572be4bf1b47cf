/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-window-private.h"

#include "app/rg-folders.h"
#include "app/rg-progress-dialog.h"
#include "shop/rg-demo.h"

#include <glib/gi18n-lib.h>

#define EXAMPLE_CUSTOMERS 300

typedef struct
{
  RgWindow *window;
  RgStore *store;
  RgProgress *progress;
  RgDemoOptions options;
  RgDemoJob job;
} Example;

static void
example_end (Example *example)
{
  RgWindow *self = example->window;

  rg_progress_end (example->progress);
  if (example->store != NULL)
    rg_stores_release (rg_stores_get_default (), example->store);
  g_free (example);
  rg_window_set_busy (self, NULL);
  g_object_unref (self);
}

static void
example_filled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Example *example = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDemoReport) report = rg_store_write_finish (RG_STORE (source), result, &error);

  /* It is full already when it has been looked at before. */
  if (report != NULL || g_error_matches (error, RG_DEMO_ERROR, RG_DEMO_ERROR_NOT_EMPTY))
    rg_window_set_store (example->window, g_steal_pointer (&example->store));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rg_window_toast (example->window, error->message);

  example_end (example);
}

static void
report_example (guint customers, guint total, gpointer user_data)
{
  rg_progress_report (user_data, customers, total > 0 ? (double) customers / total : 0.0);
}

static void
example_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Example *example = user_data;
  g_autoptr (GError) error = NULL;

  example->store = rg_stores_open_finish (RG_STORES (source), result, &error);
  if (example->store == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        rg_window_toast (example->window, error->message);
      example_end (example);
      return;
    }

  example->options = (RgDemoOptions) RG_DEMO_OPTIONS_INIT;
  example->options.customers = EXAMPLE_CUSTOMERS;
  example->job.options = &example->options;
  example->job.progress = report_example;
  example->job.progress_data = example->progress;
  rg_store_write_async (example->store, rg_demo_write_func, &example->job, NULL,
                        (GDestroyNotify) rg_demo_report_free, rg_progress_get_cancellable (example->progress),
                        example_filled_cb, example);
}

static void
open_example (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgWindow *self = RG_WINDOW (widget);
  g_autofree char *folder = rg_folders_get_example ();
  Example *example;

  if (self->busy != NULL || (self->store != NULL && g_strcmp0 (self->folder, folder) == 0))
    return;

  example = g_new0 (Example, 1);
  example->window = g_object_ref (self);
  example->progress = rg_progress_begin (widget, _ ("Furnishing the example shop…"), NULL);
  rg_window_set_busy (self, _ ("Furnishing the example shop…"));
  rg_stores_open_async (rg_stores_get_default (), folder, RG_STORE_CREATE,
                        rg_progress_get_cancellable (example->progress), example_opened_cb, example);
}

/**
 * rg_window_install_example_actions:
 * @klass: the window's class
 */
void
rg_window_install_example_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.open-example", NULL, open_example);
}
