/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-about.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <sqlite3.h>

/**
 * rg_about_dup_debug_info:
 *
 * Returns: (transfer full): what somebody who looks for a fault would ask
 *   first; nothing of the shop
 */
char *
rg_about_dup_debug_info (void)
{
  g_autofree char *system = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "Regulars %s (%s)\n", RG_VERSION, RG_APP_ID);
  g_string_append_printf (text, "GTK %u.%u.%u\n", gtk_get_major_version (), gtk_get_minor_version (),
                          gtk_get_micro_version ());
  g_string_append_printf (text, "libadwaita %u.%u.%u\n", adw_get_major_version (), adw_get_minor_version (),
                          adw_get_micro_version ());
  g_string_append_printf (text, "GLib %u.%u.%u\n", glib_major_version, glib_minor_version,
                          glib_micro_version);
  g_string_append_printf (text, "SQLite %s\n", sqlite3_libversion ());
  g_string_append_printf (text, "%s\n", system != NULL ? system : "?");
  g_string_append_printf (text, "%s\n", setlocale (LC_MESSAGES, NULL));

  return g_string_free_and_steal (text);
}

/**
 * rg_about_new:
 *
 * Returns: (transfer floating): the About dialog
 */
AdwDialog *
rg_about_new (void)
{
  static const char *const developers[] = { "The Regulars developers", NULL };
  AdwAboutDialog *about = ADW_ABOUT_DIALOG (adw_about_dialog_new ());
  g_autofree char *debug_info = rg_about_dup_debug_info ();

  adw_about_dialog_set_application_name (about, _ ("Regulars"));
  adw_about_dialog_set_application_icon (about, RG_BASE_ID);
  adw_about_dialog_set_version (about, RG_VERSION);
  adw_about_dialog_set_developer_name (about, _ ("The Regulars developers"));
  adw_about_dialog_set_developers (about, (const char **) developers);
  adw_about_dialog_set_comments (about,
                                 _ ("The book of customers for a small shop. Everything is in one folder on "
                                    "this computer: yours to copy, back up and take away."));
  /* Translators: your names, one a line; they are shown in About. */
  adw_about_dialog_set_translator_credits (about, _ ("translator-credits"));
  adw_about_dialog_set_license_type (about, GTK_LICENSE_GPL_3_0);
  adw_about_dialog_set_website (about, "https://github.com/regulars/regulars");
  adw_about_dialog_set_issue_url (about, "https://github.com/regulars/regulars/issues");
  adw_about_dialog_set_debug_info (about, debug_info);
  adw_about_dialog_set_debug_info_filename (about, "regulars-debug-info.txt");

  return ADW_DIALOG (about);
}
