/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-background-offer.h"

#include "app/rg-application.h"
#include "app/rg-background.h"
#include "app/rg-change.h"

#include <glib/gi18n-lib.h>

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) parent = user_data;
  RgBackground *background = rg_application_get_background (RG_APPLICATION (source));

  rg_change_toast (parent, rg_background_describe (rg_background_want_finish (background, result)));
}

static void
response_cb (AdwAlertDialog *dialog, const char *response, GtkWidget *parent)
{
  GApplication *app = g_application_get_default ();
  RgBackground *background =
      RG_IS_APPLICATION (app) ? rg_application_get_background (RG_APPLICATION (app)) : NULL;

  if (background == NULL)
    return;
  if (g_str_equal (response, "remind"))
    rg_background_want_async (background, TRUE, answered_cb, g_object_ref (parent));
  else
    rg_settings_set_boolean (rg_application_get_settings (RG_APPLICATION (app)), "background-asked", TRUE);
}

/**
 * rg_background_offer_present:
 * @parent: where it is asked
 *
 * Explains and asks; the desktop is asked only after that.
 *
 * Returns: (transfer none): the dialog
 */
AdwDialog *
rg_background_offer_present (GtkWidget *parent)
{
  AdwDialog *dialog =
      adw_alert_dialog_new (_ ("Remind Also When the Window Is Closed?"),
                            _ ("Regulars then goes on without a window and tells you when something is due. "
                               "It can be changed in the preferences at any time."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("Only While It Is Open"), "remind",
                                  _ ("Remind Me"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "remind", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "remind");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), parent, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, parent);

  return dialog;
}
