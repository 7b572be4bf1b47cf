/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/editors/rg-entry-editor.h"

#include "app/rg-change.h"

#include <glib/gi18n-lib.h>

/* A link, and a button that opens it. */

struct _RgLinkEditor
{
  RgEntryEditor parent_instance;

  GtkWidget *open_button;
};

G_DECLARE_FINAL_TYPE (RgLinkEditor, rg_link_editor, RG, LINK_EDITOR, RgEntryEditor)
G_DEFINE_FINAL_TYPE (RgLinkEditor, rg_link_editor, RG_TYPE_ENTRY_EDITOR)

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) button = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error) &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    rg_change_toast (button, _ ("The link could not be opened: no program on this computer took it."));
}

static void
open_cb (GtkButton *button, RgFieldEditor *self)
{
  const char *link = rg_value_get_text (rg_field_editor_get_value (self));
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (link);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (button));

  gtk_uri_launcher_launch (launcher, GTK_WINDOW (root), NULL, opened_cb, g_object_ref (button));
}

static void
rg_link_editor_build (RgFieldEditor *editor)
{
  RgLinkEditor *self = RG_LINK_EDITOR (editor);

  RG_FIELD_EDITOR_CLASS (rg_link_editor_parent_class)->build (editor);
  self->open_button = gtk_button_new_from_icon_name ("adw-external-link-symbolic");
  gtk_widget_set_tooltip_text (self->open_button, _ ("Open the Link"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->open_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Open the Link"), -1);
  gtk_widget_add_css_class (self->open_button, "flat");
  g_signal_connect (self->open_button, "clicked", G_CALLBACK (open_cb), self);
  rg_field_editor_add_suffix (editor, self->open_button);
}

static void
rg_link_editor_show (RgFieldEditor *editor, const RgValue *value, gboolean editing)
{
  RG_FIELD_EDITOR_CLASS (rg_link_editor_parent_class)->show (editor, value, editing);
  gtk_widget_set_visible (RG_LINK_EDITOR (editor)->open_button, !rg_value_is_null (value));
}

static void
rg_link_editor_class_init (RgLinkEditorClass *klass)
{
  RG_FIELD_EDITOR_CLASS (klass)->build = rg_link_editor_build;
  RG_FIELD_EDITOR_CLASS (klass)->show = rg_link_editor_show;
}

static void
rg_link_editor_init (RgLinkEditor *self)
{
}
