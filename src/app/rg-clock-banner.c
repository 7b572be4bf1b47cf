/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-clock-banner.h"

#include "app/rg-application.h"
#include "app/rg-background-offer.h"
#include "app/rg-change.h"
#include "app/rg-reminding.h"
#include "catalog/rg-date.h"
#include "shop/rg-today.h"

#include <glib/gi18n-lib.h>

/* --- the clock ---------------------------------------------------------------- */

static gpointer
accept_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_clock_accept (write, rg_clock_now (), error) ? write : NULL;
}

static void
accepted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) banner = user_data;
  g_autoptr (GError) error = NULL;

  if (rg_store_write_finish (RG_STORE (source), result, &error) != NULL)
    rg_reminding_look (RG_STORE (source));
  else
    rg_change_toast (banner, error->message);
}

static void
right_cb (AdwBanner *banner, RgStore *store)
{
  rg_store_write_async (store, accept_func, NULL, NULL, NULL, NULL, accepted_cb, g_object_ref (banner));
}

static char *
describe (RgClockState clock)
{
  g_autofree char *day = NULL;
  GDate today;

  rg_today_day (&today);
  day = rg_date_format (&today, FALSE, NULL);
  /* Translators: %s is a day. */
  return g_strdup_printf (clock == RG_CLOCK_BEHIND
                              ? _ ("The computer’s clock says %s, but the shop has been used after that. "
                                   "Until it is set, nothing is reminded of.")
                              : _ ("The computer’s clock says %s. Until it is set, nothing is reminded of."),
                          day);
}

static void
clock_cb (RgReminding *reminding, GParamSpec *pspec, AdwBanner *banner)
{
  RgClockState clock = rg_reminding_get_clock (reminding);

  if (clock != RG_CLOCK_GOOD)
    {
      g_autofree char *title = describe (clock);

      adw_banner_set_title (banner, title);
    }
  adw_banner_set_revealed (banner, clock != RG_CLOCK_GOOD);
}

/* --- with the window closed ------------------------------------------------------ */

static RgSettings *
find_settings (void)
{
  GApplication *app = g_application_get_default ();

  return RG_IS_APPLICATION (app) ? rg_application_get_settings (RG_APPLICATION (app)) : NULL;
}

static void
said_cb (RgReminding *reminding, GParamSpec *pspec, AdwBanner *banner)
{
  RgSettings *settings = find_settings ();

  adw_banner_set_revealed (banner, settings != NULL && rg_reminding_get_said (reminding) &&
                                       !rg_settings_get_boolean (settings, "background-asked"));
}

static void
asked_cb (RgSettings *settings, const char *key, AdwBanner *banner)
{
  if (rg_settings_get_boolean (settings, "background-asked"))
    adw_banner_set_revealed (banner, FALSE);
}

static void
offer_cb (AdwBanner *banner, gpointer user_data)
{
  rg_background_offer_present (GTK_WIDGET (banner));
}

/* --- both ------------------------------------------------------------------------ */

static GtkWidget *
add_banner (GtkWidget *box, const char *title, const char *button)
{
  GtkWidget *banner = adw_banner_new (title);

  adw_banner_set_use_markup (ADW_BANNER (banner), FALSE);
  adw_banner_set_button_label (ADW_BANNER (banner), button);
  gtk_box_append (GTK_BOX (box), banner);
  return banner;
}

/**
 * rg_clock_banner_new:
 * @store: the shop that is shown
 *
 * Returns: (transfer floating): what there is to say about reminders
 */
GtkWidget *
rg_clock_banner_new (RgStore *store)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  RgReminding *reminding = rg_reminding_get (store);
  RgSettings *settings = find_settings ();
  GtkWidget *clock, *offer;

  if (reminding == NULL)
    return box;
  clock = add_banner (box, "", _ ("The Clock Is Right"));
  g_signal_connect_object (clock, "button-clicked", G_CALLBACK (right_cb), store, G_CONNECT_DEFAULT);
  g_signal_connect_object (reminding, "notify::clock", G_CALLBACK (clock_cb), clock, G_CONNECT_DEFAULT);
  clock_cb (reminding, NULL, ADW_BANNER (clock));
  offer = add_banner (box, _ ("Reminders come while the window is open."), _ ("Also When Closed…"));
  g_signal_connect (offer, "button-clicked", G_CALLBACK (offer_cb), NULL);
  g_signal_connect_object (reminding, "notify::said", G_CALLBACK (said_cb), offer, G_CONNECT_DEFAULT);
  if (settings != NULL)
    g_signal_connect_object (settings, "changed::background-asked", G_CALLBACK (asked_cb), offer,
                             G_CONNECT_DEFAULT);
  said_cb (reminding, NULL, ADW_BANNER (offer));
  return box;
}
