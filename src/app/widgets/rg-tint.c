/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/rg-tint.h"

#include <adwaita.h>

/* The palette as a style sheet, so that labels and buttons take its pairs as
 * their own colours. There is one of them, made anew when it gets dark. */

#define N_DUES 4

static void
append_pair (GString *css, const char *name, guint index, const RgColorPair *pair, gboolean high_contrast)
{
  g_autofree char *back = gdk_rgba_to_string (&pair->back);
  g_autofree char *fore = gdk_rgba_to_string (&pair->fore);

  g_string_append_printf (css, ".%s-%u { background-color: %s; color: %s;", name, index, back, fore);
  if (high_contrast)
    g_string_append (css, " box-shadow: inset 0 0 0 1px currentColor;");
  g_string_append (css, " }\n");
}

static void
style_changed_cb (AdwStyleManager *style, GParamSpec *pspec, GtkCssProvider *provider)
{
  gboolean dark = adw_style_manager_get_dark (style);
  gboolean high_contrast = adw_style_manager_get_high_contrast (style);
  g_autoptr (GString) css = g_string_new (NULL);

  for (guint i = 0; i < RG_DISPLAY_N_COLORS; i++)
    append_pair (css, "tint", i, rg_palette_get (i, dark), high_contrast);
  for (guint i = RG_DUE_OVERDUE; i <= RG_DUE_LATER; i++)
    append_pair (css, "due", i, rg_palette_get_due ((RgDue) i, dark), high_contrast);
  gtk_css_provider_load_from_string (provider, css->str);
}

static void
ensure_style (GdkDisplay *display)
{
  AdwStyleManager *style = adw_style_manager_get_for_display (display);
  g_autoptr (GtkCssProvider) provider = NULL;

  if (g_object_get_data (G_OBJECT (display), "rg-tint") != NULL)
    return;

  provider = gtk_css_provider_new ();
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (style_changed_cb), provider, G_CONNECT_DEFAULT);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (style_changed_cb), provider,
                           G_CONNECT_DEFAULT);
  style_changed_cb (style, NULL, provider);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_object_set_data_full (G_OBJECT (display), "rg-tint", g_object_ref (provider), g_object_unref);
}

static void
set_class (GtkWidget *widget, const char *name, guint from, guint until, guint wanted)
{
  ensure_style (gtk_widget_get_display (widget));
  for (guint i = from; i < until; i++)
    {
      g_autofree char *class = g_strdup_printf ("%s-%u", name, i);

      if (i == wanted)
        gtk_widget_add_css_class (widget, class);
      else
        gtk_widget_remove_css_class (widget, class);
    }
}

/**
 * rg_tint_set:
 * @widget: what is coloured
 * @index: which pair, below %RG_DISPLAY_N_COLORS
 */
void
rg_tint_set (GtkWidget *widget, guint index)
{
  g_return_if_fail (index < RG_DISPLAY_N_COLORS);

  set_class (widget, "tint", 0, RG_DISPLAY_N_COLORS, index);
}

/**
 * rg_tint_set_due:
 * @widget: what is coloured
 * @due: how urgent a next step is; with %RG_DUE_NONE it is not coloured
 */
void
rg_tint_set_due (GtkWidget *widget, RgDue due)
{
  set_class (widget, "due", RG_DUE_OVERDUE, N_DUES, due);
}
