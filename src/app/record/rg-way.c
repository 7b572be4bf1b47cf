/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-way.h"

#include "app/rg-change.h"
#include "catalog/rg-phone.h"

#include <glib/gi18n-lib.h>

static GtkWidget *
make_button (const char *icon, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "way-button");

  return button;
}

static void
copy_cb (GtkButton *button, gpointer user_data)
{
  const char *text = g_object_get_data (G_OBJECT (button), "text");

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (button)), text);
  rg_change_toast (GTK_WIDGET (button), _ ("Copied"));
}

/**
 * rg_copy_button_new:
 * @text: what is copied
 * @name: what the button is called
 *
 * Returns: (transfer floating): a button
 */
GtkWidget *
rg_copy_button_new (const char *text, const char *name)
{
  GtkWidget *button = make_button ("edit-copy-symbolic", name);

  g_object_set_data_full (G_OBJECT (button), "text", g_strdup (text), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (copy_cb), NULL);

  return button;
}

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) button = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error) &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    rg_change_toast (button, _ ("Nothing on this computer can make a call. The number can be copied."));
}

/**
 * rg_way_call:
 * @widget: where it was asked for
 * @phone: a number as rg_phone_normalize() gives it
 *
 * Calls it with whatever the computer has for that; without anything, it says so.
 */
void
rg_way_call (GtkWidget *widget, const char *phone)
{
  g_autofree char *uri = g_strconcat ("tel:", phone, NULL);
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);

  gtk_uri_launcher_launch (launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, launched_cb,
                           g_object_ref (widget));
}

static void
call_cb (GtkButton *button, gpointer user_data)
{
  rg_way_call (GTK_WIDGET (button), g_object_get_data (G_OBJECT (button), "phone"));
}

/**
 * rg_call_button_new:
 * @phone: a number as rg_phone_normalize() gives it
 *
 * Returns: (transfer floating): a button
 */
GtkWidget *
rg_call_button_new (const char *phone)
{
  GtkWidget *button = make_button ("call-start-symbolic", _ ("Call"));

  g_object_set_data_full (G_OBJECT (button), "phone", g_strdup (phone), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (call_cb), NULL);

  return button;
}

/**
 * rg_way_dup_phone:
 * @phone: a number as rg_phone_normalize() gives it
 * @mask: whether a screen that customers see may show it
 *
 * Returns: (transfer full): the number as it is shown
 */
char *
rg_way_dup_phone (const char *phone, gboolean mask)
{
  return mask ? rg_phone_mask (phone) : rg_phone_format (phone);
}
