/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-application.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

int
main (int argc, char *argv[])
{
  g_autoptr (RgApplication) app = NULL;
  const char *localedir = g_getenv ("REGULARS_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, localedir != NULL ? localedir : RG_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  g_set_application_name (_ ("Regulars"));
  app = rg_application_new ();

  return g_application_run (G_APPLICATION (app), argc, argv);
}
