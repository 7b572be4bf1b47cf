/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/preferences/rg-preferences.h"
#include "app/rg-window-private.h"

static void
preferences (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgWindow *self = RG_WINDOW (widget);

  adw_dialog_present (rg_preferences_new (self->settings, self->store), widget);
}

/* On one of its pages. */
static void
preferences_at (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgWindow *self = RG_WINDOW (widget);
  AdwDialog *dialog = rg_preferences_new (self->settings, self->store);

  /* A shop for reading only has no pages of its own. */
  if (self->store != NULL && !rg_store_is_read_only (self->store))
    adw_preferences_dialog_set_visible_page_name (ADW_PREFERENCES_DIALOG (dialog),
                                                  g_variant_get_string (parameter, NULL));
  adw_dialog_present (dialog, widget);
}

/**
 * rg_window_install_preferences_actions:
 * @klass: the window's class
 */
void
rg_window_install_preferences_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.preferences", NULL, preferences);
  gtk_widget_class_install_action (klass, "win.preferences-at", "s", preferences_at);
}
